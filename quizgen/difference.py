"""
What a build now would change, compared with the last one.

    Plan → a build that is not written; the deck's lock and the JSON of the last build → Difference → lines

The lock knows which cards there were and how they were worded. It keeps no order, so what moved is known only where
the last build wrote its JSON.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from quizgen import lock, project
from quizgen.deck import Deck
from quizgen.document import Document
from quizgen.errors import DeckError
from quizgen.item import Item
from quizgen.lock import Lock, LockedItem
from quizgen.renderers.deckjson import DeckJson, EvidenceJson, ItemJson, deck_json
from quizgen.wording import count

NO_LOCK = "there is no lock of an earlier build, so every card is new"
NO_JSON = "there is no JSON of the last build"
OTHER_JSON = "its JSON is not of the last build"
BROKEN_JSON = "its JSON is no deck, or of another version of quizgen"
NO_ORDER = "so it is not known which cards would move"
LAYOUT = "layout"  # the lock counts a card as changed, too, where only a new quizgen writes it otherwise
UNKNOWN_PARTS = f"options, evidence, tags or {LAYOUT}"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a card asks and what is right."""

    stem: str
    key: str

    def __str__(self) -> str:
        return f"{self.stem} → {self.key}"


@dataclass(frozen=True, slots=True)
class Change:
    """A card that says something else than in the last build; `parts` say what, where the wording is the same."""

    before: Wording
    after: Wording
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A card that changed its place among the others; places count from 1."""

    card: Wording
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a build would change in one deck. `moved` is None where the order of the last build is not known;
    `notes` say why."""

    id: str
    title: str
    added: tuple[Wording, ...] = ()
    returned: tuple[Wording, ...] = ()
    changed: tuple[Change, ...] = ()
    retired: tuple[Wording, ...] = ()
    moved: tuple[Move, ...] | None = ()
    notes: tuple[str, ...] = ()


def diff(plan: project.Plan, now: datetime, progress: Callable[[Document], None] = lambda _: None) -> Difference:
    """Build a deck without writing or rendering it, and compare it with the last build.

    Raises what a build raises, and DeckError where the JSON of the last build cannot be read from the disk.
    """
    before = lock.load(plan.lock, plan.id)
    last = _load(plan.output("json"))
    deck = project.build(replace(plan, formats=()), now, progress).deck
    return compare(before, last, deck)


def compare(before: Lock, last: DeckJson | str, deck: Deck) -> Difference:
    """What changes from the last build to a deck whose cards come of an update of its lock.

    `last` is the JSON of the last build, or what is wrong with it.
    """
    entries = {entry.id: entry for entry in before.items}
    alive = {id: entry for id, entry in entries.items() if entry.retired is None}
    if isinstance(last, DeckJson) and not _is_of(last, alive):
        last = OTHER_JSON
    old = {item.id: item for item in last.items} if isinstance(last, DeckJson) else {}
    new = {item.id: item for item in deck_json(deck).items} if old else {}
    cards = {card.id: card for card in deck.cards}
    return Difference(
        id=deck.id,
        title=deck.title,
        added=tuple(_wording(card.item) for id, card in cards.items() if id not in entries),
        returned=tuple(_wording(card.item) for id, card in cards.items() if id in entries and id not in alive),
        changed=tuple(
            _change(alive[id], card.item, old.get(id), new.get(id))
            for id, card in cards.items()
            if id in alive and card.changed != alive[id].changed  # the lock moves this time with the content
        ),
        retired=tuple(
            sorted(
                (_wording(entry) for id, entry in alive.items() if id not in cards),
                key=lambda wording: (wording.stem, wording.key),
            )
        ),
        moved=tuple(_moves(tuple(old), deck)) if isinstance(last, DeckJson) else None,
        notes=tuple(_notes(before, last)),
    )


def lines(difference: Difference, *, verbose: bool) -> Iterator[str]:
    """The difference for a reader; `verbose` also lists what says the same: the cards that would only move or be
    laid out anew."""
    counts = [(difference.added, "added"), (difference.changed, "changed"), (difference.retired, "retired")]
    if difference.moved is not None:
        counts.append((difference.moved, "moved"))
    if difference.returned:
        counts.append((difference.returned, "returned"))
    numbers = ", ".join(f"{len(cards):,} {word}" for cards, word in counts)
    yield f"{difference.title} ({difference.id}): {numbers}"
    yield from (f"  {note}" for note in difference.notes)
    yield from (f"  + {card}" for card in difference.added)
    yield from (f"  + {card} (is back)" for card in difference.returned)
    laid_out = [change for change in difference.changed if change.parts == LAYOUT]
    for change in difference.changed:
        if verbose or change.parts != LAYOUT:
            yield f"  ~ {change.before}"
            yield f"    the wording stays; what changes: {change.parts}" if change.parts else f"    {change.after}"
    if laid_out and not verbose:
        yield f"  ~ {count(len(laid_out), 'card')} with nothing but another {LAYOUT} (-v lists them)"
    yield from (f"  - {card}" for card in difference.retired)
    if verbose:
        yield from (f"  > {move.card} (place {move.before:,} → {move.after:,})" for move in difference.moved or ())


def _load(path: Path) -> DeckJson | str:
    try:
        return DeckJson.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return NO_JSON
    except OSError as error:
        raise DeckError(str(path), f"cannot be read: {error.strerror}", "mend its rights, or remove it") from error
    except ValidationError:
        # No error: whoever has a new quizgen wants to see first of all what it would change.
        return BROKEN_JSON


def _is_of(last: DeckJson, alive: Mapping[str, LockedItem]) -> bool:
    """Whether a JSON has the cards of the lock: a later build may have written other formats only."""
    written = {item.id: (item.stem, item.key) for item in last.items}
    return written == {id: (entry.stem, entry.key) for id, entry in alive.items()}


def _notes(before: Lock, last: DeckJson | str) -> Iterator[str]:
    if not before.items:
        yield NO_LOCK
    elif isinstance(last, str):
        yield f"{last}, {NO_ORDER}"


def _wording(of: Item | LockedItem) -> Wording:
    return Wording(of.stem, of.key)


def _change(entry: LockedItem, item: Item, old: ItemJson | None, new: ItemJson | None) -> Change:
    before, after = _wording(entry), _wording(item)
    if before != after:
        return Change(before, after)
    parts = ", ".join(_parts(old, new)) or LAYOUT if old and new else UNKNOWN_PARTS
    return Change(before, after, parts)


def _parts(old: ItemJson, new: ItemJson) -> list[str]:
    """What differs between two cards of the same wording, in the words of the glossary."""
    pairs = {
        "options": (old.distractors, new.distractors),
        "accepted answers": (old.accept, new.accept),
        "evidence": ([_passage(piece) for piece in old.evidence], [_passage(piece) for piece in new.evidence]),
        "source": ([piece.source for piece in old.evidence], [piece.source for piece in new.evidence]),
        "attribution": (old.according_to, new.according_to),
        "date": ((old.date, old.precision), (new.date, new.precision)),
        "explanation": (old.explanation, new.explanation),
        "tags": (old.tags, new.tags),
    }
    return [name for name, (one, other) in pairs.items() if one != other]


def _passage(piece: EvidenceJson) -> tuple[str, str, tuple[int, int] | None]:
    """Evidence without its place in the document: text added before it changes no card."""
    answer = (piece.answer[0] - piece.start, piece.answer[1] - piece.start) if piece.answer else None
    return piece.document, piece.text, answer


def _moves(old: Sequence[str], deck: Deck) -> Iterator[Move]:
    """The fewest cards that must have moved: what was there before and after without them is in one order."""
    places = {id: place for place, id in enumerate(old, start=1)}
    both = [(place, card) for place, card in enumerate(deck.cards, start=1) if card.id in places]
    kept = _longest_rise([places[card.id] for _, card in both])
    for after, card in both:
        if places[card.id] not in kept:
            yield Move(_wording(card.item), places[card.id], after)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The members of a longest increasing subsequence of different numbers, by patience sorting."""
    tops: list[int] = []  # of each length, the least number that a rise of that length can end with
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(tops, number)
        before[number] = tops[length - 1] if length else None
        tops[length : length + 1] = [number]
    kept = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
