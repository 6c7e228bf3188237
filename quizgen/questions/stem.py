"""
Stems from clauses: what `when` and `how_many` do alike before they put their question word in front.

A clause is trimmed, its names and dates are made full, and it is turned down where it says that something is
not so, or points outside the card.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.annotation import SpeakerKind, TimexType
from quizgen.fact import Attribution, DatedEvent, Quantity, anchor_of
from quizgen.item import Evidence, Reason
from quizgen.questions import reference
from quizgen.questions.clause import (
    Clause,
    Wording,
    clause_of,
    fronted,
    is_negated,
    is_unreal,
    predicate,
    subject_phrase,
    trim,
)
from quizgen.questions.reference import References

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEM_WORDS = 35
_COMMON_HEADS = frozenset("ministry department army agency office command council committee government party".split())


@dataclass(frozen=True, slots=True)
class Turned:
    """A clause that cannot be asked about, and why."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clause ready to be asked about: what is left out, what is written in full, who says so."""

    clause: Clause
    wording: Wording
    tail: str  # a phrase from before the subject that goes to the end
    according_to: str | None


def prepare(
    claim: DatedEvent | Quantity, known: References, style: str, without: "set[int]", hard: bool = False
) -> Prepared | Turned:
    """Trim and complete the clause of a claim; `without` are tokens that the question itself takes out."""
    clause = clause_of(claim.parsed, claim.verb)
    if clause is None:
        return Turned(Reason.GRAMMAR, "the verb has no subject")
    if is_negated(clause):
        return Turned(Reason.NOT_TRUE, "negated")
    if is_unreal(clause):
        return Turned(Reason.NOT_TRUE, "a plan, a condition or a possibility")
    if claim.verb.dep_ != "ROOT" and _is_conditional(claim.verb):
        return Turned(Reason.NOT_TRUE, "a condition")
    wording = Wording(trim(clause, hard) | without)
    asked = claim.timex if isinstance(claim, DatedEvent) else None
    before = _kept_before(claim, clause, wording)
    tokens = [*subject_phrase(clause), *predicate(clause), *before]
    problem = reference.complete(tokens, claim.parsed, known, wording, style, asked)
    if problem is not None:
        return Turned(Reason.NOT_ALONE, problem)
    hanging = reference.hanging(tokens, wording, clause.subject, claim.attribution)
    if hanging is not None:
        return Turned(Reason.NOT_ALONE, f"“{hanging}”")
    who = name_of(claim.attribution, known) if claim.attribution is not None else None
    if isinstance(who, Turned):
        return who
    if _commas_left(tokens, wording):
        return Turned(Reason.GRAMMAR, "an aside that cannot be cut")
    tail = wording.write(before)
    return Prepared(clause, wording, tail[:1].lower() + tail[1:] if tail else "", who)


def _is_conditional(verb: "Token") -> bool:
    return any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether")
        for above in verb.ancestors
        if above.dep_ in ("advcl", "ccomp")
        for child in above.children
    )


def _kept_before(claim: DatedEvent | Quantity, clause: Clause, wording: Wording) -> "list[Token]":
    """The tokens of one phrase before the subject that the question needs: a stretch of time, a named place."""
    document = claim.document
    for head in fronted(clause):
        phrase = list(head.subtree)
        if any(token.i in wording.dropped for token in phrase) or len(phrase) > 8:
            continue
        spans = [claim.parsed.token_span(token) for token in phrase]
        timed = any(
            timex.type is TimexType.DURATION and timex.span.overlaps(span)
            for timex in document.timexes
            for span in spans
        )
        placed = head.lower_ in ("in", "at", "near") and any(
            token.ent_type_ in ("GPE", "LOC", "FAC") for token in phrase
        )
        if timed or placed:
            return phrase
    return []


def _commas_left(tokens: "list[Token]", wording: Wording) -> bool:
    kept = [token for token in tokens if token.i not in wording.dropped]
    for position, token in enumerate(kept):
        if token.text not in (",", ";", ":", "–", "—", "--", "-") or not 0 < position < len(kept) - 1:
            continue
        if kept[position - 1].i != token.i - 1 or kept[position + 1].i != token.i + 1:
            continue  # what stood beside it was cut; tidying takes the comma with it
        if any(child.dep_ == "conj" for child in token.head.children) or token.text == "-":
            continue
        if kept[position - 1].ent_type_ == "GPE" and kept[position + 1].ent_type_ == "GPE":
            continue
        return True
    return False


def name_of(attribution: Attribution, known: References) -> str | Turned:
    """How a stem names the one who says so, made full where the document allows."""
    speaker = attribution.speaker
    name = re.sub(r"\s+", " ", speaker.name).strip()
    if speaker.kind is SpeakerKind.PERSON:
        return name
    bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
    definite = name.lower().startswith("the ")
    full = reference.full_institution(bare, known)
    if full is not None:
        return full if re.match(r"\w+['’]s\s", full) else f"the {full}"
    if bare.lower() in _COMMON_HEADS:
        position = speaker.mention.start if speaker.mention is not None else 0
        before = reference.institution_before(bare, position, known)
        if before is None:
            return Turned(Reason.NOT_ALONE, f"“{name}”")
        return before if re.match(r"\w+['’]s\s", before) else f"the {before}"
    if speaker.kind is SpeakerKind.UNNAMED or not bare[:1].isupper():
        if definite and not re.search(r"[A-Z]", bare):
            return Turned(Reason.NOT_ALONE, f"“{name}”")
        if re.match(r"(?:his|her|its|their|our|this|that|these|those|he|she|they|it|i|we|who|which)\b", name.lower()):
            return Turned(Reason.NOT_ALONE, f"“{name}”")
        return name[0].lower() + name[1:] if definite or name[:2].lower() in ("a ", "an") else name
    if definite:
        return f"the {bare}"
    if bare.split()[-1] in (
        *reference.INSTITUTIONS,
        "Kremlin",
        "Pentagon",
        "House",
        "Union",
        "Nations",
    ) and not re.match(r"[\w.]+['’]s?\s", bare):
        return f"the {bare}"
    return bare


def evidence_of(claim: DatedEvent | Quantity, answer: "tuple[int, int] | None") -> Evidence:
    """The sentence that a claim stands in, with where its answer stands."""
    from quizgen.document import Span

    document = claim.document.document
    span = claim.parsed.sentence.span
    return Evidence(
        document.id, span, span.of(document.text), Span(*answer) if answer is not None else None, document.source
    )


def is_past(claim: DatedEvent | Quantity) -> bool:
    """Whether a claim is over for today's reader: news is, whatever its tense; a general truth is not."""
    return anchor_of(claim.document, claim.parsed) is not None


def year_in(text: str) -> bool:
    """Whether a stem names a year."""
    return re.search(r"\b(?:1\d|20)\d\d\b", text) is not None


def too_long(stem: str) -> bool:
    return len(stem.split()) > MAX_STEM_WORDS


def claim_name(kind: str, parts: "list[Token]", more: str = "") -> str:
    """The identity of a question: its content words in dictionary form, whatever their order in the stem."""
    from quizgen.annotators.syntax import base_form

    words = sorted(
        {
            (base_form(token) if token.pos_ in ("VERB", "NOUN") else token.text).lower()
            for token in parts
            if token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ", "NUM")
        }
    )
    return f"{kind}: {' '.join(words)}" + (f" | {more}" if more else "")
