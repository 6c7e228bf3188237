"""
The deck as a quiz: one HTML page that needs nothing else, from a disk or from a server.

The items stand in the page once, as a list that can be read without JavaScript, each answer folded. The script, the
modules of `templates/quiz/` one after another, reads them from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.deck import Card, Deck
from quizgen.document import Source
from quizgen.item import Evidence
from quizgen.renderers import pages
from quizgen.timevalues import edtf_of

MODULES = (
    "words", "page", "schedule", "dates", "items", "marking", "progress", "paper", "evidence", "forms", "round",
    "results", "timeline", "placing", "worksheet", "start", "keys", "main",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """A source's number in the page's list, the place in its text, and the words: whole, or around the answer."""

    source: int
    place: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An item as the page asks it; `data` is what the script needs and nobody reads."""

    data: Mapping[str, object]
    stem: str
    options: tuple[str, ...]
    key: str
    explanation: str
    evidence: tuple[Proof, ...]


def render(deck: Deck) -> bytes:
    """The page as UTF-8, the same bytes for the same deck."""
    words = pages.languages()[deck.interface]
    numbers = pages.numbered_sources(deck)
    return pages.page(
        "quiz/quiz.html",
        interface=deck.interface,
        title=deck.title,
        style=pages.small_style("quiz/look.css", "quiz/quiz.css"),
        script=pages.small_script(*(f"quiz/{name}.js" for name in MODULES)),
        deck=deck,
        questions=[_question(card, numbers) for card in deck.cards],
        sources=[pages.cited(document, source, deck.date_style) for document, source in numbers],
        data={"deck": deck.id, "language": deck.interface, "locale": _locale(deck), "words": dict(words)},
    )


def _locale(deck: Deck) -> str:
    """How the page writes dates of its own: as the deck does, where its language is the page's."""
    return {"dmy": "en-GB", "mdy": "en-US"}[deck.date_style] if deck.interface == "en" else deck.interface


def _question(card: Card, numbers: Mapping[tuple[str, Source], int]) -> Question:
    item = card.item
    data = {
        "id": card.id,
        "kind": item.kind,
        "date": edtf_of(item),
        "precision": item.precision,
        "event": item.event,
        "accept": [one for one in dict.fromkeys(item.accept) if one != item.key],
        "distractors": item.distractors,
        "sources": list(dict.fromkeys(numbers[each.document, each.source] for each in item.evidence)),
    }
    return Question(
        data={name: value for name, value in data.items() if value},
        stem=item.stem,
        options=tuple(pages.options(card.id, item)),
        key=item.key,
        explanation=item.explanation if item.explanation != f"{item.key}." else "",
        evidence=tuple(_proof(each, numbers[each.document, each.source]) for each in item.evidence),
    )


def _proof(evidence: Evidence, source: int) -> Proof:
    place = f"{evidence.document} {evidence.span.start}–{evidence.span.end}"
    if evidence.answer is None:
        return Proof(source, place, (evidence.text,))
    # Cut here, because a browser counts characters in another way than Python.
    start = evidence.answer.start - evidence.span.start
    end = evidence.answer.end - evidence.span.start
    return Proof(source, place, (evidence.text[:start], evidence.text[start:end], evidence.text[end:]))
