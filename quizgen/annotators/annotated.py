"""
A document with all that annotators say about it: what extractors, `explain` and `extract` read.
"""

from dataclasses import dataclass
from typing import Literal

from quizgen.annotation import Person, Quotation, Sentence, Timex
from quizgen.annotators.speakers import Attribution
from quizgen.annotators.syntax import Parsed
from quizgen.document import Document


@dataclass(frozen=True, slots=True)
class Annotated:
    """All annotations of one document, each kind in order of appearance."""

    document: Document
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    parsed: tuple[Parsed, ...]  # only sentences that hold something to ask
    timexes: tuple[Timex, ...]
    people: tuple[Person, ...]
    attributions: tuple[Attribution, ...]
    kind: Literal["news", "narrative"]  # how dates without a year were resolved
