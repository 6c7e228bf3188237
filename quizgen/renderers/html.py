"""
The deck as a quiz: one HTML page that needs nothing else, from a disk or from a server.

The page carries its style, its script and its items, and forbids itself every request. Its script is the
modules of `templates/quiz/` one after another; without it all questions can be read, their answers folded.
"""

import json
import tomllib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from jinja2 import Environment, StrictUndefined, Template

from quizgen.dates import write_day
from quizgen.deck import Card, Deck
from quizgen.document import Source
from quizgen.item import Evidence
from quizgen.templates import template_text

MODULES = ("words", "page", "paper", "evidence", "question", "results", "start", "keys", "main")
LANGUAGE = "en"  # of the interface: a table of words.toml
LINKED = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as the page shows it; `url` only where a browser may follow it."""

    title: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A source's number in the page's list, and its words: whole, or before, in and after the answer."""

    source: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An item as the page asks it."""

    id: str
    kind: str
    stem: str
    key: str
    distractors: tuple[str, ...]
    explanation: str
    evidence: tuple[Proof, ...]


def render(deck: Deck) -> bytes:
    """The page as UTF-8, the same bytes for the same deck."""
    words: Mapping[str, str] = tomllib.loads(template_text("quiz/words.toml"))[LANGUAGE]
    numbers = _numbered_sources(deck)
    questions = [_question(card, numbers) for card in deck.cards]
    cited = [_cited(document, source) for document, source in numbers]
    style = template_text("quiz/quiz.css")
    script = _script()
    page = _page_template().render(
        deck=deck,
        language=LANGUAGE,
        words=words,
        questions=questions,
        sources=cited,
        style=style,
        style_hash=_csp_hash(style),
        script=script,
        script_hash=_csp_hash(script),
        data=_data(deck.language, LANGUAGE, words, questions, cited),
    )
    return page.encode()


def _numbered_sources(deck: Deck) -> dict[tuple[str, Source], int]:
    """Every document that the deck cites, numbered in the order of first use."""
    numbers: dict[tuple[str, Source], int] = {}
    for card in deck.cards:
        for evidence in card.item.evidence:
            numbers.setdefault((evidence.document, evidence.source), len(numbers))
    return numbers


def _cited(document: str, source: Source) -> Cited:
    url = source.url.strip() if source.url else ""
    return Cited(
        title=source.title or document,
        publisher=source.publisher,
        published=write_day(source.published) if source.published else None,
        url=url if url.lower().startswith(LINKED) else None,
    )


def _question(card: Card, numbers: Mapping[tuple[str, Source], int]) -> Question:
    item = card.item
    return Question(
        id=card.id,
        kind=item.kind,
        stem=item.stem,
        key=item.key,
        distractors=item.distractors,
        explanation=item.explanation,
        evidence=tuple(
            Proof(numbers[evidence.document, evidence.source], _parted(evidence)) for evidence in item.evidence
        ),
    )


def _parted(evidence: Evidence) -> tuple[str, ...]:
    """Cut here, because a browser counts characters in another way than Python."""
    if evidence.answer is None:
        return (evidence.text,)
    start = evidence.answer.start - evidence.span.start
    end = evidence.answer.end - evidence.span.start
    return (evidence.text[:start], evidence.text[start:end], evidence.text[end:])


def _script() -> str:
    modules = "\n".join(template_text(f"quiz/{name}.js") for name in MODULES)
    return f'"use strict";\n{{\n{modules}}}\n'


def _page_template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template_text("quiz/quiz.html"))


def _csp_hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _data(
    item_language: str, language: str, words: Mapping[str, str], questions: Sequence[Question], cited: Sequence[Cited]
) -> str:
    """What the script reads, as JSON that cannot end the element it stands in."""
    data = {
        "language": language,
        "item_language": item_language,
        "words": words,
        "sources": [asdict(source) for source in cited],
        "items": [asdict(question) for question in questions],
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
