"""
The one place that turns expressions into values: what is missing comes from an anchor or from the date last mentioned.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from quizgen.annotation import Basis, Joint, Timex, TimexType
from quizgen.annotators.timexes.context import SENTENCE_END, deep_in_sentence, in_passing, just_past, tense
from quizgen.annotators.timexes.expressions import CalendarDate, Fixed, Numeric, Origin, Piece, SameDay, Shift, Weekday
from quizgen.annotators.timexes.holidays import holiday
from quizgen.annotators.timexes.kinds import Kind
from quizgen.annotators.timexes.points import NEED_A_DAY, Point, Reading, day_point, shifted
from quizgen.annotators.timexes.recognition import Found
from quizgen.document import Anchor, AnchorBasis, Span
from quizgen.timevalues import interval, write

_PLAIN_GAP = re.compile(r"[\w\s.,:()–-]{0,30}")
_PART_NAMES = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday"}
_SEASON_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1, "Q1": 2, "Q2": 5, "Q3": 8, "Q4": 11, "H1": 3, "H2": 9}


def _is_range(timexes: Sequence[Timex], opened: int) -> bool:
    return bool(timexes) and timexes[opened].joint is Joint.RANGE


def _ended(first: Timex, last: Timex, joint: Joint) -> Timex:
    """An expression with its second end; a third one in a row makes a list a series, or a range of whole years."""
    if first.end_value is not None and first.joint is not joint:
        joint = Joint.SERIES
    if joint is Joint.SERIES and first.end_value is not None and _follow(first.value, first.end_value, last.value):
        joint = Joint.RANGE
    extent = Span(first.span.start, last.span.end)
    return replace(first, end_value=last.value, joint=joint, extent=extent)


def _follow(*values: str) -> bool:
    """Whether plain years follow on each other."""
    if not all(value.isdigit() and len(value) == 4 for value in values):
        return False
    first = int(values[0])
    return [int(value) for value in values] == list(range(first, first + len(values)))


def _moved(timex: Timex, day: date) -> Timex:
    """A weekday's expression, moved to another day of that name."""
    return replace(
        timex,
        value=day.isoformat() + timex.value[10:],
        working=timex.working.replace(write(timex.value[:10]), write(day.isoformat())),
    )


class Timeline:
    """Where a reader of the document stands: its kind, the block's anchor, the date last mentioned."""

    def __init__(self, text: str, kind: Kind, day_first: bool | None) -> None:
        self.text = text
        self.kind = kind
        self.day_first = day_first
        self.anchor: Anchor | None = None
        self.reference: Point | None = None
        self.reference_end = -1
        self.passed: tuple[Point, int] | None = None  # the last date mentioned in passing, and where it ends
        self.jumped = False  # whether its year was inferred to differ from the one before
        self.block_start = 0

    def enter(self, start: int, anchor: Anchor | None) -> None:
        """Begin a block."""
        self.block_start = start
        if (
            self.kind == "narrative"
            and anchor is not None
            and anchor.basis is AnchorBasis.HEADING
            and anchor != self.anchor
        ):
            self.reference = day_point(anchor.day, anchor.text)
        if self.kind == "news":
            self.reference = None
        self.anchor = anchor

    def resolve(self, found: Sequence[Found]) -> list[Timex]:
        """The time expressions of one block."""
        timexes: list[Timex] = []
        opened = 0
        for index, one in enumerate(found):
            piece = one.piece
            if self._names_attacks(piece):
                continue
            if isinstance(piece.expression, SameDay) and piece.clock:
                piece = self._with_day(piece, found, index)
            timex = self._timex(piece, one.rule)
            if not piece.closes or (piece.closes is not Joint.RANGE and _is_range(timexes, opened)):
                opened = len(timexes)
            elif timexes and timex.type is timexes[opened].type:
                if isinstance(piece.expression, Weekday):
                    timexes[opened], timex = self._week_ends(timexes[opened], timex, piece.closes)
                if not isinstance(piece.expression, Weekday) or timexes[opened].value < timex.value:
                    timexes[opened] = _ended(timexes[opened], timex, piece.closes)
            timexes.append(timex)
        return timexes

    def _names_attacks(self, piece: Piece) -> bool:
        """Whether “since Sept. 11” means the attacks of 2001: in later news, and far from that day of its own year."""
        day = piece.expression
        turned = piece.mod in ("BEFORE", "AFTER", "ON_OR_AFTER")
        if not isinstance(day, CalendarDate) or (day.year, day.month, day.day) != (0, 9, 11) or not turned:
            return False
        written = self.anchor.day if self.anchor and self.kind == "news" else None
        return written is not None and written.year >= 2001 and written.month not in (8, 9)

    def _week_ends(self, first: Timex, last: Timex, joint: Joint) -> tuple[Timex, Timex]:
        """The two ends of “from Monday to Friday”, of one week and in order."""
        one, two = interval(first.value), interval(last.value)
        if joint is not Joint.RANGE or one is None or two is None or one[0] < two[0] or self.anchor is None:
            return first, last
        week = timedelta(days=7)
        if one[0] <= self.anchor.day:
            return _moved(first, one[0] - week), last
        return first, _moved(last, two[0] + week)

    def _with_day(self, piece: Piece, found: Sequence[Found], index: int) -> Piece:
        """An hour belongs to the day that the same sentence names, right before it or after it."""
        around = [found[at].piece for at in (index - 1, index + 1, index + 2) if 0 <= at < len(found)]
        for other in sorted(around, key=lambda one: max(one.start - piece.end, piece.start - one.end)):
            gap_start, gap_end = min(piece.end, other.end), max(piece.start, other.start)
            gap = self.text[gap_start:gap_end]
            expression = other.expression
            dated = isinstance(expression, Weekday) or (isinstance(expression, CalendarDate) and expression.day)
            if not dated or len(gap) > 60 or SENTENCE_END.search(self.text[gap_start : gap_end + 1]):
                continue
            if other.start < piece.start or _PLAIN_GAP.fullmatch(gap):
                return replace(piece, expression=expression)
        return piece

    def _timex(self, piece: Piece, rule: str) -> Timex:
        span = Span(piece.start, piece.end)
        reading = self._read(piece)
        value = reading.value
        kind = TimexType.DATE
        if isinstance(piece.expression, Fixed):
            kind = piece.expression.type
        elif piece.part or piece.clock:
            kind = TimexType.TIME
            if len(value.removeprefix("BC")) == 10:
                value = f"{value}T{piece.part or piece.clock}"
            else:
                value = f"XXXX-XX-XXT{piece.part or piece.clock}"
        if reading.point is not None:
            self._mention(replace(reading.point, text=span.of(self.text)), piece)
        working = ""
        if reading.base:
            part = f" ({_PART_NAMES[piece.part]})" if piece.part else ""
            working = f"“{' '.join(span.of(self.text).split())}” + {reading.base} → {write(reading.value)}{part}"
        return Timex(span, kind, value, rule, reading.basis, piece.mod, anchor=reading.anchor, working=working)

    def _mention(self, point: Point, piece: Piece) -> None:
        if self.kind == "narrative" and isinstance(piece.expression, Shift):
            back = (piece.expression.count or 0) < 0
            if back and piece.expression.unit in ("Y", "DE", "CE"):
                return  # a look back leaves the story where it was
        if self.kind == "narrative" and self._aside(point, piece):
            self.passed = (point, piece.end)
            return
        if isinstance(piece.expression, CalendarDate) and piece.expression.year:
            self.jumped = False
        elif self.reference is not None and self.reference.year != point.year:
            self.jumped = True
        self.reference = point
        self.reference_end = piece.end

    def _aside(self, point: Point, piece: Piece) -> bool:
        """Whether a date is mentioned in passing, and the story stays where it was."""
        here = self.reference
        if here is None or not isinstance(piece.expression, CalendarDate) or not piece.expression.year:
            return False
        if in_passing(self.text, self.block_start, piece.start, piece.end):
            return True
        # A bare year in mid-sentence, generations away from the story: “declassified in 2005”.
        return bool(
            here.month
            and not point.month
            and not point.season
            and deep_in_sentence(self.text, self.block_start, piece.start)
            and (here.bc != point.bc or abs(point.year - here.year) > 10)
        )

    def _read(self, piece: Piece) -> Reading:
        match piece.expression:
            case Fixed(value=value):
                vague = "REF" in value or "X" in value
                return Reading(value, Basis.VAGUE if vague else Basis.EXPLICIT)
            case Numeric() as numeric:
                return self._numeric(numeric)
            case CalendarDate() as calendar:
                return self._calendar(calendar, piece)
            case Weekday() as weekday:
                return self._weekday(weekday, piece)
            case Shift() as shift:
                return self._shift(shift)
            case SameDay() as same:
                return self._shift(Shift("D", 0, same.origin))

    def _numeric(self, numeric: Numeric) -> Reading:
        sure = max(numeric.first, numeric.second) > 12
        day_first = numeric.first > 12 if sure else self.day_first
        basis = Basis.EXPLICIT if sure or day_first is not None or numeric.first == numeric.second else Basis.VAGUE
        if day_first is None and self.anchor is not None:
            day = self.anchor.day
            day_first = abs(numeric.second - day.month) % 11 < abs(numeric.first - day.month) % 11
        month, day_number = (numeric.second, numeric.first) if day_first else (numeric.first, numeric.second)
        point = Point(numeric.year, month, day_number)
        return Reading(point.value, basis, point if point.date else None)

    def _under_a_day(self) -> bool:
        """Whether the block stands under a heading that names its day."""
        anchor = self.anchor
        return anchor is not None and anchor.certain and anchor.basis is AnchorBasis.HEADING

    def _anchored(self) -> tuple[Point, str, Anchor] | None:
        if self.anchor is None:
            return None
        return day_point(self.anchor.day), f"{self.anchor.basis.value} “{self.anchor.text}”", self.anchor

    def _base(self, origin: Origin) -> tuple[Point, str, Anchor | None] | None:
        """What an origin means here: the point, how it is called in a working, the anchor it comes from."""
        anchored = self._anchored()
        referred = None
        here = self.reference
        if here is not None:
            day = here.date
            anchor = Anchor(day, AnchorBasis.TEXT, here.text) if day else None
            referred = (
                here,
                f"“{' '.join(here.text.split())}” ({write(here.value)})",
                anchor,
            )
        if origin is Origin.ANCHOR and self.kind == "news":
            return anchored or referred
        return referred or anchored

    def _calendar(self, calendar: CalendarDate, piece: Piece) -> Reading:
        if calendar.year:
            return self._dated(calendar, calendar.year, Basis.EXPLICIT)
        referring = calendar.same_year or (calendar.day and not calendar.month)
        base = self._base(Origin.REFERENCE if referring else Origin.ANCHOR)
        if base is None:
            return self._undated(calendar)
        if calendar.year_step is not None:
            reading = self._dated(
                replace(calendar, bc=base[0].bc), base[0].shifted_years(calendar.year_step), Basis.COMPLETED
            )
            return replace(reading, base=base[1], anchor=base[2])
        beside = self._beside(piece)
        if beside is not None and calendar.month and calendar.step is None:
            year = beside.year + (0 if calendar.month >= beside.month else 1)
            reading = self._dated(calendar, year, Basis.COMPLETED)
            return replace(reading, base=f"“{' '.join(beside.text.split())}” in the same sentence")
        point, name, anchor = base
        if calendar.same_year:
            reading = self._dated(replace(calendar, bc=point.bc), point.year, Basis.COMPLETED)
            return replace(reading, base=name, anchor=anchor)
        if calendar.day and not calendar.month and not calendar.holiday:
            if not point.month:
                return Reading(f"XXXX-XX-{calendar.day:02d}", Basis.VAGUE)
            if self.kind == "news":
                point = self._month_of(calendar.day, point, piece)
            calendar = replace(calendar, month=point.month, bc=point.bc)
            year = point.year
        elif self.kind == "narrative":
            calendar = replace(calendar, bc=point.bc)
            year = self._narrative_year(calendar, point)
        else:
            year = self._news_year(calendar, point, piece)
        reading = self._dated(calendar, year, Basis.COMPLETED)
        return replace(reading, base=name, anchor=anchor)

    def _month_of(self, day: int, point: Point, piece: Piece) -> Point:
        """The month that a bare day of news belongs to: this one, or the one before or after by tense."""
        told = tense(self.text, self.block_start, piece.start)
        months = point.year * 12 + point.month - 1
        if told == "past" and self.reference is None and day > point.day:
            months -= 1
        elif told == "future" and day < point.day:
            months += 1
        return Point(months // 12, months % 12 + 1)

    def _beside(self, piece: Piece) -> Point | None:
        """In news, an earlier year that the same sentence names: “arrested in May 2009 and freed in July”."""
        here, anchor = self.reference, self.anchor
        if self.kind == "narrative" or here is None or anchor is None or here.year >= anchor.day.year or not here.month:
            return None
        between = self.text[self.reference_end : piece.start]
        near = len(between) < 80 and not SENTENCE_END.search(between)
        return here if near and tense(self.text, self.block_start, piece.start) != "future" else None

    def _undated(self, calendar: CalendarDate) -> Reading:
        if calendar.season:
            return Reading(f"XXXX-{calendar.season}", Basis.VAGUE)
        month = f"{calendar.month:02d}" if calendar.month else "XX"
        day = f"-{calendar.day:02d}" if calendar.day else ""
        return Reading(f"XXXX-{month}{day}", Basis.VAGUE)

    def _dated(self, calendar: CalendarDate, year: int, basis: Basis) -> Reading:
        if calendar.holiday:
            day = holiday(calendar.holiday, year)
            point = day_point(day)
            return Reading(point.value, basis, point)
        if calendar.season:
            season = Point(year, bc=calendar.bc, season=calendar.season)
            return Reading(season.value, basis, season)
        point = Point(year, calendar.month, calendar.day, calendar.bc)
        return Reading(point.value, basis, point)

    def _month(self, calendar: CalendarDate) -> int:
        return calendar.month or _SEASON_MONTHS.get(calendar.season, 6)

    def _news_year(self, calendar: CalendarDate, point: Point, piece: Piece) -> int:
        month, day = self._month(calendar), calendar.day
        whole = (month, day) if day and point.day else (month, 0)
        here = (point.month, point.day) if day and point.day else (point.month, 0)
        if calendar.step is not None:
            if calendar.step < 0:
                return point.year if whole < here else point.year - 1
            if calendar.step > 0:
                return point.year if whole > here else point.year + 1
            return point.year
        distance = (month - point.month) + (day - point.day) / 31 if day and point.day else float(month - point.month)
        told = tense(self.text, self.block_start, piece.start)
        if calendar.season:
            late = told != "future" and distance > (0 if calendar.season[0] == "Q" else 1 if told == "past" else 5)
            return point.year - 1 if late else point.year
        if told == "future":
            return point.year + 1 if distance < -2 else point.year
        if 0 < distance < 3.5 and not just_past(self.text, self.block_start, piece.start):
            return point.year  # a writer who means the one most of a year ago says “last November”
        if distance > (5.5 if told == "" else 0.5):
            return point.year - 1
        return point.year + 1 if distance < -8 and told != "past" else point.year

    def _narrative_year(self, calendar: CalendarDate, point: Point) -> int:
        month = self._month(calendar)
        here = point.month or _SEASON_MONTHS.get(point.season, 0)
        if calendar.step is not None and here:
            if calendar.step < 0:
                return point.year if month < here else point.shifted_years(-1)
            if calendar.step > 0:
                return point.year if month > here else point.shifted_years(1)
        if calendar.step is not None and calendar.step:
            return point.shifted_years(calendar.step)
        if calendar.season == "WI":
            return point.shifted_years(1) if here >= 7 else point.year
        if here and month - here <= -7:
            return point.shifted_years(1)
        if here and month - here >= 7 and self.jumped:
            return point.shifted_years(-1)
        return point.year

    def _weekday(self, weekday: Weekday, piece: Piece) -> Reading:
        counted = self.kind == "narrative" and not self._under_a_day()
        base = self._anchored() if self._under_a_day() else self._base(Origin.ANCHOR)
        day = base[0].date if base else None
        if base is None or day is None:
            return Reading(f"XXXX-WXX-{weekday.weekday + 1}", Basis.VAGUE)
        back = (day.weekday() - weekday.weekday) % 7
        ahead = (weekday.weekday - day.weekday()) % 7
        if weekday.week_step is not None:
            monday = day - timedelta(days=day.weekday())
            target = monday + timedelta(days=7 * weekday.week_step + weekday.weekday)
        elif weekday.step == -1:
            target = day - timedelta(days=back or 7)
        elif weekday.step == 1:
            target = day + timedelta(days=ahead or 7)
        elif weekday.step == 0:
            target = (
                day - timedelta(days=back)
                if tense(self.text, self.block_start, piece.start) == "past"
                else day + timedelta(days=ahead)
            )
        elif tense(self.text, self.block_start, piece.start) == "future" or counted:
            target = day + timedelta(days=ahead)
        else:
            target = day - timedelta(days=back)
        _, name, anchor = base
        certain = anchor is None or anchor.certain
        point = day_point(target)
        return Reading(point.value, Basis.WEEKDAY if certain else Basis.VAGUE, point, anchor, name)

    def _may_mean_another(self, point: Point) -> bool:
        """Whether “that year” may be a year named in passing since: “until 1906 … that same year”."""
        passed = self.passed
        return passed is not None and passed[1] > self.reference_end and passed[0].year != point.year

    def _shift(self, shift: Shift) -> Reading:
        if self.kind == "narrative" and shift.origin is Origin.ANCHOR and shift.unit == "D" and shift.count == 0:
            return Reading("PRESENT_REF", Basis.VAGUE)
        if shift.count is None:
            return Reading("PAST_REF" if shift.sign < 0 else "FUTURE_REF", Basis.VAGUE)
        base = self._base(shift.origin)
        if base is not None and self.kind == "news" and base[0].date is None and shift.unit in NEED_A_DAY:
            base = self._anchored() or base
        nowhere = Reading("PAST_REF" if shift.count < 0 else "FUTURE_REF", Basis.VAGUE)
        if base is None:
            return Reading("XXXX-XX-XX", Basis.VAGUE) if shift.unit == "D" else nowhere
        point, name, anchor = base
        if shift.unit in NEED_A_DAY and point.date is None:
            return Reading("XXXX-XX-XX" if shift.unit == "D" else "XXXX-WXX", Basis.VAGUE)
        reading = shifted(point, shift.unit, shift.count)
        if reading is None:
            if shift.unit in ("M", "Q"):
                return Reading("XXXX-XX", Basis.VAGUE)
            return Reading("XXXX-XX-XX", Basis.VAGUE) if shift.unit.startswith("T") else nowhere
        certain = anchor is None or anchor.certain or shift.unit in ("Y", "DE", "CE")
        if shift.count == 0 and self._may_mean_another(point):
            certain = False
        basis = Basis.RELATIVE if certain else Basis.VAGUE
        return replace(reading, basis=basis, base=name, anchor=anchor)
