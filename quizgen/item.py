"""
Items: a question, its right answer, its wrong ones, and the words of a source that prove it.
"""

from dataclasses import dataclass
from enum import StrEnum

from quizgen.annotation import Joint
from quizgen.document import Source, Span


class Kind(StrEnum):
    """What an item asks for."""

    WHEN = "when"
    WHO_SAID = "who_said"
    HOW_MANY = "how_many"
    WHO = "who"
    WHERE = "where"
    WHAT = "what"
    COMPLETE_QUOTE = "complete_quote"
    CLOZE = "cloze"
    ORDER = "order"


class Precision(StrEnum):
    """How exactly a source gives a date."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove an item, verbatim: `text` is the document's text at `span`.

    `answer` is where the key stands, in the document's characters and inside `span`; None where the key
    is computed (a weekday's date) or stands elsewhere (the full name behind “he”).
    """

    document: str
    span: Span
    text: str
    answer: Span | None
    source: Source


@dataclass(frozen=True, slots=True)
class Item:
    """A question about the world.

    `claim` names what is asked in normalised words, independent of the stem's wording and of the key: the
    lock finds an item of an earlier build by it. `accept` are further right answers for typed marking;
    `distractors` are three wrong options, or none where no three honest ones exist. `explanation` says
    how a computed answer was reached. `date` is a TIMEX3 value, cut to its `precision`; `date_end` is the other end
    of a range or list, `date_mod` what blurs it (a TIMEX3 modifier), `date_joint` how two ends belong together.
    `event` says as a statement, without the date, what happened on it; it is empty where that is not sure to the day,
    the month or the year, and where it is only somebody's claim.
    """

    kind: Kind
    claim: str
    stem: str
    key: str
    evidence: tuple[Evidence, ...]
    rule: str
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    according_to: str | None = None
    date: str | None = None
    date_end: str | None = None
    date_mod: str | None = None
    date_joint: Joint | None = None
    precision: Precision | None = None
    explanation: str = ""
    tags: tuple[str, ...] = ()
    event: str = ""


class Reason(StrEnum):
    """Why a candidate was refused: the gates of vetting, one word each."""

    GRAMMAR = "grammar"
    NOT_ALONE = "does not stand alone"
    MANY_ANSWERS = "more than one answer"
    NOT_TRUE = "not stated as fact"
    NO_ATTRIBUTION = "unclear who says so"
    LEAK = "gives the answer away"
    TOO_LONG = "too long"
    NOT_WORTH = "not worth knowing"
    NO_DATE = "no certain date"
    NO_SPEAKER = "no named speaker"
    REPORTED = "date of the report, not of the event"
    DUPLICATE = "asked already"
    LEFT_OUT = "left out by deck.toml"
    OVER_BUDGET = "over the deck's budget"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that a gate turned down."""

    reason: Reason
    rule: str
    document: str
    span: Span
    text: str
    detail: str = ""
