"""
Hours and parts of the day: “18:00 UTC”, “6:40 p.m. (GMT +8)”, “Wednesday night”, “that afternoon”, “overnight Monday”.

Misses on purpose: scores (“2:1”), chapter and verse, hours counted rather than told, “overnight” without a day.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.context import tense
from quizgen.annotators.timexes.expressions import (
    CalendarDate,
    Fixed,
    Origin,
    Piece,
    Rule,
    SameDay,
    Shift,
    Weekday,
    before,
    whole,
)
from quizgen.annotators.timexes.words import (
    DAY,
    DAY_PARTS,
    DAY_STARTS,
    FLAGS,
    FULL_WEEKDAY,
    MONTH,
    MONTH_STARTS,
    NUMBER_WORD,
    NUMBERS,
    ORDINAL_DAY,
    WEEKDAY,
    WEEKDAY_STARTS,
    YEAR,
    ZONES,
    day_number,
    either,
    month_number,
    number,
    weekday_number,
)

_ZONE_NAME = r"(?:(?-i:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|PT|BST|CET|CEST|IST|MSK|JST|Z)\b|local\stime\b)"
_OFFSET = r"(?:(?-i:GMT|UTC)\s?(?P<offset>[+\-−]\s?\d{1,2})(?::?\d\d)?)"
_ZONED = rf"(?:\s?(?P<open>\()?(?:{_OFFSET}|(?P<zone>{_ZONE_NAME}))(?(open)\)))"
# “2:30 in the afternoon”, “ten at night”.
_HALF = r"(?:\s(?:in\sthe\s(?P<time>morning|afternoon|evening)|at\s(?P<night>night)))"
_PART = rf"(?P<part>{either(DAY_PARTS)})"
_DATE = (
    rf"(?:(?P<month>{MONTH})\s(?P<day>{DAY})|(?P<day2>{DAY})\s(?:of\s)?(?P<month2>{MONTH}))(?:,?\s(?P<year>{YEAR}))?"
)
_HOUR_WORD = either(name for name, value in NUMBERS.items() if value <= 12)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_TOLD = re.compile(
    r"(?:\b(?:at|by|until|till|from|to|before|after|about|around|since)\s|\b(?:19|20)\d\d,?\s|\d\d:\d\d\s?[–-]\s?|\()\Z",
    re.IGNORECASE,
)
_BROKEN = (":", ".", "-", "$", "£", "€", ",")


def _clock(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    text = groups["hour"].lower()
    hour, minute = NUMBERS.get(text) or int(text), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    time = (groups.get("time") or groups.get("night") or "").lower()
    if time and 1 <= hour <= 12:
        half = "a" if time == "morning" or (time == "night" and hour in (12, 1, 2, 3)) else "p"
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}{_zone(groups)}"


def _minutes_from(match: re.Match[str]) -> Piece | None:
    """“half past seven”, “quarter to nine”: minutes after an hour or before it."""
    clock, told = _clock(match), match["minutes"].lower()
    if clock is None or (told == "half" and match["side"].lower() == "to") or not _TOLD.search(before(match)):
        return None
    minutes = {"half": 30, "quarter": 15}.get(told) or int(number(told.split()[0]))
    hour = int(clock[:2])
    at = (hour * 60 + (minutes if match["side"].lower() == "past" else -minutes)) % (24 * 60)
    return whole(match, SameDay(Origin.REFERENCE), clock=f"{at // 60:02d}:{at % 60:02d}")


def _zone(groups: dict[str, str | None]) -> str:
    offset = groups.get("offset")
    if offset:
        digits = int(re.sub(r"\D", "", offset))
        return f"{'+' if '+' in offset else '-'}{digits:02d}"
    return ZONES.get((groups.get("zone") or groups.get("zone2") or "").strip().lower(), "")


def _date(match: re.Match[str]) -> CalendarDate:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return CalendarDate(int(match["year"] or 0), month_number(month), day_number(day))


def _hour(match: re.Match[str]) -> Piece | None:
    clock = _clock(match)
    if clock is None or before(match, 1) in _BROKEN:
        return None
    groups = match.groupdict()
    if groups.get("weekday"):
        return whole(match, Weekday(weekday_number(groups["weekday"])), clock=clock)
    dated = groups.get("month") or groups.get("month2")
    return whole(match, _date(match) if dated else SameDay(Origin.REFERENCE), clock=clock)


def _four_figures(match: re.Match[str]) -> Piece | None:
    counted = match["bare"] is not None or match[0].endswith("hours")
    return None if counted and not _TOLD.search(before(match)) else _hour(match)


def _part_code(match: re.Match[str]) -> str:
    return DAY_PARTS[match["part"].lower()]


def _part_of(match: re.Match[str]) -> Piece:
    if match["weekday"]:
        return whole(match, Weekday(weekday_number(match["weekday"])), part=_part_code(match))
    day = CalendarDate(day=day_number(match["bare"])) if match["bare"] else _date(match)
    return whole(match, day, part=_part_code(match))


_SHIFTED_PARTS = {
    "last": (-1, Origin.ANCHOR),
    "yesterday": (-1, Origin.ANCHOR),
    "tomorrow": (1, Origin.ANCHOR),
    "the previous": (-1, Origin.REFERENCE),
    "the next": (1, Origin.REFERENCE),
    "the following": (1, Origin.REFERENCE),
    "next": (1, Origin.REFERENCE),
}


def _that_part(match: re.Match[str]) -> Piece:
    which = re.sub(r"\s+", " ", match["which"].lower())
    if which in _SHIFTED_PARTS:
        step, origin = _SHIFTED_PARTS[which]
        return whole(match, Shift("D", step, origin), part=_part_code(match))
    return whole(match, SameDay(Origin.ANCHOR if which == "this" else Origin.REFERENCE), part=_part_code(match))


def _overnight(match: re.Match[str]) -> Piece | None:
    if re.search(r"\b(?:an?|the|no|its|his|her|their)\s\Z", before(match), re.IGNORECASE):
        return None
    ahead = tense(match.string, max(0, match.start() - 200), match.start()) == "future"
    return whole(match, Shift("D", 0 if ahead else -1, Origin.ANCHOR), part="NI")


def _night(match: re.Match[str]) -> Piece | None:
    if match[0].lower() == "night" and not re.search(r"\b(?:at|by|by\sday\sand)\s\Z", before(match), re.IGNORECASE):
        return None
    part = "DT" if match[0].lower() == "daytime" else "NI"
    return whole(match, Fixed(TimexType.TIME, f"XXXX-XX-XXT{part}"))


RULES: tuple[Rule, ...] = (
    Rule(
        name="hour",
        starts=DAY_STARTS,
        pattern=re.compile(
            rf"""(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.\s?m\.?|[ap]m\b){_ZONED}?
                (?:,?\s(?:{_DATE}(?:\s(?P<zone2>{_ZONE_NAME}))?|(?P<weekday>{FULL_WEEKDAY})(?!\w)))?""",
            FLAGS,
        ),
        read=_hour,
        finds={
            "2015-10-01T18:40": ("It landed at [6:40 p.m.] there.",),
            "2015-10-01T15:00-05": ("They meet at [3 pm EST] today.",),
            "2015-09-29T22:30": ("It fell at [10:30 p.m. Tuesday] there.",),
            "2015-10-01T18:40+08": ("It landed at [6:40 p.m. (GMT +8)] there.",),
            "2003-03-19T21:34": ("It began at [9:34 p.m., March 19, 2003] there.",),
        },
        ignores=("It cost 6:40 pence.", "He is the 44 PM."),
    ),
    Rule(
        name="hour and zone",
        starts=DAY_STARTS,
        pattern=re.compile(
            rf"(?P<hour>[01]?\d|2[0-4])[:.h]?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:{_ZONED}|\s?(?:hrs|hours)\b)(?!\w)",
            FLAGS,
        ),
        read=_hour,
        finds={"2015-10-01T18:00Z": ("It took off at [18:00 UTC].",), "2015-10-01T03:00": ("It began at [03:00hrs].",)},
        ignores=("It took 18 hours.", "It is 3 Z long."),
    ),
    Rule(
        name="four-figure hour",
        starts=frozenset({"#4"}),
        pattern=re.compile(
            rf"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:{_ZONED}|\s?hrs\b|\shours\b|(?P<bare>(?<=0\d\d\d)))(?!\w|[.,:/-]\d)",
            FLAGS,
        ),
        read=_four_figures,
        finds={
            "2015-10-01T18:00Z": ("It took off at [1800 UTC].",),
            "2015-10-01T05:30": ("It began at [0530 hours].", "It began at [0530]."),
        },
        ignores=("It took 2000 hours.", "The code 0530 failed.", "Dial 0530 for help."),
    ),
    Rule(
        name="bare hour",
        starts=DAY_STARTS,
        pattern=re.compile(rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]|\.\d){_HALF}?", FLAGS),
        read=lambda match: _hour(match) if _TOLD.search(before(match)) else None,
        finds={
            "2015-10-01T14:16": ("It began at [14:16] there.",),
            "2015-10-01T14:30": ("It began at [2:30 in the afternoon].",),
        },
        ignores=("They won 2:10 there.", "See John 3:16 for it."),
    ),
    Rule(
        name="o'clock",
        starts=DAY_STARTS | frozenset(NUMBERS),
        pattern=re.compile(rf"(?P<hour>\d{{1,2}}|{_HOUR_WORD})\so['’]clock(?!\w){_HALF}?", FLAGS),
        read=_hour,
        finds={
            "2015-10-01T05:00": ("It began at [five o'clock].",),
            "2015-10-01T22:00": ("It began at [ten o'clock at night].",),
        },
        ignores=("The six o'clocks rang.",),
    ),
    Rule(
        name="half past seven",
        starts=frozenset({"half", "quarter", *NUMBERS}) | DAY_STARTS,
        pattern=re.compile(
            rf"(?P<minutes>half|quarter|(?:\d{{1,2}}|{NUMBER_WORD})\sminutes)\s(?P<side>past|to)\s"
            rf"(?P<hour>\d{{1,2}}|{_HOUR_WORD})(?!\w){_HALF}?",
            FLAGS,
        ),
        read=_minutes_from,
        finds={
            "2015-10-01T07:30": ("It began at [half past seven].",),
            "2015-10-01T20:45": ("It began at [quarter to nine in the evening].",),
            "2015-10-01T06:10": ("It began at [ten minutes past six].",),
        },
        ignores=("He went half to seven places.", "It took ten minutes to seven tries."),
    ),
    Rule(
        name="noon and midnight",
        starts=frozenset(_WORDS),
        pattern=re.compile(rf"(?:{either(_WORDS)})(?![-\w])", FLAGS),
        read=lambda match: whole(match, SameDay(Origin.REFERENCE), clock=_WORDS[match[0].lower()]),
        finds={"2015-10-01T12:00": ("It began at [noon] there.",)},
        ignores=("The midnight-blue car left.",),
    ),
    Rule(
        name="weekday and part of day",
        starts=WEEKDAY_STARTS,
        pattern=re.compile(rf"(?P<weekday>{WEEKDAY})\s+{_PART}(?!\w)", FLAGS),
        read=lambda match: whole(match, Weekday(weekday_number(match["weekday"])), part=_part_code(match)),
        finds={
            "2015-09-30TNI": ("Targets were hit on [Wednesday night].",),
            "2015-10-01TMO": ("They talked [Thursday morning].", "They talked [early Thursday morning]."),
        },
        ignores=("The Friday nightclub closed.",),
    ),
    Rule(
        name="part of a day",
        starts=frozenset(name.split()[0] for name in DAY_PARTS),
        pattern=re.compile(
            rf"{_PART}(?:\shours)?\s(?:of|on|between)\s(?:the\s)?"
            rf"(?:(?P<weekday>{WEEKDAY})(?!\w)|{_DATE}(?!\s?[-–/]\d)|(?P<bare>{ORDINAL_DAY}))",
            FLAGS,
        ),
        read=_part_of,
        finds={
            "1791-06-20TNI": ("They fled on [the night of 20 June 1791].",),
            "1775-04-19TMO": ("It began [early in the morning of April 19, 1775].",),
            "2015-08-05TEV": ("It ended on 3 August; on [the evening of the 5th] they left.",),
            "2015-09-29TMO": ("It began in [the early hours of Tuesday].",),
        },
        ignores=("The night of terror ended.",),
    ),
    Rule(
        name="night over two days",
        starts=frozenset({"night"}),
        pattern=re.compile(
            rf"""night\s(?:of|between|from)\s(?:the\s)?(?:(?P<day>{DAY})(?:\s?[-–/]\s?|\s(?:to|and|on|until)\s(?:the\s)?){DAY}\s(?:of\s)?(?P<month>{MONTH})
                |(?P<month2>{MONTH})\s(?P<day2>{DAY})(?:\s?[-–/]\s?|\s(?:to|and|on|until)\s){DAY})(?:,?\s(?P<year>{YEAR}))?""",
            FLAGS,
        ),
        read=lambda match: whole(match, _date(match), part="NI"),
        finds={
            "1961-08-12TNI": (
                "It was shut on [the night of 12/13 August 1961].",
                "It was shut on [the night of August 12–13, 1961].",
                "It was shut on [the night of 12 to 13 August 1961].",
            )
        },
        ignores=("The night of 12 to 13 failures ended.",),
    ),
    Rule(
        name="named day and its part",
        starts=MONTH_STARTS | DAY_STARTS,
        pattern=re.compile(rf"{_DATE}\s{_PART}(?!\w)", FLAGS),
        read=lambda match: whole(match, _date(match), part=_part_code(match)),
        finds={"2015-08-06TMO": ("The [August 6 morning] raid failed.",)},
        ignores=("On August 6 mourners came.",),
    ),
    Rule(
        name="named day and its hour",
        starts=MONTH_STARTS | DAY_STARTS,
        pattern=re.compile(
            rf"{_DATE},?\s(?P<hour>\d{{1,2}})(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.\s?m\.?|[ap]m\b){_ZONED}?",
            FLAGS,
        ),
        read=_hour,
        finds={"2015-05-08T01:00": ("They signed it on [May 8 1:00AM].",)},
        ignores=("On May 8 1 amateur came.",),
    ),
    Rule(
        name="that part of the day",
        starts=frozenset({"that", "this", "the", "yesterday", "tomorrow", "last", "next"}),
        pattern=re.compile(
            rf"(?P<which>that(?:\ssame)?|this|the\s(?:same|next|following|previous)|yesterday|tomorrow|last|next)\s{_PART}(?!\w)",
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
        pattern=re.compile(rf"overnight\s(?:on\s)?(?P<weekday>{WEEKDAY})(?!\w)", FLAGS),
        read=lambda match: whole(match, Weekday(weekday_number(match["weekday"])), part="NI"),
        finds={"2015-09-28TNI": ("They were hit [overnight Monday].",)},
        ignores=("It was an overnight Mondayish success.",),
    ),
    Rule(
        name="overnight alone",
        starts=frozenset({"overnight"}),
        pattern=re.compile(
            rf"overnight(?=[,.;:)]|\s(?:and|as|after|when|by|in|at|from|to|the|that|it|but|while|following|into|for|near"
            rf"|against|between|with|on)\b|\Z)(?!\s(?:on\s)?{WEEKDAY})",
            FLAGS,
        ),
        read=_overnight,
        finds={
            "2015-09-30TNI": ("Jets hit ten targets [overnight].",),
            "2015-10-01TNI": ("It will be closed [overnight].",),
        },
        ignores=("It was an overnight success.", "It was no overnight, and no quick, success."),
    ),
    Rule(
        name="at night",
        starts=frozenset({"night", "daytime"}),
        pattern=re.compile(r"night-?time|daytime|night(?![-\w])", FLAGS),
        read=_night,
        finds={"XXXX-XX-XXTNI": ("They fled at [night].",)},
        ignores=("The night was cold.",),
    ),
)
