"""
What a rule reads out of words, before anything is resolved: pieces, each with an expression.

An expression says what the words say and no more: “October 7” is a CalendarDate without a year. The year comes
from resolution, the one place that knows anchors.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizgen.annotation import Joint, TimexType


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A place in the calendar, with whatever parts the words give; 0 and "" where they give none.

    `season` is SP, SU, FA, WI, Q1–Q4, H1 or H2. `step` is -1, 0, 1 for last, this, next (“last March”).
    `holiday` names one whose day depends on the year. `same_year` says “of that year”, `year_step`
    (-1, 0, 1) “of last year” and its like.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    bc: bool = False
    season: str = ""
    step: int | None = None
    holiday: str = ""
    same_year: bool = False
    year_step: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """“5/10/2015”: which is the day is decided for the whole document."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; `step` is -1, 0, 1 for last, this, next, None where it stands alone.

    `week_step` (-1, 0, 1) is the week it belongs to: “Monday of last week”.
    """

    weekday: int
    step: int | None = None
    week_step: int | None = None


class Origin(StrEnum):
    """What a shift counts from: the day of writing, or the date last mentioned."""

    ANCHOR = "anchor"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before (negative) or after an origin: “yesterday”, “last week”, “three years later”.

    `unit` is D, W, M, Q, Y, DE, CE, WE (a weekend) or LWE (the latest weekend). `count` None is an unknown
    number, in direction `sign`.
    """

    unit: str
    count: float | None
    origin: Origin
    sign: int = 1


@dataclass(frozen=True, slots=True)
class SameDay:
    """A part of the day under discussion: “that morning”, “this evening”."""

    origin: Origin


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words whose value needs no context: “the 1990s”, “now”, “three weeks”, “every Thursday”."""

    type: TimexType
    value: str


Expression = CalendarDate | Numeric | Weekday | Shift | SameDay | Fixed


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` and what they say.

    `part` is a part of the day (MO, AF, EV, NI, DT), `clock` an hour (`15:30Z`); `closes` says that the piece
    is a further end of a range or list that a piece before it opened, and of which.
    """

    start: int
    end: int
    expression: Expression
    mod: str | None = None
    part: str = ""
    clock: str = ""
    closes: Joint | None = None


Reader = Callable[[re.Match[str]], Piece | tuple[Piece, ...] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of words, the words it can start with, how it is read, and sentences that show it.

    `starts` holds lower-case words; `#2` is any number of two digits. `finds` maps a value (two, joined by a
    slash, for a range) to sentences with the expression in square brackets; they are read as news of Thursday,
    1 October 2015 (a rule that holds in narratives only: as a narrative). `ignores` are near misses in which the rule
    must find nothing.
    """

    name: str
    starts: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader
    finds: Mapping[str, tuple[str, ...]]
    ignores: tuple[str, ...] = ()
    narrative_only: bool = False


def joint_of(words: str, left: str = "") -> Joint:
    """How two ends belong together, by the words between them and those before the first."""
    if re.search(r"\bor\b", words, re.IGNORECASE):
        return Joint.CHOICE
    between = re.search(r"\bbetween\s(?:the\s)?\Z", left, re.IGNORECASE)
    return Joint.LIST if re.search(r"\band\b|[&,]", words, re.IGNORECASE) and not between else Joint.RANGE


def whole(match: re.Match[str], expression: Expression, part: str = "", clock: str = "") -> Piece:
    """The piece that a match is as a whole."""
    return Piece(match.start(), match.end(), expression, part=part, clock=clock)


def before(match: re.Match[str], width: int = 24) -> str:
    """The characters right before a match."""
    return match.string[max(0, match.start() - width) : match.start()]


def after(match: re.Match[str], width: int = 40) -> str:
    """The characters right after a match."""
    return match.string[match.end() : match.end() + width]
