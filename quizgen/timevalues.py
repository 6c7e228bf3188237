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

from quizgen.annotation import Joint
from quizgen.dates import MONTH_NAMES, write_day
from quizgen.item import Item, Precision

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
    """How precisely a value names a place in the calendar; None for weeks, sets, durations and unknown days."""
    read = _read(value)
    if read is None or "X" in value:
        return None
    if read.day or (read.week and read.weekday and read.weekday != "WE"):
        return Precision.DAY
    named = {
        Precision.MONTH: read.month, Precision.SEASON: read.season, Precision.QUARTER: read.quarter,
        Precision.HALF_YEAR: read.half, Precision.DECADE: read.decade, Precision.CENTURY: read.century,
        Precision.YEAR: read.only_year,
    }  # fmt: skip
    return next((one for one, there in named.items() if there), None)


def later(value: str, count: int) -> str | None:
    """The value so many of its own units later (earlier where negative): days, months, seasons, years, decades; None
    where the calendar ends or the value names no place in it."""
    read = _read(value)
    step = precision(value)
    if read is None or step is None or read.week:
        return None
    sign = -1 if read.bc else 1
    try:
        match step:
            case Precision.DAY:
                day = date(read.year, read.month, read.day) + timedelta(days=count)
                return None if read.bc else day.isoformat()
            case Precision.DECADE | Precision.CENTURY:
                width = len(read.decade or read.century)
                return _numbered(int(read.decade or read.century) + sign * count, width, read.bc)
            case Precision.YEAR:
                return _numbered(read.year + sign * count, 4, read.bc)
            case Precision.MONTH:
                return _part_later(read, read.month, 12, sign * count, "-{:02d}")
            case Precision.SEASON:
                turn = ("SP", "SU", "FA", "WI")
                return _part_later(read, turn.index(read.season) + 1, 4, sign * count, "-{}", turn)
            case Precision.QUARTER:
                return _part_later(read, read.quarter, 4, sign * count, "-Q{}")
            case Precision.HALF_YEAR:
                return _part_later(read, read.half, 2, sign * count, "-H{}")
    except (ValueError, OverflowError):
        return None


def _numbered(number: int, width: int, bc: bool) -> str | None:
    if not (0 if width < 4 else 1) <= number < 10**width:
        return None
    return f"{'BC' if bc else ''}{number:0{width}d}"


def _part_later(
    read: _Read, part: int, parts: int, count: int, form: str, names: tuple[str, ...] | None = None
) -> str | None:
    years, place = divmod(part - 1 + count, parts)
    year = _numbered(read.year + years, 4, read.bc)
    return None if year is None else year + form.format(names[place] if names else place + 1)


def write(value: str, style: str = "dmy", end_value: str | None = None, joint: Joint | None = None) -> str:
    """A value in words: “7 October 2015”, “October 2015”, “2015”, “5 and 6 October 2015”; itself if it has none.

    `joint` says how a value and its `end_value` belong together; a range where it is None.
    """
    if end_value is not None and end_value != value:
        return _write_two(value, end_value, style, joint)
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


_JOINTS = {Joint.RANGE: " to ", Joint.LIST: " and ", Joint.SERIES: " … ", Joint.CHOICE: " or "}


def _write_two(value: str, end_value: str, style: str, joint: Joint | None) -> str:
    first, last = interval(value), interval(end_value)
    if first and last and first[0] == first[1] and last[0] == last[1]:
        return _span(first[0], last[0], style, joint)
    words = _JOINTS[joint or Joint.RANGE]
    one, two = write(value, style), write(end_value, style)
    if precision(value) is precision(end_value) is Precision.MONTH and value[:-3] == end_value[:-3]:
        one = one.split()[0]  # “March to May 2011”
    return f"{one}{words}{two}"


def _span(first: date, last: date, style: str, joint: Joint | None = None) -> str:
    words = _JOINTS[joint or Joint.RANGE]
    if (last - first).days == 1 and words == " to ":
        words = " and "
    if (first.year, first.month) == (last.year, last.month):
        month = MONTH_NAMES[first.month - 1]
        days = f"{first.day}{'–' if words == ' to ' else words}{last.day}"
        return f"{month} {days}, {first.year}" if style == "mdy" else f"{days} {month} {first.year}"
    return f"{write_day(first, style)}{words}{write_day(last, style)}"


def to_edtf(value: str, mod: str | None = None, end_value: str | None = None, joint: Joint | None = None) -> str | None:
    """A value in EDTF (ISO 8601-2), which can say what TIMEX3 cannot; None where there is no date to write.

    Years before Christ are astronomical (490 BC is -0489); a decade is `199X`, a century `19XX`, seasons are
    months 21–24, quarters 33–36, halves 40–41; APPROX becomes `~`; BEFORE and ON_OR_BEFORE are open at their
    start (`../1939`), AFTER and ON_OR_AFTER at their end (`1939/..`); an `end_value` makes an interval, in a list
    a set of all its members (`{2015-10-05,2015-10-06}`), in a choice of one (`[-0489,-0488]`); a series, of which
    only the ends are known, is written by its ends. START, MID and END have no EDTF form and fall away.
    """
    one = _edtf(value)
    if one is None:
        return None
    if end_value is not None:
        other = _edtf(end_value)
        if other is None:
            return one
        if joint is Joint.LIST:
            return f"{{{one},{other}}}"
        return f"[{one},{other}]" if joint is Joint.CHOICE else f"{one}/{other}"
    if mod == "APPROX":
        return one + "~"
    if mod in ("BEFORE", "ON_OR_BEFORE"):
        return f"../{one}"
    if mod in ("AFTER", "ON_OR_AFTER"):
        return f"{one}/.."
    return one


def edtf_of(item: Item) -> str | None:
    """When what an item asks about happened, in EDTF; None where it has no date."""
    return None if item.date is None else to_edtf(item.date, item.date_mod, item.date_end, item.date_joint)


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
