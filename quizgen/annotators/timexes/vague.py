"""
Now, then and some day: words that point without saying where.

Misses on purpose: “once”, “then”, “soon” and “already”, which order events rather than date them; in news also the
adjectives (“the former minister”), which say who somebody is and not when.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import Fixed, Piece, Rule, after, whole
from quizgen.annotators.timexes.words import FLAGS, either

_WORDS = {
    "now": "PRESENT_REF", "nowadays": "PRESENT_REF", "currently": "PRESENT_REF", "at present": "PRESENT_REF",
    "presently": "PRESENT_REF", "these days": "PRESENT_REF", "right now": "PRESENT_REF", "to date": "PRESENT_REF",
    "at the moment": "PRESENT_REF", "at this time": "PRESENT_REF", "the time being": "PRESENT_REF",
    "recently": "PAST_REF", "more recently": "PAST_REF", "the past": "PAST_REF", "lately": "PAST_REF",
    "the future": "FUTURE_REF", "the near future": "FUTURE_REF",
    "recent days": "PAST_REF", "recent weeks": "PAST_REF", "recent months": "PAST_REF", "recent years": "PAST_REF",
    "recent decades": "PAST_REF",
}  # fmt: skip
_ADJECTIVES = {
    "former": "PAST_REF", "future": "FUTURE_REF", "current": "PRESENT_REF", "recent": "PAST_REF",
    "present-day": "PRESENT_REF",
}  # fmt: skip
_NOUN = re.compile(r"[,.]|\s(?:and|was|is|were|being|had|of)\b|s", re.IGNORECASE)


def _adverb(match: re.Match[str]) -> Piece | None:
    word = re.sub(r"\s+", " ", match[0].lower())
    if word == "the past" and re.match(r"\s[a-z0-9]", after(match)):
        return None
    if word == "at this time" and re.match(r"\s(?:last|next|of)\b", after(match)):
        return None
    return whole(match, Fixed(TimexType.DATE, _WORDS[word]))


def _adjective(match: re.Match[str]) -> Piece | None:
    word = match[0].lower()
    if word == "former" and _NOUN.match(after(match)):
        return None
    return whole(match, Fixed(TimexType.DATE, _ADJECTIVES[word]))


RULES: tuple[Rule, ...] = (
    Rule(
        name="now",
        starts=frozenset(name.split()[0] for name in _WORDS),
        pattern=re.compile(rf"(?:{either(_WORDS)})(?![-\w])", FLAGS),
        read=_adverb,
        finds={
            "PRESENT_REF": ("It is [now] smaller.",),
            "PAST_REF": ("It was [recently] closed.", "It grew in [recent years]."),
            "FUTURE_REF": ("In [the future] it may open.",),
        },
        ignores=(
            "At this time of day it is hot.",
            "The past decade was long.",
            "Past events matter.",
            "His up-to-date kit failed.",
        ),
    ),
    Rule(
        name="former",
        starts=frozenset(name.split("-")[0] for name in _ADJECTIVES),
        pattern=re.compile(rf"(?:{either(_ADJECTIVES)})(?![-\w])", FLAGS),
        read=_adjective,
        finds={"PAST_REF": ("The [former] general was captured.",), "PRESENT_REF": ("The [current] border holds.",)},
        ignores=("They chose the former, not the latter.",),
        narrative_only=True,
    ),
)
