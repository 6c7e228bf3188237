"""
Days for the posts of a live page that lost their times.

Posts stand in order of time, newest first or last, and each names weekdays of its own day or of the days before.
The days that fit all of them with the least lag and the least stretch are taken (a shortest path). A post whose
first weekday is that of the day it gets is certain of it; the others are not, since a fit is no statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizgen.annotators.timexes.expressions import CalendarDate, Weekday
from quizgen.annotators.timexes.recognition import Found
from quizgen.dates import write_day
from quizgen.document import Anchor, Block, BlockKind

_REACH = 24  # days on either side of the page's own anchor
_OLD = 12  # how far back a date may lie and still pull the post's day
_AHEAD = 8  # the cost of naming a date still to come
_LEAST_POSTS = 3
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class _Post:
    """What one post says of its day."""

    blocks: tuple[int, ...]
    weekdays: tuple[int, ...]
    days: tuple[date, ...]


def settled(blocks: Sequence[Block], found: Sequence[Sequence[Found]]) -> dict[int, Anchor]:
    """Better anchors, by block, for the posts of a page whose anchor is uncertain; empty for any other page."""
    anchor = next((block.anchor for block in blocks if block.anchor is not None and not block.anchor.certain), None)
    if anchor is None or sum(block.kind is BlockKind.SEPARATOR for block in blocks) < _LEAST_POSTS:
        return {}
    posts = [_post(part, found, anchor) for part in _parts(blocks)]
    telling = [post for post in posts if post.weekdays or post.days]
    if len(telling) < _LEAST_POSTS:
        return {}
    forward, backward = _fit(telling, anchor.day), _fit(telling[::-1], anchor.day)
    days = backward[1][::-1] if backward[0] <= forward[0] else forward[1]
    return _anchors(posts, telling, days, anchor)


def _parts(blocks: Sequence[Block]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.SEPARATOR:
            parts.append([])
        elif block.anchor is not None and not block.anchor.certain:
            parts[-1].append(index)
    return [part for part in parts[1:] if part]  # what stands before the first post is its summary


def _post(part: Sequence[int], found: Sequence[Sequence[Found]], anchor: Anchor) -> _Post:
    weekdays: list[int] = []
    days: list[date] = []
    for one in (one for index in part for one in found[index]):
        match one.piece.expression:
            case Weekday(weekday=weekday, step=None):
                weekdays.append(weekday)
            case CalendarDate(year=year, month=month, day=day, bc=False) if month and day:
                try:
                    days.append(date(year or anchor.day.year, month, day))
                except ValueError:
                    continue
    return _Post(tuple(part), tuple(weekdays[:2]), tuple(days))


def _misfit(post: _Post, day: date) -> float:
    cost = 0.0
    for weight, weekday in zip((1.0, 0.4), post.weekdays, strict=False):
        cost += weight * ((day.weekday() - weekday) % 7)
    for told in post.days:
        lag = (day - told).days
        cost += _AHEAD if lag < 0 else min(lag, _OLD)
    return cost


def _fit(posts: Sequence[_Post], middle: date) -> tuple[float, list[date]]:
    """The cheapest days for posts in order of time, and what they cost."""
    days = [middle + timedelta(days=step) for step in range(-_REACH, _REACH + 1)]
    costs = [_misfit(posts[0], day) for day in days]
    back: list[list[int]] = []
    for post in posts[1:]:
        # Going on by a day costs one, so the best day before is carried along.
        best, chosen, came, next_costs = _NEVER, 0, [], []
        for at, day in enumerate(days):
            best += 1
            if costs[at] <= best:
                best, chosen = costs[at], at
            came.append(chosen)
            next_costs.append(best + _misfit(post, day))
        back.append(came)
        costs = next_costs
    at = min(range(len(days)), key=lambda index: (costs[index], abs(index - _REACH)))
    total, path = costs[at], [days[at]]
    for came in reversed(back):
        at = came[at]
        path.append(days[at])
    return total, path[::-1]


def _anchors(
    posts: Sequence[_Post], telling: Sequence[_Post], days: Sequence[date], anchor: Anchor
) -> dict[int, Anchor]:
    known = {post.blocks: day for post, day in zip(telling, days, strict=True)}
    sure = {post.blocks for post in telling if post.weekdays[:1] == (known[post.blocks].weekday(),)}
    anchors: dict[int, Anchor] = {}
    day = days[0]
    for post in posts:
        day = known.get(post.blocks, day)
        one = replace(
            anchor, certain=post.blocks in sure, day=day, text=f"{anchor.text}”, order of the posts “{write_day(day)}"
        )
        anchors.update(dict.fromkeys(post.blocks, one))
    return anchors
