"""
Participants: who did what happened on a day, and where: a named subject, a named place of a dated event.

Misses on purpose: events without a date of their own, subjects that only say something, places inside other phrases.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import VERBS, Behaviour
from quizgen.document import Span
from quizgen.extractors import dated_events
from quizgen.fact import Claim, DatedEvent, Part, Participant
from quizgen.item import Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

# Examples are read as news of Friday, 8 March 2019. FINDS: the verb's base, the part and the name.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("recall", "subject", "Kenya"): ("Kenya recalled its ambassador from Rome on Wednesday.",),
    ("sign", "place", "Maastricht"): (
        "The treaty was signed in Maastricht on 7 February 1992.",
        "On 7 February 1992 the ministers signed the treaty in Maastricht.",
        "The treaty was signed in the town of Maastricht on 7 February 1992.",
    ),
}
IGNORES = (
    "Kenya recalled its ambassador from Rome.",
    "Kenya said on Wednesday that it had recalled its ambassador.",
    "The ambassador was recalled on Wednesday.",
    "It was signed in a hurry on 7 February 1992.",
)
RULE = "participant"
PLACES = ("GPE", "LOC", "FAC")
SUBJECTS = ("GPE", "ORG", "PERSON")
AT = frozenset(("in", "at", "near"))
PLACE_NOUNS = frozenset(
    "city town village province region state district capital port island county suburb republic".split()
)


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """The named subject and the named place of each dated event."""
    seen: set[Span] = set()
    for event in dated_events.extract(document):
        if not isinstance(event, DatedEvent) or event.timex.end_value is not None or event.timex.mod is not None:
            continue
        place = event.parsed.token_span(event.verb)
        if place in seen or _only_says(event.verb):
            continue
        seen.add(place)
        yield from _parts(event)


def _parts(event: DatedEvent) -> Iterator[Participant]:
    thing = next((child for child in event.verb.children if child.dep_ == "dobj"), None)
    for child in (*event.verb.children, *(thing.children if thing is not None else ())):
        if child.dep_ in ("nsubj", "nsubjpass") and child.ent_type_ in SUBJECTS and not _joined(child):
            yield _participant(event, child, Part.SUBJECT)
        elif child.dep_ == "prep" and child.lower_ in AT:
            name = next((one for one in child.children if one.dep_ == "pobj"), None)
            named = _place_of(name) if name is not None else None
            if named is not None and not _joined(named):
                yield _participant(event, named, Part.PLACE)


def _only_says(verb: "Token") -> bool:
    """Whether a verb tells what somebody said: “recalled that …”, and not “recalled its ambassador”."""
    if Behaviour.SAYS not in VERBS.get(verb.lower_, frozenset()):
        return False
    return not any(child.dep_ == "dobj" for child in verb.children) or any(
        child.dep_ in ("ccomp", "parataxis") for child in verb.children
    )


def _place_of(noun: "Token") -> "Token | None":
    """The name of a place: the noun itself, or what stands behind “the town of”."""
    if noun.ent_type_ in PLACES:
        return noun
    link = next((child for child in noun.children if child.lower_ == "of"), None)
    if noun.lower_ not in PLACE_NOUNS or link is None:
        return None
    return next((child for child in link.children if child.dep_ == "pobj" and child.ent_type_ in PLACES), None)


def _joined(name: "Token") -> bool:
    """Whether a name is one of several: “Kenya and Uganda”."""
    return any(child.dep_ in ("conj", "cc") for child in name.children)


def _participant(event: DatedEvent, name: "Token", part: Part) -> Participant:
    first = name
    for token in reversed(name.doc[: name.i]):
        if token.i < first.i - 1 or not _belongs(token, name):
            break
        if token.lower_ not in ("the", "a", "an"):
            first = token
    span = Span(event.parsed.token_span(first).start, event.parsed.token_span(name).end)
    return Participant(event.document, event.parsed, event.verb, name, span, part, event.timex, event.attribution, RULE)


def _belongs(token: "Token", name: "Token") -> bool:
    """Whether a word before a name is part of it; before a body's name also what tells whose it is."""
    if token.ent_type_ == name.ent_type_ and token.ent_type_ != "":
        return True
    whose = token.ent_type_ in ("NORP", "GPE") or token.tag_ == "POS" or token.text[:1].isupper()
    return name.ent_type_ == "ORG" and whose and name.is_ancestor(token)
