"""
Lengths of time and repetitions: “nearly four years”, “a 12-hour flight”, “every Thursday”, “three times a week”.

Misses on purpose: ordinals and “second” as a number word; “minutes” of a meeting.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import Fixed, Piece, Rule, whole
from quizgen.annotators.timexes.words import (
    FULL_WEEKDAY,
    NUMBER_STARTS,
    NUMBER_WORD,
    UNITS,
    either,
    number,
    weekday_number,
)

FLAGS = re.VERBOSE | re.IGNORECASE
UNIT = rf"(?P<unit>{either(name for name in UNITS if name not in ('second', 'centurie', 'weekend'))}|seconds?|centurie|weekend)"
COUNT = rf"(?P<count>(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{NUMBER_WORD}|an?|half\san?|one)(?:\sand\sa\shalf)?|(?P<some>(?:a\s|the\s|some\s|many\s)?(?:few|several|couple(?:\sof)?|many|dozens\sof|number\sof|various)))"
_NOT_ADJECTIVES = (
    r"of|in|and|the|to|or|a|an|for|at|on|by|per|as|is|was|are|were|with|from|that|than|last|next|this|every|each"
)
COUNT_STARTS = NUMBER_STARTS | frozenset(
    {"a", "an", "half", "few", "several", "couple", "many", "some", "dozens", "#1", "#2", "#3", "#4", "the", "various"}
)


def unit_code(text: str) -> str:
    """The TIMEX3 letter of a unit, singular or plural."""
    name = text.lower().rstrip("s")
    return UNITS[name]


def amount_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: `P3D`, `PT2H`, `P2.5Y`, `PXM` where the number is not known."""
    scale = 1.0
    if unit == "2W":
        unit, scale = "W", 2.0
    if unit == "Q":
        unit, scale = "M", 3.0
    if unit == "WE":
        unit = "WE"
    time = "T" if unit.startswith("T") else ""
    letter = unit[1:] if time else unit
    if count is None:
        return f"P{time}X{letter}"
    return f"P{time}{count * scale:g}{letter}"


def count_of(match: re.Match[str]) -> float | None:
    """The number that COUNT matched, None for “several”."""
    return None if match["some"] else number(match["count"])


def _amount(match: re.Match[str]) -> Piece | None:
    text, unit = match["count"].lower(), match["unit"].lower()
    if unit == "second" and not text.isdigit() and text not in ("a", "one"):
        return None
    if unit == "second" and text in ("a", "one"):
        return None
    after = match.string[match.end() : match.end() + 12]
    singular = not match["plural"] and unit != "centurie"
    if singular and text in ("a", "an") and match["joint"] and re.match(r"\s(?:time|off|trip|care)\b", after):
        return None
    left = match.string[max(0, match.start() - 6) : match.start()]
    if re.search(r"[$£€.,:\d-]$|\b[A-Za-z]-\Z", left):
        return None
    if (
        text in ("a", "an")
        and re.search(r"[\d\w]%?\s\Z", left)
        and re.search(
            r"(?:\d|times|once|twice|million|billion|%)\s\Z", match.string[max(0, match.start() - 9) : match.start()]
        )
    ):
        return whole(match, Fixed(TimexType.SET, amount_value(1, unit_code(unit))))
    if text == "one" and unit == "day" and re.search(r"^\s(?:when|he|she|they|it|we)\b", after):
        return None
    if text in ("a", "an") and unit in ("day", "night", "minute", "second") and match["adjective"]:
        return None
    return whole(match, Fixed(TimexType.DURATION, amount_value(count_of(match), unit_code(unit))))


def _bare(match: re.Match[str]) -> Piece | None:
    left = match.string[max(0, match.start() - 12) : match.start()]
    if not re.search(r"\b(?:for|within|over|after|in|took|lasted|lasting|just|of)\s\Z", left, re.IGNORECASE):
        return None
    if re.search(r"\b(?:in|of)\s\Z", left, re.IGNORECASE) and not match.string[match.end() : match.end() + 3].startswith(
        (" of", ",", ".", " a")
    ):
        return None
    return whole(match, Fixed(TimexType.DURATION, amount_value(None, unit_code(match["unit"]))))


def _long(match: re.Match[str]) -> Piece:
    unit = unit_code(match["unit"])
    return whole(match, Fixed(TimexType.DURATION, amount_value(None if match["plural"] else 1, unit)))


_EVERY = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
_ADVERBS = {
    "daily": "XXXX-XX-XX",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX",
    "yearly": "XXXX",
    "annually": "XXXX",
    "annual": "XXXX",
    "nightly": "XXXX-XX-XXTNI",
    "everyday": "XXXX-XX-XX",
    "hourly": "XXXX-XX-XXTXX",
    "quarterly": "XXXX-QX",
}


def _every(match: re.Match[str]) -> Piece | None:
    if match["weekday"]:
        return whole(match, Fixed(TimexType.SET, f"XXXX-WXX-{weekday_number(match['weekday']) + 1}"))
    if match["part"]:
        code = {"morning": "MO", "night": "NI", "evening": "EV", "afternoon": "AF"}[match["part"].lower()]
        return whole(match, Fixed(TimexType.SET, f"XXXX-XX-XXT{code}"))
    unit = unit_code(match["unit"])
    count = number(match["count"]) if match["count"] else (2.0 if match["other"] else 1.0)
    if count == 1 and unit in _EVERY:
        return whole(match, Fixed(TimexType.SET, _EVERY[unit]))
    return whole(match, Fixed(TimexType.SET, amount_value(count, unit)))


RULES: tuple[Rule, ...] = (
    Rule(
        name="amount",
        starts=COUNT_STARTS,
        pattern=re.compile(
            rf"{COUNT}(?P<joint>[-\s]+)(?:(?!(?:{_NOT_ADJECTIVES})\b)(?P<adjective>[a-z]{{3,14}})[-\s])??{UNIT}(?P<plural>s)?(?:[’'](?=\s))?(?![\w]|-(?!long|old)[a-z])(?:[-\s](?:long\b|old\b|of\sage\b))?",
            FLAGS,
        ),
        read=_amount,
        finds={
            "P4Y": ("It lasted for nearly four years.".replace("nearly four years", "[nearly four years]"),),
            "PT12H": ("It was a [12-hour] flight.",),
            "P2.5Y": ("It took [two and a half years].",),
            "PXD": ("It took [a few days].",),
            "P18M": ("It was [18 months] behind schedule.",),
            "P10M": ("It took [ten brutal months].",),
        },
        ignores=(
            "It came second in a race.",
            "The minutes were read.",
            "They paid $5 days later.".replace(" days later", "-a-day"),
        ),
    ),
    Rule(
        name="unknown amount",
        starts=frozenset({"days", "weeks", "months", "years", "hours", "decades", "centuries", "minutes"}),
        pattern=re.compile(r"(?P<unit>day|week|month|year|hour|decade|centurie|minute)s(?![-\w])", FLAGS),
        read=_bare,
        finds={"PXM": ("They waited for [months].",), "PXD": ("It fell within [days].",)},
        ignores=("The days grew short.",),
    ),
    Rule(
        name="long",
        starts=frozenset(
            {
                "day",
                "days",
                "week",
                "weeks",
                "month",
                "months",
                "year",
                "years",
                "decade",
                "decades",
                "hour",
                "hours",
                "century",
                "centuries",
            }
        ),
        pattern=re.compile(
            r"(?P<unit>day|week|month|year|hour|decade|centurie|century)(?P<plural>s)?-long(?!\w)", FLAGS
        ),
        read=_long,
        finds={"PXY": ("Their [years-long] feud ended.",), "P1Y": ("A [year-long] trial ended.",)},
        ignores=("A year longer it took.",),
    ),
    Rule(
        name="every",
        starts=frozenset({"every", "each"}),
        pattern=re.compile(
            rf"(?:every|each)\s(?:(?P<weekday>{FULL_WEEKDAY})|(?P<part>morning|night|evening|afternoon)|(?:(?P<count>\d+|{NUMBER_WORD})\s|(?P<other>other\s|second\s))?{UNIT}s?)(?!\w)",
            FLAGS,
        ),
        read=_every,
        finds={
            "XXXX-WXX-4": ("They meet [every Thursday].",),
            "P2W": ("They meet [every two weeks].",),
            "XXXX-XX-XX": ("It flew [every day].",),
        },
        ignores=("Every dayflight left.",),
    ),
    Rule(
        name="per",
        starts=frozenset({"per"}),
        pattern=re.compile(r"per\s(?P<unit>hour|day|night|week|month|year)(?!\w)", FLAGS),
        read=lambda match: whole(match, Fixed(TimexType.SET, amount_value(1, unit_code(match["unit"])))),
        finds={"P1M": ("They built ten [per month].",)},
        ignores=("As per days gone.",),
    ),
    Rule(
        name="daily",
        starts=frozenset(_ADVERBS),
        pattern=re.compile(rf"(?:{either(_ADVERBS)})(?!\w)", FLAGS),
        read=lambda match: (
            None
            if match[0][0].isupper() and match.start()
            else whole(match, Fixed(TimexType.SET, _ADVERBS[match[0].lower()]))
        ),
        finds={"XXXX-XX-XX": ("There were [daily] attacks.",), "XXXX-WXX": ("It appears [weekly].",)},
        ignores=("The Daily Mail said so.",),
    ),
)
