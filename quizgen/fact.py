"""
Facts: what is asserted and by whom (a claim), and where it stands.

A claim points into a parsed sentence rather than copying it: the question makers need its grammar.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizgen.annotation import Quotation, Speaker, Timex
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.syntax import Parsed
from quizgen.document import Anchor, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts a clause. `subject` is the token that names him in the same sentence, where there is one:
    “it” and “its” inside the clause may stand for it."""

    speaker: Speaker
    subject: "Token | None" = None
    cue: Span | None = None  # the reporting verb, where it stands in the same sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said these words."""

    document: Annotated
    quotation: Quotation
    rule: str


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """Something happened on a date: the verb that says what, the time expression that says when."""

    document: Annotated
    parsed: Parsed
    verb: "Token"
    timex: Timex
    attribution: Attribution | None
    rule: str


class Sort(StrEnum):
    """What a quantity measures, which decides how it is asked for."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    MONEY = "money"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of something took part in what a verb says: `number` counts `noun`.

    `qualifier` are the words that make the number approximate (“more than”), as written.
    """

    document: Annotated
    parsed: Parsed
    verb: "Token"
    noun: "Token"
    number: "Token"
    qualifier: str
    span: Span  # of the qualifier and the number, with the unit of what is measured
    attribution: Attribution | None
    rule: str
    sort: Sort = Sort.COUNT


class Part(StrEnum):
    """What a name does in a clause."""

    SUBJECT = "subject"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Participant:
    """A named subject or place of something that happened on a date: `name` is the head of the name."""

    document: Annotated
    parsed: Parsed
    verb: "Token"
    name: "Token"
    span: Span  # of the name, without its article
    part: Part
    timex: Timex
    attribution: Attribution | None
    rule: str


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody said something, in the narrator's words: `told` is the verb of what he said."""

    document: Annotated
    parsed: Parsed
    told: "Token"
    attribution: Attribution
    rule: str


# A claim that a clause makes, with the verb that heads it.
ClauseClaim = DatedEvent | Quantity | Participant
Claim = Statement | Reported | ClauseClaim


def anchor_of(document: Annotated, parsed: Parsed) -> Anchor | None:
    """The date that governs a sentence's block."""
    return document.document.blocks[parsed.sentence.block].anchor
