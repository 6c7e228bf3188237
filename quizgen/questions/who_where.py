"""
Who and where: “Which country recalled its ambassador from Rome on 6 March 2019?” → Kenya.

The stem keeps the day, which leaves one answer, and asks by the type of what is asked for.
"""

import re
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotators.countries import STEMS, country, with_article
from quizgen.annotators.people import is_female
from quizgen.extractors.participants import PLACE_NOUNS
from quizgen.fact import Part, Participant
from quizgen.item import Item, Kind, Reason
from quizgen.questions.clause import ask, predicate, subject_phrase, tell, tidy
from quizgen.questions.fullnames import References
from quizgen.questions.hanging import names_in
from quizgen.questions.stem import claim_name, evidence_of, has_day, makes_any, prepare, too_long, year_in
from quizgen.questions.turned import Turned, gently_then_hard

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_WORDS = 4  # tokens of the clause that are kept


def question(claim: Participant, known: References, style: str) -> Item | Turned:
    """The item that asks who did what happened on a day, or where."""
    return gently_then_hard(lambda hard: _question(claim, known, style, hard))


def _question(claim: Participant, known: References, style: str, hard: bool) -> Item | Turned:
    named = _named(claim)
    if named is None:
        return Turned(Reason.NOT_WORTH, "nothing tells what the name names")
    key, opening = named
    without = _place_phrase(claim) if claim.part is Part.PLACE else set()
    prepared = prepare(claim, known, style, without, hard)
    if isinstance(prepared, Turned):
        return prepared
    if prepared.according_to is not None:
        opening = f"according to {prepared.according_to}, {opening}"
    put = ask if claim.part is Part.PLACE else tell
    stem = put(prepared.clause, opening, prepared.wording, past=True)
    stem = tidy(f"{stem} {prepared.tail}") + "?"
    stem = stem[0].upper() + stem[1:]
    if too_long(stem):
        return Turned(Reason.TOO_LONG, stem)
    if not (has_day(stem) or year_in(stem)):
        return Turned(Reason.MANY_ANSWERS, "no date")
    rest = predicate(prepared.clause)
    words = [*subject_phrase(prepared.clause), *rest] if claim.part is Part.PLACE else rest
    kept = [token for token in words if token.i not in prepared.wording.dropped]
    if len(kept) < MIN_WORDS or names_in(stem) == 0:
        return Turned(Reason.NOT_ALONE, "nobody and nothing is named")
    days = claim.timex.extent or claim.timex.span
    undated = [token for token in kept if not days.overlaps(claim.parsed.token_span(token)) and token.pos_ != "ADP"]
    if claim.document.kind == "news" and makes_any(prepared, undated):
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    if _told(key, stem):
        return Turned(Reason.LEAK, "the stem names the answer")
    day = claim.timex.value.split("T")[0]
    kind = Kind.WHERE if claim.part is Part.PLACE else Kind.WHO
    return Item(
        kind=kind,
        claim=claim_name(kind.value, kept, day),
        stem=stem,
        key=key,
        evidence=(evidence_of(claim, (claim.span.start, claim.span.end)),),
        rule=claim.rule,
        accept=_accepted(claim, key),
        according_to=prepared.according_to,
        date=day,
        precision=timevalues.precision(day),
        explanation="; ".join(dict.fromkeys(prepared.workings)),
    )


def _named(claim: Participant) -> tuple[str, str] | None:
    """The key in full and the words that ask for it, by what the name names; None where that is not certain."""
    written = " ".join(claim.span.of(claim.document.document.text).split())
    state = country(written)
    if claim.part is Part.PLACE:
        if state is not None:
            return with_article(state), "in which country"
        noun = claim.name.head.head
        if claim.name.dep_ == "pobj" and claim.name.head.lower_ == "of" and noun.lower_ in PLACE_NOUNS:
            return written, f"in which {noun.lower_}"
        return (written, "where") if claim.name.ent_type_ == "GPE" else None
    if state is not None:
        return with_article(state), "which country"
    if claim.name.ent_type_ == "ORG" and " " in written:
        return written, "which organisation"
    person = next(
        (one for span, one in claim.document.people_in(claim.parsed.sentence.span) if span == claim.span), None
    )
    human = person is not None and (person.role is not None or is_female(person) is not None)
    return (person.name, "who") if person is not None and human and " " in person.name else None


def _accepted(claim: Participant, key: str) -> tuple[str, ...]:
    written = " ".join(claim.span.of(claim.document.document.text).split())
    forms = [written, key.removeprefix("the ")]
    forms += [key.split()[-1]] if claim.name.ent_type_ == "PERSON" else []
    return tuple(dict.fromkeys(form for form in forms if form != key))


def _told(key: str, stem: str) -> bool:
    """Whether a stem names the answer, or a country by its adjective."""
    bare = key.removeprefix("the ")
    stems = [STEMS[bare]] if bare in STEMS else [word for word in bare.split() if len(word) > 3]
    return any(re.search(rf"\b{re.escape(one)}", stem) for one in (bare, *stems))


def _place_phrase(claim: Participant) -> set[int]:
    """The tokens of the place with its preposition."""
    top = claim.name
    if top.head.lower_ == "of":  # “the town of Maastricht”
        top = top.head.head
    days = claim.timex.extent or claim.timex.span
    return {
        token.i
        for token in (top.head, *top.subtree)
        if not days.overlaps(claim.parsed.token_span(token)) and not _leads(token, claim)
    }


def _leads(token: "Token", claim: Participant) -> bool:
    """Whether a preposition leads to the date, which stays."""
    days = claim.timex.extent or claim.timex.span
    return token.pos_ == "ADP" and any(days.overlaps(claim.parsed.token_span(child)) for child in token.children)
