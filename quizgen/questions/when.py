"""
When: “On what date did the upper house approve the use of force?” → 30 September 2015.

Asks for the precision that the source gives: a date, a month, a year.
"""

import re
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.extractors.dated_events import reported_by
from quizgen.fact import DatedEvent
from quizgen.item import Item, Kind, Precision, Reason
from quizgen.questions.clause import ask, predicate, subject_phrase, tidy
from quizgen.questions.fullnames import References
from quizgen.questions.hanging import names_in
from quizgen.questions.stem import Prepared, claim_name, evidence_of, prepare, too_long
from quizgen.questions.turned import Turned

if TYPE_CHECKING:
    from spacy.tokens import Token

# A second day with its own preposition; “two days after 5 May 1960” may stay.
_OTHER_DAY = re.compile(r"\bon (?:\d{1,2} [A-Z]\w+ \d{4}|[A-Z]\w+ \d{1,2}, \d{4})")
# The sentence itself says that there were others of the kind.
_AGAIN = re.compile(r"\b(?:second|third|fourth|another|again|once more|repeatedly|latest)\b", re.IGNORECASE)
NAMES_OF_ONE_EVENT = 3  # names that tell “a warplane struck …” from all the other times
OPENINGS = {
    Precision.DAY: "on what date",
    Precision.MONTH: "in which month and year",
    Precision.YEAR: "in which year",
}


def question(claim: DatedEvent, known: References, style: str) -> Item | Turned:
    """The item that asks for the date of an event."""
    value = claim.timex.value.split("T")[0]
    precision = timevalues.precision(value)
    if precision is None:
        return Turned(Reason.NO_DATE)
    if claim.verb.tag_ in ("VB", "VBG") or (claim.verb.tag_ in ("VBZ", "VBP") and not _has_past(claim.verb)):
        return Turned(Reason.NOT_TRUE, "not told as past")
    without = _date_phrase(claim)
    item = _question(claim, known, style, value, precision, without, hard=False)
    if isinstance(item, Turned) and item.reason in (Reason.TOO_LONG, Reason.GRAMMAR, Reason.NOT_ALONE):
        return _question(claim, known, style, value, precision, without, hard=True)
    return item


def _question(
    claim: DatedEvent, known: References, style: str, value: str, precision: Precision, without: set[int], hard: bool
) -> Item | Turned:
    told = reported_by(claim.verb)
    prepared = prepare(claim, known, style, without, hard, told)
    if isinstance(prepared, Turned):
        return prepared
    opening = OPENINGS[precision]
    if prepared.according_to is not None:
        opening = f"according to {prepared.according_to}, {opening}"
    stem = ask(prepared.clause, opening, prepared.wording, past=True)
    stem = tidy(f"{stem} {prepared.complement or prepared.tail}") + "?"
    stem = stem[0].upper() + stem[1:]
    if precision is Precision.DAY and _OTHER_DAY.search(stem):
        return Turned(Reason.GRAMMAR, f"two dates: {stem}")
    if too_long(stem):
        return Turned(Reason.TOO_LONG, stem)
    kept = [token for token in (*subject_phrase(prepared.clause), *predicate(prepared.clause))
            if token.i not in prepared.wording.dropped]  # fmt: skip
    own = prepared.according_to is not None and any(
        t.lower_ in ("it", "its", "they", "their", "he", "his") for t in kept
    )
    if (names_in(stem) == 0 and not own) or len(kept) < 4:
        return Turned(Reason.NOT_ALONE, "nobody and nothing is named")
    again = _AGAIN.search(claim.parsed.tokens.text)
    if again is not None and again[0].lower() not in stem.lower():
        return Turned(Reason.MANY_ANSWERS, f"“{again[0]}”")
    if claim.document.kind == "news" and _is_any(prepared.clause.subject) and names_in(stem) < NAMES_OF_ONE_EVENT:
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    if claim.document.kind == "news" and _makes_any(prepared, kept):
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    span = claim.timex.span
    own_working = (claim.timex.working,) if claim.timex.working else ()
    return Item(
        kind=Kind.WHEN,
        claim=claim_name("when", kept),
        stem=stem,
        key=timevalues.write(value, style),
        evidence=(evidence_of(claim, (span.start, span.end)),),
        rule=claim.rule,
        accept=tuple(form for form in (timevalues.write(value, "mdy"), timevalues.write(value, "dmy"), value)),
        according_to=prepared.according_to,
        date=value,
        precision=precision,
        explanation="; ".join(dict.fromkeys((*own_working, *prepared.workings))),
    )


def _is_any(subject: "Token") -> bool:
    """Whether a subject is one or some of many: “a warplane”, “air strikes”."""
    if subject.pos_ == "PROPN" or subject.ent_type_ in ("PERSON", "GPE", "ORG"):
        return False
    children = list(subject.children)
    if any(child.lower_ in ("a", "an") for child in children):
        return True
    return subject.tag_ == "NNS" and not any(child.dep_ in ("det", "poss", "nummod") for child in children)


def _makes_any(prepared: Prepared, kept: "list[Token]") -> bool:
    """Whether the object is one of many and nothing tells which: “released a statement”."""
    thing = next((child for child in prepared.clause.verb.children if child.dep_ == "dobj"), None)
    if thing is None or not any(child.lower_ in ("a", "an") for child in thing.children):
        return False
    there = {token.i for token in kept}
    return not any(token.i in there and not token.is_punct for token in thing.doc[thing.i + 1 :])


def _has_past(verb: "Token") -> bool:
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP") for child in verb.children)


def _date_phrase(claim: DatedEvent) -> set[int]:
    """The tokens of the date itself with the preposition before it and what hangs on nothing else."""
    tokens = [token for token in claim.parsed.tokens if claim.timex.span.contains(claim.parsed.token_span(token))]
    gone = {token.i for token in tokens}
    first = tokens[0]
    if (
        first.i
        and first.nbor(-1).pos_ in ("ADP", "SCONJ")
        and first.nbor(-1).lower_ in ("on", "in", "at", "during", "of")
    ):
        gone.add(first.i - 1)
    return gone
