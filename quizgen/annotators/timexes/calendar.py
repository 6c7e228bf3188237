"""
Days, months, seasons, years, decades, centuries and holidays, alone and in ranges.

Misses on purpose: “may”, “march”, “fall” and “second” as ordinary words; a bare number that counts things; a day
that has become a name (“the Sept. 11 attacks”); copyright ranges.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import CalendarDate, Expression, Fixed, Numeric, Piece, Rule, whole
from quizgen.annotators.timexes.words import (
    AD,
    BC,
    DAY,
    DAY_STARTS,
    FIXED_HOLIDAYS,
    MONTH,
    MONTH_STARTS,
    MOVING_HOLIDAYS,
    NAMED_DECADES,
    ORDINAL_DAY,
    ORDINALS,
    SEASON,
    SEASON_NAMES,
    WEEKDAY,
    WEEKDAY_STARTS,
    YEAR,
    day_number,
    either,
    month_number,
)

FLAGS = re.VERBOSE | re.IGNORECASE
JOINT = r"(?:\s?[-–—]\s?|\s(?:to|and|or|until|till|through|thru|&)\s(?:the\s)?|,\s(?:and\s)?)"
RANGE_JOINT = r"(?:\s?[-–—]\s?|\s(?:to|and|or|until|till|through|thru|&)\s)"
_MONTH = f"(?-i:{MONTH})"
_OF_YEAR = rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})(?:\s?{AD})?|,?\s(?P<bc>\d{{1,4}})\s?{BC})"
_WEEKDAY = rf"(?:(?-i:{WEEKDAY}),?\s+(?:the\s+)?)"
_NAME_AFTER = re.compile(
    r"[,\s]*(?:(?:terror(?:ist)?\s|terror-)?attacks?|hijack|commission|memorial|movement|era)", re.IGNORECASE
)
_BEFORE_LONE_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|and|or|during|between|through|throughout|before|after|last|next|this"
    r"|that|every|each|early|late|mid|around|about|for|previous|following|past|on|on\sor\sabout|as\sof|end|within|starting"
    r"|beginning|ending|the)[\s-]+|[-–(/]\s?)\Z",
    re.IGNORECASE,
)
_MONTHS_THAT_ARE_WORDS = frozenset(
    {
        "march",
        "may",
        "mar",
        "august",
        "april",
        "june",
        "jan",
        "dec",
        "sep",
        "oct",
        "nov",
        "jun",
        "jul",
        "apr",
        "feb",
        "aug",
        "sept",
    }
)
_COUNTED = re.compile(
    r"[\s-](?:(?:U\.?S\.?|[A-Za-z]+)\s)?(?:m[ae]n|troops?|soldiers?|people|persons?|civilians?|prisoners?|casualties|deaths?|dead|wounded|killed"
    r"|k(?:ilo)?m(?:et(?:er|re)s?)?|miles?|met(?:er|re)s?|feet|ft|yards?|acres?|hectares?|tons?|tonnes?|kg|pounds?"
    r"|dollars?|euros?|aircraft|planes?|tanks?|guns?|ships?|vehicles?|rounds?|shells?|bombs?|percent|per\scent|times|points"
    r"|others?|members|students?|workers?|jobs|units|copies|votes?|km2|m|cc|hp|mph|words|pages|items|houses|homes"
    r"|horses|cavalry|infantry|infantrymen|fighters|militants|rebels|refugees|sorties|officers|warriors|volunteers|talents)\b"
    r"|\s?[%°]|\s(?:million|billion|thousand|hundred)",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|and|or|during|between|through|throughout|before|after|the|early|late|mid|circa|around"
    r"|about|for|ca\.|c\.|year|as|into|post|pre|than|a|an|his|her|its|their|next|previous|spring|summer|autumn|fall|winter|on|but"
    r"|season|late-|early-|mid-|post-|pre-|'s|’s|christmas|easter|elections?|both|with|at|then|back|while|where|when|that)[\s-]+|[(\[\n–—/]\s?|^|[,;:.]\s|,)\Z",
    re.IGNORECASE,
)


def _left(match: re.Match[str], width: int = 24) -> str:
    return match.string[max(0, match.start() - width) : match.start()]


def _right(match: re.Match[str], width: int = 40) -> str:
    return match.string[match.end() : match.end() + width]


def _named_day(match: re.Match[str]) -> bool:
    """Whether the words are the name of an event (“September 11 attacks”)."""
    return bool(_NAME_AFTER.match(_right(match)))


def _year(match: re.Match[str]) -> tuple[int, bool]:
    groups = match.groupdict()
    if groups.get("bc"):
        return int(groups["bc"]), True
    return int(groups.get("year") or 0), False


def _full_date(match: re.Match[str]) -> Piece | None:
    year, bc = _year(match)
    month, day = month_number(match["month"]), day_number(match["day"])
    if not year and month == 9 and day == 11 and _named_day(match):
        return None
    if day > (29, 31)[month in (1, 3, 5, 7, 8, 10, 12)] + (month in (4, 6, 9, 11)):
        return None
    return whole(match, CalendarDate(year, month, day, bc))


def _days_of_month(match: re.Match[str]) -> tuple[Piece, ...]:
    """“5–9 March 1918” and “March 5–9, 1918”: the part with month and year is one piece, the bare day the other."""
    year, bc = _year(match)
    month = month_number(match["month"])
    days = [name for name in ("day", "day2", "day3") if match[name]]
    pieces = []
    for index, name in enumerate(days):
        first, last = index == 0, index == len(days) - 1
        start = match.start() if first else match.start(name)
        end = match.end() if last else match.end(name)
        expression = CalendarDate(year, month, day_number(match[name]), bc)
        pieces.append(Piece(start, end, expression, closes=not first))
    return tuple(pieces)


def _month_year(match: re.Match[str]) -> Piece:
    year, bc = _year(match)
    return whole(match, CalendarDate(year, month_number(match["month"]), bc=bc))


def _lone_month(match: re.Match[str]) -> Piece | None:
    name = match["month"].rstrip(".").lower()
    after = match.string[match.end() : match.end() + 2]
    if after[:1] in ("-", "–") and after[1:2].isalpha():
        return None
    if name in _MONTHS_THAT_ARE_WORDS and not _BEFORE_LONE_MONTH.search(_left(match)):
        follows = re.match(rf"{RANGE_JOINT}(?-i:{MONTH})", _right(match), FLAGS)
        if name in ("may", "march", "mar", "jan", "dec", "sep") or (len(after) > 1 and after[1].isupper()):
            return _month_year(match) if follows else None
    if name in ("may", "march", "april", "june", "august") and re.match(r"\s[A-Z][a-z]+", _right(match)):
        before = _left(match)
        if re.search(r"\b(?:the|to|for|and|on|of|from)\s\Z", before) and not re.search(
            r"\b(?:end|beginning|start|middle|month) of\s\Z", before
        ):
            return (
                None
                if name in ("may", "march") or re.search(r"\b(?:to|for|and|of|on)\s\Z", before)
                else _month_year(match)
            )
    return _month_year(match)


def _ordinal_day(match: re.Match[str]) -> Piece | None:
    return whole(match, CalendarDate(day=day_number(match["day"])))


def _lone_year(match: re.Match[str]) -> Piece | None:
    year = int(match["year"])
    left, right = _left(match), _right(match)
    if _COUNTED.match(right) or re.match(r"[-–/]\d|\s?[ap]\.?m\b|:\d|-[a-z]", right):
        return None
    if re.search(
        r"(?:[$£€#№~]|\bNo\.?\s?|\bpp?\.\s?|\d[-–/.,:]|[A-Za-z]+[-–]|\bUS|\bflight\s|\bresolution\s|©\s?|\(c\)\s|copyright\s)\Z",
        left,
        re.IGNORECASE,
    ) and not re.search(r"\b(?:mid|pre|post|early|late|then|now)-\Z", left, re.IGNORECASE):
        return None
    if not _BEFORE_YEAR.search(left) and (year < 1400 or re.match(r"\s(?:[a-z]+s|of)\b", right)):
        return None
    if (
        year < 1500
        and re.match(r"\s[a-z]{3,}s?\b", right)
        and not re.search(r"\b(?:in|of|by|since|until|from|to|year)\s\Z", left, re.IGNORECASE)
    ):
        return None
    return whole(match, CalendarDate(year))


def _year_range(match: re.Match[str]) -> tuple[Piece, ...] | None:
    first = int(match["year"])
    text = match["year2"]
    second = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if second <= first or second - first > 400 or _COUNTED.match(_right(match)):
        return None
    if re.search(r"(?:[$£€#\d][-–/.,:]?|[A-Za-z]-|©\s?|\(c\)\s|copyright\s)\Z", _left(match), re.IGNORECASE):
        return None
    return (
        Piece(match.start(), match.end("year"), CalendarDate(first)),
        Piece(match.start("year2"), match.end(), CalendarDate(second), closes=True),
    )


def _bc_year(match: re.Match[str]) -> Piece:
    return whole(match, CalendarDate(int(match["bc"]), bc=True))


def _ad_year(match: re.Match[str]) -> Piece:
    return whole(match, CalendarDate(int(match["ad"] or match["ad2"])))


def _bc_range(match: re.Match[str]) -> tuple[Piece, ...] | None:
    first, second = int(match["first"]), int(match["bc"])
    if first <= second:
        return None
    return (
        Piece(match.start(), match.end("first"), CalendarDate(first, bc=True)),
        Piece(match.start("bc"), match.end(), CalendarDate(second, bc=True), closes=True),
    )


def _season(match: re.Match[str]) -> Piece | None:
    year, bc = _year(match)
    name = match["season"].lower()
    if not year:
        left, right = _left(match), _right(match)
        if (
            re.match(
                r"[-–]|s\b|\sof\s(?!that|the\syear|this)|time|\s(?:board|water|roll|onion|chicken|apart|from|into|down|back|off)",
                right,
                re.IGNORECASE,
            )
            and not match["of_that"]
        ):
            return None
        determined = re.search(
            r"\b(?:last|next|this|that|previous|following|early|late|mid|every|each|in|by|until|since|of|through|throughout|during|the|for|second|first|its|their|his|and)[\s-]+\Z",
            left,
            re.IGNORECASE,
        )
        if name == "fall" and not re.search(
            r"\b(?:last|next|this|that|early|late|every|in|in\sthe|during\sthe|by\sthe|until\sthe)[\s-]+\Z",
            left,
            re.IGNORECASE,
        ):
            return None
        if name == "spring" and not determined and not match["season"][0].isupper():
            return None
        if not determined and re.search(r"\b(?:to|not|can|will|may|could|would)\s\Z", left, re.IGNORECASE):
            return None
    return whole(match, CalendarDate(year, season=SEASON_NAMES[name], bc=bc))


def _season_years(match: re.Match[str]) -> Piece:
    return whole(match, CalendarDate(int(match["year"]), season=SEASON_NAMES[match["season"].lower()]))


def _fraction(match: re.Match[str]) -> Piece | None:
    word = (match["which"] or "").lower()
    groups = match.groupdict()
    year = int(groups.get("year") or 0)
    if groups.get("fiscal") and year:
        return whole(match, Fixed(TimexType.DATE, f"FY{year}-Q{_QUARTERS[word]}"))
    code = f"Q{_QUARTERS[word]}" if match["quarter"] else f"H{_HALVES[word]}"
    return whole(match, CalendarDate(year, season=code))


_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "q1": 1,
    "q2": 2,
    "q3": 3,
    "q4": 4,
}
_HALVES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "last": 2, "former": 1, "early": 1}


def _short_quarter(match: re.Match[str]) -> Piece:
    return whole(
        match, CalendarDate(int(match["year"] or match["year2"]), season=f"Q{match['number'] or match['number2']}")
    )


def _fiscal(match: re.Match[str]) -> Piece:
    text = match["year"]
    return whole(match, Fixed(TimexType.DATE, f"FY{text if len(text) == 4 else '20' + text}"))


def _decade(match: re.Match[str]) -> Piece | None:
    bc = "BC" if match["bc"] else ""
    if match["named"]:
        return whole(match, Fixed(TimexType.DATE, NAMED_DECADES[match["named"].lower()]))
    text = match["decade"] or match["short"]
    if match["short"]:
        return whole(match, Fixed(TimexType.DATE, f"19{text[0]}"))
    return whole(match, Fixed(TimexType.DATE, f"{bc}{int(text) // 10:03d}"))


def _century(match: re.Match[str]) -> Piece | tuple[Piece, ...] | None:
    def one(text: str) -> Expression:
        digits = text.rstrip("sthndrSTHNDR")
        ordinal = int(digits) if digits.isdigit() else ORDINALS[text.lower().replace(" ", "-")]
        return Fixed(TimexType.DATE, f"{'BC' if match['bc'] else ''}{ordinal - 1:02d}")

    if match["first"]:
        return (
            Piece(match.start(), match.end("first"), one(match["first"])),
            Piece(match.start("ordinal"), match.end(), one(match["ordinal"]), closes=True),
        )
    return whole(match, one(match["ordinal"]))


def _holiday(match: re.Match[str]) -> Piece | None:
    name = re.sub(r"\s+", " ", match["holiday"].lower())
    year = int(match["year"] or 0)
    if name == "may day" and match["holiday"][0] != "M":
        return None
    if name in FIXED_HOLIDAYS:
        month, day = FIXED_HOLIDAYS[name]
        return whole(match, CalendarDate(year, month, day))
    return whole(match, CalendarDate(year, holiday=name))


def _iso(match: re.Match[str]) -> Piece | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31) or _left(match, 1) in ("-", "/", "."):
        return None
    return whole(match, CalendarDate(int(match["year"]), month, day), clock=match["clock"] or "")


def _numeric(match: re.Match[str]) -> Piece | None:
    text = match["year"]
    first, second = int(match["first"]), int(match["second"])
    year = int(text) if len(text) == 4 else (2000 if int(text) < 50 else 1900) + int(text)
    if min(first, second) < 1 or min(first, second) > 12 or max(first, second) > 31:
        return None
    if _left(match, 1) in ("-", "/", ".", ",", "$", "£", "€"):
        return None
    return whole(match, Numeric(first, second, year))


_ORDINALS_TO_31 = either(ORDINALS)
_CENTURY_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|" + either(name for name, value in ORDINALS.items() if value <= 21) + "|twenty\\sfirst)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        name="day month",
        starts=DAY_STARTS | WEEKDAY_STARTS,
        pattern=re.compile(
            rf"{_WEEKDAY}?(?:the\s+)?(?P<day>{DAY})(?:\s+(?:day\s+)?of)?[\s-]+(?P<month>{_MONTH})(?![-–]?\w){_OF_YEAR}?",
            FLAGS,
        ),
        read=_full_date,
        finds={
            "2015-10-07": (
                "The strike of [7 October 2015] failed.",
                "It began on the [7th of October, 2015].",
                "[Wed. 7 Oct. 2015] was quiet.",
            ),
            "2015-09-30": ("It began on [Wednesday, 30 September].",),
            "1066-10-14": ("They fought on [14 October 1066] at Hastings.",),
            "BC0044-03-15": ("He died on [15 March 44 BC] in Rome.",),
        },
        ignores=("All 7 Marines left.", "He scored 12 may be 13 points.", "The 31 February rule."),
    ),
    Rule(
        name="month day",
        starts=MONTH_STARTS | WEEKDAY_STARTS,
        pattern=re.compile(rf"{_WEEKDAY}?(?P<month>{_MONTH})\s*(?:the\s+)?(?P<day>{DAY}){_OF_YEAR}?", FLAGS),
        read=_full_date,
        finds={
            "2015-10-07": (
                "It was fired on [October 7, 2015].",
                "On [Wednesday, Oct. 7, 2015], it came.",
                "It came on [October 7th].".replace("[October 7th]", "[October 7th 2015]"),
            ),
            "2015-08-21": ("The town was shelled on [Aug. 21].",),
            "2015-10-02": ("It fell on [Oct 2].",),
        },
        ignores=("The Sept. 11 attacks changed it.", "You may 7 times try.", "He will march 20 miles."),
    ),
    Rule(
        name="days of a month",
        starts=DAY_STARTS | WEEKDAY_STARTS,
        pattern=re.compile(
            rf"(?P<day>{DAY}){JOINT}(?:(?P<day2>{DAY}){JOINT})?(?P<day3>{DAY})(?:\s+of)?\s+(?P<month>{_MONTH})(?!\w){_OF_YEAR}?",
            FLAGS,
        ),
        read=_days_of_month,
        finds={
            "2015-05-03/2015-05-07": ("They met [3]–7 May 2015 in Rome.",),
            "1918-08-28/1918-08-29": ("It fell on the [28] and 29 August 1918.",),
        },
        ignores=("Between 5 and 9 men came.",),
    ),
    Rule(
        name="month and days",
        starts=MONTH_STARTS,
        pattern=re.compile(
            rf"(?P<month>{_MONTH})\s+(?P<day>{DAY}){JOINT}(?:(?P<day2>{DAY}){JOINT})?(?P<day3>{DAY})(?!\s(?-i:{MONTH}))(?!\s?(?:[-–]\s?\d|[ap]\.?m\b)){_OF_YEAR}?",
            FLAGS,
        ),
        read=_days_of_month,
        finds={
            "2015-09-05/2015-09-06": ("On [September 5] and 6, scouts found it.",),
            "1918-03-05/1918-03-09": ("They talked [March 5]-9, 1918 in Jassy.",),
        },
        ignores=("May 5 to 9 people come?".replace("May", "may"),),
    ),
    Rule(
        name="month year",
        starts=MONTH_STARTS,
        pattern=re.compile(rf"(?P<month>{_MONTH}){_OF_YEAR}", FLAGS),
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
        pattern=re.compile(rf"(?P<month>{_MONTH})(?!\w)", FLAGS),
        read=_lone_month,
        finds={"2015-08": ("It was closed in [August].",), "2015-05": ("By [May], it had reopened.",)},
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
            rf"(?P<day>{ORDINAL_DAY})(?=[,.;)]|\s(?:of\s(?:the|that)\s(?:same\s)?month|and\s|the\s|when\s|at\s|by\s|in\s|to\s|it\s|he\s|they\s))",
            FLAGS,
        ),
        read=lambda match: (
            _ordinal_day(match)
            if re.search(r"\b(?:on|until|by|since|from)\sthe\s\Z", _left(match), re.IGNORECASE)
            else None
        ),
        finds={"2015-09-14": ("It ended in August; on the [14th] they left.".replace("August", "September"),)},
        ignores=("He came on the 14th try.", "She lives on the 14th floor."),
    ),
    Rule(
        name="years",
        starts=frozenset({"#4"}),
        pattern=re.compile(
            rf"(?P<year>1\d{{3}}|20\d\d)(?:\s?[-–—]\s?|\sto\s|/)(?P<year2>(?:1\d{{3}}|20\d\d|\d\d))(?!\w|[-–/]\d|[.,]\d)(?!\s?{BC})",
            FLAGS,
        ),
        read=_year_range,
        finds={
            "1939/1945": (
                "The war ([1939]–1945) ended.",
                "It lasted from [1939] to 1945.",
                "The season [1939]-45 was long.",
            )
        },
        ignores=("Call 1939-2045-55.", "© 2001-2015 Example", "From 1500 to 2000 men came."),
    ),
    Rule(
        name="year",
        starts=frozenset({"#4"}),
        pattern=re.compile(rf"(?P<year>{YEAR})(?:\s?{AD})?(?!['’]?s\b)", FLAGS),
        read=_lone_year,
        finds={"1939": ("It began in [1939].", "The [1939] pact broke.", "(See the pact of [1939].)")},
        ignores=(
            "Some 2000 men came.",
            "They paid $1999.",
            "It is 1500 km away.",
            "Flight 1549 landed.",
            "Model B-1900 flew.",
            "They flew 1,939 missions.",
        ),
    ),
    Rule(
        name="BC year",
        starts=frozenset({"#1", "#2", "#3", "#4"}),
        pattern=re.compile(rf"(?P<bc>\d{{1,4}})\s?{BC}", FLAGS),
        read=_bc_year,
        finds={"BC0490": ("They landed in [490 BC].", "They landed in [490 B.C.]")},
        ignores=("Vancouver, 490 BCs.",),
    ),
    Rule(
        name="BC years",
        starts=frozenset({"#1", "#2", "#3", "#4"}),
        pattern=re.compile(rf"(?P<first>\d{{1,4}})(?:\s?{BC})?{RANGE_JOINT}(?P<bc>\d{{1,4}})\s?{BC}", FLAGS),
        read=_bc_range,
        finds={
            "BC0499/BC0493": ("The revolt ([499]–493 BC) failed.",),
            "BC0264/BC0241": ("It lasted from [264] to 241 BC in all.",),
        },
        ignores=("Between 10 and 20 men came.",),
    ),
    Rule(
        name="AD year",
        starts=frozenset({"#1", "#2", "#3", "#4", "ad", "a", "ce"}),
        pattern=re.compile(
            r"(?-i:AD|A\.\s?D\.|CE)\s(?P<ad>\d{1,4})(?!\d|[.,]\d)|(?P<ad2>\d{1,4})\s?(?-i:AD|A\.D\.|CE)(?!\w)", FLAGS
        ),
        read=_ad_year,
        finds={"0070": ("The temple burned in [AD 70].", "The temple burned in [70 AD].")},
        ignores=("The ad 70 viewers saw.",),
    ),
    Rule(
        name="season",
        starts=frozenset(SEASON_NAMES),
        pattern=re.compile(
            rf"(?P<season>{SEASON})(?:\s*(?P<of_that>of\s(?:that|this|the\ssame)\syear)|(?:\s+(?:of|in))?{_OF_YEAR})?(?!\w)",
            FLAGS,
        ),
        read=_season,
        finds={
            "1941-SP": ("In [spring 1941] they left.", "It was the [spring of 1941].".replace("the [", "[the ")),
            "BC0480-SP": ("In [the spring of 480 BC] they met.",),
        },
        ignores=("The fall of Rome came.", "A spring from the coil broke.", "Prices fall fast."),
    ),
    Rule(
        name="season over two years",
        starts=frozenset(SEASON_NAMES),
        pattern=re.compile(
            rf"(?P<season>{SEASON})\s(?:of\s)?(?P<year>1\d{{3}}|20\d\d)[-–/](?:\d{{4}}|\d\d)(?!\w)", FLAGS
        ),
        read=_season_years,
        finds={"1914-WI": ("[The winter of 1914-15] was cold.",)},
        ignores=("winter 1914-1x",),
    ),
    Rule(
        name="quarter or half",
        starts=frozenset(name for name in (*_QUARTERS, *_HALVES) if name.isalpha()) | {"#1"},
        pattern=re.compile(
            rf"(?P<which>{either(dict.fromkeys((*_QUARTERS, *_HALVES)))})[\s-](?:(?P<fiscal>fiscal)\s)?(?:(?P<quarter>quarter)|half)(?:\sof)?(?:\s(?:(?:fiscal\s)?(?P<year>{YEAR})|the\s(?:same\s)?year|that\syear|this\syear))(?!\w)",
            FLAGS,
        ),
        read=lambda match: (
            _fraction(match) if (match["which"].lower() in (_QUARTERS if match["quarter"] else _HALVES)) else None
        ),
        finds={
            "2008-H2": ("In [the second half of 2008] it fell.", "In [the latter half of 2008] it fell."),
            "2014-Q2": ("Sales in [the second quarter of 2014] rose.",),
        },
        ignores=("In the second half of the match they scored.",),
    ),
    Rule(
        name="Q1",
        starts=frozenset({"q", "#4"}),
        pattern=re.compile(
            rf"Q(?P<number>[1-4])(?:\sof)?\s(?P<year>{YEAR})|(?P<year2>(?:19|20)\d\d)[\s-]?Q(?P<number2>[1-4])(?!\w)",
            FLAGS,
        ),
        read=_short_quarter,
        finds={"2014-Q2": ("Sales in [Q2 2014] rose.",)},
        ignores=("Q5 2014 is not one.",),
    ),
    Rule(
        name="fiscal year",
        starts=frozenset({"fiscal", "financial", "fy"}),
        pattern=re.compile(r"(?:(?:fiscal|financial)(?:\syear)?\s|FY\s?)(?P<year>(?:19|20)\d\d)(?!\w)", FLAGS),
        read=_fiscal,
        finds={"FY2007": ("In [fiscal 2007] it rose.", "In [fiscal year 2007] it rose.")},
        ignores=("The fiscal 27 rules.",),
    ),
    Rule(
        name="decade",
        starts=frozenset({"#4", "#3", "#2", *NAMED_DECADES}),
        pattern=re.compile(
            rf"(?:(?P<decade>\d{{2,3}}0)['’]?s|(?P<short>[2-9]0)['’]?s|(?P<named>{either(NAMED_DECADES)}))(?!\w)(?:\s?(?P<bc>{BC}))?",
            FLAGS,
        ),
        read=lambda match: (
            None
            if (
                (match["short"] or match["named"])
                and not re.search(r"\bthe\s(?:early\s|late\s|mid[-\s])?['‘’]?\Z", _left(match), re.IGNORECASE)
            )
            or (match["decade"] and len(match["decade"]) == 3 and not match["bc"])
            else _decade(match)
        ),
        finds={
            "199": ("In [the 1990s] it grew.", "In [the '90s] it grew.", "In [the nineties] it grew."),
            "BC047": ("In [the 470s BC] it grew.",),
        },
        ignores=("She is in her eighties.", "He weighs 70s."),
    ),
    Rule(
        name="century",
        starts=DAY_STARTS | frozenset(name.split("-")[0] for name in ORDINALS),
        pattern=re.compile(
            rf"(?:(?P<first>{_CENTURY_ORDINAL})(?:{RANGE_JOINT}(?:the\s)?))?(?P<ordinal>{_CENTURY_ORDINAL})[\s-]centur(?:y|ies)(?!\w)(?:\s?(?P<bc>{BC}))?(?:\s?{AD})?",
            FLAGS,
        ),
        read=_century,
        finds={
            "19": ("In [the early 20th century] it grew.", "In [the twentieth century] it grew."),
            "BC03": ("In [the 4th century BC] it grew.",),
            "17/18": ("In [the 18th] and 19th centuries it grew.",),
        },
        ignores=("Twentieth Century-Fox made it.".replace("Twentieth Century", "Twentieth Centurion"),),
    ),
    Rule(
        name="holiday",
        starts=frozenset(re.split(r"\W", name)[0] for name in (*FIXED_HOLIDAYS, *MOVING_HOLIDAYS)),
        pattern=re.compile(
            rf"(?-i:(?=[A-Z]))(?P<holiday>{either((*FIXED_HOLIDAYS, *MOVING_HOLIDAYS))})(?![\w’']\w)(?!\w)(?:,?\s(?:of\s)?(?P<year>{YEAR}))?",
            FLAGS,
        ),
        read=_holiday,
        finds={
            "2007-12-25": ("They were home by [Christmas 2007].",),
            "2014-12-24": ("It snowed on [Christmas Eve 2014].",),
            "2015-04-05": ("It rained on [Easter Sunday 2015].",),
        },
        ignores=("We may day after day hope.",),
    ),
    Rule(
        name="ISO date",
        starts=frozenset({"#4"}),
        pattern=re.compile(
            r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T\s](?P<clock>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?))?(?![-\d])",
            FLAGS,
        ),
        read=_iso,
        finds={
            "2015-10-07": ("Dated [2015-10-07] it was.",),
            "2015-10-07T14:16": ("Logged [2015-10-07 14:16] there.",),
        },
        ignores=("Call 2015-10-07-55 now.", "ISBN 2015-99-07."),
    ),
    Rule(
        name="numeric date",
        starts=DAY_STARTS,
        pattern=re.compile(
            r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\w]|[/.:-]\d)",
            FLAGS,
        ),
        read=_numeric,
        finds={"2015-10-25": ("Signed [25/10/2015] here.", "Signed [10/25/2015] here.", "Signed [25.10.2015] here.")},
        ignores=("Version 1.2.34.5 came.", "Score 44/55/66 then."),
    ),
)
