"""
What the words around a place say of its time: tense, and whether a date is mentioned in passing.
"""

import re

SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"‘'(\[])|\n\s*\n")
_CUE = re.compile(
    r"""\b(?:(?P<future>(?:will|shall|would|could|should|must|may|might)\s(?:(?:not|also|now|then|be|have|been|[a-z]+ly)\s){1,4}[a-z]{2,}(?:ed|en|wn|ld)
        |will|shall|won['’]t|going\sto|(?:is|are|was|were|be|am)\s(?:to|due|set|scheduled|expected|slated)\b(?!\sby)
        |(?:plan(?:s|ned)?|scheduled|expected|expects?|due|set|slated|hopes?|want(?:s|ed)?|agreed|likely|ready)\s(?:to|for|in|on)
        |may|might|could|would|should|must|upcoming|forthcoming|deadline|next)
      |(?P<past>said|told|says|was|were|had|has|have|did|began|came|went|took|made|gave|held|met|spoke|wrote|hit|struck|killed|left|fell|saw|won|lost|sent|put
        |[a-z]{2,}ed))\b""",
    re.VERBOSE,
)
_ASIDE = re.compile(
    r"\b(?:until|till|since|as\sof|unlike|compared\s(?:to|with)|like|than)\s(?:[\w\s]{0,30}\s)?$", re.IGNORECASE
)
_DETERMINER = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|this|that)|['’]s)\s$", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r"\s(?!(?:and|or|of|to|in|on|at|by|for|with|from|until|when|where|while|after|before|but|as|the|a|an|he|she|it|they|was|were|is|had|did)\b)[a-zA-Z]"
)
_FORETOLD = re.compile(
    r"\b(?:planned|plans|predicted|would|will|expected|promised|scheduled|intended)\b[^.;]{0,50}$", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")


def tense(text: str, floor: int, at: int) -> str:
    """Whether the words around a place speak of the future: "future", "past" or "" where they do not say."""
    left = _QUOTED.sub(" ", text[max(floor, at - 400) : at])[-200:]
    left = _last_sentence(left)
    cues = list(_CUE.finditer(left))
    if cues:
        return "future" if cues[-1]["future"] else "past"
    right = text[at : at + 120]
    end = SENTENCE_END.search(right)
    cue = _CUE.search(right[: end.start()] if end else right)
    if cue is None:
        return ""
    return "future" if cue["future"] else "past"


def _last_sentence(text: str) -> str:
    ends = list(SENTENCE_END.finditer(text))
    return text[ends[-1].end() :] if ends else text


def just_past(text: str, floor: int, at: int) -> bool:
    """Whether the last word before a place, but for a few, is a verb of the past."""
    left = text[max(floor, at - 40) : at]
    cues = list(_CUE.finditer(left))
    return bool(cues) and cues[-1]["past"] is not None and len(left) - cues[-1].end() < 12


def in_passing(text: str, floor: int, start: int, end: int) -> bool:
    """Whether the date between two offsets stands in parentheses, after “until”, as an attribute or as a plan."""
    sentence = _last_sentence(text[max(floor, start - 90) : start])
    if sentence.rfind("(") > sentence.rfind(")") or _ASIDE.search(sentence) or _FORETOLD.search(sentence):
        return True
    return bool(_DETERMINER.search(sentence) and _ATTRIBUTED.match(text[end : end + 24]))


def deep_in_sentence(text: str, floor: int, at: int) -> bool:
    """Whether more than some words of its sentence stand before a place."""
    return len(_last_sentence(text[max(floor, at - 90) : at])) > 24
