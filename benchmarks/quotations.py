"""
Quotations of the five seed texts against their key, and the speed of finding quotations by their marks.

    python benchmarks/quotations.py [SHARED_FOLDER]

Prints how many of the key's quotations were found with the right extent, how many of all have the right
speaker by full name, how many dates are right or withheld, every error, and megabytes a second.
"""

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from quizgen.annotation import Quotation, SpeakerKind
from quizgen.annotators.names import name_key
from quizgen.annotators.people import find_people
from quizgen.annotators.quotations import find_quotations
from quizgen.annotators.sentences import parse_sentences, split
from quizgen.annotators.speakers import attribute
from quizgen.annotators.timexes import find_timexes
from quizgen.document import Block, BlockKind, Document, Source, Span
from quizgen.readers import read

EDGES = " \t\r\n\"“”„‘’'`«».,;:!?…"
ENOUGH = 5_000_000  # characters of the speed test


class Key(BaseModel):
    """One quotation of the key."""

    model_config = ConfigDict(extra="ignore")
    id: str
    doc: str
    line: int
    spans: list[tuple[int, int]]
    text: str
    speaker: str
    speaker_kind: str
    speaker_accept: list[str] = []
    date: str | None
    optional: bool


@dataclass
class Tally:
    keys: int = 0
    extent: int = 0
    speaker: int = 0
    wrong_person: int = 0
    dated: int = 0
    date_right: int = 0
    date_withheld: int = 0


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without marks, spaces and stops at its edges."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def named(name: str) -> list[str]:
    """The words of a name that count, in one spelling."""
    return [name_key(word) for word in re.sub(r"(?i)\b(?:the|a|an|of|for)\b", "", name).split()]


def is_speaker(key: Key, quotation: Quotation) -> bool:
    """Whether the speaker found is the key's: a person by full name, others by a word they share."""
    if quotation.speaker is None:
        return False
    ours = named(quotation.speaker.name)
    for theirs in map(named, [key.speaker, *key.speaker_accept]):
        if ours == theirs:
            return True
        if key.speaker_kind == "person":
            if len(ours) > 1 and theirs and ours[-1] == theirs[-1] and ours[0][0] == theirs[0][0]:
                return True
        elif set(ours) & set(theirs):
            return True
    return False


def attributed(document: Document) -> tuple[Quotation, ...]:
    """Quotations with speakers and dates, all stages run."""
    quotations = find_quotations(document)
    parsed = parse_sentences(document, split(document, quotations), quotations)
    people = find_people(document, parsed)
    return attribute(document, quotations, parsed, people, find_timexes(document))


def score(document: Document, keys: list[Key], tally: Tally) -> list[str]:
    """Counts one document and returns its errors."""
    errors = []
    found = {}
    for quotation in attributed(document):
        for part in quotation.parts:
            found[trimmed(document.text, part.start, part.end)] = quotation
    for key in keys:
        if key.optional:
            continue
        tally.keys += 1
        parts = [found.get(trimmed(document.text, *span)) for span in key.spans]
        quotation = parts[0]
        head = f"{key.id} line {key.line}"
        if quotation is None or None in parts:
            errors.append(f"{head}: not found: {key.text[:70]!r}")
        else:
            tally.extent += 1
        if quotation is None:
            continue
        if is_speaker(key, quotation):
            tally.speaker += 1
        else:
            speaker = quotation.speaker
            tally.wrong_person += speaker is not None and speaker.kind is SpeakerKind.PERSON
            says = f"{speaker.name} ({speaker.rule})" if speaker else "nobody"
            errors.append(f"{head}: {says} for {key.speaker}: {key.text[:50]!r}")
        if key.date or quotation.date:
            tally.dated += 1
            tally.date_right += quotation.date == key.date
            tally.date_withheld += quotation.date is None
            if quotation.date not in (None, key.date):
                errors.append(f"{head}: {quotation.date} for {key.date}")
    return errors


def speed(documents: list[Document]) -> float:
    """Megabytes a second of finding quotations by their marks, over the documents repeated."""
    text = "\n\n".join(document.text for document in documents)
    text = (text + "\n\n") * (ENOUGH // len(text) + 1)
    blocks = tuple(Block(Span(*m.span()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", text))
    document = Document("speed", text, Source(), blocks)
    started = time.perf_counter()
    find_quotations(document)
    return len(text.encode()) / (time.perf_counter() - started) / 1e6


def main() -> int:
    """Scores and prints."""
    default = Path(__file__).resolve().parents[1] / ".." / "shared"
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    if not (shared / "gold" / "seeds_quotes.jsonl").exists():
        print(f"{shared}: no gold/seeds_quotes.jsonl here (name the shared folder)", file=sys.stderr)
        return 1
    lines = (shared / "gold" / "seeds_quotes.jsonl").read_text(encoding="utf-8").splitlines()
    keys = [Key.model_validate(json.loads(line)) for line in lines]
    documents = [read(path) for path in sorted((shared / "seeds").glob("*.txt"))]
    tally = Tally()
    errors = []
    for document in documents:
        errors += score(document, [key for key in keys if key.doc == f"{document.id}.txt"], tally)
    print("\n".join(errors))
    rates = {
        "right extent": (tally.extent, tally.keys),
        "right speaker": (tally.speaker, tally.keys),
        "date right": (tally.date_right, tally.dated),
        "date right or withheld": (tally.date_right + tally.date_withheld, tally.dated),
    }
    for what, (count, of) in rates.items():
        print(f"{what:24s} {count:4d} of {of:4d}  {100 * count / of:5.1f} %")
    print(f"{'wrong person':24s} {tally.wrong_person:4d}")
    print(f"{'marks only':24s} {speed(documents):.1f} MB/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
