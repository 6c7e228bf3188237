"""
Who, where and what: “Which country recalled its ambassador from Rome on 6 March 2019?” → Kenya.

The stem keeps the day, or says that it was the first of its kind, which leaves one answer; it asks by the type of what
is asked for.
"""

import re
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import Timex
from quizgen.annotators.countries import STEMS, country, with_article
from quizgen.annotators.names import names_a_body
from quizgen.annotators.people import is_female
from quizgen.annotators.roles import is_rank
from quizgen.document import Span
from quizgen.extractors.participants import PLACE_NOUNS
from quizgen.fact import Part, Participant
from quizgen.item import Item, Kind, Precision, Reason
from quizgen.questions.clause import ask, predicate, subject_phrase, tell, tidy
from quizgen.questions.fullnames import References
from quizgen.questions.hanging import names_in
from quizgen.questions.stem import (
    claim_name,
    evidence_of,
    has_day,
    makes_any,
    names_nothing,
    prepare,
    too_long,
    year_in,
)
from quizgen.questions.turned import Turned, gently_then_hard
from quizgen.questions.when import is_present

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES_OF_A_DEED = 2  # names that leave one who did it, where no day does
_SINGLE = re.compile(r"\b(?:first|last|only|youngest|oldest)\b")
MIN_WORDS = 4  # tokens of the clause that are kept
SUBJECTS = (Part.SUBJECT, Part.IDENTITY)


def question(claim: Participant, known: References, style: str) -> Item | Turned:
    """The item that asks who did what happened on a day, to whom, where, or what was made."""
    return gently_then_hard(lambda hard: _question(claim, known, style, hard))


def _question(claim: Participant, known: References, style: str, hard: bool) -> Item | Turned:
    named = _named(claim)
    if named is None:
        return Turned(Reason.NOT_WORTH, "nothing tells what the name names")
    key, opening, kind = named
    if claim.part is not Part.IDENTITY and claim.parsed.sentence.label is None and is_present(claim.verb):
        return Turned(Reason.NOT_TRUE, "not told as past")
    if key in (claim.document.document.source.title or "") and claim.part in SUBJECTS:
        return Turned(Reason.NOT_WORTH, "the title tells it")
    prepared = prepare(claim, known, style, _asked_for(claim), hard)
    if isinstance(prepared, Turned):
        return prepared
    if prepared.according_to is not None:
        opening = f"according to {prepared.according_to}, {opening}"
    put = tell if claim.part in SUBJECTS else ask
    stem = put(prepared.clause, opening, prepared.wording, past=True)
    stem = tidy(f"{stem} {prepared.tail}") + "?"
    stem = stem[0].upper() + stem[1:]
    if claim.timex is not None and not claim.parsed.sentence.span.contains(claim.timex.span):
        stem = f"{stem[:-1]} {_in_full(claim.timex, style)}?"
    if too_long(stem):
        return Turned(Reason.TOO_LONG, stem)
    if claim.timex is not None and not (has_day(stem) or year_in(stem)):
        return Turned(Reason.MANY_ANSWERS, "no date")
    rest = predicate(prepared.clause)
    words = rest if claim.part in SUBJECTS else [*subject_phrase(prepared.clause), *rest]
    kept = [token for token in words if token.i not in prepared.wording.dropped]
    if claim.part in SUBJECTS and kept and kept[0].pos_ not in ("VERB", "AUX", "ADV", "PART"):
        return Turned(Reason.GRAMMAR, f"“{kept[0]}” is no verb")
    by_name = claim.part is Part.SUBJECT and named[1] == "who" and _SINGLE.search(stem) is None
    if by_name and names_in(stem) < (1 if has_day(stem) else NAMES_OF_A_DEED):
        return Turned(Reason.MANY_ANSWERS, "others may have done so")
    if len(kept) < MIN_WORDS or names_in(stem) == 0:
        return Turned(Reason.NOT_ALONE, "nobody and nothing is named")
    if (empty := names_nothing(prepared, kept)) is not None:
        return Turned(Reason.NOT_ALONE, f"“{empty}”")
    if claim.document.kind == "news" and makes_any(prepared, _undated(claim, kept)):
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    if _told(key, stem):
        return Turned(Reason.LEAK, "the stem names the answer")
    day = claim.timex.value.split("T")[0] if claim.timex is not None else ""
    return Item(
        kind=kind,
        claim=claim_name(kind.value, kept, day, prepared.wording),
        stem=stem,
        key=key,
        evidence=(evidence_of(claim, (claim.span.start, claim.span.end)),),
        rule=claim.rule,
        accept=_accepted(claim, key),
        according_to=prepared.according_to,
        date=day or None,
        precision=timevalues.precision(day) if day else None,
        explanation="; ".join(dict.fromkeys((*_in_words(claim, key), *prepared.workings))),
    )


def _in_words(claim: Participant, key: str) -> tuple[str, ...]:
    """How the source's words became the key, where they are not the key's: “Oakes” → Margaret Oakes."""
    written = " ".join(claim.span.of(claim.document.document.text).split())
    return () if key.removeprefix("the ") in (written, written.removeprefix("the ")) else (f"“{written}” → {key}",)


def _in_full(timex: Timex, style: str) -> str:
    """A date that stands outside the sentence, with its preposition."""
    value = timex.value.split("T")[0]
    on = timevalues.precision(value) is Precision.DAY
    return f"{'on' if on else 'in'} {timevalues.write(value, style)}"


def _undated(claim: Participant, kept: "list[Token]") -> "list[Token]":
    days = _days(claim)
    return [
        token
        for token in kept
        if token.pos_ != "ADP" and (days is None or not days.overlaps(claim.parsed.token_span(token)))
    ]


def _days(claim: Participant) -> Span | None:
    return (claim.timex.extent or claim.timex.span) if claim.timex is not None else None


def _named(claim: Participant) -> tuple[str, str, Kind] | None:
    """The key in full, the words that ask for it by what it names, and the kind of question; None where that is not
    certain."""
    written = " ".join(claim.span.of(claim.document.document.text).split())
    if claim.part is Part.PRODUCT:
        return written, "what", Kind.WHAT
    state = country(written)
    if claim.part is Part.PLACE:
        if state is not None:
            return with_article(state), "in which country", Kind.WHERE
        noun = claim.name.head.head
        if claim.name.dep_ == "pobj" and claim.name.head.lower_ == "of" and noun.lower_ in PLACE_NOUNS:
            return written, f"in which {noun.lower_}", Kind.WHERE
        return (written, "where", Kind.WHERE) if claim.name.ent_type_ == "GPE" else None
    if state is not None:
        return with_article(state), "which country", Kind.WHO
    if claim.name.ent_type_ == "ORG" and claim.part is not Part.IDENTITY and _is_body(claim, written):
        return written, "which organisation", Kind.WHO
    person = next(
        (one for span, one in claim.document.people_in(claim.parsed.sentence.span) if span == claim.span), None
    )
    human = person is not None and (person.role is not None or is_female(person) is not None)
    if person is None or not human or " " not in person.name:
        return None
    return person.name, "who" if claim.part in SUBJECTS else "whom", Kind.WHO


_BUILDINGS = frozenset("embassy consulate hospital museum palace castle station airport church cathedral".split())


def _is_body(claim: Participant, written: str) -> bool:
    """Whether a name that the tagger takes for an organisation's says so itself, or by its article."""
    words = written.split()
    if is_rank(words[0]) or any(span.overlaps(claim.span) for span, _ in claim.document.people_in(claim.span)):
        return False
    if _BUILDINGS & {word.lower() for word in words}:
        return False
    article = claim.name.left_edge.lower_ == "the" or words[0].lower() == "the"
    if " " not in written or not (article or names_a_body(written)):
        return False
    after = claim.name.nbor().text if claim.name.i + 1 < len(claim.name.doc) else ""
    return not (after[:1].isdigit() or after[:1].isupper())


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


def _asked_for(claim: Participant) -> set[int]:
    """The tokens that the question takes out: a place with its preposition, an object; a subject goes with its verb."""
    if claim.part in SUBJECTS:
        return set()
    top = claim.name
    if claim.part is not Part.PLACE:
        return {token.i for token in top.subtree if _is_part(token, claim)}
    if top.head.lower_ == "of":  # “the town of Maastricht”
        top = top.head.head
    return {token.i for token in (top.head, *top.subtree) if _is_part(token, claim)}


def _is_part(token: "Token", claim: Participant) -> bool:
    """Whether a token goes with the words asked for: neither the date nor the preposition that leads to it."""
    days = _days(claim)
    if days is None:
        return True
    dated = [token, *token.children] if token.pos_ == "ADP" else [token]
    return not any(days.overlaps(claim.parsed.token_span(one)) for one in dated)
