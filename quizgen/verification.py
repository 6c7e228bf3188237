"""
Proving a built deck: every item's words stand in its sources, as they were when the deck was built.

    the deck's JSON + the documents it names → Faults

Nothing is asked anew: the proof reads the documents and compares characters, so that it does not share the mistakes
of the rules that made the items.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from quizgen import readers
from quizgen.errors import DeckError, SourceError
from quizgen.renderers.deckjson import DeckJson, DocumentJson, EvidenceJson, ItemJson

_WORD = re.compile(r"\d+(?:[,.]\d+)*|[^\W\d_]+")
# Words of a key that say how exact it is, or only join it.
_LOOSE = frozenset("about the and or to of in a early late mid at on".split())
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be proved: where, what, what to do."""

    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.todo})"


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a deck: how much was looked at, and what failed."""

    items: int
    documents: int
    faults: tuple[Fault, ...]


def verify(path: Path, rebuild: str) -> Proof:
    """Prove the deck whose JSON is at a path; `rebuild` says how to build it anew.

    Raises DeckError where there is no such file, or none of that format.
    """
    deck = _load(path, rebuild)
    faults: list[Fault] = []
    texts: dict[str, str] = {}
    for document in deck.documents:
        text = _text(path.parent, document, rebuild)
        if isinstance(text, Fault):
            faults.append(text)
        else:
            texts[document.id] = text
    unread = {document.id for document in deck.documents} - set(texts)
    for item in deck.items:
        faults.extend(_faults(item, texts, unread, rebuild))
    return Proof(len(deck.items), len(deck.documents), tuple(faults))


def _load(path: Path, rebuild: str) -> DeckJson:
    try:
        return DeckJson.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise DeckError(str(path), "not built, or not as JSON", rebuild) from error
    except OSError as error:
        raise DeckError(str(path), f"cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = "is no deck in JSON, or of another version of quizgen" + (f" ({where}: {first['msg']})" if where else "")
        raise DeckError(str(path), what, rebuild) from error


def _text(folder: Path, document: DocumentJson, rebuild: str) -> str | Fault:
    """The text of a document as it is read today, where its file is what it was."""
    path = Path(os.path.normpath(folder / document.path))
    try:
        text = readers.read(path).text
    except SourceError as error:
        return Fault(str(path), error.what, error.todo or "bring the document back")
    if hashlib.sha256(path.read_bytes()).hexdigest() != document.sha256:
        return Fault(str(path), "has changed since the deck was built", rebuild)
    return text


def _faults(item: ItemJson, texts: Mapping[str, str], unread: set[str], rebuild: str) -> Iterator[Fault]:
    where = f"{item.id} “{item.stem}”"
    if item.key in item.distractors or len(set(item.distractors)) != len(item.distractors):
        yield Fault(where, "an option is offered twice, or is the answer itself", rebuild)
    for evidence in item.evidence:
        if evidence.document in unread:
            continue
        if evidence.document not in texts:
            yield Fault(where, f"its document {evidence.document} is not one of the deck's", rebuild)
            continue
        text = texts[evidence.document]
        if text[evidence.start : evidence.end] != evidence.text:
            at = f"characters {evidence.start} to {evidence.end} of {evidence.document}"
            yield Fault(where, f"its evidence does not stand at {at}", rebuild)
        elif not _answers(item, evidence, text):
            yield Fault(where, f"nothing in its evidence gives “{item.key}”", rebuild)


def _answers(item: ItemJson, evidence: EvidenceJson, text: str) -> bool:
    """Whether the key stands in the words that answer, or is computed with its working shown."""
    told = evidence.text
    if evidence.answer is not None:
        start, end = evidence.answer
        if not evidence.start <= start < end <= evidence.end:
            return False
        told = text[start:end]
    needed, found = _telling(item.key), _telling(told)
    return needed <= found or (bool(item.explanation) and needed <= found | _telling(item.explanation))


def _telling(words: str) -> set[str]:
    """The words that tell, months by their first letters."""
    found = {word.lower().replace(",", "") for word in _WORD.findall(words)} - _LOOSE
    return {word[:3] if word[:3] in _MONTHS else word for word in found}
