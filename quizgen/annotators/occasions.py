"""
What stands around a cue: to whom something was said, on what occasion, in answer to what.

“told reporters at a news conference in New York on Monday”: to *reporters*, *at a news conference in New York*;
the day is the time annotator's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.annotators.attachment import Told, phrase_of
from quizgen.annotators.cues import OCCASIONS, VERBS, Behaviour
from quizgen.annotators.sayings import Saying
from quizgen.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset("at in during on over via through".split())
_APPEARING = frozenset("speaking talking writing addressing appearing testifying posting answering".split())
_ASKED = frozenset("asked questioned pressed quizzed".split())
_ANSWERS = frozenset("answer response reply".split())
_PRONOUNS = frozenset("me us you him her it them himself herself themselves".split())
_BESIDE = frozenset(("advcl", "acl", "ccomp", "prep", "conj"))
_ENDS = frozenset(',:;—–(“"')
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Each as written, None where the sentence does not tell."""

    addressee: str | None = None  # “reporters”, “the assembly”, “her sister”
    occasion: str | None = None  # “at a news conference in New York”, “in a letter to the board”
    answering: str | None = None  # “asked about the names”


def circumstances(text: str, told: Told, saying: Saying, times: Sequence[Span]) -> Circumstances:
    """What a sentence of a text tells of one of its sayings; its time expressions, `times`, are no part of it."""
    cue = told.parsed.tokens[saying.cue]
    around = [cue, *(child for child in cue.children if child.lower_ in _APPEARING)]
    speaker = told.parsed.tokens[saying.speaker]
    around += [child for child in speaker.children if child.lower_ in _APPEARING]
    read = _Reading(text, told, times)
    return Circumstances(read.addressee(cue), read.occasion(around), read.answering(cue))


class _Reading:
    """One sentence and its time expressions."""

    def __init__(self, text: str, told: Told, times: Sequence[Span]) -> None:
        self._source = text
        self._told = told
        self._times = times
        self._masked = {at for at, _ in told.parsed.masked}

    def addressee(self, cue: "Token") -> str | None:
        """The object of a verb of telling, or whom something was said “to”."""
        if cue.pos_ not in ("VERB", "AUX") or cue.lower_ == "according":
            return None
        tells = Behaviour.TELLS in VERBS.get(cue.lower_, frozenset())
        for child in cue.children:
            if child.i <= cue.i or child.i in self._masked:
                continue
            if tells and child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN"):
                return self._phrase(child)
            if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
                target = next((one for one in child.children if one.dep_ == "pobj"), None)
                if target is not None and target.pos_ in ("NOUN", "PROPN") and target.i not in self._masked:
                    return self._phrase(target)
        return None

    def occasion(self, verbs: "Sequence[Token]") -> str | None:
        """The speech, the letter, the conference: a prepositional phrase of the cue or of “speaking” beside it."""
        for verb in verbs:
            for child in verb.children:
                if child.lower_ not in _WHERE or child.dep_ != "prep":
                    continue
                noun = next((one for one in child.children if one.dep_ == "pobj"), None)
                if noun is not None and noun.lower_ in OCCASIONS and noun.i not in self._masked:
                    return self._stretch(child)
        return next((self._stretch(verb) for verb in verbs[1:]), None)

    def answering(self, cue: "Token") -> str | None:
        """“asked about the names”, “in answer to a question”."""
        for child in cue.children:
            if child.lower_ in _ASKED and child.dep_ in _BESIDE and child.tag_ == "VBN":
                return self._stretch(child)
            if child.lower_ == "in" and any(one.lower_ in _ANSWERS for one in child.children):
                return self._stretch(child)
        return None

    def _phrase(self, head: "Token") -> str | None:
        low, high = phrase_of(head, None)
        return self._text(low, high)

    def _stretch(self, head: "Token") -> str | None:
        """A phrase from its head on, as far as a comma, a quotation or a time expression."""
        last = head.i
        for token in self._within(head):
            last = token.i
        return self._text(head.i, last)

    def _within(self, head: "Token") -> "Iterator[Token]":
        inside = {token.i for token in head.subtree}
        for token in head.doc[head.i + 1 :]:
            if token.i not in inside or token.i in self._masked or token.text in _ENDS:
                return
            yield token

    def _text(self, low: int, high: int) -> str | None:
        parsed = self._told.parsed
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        end = next((time.start for time in self._times if time.overlaps(span)), span.end)
        words = " ".join(self._source[span.start : max(span.start, end)].split())
        words = re.sub(r"\s(?:on|in|at|late|early|this|last|since|of|from|by)$", "", words).rstrip(" ,.:;")
        return words if 0 < len(words) <= _LONGEST and words.lower() not in _PRONOUNS else None
