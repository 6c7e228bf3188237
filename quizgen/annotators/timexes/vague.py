"""
Now, then and some day: words that point without saying where.

Misses on purpose: “once”, “then”, “soon” and “already”, which order events rather than date them.
"""

import re

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import Fixed, Piece, Rule, whole
from quizgen.annotators.timexes.words import FLAGS, either

_WORDS = {
    "now": "PRESENT_REF", "nowadays": "PRESENT_REF", "currently": "PRESENT_REF", "at present": "PRESENT_REF",
    "presently": "PRESENT_REF", "these days": "PRESENT_REF", "right now": "PRESENT_REF", "present-day": "PRESENT_REF",
    "at the moment": "PRESENT_REF", "at this time": "PRESENT_REF", "the time being": "PRESENT_REF",
    "recently": "PAST_REF", "more recently": "PAST_REF", "the past": "PAST_REF", "lately": "PAST_REF",
    "the future": "FUTURE_REF", "the near future": "FUTURE_REF", "the coming years": "FUTURE_REF",
    "former": "PAST_REF", "future": "FUTURE_REF", "current": "PRESENT_REF", "recent": "PAST_REF",
}  # fmt: skip


def _vague(match: re.Match[str]) -> Piece | None:
    word = re.sub(r"\s+", " ", match[0].lower())
    after = match.string[match.end() : match.end() + 14]
    if word == "the past" and re.match(r"\s[a-z0-9]", after):
        return None
    if word == "former" and re.match(r"[,.]|\s(?:and|was|is|were|being|had|of)\b", after):
        return None
    if word == "future" and re.match(r"s", after):
        return None
    return whole(match, Fixed(TimexType.DATE, _WORDS[word]))


RULES: tuple[Rule, ...] = (
    Rule(
        name="vague",
        starts=frozenset(name.split()[0].split("-")[0] for name in _WORDS),
        pattern=re.compile(rf"(?:{either(_WORDS)})(?![-\w])", FLAGS),
        read=_vague,
        finds={
            "PRESENT_REF": ("It is [now] smaller.",),
            "PAST_REF": ("It was [recently] closed.",),
            "FUTURE_REF": ("In [the future] it may open.",),
        },
        ignores=("The past decade was long.", "Past events matter."),
    ),
)
