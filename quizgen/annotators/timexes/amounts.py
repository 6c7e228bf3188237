"""
Lengths of time and repetitions: “nearly four years”, “a 12-hour flight”, “every Thursday”, “15 a year”.

Misses on purpose: “second” as a rank, “quarter” as a fraction, the minutes of a meeting.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import Fixed, Piece, Rule, after, before, whole
from quizgen.annotators.timexes.words import (
    FLAGS,
    FULL_WEEKDAY,
    NUMBER_STARTS,
    NUMBER_WORD,
    NUMBERS,
    UNITS,
    either,
    number,
    weekday_number,
)
from quizgen.dates import WEEKDAYS

UNIT = rf"(?P<unit>{either(UNITS)})"
SOME = r"(?:(?:a|the|some|many)\s)?(?:few|several|couple(?:\sof)?|many|dozens\sof|number\sof|various)"
COUNT = (
    rf"(?:(?P<some>{SOME})|(?P<count>(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,6}}(?:\.\d{{1,3}}|\s?[¼½¾]|\s[1-3]/[24](?!\d))?|half(?:\san?)?|{NUMBER_WORD}|an?)"
    r"(?:[-\s]and[-\s](?:a[-\s])?half)?))"
)
COUNT_STARTS = NUMBER_STARTS | frozenset(
    {"a", "an", "half", "few", "several", "couple", "many", "some", "dozens", "#1", "#2", "#3", "#4", "the", "various"}
)
_NO_ADJECTIVE = (
    r"(?!(?:of|in|and|the|to|or|an?|for|at|on|by|per|as|is|was|are|were|with|from|that|than|last|next|this|every|each"
    rf"|half|few|several|many|couple|quarters?|thirds?|{either(NUMBERS)})\b)"
)
_RATE = re.compile(r"(?:\d|\b(?:times|once|twice|million|billion|percent))%?\s\Z", re.IGNORECASE)
_PART_OF_NAME = re.compile(r"(?:[$£€.,:-]|\d)\Z|\b[A-Za-z]-\Z")
_LEADS_TO_UNKNOWN = re.compile(
    r"\b(?:for|within|over|after|took|lasted|lasting|just|spent|many|and|over\sthe)\s\Z", re.IGNORECASE
)
_LEADS_TO_FEW = re.compile(r"\b(?:in|of)\s\Z", re.IGNORECASE)
LEADS_UP_TO_NOW = re.compile(r"\b(?:in|over|during|within|for|throughout)\sthe\s\Z", re.IGNORECASE)
_EVERY = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
_ADVERBS = {
    "daily": "XXXX-XX-XX", "weekly": "XXXX-WXX", "monthly": "XXXX-XX", "yearly": "XXXX", "annually": "XXXX",
    "everyday": "XXXX-XX-XX", "quarterly": "XXXX-QX",
}  # fmt: skip
_PARTS = {"morning": "MO", "night": "NI", "evening": "EV", "afternoon": "AF"}


def unit_code(text: str) -> str:
    """The TIMEX3 letter of a unit, singular or plural."""
    return UNITS[text.lower().removesuffix("s")]


def amount_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: `P3D`, `PT2H`, `P2.5Y`, `PXM` where the number is not known."""
    unit, scale = {"2W": ("W", 2), "Q": ("M", 3)}.get(unit, (unit, 1))
    if count is not None and unit == "TH" and count % 1:
        unit, scale = "TM", 60
    time, letter = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    return f"P{time}{'X' if count is None else f'{count * scale:.12g}'}{letter}"


def count_of(match: re.Match[str]) -> float | None:
    """The number that COUNT matched, None for “several”."""
    return None if match["some"] else number(match["count"])


def _amount(match: re.Match[str]) -> Piece | None:
    text, unit = (match["count"] or "").lower(), unit_code(match["unit"])
    left = before(match, 12)
    if _PART_OF_NAME.search(left) or re.match(r"\sago\b", after(match)):
        return None
    if text in ("a", "an", "one"):
        if match["plural"] or unit == "TS" or (unit in ("D", "TM") and match["adjective"]):
            return None
        if text != "one" and _RATE.search(left):
            return whole(match, Fixed(TimexType.SET, amount_value(1, unit)))
        if text == "one" and unit == "D" and re.match(r"\s(?:when|he|she|they|it|we|I)\b", after(match)):
            return None
    elif unit == "TS" and not text.replace(".", "").isdigit():
        return None
    if unit == "Q" and not re.match(r"(?:consecutive|straight|successive|fiscal)", match["adjective"] or ""):
        return None
    count = count_of(match)
    if match["half"]:
        count = None if count is None else count + 0.5
    return whole(match, Fixed(TimexType.DURATION, amount_value(count, unit)))


def _unknown(match: re.Match[str]) -> Piece | None:
    left = before(match, 12)
    few = _LEADS_TO_FEW.search(left) and re.match(r"\sof\b|[,.]|\sa", after(match))
    if not (few or match["beside"] is not None or _LEADS_TO_UNKNOWN.search(left)):
        return None
    return whole(match, Fixed(TimexType.DURATION, amount_value(None, unit_code(match["unit"]))))


def _up_to_now(match: re.Match[str]) -> Piece | None:
    if match["which"].lower() == "last" and not LEADS_UP_TO_NOW.search(before(match)):
        return None
    return whole(match, Fixed(TimexType.DURATION, amount_value(1, unit_code(match["unit"]))))


def _every(match: re.Match[str]) -> Piece | tuple[Piece, ...]:
    if match["weekday"]:
        value = f"XXXX-WXX-{weekday_number(match['weekday']) + 1}"
        if match["other_day"]:
            second = Fixed(TimexType.SET, f"XXXX-WXX-{weekday_number(match['other_day']) + 1}")
            return (
                Piece(match.start(), match.end("weekday"), Fixed(TimexType.SET, value)),
                Piece(match.start("other_day"), match.end(), second),
            )
    elif match["part"]:
        value = f"XXXX-XX-XXT{_PARTS[match['part'].lower()]}"
    else:
        unit = unit_code(match["unit"])
        count = number(match["count"]) if match["count"] else (2.0 if match["other"] else 1.0)
        value = _EVERY[unit] if count == 1 and unit in _EVERY else amount_value(count, unit)
    return whole(match, Fixed(TimexType.SET, value))


def _on_days(match: re.Match[str]) -> Piece | None:
    if not re.search(r"\b(?:on|at|most|and|or|every)\s\Z", before(match), re.IGNORECASE):
        return None
    if match["weekday"]:
        value = f"XXXX-WXX-{weekday_number(match['weekday']) + 1}"
    else:
        value = "XXXX-WXX-WE" if match[0].lower() == "weekends" else "XXXX-WXX"
    return whole(match, Fixed(TimexType.SET, value))


def _adverb(match: re.Match[str]) -> Piece | None:
    if match[0][0].isupper() and not re.search(r"(?:\A|[.!?]\s)\Z", before(match)):
        return None
    return whole(match, Fixed(TimexType.SET, _ADVERBS[match[0].lower()]))


RULES: tuple[Rule, ...] = (
    Rule(
        name="amount",
        starts=COUNT_STARTS,
        pattern=re.compile(
            rf"""{COUNT}[-\s]+(?:{_NO_ADJECTIVE}(?P<adjective>(?-i:[a-z]{{3,14}}))[-\s])??{UNIT}(?P<plural>s)?(?:[’'](?=\s))?
                (?!\w|-(?!long|old)[a-z])(?:[-\s](?:long|old|of\sage)\b|(?P<half>\sand\sa\shalf)\b)?""",
            FLAGS,
        ),
        read=_amount,
        finds={
            "P4Y": ("It lasted for [nearly four years].",),
            "PT12H": ("It was a [12-hour] flight.",),
            "PT30M": ("It took [half an hour].",),
            "P2.5Y": (
                "It took [two and a half years].",
                "It was a [two-and-a-half-year] war.",
                "It took [2½ years].",
                "It took [2 1/2 years].",
            ),
            "P1.5Y": ("It took [a year and a half].",),
            "PXD": ("It took [a few days].",),
            "P18M": ("It was [18 months] behind schedule.",),
            "P10M": ("It took [ten brutal months].",),
            "P3Y": ("After [more than three years], they left.", "[Three years] after it opened, it closed."),
            "P2W": ("It lasted [the next two weeks].",),
            "P1Y": ("They built 15 [a year].",),
        },
        ignores=("It came second in a race.", "The minutes were read.", "They hold three quarters of it."),
    ),
    Rule(
        name="unknown amount",
        starts=frozenset({"days", "weeks", "months", "years", "hours", "decades", "centuries", "minutes"}),
        pattern=re.compile(
            r"(?P<unit>day|week|month|year|hour|decade|centurie|minute)s(?![-\w])(?P<beside>(?=\s(?:before|after|since)\b))?",
            FLAGS,
        ),
        read=_unknown,
        finds={"PXM": ("They waited for [months].",), "PXD": ("It fell within [days].",)},
        ignores=("The days grew short.",),
    ),
    Rule(
        name="years-long",
        starts=frozenset(
            name for unit in ("day", "week", "month", "year", "decade", "hour") for name in (unit, f"{unit}s")
        )
        | {"century", "centuries", "daylong", "weeklong", "monthlong", "yearlong", "decadelong"},
        pattern=re.compile(
            r"(?P<unit>day|week|month|year|hour|decade|centurie|century)(?P<plural>s)?-?long(?!\w)", FLAGS
        ),
        read=lambda match: whole(
            match, Fixed(TimexType.DURATION, amount_value(None if match["plural"] else 1, unit_code(match["unit"])))
        ),
        finds={
            "PXY": ("Their [years-long] feud ended.",),
            "P1Y": ("It was his [year-long] trial.", "It was his [yearlong] trial."),
        },
        ignores=("A year longer it took.",),
    ),
    Rule(
        name="the past year",
        starts=frozenset({"past", "last"}),
        pattern=re.compile(rf"(?P<which>past|last)\s(?!quarter){UNIT}(?!\w|\sof\b)", FLAGS),
        read=_up_to_now,
        finds={
            "P1Y": ("It grew over [the past year].", "They grew more in [the last year]."),
            "P1DE": ("It grew in [the past decade].",),
        },
        ignores=("They went past weekly papers.", "It began last year."),
    ),
    Rule(
        name="the last week of August",
        starts=frozenset({"first", "second", "third", "last", "final", "opening", "closing"}),
        pattern=re.compile(
            r"(?:first|second|third|last|final|opening|closing)\s(?P<unit>week|month|weekend|year|hour)(?=\sof\s(?!last|this|next))",
            FLAGS,
        ),
        read=lambda match: whole(match, Fixed(TimexType.DURATION, amount_value(1, unit_code(match["unit"])))),
        finds={"P1W": ("It rained in [the last week] of August.",)},
        ignores=("The last weekly of its kind closed.",),
    ),
    Rule(
        name="the following days",
        starts=frozenset({"following", "next", "coming", "intervening", "ensuing", "subsequent", "past", "last"}),
        pattern=re.compile(
            r"(?:following|next|coming|intervening|ensuing|subsequent|past|last)\s(?P<unit>day|week|month|year)s(?!\w)",
            FLAGS,
        ),
        read=lambda match: (
            whole(match, Fixed(TimexType.DURATION, amount_value(None, unit_code(match["unit"]))))
            if re.search(r"\b(?:the|in|over|these|those)\s\Z", before(match), re.IGNORECASE)
            else None
        ),
        finds={"PXD": ("It spread over [the following days].",)},
        ignores=("He named the following daylight hours.",),
    ),
    Rule(
        name="every",
        starts=frozenset({"every", "each"}),
        pattern=re.compile(
            rf"""(?:every|each)\s(?:(?P<weekday>{FULL_WEEKDAY})(?:\sand\s(?P<other_day>{FULL_WEEKDAY}))?|(?P<part>{either(_PARTS)})
                |(?:(?P<count>\d+|{NUMBER_WORD})\s|(?P<other>other\s|second\s))?{UNIT}s?)(?!\w)""",
            FLAGS,
        ),
        read=_every,
        finds={
            "XXXX-WXX-4": ("They meet [every Thursday].", "They meet [every Thursday] and Friday."),
            "P2W": ("They meet [every two weeks].",),
            "XXXX-XX-XX": ("It flew [every day].",),
        },
        ignores=("Every dayflight left.",),
    ),
    Rule(
        name="on Mondays",
        starts=frozenset(f"{name.lower()}s" for name in WEEKDAYS) | {"weekends", "weekdays"},
        pattern=re.compile(rf"(?:(?P<weekday>{FULL_WEEKDAY})s|weekends|weekdays)(?!\w)", FLAGS),
        read=_on_days,
        finds={"XXXX-WXX-1": ("They meet on [Mondays].",), "XXXX-WXX-WE": ("They meet on [weekends].",)},
        ignores=("The Mondays are a band.", "The weekends were long."),
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
        pattern=re.compile(rf"(?:{either(_ADVERBS)})(?![-\w])", FLAGS),
        read=_adverb,
        finds={"XXXX-XX-XX": ("There were [daily] attacks.",), "XXXX-WXX": ("It appears [weekly].",)},
        ignores=("The Daily Mail said so.",),
    ),
)
