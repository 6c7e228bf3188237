"""
The page that lists the decks of a project: each with its quiz, what it asks, and the files beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.item import Kind
from quizgen.renderers import pages


@dataclass(frozen=True, slots=True)
class Listed:
    """A deck that has a quiz. Paths are percent-encoded and start at the page; figures that nobody knows are zero."""

    title: str
    quiz: str
    description: str = ""
    language: str = "en"
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    sources: int = 0
    package: str | None = None
    worksheet: str | None = None


def render(decks: Sequence[Listed], interface: str) -> bytes:
    """The page as UTF-8, the same bytes for the same decks."""
    words = pages.languages()[interface]
    return pages.page(
        "quiz/index.html",
        interface=interface,
        title=words["all_quizzes"],
        style=pages.small_style("quiz/look.css", "quiz/plain.css"),
        decks=[_entry(deck, words) for deck in decks],
    )


def _entry(deck: Listed, words: Mapping[str, str]) -> Mapping[str, object]:
    questions = sum(deck.kinds.values())
    figures = [_count(questions, "questions", words), _count(deck.sources, "sources", words)] if questions else []
    return {
        "deck": deck,
        "figures": " · ".join(figures),
        "kinds": [(words[f"kind_{kind}"], deck.kinds[kind]) for kind in Kind if deck.kinds.get(kind)],
        "files": [
            (path, words[word])
            for path, word in ((deck.package, "anki_package"), (deck.worksheet, "worksheet"))
            if path
        ],
    }


def _count(number: int, noun: str, words: Mapping[str, str]) -> str:
    form = "one" if number == 1 else "other"  # all that the languages of the table have
    return words[f"{noun}_{form}"].replace("{n}", str(number))
