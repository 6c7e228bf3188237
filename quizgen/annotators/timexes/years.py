"""
Years, decades and centuries, before and after Christ, alone and in ranges.

Misses on purpose: numbers that count things, prices, flight and model numbers, copyright ranges.
"""

import re

from quizgen.annotation import Joint, TimexType
from quizgen.annotators.timexes.expressions import (
    CalendarDate,
    Expression,
    Fixed,
    Piece,
    Rule,
    after,
    before,
    joint_of,
    whole,
)
from quizgen.annotators.timexes.words import (
    AD,
    BC,
    DAY_STARTS,
    FLAGS,
    NAMED_DECADES,
    ORDINALS,
    RANGE_JOINT,
    YEAR,
    either,
)

_COUNTED = re.compile(
    r"""[\s-](?:(?:U\.?S\.?|[A-Za-z]+)\s)?
        (?:m[ae]n|troops?|soldiers?|people|persons?|civilians?|prisoners?|casualties|deaths?|dead|wounded|killed
        |k(?:ilo)?m(?:et(?:er|re)s?)?|miles?|met(?:er|re)s?|feet|ft|yards?|acres?|hectares?|tons?|tonnes?|kg|pounds?
        |dollars?|euros?|aircraft|planes?|tanks?|guns?|ships?|vehicles?|rounds?|shells?|bombs?|percent|per\scent|times
        |points|others?|members|students?|workers?|jobs|units|copies|votes?|km2|m|cc|hp|mph|words|pages|items|houses
        |homes|horses|cavalry|infantry|infantrymen|fighters|militants|rebels|refugees|sorties|officers|warriors
        |volunteers|talents|migrants|seats|passengers|children|women|families|hours|days|weeks|months|years)\b
      |\s?[%°]|\s(?:million|billion|thousand|hundred)""",
    FLAGS,
)
_LEADS_TO_YEAR = re.compile(
    r"""(?:\b(?:in|of|by|since|until|till|from|to|and|or|during|between|through|throughout|before|after|the|early|late
        |mid|circa|around|about|for|ca\.|c\.|year|as|into|post|pre|than|a|an|his|her|its|their|next|previous|spring
        |summer|autumn|fall|winter|on|but|season|christmas|easter|elections?|both|with|at|then|back|while|where|when
        |that)[\s-]+|['’]s\s|[(\[\n–—/]\s?|\A|[,;:.]\s|,)\Z""",
    FLAGS,
)
_SURE_OF_YEAR = re.compile(r"\b(?:in|of|by|since|until|from|to|year)\s\Z", re.IGNORECASE)
_NO_YEAR_AFTER = re.compile(
    r"""(?:[$£€#№~]|\bNo\.?\s?|\bpp?\.\s?|\d[-–/.,:]
        |\bUS|\b(?:flight|room|route|highway|unit|number|model|page|article|section|order|gate|bus|line)\s|\bresolution\s|\bboeing\s|©\s?|\(c\)\s|copyright\s)\Z""",
    FLAGS,
)
_HYPHENATED = re.compile(r"\b(?!(?:mid|pre|post|early|late|then|now)-)[A-Za-z]+[-–]\Z", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:[$£€#\d][-–/.,:]?|[A-Za-z]-|©\s?|\(c\)\s|copyright\s(?:©\s)?)\Z", re.IGNORECASE)
_NO_YEAR_BEFORE = re.compile(r"[-–/]\d|\s?[ap]\.?m\b|:\d|-[a-z]", re.IGNORECASE)
_STREET = re.compile(r"\s(?:[A-Z][\w.]+\s){1,2}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Square|St\.|Ave\.|Blvd\.)")
_THE_DECADE = re.compile(
    r"\bthe\s(?:early\s|late\s|mid[-\s])?['‘’]?\Z|\b(?:and|or|to)\s(?:the\s)?['‘’]\Z", re.IGNORECASE
)
_CENTURY_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|" + either(name for name, value in ORDINALS.items() if value <= 21) + r"|twenty\sfirst)"
)


def _year(match: re.Match[str]) -> Piece | None:
    year = int(match["year"])
    left, right = before(match), after(match)
    if _COUNTED.match(right) or _NO_YEAR_BEFORE.match(right) or _STREET.match(right):
        return None
    if _NO_YEAR_AFTER.search(left) or _HYPHENATED.search(left):
        return None
    if not _LEADS_TO_YEAR.search(left) and (year < 1400 or re.match(r"\s(?:[a-z]+s|of)\b", right)):
        return None
    if year < 1500 and re.match(r"\s[a-z]{3,}", right) and not _SURE_OF_YEAR.search(left):
        return None
    return whole(match, CalendarDate(year))


def _years(match: re.Match[str]) -> tuple[Piece, ...] | None:
    first = int(match["year"])
    text = match["year2"]
    second = first // 10 ** len(text) * 10 ** len(text) + int(text)
    if not first < second <= first + 400 or _COUNTED.match(after(match)) or _COPYRIGHT.search(before(match)):
        return None
    return (
        Piece(match.start(), match.end("year"), CalendarDate(first)),
        Piece(match.start("year2"), match.end(), CalendarDate(second), closes=Joint.RANGE),
    )


def _joint(match: re.Match[str], first: str, second: str) -> Joint:
    words = match.string[match.end(first) : match.start(second)]
    return Joint.CHOICE if "/" in words else joint_of(words, before(match))


def _bc_years(match: re.Match[str]) -> tuple[Piece, ...] | None:
    first, second = int(match["first"]), int(match["bc"])
    if first <= second:
        return None
    return (
        Piece(match.start(), match.end("first"), CalendarDate(first, bc=True)),
        Piece(match.start("bc"), match.end(), CalendarDate(second, bc=True), closes=_joint(match, "first", "bc")),
    )


def _ad_years(match: re.Match[str]) -> tuple[Piece, ...] | None:
    first, second = int(match["year"]), int(match["year2"])
    if first >= second:
        return None
    return (
        Piece(match.start(), match.end("year"), CalendarDate(first)),
        Piece(match.start("year2"), match.end(), CalendarDate(second), closes=_joint(match, "year", "year2")),
    )


def _decade(match: re.Match[str]) -> Piece | None:
    if match["named"] or match["short"]:
        if not _THE_DECADE.search(before(match)):
            return None
        return whole(
            match,
            Fixed(
                TimexType.DATE, NAMED_DECADES[match["named"].lower()] if match["named"] else f"19{match['short'][0]}"
            ),
        )
    if len(match["decade"]) == 3 and not match["bc"]:
        return None
    return whole(match, Fixed(TimexType.DATE, f"{'BC' if match['bc'] else ''}{int(match['decade']) // 10:03d}"))


def _century(match: re.Match[str]) -> Piece | tuple[Piece, ...] | None:
    era = "BC" if match["bc"] else ""

    def one(text: str) -> Expression:
        digits = text.rstrip("sthndrSTHNDR")
        ordinal = int(digits) if digits.isdigit() else ORDINALS[re.sub(r"\s", "-", text.lower())]
        return Fixed(TimexType.DATE, f"{era}{ordinal - 1:02d}")

    if match["first"]:
        return (
            Piece(match.start(), match.end("first"), one(match["first"])),
            Piece(match.start("ordinal"), match.end(), one(match["ordinal"]), closes=_joint(match, "first", "ordinal")),
        )
    return whole(match, one(match["ordinal"]))


_ANY_NUMBER = frozenset({"#1", "#2", "#3", "#4"})

RULES: tuple[Rule, ...] = (
    Rule(
        name="years",
        starts=frozenset({"#4"}),
        pattern=re.compile(
            rf"(?P<year>1\d{{3}}|20\d\d)(?:\s?[-–—]\s?|\s(?:to|until|through)\s|/)(?P<year2>1\d{{3}}|20\d\d|\d\d?)"
            rf"(?!\w|[-–/:]\d|[.,]\d)(?!\s?{BC})",
            FLAGS,
        ),
        read=_years,
        finds={
            "1939/1945": (
                "The war ([1939]–1945) ended.",
                "It lasted from [1939] to 1945.",
                "The season [1939]-45 was long.",
            ),
            "1861/1862": ("It was shut in [1861]/2.",),
        },
        ignores=("Call 1939-2045-55.", "© 2001-2015 Example", "From 1500 to 2000 men came."),
    ),
    Rule(
        name="year",
        starts=frozenset({"#4"}),
        pattern=re.compile(rf"(?P<year>{YEAR})(?:\s?{AD})?", FLAGS),
        read=_year,
        finds={
            "1939": (
                "It began in [1939].",
                "The [1939] pact broke.",
                "(See the pact of [1939].)",
                "It was less than [1939]'s total.",
            ),
            "2014": ("It opened in [mid-2014].",),
        },
        ignores=(
            "Some 2000 men came.",
            "They paid $1999.",
            "It is 1500 km away.",
            "Flight 1549 landed.",
            "He lives at 1600 Example Avenue.",
            "Model B-1900 flew.",
            "They flew 1,939 missions.",
        ),
    ),
    Rule(
        name="BC year",
        starts=_ANY_NUMBER,
        pattern=re.compile(rf"(?P<bc>\d{{1,4}})\s?{BC}", FLAGS),
        read=lambda match: (
            whole(match, CalendarDate(int(match["bc"]), bc=True)) if before(match, 1) not in (",", ".") else None
        ),
        finds={"BC0490": ("They landed in [490 BC].", "They landed in [490 B.C.]")},
        ignores=("Vancouver, 490 BCs.", "It was built about 10,000 BC."),
    ),
    Rule(
        name="BC years",
        starts=_ANY_NUMBER,
        pattern=re.compile(
            rf"(?P<first>\d{{1,4}})(?:\s?{BC})?(?:{RANGE_JOINT}(?:ca?\.\s)?|/)(?P<bc>\d{{1,4}})\s?{BC}", FLAGS
        ),
        read=_bc_years,
        finds={
            "BC0499/BC0493": ("The revolt ([499]–493 BC) failed.",),
            "BC0264/BC0241": ("It lasted from [264] to 241 BC in all.",),
            "BC0490/BC0489": ("He was born in [490]/489 BC.",),
        },
        ignores=("Between 10 and 20 men came.",),
    ),
    Rule(
        name="AD year",
        starts=_ANY_NUMBER | {"ad", "a", "ce"},
        pattern=re.compile(
            r"""(?-i:AD|A\.\s?D\.|CE)\s(?P<ad>\d{1,4})(?!\d|[.,]\d)
              | (?P<ad2>\d{1,4})\s?(?-i:AD|A\.D\.|CE)(?!\w)""",
            FLAGS,
        ),
        read=lambda match: whole(match, CalendarDate(int(match["ad"] or match["ad2"]))),
        finds={"0070": ("The temple burned in [AD 70].", "The temple burned in [70 AD].")},
        ignores=("The ad 70 viewers saw.",),
    ),
    Rule(
        name="AD years",
        starts=frozenset({"ad", "a", "ce"}),
        pattern=re.compile(
            r"(?-i:AD|A\.\s?D\.|CE)\s(?P<year>\d{1,4})(?:\s?[-–—]\s?|\s(?:to|until|and)\s)(?P<year2>\d{1,4})(?!\w|[.,]\d)",
            FLAGS,
        ),
        read=_ad_years,
        finds={"0060/0120": ("He lived [AD 60]–120.", "He lived from [AD 60] to 120.")},
        ignores=("In AD 70 to 12 men it fell.",),
    ),
    Rule(
        name="the year 70",
        starts=frozenset({"#2", "#3"}),
        pattern=re.compile(r"(?P<year>\d{2,3})(?!\w|[.,]\d|[-–/]\d)", FLAGS),
        read=lambda match: (
            whole(match, CalendarDate(int(match["year"])))
            if re.search(r"\bthe\syear\s\Z", before(match), re.IGNORECASE)
            else None
        ),
        finds={"0070": ("It ended in the year [70].",)},
        ignores=("That year 70 people died.",),
    ),
    Rule(
        name="decade",
        starts=frozenset({"#4", "#3", "#2", *NAMED_DECADES}),
        pattern=re.compile(
            rf"(?:(?P<decade>\d{{2,3}}0)['’]?s|(?P<short>[2-9]0)['’]?s|(?P<named>{either(NAMED_DECADES)}))(?!\w)"
            rf"(?:\s?(?P<bc>{BC}))?",
            FLAGS,
        ),
        read=_decade,
        finds={
            "199": (
                "In [the 1990s] it grew.",
                "In the '[90s] it grew.",
                "In [the nineties] it grew.",
                "In [the late 1990s] it grew.",
            ),
            "197": ("In the 1960s and '[70s] it grew.",),
            "BC047": ("In [the 470s BC] it grew.",),
        },
        ignores=("She is in her eighties.", "He weighs 70s."),
    ),
    Rule(
        name="century",
        starts=DAY_STARTS | frozenset(name.split("-")[0] for name in ORDINALS),
        pattern=re.compile(
            rf"(?:(?P<first>{_CENTURY_ORDINAL})(?:{RANGE_JOINT})(?:the\s)?(?:(?:early|late|mid)[-\s])?)?(?P<ordinal>{_CENTURY_ORDINAL})"
            rf"[\s-]centur(?:y|ies)(?!\w|\sFox\b)(?:\s?(?P<bc>{BC}))?(?:\s?{AD})?",
            FLAGS,
        ),
        read=_century,
        finds={
            "19": ("In [the early 20th century] it grew.", "In [the twentieth century] it grew."),
            "BC03": ("In [the 4th century BC] it grew.",),
            "17/18": ("In [the 18th] and 19th centuries it grew.",),
            "02/03": ("It dates from [the late 3rd] or early 4th century.",),
        },
        ignores=("Twentieth Centurion guards came.", "20th Century Fox made it."),
    ),
)
