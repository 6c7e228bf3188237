"""
Notes: each card of a deck as the fields, tags and deck that it has in Anki, in one of the note types.

Every field is HTML that shows exactly the text it is made of: nothing in it is markup, to a browser or to Anki.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import genanki

from quizgen.dates import write_day
from quizgen.deck import Card, Deck, NoteForm
from quizgen.document import Source
from quizgen.item import Evidence, Item, Kind
from quizgen.renderers.notetypes import FIELDS, INTERACTIVE, NoteType, note_type
from quizgen.timevalues import edtf_of

NAMESPACE = "quizgen"
GAP = "____"
FRAGMENT_WORDS = 5  # at each end of a passage, for a link that opens the page there
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
SPACES = re.compile(r"\s+")
ANKI_MARKUP = re.compile(r"\[(?=sound:|anki:|latex\]|\$)", re.IGNORECASE)  # Anki would play or typeset what follows
NOT_IN_TAG = re.compile(r'[\s"]+')
KIND_DECKS: Mapping[Kind, str] = {
    Kind.WHEN: "Dates",
    Kind.WHO_SAID: "Who said it",
    Kind.HOW_MANY: "Numbers",
    Kind.COMPLETE_QUOTE: "Quotations to complete",
    Kind.WHO: "Who",
    Kind.WHERE: "Where",
    Kind.WHAT: "What",
    Kind.CLOZE: "Gaps",
    Kind.ORDER: "In order",
}
_SAID = re.compile(r"\b[Ww]ho (?:said|wrote|asked)\b")
_QUOTED = re.compile(r"(?P<lead>[^“]*?)(?P<joint>:| that)? “(?P<words>.*)”(?P<after>\?*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Note:
    """A card in Anki: its note type, the deck it goes to, its fields by name as HTML, its tags, its GUID."""

    card: Card
    type: NoteType
    deck_name: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    guid: str


def notes(deck: Deck) -> tuple[Note, ...]:
    """The notes of a deck in learning order; ValueError where two would be one to Anki."""
    made: list[Note] = []
    guids: dict[str, Card] = {}
    for card in deck.cards:
        note = Note(
            card=card,
            type=note_type(card.form),
            deck_name=deck_name(deck, card.item.kind),
            fields=note_fields(card, deck.date_style),
            tags=tuple(note_tags(card.item)),
            guid=guid(deck.id, card.id),
        )
        twin = guids.setdefault(note.guid, card)
        if twin is not card:
            raise ValueError(
                f"two notes with one GUID: items {twin.id} “{twin.item.stem}” and {card.id} “{card.item.stem}”"
            )
        made.append(note)
    return tuple(made)


def guid(deck: str, item_id: str) -> str:
    """A note's GUID. It names the item within its deck, so that two decks may ask the same question."""
    result: str = genanki.guid_for(NAMESPACE, deck, item_id)
    return result


def deck_name(deck: Deck, kind: Kind | None = None) -> str:
    """The deck of Anki's that a kind of question goes to: the deck's own title, or one of its subdecks."""
    title = plain(deck.title) or deck.id
    return f"{title}::{KIND_DECKS[kind]}" if deck.subdecks and kind is not None else title


def note_fields(card: Card, date_style: str = "dmy") -> dict[str, str]:
    """The fields of a note by name, as HTML; a field that an item has no use for is empty."""
    item = card.item
    options = _options(card) if card.form in INTERACTIVE else []
    first, *others = item.evidence or (None,)
    lead, words = _parted(item.stem)
    known = {f"Option{number}": as_html(option) for number, option in enumerate(options, start=1)}
    known |= {
        "ItemId": as_html(card.id),
        "Question": as_html(item.stem),
        "Answer": as_html(item.key),
        "Right": str(options.index(item.key) + 1) if options else "",
        "Accepted": "; ".join(as_html(form) for form in dict.fromkeys(item.accept) if form != item.key),
        "Attribution": as_html(item.according_to or ""),
        "Working": as_html(item.explanation),
        "Evidence": _marked(first) if first else "",
        "Source": _source_line(first, date_style) if first else "",
        "Also": "".join(_figure(piece, date_style) for piece in others if piece),
        "Date": as_html(edtf_of(item) or ""),
        "Kind": as_html(item.kind.value),
        "Lead": as_html(lead),
        "Quote": as_html(words),
    }
    if card.form is NoteForm.CLOZE:
        known |= _cloze(item)
    return {name: known.get(name, "") for name in FIELDS[card.form]}


def _parted(stem: str) -> tuple[str, str]:
    """A stem as its question and the words it quotes, which stand by themselves: “Who said on Monday?”, “…”."""
    found = _QUOTED.match(stem)
    if found is None:
        return stem, ""
    lead = found["lead"].rstrip()
    lead = f"{lead} that …?" if found["joint"] == " that" else _SAID.sub(r"\g<0> this", lead) + "?"
    return lead, f"“{found['words']}”"


def _cloze(item: Item) -> dict[str, str]:
    """The fields of a cloze note: the sentence with its gap as Anki writes gaps, and what stands before it."""
    lead, _, sentence = item.stem.partition("? ")
    before, gap, after = sentence.partition(GAP)
    if not gap:  # reworded by a template: the whole stem is the lead
        lead, before, after = item.stem, "", ""
    hidden = _no_markers(as_html(item.key))
    spaces = " " if before.endswith(" ") else "", " " if after.startswith(" ") else ""
    text = f"{_no_markers(as_html(before))}{spaces[0]}{{{{c1::{hidden}}}}}{spaces[1]}{_no_markers(as_html(after))}"
    return {"Text": text, "Lead": as_html(f"{lead}?" if gap else lead)}


def _no_markers(text: str) -> str:
    """HTML in which nothing is one of the marks of a gap."""
    return text.translate(_MARKERS)


_MARKERS = {ord(mark): f"&#{ord(mark)};" for mark in "{}:"}


def note_tags(item: Item) -> list[str]:
    """Kind, sources and the item's own tags, as Anki writes tags."""
    sources = sorted({piece.document for piece in item.evidence})
    told = [f"kind::{item.kind.value}", *(f"source::{name.replace('::', '_')}" for name in sources)]
    tags = [*told, *_period(item), *item.tags]
    return list(dict.fromkeys(clean for tag in tags if (clean := _tag(tag))))


def _period(item: Item) -> list[str]:
    """The tag of the year that an item is about, below its century: “period::1900s::1969”."""
    year = (item.date or "")[:4]
    return [f"period::{year[:2]}00s::{year}"] if re.fullmatch(r"[12]\d{3}", year) else []


def _options(card: Card) -> list[str]:
    """Key and distractors in an order that says nothing, the same in every build; none without distractors."""
    item = card.item
    if not item.distractors:
        return []
    return sorted((item.key, *item.distractors[:3]), key=lambda option: digest(f"{card.id}\n{option}"))


def _tag(text: str) -> str:
    parts = (NOT_IN_TAG.sub("_", plain(part)).strip("_") for part in text.split("::"))
    return "::".join(part for part in parts if part)


def plain(text: str) -> str:
    """Text on one line, composed, without control characters and halves of characters."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return unicodedata.normalize("NFC", SPACES.sub(" ", CONTROL.sub("", whole)))


def as_html(text: str) -> str:
    """Text as HTML that shows exactly it: nothing in it is markup, to a browser or to Anki."""
    return ANKI_MARKUP.sub("&#91;", html.escape(plain(text).strip(), quote=False))


def _marked(evidence: Evidence) -> str:
    """The evidence with the answer marked."""
    if not evidence.answer:
        return as_html(evidence.text)
    start, end = evidence.answer.start - evidence.span.start, evidence.answer.end - evidence.span.start
    if not 0 <= start < end <= len(evidence.text):
        return as_html(evidence.text)
    before, answer, after = evidence.text[:start], evidence.text[start:end], evidence.text[end:]
    left, right = (" " if before[-1:].isspace() else ""), (" " if after[:1].isspace() else "")
    return f"{as_html(before)}{left}<mark>{as_html(answer)}</mark>{right}{as_html(after)}"


def _figure(evidence: Evidence, date_style: str) -> str:
    return (
        f"<figure><blockquote>{_marked(evidence)}</blockquote>"
        f"<figcaption>{_source_line(evidence, date_style)}</figcaption></figure>"
    )


def _source_line(evidence: Evidence, date_style: str) -> str:
    """Title (linked where the source has a web address), author, publisher, date."""
    source = evidence.source
    title = f"<cite>{as_html(source.title or evidence.document)}</cite>"
    address = _web_address(source)
    if address:
        title = f'<a href="{html.escape(address + _fragment(address, evidence.text))}">{title}</a>'
    published = write_day(source.published, date_style) if source.published else ""
    rest = [source.author or "", source.publisher or "", published, "" if address else source.url or ""]
    return ", ".join([title, *dict.fromkeys(as_html(part) for part in rest if part.strip())])


def _fragment(address: str, passage: str) -> str:
    """What makes a browser open a page at a passage: its first and last words, or all of a short one."""
    words = plain(passage).split()
    if not words or ":~:" in address:
        return ""
    ends = [words] if len(words) <= 2 * FRAGMENT_WORDS else [words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]]
    text = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{'' if '#' in address else '#'}:~:text={text}"


def _web_address(source: Source) -> str | None:
    address = plain(source.url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken IPv6 host
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc and " " not in address else None


def digest(text: str) -> str:
    """A digest that is the same everywhere."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
