"""
Deck → .apkg: a package that Anki imports, and imports again after every build without losing a review.

What makes that so: the GUID of a note comes from its item's id; a note carries the time at which its content
really changed; note types, fields and templates have ids that never change; the same deck gives the same bytes.
"""

import hashlib
import html
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import genanki

from quizgen.dates import write_day
from quizgen.deck import Card, Deck
from quizgen.document import Source
from quizgen.item import Evidence, Item
from quizgen.templates import template_text
from quizgen.timevalues import edtf_of

NAMESPACE = "quizgen"

# Frozen: an id, a name or a place in the order that changes here makes Anki refuse every later import (a test
# holds them). What a later version needs takes the place of a spare field, which keeps its id.
CHOICE_ID = 1759312800001
CHOICE_NAME = "Quizgen Choice"
CHOICE_TEMPLATE_ID = 1759312800101
CHOICE_FIELDS = {
    "ItemId": 1759312800201,
    "Question": 1759312800202,
    "Answer": 1759312800203,
    "Option1": 1759312800204,
    "Option2": 1759312800205,
    "Option3": 1759312800206,
    "Option4": 1759312800207,
    "Right": 1759312800208,
    "Accepted": 1759312800209,
    "Attribution": 1759312800210,
    "Working": 1759312800211,
    "Evidence": 1759312800212,
    "Source": 1759312800213,
    "Also": 1759312800214,
    "Date": 1759312800215,
    "Kind": 1759312800216,
    "Spare1": 1759312800217,
    "Spare2": 1759312800218,
    "Spare3": 1759312800219,
    "Spare4": 1759312800220,
}

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
SPACES = re.compile(r"\s+")
ANKI_MARKUP = re.compile(r"\[(?=sound:|anki:|latex\]|\$)", re.IGNORECASE)  # Anki would play or typeset what follows
NOT_IN_TAG = re.compile(r'[\s"]+')
IDS_APART = 8  # room for the cards of one note
ID_SPREAD = 12 * 60 * 60 * 1000 // IDS_APART  # note ids are milliseconds: the half day before an item was new


def render(deck: Deck) -> bytes:
    """The deck as an Anki package."""
    note_type = _ChoiceType(deck)
    package = genanki.Deck(
        deck_id=deck_id(deck.id), name=_plain(deck.title) or deck.id, description=_text(deck.description)
    )
    package.add_model(note_type)
    guids: dict[str, Card] = {}
    for position, (card, note_id) in enumerate(zip(deck.cards, note_ids(deck.cards), strict=True)):
        note = _ChoiceNote(deck, card, note_type, note_id, position)
        twin = guids.setdefault(note.guid, card)
        if twin is not card:
            raise ValueError(
                f"two notes with one GUID: items {twin.id} “{twin.item.stem}” and {card.id} “{card.item.stem}”"
            )
        package.add_note(note)
    return _zipped(_collection(package))


def note_types_digest() -> str:
    """A digest of how the cards look: the lock keeps since when they look so."""
    return _hash(json.dumps([_templates(), _css()], sort_keys=True))[:16]


def guid(deck: str, item_id: str) -> str:
    """A note's GUID. It names the item within its deck, so that two decks may ask the same question."""
    result: str = genanki.guid_for(NAMESPACE, deck, item_id)
    return result


def deck_id(deck: str) -> int:
    """Anki's number for a deck, in the range of the milliseconds that Anki itself uses."""
    return 10**12 + int(_hash(f"{NAMESPACE}\n{deck}")[:16], 16) % (5 * 10**11)


def note_ids(cards: Sequence[Card]) -> list[int]:
    """A number for each note, near the time its item was new, for that is what Anki shows as “added”."""
    taken: set[int] = set()
    chosen = {}
    for card in sorted(cards, key=lambda card: card.id):
        number = int((card.added or card.changed).timestamp()) * 1000
        number -= IDS_APART * (int(_hash(card.id)[:16], 16) % ID_SPREAD)
        while number in taken:
            number -= IDS_APART
        taken.add(number)
        chosen[card.id] = number
    return [chosen[card.id] for card in cards]


class _ChoiceType(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """The note type, with its own change time in place of the build's."""

    def __init__(self, deck: Deck) -> None:
        latest = max((card.changed for card in deck.cards), default=datetime.fromtimestamp(0).astimezone())
        self.changed = deck.note_types_changed or latest
        super().__init__(
            model_id=CHOICE_ID,
            name=CHOICE_NAME,
            fields=[{"name": name, "id": id} for name, id in CHOICE_FIELDS.items()],
            templates=_templates(),
            css=_css(),
            sort_field_index=list(CHOICE_FIELDS).index("Question"),
        )

    def to_json(self, timestamp: float, deck_id: int) -> object:
        return super().to_json(self.changed.timestamp(), deck_id)


class _ChoiceNote(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note with its item's change time and with numbers of its own."""

    def __init__(self, deck: Deck, card: Card, note_type: _ChoiceType, number: int, position: int) -> None:
        self.card = card
        self.number = number
        fields = note_fields(card, deck.date_style)
        super().__init__(
            model=note_type,
            fields=[fields[name] for name in CHOICE_FIELDS],
            tags=note_tags(card.item),
            guid=guid(deck.id, card.id),
            due=position + 1,
        )

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        numbers = iter([self.number, *range(self.number, self.number + IDS_APART)])  # the note's, then its cards'
        super().write_to_db(cursor, self.card.changed.timestamp(), deck_id, numbers)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing: every field is escaped here, and genanki's pattern takes quadratic time."""


def note_fields(card: Card, date_style: str = "dmy") -> dict[str, str]:
    """The fields of a note by name, as HTML; a field that an item has no use for is empty."""
    item = card.item
    options = _options(card)
    first, *others = item.evidence or (None,)
    fields = dict.fromkeys(CHOICE_FIELDS, "")
    fields.update({f"Option{number}": _text(option) for number, option in enumerate(options, start=1)})
    fields |= {
        "ItemId": _text(card.id),
        "Question": _text(item.stem),
        "Answer": _text(item.key),
        "Right": str(options.index(item.key) + 1) if options else "",
        "Accepted": "; ".join(_text(form) for form in item.accept),
        "Attribution": _text(item.according_to or ""),
        "Working": _text(item.explanation),
        "Evidence": _marked(first) if first else "",
        "Source": _source_line(first, date_style) if first else "",
        "Also": "".join(_figure(piece, date_style) for piece in others if piece),
        "Date": _text(edtf_of(item) or ""),
        "Kind": _text(item.kind.value),
    }
    return fields


def note_tags(item: Item) -> list[str]:
    """Kind, sources and the item's own tags, as Anki writes tags."""
    sources = sorted({piece.document for piece in item.evidence})
    tags = [f"kind::{item.kind.value}", *(f"source::{name.replace('::', '_')}" for name in sources), *item.tags]
    return list(dict.fromkeys(clean for tag in tags if (clean := _tag(tag))))


def _options(card: Card) -> list[str]:
    """Key and distractors in an order that says nothing, the same in every build; none without distractors."""
    item = card.item
    if not item.distractors:
        return []
    return sorted((item.key, *item.distractors[:3]), key=lambda option: _hash(f"{card.id}\n{option}"))


def _tag(text: str) -> str:
    parts = (NOT_IN_TAG.sub("_", _plain(part)).strip("_") for part in text.split("::"))
    return "::".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Text on one line, composed, without control characters and halves of characters."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return unicodedata.normalize("NFC", SPACES.sub(" ", CONTROL.sub("", whole)))


def _text(text: str) -> str:
    """Text as HTML that shows exactly it: nothing in it is markup, to a browser or to Anki."""
    return ANKI_MARKUP.sub("&#91;", html.escape(_plain(text).strip(), quote=False))


def _marked(evidence: Evidence) -> str:
    """The evidence with the answer marked."""
    if not evidence.answer:
        return _text(evidence.text)
    start, end = evidence.answer.start - evidence.span.start, evidence.answer.end - evidence.span.start
    if not 0 <= start < end <= len(evidence.text):
        return _text(evidence.text)
    before, answer, after = evidence.text[:start], evidence.text[start:end], evidence.text[end:]
    left, right = (" " if before[-1:].isspace() else ""), (" " if after[:1].isspace() else "")
    return f"{_text(before)}{left}<mark>{_text(answer)}</mark>{right}{_text(after)}"


def _figure(evidence: Evidence, date_style: str) -> str:
    return (
        f"<figure><blockquote>{_marked(evidence)}</blockquote>"
        f"<figcaption>{_source_line(evidence, date_style)}</figcaption></figure>"
    )


def _source_line(evidence: Evidence, date_style: str) -> str:
    """Title (linked where the source has a web address), author, publisher, date."""
    source = evidence.source
    title = f"<cite>{_text(source.title or evidence.document)}</cite>"
    address = _web_address(source)
    if address:
        title = f'<a href="{html.escape(address)}">{title}</a>'
    published = write_day(source.published, date_style) if source.published else ""
    rest = [source.author or "", source.publisher or "", published, "" if address else source.url or ""]
    return ", ".join([title, *dict.fromkeys(_text(part) for part in rest if part.strip())])


def _web_address(source: Source) -> str | None:
    address = _plain(source.url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken IPv6 host
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc and " " not in address else None


def _templates() -> list[dict[str, object]]:
    script = f"<script>\n{template_text('anki/choice.js')}</script>"
    return [
        {
            "name": "Choice",
            "id": CHOICE_TEMPLATE_ID,
            "qfmt": template_text("anki/choice_front.html") + script,
            "afmt": template_text("anki/choice_back.html") + script,
        }
    ]


def _css() -> str:
    return template_text("anki/card.css")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()


def _collection(deck: genanki.Deck) -> bytes:
    """The collection that Anki imports, built in memory: no temporary file, no clock."""
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(deck).write_to_db(connection.cursor(), 0, iter(()))
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
