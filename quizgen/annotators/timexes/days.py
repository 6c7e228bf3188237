"""
Days and months by name, with or without their year, alone and in ranges: “7 October 2015”, “October 5 and 6”.

Misses on purpose: “may” and “march” as words, months that are people's names, a day that has become a name
(“the Sept. 11 attacks”).
"""

import re

from quizgen.annotation import Joint
from quizgen.annotators.timexes.expressions import CalendarDate, Piece, Rule, after, before, joint_of, whole
from quizgen.annotators.timexes.words import (
    AD,
    BC,
    DAY,
    DAY_STARTS,
    FLAGS,
    MONTH,
    MONTH_STARTS,
    ORDINAL_DAY,
    ORDINALS,
    RANGE_JOINT,
    STEPS,
    WEEKDAY,
    WEEKDAY_STARTS,
    YEAR,
    day_number,
    either,
    month_number,
)

OF_YEAR = rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})(?:\s?{AD})?|,?\s(?P<bc>\d{{1,4}})\s?{BC})"
_OF_THAT_YEAR = (
    r"(?:(?P<same>(?:\s(?:of|in)|,)\s(?:that|the\ssame|the)(?:\ssame)?\syear\b)"
    r"|(?:\sof|,)?\s(?P<step>last|this|next)\syear\b"
    r"|(?:\s(?:of|in)|,)\s(?P<turn>the\s(?:following|next|previous|preceding))\syear\b)"
)
_LIST_JOINT = rf"(?:{RANGE_JOINT}(?:the\s)?|,\s(?:and\s)?(?:the\s)?)"
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)"
_EVENT = re.compile(
    r"[,\s]*(?:(?:terror(?:ist)?\s|terror-)?attacks?|hijack|commission|memorial|movement|era)\b", re.IGNORECASE
)
_LEADS_TO_MONTH = re.compile(
    r"""(?:\b(?:in|of|by|since|until|till|from|to|and|or|during|between|through|throughout|before|after|last|next|this
        |that|every|each|early|late|mid|around|about|for|previous|following|past|on|as\sof|end|within|starting
        |beginning|ending|the)[\s-]+|[-–(/]\s?)\Z""",
    FLAGS,
)
_WORDS_TOO = frozenset({"may", "march", "mar", "jan", "dec", "sep"})
_NAMES_TOO = frozenset({"may", "march", "april", "june", "august", "jan", "dec"})
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]+")
_LEADS_TO_NAME = re.compile(
    r"\b(?<!end\s)(?<!start\s)(?<!month\s)(?<!middle\s)(?<!beginning\s)(?:to|for|and|on|of|the)\s\Z", re.IGNORECASE
)
_THE = re.compile(r"\bthe\s\Z", re.IGNORECASE)
_LEADS_TO_DAY = re.compile(r"\b(?:on|until|till|by|since|from)\sthe\s\Z", re.IGNORECASE)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def year_of(match: re.Match[str]) -> tuple[int, bool]:
    """The year that OF_YEAR matched and whether it is before Christ; 0 where none stands there."""
    if match["bc"]:
        return int(match["bc"]), True
    return int(match["year"] or 0), False


def _year_told(match: re.Match[str]) -> tuple[bool, int | None]:
    """Whether the year is that of the date last mentioned, and by how many it is off: “of last year”."""
    if match["turn"]:
        return True, -1 if match["turn"].lower().split()[-1] in ("previous", "preceding") else 1
    return bool(match["same"]), STEPS[match["step"].lower()] if match["step"] else None


def _day(match: re.Match[str]) -> Piece | None:
    year, bc = year_of(match)
    text = match["day"].lower()
    month, day = month_number(match["month"]), ORDINALS[text] if text[0].isalpha() else day_number(text)
    if day > _LENGTHS[month - 1] or (not year and (month, day) == (9, 11) and _EVENT.match(after(match))):
        return None
    same, year_step = _year_told(match)
    stepped = match.groupdict().get("stepped")
    step = STEPS[stepped.lower()] if stepped else None
    return whole(match, CalendarDate(year, month, day, bc, step=step, same_year=same, year_step=year_step))


def _days(match: re.Match[str]) -> tuple[Piece, ...] | None:
    """The piece beside the month has it in its span, the bare days are pieces of their own."""
    year, bc = year_of(match)
    month = month_number(match["month"])
    names = [name for name in ("day", "day2", "day3") if match[name]]
    if any(day_number(match[name]) > _LENGTHS[month - 1] for name in names):
        return None
    starts = [match.start(), *(match.start(name) for name in names[1:])]
    ends = [*(match.end(name) for name in names[:-1]), match.end()]
    days = [day_number(match[name]) for name in names]
    joint = joint_of(match.string[match.end(names[-2]) : match.start(names[-1])], before(match))
    if len(days) > 2 and joint is Joint.LIST:
        joint = Joint.RANGE if days == list(range(days[0], days[-1] + 1)) else Joint.SERIES
    return tuple(
        Piece(start, end, CalendarDate(year, month, day, bc), closes=joint if start > match.start() else None)
        for day, start, end in zip(days, starts, ends, strict=True)
    )


def _two_styles(match: re.Match[str]) -> tuple[Piece, ...] | None:
    """A day in the old calendar and in the new one, with one year for both."""
    year = int(match["year"])
    days = [(month_number(match[f"month{n}"] or match[f"month{n + 1}"]),
             day_number(match[f"day{n}"] or match[f"day{n + 1}"])) for n in (1, 3)]  # fmt: skip
    if any(day > _LENGTHS[month - 1] for month, day in days):
        return None
    first, second = (CalendarDate(year, month, day) for month, day in days)
    return Piece(match.start(), match.end("first"), first), Piece(match.start("second"), match.end(), second)


def _month_year(match: re.Match[str]) -> Piece:
    year, bc = year_of(match)
    return whole(match, CalendarDate(year, month_number(match["month"]), bc=bc))


def _month(match: re.Match[str]) -> Piece | None:
    name = match["month"].rstrip(".").lower()
    left, right = before(match), after(match)
    same, year_step = _year_told(match)
    date = whole(match, CalendarDate(month=month_number(name), same_year=same, year_step=year_step))
    if same or year_step is not None or _MONTH_FOLLOWS.match(right):
        return date
    if re.match(r"[-–][A-Za-z]|\s?\d{1,2}\b", right):
        return None
    leads = _LEADS_TO_MONTH.search(left)
    if name in _WORDS_TOO and _THE.search(left) and not re.match(r"\s(?!of|on|to|for|from|in)[a-z]", right):
        return None
    if not leads and (name in _WORDS_TOO or _NAME_FOLLOWS.match(right)):
        return None
    if name in _NAMES_TOO and _NAME_FOLLOWS.match(right) and _LEADS_TO_NAME.search(left):
        return None
    return date


_MONTH_FOLLOWS = re.compile(rf"{RANGE_JOINT}{MONTH}(?!\w)", FLAGS)

_STYLED = r"(?:(?P<day{}>{})\s(?P<month{}>{})|(?P<month{}>{})\s(?P<day{}>{}))"
_ONE_STYLE = _STYLED.format(1, DAY, 1, MONTH, 2, MONTH, 2, DAY)
_OTHER_STYLE = _STYLED.format(3, DAY, 3, MONTH, 4, MONTH, 4, DAY)
_STYLE_MARK = r"(?:(?:[ON]\.?\s?S\.?|(?:old|new)\sstyle),?)"

RULES: tuple[Rule, ...] = (
    Rule(
        name="day month",
        starts=DAY_STARTS | WEEKDAY_STARTS,
        pattern=re.compile(
            rf"{_WEEKDAY_BEFORE}?(?P<day>{DAY})(?:\s+(?:day\s+)?of)?[\s-]+(?P<month>{MONTH})(?!\w|[-–][A-Za-z])"
            rf"(?:{OF_YEAR}|{_OF_THAT_YEAR})?",
            FLAGS,
        ),
        read=_day,
        finds={
            "2015-10-07": (
                "The strike of [7 October 2015] failed.",
                "It began on [the 7th of October, 2015].",
                "[Wed. 7 Oct. 2015] was quiet.",
            ),
            "2015-09-30": ("It began on [Wednesday, 30 September].",),
            "1066-10-14": ("They fought on [14 October 1066] at Hastings.",),
            "BC0044-03-15": ("He died on [15 March 44 BC] in Rome.",),
        },
        ignores=("All 7 Marines left.", "He scored 12 may be 13 points.", "The 31 February rule."),
    ),
    Rule(
        name="day in words",
        starts=frozenset(re.split(r"\W", name)[0] for name in ORDINALS),
        pattern=re.compile(
            rf"(?P<day>{either(ORDINALS)})(?:\sday)?\sof\s(?P<month>{MONTH})(?!\w|['’-])(?:{OF_YEAR}|{_OF_THAT_YEAR})?",
            FLAGS,
        ),
        read=lambda match: _day(match) if _THE.search(before(match)) else None,
        finds={
            "1851-05-01": ("It opened on [the first of May 1851].",),
            "1776-07-04": ("It was signed on [the fourth of July, 1776].",),
        },
        ignores=("A third of March's rain fell.", "It was the second of April's three debates."),
    ),
    Rule(
        name="old and new style",
        starts=DAY_STARTS | MONTH_STARTS,
        pattern=re.compile(
            rf"""(?P<first>{_ONE_STYLE})\s?[(\[]\s?{_STYLE_MARK}?\s?(?P<second>{_OTHER_STYLE})(?:,?\s{_STYLE_MARK})?\s?[)\]]
                ,?\s(?P<year>{YEAR})""",
            FLAGS,
        ),
        read=_two_styles,
        finds={
            "1917-10-25": (
                "They rose on [25 October] (7 November) 1917.",
                "They rose on [October 25] (November 7), 1917.",
            ),
            "1917-11-07": ("They rose on [7 November] (O.S. 25 October) 1917.",),
        },
        ignores=("They rose on 25 October (7 came) 1917.",),
    ),
    Rule(
        name="month day",
        starts=MONTH_STARTS | WEEKDAY_STARTS | {"last", "next"},
        pattern=re.compile(
            rf"(?:{_WEEKDAY_BEFORE}|(?P<stepped>last|next)\s)?(?P<month>{MONTH})\s*(?:the\s+)?(?P<day>{DAY})"
            rf"(?:{OF_YEAR}|{_OF_THAT_YEAR})?",
            FLAGS,
        ),
        read=_day,
        finds={
            "2015-10-07": (
                "It was fired on [October 7, 2015].",
                "On [Wednesday, Oct. 7, 2015], it came.",
                "It came on [October 7th 2015].",
            ),
            "2015-08-21": ("The town was shelled on [Aug. 21].",),
            "2015-10-02": ("It fell on [Oct 2].",),
            "2014-06-16": ("He left on [June 16th of last year].", "He left on [June 16 last year]."),
            "2014-10-05": ("It opened [last October 5].",),
            "2014-07-25": ("He won in 2014, and on [July 25 of that year] he left.",),
        },
        ignores=("The Sept. 11 attacks changed it.", "You may 7 times try.", "He will march 20 miles."),
    ),
    Rule(
        name="days of a month",
        starts=DAY_STARTS,
        pattern=re.compile(
            rf"(?P<day>{DAY}){_LIST_JOINT}(?:(?P<day2>{DAY}){_LIST_JOINT})?(?P<day3>{DAY})(?:\s+of)?\s+(?P<month>{MONTH})"
            rf"(?!\w){OF_YEAR}?",
            FLAGS,
        ),
        read=_days,
        finds={
            "2015-05-03/2015-05-07": ("They met [3]–7 May 2015 in Rome.",),
            "1918-08-28/1918-08-29": ("It fell on [the 28] and 29 August 1918.",),
        },
        ignores=("Between 5 and 9 men came.",),
    ),
    Rule(
        name="month and days",
        starts=MONTH_STARTS,
        pattern=re.compile(
            rf"(?P<month>{MONTH})\s+(?P<day>{DAY}){_LIST_JOINT}(?:(?P<day2>{DAY}){_LIST_JOINT})?(?P<day3>{DAY})"
            rf"(?!\s{MONTH})(?!\s?(?:[-–]\s?\d|[ap]\.?m\b|%|percent\b|people\b|others\b|\w+s\s(?:were|died))){OF_YEAR}?",
            FLAGS,
        ),
        read=_days,
        finds={
            "2015-09-05/2015-09-06": ("On [September 5] and 6, scouts found it.",),
            "1918-03-05/1918-03-09": ("They talked [March 5]-9, 1918 in Jassy.",),
        },
        ignores=("You may 5 to 9 times try.", "On May 5, 12 people died."),
    ),
    Rule(
        name="month year",
        starts=MONTH_STARTS,
        pattern=re.compile(rf"(?P<month>{MONTH}){OF_YEAR}", FLAGS),
        read=_month_year,
        finds={
            "2015-10": ("It began in [October 2015].", "It began in [October of 2015].", "It began in [Oct., 2015]."),
            "BC0480-08": ("[August 480 BC] was hot.",),
        },
        ignores=("He may 2015 times.",),
    ),
    Rule(
        name="month",
        starts=MONTH_STARTS,
        pattern=re.compile(rf"(?P<month>{MONTH}){_OF_THAT_YEAR}?(?!\w)(?P<year>(?!))?(?P<bc>(?!))?", FLAGS),
        read=_month,
        finds={
            "2015-08": ("It was closed in [August].",),
            "2015-05": ("By [May], it had reopened.", "The [May] election failed."),
            "2011-03/2011-05": ("Between [March] and May 2011 it rained.",),
            "2014-08": ("He won in May 2014. In [August of that year] he left.",),
            "2014-10": ("It opened in [October last year].",),
            "2012-03": ("He won in 2011 and left in [March of the following year].",),
        },
        ignores=(
            "May I go?",
            "The March on Rome failed.",
            "They march on.",
            "April Jones spoke.",
            "Theresa May said so.",
        ),
    ),
    Rule(
        name="day of this month",
        starts=DAY_STARTS,
        pattern=re.compile(
            rf"""(?P<day>{ORDINAL_DAY})(?=[,.;)]|\s(?:of\s(?:the|that)\s(?:same\s)?month
                |(?:and|the|when|at|by|in|to|it|he|she|they|was|were|a|with|for|after|because|its)\s))""",
            FLAGS,
        ),
        read=lambda match: (
            whole(match, CalendarDate(day=day_number(match["day"]))) if _LEADS_TO_DAY.search(before(match)) else None
        ),
        finds={"2015-08-14": ("It ended on 3 August; on [the 14th] they left.",)},
        ignores=("He came on the 14th try.", "She lives on the 14th floor."),
    ),
)
