"""
A project → the page that lists its decks, told by what lies in their folders.

A build of one deck lists its neighbours, too, so the page goes by the `deck.toml` and the lock of each: every build
writes the lock, whatever else it writes. What is damaged there is its own deck's concern: such a deck is listed
without what cannot be read.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from quizgen import lock
from quizgen.deckfile import DeckFile, load_deck_file
from quizgen.errors import QuizgenError
from quizgen.item import Kind
from quizgen.project import DECK_FILE, DECK_LOCK, INDEX, Notice, deck_names, is_generated
from quizgen.renderers import FORMATS, index
from quizgen.wording import clean

USUAL_LANGUAGE = "en"


class Page(NamedTuple):
    """The page as a file, not yet written, and how many decks it lists."""

    path: Path
    content: bytes
    decks: int


def page(project: Path) -> Page | Notice | None:
    """The page of a project, none where no deck has a quiz; or why the page that is there is left alone."""
    path = project / "decks" / INDEX
    found = list(_decks(project))
    if not found:
        return None
    if path.exists() and not is_generated(path):
        return Notice(str(path), "was not written by quizgen, so it is kept", "move it to get a page of all decks")
    interfaces = {wanted.interface for _, wanted in found if wanted}
    interface = interfaces.pop() if len(interfaces) == 1 else USUAL_LANGUAGE
    return Page(path, index.render([listed for listed, _ in found], interface), len(found))


def _decks(project: Path) -> Iterator[tuple[index.Listed, DeckFile | None]]:
    """Every deck that has a quiz, and what its `deck.toml` says where that can be read."""
    for name in deck_names(project):
        folder = project / "decks" / name
        links = {format: _link(folder, f"{clean(name)}{FORMATS[format].extension}") for format in FORMATS}
        quiz = links["html"]
        if quiz is None:
            continue
        wanted = _deck_file(folder)
        kinds, sources = _figures(folder / DECK_LOCK, clean(name))
        listed = index.Listed(
            title=wanted.title if wanted else clean(name),
            quiz=quiz,
            description=wanted.description.strip() if wanted else "",
            kinds=kinds,
            sources=sources,
            package=links["apkg"],
            worksheet=links["worksheet"],
        )
        yield listed, wanted


def _link(folder: Path, name: str) -> str | None:
    """The address of a file as seen from `decks/`, if there is such a file."""
    if not (folder / name).is_file():
        return None
    return "/".join(quote(os.fsencode(part), safe="") for part in (folder.name, name))


def _deck_file(folder: Path) -> DeckFile | None:
    try:
        return load_deck_file(folder / DECK_FILE)
    except QuizgenError:
        return None


def _figures(path: Path, deck: str) -> tuple[Mapping[Kind, int], int]:
    """How many questions of each kind the last build made, and from how many documents; nothing where nobody knows."""
    try:
        asked = [item for item in lock.load(path, deck).items if item.retired is None]
        kinds = Counter(Kind(item.kind) for item in asked)
    except (QuizgenError, ValueError):  # a later quizgen may know more kinds
        return {}, 0
    return kinds, len({piece.document for item in asked for piece in item.evidence})
