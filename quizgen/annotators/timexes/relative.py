"""
Weekdays, and times told by their distance: “yesterday”, “last week”, “three years later”, “that month”.

Misses on purpose: “last” and “next” without a unit of time; “Friday” as a name (“Good Friday”, “Black Friday”).
"""

import re

from quizgen.annotators.timexes.amounts import COUNT, COUNT_STARTS, UNIT, count_of, unit_code
from quizgen.annotators.timexes.expressions import (
    CalendarDate,
    Expression,
    Origin,
    Piece,
    Rule,
    SameDay,
    Shift,
    Weekday,
    whole,
)
from quizgen.annotators.timexes.words import (
    DAY_PARTS,
    FULL_WEEKDAY,
    MONTH,
    SEASON,
    SEASON_NAMES,
    WEEKDAY,
    WEEKDAY_STARTS,
    either,
    month_number,
    weekday_number,
)

FLAGS = re.VERBOSE | re.IGNORECASE
_MONTH = f"(?-i:{MONTH})"
_WEEKDAY = f"(?:{FULL_WEEKDAY}|(?-i:{WEEKDAY}))"
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEPS = {"last": -1, "past": -1, "this": 0, "this past": -1, "this coming": 1, "next": 1, "coming": 1}
_REFERENCE_STEPS = {
    "previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1, "subsequent": 1, "same": 0, "very same": 0,
    "ensuing": 1,
}  # fmt: skip


def _left(match: re.Match[str], width: int = 24) -> str:
    return match.string[max(0, match.start() - width) : match.start()]


def _weekday(match: re.Match[str]) -> Piece | None:
    text = match["weekday"]
    if text.rstrip(".").lower() in ("sun", "sat", "wed", "mon") and not text.endswith("."):
        return None
    left = _left(match)
    if re.search(r"\b(?:Good|Black|Bloody|Cyber|Holy|Easter|Palm|Ash|Super|Shrove|Ruby|Joe)\s\Z", left):
        return None
    if re.match(
        r"\s(?:Times|Telegraph|Mirror|Mail|Night\sLive|Express|Review|Post)\b",
        match.string[match.end() : match.end() + 14],
    ):
        return None
    return whole(match, Weekday(weekday_number(text)))


def _stepped_weekday(match: re.Match[str]) -> Piece:
    step = _STEPS[re.sub(r"\s+", " ", match["step"].lower())]
    part = DAY_PARTS[match["part"].lower()] if match["part"] else ""
    return whole(match, Weekday(weekday_number(match["weekday"]), step), part=part)


def _stepped(match: re.Match[str]) -> Piece | None:
    step = _STEPS[re.sub(r"\s+", " ", match["step"].lower())]
    expression: Expression
    if match["month"]:
        expression = CalendarDate(month=month_number(match["month"]), step=step)
    elif match["season"]:
        if match.string[match.end() : match.end() + 1] == "s":
            return None
        expression = CalendarDate(season=SEASON_NAMES[match["season"].lower()], step=step)
    else:
        unit = unit_code(match["unit"])
        if unit in ("TH", "TM", "TS") or (unit == "D" and match["step"].lower() in ("last", "past", "this past")):
            return None
        if unit == "D":
            return (
                whole(match, SameDay(Origin.ANCHOR)) if step == 0 else whole(match, Shift("D", step, Origin.REFERENCE))
            )
        expression = Shift(unit, step, Origin.ANCHOR)
    return whole(match, expression)


def _around(match: re.Match[str]) -> Piece | None:
    """“the previous day”, “the same month”, “that year”: told from the date last mentioned."""
    which = re.sub(r"\s+", " ", (match["which"] or "same").lower())
    step = _REFERENCE_STEPS.get(which, 0)
    if match["month"]:
        return whole(match, CalendarDate(month=month_number(match["month"]), step=step))
    if match["season"]:
        return whole(match, CalendarDate(season=SEASON_NAMES[match["season"].lower()], step=step))
    if match["weekday"]:
        return whole(match, Weekday(weekday_number(match["weekday"]), step or None))
    unit = unit_code(match["unit"])
    if unit in ("TH", "TM", "TS"):
        return None
    return whole(match, Shift(unit, step, Origin.REFERENCE))


def _day_before(match: re.Match[str]) -> Piece | None:
    step = {"before": -1, "after": 1, "earlier": -1, "later": 1}[match["side"].lower()]
    unit = unit_code(match["unit"])
    after = match.string[match.end() : match.end() + 2]
    if re.match(r"\s\w", after) and match["side"].lower() in ("before", "after") and unit != "D":
        return None
    return whole(match, Shift(unit, step, Origin.REFERENCE))


def _counted(match: re.Match[str]) -> Piece | None:
    side = re.sub(r"\s+", " ", match["side"].lower())
    unit = unit_code(match["unit"])
    if _left(match, 1) in ("$", "£", "€", ".", ","):
        return None
    sign = -1 if side in ("ago", "earlier", "before", "previously", "prior", "beforehand", "back") else 1
    follows = match.string[match.end() : match.end() + 10]
    if side in ("before", "after", "prior") and re.match(r"\s\w", follows):
        return None
    if side == "back" and not re.match(r"[,.;]|\s*$", follows):
        return None
    origin = Origin.ANCHOR if side in ("ago", "from now", "hence") else Origin.REFERENCE
    count = count_of(match)
    return whole(match, Shift(unit, None if count is None else sign * count, origin, sign))


RULES: tuple[Rule, ...] = (
    Rule(
        name="weekday",
        starts=WEEKDAY_STARTS,
        pattern=re.compile(rf"(?P<weekday>{_WEEKDAY})(?!\w)", FLAGS),
        read=_weekday,
        finds={
            "2015-09-30": ("He spoke on [Wednesday] in Moscow.",),
            "2015-10-01": ("Officials said [Thursday] they would help.",),
            "2015-10-02": ("They will meet on [Friday].",),
        },
        ignores=("The Good Friday agreement held.", "The Sunday Times said so.", "He sat down.", "The sun rose."),
    ),
    Rule(
        name="last Friday",
        starts=frozenset({"last", "past", "this", "next", "coming"}),
        pattern=re.compile(
            rf"(?P<step>{either(_STEPS)})\s(?P<weekday>{_WEEKDAY})(?:\s(?P<part>{either(DAY_PARTS)}))?(?!\w)", FLAGS
        ),
        read=_stepped_weekday,
        finds={
            "2015-09-25": ("They met [last Friday].",),
            "2015-10-05": ("They meet [next Monday].",),
            "2015-09-25TNI": ("It fell [last Friday night].",),
        },
        ignores=("The next Mondayish day came.",),
    ),
    Rule(
        name="yesterday",
        starts=frozenset(_DAYS),
        pattern=re.compile(r"(?P<name>yesterday|today|tomorrow)(?![-\w])", FLAGS),
        read=lambda match: whole(match, Shift("D", _DAYS[match["name"].lower()], Origin.ANCHOR)),
        finds={
            "2015-09-30": ("It began [yesterday].",),
            "2015-10-01": ("It begins [today].",),
            "2015-10-02": ("It ends [tomorrow].",),
        },
        ignores=("USA Today-Gallup polled.".replace("Today-Gallup", "Today-like"),),
    ),
    Rule(
        name="last week",
        starts=frozenset({"last", "past", "this", "next", "coming"}),
        pattern=re.compile(
            rf"(?P<step>{either(_STEPS)})\s(?:calendar\s)?(?:{UNIT}|(?P<season>{SEASON})|(?P<month>{_MONTH}))(?!\w|\s(?:{either(DAY_PARTS)})\b)",
            FLAGS,
        ),
        read=_stepped,
        finds={
            "2015-W39": ("It began [last week].",),
            "2015-09": ("It began [last month].",),
            "2014": ("It began [last year].",),
            "2016-SU": ("It ends [next summer].",),
            "2015-03": ("It began [last March].",),
            "2015-W40-WE": ("It ends [this weekend].",),
            "2015-Q3": ("Sales fell [last quarter].",),
        },
        ignores=("The last weekly paper closed.", "He came last in class."),
    ),
    Rule(
        name="that month",
        starts=frozenset({"the", "that", "this", "same", "previous", "following", "preceding", "next", "subsequent"}),
        pattern=re.compile(
            rf"(?:the\s|that\s|this\s)(?P<which>{either(_REFERENCE_STEPS)})\s(?:{UNIT}|(?P<season>{SEASON})|(?P<month>{_MONTH})|(?P<weekday>{_WEEKDAY}))(?!\w)"
            rf"|(?:that)\s(?:(?<!\w))?".replace(r"|(?:that)\s(?:(?<!\w))?", ""),
            FLAGS,
        ),
        read=_around,
        finds={"2015-09-30": ("It hit ten targets [the previous day].",), "2015-10-01": ("It fell [the same day].",)},
        ignores=("The following weekly plan holds.",),
    ),
    Rule(
        name="that year",
        starts=frozenset({"that"}),
        pattern=re.compile(
            rf"that\s(?P<which>(?!.))?(?:{UNIT}|(?P<season>{SEASON})|(?P<month>{_MONTH})|(?P<weekday>{_WEEKDAY}))(?!\w)",
            FLAGS,
        ),
        read=_around,
        finds={"2014": ("In 2014 he won; [that year] he left.",)},
        ignores=("He said that yearly.",),
    ),
    Rule(
        name="the day before",
        starts=frozenset({"the", "a"}),
        pattern=re.compile(
            r"(?:the|a)\s(?P<unit>day|night|week|month|year)\s(?P<side>before|after|earlier|later)(?!\w)", FLAGS
        ),
        read=_day_before,
        finds={"2015-09-30": ("They had left [the day before].",), "2015-10-02": ("They left [a day later].",)},
        ignores=("The day beforehand they left.",),
    ),
    Rule(
        name="three days later",
        starts=COUNT_STARTS,
        pattern=re.compile(
            rf"{COUNT}\s(?:more\s|short\s|full\s|whole\s)?{UNIT}s?\s(?P<side>ago|later|earlier|before|after|afterwards|afterward|previously|beforehand|hence|back|from\snow|prior)(?!\w)",
            FLAGS,
        ),
        read=_counted,
        finds={
            "2015-09-28": ("It began [three days ago].",),
            "2014": ("It began [a year ago].",),
            "2015-07": ("It began [three months ago].",),
            "2015-10-04": ("It ended [three days later].",),
        },
        ignores=("Three days late it came.",),
    ),
    Rule(
        name="earlier this month",
        starts=frozenset({"earlier", "later"}),
        pattern=re.compile(
            rf"(?:earlier|later)\s(?:on\s)?(?P<in>in\sthe\s|that\s(?:same\s)?|the\ssame\s)(?P<which>(?!.))?{UNIT}(?P<season>(?!.))?(?P<month>(?!.))?(?P<weekday>(?!.))?(?!\w)",
            FLAGS,
        ),
        read=_around,
        finds={"2014": ("He won in 2014; [later that year] he left.",)},
        ignores=("Later that yearly fair closed.",),
    ),
)
