"""
Lines that give a date to what stands below them: “13 October 2015”, “Thursday, October 8”, “8 October, 14:05”,
“1941”, and a report's dateline (“PARIS, Oct. 7 (Agency) —”).

Misses on purpose: a bare weekday, ranges, dates in figures only except ISO (their order is anybody's guess).
"""

import re
from dataclasses import dataclass
from datetime import date

from quizgen.dates import MONTH_ABBREVIATIONS, MONTHS, WEEKDAY_ABBREVIATIONS, WEEKDAYS

MONTH_NUMBER = {name.lower(): number for table in (MONTHS, MONTH_ABBREVIATIONS) for name, number in table.items()}
_MONTH = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_WEEKDAY = "|".join(sorted((*WEEKDAYS, *WEEKDAY_ABBREVIATIONS), key=len, reverse=True))
_DAY = rf"""(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?
  | (?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})\b)?
  | (?P<year3>\d{{4}})-(?P<month3>\d{{2}})-(?P<day3>\d{{2}})(?!\d) )"""
_ZONE = r"(?:\s*\(?(?:[A-Z]{2,5}(?:[+-]\d{1,2})?|local\ time)\)?)?"
TIME = rf"(?:\d{{1,2}}(?:[:.]\d{{2}}){{1,2}}(?:\s*[ap]\.?m\.?)?|\d{{1,2}}\s*[ap]\.?m\.?){_ZONE}"
DATED_LINE = re.compile(
    rf"""(?:posted|published)?\s*(?:on|at)?:?\s* (?:{TIME}[\s,|–—-]+(?:on\s+)?)? (?:(?:{_WEEKDAY})\b\.?,?\s+)?
    (?: {_DAY} (?:,?\s*\(?(?:{_WEEKDAY})\)?)? (?:T?[\s,/|@–—-]*(?:at\s+)?{TIME}Z?)?
      | (?:(?P<month4>{_MONTH})\.?,?\s+)?(?P<year4>1\d{{3}}|20\d{{2}}) )
    (?:,?\s+(?:early\s|late\s)?(?:morning|midday|noon|afternoon|evening|night|midnight))? \s*[:.–—-]*""",
    re.VERBOSE | re.IGNORECASE,
)
DATED_LEAD = re.compile(rf"(?:(?:{_WEEKDAY})\b\.?,?\s+)?{_DAY}\s*(?::|—|–|--|\s-)\s+(?=\S)", re.VERBOSE | re.IGNORECASE)
_DATELINE_END = re.compile(r"\s*(?:(?:—|–|―|--|\s-)\s+|--)(?=[\W_]*[^\W_a-z])")
_AGENCY = re.compile(r"\s*\([^()]{2,40}\)$")
_TRAILING_DAY = re.compile(rf",?\s*\b{_DAY}$", re.VERBOSE | re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:[,/\s]+(?:de|di|la|el|al|of|the|on|[^\W\d_a-z][\w.'’-]*)){0,6}")
_NO_PLACE = frozenset("On In By At From Since Until After Before During The A An".split())
DIGIT = re.compile(r"\d")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class DatedLine:
    """The parts of a date that a line gives: a day with or without its year, a month of a year, a year."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def full(self) -> date | None:
        """The day, where the line gives it in full."""
        return self.in_year(self.year) if self.year and self.day else None

    def in_year(self, year: int) -> date | None:
        """The day in a year, None where the calendar has no such day."""
        try:
            return date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None


def dated_line(line: str) -> DatedLine | None:
    """The date that a line consists of, perhaps with a weekday and a time."""
    if len(line) > LONGEST or not DIGIT.search(line):
        return None
    match = DATED_LINE.fullmatch(line.strip())
    return _parts(match) if match else None


def dated_lead(text: str) -> DatedLine | None:
    """The date that opens an entry of a chronicle: “7 October: …”, “October 7 — …”."""
    match = DATED_LEAD.match(text[:LONGEST])
    return _parts(match) if match else None


@dataclass(frozen=True, slots=True)
class Dateline:
    """How a wire report opens: its length with the dash, and its date where it gives one."""

    length: int
    date: DatedLine | None
    agency: bool


def dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph opens with: a place with a date, an agency or in capitals, then a dash."""
    end = _DATELINE_END.search(text[:LONGEST])
    if end is None:
        return None
    head = text[: end.start()]
    agency = _AGENCY.search(head)
    head = head[: agency.start()] if agency else head
    day = _TRAILING_DAY.search(head)
    place = head[: day.start()] if day else head
    if not _PLACE.fullmatch(place) or place.split()[0] in _NO_PLACE or dated_line(place):
        return None
    capitals = sum(letter.isupper() for letter in place.split(",")[0]) > 3 and place.split(",")[0].isupper()
    if not (day or agency or capitals):
        return None
    return Dateline(end.end(), _parts(day) if day else None, agency is not None)


def _parts(match: re.Match[str]) -> DatedLine | None:
    groups = match.groupdict()
    year = groups["year"] or groups["year2"] or groups["year3"] or groups.get("year4")
    month = groups["month"] or groups["month2"] or groups["month3"] or groups.get("month4")
    day = groups["day"] or groups["day2"] or groups["day3"]
    number = None if month is None else int(month) if month.isdigit() else MONTH_NUMBER[month.lower()]
    found = DatedLine(int(year) if year else None, number, int(day) if day else None)
    # 2016 is a leap year: any day that some year has is in it.
    return found if found.in_year(found.year or 2016) else None
