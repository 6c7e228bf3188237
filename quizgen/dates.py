"""
Calendar words and the writing of dates: the one place that knows how months and weekdays are spelt.
"""

import re
from datetime import date

MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8,
    "September": 9, "October": 10, "November": 11, "December": 12,
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10,
    "Nov": 11, "Dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5, "Sunday": 6,
}  # fmt: skip
WEEKDAY_ABBREVIATIONS = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6,
}  # fmt: skip
MONTH_NAMES = tuple(MONTHS)

_MONTH_NUMBER = {name.lower(): number for table in (MONTHS, MONTH_ABBREVIATIONS) for name, number in table.items()}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WEEKDAY = "|".join(sorted((*WEEKDAYS, *WEEKDAY_ABBREVIATIONS), key=len, reverse=True))
FULL_DATE = re.compile(
    rf"""(?:(?:{_WEEKDAY})\.?,?\s+)?
    (?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})
      | (?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})
      | (?P<year3>\d{{4}})-(?P<month3>\d{{2}})-(?P<day3>\d{{2}}) )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)


def full_date(match: re.Match[str]) -> date | None:
    """The day that a match of FULL_DATE names, None where the calendar has no such day."""
    groups = match.groupdict()
    year = groups["year"] or groups["year2"] or groups["year3"]
    month = groups["month"] or groups["month2"] or groups["month3"]
    day = groups["day"] or groups["day2"] or groups["day3"]
    try:
        return date(int(year), int(month) if month.isdigit() else _MONTH_NUMBER[month.lower()], int(day))
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """The day that a text consists of, in any everyday form with a year, else None."""
    match = FULL_DATE.fullmatch(text.strip())
    return full_date(match) if match else None


def write_day(day: date, style: str = "dmy") -> str:
    """A day as a deck writes it: “7 October 2015” (dmy) or “October 7, 2015” (mdy)."""
    month = MONTH_NAMES[day.month - 1]
    return f"{month} {day.day}, {day.year}" if style == "mdy" else f"{day.day} {month} {day.year}"
