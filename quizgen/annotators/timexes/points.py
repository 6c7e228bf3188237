"""
Places in the calendar: what is known of one, and what lies so many units away.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from quizgen.annotation import Basis
from quizgen.document import Anchor

NEED_A_DAY = frozenset({"D", "W", "2W", "WE", "LWE"})


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the calendar that was mentioned; 0 for what is not known."""

    year: int
    month: int = 0
    day: int = 0
    bc: bool = False
    text: str = ""
    season: str = ""

    @property
    def date(self) -> date | None:
        if self.bc or not self.day:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str:
        year = f"{'BC' if self.bc else ''}{self.year:04d}"
        if self.season:
            return f"{year}-{self.season}"
        month = f"-{self.month:02d}" if self.month else ""
        return f"{year}{month}-{self.day:02d}" if self.day else year + month

    def shifted_years(self, count: int) -> int:
        """The year so many years later, counting down before Christ."""
        return self.year - count if self.bc else self.year + count


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and how it was reached."""

    value: str
    basis: Basis
    point: Point | None = None
    anchor: Anchor | None = None
    base: str = ""


def day_point(day: date, text: str = "") -> Point:
    """The point that a day is."""
    return Point(day.year, day.month, day.day, text=text)


def shifted(point: Point, unit: str, count: float) -> Reading | None:
    """A point so many units later, as precise as the unit."""
    day = point.date
    if unit in ("TH", "TM", "TS"):
        return None
    try:
        if unit in NEED_A_DAY:
            if day is None:
                return None
            if unit == "LWE":
                return shifted(point, "WE", 0 if day.weekday() >= 5 else -1)
            if unit == "D":
                target = day_point(day + timedelta(days=round(count)))
                return Reading(target.value, Basis.RELATIVE, target)
            year, week, _ = (day + timedelta(weeks=count * (2 if unit == "2W" else 1))).isocalendar()
            return Reading(f"{year:04d}-W{week:02d}{'-WE' if unit == 'WE' else ''}", Basis.RELATIVE)
    except OverflowError:
        return None
    if unit in ("M", "Q"):
        if not point.month:
            return None
        months = point.month - 1 + round(count * (3 if unit == "Q" else 1))
        year = point.shifted_years(months // 12)
        month = months % 12 + 1
        target = Point(year, month, bc=point.bc)
        return Reading(
            f"{target.value[:-3]}-Q{(month + 2) // 3}" if unit == "Q" else target.value, Basis.RELATIVE, target
        )
    era = "BC" if point.bc else ""
    if unit == "Y":
        target = Point(point.shifted_years(round(count)), bc=point.bc)
        return Reading(target.value, Basis.RELATIVE, target) if 0 < target.year < 10000 else None
    size = 10 if unit == "DE" else 100
    year = point.shifted_years(round(count * size))
    if not 0 < year < 10000:
        return None
    return Reading(f"{era}{year // size:0{3 if size == 10 else 2}d}", Basis.RELATIVE)
