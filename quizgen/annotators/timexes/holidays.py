"""
Holidays whose day depends on the year.
"""

from datetime import date, timedelta

_DAYS_AFTER_EASTER = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "easter monday": 1, "ascension day": 39, "pentecost": 49, "whit sunday": 49, "whit monday": 50,
    "trinity sunday": 56,
}  # fmt: skip


def holiday(name: str, year: int) -> date:
    """The day of a holiday whose date moves."""
    if name in ("thanksgiving", "thanksgiving day"):
        return _nth_weekday(year, 11, 3, 4)
    if name == "labor day":
        return _nth_weekday(year, 9, 0, 1)
    if name == "martin luther king day":
        return _nth_weekday(year, 1, 0, 3)
    if name == "memorial day":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    return _easter(year) + timedelta(days=_DAYS_AFTER_EASTER.get(name, 0))


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _easter(year: int) -> date:
    # The Gregorian computus in its anonymous form.
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
