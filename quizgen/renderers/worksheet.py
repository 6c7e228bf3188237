"""
The deck as a worksheet: one HTML page to be printed, the questions first and their key on a page of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.deck import Card, Deck
from quizgen.item import Kind
from quizgen.renderers import pages

LETTERS = "abcdefgh"


@dataclass(frozen=True, slots=True)
class Question:
    """An item on paper: with options to choose from or, without any, a line to write on; `answer` is for the key."""

    stem: str
    options: Sequence[str]
    letter: str
    answer: str


def render(deck: Deck) -> bytes:
    """The page as UTF-8, the same bytes for the same deck."""
    return pages.page(
        "quiz/worksheet.html",
        interface=deck.interface,
        title=deck.title,
        style=pages.small_style("quiz/look.css", "quiz/plain.css"),
        deck=deck,
        questions=[_question(card) for card in deck.cards],
    )


def _question(card: Card) -> Question:
    item = card.item
    # Three letters in order are easier to write than to choose, and leave nothing to guess.
    options = pages.options(card.id, item) if item.kind is not Kind.ORDER else ()
    letter = f"{LETTERS[options.index(item.key)]})" if options else ""
    return Question(item.stem, options, letter, item.key)
