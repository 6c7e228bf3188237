"""
Words that name times, each table both the pattern and the value.
"""

import re
from collections.abc import Iterable

from quizgen.dates import MONTH_ABBREVIATIONS, MONTHS, WEEKDAY_ABBREVIATIONS, WEEKDAYS

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
    "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26,
    "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "2W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE", "weekend": "WE",
}  # fmt: skip
FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "1/4": 0.25, "1/2": 0.5, "3/4": 0.75}
SEASON_NAMES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI",
    "lunchtime": "AF", "midday": "MI", "dawn": "MO", "dusk": "EV", "early hours": "MO", "small hours": "MO",
}  # fmt: skip
STEPS = {"last": -1, "this past": -1, "this": 0, "current": 0, "this coming": 1, "next": 1, "coming": 1}
ZONES = {
    "gmt": "Z", "utc": "Z", "z": "Z", "est": "-05", "edt": "-04", "cst": "-06", "cdt": "-05", "mst": "-07",
    "mdt": "-06", "pst": "-08", "pdt": "-07", "et": "", "ct": "", "pt": "", "bst": "+01", "cet": "+01",
    "cest": "+02", "ist": "", "msk": "+03", "jst": "+09", "local time": "", "hrs": "", "hours": "",
}  # fmt: skip
NAMED_DECADES = {
    "twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197",
    "eighties": "198", "nineties": "199",
}  # fmt: skip
# Holidays with one day for ever.
FIXED_HOLIDAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "christmas": (12, 25),
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year’s day": (1, 1), "new year’s eve": (12, 31),
    "halloween": (10, 31), "valentine's day": (2, 14), "valentine’s day": (2, 14), "st. patrick's day": (3, 17),
    "fourth of july": (7, 4), "may day": (5, 1), "bastille day": (7, 14), "all saints' day": (11, 1),
    "veterans day": (11, 11), "armistice day": (11, 11), "april fools' day": (4, 1),
}  # fmt: skip
# Holidays whose day depends on the year (see holidays), and the month they mostly fall into.
MOVING_HOLIDAYS = {
    "easter sunday": 4, "easter monday": 4, "good friday": 4, "easter": 4, "pentecost": 5, "thanksgiving day": 11,
    "thanksgiving": 11, "labor day": 9, "memorial day": 5, "martin luther king day": 1, "palm sunday": 4,
    "maundy thursday": 4, "ash wednesday": 2, "shrove tuesday": 2, "ascension day": 5, "whit sunday": 5,
    "whit monday": 5, "trinity sunday": 6,
}  # fmt: skip

MONTH_NUMBERS = {name.lower(): number for table in (MONTHS, MONTH_ABBREVIATIONS) for name, number in table.items()}
WEEKDAY_NUMBERS = {name.lower(): day for table in (WEEKDAYS, WEEKDAY_ABBREVIATIONS) for name, day in table.items()}


def either(words: Iterable[str]) -> str:
    """A pattern for any word of a table, longest first."""
    names = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)


def _capitalised(table: dict[str, int]) -> str:
    return either({form for name in table for form in (name, name.upper())})


FLAGS = re.VERBOSE | re.IGNORECASE
MONTH = rf"(?-i:{_capitalised(MONTHS)}|(?:{_capitalised(MONTH_ABBREVIATIONS)})\b\.?)"
FULL_WEEKDAY = rf"(?:{either(WEEKDAYS)})"
WEEKDAY = rf"(?:(?:{either(WEEKDAYS)})\b|(?-i:{_capitalised(WEEKDAY_ABBREVIATIONS)})\b\.?)"
RANGE_JOINT = r"(?:\s?[-–—]\s?|\s(?:to|and|or|until|till|through|thru|&)\s)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d\w]|[.,]\d)"
ORDINAL_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)(?!\w)"
YEAR = r"(?:1\d{3}|20\d{2})(?![\d\w]|[.,]\d{3}|\.\d)"
BC = r"(?:BCE\b|BC\b|B\.\s?C\.(?:\s?E\.)?|B\.C\b)"
AD = r"(?:CE\b|AD\b|A\.\s?D\.|C\.E\.)"
# A number of units: digits or words, “two and a half”, “1,500”, “a few”.
NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|a)\s+hundred|" + either(NUMBERS) + ")"
)
SEASON = either(SEASON_NAMES)
MONTH_STARTS = frozenset(MONTH_NUMBERS)
WEEKDAY_STARTS = frozenset(WEEKDAY_NUMBERS)
DAY_STARTS = frozenset({"#1", "#2"})
NUMBER_STARTS = frozenset(NUMBERS)


def month_number(text: str) -> int:
    """The month that a name or abbreviation means."""
    return MONTH_NUMBERS[text.rstrip(".").lower()]


def weekday_number(text: str) -> int:
    """The day of the week, Monday 0, that a name or abbreviation means."""
    return WEEKDAY_NUMBERS[text.rstrip(".").lower()]


def day_number(text: str) -> int:
    """The day of the month that “7”, “07” or “7th” means."""
    return int(text.rstrip("sthndr"))


def number(text: str) -> float:
    """The number that digits or words mean: “26”, “2.5”, “twenty-five”, “two and a half”."""
    words = re.sub(r"([¼½¾])", r" \1", text.lower().replace("-", " ").replace(",", "")).split()
    total = 0.0
    half = False
    for word in words:
        if word in FRACTIONS:
            total += FRACTIONS[word]
            continue
        if word in ("and", "a", "an"):
            continue
        if word == "half":
            half = True
        elif word == "hundred":
            total = (total or 1) * 100
        elif word in NUMBERS:
            total += NUMBERS[word]
        else:
            total += float(word)
    return (total or (0.0 if half else 1.0)) + (0.5 if half else 0.0)
