"""
The lock: identities and change times that outlive a build.

An item gets its id once. A later build finds the entry of an item by kind and claim; where a claim has
changed (a typo corrected in the source, a claim normalised differently), by evidence and wording that are
nearly the same. What no item of the build answers to is retired and keeps its id, for the day it returns.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import fuzz

from quizgen.deck import FORMS, Card, NoteForm
from quizgen.errors import LockError
from quizgen.item import Evidence, Item, Kind

CONTENT_VERSION = 2  # raise it when a renderer writes the same item differently: every note then counts as changed
EVIDENCE_KEPT = 600  # characters of a piece of evidence: enough to know it again

# Likeness is 0–100. Evidence below EVIDENCE_ALIKE is another passage. Above it, a question with the same answer
# may be reworded a good deal; one with another answer (a corrected figure) may hardly be.
EVIDENCE_ALIKE = 80.0
QUESTION_ALIKE = 75.0
QUESTION_ALIKE_OTHER_KEY = 90.0

# A word in more entries than this says nothing about which entry is meant; it keeps matching linear.
WORD_TOO_COMMON = 64
RARE_WORDS = 12
CANDIDATES = 16


class LockModel(BaseModel):
    """Frozen, and no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LockedEvidence(LockModel):
    """Where an item's proof stood: to know the item again when its claim has changed."""

    document: str
    text: str


class LockedItem(LockModel):
    """One identity: what it asked last, since when it has said what it says, and when it went away."""

    id: str = Field(min_length=1)
    kind: str
    claim: str
    stem: str
    key: str
    digest: str
    added: AwareDatetime
    changed: AwareDatetime
    retired: AwareDatetime | None = None
    form: NoteForm | None = None
    evidence: tuple[LockedEvidence, ...] = ()


class Stamp(LockModel):
    """What something looked like, and since when."""

    digest: str
    changed: AwareDatetime


class Lock(LockModel):
    """The lock of one deck."""

    format: Literal["quizgen.lock/1"] = "quizgen.lock/1"
    deck: str
    note_types: Stamp | None = None
    items: tuple[LockedItem, ...] = ()

    @classmethod
    def empty(cls, deck_id: str) -> "Lock":
        """The lock of a deck that was never built."""
        return cls(deck=deck_id)


class Update(NamedTuple):
    """What a build makes of a lock; `retired` are the items that went away with this build, as (id, stem)."""

    cards: tuple[Card, ...]
    lock: Lock
    retired: tuple[tuple[str, str], ...]


def load(path: Path, deck_id: str) -> Lock:
    """The lock at `path`, an empty one where there is none; LockError where it cannot be trusted."""
    restore = "restore it from version control; deleting it gives every card a new identity"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Lock.empty(deck_id)
    except OSError as error:
        raise LockError(str(path), f"cannot be read: {error.strerror}", "mend its rights or its place") from error
    try:
        lock = Lock.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["loc"] == ("format",):
            todo = "use the quizgen that wrote it, or restore it from version control"
            raise LockError(str(path), "is not in the format quizgen.lock/1", todo) from error
        place = ".".join(str(part) for part in first["loc"]) or "not a lock"
        raise LockError(str(path), f"is damaged: {place}: {first['msg']}", restore) from error
    if lock.deck != deck_id:
        what = f"belongs to the deck “{lock.deck}”, not “{deck_id}”"
        raise LockError(str(path), what, f"give the deck the id “{lock.deck}” again, or remove the lock for a new deck")
    for name, values in (
        ("id", [item.id for item in lock.items]),
        ("question", [f"{item.kind}: {item.claim}" for item in lock.items]),
    ):
        value, count = Counter(values).most_common(1)[0] if values else ("", 0)
        if count > 1:
            raise LockError(str(path), f"is damaged: two items have the {name} “{value}”", restore)
    return lock


def dump(lock: Lock) -> bytes:
    """The lock as a file: one line a value, items by id, so that a change shows as itself in version control."""
    ordered = lock.model_copy(update={"items": tuple(sorted(lock.items, key=lambda item: item.id))})
    text = json.dumps(ordered.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", errors="replace")


def stamp_note_types(lock: Lock, digest: str, now: datetime) -> Lock:
    """The lock with the change time of the note types moved if they look different from last time."""
    if lock.note_types and lock.note_types.digest == digest:
        return lock
    before = lock.note_types.changed if lock.note_types else None
    return lock.model_copy(update={"note_types": Stamp(digest=digest, changed=_later(before, now))})


def update(lock: Lock, items: Sequence[Item], now: datetime, forms: Mapping[Kind, NoteForm] = FORMS) -> Update:
    """Give every item its identity, change time and form, in the order of `items`; retire the rest.

    A form is for good: Anki takes no note that has changed its note type, so that `forms` are those of new items.
    """
    _refuse_twins(lock, items)
    found = _match(lock, items)
    ids = {entry.id for entry in lock.items}
    entries: dict[str, LockedItem] = {entry.id: entry for entry in lock.items}
    cards = []
    for index, item in enumerate(items):
        old = found.get(index)
        id = old.id if old else _new_id(item, ids)
        ids.add(id)
        form = (old.form if old else None) or forms[item.kind]
        entry = _entry(id, item, old, now, form)
        entries[id] = entry
        cards.append(Card(id=id, changed=entry.changed, item=item, added=entry.added, form=form))
    alive = {card.id for card in cards}
    retired = []
    for entry in lock.items:
        if entry.id not in alive and entry.retired is None:
            entries[entry.id] = entry.model_copy(update={"retired": _later(None, now)})
            retired.append((entry.id, entry.stem))
    ordered = tuple(sorted(entries.values(), key=lambda entry: entry.id))
    return Update(tuple(cards), lock.model_copy(update={"items": ordered}), tuple(sorted(retired)))


def _later(before: datetime | None, now: datetime) -> datetime:
    """Now in whole seconds of UTC, but after `before`: Anki takes only what is newer, whatever the clock says."""
    now = now.astimezone(UTC).replace(microsecond=0)
    return now if before is None else max(now, before + timedelta(seconds=1))


def _entry(id: str, item: Item, old: LockedItem | None, now: datetime, form: NoteForm) -> LockedItem:
    digest = _digest(item)
    if old is None:
        added = changed = _later(None, now)
    else:
        added, changed = old.added, old.changed if old.digest == digest else _later(old.changed, now)
    return LockedItem(
        id=id,
        kind=item.kind.value,
        claim=item.claim,
        stem=item.stem,
        key=item.key,
        digest=digest,
        added=added,
        changed=changed,
        form=form,
        evidence=tuple(LockedEvidence(document=piece.document, text=_kept(piece)) for piece in item.evidence),
    )


def _kept(evidence: Evidence) -> str:
    return evidence.text[:EVIDENCE_KEPT]


def is_id(text: str) -> bool:
    """Whether a text has the form of a card's id."""
    return re.fullmatch(r"[0-9a-f]{12}", text) is not None


def _new_id(item: Item, taken: set[str]) -> str:
    number = 1
    while True:
        name = f"{item.kind.value}\n{item.claim}" + (f"\n{number}" if number > 1 else "")
        id = hashlib.sha256(name.encode("utf-8", errors="replace")).hexdigest()[:12]
        if id not in taken:
            return id
        number += 1


def _digest(item: Item) -> str:
    """A digest of all that is rendered. Where a passage stands is not: text added before it changes no card."""
    content: dict[str, object] = {
        "version": CONTENT_VERSION,
        "kind": item.kind,
        "stem": item.stem,
        "key": item.key,
        "accept": item.accept,
        "distractors": item.distractors,
        "according_to": item.according_to,
        "date": item.date,
        "date_end": item.date_end,
        "date_mod": item.date_mod,
        "precision": item.precision,
        "explanation": item.explanation,
        "tags": item.tags,
        "evidence": [_evidence_content(piece) for piece in item.evidence],
    }
    # Empty values are left out, so that a part that items get later does not mark every old card as changed.
    filled = {name: value for name, value in content.items() if value}
    return hashlib.sha256(json.dumps(filled, sort_keys=True).encode("ascii")).hexdigest()[:16]


def _evidence_content(piece: Evidence) -> dict[str, object]:
    source = piece.source
    answer = (piece.answer.start - piece.span.start, piece.answer.end - piece.span.start) if piece.answer else None
    content: dict[str, object] = {
        "document": piece.document,
        "text": piece.text,
        "answer": answer,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
    }
    return {name: value for name, value in content.items() if value}


def _refuse_twins(lock: Lock, items: Sequence[Item]) -> None:
    seen: dict[tuple[str, str], Item] = {}
    for item in items:
        twin = seen.setdefault((item.kind.value, item.claim), item)
        if twin is not item:
            what = f"two items would have the same identity: “{twin.stem}” → {twin.key}; “{item.stem}” → {item.key}"
            raise LockError(lock.deck, what, "merge them, or let their claims say how they differ")


def _match(lock: Lock, items: Sequence[Item]) -> dict[int, LockedItem]:
    """For each item that the lock knows, by its index: the entry."""
    by_claim = {(entry.kind, entry.claim): entry for entry in lock.items}
    found: dict[int, LockedItem] = {}
    for index, item in enumerate(items):
        if entry := by_claim.get((item.kind.value, item.claim)):
            found[index] = entry
    taken = {entry.id for entry in found.values()}
    left = [entry for entry in lock.items if entry.id not in taken]
    new = [index for index in range(len(items)) if index not in found]
    if not left or not new:
        return found
    pairs = []
    for index, entry in _candidates(items, new, left):
        likeness = _likeness(items[index], entry)
        if likeness is not None:
            pairs.append((entry.retired is not None, -likeness, index, entry.id, entry))
    for _, _, index, id, entry in sorted(pairs, key=lambda pair: pair[:4]):
        if index not in found and id not in taken:
            found[index] = entry
            taken.add(id)
    return found


def _candidates(
    items: Sequence[Item], new: Sequence[int], left: Sequence[LockedItem]
) -> Iterator[tuple[int, LockedItem]]:
    """For each new item the few entries that share most of its rarest words: never all pairs."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(left):
        for word in _words((entry.claim, entry.stem, *(piece.text for piece in entry.evidence))):
            postings[entry.kind, word].append(number)
    for index in new:
        item = items[index]
        words = _words((item.claim, item.stem, *(_kept(piece) for piece in item.evidence)))
        known = [postings[item.kind.value, word] for word in words if (item.kind.value, word) in postings]
        rare = sorted((numbers for numbers in known if len(numbers) <= WORD_TOO_COMMON), key=len)[:RARE_WORDS]
        shared = Counter(number for numbers in rare for number in numbers)
        for number, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]:
            yield index, left[number]


def _words(texts: Sequence[str]) -> list[str]:
    return sorted({word for text in texts for word in text.casefold().split()})


def _likeness(item: Item, entry: LockedItem) -> float | None:
    """How surely an item is the entry's question under another claim; None where it is not."""
    pieces = [_kept(piece) for piece in item.evidence[:4]]
    passages = [(piece, old.text) for piece in pieces for old in entry.evidence[:4]]
    evidence = max((fuzz.ratio(new, old, score_cutoff=EVIDENCE_ALIKE) for new, old in passages), default=0.0)
    if evidence < EVIDENCE_ALIKE:
        return None
    stem = fuzz.ratio(item.stem.casefold(), entry.stem.casefold())
    question = max(stem, fuzz.ratio(item.claim.casefold(), entry.claim.casefold()))
    if item.key == entry.key:
        alike = question >= QUESTION_ALIKE
    elif evidence == 100.0:
        alike = stem == 100.0  # other words and another answer from the very same passage: another question
    else:
        alike = question >= QUESTION_ALIKE_OTHER_KEY
    return evidence + 2 * question + 10 * (item.key == entry.key) if alike else None
