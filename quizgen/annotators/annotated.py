"""
A document with all that annotators say about it: what extractors, `explain` and `extract` read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from quizgen.annotation import Person, Quotation, Sentence, Timex
from quizgen.annotators.speakers import Attribution
from quizgen.annotators.syntax import Parsed
from quizgen.document import Block, Document, Span


@dataclass(frozen=True)
class Annotated:
    """All annotations of one document, each kind in order of appearance, with look-ups by place."""

    document: Document
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    parsed: tuple[Parsed, ...]  # only sentences that hold something to ask
    timexes: tuple[Timex, ...]
    people: tuple[Person, ...]
    attributions: tuple[Attribution, ...]
    kind: Literal["news", "narrative"]  # how dates without a year were resolved
    # Whom “he”, “she”, “his” and “her” stand for, where that is certain.
    pronouns: Mapping[Span, str] = field(default_factory=dict)

    def timexes_in(self, span: Span) -> Sequence[Timex]:
        """The time expressions inside a span."""
        first = bisect_left(self._timex_starts, span.start)
        last = bisect_left(self._timex_starts, span.end)
        return [timex for timex in self.timexes[first:last] if timex.span.end <= span.end]

    def people_in(self, span: Span) -> Sequence[tuple[Span, Person]]:
        """The mentions of people inside a span, in order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return self._mentions[first:last]

    def person(self, name: str) -> Person | None:
        """The person of that full name."""
        return self._by_name.get(name)

    def block_at(self, offset: int) -> Block:
        """The block that a character stands in."""
        return self.document.blocks[bisect_right(self._block_starts, offset) - 1]

    def told_in(self, sentence: Sentence) -> Sequence[Attribution]:
        """Who is said to say something in a sentence."""
        return self._told.get(sentence.span, ())

    def sentences_of(self, quotation: Quotation) -> Sequence[Sentence]:
        """The sentences inside a quotation."""
        return self._quoted.get(quotation.parts, ())

    def narrated_at(self, span: Span) -> Sentence | None:
        """The narrator's sentence that a span stands in."""
        at = bisect_right(self._narrated_starts, span.start) - 1
        found = self._narrated[at] if at >= 0 else None
        return found if found is not None and found.span.contains(span) else None

    def narrated_before(self, sentence: Sentence) -> Sentence | None:
        """The narrator's sentence before another one in the same block."""
        at = bisect_left(self._narrated_starts, sentence.span.start) - 1
        found = self._narrated[at] if at >= 0 else None
        return found if found is not None and found.block == sentence.block else None

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {person.name: person for person in self.people}

    @cached_property
    def _timex_starts(self) -> list[int]:
        return [timex.span.start for timex in self.timexes]

    @cached_property
    def _mentions(self) -> list[tuple[Span, Person]]:
        return sorted(((span, person) for person in self.people for span in person.mentions), key=lambda one: one[0])

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [span.start for span, _ in self._mentions]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.document.blocks]

    @cached_property
    def _told(self) -> dict[Span, list[Attribution]]:
        told: dict[Span, list[Attribution]] = {}
        for attribution in self.attributions:
            told.setdefault(attribution.parsed.sentence.span, []).append(attribution)
        return told

    @cached_property
    def _quoted(self) -> dict[tuple[Span, ...], list[Sentence]]:
        quoted: dict[tuple[Span, ...], list[Sentence]] = {}
        for sentence in self.sentences:
            if sentence.within is not None:
                quoted.setdefault(sentence.within.parts, []).append(sentence)
        return quoted

    @cached_property
    def _narrated(self) -> list[Sentence]:
        return [sentence for sentence in self.sentences if sentence.within is None]

    @cached_property
    def _narrated_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self._narrated]
