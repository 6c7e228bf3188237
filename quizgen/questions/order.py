"""
Order: “Put these in order, the earliest first: (A) …; (B) …; (C) ….” → B, A, C.

Three events of one document whose dates cannot be the same, told in the source's own words without the dates. One
for every eight dates that the document is asked for.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from quizgen.item import Item, Kind

EVENTS = 3
DATES_FOR_ONE = 8
LONGEST = 14  # words of one event
LETTERS = "ABC"
OPTIONS = 3
RULE = "order"


def questions(items: Sequence[Item]) -> Iterator[Item]:
    """The items that ask for the order of events that other items ask for by date."""
    by_document: dict[str, list[Item]] = {}
    for item in items:
        if item.event and len(item.event.split()) <= LONGEST:
            by_document.setdefault(item.evidence[0].document, []).append(item)
    for told in by_document.values():
        dated = sorted({item.claim: item for item in told}.values(), key=lambda item: (item.date or "", item.claim))
        apart = [item for at, item in enumerate(dated) if _is_apart(item, (*dated[:at], *dated[at + 1 :]))]
        wanted = min(len(told) // DATES_FOR_ONE, len(apart) // EVENTS)
        for at in range(wanted):  # each asks about a stretch of the story
            stretch = apart[at * len(apart) // wanted : (at + 1) * len(apart) // wanted]
            yield _question(stretch[:: len(stretch) // EVENTS][:EVENTS])


def _is_apart(item: Item, others: Sequence[Item]) -> bool:
    """Whether no other event can have been at the same time, as far as the dates tell."""
    return not any(_may_coincide(item.date or "", other.date or "") for other in others)


def _may_coincide(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _question(events: Sequence[Item]) -> Item:
    in_order = sorted(events, key=lambda item: item.date or "")
    assert all((one.date or "") < (other.date or "") for one, other in pairwise(in_order))
    claim = "order: " + " | ".join(sorted(item.claim for item in events))
    mixed = (list(order) for order in permutations(in_order) if list(order) != in_order)
    shown = min(mixed, key=lambda order: _rank(claim, " | ".join(item.claim for item in order)))
    letters = dict(zip((item.claim for item in shown), LETTERS, strict=True))
    right = ", ".join(letters[item.claim] for item in in_order)
    told = "; ".join(f"({letters[item.claim]}) {item.event}" for item in shown)
    wrong = [", ".join(order) for order in permutations(LETTERS) if ", ".join(order) != right]
    return Item(
        kind=Kind.ORDER,
        claim=claim,
        stem=f"Put these in order, the earliest first: {told}.",
        key=right,
        evidence=tuple(item.evidence[0] for item in in_order),
        rule=RULE,
        accept=(right.replace(", ", ""), right.replace(", ", " ")),
        distractors=tuple(sorted(wrong, key=lambda option: _rank(claim, option))[:OPTIONS]),
        explanation="; ".join(f"{letters[item.claim]}: {item.key}" for item in in_order),
    )


def _rank(claim: str, words: str) -> str:
    """A fixed order that differs from item to item."""
    return hashlib.sha256(f"{claim}\0{words}".encode()).hexdigest()
