"""
Deck → .apkg: a package that Anki imports, and imports again after every build without losing a review.

What makes that so: the GUID of a note comes from its item's id; a note carries the time at which its content
really changed; note types, fields and templates have ids that never change; the same deck gives the same bytes.
"""

import io
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime

import genanki

from quizgen.deck import Card, Deck
from quizgen.renderers.notes import NAMESPACE, Note, as_html, deck_name, digest, notes
from quizgen.renderers.notetypes import SORTED_BY, NoteType
from quizgen.wording import count

IDS_APART = 8  # room for the cards of one note
ID_SPREAD = 12 * 60 * 60 * 1000 // IDS_APART  # note ids are milliseconds: the half day before an item was new


def render(deck: Deck) -> bytes:
    """The deck as an Anki package."""
    changed = deck.note_types_changed or max((card.changed for card in deck.cards), default=EPOCH)
    made = notes(deck)
    types = {note.type.form: _Type(note.type, changed) for note in made}
    packages: dict[str, genanki.Deck] = {}
    for position, (note, note_id) in enumerate(zip(made, note_ids(deck.cards), strict=True)):
        if note.deck_name not in packages:
            packages[note.deck_name] = _package(deck, note.deck_name)
        packages[note.deck_name].add_note(_Note(note, types[note.type.form], note_id, position))
    first = deck_name(deck)
    return _zipped(_collection([packages.pop(first, None) or _package(deck, first), *packages.values()]))


EPOCH = datetime.fromtimestamp(0).astimezone()


def deck_id(deck: str) -> int:
    """Anki's number for a deck, in the range of the milliseconds that Anki itself uses."""
    return 10**12 + int(digest(f"{NAMESPACE}\n{deck}")[:16], 16) % (5 * 10**11)


def _package(deck: Deck, name: str) -> genanki.Deck:
    """An empty deck of Anki's: the deck itself, which says how it was made, or a subdeck."""
    own = name == deck_name(deck)
    return genanki.Deck(
        deck_id=deck_id(deck.id if own else f"{deck.id}\n{name.rpartition('::')[2]}"),
        name=name,
        description=_description(deck) if own else "",
    )


def _description(deck: Deck) -> str:
    """The teacher's words, and how the deck was made."""
    made = f"Made by quizgen from {count(len(deck.documents), 'document')}: every card quotes the words that prove it."
    words = [as_html(deck.description), as_html(made) if deck.documents else ""]
    return "<br>".join(filter(None, words))


def note_ids(cards: Sequence[Card]) -> list[int]:
    """A number for each note, near the time its item was new, for that is what Anki shows as “added”."""
    taken: set[int] = set()
    chosen = {}
    for card in sorted(cards, key=lambda card: card.id):
        number = int((card.added or card.changed).timestamp()) * 1000
        number -= IDS_APART * (int(digest(card.id)[:16], 16) % ID_SPREAD)
        while number in taken:
            number -= IDS_APART
        taken.add(number)
        chosen[card.id] = number
    return [chosen[card.id] for card in cards]


class _Type(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type, with its own change time in place of the build's."""

    def __init__(self, type: NoteType, changed: datetime) -> None:
        self.changed = changed
        super().__init__(
            model_id=type.id,
            name=type.name,
            fields=[{"name": name, "id": id} for name, id in type.fields.items()],
            templates=[{"name": type.template, "id": type.template_id, "qfmt": type.front, "afmt": type.back}],
            css=type.css,
            model_type=genanki.Model.CLOZE if type.is_cloze else genanki.Model.FRONT_BACK,
            sort_field_index=list(type.fields).index(SORTED_BY[type.form]),
        )

    def to_json(self, timestamp: float, deck_id: int) -> object:
        return super().to_json(self.changed.timestamp(), deck_id)


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note with its item's change time and with numbers of its own."""

    def __init__(self, note: Note, type: _Type, number: int, position: int) -> None:
        self.card = note.card
        self.number = number
        super().__init__(
            model=type,
            fields=list(note.fields.values()),
            tags=list(note.tags),
            guid=note.guid,
            due=position + 1,
        )

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        numbers = iter([self.number, *range(self.number, self.number + IDS_APART)])  # the note's, then its cards'
        super().write_to_db(cursor, self.card.changed.timestamp(), deck_id, numbers)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: every field is escaped here, and genanki's pattern takes quadratic time."""


def _collection(decks: Sequence[genanki.Deck]) -> bytes:
    """The collection that Anki imports, built in memory: no temporary file, no clock."""
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(list(decks)).write_to_db(connection.cursor(), 0, iter(()))
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _zipped(collection: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in (("collection.anki2", collection), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it is the building machine's
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return file.getvalue()
