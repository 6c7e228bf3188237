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
    entry: bool = False  # of a chronicle: the date stands before the sentence, which may tell it in the present


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
    OBJECT = "object"
    PRODUCT = "product"  # what a verb of making brings about: no name
    IDENTITY = "identity"  # the subject of “was the first …”


@dataclass(frozen=True, slots=True)
class Participant:
    """What takes part in something that happened on a date, or, without a date, the first of its kind: `name` is the
    head of the words at `span`."""

    document: Annotated
    parsed: Parsed
    verb: "Token"
    name: "Token"
    span: Span  # of a name without its article
    part: Part
    timex: Timex | None
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


class GapSort(StrEnum):
    """What a gap in a sentence leaves out, in the word that asks for it."""

    DATE = "date"
    MONTH = "month and year"
    YEAR = "year"
    NUMBER = "number"
    COUNTRY = "country"
    PLACE = "place"
    NAME = "name"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Gap:
    """What can be left out of a sentence: the words at `span`, which are the tokens from `first` to `last`."""

    span: Span
    sort: GapSort
    first: int
    last: int
    timex: Timex | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the narrator's, and what can be left out of it, the most telling first."""

    document: Annotated
    parsed: Parsed
    gaps: tuple[Gap, ...]
    rule: str


class LifeEvent(StrEnum):
    """What the dates in brackets behind a name tell."""

    BORN = "be born"
    DIED = "die"
    REIGNED = "reign"


@dataclass(frozen=True, slots=True)
class LifeDate:
    """A date in brackets behind a person's name: `value` is the end of `timex` that is meant, `span` runs from the name
    to the closing bracket."""

    document: Annotated
    name: str
    event: LifeEvent
    timex: Timex
    value: str
    span: Span
    rule: str


# A claim that a clause makes, with the verb that heads it.
ClauseClaim = DatedEvent | Quantity | Participant
Claim = Statement | Reported | ClauseClaim | Passage | LifeDate


def anchor_of(document: Annotated, parsed: Parsed) -> Anchor | None:
    """The date that governs a sentence's block."""
    return document.document.blocks[parsed.sentence.block].anchor
