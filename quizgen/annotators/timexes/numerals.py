"""
Dates in figures: “2015-10-07”, “25/10/2015”, “10/25/15”. Which of two is the day is decided for the whole document.

Misses on purpose: phone numbers, versions, scores, fractions.
"""

import re

from quizgen.annotators.timexes.expressions import CalendarDate, Numeric, Piece, Rule, before, whole
from quizgen.annotators.timexes.words import DAY_STARTS, FLAGS


def _iso(match: re.Match[str]) -> Piece | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31) or before(match, 1) in ("-", "/", "."):
        return None
    return whole(match, CalendarDate(int(match["year"]), month, day), clock=match["clock"] or "")


def _numeric(match: re.Match[str]) -> Piece | None:
    text = match["year"]
    first, second = int(match["first"]), int(match["second"])
    year = int(text) if len(text) == 4 else (2000 if int(text) < 50 else 1900) + int(text)
    if not (1 <= min(first, second) <= 12 and max(first, second) <= 31):
        return None
    if before(match, 1) in ("-", "/", ".", ",", "$", "£", "€") or (match["mark"] == "." and len(text) == 2):
        return None
    return whole(match, Numeric(first, second, year))


RULES: tuple[Rule, ...] = (
    Rule(
        name="ISO date",
        starts=frozenset({"#4"}),
        pattern=re.compile(
            r"(?P<year>[12]\d{3})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"
            r"(?:[T\s](?P<clock>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?))?(?![-\d])",
            FLAGS,
        ),
        read=_iso,
        finds={
            "2015-10-07": ("Dated [2015-10-07] it was.",),
            "2015-10-07T14:16": ("Logged [2015-10-07 14:16] there.",),
        },
        ignores=("Call 2015-10-07-55 now.", "ISBN 2015-99-07."),
    ),
    Rule(
        name="numeric date",
        starts=DAY_STARTS,
        pattern=re.compile(
            r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?!\w|[/.:-]\d)",
            FLAGS,
        ),
        read=_numeric,
        finds={
            "2015-10-25": ("Signed [25/10/2015] here.", "Signed [10/25/2015] here.", "Signed [25.10.2015] here."),
        },
        ignores=("Version 1.2.34.5 came.", "Score 44/55/66 then.", "Version 1.2.15 came."),
    ),
)
