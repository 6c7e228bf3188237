"""Renderers: Deck → files, one format per file; no renderer knows another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizgen.deck import Deck


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that a deck becomes: how its name ends, and what its bytes are."""

    extension: str
    render: Callable[[Deck], bytes]


# A renderer is imported when it is asked for: genanki, Jinja and pydantic cost more than a whole `--help`.


def _html(deck: Deck) -> bytes:
    from quizgen.renderers import html

    return html.render(deck)


def _apkg(deck: Deck) -> bytes:
    from quizgen.renderers import anki

    return anki.render(deck)


def _json(deck: Deck) -> bytes:
    from quizgen.renderers import deckjson

    return deckjson.render(deck)


def _worksheet(deck: Deck) -> bytes:
    from quizgen.renderers import worksheet

    return worksheet.render(deck)


FORMATS: Mapping[str, Format] = {
    "html": Format(".html", _html),
    "apkg": Format(".apkg", _apkg),
    "json": Format(".json", _json),
    "worksheet": Format(".worksheet.html", _worksheet),
}
USUAL = ("html", "apkg", "json")
"""The formats of a deck that names none."""
