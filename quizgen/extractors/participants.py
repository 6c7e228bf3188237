"""
Participants: who did what happened on a day, to whom and where, what was made or found: a named subject, object or
place of a dated event, or a thing that a verb of making brings about. And who was the first of its kind, on any day.

Misses on purpose: events without a date of their own, subjects that only say something, places inside other phrases,
one of several names.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import VERBS, Behaviour
from quizgen.annotators.syntax import Parsed, base_form
from quizgen.document import Span
from quizgen.extractors import dated_events
from quizgen.extractors.attribution import asserted_by
from quizgen.fact import Claim, DatedEvent, Part, Participant
from quizgen.item import Reason, Refusal

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
    ("invade", "object", "Kuwait"): ("The army invaded Kuwait on 2 August 1990.",),
    ("discover", "product", "penicillin"): ("In 1928 the doctor discovered penicillin in his laboratory.",),
    ("become", "identity", "Junko Tabei"): ("Junko Tabei became the first woman to climb Mount Everest.",),
}
IGNORES = (
    "Kenya recalled its ambassador from Rome.",
    "Kenya said on Wednesday that it had recalled its ambassador.",
    "The ambassador was recalled on Wednesday.",
    "It was signed in a hurry on 7 February 1992.",
    "In 1928 the doctor discovered that nobody had fed the birds.",
    "Junko Tabei became a mother.",
)
RULE = "participant"
PLACES = ("GPE", "LOC", "FAC")
NAMED = ("GPE", "ORG", "PERSON")
AT = frozenset(("in", "at", "near"))
PLACE_NOUNS = frozenset(
    "city town village province region state district capital port island county suburb republic".split()
)
# Verbs that bring about or find what their object names.
MAKING = frozenset(
    """discover invent found establish publish write compose paint design build patent develop introduce isolate
    identify detect construct erect coin propose formulate demonstrate describe create release launch win receive
    earn sign""".split()
)
# Of these the object may be a common noun: one does not find or invent two things at a time.
FINDING = frozenset("discover invent isolate identify detect patent introduce found establish coin".split())
_GENERAL = frozenset(
    """way ways thing things something anything part parts number series lot kind method plan system group body company
    committee party government office base school business firm relations
    contact ties links""".split()
)
LONGEST = 7  # tokens of what was made
# What leaves one answer without a date.
SINGLES_OUT = re.compile(r"(?:first|last|only|sole|youngest|oldest|eldest|\w+est|\d+(?:st|nd|rd|th))$")


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """The named subject, object and place of each dated event, what it made, and who was the first of a kind."""
    seen: set[Span] = set()
    for event in dated_events.extract(document):
        if not isinstance(event, DatedEvent) or event.timex.end_value is not None or event.timex.mod is not None:
            continue
        place = event.parsed.token_span(event.verb)
        if place in seen or _only_says(event.verb):
            continue
        seen.add(place)
        yield from _parts(event)
    for parsed in document.parsed:
        for token in parsed.tokens if parsed.sentence.within is None else ():
            if token.pos_ in ("VERB", "AUX") and token.lower_ in ("was", "is", "became") and token.dep_ == "ROOT":
                yield from _identity(document, parsed, token)


def _parts(event: DatedEvent) -> Iterator[Participant]:
    verb = event.verb
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    for child in (*verb.children, *(thing.children if thing is not None else ())):
        if (
            child.dep_ in ("nsubj", "nsubjpass")
            and child.ent_type_ in NAMED
            and not _joined(child)
            and _is_whole(child)
        ):
            yield _participant(event, child, Part.SUBJECT)
        elif child.dep_ == "prep" and child.lower_ in AT:
            name = next((one for one in child.children if one.dep_ == "pobj"), None)
            named = _place_of(name) if name is not None else None
            if named is not None and not _joined(named):
                yield _participant(event, named, Part.PLACE)
    if thing is None or _joined(thing) or any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in verb.children):
        return
    if thing.ent_type_ in NAMED and thing.pos_ == "PROPN":
        yield _participant(event, thing, Part.OBJECT)
    elif base_form(verb) in MAKING and (made := _made(event, thing)) is not None:
        yield made


def _is_whole(name: "Token") -> bool:
    """Whether a name does not end a longer one: the “UK” of “Kestrel Fish UK”."""
    return not any(
        child.dep_ == "compound" and child.pos_ == "PROPN" and child.ent_type_ != name.ent_type_
        for child in name.children
    )


def _made(event: DatedEvent, thing: "Token") -> Participant | None:
    """What a verb of making brings about, with all that belongs to its name."""
    last = thing
    for child in thing.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == thing.i + 1:
            last = child.right_edge
        elif child.i > thing.i and child.dep_ != "prep":
            return None
    words = thing.doc[thing.left_edge.i : last.i + 1]
    days = event.timex.extent or event.timex.span
    if any(days.overlaps(event.parsed.token_span(token)) for token in words) or len(words) > LONGEST:
        return None
    named = thing.text[:1].isupper()
    if not named and (base_form(event.verb) not in FINDING or thing.lower_ in _GENERAL):
        return None
    if thing.pos_ == "PRON" or any(token.pos_ in ("PRON", "NUM") or token.tag_ == "PRP$" for token in words):
        return None
    span = event.parsed.phrase_span(words)
    return Participant(
        event.document, event.parsed, event.verb, thing, span, Part.PRODUCT, event.timex, event.attribution, RULE
    )


def _identity(document: Annotated, parsed: Parsed, verb: "Token") -> Iterator[Participant]:
    """A named person or country that was the first, the last or the most of its kind."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    kind = next((child for child in verb.children if child.dep_ == "attr"), None)
    if subject is None or kind is None or subject.ent_type_ not in NAMED or _joined(subject) or kind.i < verb.i:
        return
    if not any(child.dep_ in ("amod", "nummod") and SINGLES_OUT.match(child.lower_) for child in kind.children):
        return
    said = asserted_by(document, parsed, verb)
    if isinstance(said, Reason) or any(child.dep_ == "neg" for child in verb.children):
        return
    yield Participant(document, parsed, verb, subject, _span(parsed, subject), Part.IDENTITY, None, said, RULE)


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
    span = _span(event.parsed, name)
    return Participant(event.document, event.parsed, event.verb, name, span, part, event.timex, event.attribution, RULE)


def _span(parsed: Parsed, name: "Token") -> Span:
    """Where a name stands, without its article."""
    first = name
    for token in reversed(name.doc[: name.i]):
        if token.i < first.i - 1 or not _belongs(token, name):
            break
        if token.lower_ not in ("the", "a", "an"):
            first = token
    return Span(parsed.token_span(first).start, parsed.token_span(name).end)


def _belongs(token: "Token", name: "Token") -> bool:
    """Whether a word before a name is part of it; before a body's name also what tells whose it is."""
    if token.ent_type_ == name.ent_type_ and token.ent_type_ != "":
        return True
    whose = token.ent_type_ in ("NORP", "GPE") or token.tag_ == "POS" or token.text[:1].isupper()
    return name.ent_type_ == "ORG" and whose and name.is_ancestor(token)
