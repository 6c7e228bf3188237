"""
Seasons, quarters and halves, fiscal years, holidays.

Misses on purpose: “spring” and “fall” as ordinary words, feasts whose day no table can tell.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.days import OF_YEAR, year_of
from quizgen.annotators.timexes.expressions import CalendarDate, Fixed, Piece, Rule, after, before, whole
from quizgen.annotators.timexes.words import (
    FIXED_HOLIDAYS,
    FLAGS,
    MOVING_HOLIDAYS,
    SEASON,
    SEASON_NAMES,
    STEPS,
    YEAR,
    either,
)

_QUARTERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4,
}  # fmt: skip
_HALVES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2, "former": 1}
# The year that it ends in names it: “fiscal 2014-15” is FY2015.
_FISCAL_YEAR = r"(?:(?:19|20)\d\d[-–/])?(?P<year>(?:19|20)\d\d|(?<=[/–-])\d\d)"
_NOT_A_SEASON = re.compile(
    r"""[-–](?!\d)|s\b|\sof\s(?!that|the\ssame|the\syear|this)
      |time|\s(?:Olympic|Paralympic|Games|Palace)|\s(?:board|water|roll|onion|chicken|apart|from|into|down|back|off|short|asleep|for|under|within|behind)\b""",
    FLAGS,
)
_LEADS_TO_SEASON = re.compile(
    r"""\b(?:last|next|this|that|previous|following|early|late|mid|every|each|in|by|until|since|of|through|throughout
        |during|the|for|second|first|its|their|his|and|a|main)[\s-]+\Z""",
    FLAGS,
)
_LEADS_TO_FALL = re.compile(
    r"\b(?:last|next|this|that|early|late|every|in|summer\sand|(?:in|during|by|until|throughout|through|since)\sthe)[\s-]+\Z",
    re.IGNORECASE,
)
# “the Arab Spring”: a capitalised word before it makes a season a name.
_NAMED = re.compile(
    r"\b(?!The|This|That|Last|Next|Early|Late|Mid|Every|In|By|Since|Until|During|Through|For|Each|And)[A-Z][a-z]+\s\Z"
)
_LEADS_TO_VERB = re.compile(r"\b(?:to|not|can|will|may|could|would|might|did)\s\Z", re.IGNORECASE)


def _season(match: re.Match[str]) -> Piece | None:
    year, bc = year_of(match)
    name = match["season"].lower()
    date = whole(match, CalendarDate(year, season=SEASON_NAMES[name], bc=bc, same_year=bool(match["same"])))
    if year or match["same"]:
        return date
    left = before(match)
    if _NOT_A_SEASON.match(after(match)) or _LEADS_TO_VERB.search(left):
        return None
    if match["season"][0].isupper() and _NAMED.search(left) and not re.match(r"\s[A-Z]", after(match)):
        return None
    if name == "fall" and not _LEADS_TO_FALL.search(left):
        return None
    if name == "spring" and not match["season"][0].isupper() and not _LEADS_TO_SEASON.search(left):
        return None
    return date


def _quarter(match: re.Match[str]) -> Piece | None:
    word = match["which"].lower()
    table = _QUARTERS if match["quarter"] else _HALVES
    if word not in table:
        return None
    code = f"{'Q' if match['quarter'] else 'H'}{table[word]}"
    year = int(match["year"] or 0)
    if match["fiscal"]:
        return whole(match, Fixed(TimexType.DATE, f"FY{year}-{code}")) if year else None
    step = STEPS[match["step"].lower()] if match["step"] else None
    return whole(match, CalendarDate(year, season=code, same_year=bool(match["same"]), year_step=step))


def _fiscal(match: re.Match[str]) -> Piece:
    year = match["year"]
    return whole(match, Fixed(TimexType.DATE, f"FY{year if len(year) == 4 else '20' + year}"))


def _holiday(match: re.Match[str]) -> Piece | None:
    name = re.sub(r"\s+", " ", match["holiday"].lower())
    year = int(match["year"] or 0)
    step = STEPS[match["step"].lower()] if match["step"] else None
    if name not in FIXED_HOLIDAYS:
        return whole(match, CalendarDate(year, MOVING_HOLIDAYS[name], holiday=name, step=step))
    month, day = FIXED_HOLIDAYS[name]
    return whole(match, CalendarDate(year, month, day, step=step))


RULES: tuple[Rule, ...] = (
    Rule(
        name="season",
        starts=frozenset(SEASON_NAMES),
        pattern=re.compile(
            rf"(?P<season>{SEASON})(?:\s*(?P<same>of\s(?:that|this|the\ssame)\syear)|(?:\s+(?:of|in))?{OF_YEAR})?(?!\w)",
            FLAGS,
        ),
        read=_season,
        finds={
            "1941-SP": ("In [spring 1941] they left.", "It was [the spring of 1941]."),
            "BC0480-SP": ("In [the spring of 480 BC] they met.",),
            "2015-SU": ("They held it over [the summer].", "[The summer] offensive failed."),
        },
        ignores=(
            "The Arab Spring failed.",
            "The Summer Olympics came.",
            "The fall of Rome came.",
            "A hot spring from the rock fed it.",
            "Prices fall fast.",
        ),
    ),
    Rule(
        name="season over two years",
        starts=frozenset(SEASON_NAMES),
        pattern=re.compile(
            rf"(?P<season>{SEASON})\s(?:of\s)?(?P<year>1\d{{3}}|20\d\d)[-–/](?:\d{{4}}|\d\d)(?!\w)", FLAGS
        ),
        read=lambda match: whole(match, CalendarDate(int(match["year"]), season=SEASON_NAMES[match["season"].lower()])),
        finds={"1914-WI": ("[The winter of 1914-15] was cold.",)},
        ignores=("The winter 1914-1x model.",),
    ),
    Rule(
        name="quarter or half",
        starts=frozenset(name for name in (*_QUARTERS, *_HALVES) if name.isalpha()) | {"#1"},
        pattern=re.compile(
            rf"""(?P<which>{either(dict.fromkeys((*_QUARTERS, *_HALVES)))})[\s-](?P<fiscal>fiscal\s)?
                (?:(?P<quarter>quarter)|half)(?:\sof)?
                \s(?:(?P<year>{YEAR})|(?P<same>(?:the(?:\ssame)?|that|this)\syear)|(?:of\s)?(?P<step>last|next)\syear)(?!\w)""",
            FLAGS,
        ),
        read=_quarter,
        finds={
            "2008-H2": ("In [the second half of 2008] it fell.", "In [the latter half of 2008] it fell."),
            "2014-Q2": ("Sales in [the second quarter of 2014] rose.",),
            "2014-Q3": ("Sales in [the third quarter last year] rose.",),
        },
        ignores=("In the second half of the match they scored.",),
    ),
    Rule(
        name="quarter of this year",
        starts=frozenset(name for name in _QUARTERS if name.isalpha()) | {"#1"},
        pattern=re.compile(
            rf"""(?P<which>{either(_QUARTERS)})[\s-]quarter(?!\w|\sof\b)
                (?=[,.;)]|['’]s?\s|\s(?:and|to|as|after|when|from|with|by|was|were|the|a|on|it|at|ended|earnings|profits?
                |results|sales|revenues?|net|loss(?:es)?|growth|figures|reports?|income|gross|data|forecast)\b)""",
            FLAGS,
        ),
        read=lambda match: (
            whole(match, CalendarDate(season=f"Q{_QUARTERS[match['which'].lower()]}"))
            if re.search(
                r"\b(?:in|for|its|their|during|of|to|from|(?:in|for|during|from|since|of)\sthe|the)\s\Z|\A\Z|[.!?]\s\Z",
                before(match),
                re.IGNORECASE,
            )
            else None
        ),
        finds={
            "2015-Q3": ("Sales rose in [the third quarter].",),
            "2014-Q4": ("Its [fourth-quarter] profit fell.", "[Fourth-quarter] profit fell."),
        },
        ignores=("He scored in the fourth quarter of the game.",),
    ),
    Rule(
        name="Q2",
        starts=frozenset({"q", "#4"}),
        pattern=re.compile(
            rf"Q(?P<number>[1-4])(?:\sof)?\s(?P<year>{YEAR})|(?P<year2>(?:19|20)\d\d)[\s-]?Q(?P<number2>[1-4])(?!\w)",
            FLAGS,
        ),
        read=lambda match: whole(
            match,
            CalendarDate(int(match["year"] or match["year2"]), season=f"Q{match['number'] or match['number2']}"),
        ),
        finds={"2014-Q2": ("Sales in [Q2 2014] rose.",)},
        ignores=("Q5 2014 is not one.",),
    ),
    Rule(
        name="fiscal year",
        starts=frozenset({"fiscal", "financial", "fy"}),
        pattern=re.compile(
            r"(?:(?:fiscal|financial)(?:\syear)?\s|FY\s?)(?:(?:19|20)\d\d[-–/])?(?P<year>(?:19|20)\d\d|(?<=[/–-])\d\d)(?!\w)",
            FLAGS,
        ),
        read=_fiscal,
        finds={
            "FY2007": ("In [fiscal 2007] it rose.", "In [fiscal year 2007] it rose."),
            "FY2015": ("In [fiscal 2014-15] it rose.",),
        },
        ignores=("The fiscal 27 rules.",),
    ),
    Rule(
        name="2014-15 fiscal year",
        starts=frozenset({"#4"}),
        pattern=re.compile(
            r"(?:(?:19|20)\d\d[-–/])?(?P<year>(?:19|20)\d\d|(?<=[/–-])\d\d)\s(?:fiscal|financial)\syear(?!\w)", FLAGS
        ),
        read=_fiscal,
        finds={"FY2015": ("In [the 2014-15 fiscal year] it rose.", "In [the 2015 fiscal year] it rose.")},
        ignores=("In 2015 fiscal yearnings grew.",),
    ),
    Rule(
        name="holiday",
        starts=frozenset(re.split(r"\W", name)[0] for name in (*FIXED_HOLIDAYS, *MOVING_HOLIDAYS))
        | {"last", "this", "next"},
        pattern=re.compile(
            r"(?:(?P<step>last|this|next)\s)?(?-i:(?=[A-Z]))"
            rf"(?P<holiday>{either((*FIXED_HOLIDAYS, *MOVING_HOLIDAYS))})(?!\w|[’']\w)"
            rf"(?:,?\s(?:of\s)?(?P<year>{YEAR}))?",
            FLAGS,
        ),
        read=_holiday,
        finds={
            "2007-12-25": ("They were home by [Christmas 2007].",),
            "2014-12-24": ("It snowed on [Christmas Eve 2014].",),
            "2014-12-25": ("It snowed [last Christmas].",),
            "2014-11-27": ("They met [last Thanksgiving].",),
            "2015-04-05": ("It rained on [Easter Sunday 2015].",),
        },
        ignores=("We may day after day hope.", "The independence day came."),
    ),
)
