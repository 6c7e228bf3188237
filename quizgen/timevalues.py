"""
TIMEX3 values as days, as words and as EDTF: what a value can mean, and how precisely.

A value is a TIMEX3 value as `Timex.value` holds it: `2015-10-07`, `2015-10`, `2015-W40`, `2015-SU`, `2015-Q3`,
`2015-10-07TMO`, `199` (a decade), `19` (a century), `BC0490`, `P3D`, `PAST_REF`. Years before Christ have no
day in Python's calendar: they are written, but have no interval.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from quizgen.dates import MONTH_NAMES, write_day
from quizgen.item import Precision

SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_QUARTERS = ("first", "second", "third", "fourth")
_EDTF_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_VALUE = re.compile(
    r"""(?P<bc>BC)?
    (?: (?P<year>\d{4})
        (?: -(?P<month>\d{2}) (?: -(?P<day>\d{2}) (?:T(?P<time>[\w:.+-]+))? | -XX.* )?
          | -W(?P<week>\d{2}) (?:-(?P<weekday>[1-7]|WE))?
          | -(?P<season>SP|SU|FA|WI)
          | -Q(?P<quarter>[1-4])
          | -H(?P<half>[12]) )?
      | (?P<decade>\d{3})
      | (?P<century>\d{2}) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A value's parts; 0 and "" where it has none."""

    bc: bool
    year: int = 0
    month: int = 0
    day: int = 0
    time: str = ""
    week: int = 0
    weekday: str = ""
    season: str = ""
    quarter: int = 0
    half: int = 0
    decade: str = ""
    century: str = ""

    @property
    def only_year(self) -> bool:
        return bool(self.year) and not (self.month or self.week or self.season or self.quarter or self.half)


def _read(value: str) -> _Read | None:
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    parts = {name: text or "" for name, text in match.groupdict().items()}
    numbers = {name: int(parts[name] or 0) for name in ("year", "month", "day", "week", "quarter", "half")}
    if numbers["month"] > 12:
        return None
    return _Read(
        bc=bool(parts["bc"]),
        time=parts["time"],
        weekday=parts["weekday"],
        season=parts["season"],
        decade=parts["decade"],
        century=parts["century"],
        **numbers,
    )


def interval(value: str, end_value: str | None = None) -> tuple[date, date] | None:
    """First and last day that a value (or the stretch up to `end_value`) can mean; None where it names no days."""
    read = _read(value)
    days = None if read is None or read.bc else _interval(read)
    if days is None or end_value is None:
        return days
    end = interval(end_value)
    return (days[0], max(days[1], end[1])) if end else days


def _interval(read: _Read) -> tuple[date, date] | None:
    try:
        if read.decade:
            return date(int(read.decade) * 10, 1, 1), date(int(read.decade) * 10 + 9, 12, 31)
        if read.century:
            return date(int(read.century) * 100, 1, 1), date(int(read.century) * 100 + 99, 12, 31)
        if read.week:
            return _week(read)
        if read.season:
            return _season(read.year, read.season)
        first, last = _months(read)
        if read.day:
            day = date(read.year, read.month, read.day)
            return day, day + timedelta(days=1) if read.time == "NI" else day
        return date(read.year, first, 1), date(read.year, last, monthrange(read.year, last)[1])
    except (ValueError, OverflowError):
        return None


def _months(read: _Read) -> tuple[int, int]:
    if read.month:
        return read.month, read.month
    if read.quarter:
        return read.quarter * 3 - 2, read.quarter * 3
    if read.half:
        return read.half * 6 - 5, read.half * 6
    return 1, 12


def _week(read: _Read) -> tuple[date, date]:
    monday = date.fromisocalendar(read.year, read.week, 1)
    if read.weekday == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if read.weekday:
        day = monday + timedelta(days=int(read.weekday) - 1)
        return day, day
    return monday, monday + timedelta(days=6)


def _season(year: int, season: str) -> tuple[date, date]:
    # Northern seasons with room at both ends; the winter of a year may be the one it begins or ends with.
    if season == "WI":
        return date(year - 1, 12, 1), date(year + 1, 3, 20)
    first, last = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12)}[season]
    return date(year, first, 1), date(year, last, 22)


def precision(value: str) -> Precision | None:
    """Whether a value names a day, a month or a year; None for anything vaguer, finer sets and durations."""
    read = _read(value)
    if read is None:
        return None
    if read.day or (read.week and read.weekday and read.weekday != "WE"):
        return Precision.DAY
    if read.month and "X" not in value:
        return Precision.MONTH
    return Precision.YEAR if read.only_year else None


def write(value: str, style: str = "dmy", end_value: str | None = None) -> str:
    """A value in words: “7 October 2015”, “October 2015”, “2015”, “5 and 6 October 2015”; itself if it has none."""
    if end_value is not None and end_value != value:
        return _write_two(value, end_value, style)
    read = _read(value)
    if read is None:
        return value
    era = " BC" if read.bc else ""
    year = f"{read.year}{era}"
    if read.decade:
        return f"the {int(read.decade)}0s{era}"
    if read.century:
        return f"the {_ordinal(int(read.century) + 1)} century{era}"
    if read.week:
        days = _interval(read)
        if days is None:
            return value
        return write_day(days[0], style) if days[0] == days[1] else f"{_span(*days, style)}"
    if read.season:
        return f"{SEASONS[read.season]} {year}"
    if read.quarter:
        return f"the {_QUARTERS[read.quarter - 1]} quarter of {year}"
    if read.half:
        return f"the {('first', 'second')[read.half - 1]} half of {year}"
    if read.day:
        month = MONTH_NAMES[read.month - 1]
        return f"{month} {read.day}, {year}" if style == "mdy" else f"{read.day} {month} {year}"
    return f"{MONTH_NAMES[read.month - 1]} {year}" if read.month else year


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _write_two(value: str, end_value: str, style: str) -> str:
    first, last = interval(value), interval(end_value)
    if first and last and first[0] == first[1] and last[0] == last[1]:
        return _span(first[0], last[0], style)
    return f"{write(value, style)} to {write(end_value, style)}"


def _span(first: date, last: date, style: str) -> str:
    joint = " and " if (last - first).days == 1 else "–"
    if (first.year, first.month) == (last.year, last.month):
        month = MONTH_NAMES[first.month - 1]
        days = f"{first.day}{joint}{last.day}"
        return f"{month} {days}, {first.year}" if style == "mdy" else f"{days} {month} {first.year}"
    joint = joint if joint == " and " else " to "
    return f"{write_day(first, style)}{joint}{write_day(last, style)}"


def to_edtf(value: str, mod: str | None = None, end_value: str | None = None) -> str | None:
    """A value in EDTF (ISO 8601-2), which can say what TIMEX3 cannot; None where there is no date to write.

    Years before Christ are astronomical (490 BC is -0489); a decade is `199X`, a century `19XX`, seasons are
    months 21–24, quarters 33–36, halves 40–41; APPROX becomes `~`; BEFORE and ON_OR_BEFORE are open at their
    start (`../1939`), AFTER and ON_OR_AFTER at their end (`1939/..`); an `end_value` makes an interval. START,
    MID and END have no EDTF form and fall away.
    """
    one = _edtf(value)
    if one is None:
        return None
    if end_value is not None:
        other = _edtf(end_value)
        return f"{one}/{other}" if other else one
    if mod == "APPROX":
        return one + "~"
    if mod in ("BEFORE", "ON_OR_BEFORE"):
        return f"../{one}"
    if mod in ("AFTER", "ON_OR_AFTER"):
        return f"{one}/.."
    return one


def _edtf(value: str) -> str | None:
    read = _read(value)
    if read is None:
        return None
    if read.decade or read.century:
        # BC decades and centuries straddle astronomical ones: an honest mask does not exist.
        return None if read.bc else f"{read.decade or read.century}{'X' if read.decade else 'XX'}"
    year = f"{read.year:04d}" if not read.bc else ("0000" if read.year == 1 else f"-{read.year - 1:04d}")
    if read.week:
        days = _interval(read)
        return "/".join(dict.fromkeys(day.isoformat() for day in days)) if days else None
    if read.season:
        return f"{year}-{_EDTF_SEASONS[read.season]}"
    if read.quarter:
        return f"{year}-{32 + read.quarter}"
    if read.half:
        return f"{year}-{39 + read.half}"
    if read.day:
        return f"{year}-{read.month:02d}-{read.day:02d}"
    if read.month:
        return f"{year}-{read.month:02d}-XX" if value.endswith("XX") else f"{year}-{read.month:02d}"
    return year
