"""
Decks: items that have got their identities, in learning order, ready to be rendered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizgen.item import Evidence, Item, Kind, Refusal


class NoteForm(StrEnum):
    """How a card is answered in Anki: which of the note types its note has, for good."""

    CHOICE = "choice"
    QUESTION = "question"
    QUOTATION = "quotation"
    CLOZE = "cloze"
    TYPED = "typed"


FORMS: Mapping[Kind, NoteForm] = dict.fromkeys(Kind, NoteForm.CHOICE) | {
    Kind.WHO_SAID: NoteForm.QUOTATION,
    Kind.COMPLETE_QUOTE: NoteForm.QUOTATION,
    Kind.CLOZE: NoteForm.CLOZE,
}
"""The form of each kind's cards, where a deck does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Card:
    """An item with what outlives a build: its id, when its content last changed, when it was new (UTC), its form."""

    id: str
    changed: datetime
    item: Item
    added: datetime | None = None
    form: NoteForm = NoteForm.CHOICE


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document that a deck is made of: its file as seen from the deck's folder, and the digest of its bytes."""

    id: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same question with different answers: what each says, and where."""

    stem: str
    answers: tuple[tuple[str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """What renderers get. `retired` are items of earlier builds that went away, as (id, stem);
    `note_types_changed` is when Anki's note types last changed, as the lock has it; `subdecks` asks for a deck in Anki
    for each kind of question; `interface` is the language of the quiz's own words, `language` that of the items."""

    id: str
    title: str
    cards: tuple[Card, ...]
    refusals: tuple[Refusal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    documents: tuple[SourceFile, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    description: str = ""
    language: str = "en"
    interface: str = "en"
    date_style: str = "dmy"
    note_types_changed: datetime | None = None
    subdecks: bool = False
