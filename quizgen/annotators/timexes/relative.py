"""
Weekdays, and times told by their distance: “yesterday”, “last week”, “three years later”, “that month”.

Misses on purpose: “last” and “next” without a unit of time, a weekday as part of a name (“Good Friday”).
"""

import re

from quizgen.annotators.timexes.amounts import COUNT, COUNT_STARTS, LEADS_UP_TO_NOW, UNIT, count_of, unit_code
from quizgen.annotators.timexes.expressions import (
    CalendarDate,
    Expression,
    Origin,
    Piece,
    Rule,
    SameDay,
    Shift,
    Weekday,
    after,
    before,
    whole,
)
from quizgen.annotators.timexes.words import (
    DAY_PARTS,
    FLAGS,
    MONTH,
    SEASON,
    SEASON_NAMES,
    STEPS,
    WEEKDAY,
    WEEKDAY_STARTS,
    either,
    month_number,
    weekday_number,
)

_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_REFERENCE_STEPS = {
    "previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1, "subsequent": 1, "same": 0,
    "very same": 0, "ensuing": 1,
}  # fmt: skip
_BACKWARD = frozenset({"ago", "earlier", "before", "previously", "prior", "beforehand", "back"})
_HOLY = re.compile(r"\b(?:Good|Black|Bloody|Cyber|Holy|Easter|Palm|Ash|Super|News|Shrove|Joe|Gun|Fat)\s\Z")
_PAPER = re.compile(r"\s(?:Times|Telegraph|Mirror|Mail|Night\sLive|Express|Review|Post)\b")
_STAMP = re.compile(r"\b(?:updated|posted|published|edited|modified)\s(?:about\s)?\Z", re.IGNORECASE)
_TARGET = rf"(?:{UNIT}|(?P<season>{SEASON})|(?P<month>{MONTH})|(?P<weekday>{WEEKDAY}))"


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower())


def _weekday(match: re.Match[str]) -> Piece | None:
    text = match["weekday"]
    if text.lower() in ("sun", "sat", "wed", "mon") or _HOLY.search(before(match)) or _PAPER.match(after(match)):
        return None
    week = STEPS[match["week"].lower()] if match["week"] else None
    return whole(match, Weekday(weekday_number(text), week_step=week))


def _stepped_weekday(match: re.Match[str]) -> Piece:
    part = DAY_PARTS[match["part"].lower()] if match["part"] else ""
    return whole(match, Weekday(weekday_number(match["weekday"]), STEPS[_words(match["step"])]), part=part)


def _stepped(match: re.Match[str]) -> Piece | None:
    step = STEPS[_words(match["step"])]
    expression: Expression
    if match["month"]:
        expression = CalendarDate(month=month_number(match["month"]), step=step)
    elif match["season"]:
        expression = CalendarDate(season=SEASON_NAMES[match["season"].lower()], step=step)
    else:
        unit = unit_code(match["unit"])
        if unit in ("TH", "TM", "TS") or (unit == "D" and step < 0):
            return None
        if step < 0 and unit != "Q" and LEADS_UP_TO_NOW.search(before(match)):
            return None
        if unit == "D":
            expression = SameDay(Origin.REFERENCE) if step == 0 else Shift("D", step, Origin.REFERENCE)
        else:
            expression = Shift(unit, step, Origin.ANCHOR)
    return whole(match, expression)


def _referred(match: re.Match[str]) -> Piece | None:
    """“the previous day”, “the same month”, “that year”: told from the date last mentioned."""
    step = _REFERENCE_STEPS.get(_words(match["which"] or ""), 0)
    if match["month"]:
        return whole(match, CalendarDate(month=month_number(match["month"]), step=step))
    if match["season"]:
        return whole(match, CalendarDate(season=SEASON_NAMES[match["season"].lower()], step=step))
    if match["weekday"]:
        return whole(match, Weekday(weekday_number(match["weekday"]), step or None))
    return _whole_unit(match, step)


def _whole_unit(match: re.Match[str], step: int) -> Piece | None:
    unit = unit_code(match["unit"])
    return None if unit in ("TH", "TM", "TS") else whole(match, Shift(unit, step, Origin.REFERENCE))


def _part_of_unit(match: re.Match[str]) -> Piece | None:
    which = _words(match["which"] or "the")
    if match["unit"].lower() == "day" and which == "the" and match["mod"].lower() == "end":
        return None  # “at the end of the day” is a manner of speaking
    origin = Origin.ANCHOR if which == "this" else Origin.REFERENCE
    step = {"next": 1, "the next": 1, "last": -1}.get(which, 0)
    piece = whole(match, Shift(unit_code(match["unit"]), step, origin))
    return Piece(piece.start, piece.end, piece.expression, mod=_MODS[_words(match["mod"]).split()[0]])


_MODS = {
    "end": "END", "close": "END", "late": "END", "later": "END", "latter": "END", "rest": "END",
    "beginning": "START", "start": "START", "early": "START", "earlier": "START", "middle": "MID",
}  # fmt: skip


def _beside(match: re.Match[str]) -> Piece | None:
    side = match["side"].lower()
    if side in ("before", "after", "following") and re.match(r"\s[\w“\"]", after(match)):
        return None
    return whole(match, Shift(unit_code(match["unit"]), -1 if side in _BACKWARD else 1, Origin.REFERENCE))


def _counted(match: re.Match[str]) -> Piece | None:
    side = _words(match["side"])
    left = before(match)
    if left[-1:] in ("$", "£", "€", ".", ",") or _STAMP.search(left) or left.endswith(" of "):
        return None
    follows = after(match, 10)
    if (side in ("before", "after", "prior") and re.match(r"\s[\w“\"]", follows)) or (
        side == "back" and not re.match(r"[,.;]|\s*\Z", follows)
    ):
        return None
    sign = -1 if side in _BACKWARD else 1
    origin = Origin.ANCHOR if side in ("ago", "from now", "hence", "back") else Origin.REFERENCE
    count = count_of(match)
    return whole(match, Shift(unit_code(match["unit"]), None if count is None else sign * count, origin, sign))


def _uncounted(match: re.Match[str]) -> Piece | None:
    if re.search(r"\d\s\Z", before(match)):
        return None
    sign = -1 if match["side"].lower() in _BACKWARD else 1
    return whole(match, Shift(unit_code(match["unit"]), None, Origin.REFERENCE, sign))


RULES: tuple[Rule, ...] = (
    Rule(
        name="weekday",
        starts=WEEKDAY_STARTS,
        pattern=re.compile(
            rf"(?P<weekday>{WEEKDAY})(?!\w)(?:,?\s(?:of\s)?(?P<week>last|this|next)\sweek(?!\w))?", FLAGS
        ),
        read=_weekday,
        finds={
            "2015-09-30": ("He spoke on [Wednesday] in Moscow.",),
            "2015-10-01": ("Officials said [Thursday] they would help.",),
            "2015-10-02": ("They will meet on [Friday].",),
            "2015-09-21": ("They met on [Monday last week].", "They met on [Monday of last week]."),
        },
        ignores=("The Good Friday agreement held.", "The Sunday Times said so.", "He sat down.", "The Sun rose."),
    ),
    Rule(
        name="last Friday",
        starts=frozenset(STEPS),
        pattern=re.compile(
            rf"(?P<step>{either(STEPS)})\s(?P<weekday>{WEEKDAY})(?:\s(?P<part>{either(DAY_PARTS)}))?(?!\w)", FLAGS
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
        read=lambda match: (
            None
            if re.search(r"\b(?:USA|Russia|Pakistan)\s\Z", before(match))
            else whole(match, Shift("D", _DAYS[match["name"].lower()], Origin.ANCHOR))
        ),
        finds={
            "2015-09-30": ("It began [yesterday].",),
            "2015-10-01": ("It begins [today].",),
            "2015-10-02": ("It ends [tomorrow].",),
        },
        ignores=("USA Today polled them.",),
    ),
    Rule(
        name="the day before yesterday",
        starts=frozenset({"the"}),
        pattern=re.compile(r"the\sday\s(?:before\s(?P<back>yesterday)|after\stomorrow)(?!\w)", FLAGS),
        read=lambda match: whole(match, Shift("D", -2 if match["back"] else 2, Origin.ANCHOR)),
        finds={
            "2015-09-29": ("It fell [the day before yesterday].",),
            "2015-10-03": ("It will fall [the day after tomorrow].",),
        },
        ignores=("The day before yesteryear came.",),
    ),
    Rule(
        name="the week before last",
        starts=frozenset({"the"}),
        pattern=re.compile(r"the\s(?P<unit>week|month|year)\s(?:before\s(?P<back>last)|after\snext)(?![-\w])", FLAGS),
        read=lambda match: whole(match, Shift(unit_code(match["unit"]), -2 if match["back"] else 2, Origin.ANCHOR)),
        finds={
            "2015-W38": ("It fell [the week before last].",),
            "2017": ("It will fall [the year after next].",),
        },
        ignores=("The week before lasted long.", "The week before last-minute talks was calm."),
    ),
    Rule(
        name="year-earlier",
        starts=frozenset({"year", "month", "week"}),
        pattern=re.compile(r"(?P<unit>year|month|week)-(?P<side>earlier|ago)(?!\w)", FLAGS),
        read=lambda match: whole(match, Shift(unit_code(match["unit"]), -1, Origin.ANCHOR)),
        finds={"2014": ("Profit fell from the [year-earlier] quarter.", "It fell from its [year-ago] level.")},
        ignores=("It was a year-end sale.",),
    ),
    Rule(
        name="last week",
        starts=frozenset(STEPS),
        pattern=re.compile(
            rf"(?P<step>{either(STEPS)})\s(?:calendar\s)?(?:{UNIT}|(?P<season>{SEASON})|(?P<month>{MONTH}))"
            rf"(?!\w|\s(?:{either(DAY_PARTS)})\b|\sof\s(?:the|(?-i:[A-Z])))",
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
        name="the same month",
        starts=frozenset({"the", "that", "this"}),
        pattern=re.compile(rf"(?:the|that|this)\s(?P<which>{either(_REFERENCE_STEPS)})\s{_TARGET}(?!\w)", FLAGS),
        read=_referred,
        finds={
            "2015-09-30": ("It hit ten targets [the previous day].",),
            "2015-10-01": ("It fell [the same day].",),
            "2015": ("He won in 2014 and lost [the following year].",),
        },
        ignores=("The following weekly plan holds.",),
    ),
    Rule(
        name="that year",
        starts=frozenset({"that"}),
        pattern=re.compile(rf"that(?P<which>(?!))?\s{_TARGET}(?!\w)", FLAGS),
        read=_referred,
        finds={"2014": ("In 2014 he won; [that year] he left.",)},
        ignores=("He said that yearly.",),
    ),
    Rule(
        name="the end of the year",
        starts=frozenset(_MODS) | {"the"},
        pattern=re.compile(
            rf"""(?:the\s(?:very\s)?)?(?P<mod>{either(_MODS)})(?:\spart)?\s(?:of|in|on\sin)\s
                (?P<which>the\ssame|the\snext|that\ssame|the|that|this|next|last)\s
                (?P<unit>month|year|week|decade|century|day)(?![-\w])""",
            FLAGS,
        ),
        read=_part_of_unit,
        finds={
            "2015": ("It will close by [the end of the year].",),
            "2014-08": ("He won in August 2014; [later in the month] he left.",),
        },
        ignores=("The end of the yearly fair came.",),
    ),
    Rule(
        name="over the weekend",
        starts=frozenset({"the"}),
        pattern=re.compile(r"the\sweekend(?!\w)", FLAGS),
        read=lambda match: (
            whole(match, Shift("LWE", 0, Origin.ANCHOR))
            if re.search(r"\b(?:over|during|on|at|in|of)\s\Z", before(match), re.IGNORECASE)
            else None
        ),
        finds={"2015-W39-WE": ("Jets crossed the border over [the weekend].",)},
        ignores=("He likes the weekend edition.",),
    ),
    Rule(
        name="year's end",
        starts=frozenset({"month", "year", "week", "century", "decade"}),
        pattern=re.compile(r"(?P<unit>month|year|week|century|decade)(?:['’]s\s|-)end(?!\w)", FLAGS),
        read=lambda match: _whole_unit(match, 0),
        finds={"2015": ("It will close by [year's end].",)},
        ignores=("The year's ending came.",),
    ),
    Rule(
        name="the day before",
        starts=frozenset({"the", "a"}),
        pattern=re.compile(
            r"(?:the|an?)\s(?P<unit>day|night|week|month|year|decade|century)\s(?P<side>before|after|earlier|later|following)(?!\w)",
            FLAGS,
        ),
        read=_beside,
        finds={"2015-09-30": ("They had left [the day before].",), "2015-10-02": ("They left [a day later].",)},
        ignores=("The day beforehand they left.", "The day before the vote they left."),
    ),
    Rule(
        name="three days later",
        starts=COUNT_STARTS,
        pattern=re.compile(
            rf"""{COUNT}\s(?:more\s|short\s|full\s|whole\s)?{UNIT}s?\s
                (?P<side>ago|later|earlier|before|after\sthat(?=[,.;:)])|after|afterwards|afterward|previously|beforehand|hence|back|from\snow|prior)
                (?!\w)""",
            FLAGS,
        ),
        read=_counted,
        finds={
            "2015-09-28": ("It began [three days ago].",),
            "2014": ("It began [a year ago].",),
            "2015-07": ("It began [three months ago].",),
            "2015-10-04": ("It ended [three days later].", "It ended [three days after that]."),
        },
        ignores=("A quarter of a century ago it was new.", "Three days late it came.", "Updated 9 years ago"),
    ),
    Rule(
        name="weeks later",
        starts=frozenset({"days", "weeks", "months", "years", "decades", "centuries"}),
        pattern=re.compile(
            r"(?P<unit>day|week|month|year|decade|centurie)s\s(?P<side>ago|later|earlier|afterwards)(?!\w)", FLAGS
        ),
        read=_uncounted,
        finds={"FUTURE_REF": ("He died [weeks later].",), "PAST_REF": ("It had opened [years earlier].",)},
        ignores=("It took years late in life.", "Updated 9 years ago"),
    ),
    Rule(
        name="later that year",
        starts=frozenset({"earlier", "later"}),
        pattern=re.compile(
            r"(?:earlier|later)\s(?:on\s)?(?:that\s(?:same\s)?|the\ssame\s)(?P<unit>day|week|month|year)(?!\w)", FLAGS
        ),
        read=lambda match: _whole_unit(match, 0),
        finds={"2014": ("He won in 2014; [later that year] he left.",)},
        ignores=("Later that yearly fair closed.",),
    ),
)
