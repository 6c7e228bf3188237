"""
A deck in a running Anki: what has to change there, and changing it.

    Plan → the last build; its notes and what Anki has → Changes → requests

A note is this deck's if it has one of our note types (or the twin, named with a plus, that Anki makes of a package's
where a push had come first), its field ItemId is an id of the deck's lock, and its tag `quizgen::deck::…` names the
deck. Notes of an imported package have no such tag before the first push. Such a note is taken for ours where it lies
in the deck's own deck; elsewhere only if it has the number that the package gave it and no other deck's notes lie
there. No other note is written to. Of our own notes, what the learner put there stays: other fields and tags, flags,
reviews, and the deck of a card that was moved out of those that quizgen makes.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from quizgen import lock, project
from quizgen.ankiconnect import AnkiConnect
from quizgen.deck import Deck
from quizgen.document import Document
from quizgen.errors import AnkiError, DeckError
from quizgen.item import Kind
from quizgen.lock import Lock
from quizgen.renderers.anki import note_ids
from quizgen.renderers.notes import Note, deck_name, notes, plain
from quizgen.renderers.notetypes import NoteType, note_types
from quizgen.wording import count

ID_FIELD = "ItemId"
DECK_TAG = "quizgen::deck::"
RETIRED_TAG = "quizgen::retired"
OUR_TAGS = ("kind::", "source::", "period::")  # the renderer's; one of these that is out of date goes
READ = 500  # notes in one question
READ_CARDS = 100  # with each card comes its page, twice
ADDED = 20  # notes in one request: the add-on reads about 40 KB a second
SUSPENDED = -1  # Anki's queue of suspended cards

T = TypeVar("T")


class _Field(BaseModel):
    value: str


class _NoteInfo(BaseModel):
    """A note as `notesInfo` tells it; all is missing where the note has gone meanwhile."""

    noteId: int = 0  # noqa: N815 (AnkiConnect's names)
    modelName: str = ""  # noqa: N815
    tags: tuple[str, ...] = ()
    fields: dict[str, _Field] = {}


class _CardInfo(BaseModel):
    """A card as `cardsInfo` tells it."""

    cardId: int = 0  # noqa: N815
    note: int = 0
    deckName: str = ""  # noqa: N815
    queue: int = 0


class _Template(BaseModel):
    Front: str
    Back: str


class _Styling(BaseModel):
    css: str


@dataclass(frozen=True, slots=True)
class CardThere:
    """A card in Anki: the deck it is in, and what keeps it from being moved or asked."""

    id: int
    deck: str
    suspended: bool
    filtered: bool  # lent to a filtered deck, from which it goes home by itself


@dataclass(frozen=True, slots=True)
class NoteThere:
    """A note of ours in Anki."""

    id: int
    type: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: tuple[CardThere, ...] = ()

    @property
    def item(self) -> str:
        """The id of the item that it asks."""
        return self.fields.get(ID_FIELD, "")


@dataclass(frozen=True, slots=True)
class TypeThere:
    """A note type in Anki: its fields, its look, and our template where it still has its name."""

    fields: tuple[str, ...]
    template: tuple[str, str] | None  # front, back
    css: str


@dataclass(frozen=True, slots=True)
class Found:
    """What Anki has that concerns a deck."""

    types: Mapping[str, TypeThere]
    decks: tuple[str, ...]
    notes: tuple[NoteThere, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one note that is there: fields and tags to write, cards to move, suspend or ask again."""

    note: NoteThere
    stem: str
    fields: Mapping[str, str] = field(default_factory=dict)
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    move: tuple[CardThere, ...] = ()
    target: str = ""
    suspend: tuple[int, ...] = ()
    unsuspend: tuple[int, ...] = ()
    delete: bool = False

    @property
    def retires(self) -> bool:
        """Whether its item went away."""
        return RETIRED_TAG in self.add

    @property
    def returns(self) -> bool:
        """Whether its item went away once and is back."""
        return RETIRED_TAG in self.remove

    def __bool__(self) -> bool:
        return bool(self.fields or self.add or self.remove or self.move or self.delete)


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a push does for one deck."""

    id: str
    title: str
    tag: str  # the one that says whose the notes are
    new_types: tuple[NoteType, ...]
    new_templates: tuple[tuple[str, NoteType], ...]  # by the names that the note types have in Anki
    new_styling: tuple[tuple[str, NoteType], ...]
    new_decks: tuple[str, ...]
    new: tuple[Note, ...]
    changes: tuple[Change, ...]
    same: int  # cards of the deck whose notes stay as they are

    def __bool__(self) -> bool:
        looks = self.new_types or self.new_templates or self.new_styling
        return bool(looks or self.new_decks or self.new or self.changes)


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask of Anki: the action, and what is then done to how many (“note”, “made”)."""

    action: str
    params: Mapping[str, object]
    number: int
    what: tuple[str, str]


def last_build(
    plan: project.Plan, now: datetime, progress: Callable[[Document], None] = lambda _: None
) -> tuple[Deck, Lock]:
    """The deck as it was built last, and its lock; DeckError where a build now would give another lock.

    A push writes no lock, and identities that stand in no lock would be others the next time.
    """
    before = lock.load(plan.lock, plan.id)
    enough = tuple(name for name in plan.formats if name == "apkg")  # the lock also holds how its note types look
    built = project.build(replace(plan, formats=enough), now, progress)
    if built.files[plan.lock] != lock.dump(before):
        what = "has changed since it was built" if before.items else "was not built yet"
        raise DeckError(plan.title, what, f"build it first: quizgen build {plan.id}")
    return built.deck, before


def compared(deck: Deck, known: Lock, anki: AnkiConnect, *, prune: bool = False) -> Changes:
    """What has to change in Anki for a deck; reads only. `prune` deletes what went away instead of suspending it."""
    stems = {entry.id: entry.stem for entry in known.items}
    return compare(deck, notes(deck), stems, read(anki, deck, frozenset(stems)), prune=prune)


def read(anki: AnkiConnect, deck: Deck, ids: frozenset[str]) -> Found:
    """What Anki has of a deck whose items have, or had, these ids."""
    known = {one.name: one for one in note_types()}
    ours = [name for name in anki.ask("modelNames", list[str]) if _untwinned(name) in known]
    types = {name: _type_there(anki, name, known[_untwinned(name)].template) for name in ours}
    decks = tuple(anki.ask("deckNames", list[str]))
    if not ours:
        return Found(types, decks, ())
    of_ours = "(" + " or ".join(f'"note:{name}"' for name in ours) + ")"
    tag = deck_tag(deck.id)
    candidates = []
    for some in _batches(anki.ask("findNotes", list[int], {"query": of_ours}), READ):
        for info in anki.ask("notesInfo", list[_NoteInfo], {"notes": some}):
            fields = {name: one.value for name, one in info.fields.items()}
            note = NoteThere(info.noteId, info.modelName, fields, info.tags)
            if note.type in types and note.item in ids and _may_be(note, tag):
                candidates.append(note)
    cards = _cards_there(anki, candidates, of_ours)
    full = [replace(note, cards=tuple(cards[note.id])) for note in candidates]
    return Found(types, decks, tuple(_own(anki, deck, full, of_ours)))


def deck_tag(id: str) -> str:
    """The tag that says which deck a note is of."""
    return DECK_TAG + re.sub(r'[\s"*]+|:{2,}', "_", plain(id).strip())


def _untwinned(type_name: str) -> str:
    return type_name.rstrip("+")


def _type_there(anki: AnkiConnect, name: str, template_name: str) -> TypeThere:
    asked = {"modelName": name}
    template = anki.ask("modelTemplates", dict[str, _Template], asked).get(template_name)
    return TypeThere(
        fields=tuple(anki.ask("modelFieldNames", list[str], asked)),
        template=(template.Front, template.Back) if template else None,
        css=anki.ask("modelStyling", _Styling, asked).css,
    )


def _may_be(note: NoteThere, tag: str) -> bool:
    """Whether no tag says that a note is of another deck."""
    decks = {_folded(one) for one in note.tags if _folded(one).startswith(DECK_TAG)}
    return not decks or _folded(tag) in decks


def _cards_there(anki: AnkiConnect, found: Sequence[NoteThere], of_ours: str) -> Mapping[int, list[CardThere]]:
    """The cards of each note, by the note's number."""
    cards: dict[int, list[CardThere]] = defaultdict(list)
    lent = set(anki.ask("findCards", list[int], {"query": f"deck:filtered {of_ours}"})) if found else set()
    for some in _batches([note.id for note in found], READ):
        query = f"nid:{','.join(map(str, some))}"
        for ids in _batches(anki.ask("findCards", list[int], {"query": query}), READ_CARDS):
            for info in anki.ask("cardsInfo", list[_CardInfo], {"cards": ids}):
                card = CardThere(info.cardId, info.deckName, info.queue == SUSPENDED, info.cardId in lent)
                cards[info.note].append(card)
    return cards


def _own(anki: AnkiConnect, deck: Deck, candidates: Sequence[NoteThere], of_ours: str) -> Iterator[NoteThere]:
    """Those of the candidates that are this deck's."""
    tag = _folded(deck_tag(deck.id))
    here = set(anki.ask("findNotes", list[int], {"query": f"{_in_deck(deck_name(deck))} {of_ours}"}))
    known = {note.id for note in candidates}
    numbers = {card.id: number for card, number in zip(deck.cards, note_ids(deck.cards), strict=True)}
    sure = [note for note in candidates if tag in map(_folded, note.tags) or note.id in here]
    yield from sure
    settled = {note.item for note in sure}
    strange: dict[str, bool] = {}  # whether a deck has notes of quizgen's that are not of this deck
    for note in candidates:
        if note.item in settled or numbers.get(note.item) != note.id:
            continue
        for place in {card.deck for card in note.cards} - strange.keys():
            there = anki.ask("findNotes", list[int], {"query": f"{_in_deck(place)} {of_ours}"})
            strange[place] = not set(there) <= known
        if not any(strange[card.deck] for card in note.cards):
            yield note


def _in_deck(name: str) -> str:
    """Anki's words for what is in a deck or below it, or is lent from there to a filtered deck."""
    if name in ("current", "filtered"):  # these mean something else; Anki searches whatever the case
        name = name.title()
    return '"deck:' + re.sub(r'([\\"*_])', r"\\\1", name) + '"'


def compare(deck: Deck, wanted: Sequence[Note], stems: Mapping[str, str], found: Found, *, prune: bool) -> Changes:
    """What has to change so that Anki has the notes that are wanted; `stems` are the questions of all ids."""
    used = [one for one in note_types() if any(note.type.name == one.name for note in wanted)]
    filled = {note.type for note in found.notes}
    there = [
        (name, one)
        for one in used
        for name in found.types
        if name == one.name or (_untwinned(name) == one.name and name in filled)
    ]
    by_item: dict[tuple[str, str], list[NoteThere]] = defaultdict(list)
    for known in found.notes:
        by_item[_untwinned(known.type), known.item].append(known)
    tag = deck_tag(deck.id)
    ours = {_folded(name) for name in _decks_of(deck)}
    new: list[Note] = []
    changes: list[Change] = []
    same = 0
    for note in wanted:
        old = by_item.pop((note.type.name, note.card.id), [])
        for name in {one.type for one in old} or {note.type.name}:
            _refuse_without_fields(note, name, found.types)
        made = [change for one in old if (change := _change(note, one, tag, ours))]
        changes.extend(made)
        new.extend([] if old else [note])
        same += bool(old) and not made
    for notes_left in by_item.values():
        changes.extend(change for one in notes_left if (change := _gone(one, stems[one.item], tag, prune=prune)))
    decks = {_folded(name) for name in found.decks}
    targets = [*(note.deck_name for note in new), *(change.target for change in changes if change.move)]
    return Changes(
        id=deck.id,
        title=deck.title,
        tag=tag,
        new_types=tuple(
            one for one in used if one.name not in found.types and any(note.type.name == one.name for note in new)
        ),
        new_templates=tuple(
            (name, one) for name, one in there if found.types[name].template not in (None, (one.front, one.back))
        ),
        new_styling=tuple((name, one) for name, one in there if found.types[name].css != one.css),
        new_decks=tuple(name for name in dict.fromkeys(targets) if _folded(name) not in decks),
        new=tuple(new),
        changes=tuple(changes),
        same=same,
    )


def _refuse_without_fields(note: Note, type_name: str, types: Mapping[str, TypeThere]) -> None:
    """A field that the learner renamed or removed: AnkiConnect would leave out what belongs there, and say nothing."""
    if type_name not in types:
        return
    lost = [name for name, value in note.fields.items() if value and name not in types[type_name].fields]
    if lost:
        todo = "give it its name back in Anki (Tools, Manage Note Types, Fields), or add it"
        raise AnkiError(f"note type {type_name}", f"has no field {lost[0]} in Anki", todo)


def _decks_of(deck: Deck) -> Iterator[str]:
    """Every deck of Anki's that quizgen may have put cards of this deck into."""
    yield deck_name(deck)
    yield from (deck_name(replace(deck, subdecks=True), kind) for kind in Kind)


def _change(note: Note, there: NoteThere, tag: str, ours: set[str]) -> Change:
    have = {_folded(one) for one in there.tags}
    tags = (*note.tags, tag)
    keep = {_folded(one) for one in tags}
    outdated = [one for one in there.tags if _folded(one).startswith(OUR_TAGS) and _folded(one) not in keep]
    back = RETIRED_TAG in have
    target = _folded(note.deck_name)
    return Change(
        note=there,
        stem=note.card.item.stem,
        fields={
            name: value
            for name, value in note.fields.items()
            if name in there.fields and _composed(there.fields[name]) != _composed(value)
        },
        add=tuple(one for one in tags if _folded(one) not in have),
        remove=(*outdated, *([RETIRED_TAG] if back else [])),
        move=tuple(
            card
            for card in there.cards
            if not card.filtered and _folded(card.deck) != target and _folded(card.deck) in ours
        ),
        target=note.deck_name,
        unsuspend=tuple(card.id for card in there.cards if card.suspended) if back else (),
    )


def _gone(there: NoteThere, stem: str, tag: str, *, prune: bool) -> Change:
    """What becomes of a note whose item went away: suspended once; a learner may wake it again."""
    have = {_folded(one) for one in there.tags}
    if prune:
        return Change(there, stem, delete=True)
    if RETIRED_TAG in have:
        return Change(there, stem)
    add = tuple(one for one in (RETIRED_TAG, tag) if _folded(one) not in have)
    return Change(there, stem, add=add, suspend=tuple(card.id for card in there.cards if not card.suspended))


def _folded(name: str) -> str:
    """A tag or the name of a deck as Anki compares them."""
    parts = (part.strip() or "blank" for part in _composed(name).split("::"))
    return "::".join(parts).casefold()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def summary(changes: Changes) -> str:
    """The plan in one line."""
    told = [
        f"{len(group):,} {word}"
        for word, group in (
            ("new", changes.new),
            ("changed", [one for one in changes.changes if one.fields]),
            ("with other tags", [one for one in changes.changes if _only_tags(one)]),
            ("moved", [one for one in changes.changes if one.move]),
            ("retired", [one for one in changes.changes if one.retires]),
            ("back", [one for one in changes.changes if one.returns]),
            ("deleted", [one for one in changes.changes if one.delete]),
        )
        if group
    ]
    return f"{changes.title} ({changes.id}): {', '.join([*told, f'{changes.same:,} as they are'])}"


def _only_tags(change: Change) -> bool:
    return bool(change.add or change.remove) and not (
        change.fields or change.move or change.retires or change.returns or change.delete
    )


def details(changes: Changes) -> Iterator[str]:
    """The plan, a line for each thing that changes."""
    yield from (f"note type {one.name}: new" for one in changes.new_types)
    yield from (f"note type {name}: other template" for name, _ in changes.new_templates)
    yield from (f"note type {name}: other styling" for name, _ in changes.new_styling)
    yield from (f"deck {name}: new" for name in changes.new_decks)
    yield from (f"new: {note.card.item.stem}" for note in changes.new)
    for change in changes.changes:
        if change.delete:
            yield f"deleted: {change.stem}"
        if change.retires:
            yield f"retired, so suspended: {change.stem}"
        if change.returns:
            yield f"back, so no longer suspended: {change.stem}"
        if change.fields:
            yield f"changed: {change.stem} ({', '.join(change.fields)})"
        if change.move:
            yield f"moved from {change.move[0].deck} to {change.target}: {change.stem}"
        if _only_tags(change):
            tags = [*(f"+{tag}" for tag in change.add), *(f"-{tag}" for tag in change.remove)]
            yield f"other tags: {change.stem} ({' '.join(tags)})"


def carry_out(changes: Changes, anki: AnkiConnect) -> Iterator[tuple[tuple[str, str], int]]:
    """Make the changes; gives what was done, request by request, so that a stop tells how far it came.

    Each request leaves Anki such that the next push goes on where this one stopped.
    """
    for request in requests(changes):
        if request.action != "addNotes":
            anki.ask(request.action, object, request.params)
            yield request.what, request.number
            continue
        made = anki.ask(request.action, list[int | None], request.params)
        taken = sum(id is not None for id in made)
        yield request.what, taken
        if taken < request.number:
            what = f"Anki did not take {count(request.number - taken, 'new note')}"
            raise AnkiError(anki.url, what, "push again; if that does not help, update the add-on AnkiConnect")


def requests(changes: Changes) -> Iterator[Request]:
    """What is asked of Anki, in order: note types and decks before the notes that need them."""
    for one in changes.new_types:
        template = {"Name": one.template, "Front": one.front, "Back": one.back}
        params = {
            "modelName": one.name,
            "inOrderFields": list(one.fields),
            "css": one.css,
            "isCloze": one.is_cloze,
            "cardTemplates": [template],
        }
        yield Request("createModel", params, 1, ("note type", "made"))
    for name, one in changes.new_templates:
        sides = {one.template: {"Front": one.front, "Back": one.back}}
        yield Request("updateModelTemplates", {"model": {"name": name, "templates": sides}}, 1, ("template", "updated"))
    for name, one in changes.new_styling:
        yield Request("updateModelStyling", {"model": {"name": name, "css": one.css}}, 1, ("styling", "updated"))
    for name in changes.new_decks:
        yield Request("createDeck", {"deck": name}, 1, ("deck", "made"))
    for change in changes.changes:
        if change.fields:
            note = {"id": change.note.id, "fields": dict(change.fields)}
            yield Request("updateNoteFields", {"note": note}, 1, ("note", "changed"))
    yield from _moves(changes.changes)
    # Cards before the tag that says so: what stops between them is done again by the next push.
    yield from _suspensions("unsuspend", [id for one in changes.changes for id in one.unsuspend], ("card", "woken"))
    yield from _suspensions("suspend", [id for one in changes.changes for id in one.suspend], ("card", "suspended"))
    yield from _taggings("removeTags", [(one.note.id, one.remove) for one in changes.changes], ("tag", "taken off"))
    yield from _taggings("addTags", [(one.note.id, one.add) for one in changes.changes], ("tag", "put on"))
    for some in _batches(changes.new, ADDED):
        made = [_new_note(note, changes.tag) for note in some]
        yield Request("addNotes", {"notes": made}, len(made), ("note", "made"))
    for ids in _batches([one.note.id for one in changes.changes if one.delete], READ):
        yield Request("deleteNotes", {"notes": ids}, len(ids), ("note", "deleted"))


def _moves(changes: Sequence[Change]) -> Iterator[Request]:
    cards: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        cards[change.target].extend(card.id for card in change.move)
    for target, ids in cards.items():
        for some in _batches(ids, READ):
            yield Request("changeDeck", {"cards": some, "deck": target}, len(some), ("card", "moved"))


def _suspensions(action: str, cards: Sequence[int], what: tuple[str, str]) -> Iterator[Request]:
    for ids in _batches(cards, READ):
        yield Request(action, {"cards": ids}, len(ids), what)


def _taggings(action: str, tags: Sequence[tuple[int, tuple[str, ...]]], what: tuple[str, str]) -> Iterator[Request]:
    by_tag: dict[str, list[int]] = defaultdict(list)
    for id, names in tags:
        for name in names:
            by_tag[name].append(id)
    for name, ids in by_tag.items():
        for some in _batches(ids, READ):
            yield Request(action, {"notes": some, "tags": name}, len(some), what)


def _new_note(note: Note, tag: str) -> Mapping[str, object]:
    return {
        "deckName": note.deck_name,
        "modelName": note.type.name,
        "fields": dict(note.fields),
        "tags": [*note.tags, tag],
        # Two decks may ask the same question, with one ItemId, which is what Anki would take for a duplicate.
        "options": {"allowDuplicate": True},
    }


def _batches(values: Sequence[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(values), size):
        yield list(values[start : start + size])
