"""
Lives: “On what date was Ada Lovelace born?” → 10 December 1815; “From when to when did Mary Stuart reign?”.
"""

from quizgen import timevalues
from quizgen.annotation import Joint
from quizgen.document import Span
from quizgen.fact import LifeDate, LifeEvent
from quizgen.item import Evidence, Item, Kind, Precision, Reason
from quizgen.questions.turned import Turned
from quizgen.questions.when import UNITS

ASKS = {LifeEvent.BORN: "was {name} born", LifeEvent.DIED: "did {name} die", LifeEvent.REIGNED: "did {name} reign"}
WORDS = {LifeEvent.BORN: "bear", LifeEvent.DIED: "die", LifeEvent.REIGNED: "reign"}


def question(claim: LifeDate, style: str) -> Item | Turned:
    """The item that asks when somebody was born, died or reigned."""
    value = claim.value.split("T")[0]
    precision = timevalues.precision(value)
    if precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR) or claim.timex.mod not in (None, "APPROX"):
        return Turned(Reason.NO_DATE)
    if not _is_of_the_story(claim):
        return Turned(Reason.NOT_WORTH, "named in passing")
    asked = ASKS[claim.event].format(name=claim.name)
    about = claim.timex.mod == "APPROX"
    end = claim.timex.end_value if claim.event is LifeEvent.REIGNED else None
    lead = "On" if precision is Precision.DAY else "In"
    stem = f"{lead}{' about' if about else ''} {UNITS[precision][0]} {asked}?"
    if end is not None:
        stem = f"From when to when {asked}?"
    blurred = "about " if about else ""
    key = blurred + timevalues.write(value, style, end, Joint.RANGE if end else None)
    forms = [blurred + timevalues.write(value, other, end, Joint.RANGE if end else None) for other in ("mdy", "dmy")]
    return Item(
        kind=Kind.WHEN,
        claim=f"when: {' '.join(sorted([*claim.name.split(), WORDS[claim.event]]))}",
        stem=stem,
        key=key,
        evidence=(_evidence(claim),),
        rule=claim.rule,
        accept=tuple(dict.fromkeys((*forms, value) if not about and end is None else forms)),
        date=value,
        date_end=end,
        date_mod=claim.timex.mod,
        date_joint=Joint.RANGE if end is not None else None,
        precision=precision,
    )


OPENS = 3  # words at most that stand before whom a sentence is about: “In 1900 King Olaf …”


def _is_of_the_story(claim: LifeDate) -> bool:
    """Whether a text is about somebody, here or elsewhere: named again, or opening the sentence."""
    person, sentence = claim.document.person(claim.name), claim.document.narrated_at(claim.span)
    if person is None or len(person.mentions) > 1 or sentence is None:
        return True
    before = claim.document.document.text[sentence.span.start : claim.span.start]
    return len(before.split()) <= OPENS


def _evidence(claim: LifeDate) -> Evidence:
    """The sentence with the brackets, and where in them the date stands."""
    document = claim.document.document
    narrated = claim.document.narrated_at(claim.span)
    span = narrated.span if narrated is not None else claim.span
    answer = claim.timex.extent or claim.timex.span
    if claim.timex.end_value is None or claim.event is not LifeEvent.REIGNED:
        answer = _year(claim, answer)
    return Evidence(document.id, span, span.of(document.text), answer, document.source)


def _year(claim: LifeDate, answer: Span) -> Span:
    """Where the one year of “1815–1852” stands that is asked for."""
    text = claim.document.document.text
    if claim.timex.end_value is None:
        return answer
    year = claim.value[:4]
    at = text.find(year, answer.start, answer.end) if year.isdigit() else -1
    return Span(at, at + 4) if at >= 0 and len(claim.value) == len(year) else answer
