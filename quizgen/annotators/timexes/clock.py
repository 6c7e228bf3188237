"""
Hours and parts of the day: “18:00 UTC”, “6:40 p.m. (GMT +8)”, “Wednesday night”, “that afternoon”, “overnight”.

Misses on purpose: scores (“2:1”), chapter and verse, hours counted rather than told.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import (
    CalendarDate,
    Fixed,
    Origin,
    Piece,
    Rule,
    SameDay,
    Shift,
    Weekday,
    whole,
)
from quizgen.annotators.timexes.words import (
    DAY,
    DAY_PARTS,
    DAY_STARTS,
    FULL_WEEKDAY,
    MONTH,
    MONTH_STARTS,
    NUMBERS,
    WEEKDAY,
    WEEKDAY_STARTS,
    YEAR,
    ZONES,
    day_number,
    either,
    month_number,
    weekday_number,
)

FLAGS = re.VERBOSE | re.IGNORECASE
_MONTH = f"(?-i:{MONTH})"
_WEEKDAY = f"(?:{FULL_WEEKDAY}|(?-i:{WEEKDAY}))"
_ZONE = r"(?P<zone>(?-i:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|PT|BST|CET|CEST|IST|MSK|JST|Z)\b|\s?hrs?\b|hours\b|local\stime)"
_OFFSET = r"(?:\s?\(?(?-i:GMT|UTC)\s?(?P<offset>[+-−]\s?\d{1,2})(?::?\d\d)?\)?)"
_PART = either(DAY_PARTS)
_DATE = (
    rf"(?:(?P<month>{_MONTH})\s(?P<day>{DAY})|(?P<day2>{DAY})\s(?:of\s)?(?P<month2>{_MONTH}))(?:,?\s(?P<year>{YEAR}))?"
)


def _clock(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups.get("word"):
        return {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}[groups["word"].lower()]
    text = groups["hour"]
    hour = NUMBERS[text.lower()] if text.lower() in NUMBERS else int(text)
    minute = int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    zone = ZONES.get((groups.get("zone") or "").strip().lower(), "")
    if groups.get("offset"):
        digits = re.sub(r"[^\d]", "", groups["offset"])
        zone = f"{'+' if '+' in groups['offset'] else '-'}{int(digits):02d}"
    return f"{hour:02d}:{minute:02d}{zone}"


def _date(match: re.Match[str]) -> CalendarDate:
    groups = match.groupdict()
    month = groups["month"] or groups["month2"]
    day = groups["day"] or groups["day2"]
    return CalendarDate(int(groups["year"] or 0), month_number(month), day_number(day))


def _time(match: re.Match[str]) -> Piece | None:
    clock = _clock(match)
    left = match.string[max(0, match.start() - 1) : match.start()]
    if clock is None or left in (":", ".", "-", "$", "£", "€", ","):
        return None
    groups = match.groupdict()
    if groups.get("month") or groups.get("month2"):
        return whole(match, _date(match), clock=clock)
    return whole(match, SameDay(Origin.REFERENCE), clock=clock)


def _bare_clock(match: re.Match[str]) -> Piece | None:
    left = match.string[max(0, match.start() - 12) : match.start()]
    if not re.search(
        r"(?:\b(?:at|by|until|till|from|to|before|after|about|around|since)\s|\b20\d\d\s|\b(?:19|20)\d\d,\s|[–-])\Z",
        left,
        re.IGNORECASE,
    ):
        return None
    return _time(match)


def _part(match: re.Match[str]) -> str:
    return DAY_PARTS[match["part"].lower()]


def _weekday_part(match: re.Match[str]) -> Piece:
    return whole(match, Weekday(weekday_number(match["weekday"])), part=_part(match))


def _part_of(match: re.Match[str]) -> Piece:
    groups = match.groupdict()
    if groups["weekday"]:
        return whole(match, Weekday(weekday_number(groups["weekday"])), part=_part(match))
    return whole(match, _date(match), part=_part(match))


def _that_part(match: re.Match[str]) -> Piece:
    which = re.sub(r"\s+", " ", match["which"].lower())
    part = _part(match)
    if which in ("last", "yesterday", "the previous", "the night before"):
        origin = Origin.REFERENCE if which == "the previous" else Origin.ANCHOR
        return whole(match, Shift("D", -1, origin), part=part)
    if which in ("the next", "the following", "next"):
        return whole(match, Shift("D", 1, Origin.REFERENCE), part=part)
    if which == "tomorrow":
        return whole(match, Shift("D", 1, Origin.ANCHOR), part=part)
    return whole(match, SameDay(Origin.ANCHOR if which == "this" else Origin.REFERENCE), part=part)


_HOUR = r"(?P<hour>\d{1,2})"
_HALF = r"(?P<half>[ap]\.?\s?m\b\.?)"

RULES: tuple[Rule, ...] = (
    Rule(
        name="hour",
        starts=DAY_STARTS | {"#4"},
        pattern=re.compile(
            rf"(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>[0-5]\d))?\s?{_HALF}(?:\s?\(?{_OFFSET}|\s\(?{_ZONE}\)?)?(?:,?\s(?:on\s)?{_DATE})?",
            FLAGS,
        ),
        read=_time,
        finds={
            "2015-10-01T18:40": ("It landed at [6:40 p.m.] there.",),
            "2015-10-01T15:00-05": ("They meet at [3 pm EST] today.",),
        },
        ignores=("It cost 6:40 pence.", "He is the 44 PM."),
    ),
    Rule(
        name="hour and zone",
        starts=DAY_STARTS | {"#4"},
        pattern=re.compile(
            rf"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?|(?<=\d\d)(?P<minutes>[0-5]\d))?(?:\s?{_OFFSET}|\s?{_ZONE})(?!\w)",
            FLAGS,
        ),
        read=lambda match: (
            None
            if not match["minute"]
            and (
                "hour" in (match["zone"] or "")
                or (
                    match["minutes"] is None
                    and match["zone"] is not None
                    and match["zone"].lower().strip() in ("hrs", "hr", "et", "ct", "pt", "z")
                )
            )
            else _time(match)
        ),
        finds={"2015-10-01T18:00Z": ("It took off at [18:00 UTC].",)},
        ignores=("It took 18 hours.",),
    ),
    Rule(
        name="bare hour",
        starts=DAY_STARTS,
        pattern=re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]|\.\d)", FLAGS),
        read=_bare_clock,
        finds={"2015-10-01T14:16": ("It began at [14:16] there.",)},
        ignores=("They won 2:10 there.", "See John 3:16 for it."),
    ),
    Rule(
        name="o'clock",
        starts=DAY_STARTS | frozenset(NUMBERS),
        pattern=re.compile(
            rf"(?P<hour>\d{{1,2}}|{either(name for name, value in NUMBERS.items() if value <= 12)})\so['’]clock(?!\w)",
            FLAGS,
        ),
        read=_time,
        finds={"2015-10-01T05:00": ("It began at [five o'clock].",)},
        ignores=("The six o'clocks rang.",),
    ),
    Rule(
        name="noon and midnight",
        starts=frozenset({"noon", "midnight", "midday"}),
        pattern=re.compile(r"(?P<word>noon|midnight|midday)(?![-\w])", FLAGS),
        read=_time,
        finds={"2015-10-01T12:00": ("It began at [noon] there.",)},
        ignores=("The midnight-blue car left.",),
    ),
    Rule(
        name="weekday and part of day",
        starts=WEEKDAY_STARTS,
        pattern=re.compile(rf"(?P<weekday>{_WEEKDAY})\s+(?P<part>{_PART})(?!\w)", FLAGS),
        read=_weekday_part,
        finds={
            "2015-09-30TNI": ("Targets were hit on [Wednesday night].",),
            "2015-10-01TMO": ("They talked [Thursday morning].",),
        },
        ignores=("The Friday nightclub closed.",),
    ),
    Rule(
        name="part of a day",
        starts=frozenset(DAY_PARTS),
        pattern=re.compile(
            rf"(?P<part>{_PART})(?:\shours)?\s(?:of|on|between)\s(?:the\s)?(?:(?P<weekday>{_WEEKDAY})(?!\w)|{_DATE})",
            FLAGS,
        ),
        read=_part_of,
        finds={
            "1791-06-20TNI": ("They fled on [the night of 20 June 1791].",),
            "1775-04-19TMO": ("It began on [the morning of April 19, 1775].",),
        },
        ignores=("The night of terror ended.",),
    ),
    Rule(
        name="part of a named day",
        starts=MONTH_STARTS | DAY_STARTS,
        pattern=re.compile(rf"{_DATE}\s(?P<part>{_PART})(?!\w)", FLAGS),
        read=lambda match: whole(match, _date(match), part=_part(match)),
        finds={"2015-08-06TMO": ("It fell on the [August 6 morning] of the raid.",)},
        ignores=("On August 6 mornings were cold.".replace("mornings", "mourners"),),
    ),
    Rule(
        name="that part of the day",
        starts=frozenset({"that", "this", "the", "yesterday", "tomorrow", "last", "next", "same"}),
        pattern=re.compile(
            rf"(?P<which>that(?:\ssame)?|this|the\s(?:same|next|following|previous)|yesterday|tomorrow|last|next)\s(?P<part>{_PART})(?!\w)",
            FLAGS,
        ),
        read=_that_part,
        finds={
            "2015-10-01TMO": ("It was announced [this morning].",),
            "2015-09-30TNI": ("It was announced [last night].",),
            "2015-10-02TMO": ("It will end [tomorrow morning].",),
        },
        ignores=("The nightmare ended.",),
    ),
    Rule(
        name="tonight",
        starts=frozenset({"tonight"}),
        pattern=re.compile(r"tonight(?!\w)", FLAGS),
        read=lambda match: whole(match, SameDay(Origin.ANCHOR), part="NI"),
        finds={"2015-10-01TNI": ("He will speak [tonight].",)},
        ignores=("The Tonightly show ended.",),
    ),
    Rule(
        name="overnight",
        starts=frozenset({"overnight"}),
        pattern=re.compile(rf"overnight\s(?:on\s)?(?P<weekday>{_WEEKDAY})(?!\w)", FLAGS),
        read=lambda match: whole(match, Weekday(weekday_number(match["weekday"])), part="NI"),
        finds={"2015-09-28TNI": ("They were hit [overnight Monday].",)},
        ignores=("It was an overnight Mondayish success.",),
    ),
    Rule(
        name="at night",
        starts=frozenset({"night", "daytime"}),
        pattern=re.compile(r"night-?time|daytime|night(?![-\w])", FLAGS),
        read=lambda match: (
            whole(match, Fixed(TimexType.TIME, "XXXX-XX-XXTDT" if match[0].lower() == "daytime" else "XXXX-XX-XXTNI"))
            if match[0].lower() != "night"
            or re.search(
                r"\b(?:at|by|in the)\s\Z", match.string[max(0, match.start() - 8) : match.start()], re.IGNORECASE
            )
            else None
        ),
        finds={"XXXX-XX-XXTNI": ("They fled at [night].",)},
        ignores=("The night was cold.",),
    ),
)
