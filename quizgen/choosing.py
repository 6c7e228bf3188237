"""
What a deck keeps of the items that are good: its period, what a teacher leaves out, a least quality, a budget.

Every item that is not kept becomes a refusal that says why.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quizgen import timevalues
from quizgen.item import Item, Kind, Reason, Refusal
from quizgen.vetting import is_quoted, refusal

SHORT_STEM = 25  # words; one that quotes may have as many again
BEST = 5
_NAME = re.compile(r"(?<=[a-z,;“] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a deck wants of its items: days from `first` to `last`, without what holds one of the phrases in
    `without` or makes one of the `claims`, at least so good, at most so many."""

    first: date | None = None
    last: date | None = None
    without: tuple[str, ...] = ()
    claims: frozenset[str] = frozenset()
    quality: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The items kept, in their order, and the others with the reason."""

    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...]


def quality(item: Item) -> int:
    """From 1 to 5: a point each for a short stem, a short key, a date, a name to hold on to, options."""
    words = len(item.stem.split())
    points = (
        words <= SHORT_STEM * (2 if is_quoted(item) else 1),
        len(item.key.split()) <= 4,
        item.date is not None,
        _NAME.search(item.stem) is not None,
        len(item.distractors) > 0,
    )
    return max(1, sum(points))


def choose(items: Sequence[Item], choice: Choice) -> Chosen:
    """The items that a deck keeps."""
    kept: list[Item] = []
    refusals: list[Refusal] = []
    for item in items:
        why = _left_out(item, choice)
        if why is None:
            kept.append(item)
        else:
            refusals.append(refusal(item, Reason.LEFT_OUT, why))
    if choice.most is not None and len(kept) > choice.most:
        best = set(_most_important(kept, choice.most))
        detail = f"the deck takes {choice.most}"
        refusals.extend(refusal(item, Reason.OVER_BUDGET, detail) for at, item in enumerate(kept) if at not in best)
        kept = [item for at, item in enumerate(kept) if at in best]
    return Chosen(tuple(kept), tuple(refusals))


def _left_out(item: Item, choice: Choice) -> str | None:
    if item.claim in choice.claims:
        return "its id is excluded"
    text = " ".join((item.stem, item.key, *(piece.text for piece in item.evidence))).casefold()
    phrase = next((phrase for phrase in choice.without if phrase.casefold() in text), None)
    if phrase is not None:
        return f"holds “{phrase}”"
    if (choice.first or choice.last) and item.date is not None:
        days = timevalues.interval(item.date, item.date_end)
        if days is None or (choice.first and days[1] < choice.first) or (choice.last and days[0] > choice.last):
            return "outside the deck's period"
    good = quality(item)
    return f"quality {good}, the deck wants {choice.quality}" if good < choice.quality else None


def _most_important(items: Sequence[Item], most: int) -> Iterable[int]:
    """The places of the items to keep: kinds take turns, the most important of each first.

    Important is what several sources tell, what is dated and quoted, what is good, and what stands early in its text.
    """
    ranked: dict[Kind, list[int]] = {}
    for at in sorted(range(len(items)), key=lambda at: (_importance(items[at]), at)):
        ranked.setdefault(items[at].kind, []).append(at)
    share = {kind: len(places) / len(items) for kind, places in ranked.items()}
    taken: list[int] = []
    given = dict.fromkeys(ranked, 0)
    while len(taken) < most:
        # The kind that is furthest below its share of the whole; ties go to the more important item.
        kind = min(
            (kind for kind in ranked if given[kind] < len(ranked[kind])),
            key=lambda kind: (given[kind] / share[kind], _importance(items[ranked[kind][given[kind]]])),
        )
        taken.append(ranked[kind][given[kind]])
        given[kind] += 1
    return taken


def _importance(item: Item) -> tuple[int, bool, bool, int, int]:
    """Sorts the more important item first."""
    documents = {piece.document for piece in item.evidence}
    return (-len(documents), item.date is None, not is_quoted(item), -quality(item), item.evidence[0].span.start)
