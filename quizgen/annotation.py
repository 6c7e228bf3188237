"""
What annotators say about a text, each with the span it stands at.

All are frozen and point into `Document.text`. Terms follow TIMEX3 (time expressions) and the PARC
attribution corpora (quotation, cue, speaker).
"""

from dataclasses import dataclass
from enum import StrEnum

from quizgen.document import Anchor, Span


class TimexType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Basis(StrEnum):
    """How a time expression got its value."""

    EXPLICIT = "explicit"  # the words say it all: “7 October 2015”, “the 1990s”
    COMPLETED = "completed"  # a part was missing and taken from the anchor: “October 7”, “in March”
    WEEKDAY = "weekday"  # a weekday counted from the anchor
    RELATIVE = "relative"  # “yesterday”, “two days later”, “last week”
    VAGUE = "vague"  # PAST_REF and its like, durations of no stated length, dates nobody could resolve


class Joint(StrEnum):
    """How the two ends of one expression belong together."""

    RANGE = "range"  # “3–7 May”, “from 1939 to 1945”, “between March and May”
    LIST = "list"  # “October 5 and 6”: both and nothing else
    SERIES = "series"  # the first and the last of three or more that do not follow on each other
    CHOICE = "choice"  # “5 or 6 June”, “490/489 BC”: one of the two


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression.

    `value` is a TIMEX3 value (`2015-10-07`, `2015-10`, `2015-W40`, `2015-10-07TMO`, `P3D`, `XXXX-10-07`,
    `PAST_REF`); `mod` a TIMEX3 modifier (`APPROX`, `BEFORE`, `AFTER`, `START`, `MID`, `END`, `MORE_THAN`, …).
    `end_value` is set where one expression names two ends (“October 5 and 6”, “3–7 May”): the second; `joint`
    says how they belong together, and `extent` runs from the one to the other.
    `working` tells a learner how a value was reached that the words alone do not give,
    e.g. ``“Wednesday” + heading “1 October 2015” → 30 September 2015``; empty for an explicit one.
    """

    span: Span
    type: TimexType
    value: str
    rule: str
    basis: Basis = Basis.EXPLICIT
    mod: str | None = None
    end_value: str | None = None
    joint: Joint | None = None
    extent: Span | None = None
    anchor: Anchor | None = None
    working: str = ""


class SpeakerKind(StrEnum):
    """Only a PERSON makes a who-said item."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"  # “a senior official”, “one resident”


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the document names: one value for all the ways it writes the name."""

    name: str  # the fullest form, without title: “Sergei Lavrov”
    role: str | None  # as last given: “Russian Foreign Minister”
    variants: tuple[str, ...]  # every form met, the fullest first
    mentions: tuple[Span, ...]  # where the name stands, in order


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a quotation: the mention as written, and whom it stands for."""

    name: str  # resolved: a person's full name, an institution's, or the words of an unnamed speaker
    kind: SpeakerKind
    rule: str  # which rule attributed it
    mention: Span | None = None  # the words beside the cue (“he”, “Lavrov”); None where only inferred
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, in one part or in several that a cue interrupts.

    `parts` are spans inside the marks. `block` says that no marks stand around it (a block quotation that
    a cue and a colon introduce). `embedded` says it is a fragment inside the narrator's sentence
    (“said it would ‘only fuel extremism’”), not a clause of its own.
    """

    parts: tuple[Span, ...]
    cue: Span | None = None
    speaker: Speaker | None = None
    via: str | None = None  # the outlet that reports it: “Reuters”
    addressee: str | None = None  # to whom, as written: “reporters”, “her sister”
    occasion: str | None = None  # as written: “at a news conference in New York”
    answering: str | None = None  # to what: “asked about the names”
    block: bool = False
    embedded: bool = False
    date: str | None = None  # ISO day it was said, where known
    date_basis: Basis | None = None
    date_working: str = ""

    @property
    def span(self) -> Span:
        """From the first character of the first part to the last of the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose; `within` is the quotation whose words it is, None for the narrator's own. `label` is the
    date that stands before it in a chronicle: “1969 – Neil Armstrong walks on the Moon.”"""

    span: Span
    block: int  # index into Document.blocks
    within: Quotation | None = None
    label: Span | None = None

    @property
    def whole(self) -> Span:
        """The sentence with its label."""
        return self.span if self.label is None else Span(self.label.start, self.span.end)
