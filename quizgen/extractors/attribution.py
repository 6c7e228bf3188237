"""
Who asserts a clause: the narrator, or somebody the sentence or the quotation around it names.

The grammar decides: the clause is what somebody said (“Shoigu said that …”, “…, the ministry reported”,
“according to …”), or stands inside a quotation, or is the narrator's own. A clause under “denied”, “hopes” or
“if” is asserted by nobody.
"""

from typing import TYPE_CHECKING

from quizgen.annotation import Speaker, SpeakerKind
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import VERBS, Behaviour, forms
from quizgen.annotators.sayings import follows_semicolon, precedes_semicolon
from quizgen.annotators.syntax import Parsed
from quizgen.document import Span
from quizgen.fact import Attribution
from quizgen.item import Reason

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose complement the narrator vouches for.
FACTIVE = frozenset("show shows showed shown reveal reveals revealed find found finds mean means meant".split())


def asserted_by(document: Annotated, parsed: Parsed, verb: "Token") -> Attribution | Reason | None:
    """Who asserts the clause of a verb: None is the narrator, a Reason says that nobody certain does."""
    inner = _cue_above(document, parsed, verb)
    if inner is not None:
        return inner
    according = _according_to(document, parsed)
    if according is not None:
        return according
    if parsed.sentence.within is not None:
        speaker = parsed.sentence.within.speaker
        return Attribution(speaker) if speaker is not None else Reason.NO_ATTRIBUTION
    return None


def _cue_above(document: Annotated, parsed: Parsed, verb: "Token") -> Attribution | Reason | None:
    token = verb
    told = document.told_in(parsed.sentence)
    while True:
        cue = parsed.token_span(token.head)
        here = [known for known in told if known.root == token.i]
        if here:  # “X said that …, the agency reported”: who said it comes before who reports it
            nearest = next((known for known in here if known.cue.overlaps(cue)), here[0])
            if nearest.cue.of(document.document.text).lower() in DENIES:
                return Reason.NOT_TRUE
            mention = nearest.speaker.mention
            return Attribution(nearest.speaker, head_of(parsed, mention), nearest.cue)
        for child in token.children:
            if child.dep_ != "parataxis" or follows_semicolon(child):
                continue
            if (found := _said_by(document, parsed, child)) is not None:
                return found
        if token.dep_ == "ROOT" or precedes_semicolon(token):
            return None
        above = token.head
        if token.dep_ in ("ccomp", "csubj", "acl") and above.pos_ in ("VERB", "AUX", "NOUN"):
            behaviour = VERBS.get(above.lower_, frozenset())
            if token.dep_ == "acl" and above.pos_ != "VERB":
                token = above
                continue
            if behaviour & {Behaviour.SAYS, Behaviour.TELLS, Behaviour.RELAYS} and above.lower_ not in DENIES:
                return _said_by(document, parsed, above) or Reason.NO_ATTRIBUTION
            if above.lower_ not in FACTIVE:
                return Reason.NOT_TRUE
        if token.dep_ in ("xcomp", "pcomp") and token == verb:
            return Reason.NOT_TRUE
        token = above


DENIES = frozenset(
    form
    for base in (
        *(
            "deny",
            "doubt",
            "propose",
            "demand",
            "threaten",
            "suggest",
            "predict",
            "pledge",
            "promise",
            "vow",
            "urge",
            "ask",
        ),
        *("wonder", "question", "order", "command", "recommend", "speculate", "dispute", "reject"),
    )
    for form in forms(base)
)


def _said_by(document: Annotated, parsed: Parsed, cue: "Token") -> Attribution | Reason | None:
    if cue.lower_ not in VERBS:
        return None
    subject = next((child for child in cue.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if cue.dep_ == "pcomp" and cue.head.lower_ == "as":  # “quoted an official as saying”
        subject = next((child for child in cue.head.head.children if child.dep_ in ("dobj", "nsubjpass")), None)
        cue = cue.head.head
    if subject is None and cue.dep_ == "conj":
        subject = next((child for child in cue.head.children if child.dep_ == "nsubj"), None)
    place = parsed.token_span(cue)
    for known in document.told_in(parsed.sentence):
        if known.cue.overlaps(place):
            return Attribution(known.speaker, subject, place)
    if subject is None:
        return Reason.NO_ATTRIBUTION
    speaker = speaker_of(document, parsed, subject)
    return Attribution(speaker, subject, place) if speaker is not None else Reason.NO_ATTRIBUTION


def head_of(parsed: Parsed, mention: Span | None) -> "Token | None":
    """The token that heads the words at a span."""
    inside = [token for token in parsed.tokens if mention is not None and mention.contains(parsed.token_span(token))]
    return next((token for token in inside if token.head not in inside), None)


def _according_to(document: Annotated, parsed: Parsed) -> Attribution | Reason | None:
    for token in parsed.tokens[:-1]:
        if token.lower_ == "according" and token.nbor().lower_ == "to":
            named = next((child for child in token.nbor().children if child.dep_ == "pobj"), None)
            named = named or next((child for child in token.children if child.dep_ == "pobj"), None)
            speaker = speaker_of(document, parsed, named) if named is not None else None
            return Attribution(speaker, named) if speaker is not None else Reason.NO_ATTRIBUTION
    return None


def speaker_of(document: Annotated, parsed: Parsed, noun: "Token") -> Speaker | None:
    """Whom a noun phrase names: a person by full name, else the phrase as written; None for a pronoun."""
    phrase = parsed.tokens[noun.left_edge.i : noun.right_edge.i + 1]
    head = parsed.token_span(noun)
    for span, person in document.people_in(parsed.phrase_span(phrase)):
        if span.overlaps(head) or noun.dep_ == "appos":
            return Speaker(person.name, SpeakerKind.PERSON, "named", parsed.token_span(noun), person.role)
        named = next((t for t in phrase if parsed.token_span(t).start == span.start), None)
        if named is not None and any(a.dep_ == "appos" and a.head == noun for a in (named, *named.ancestors)):
            return Speaker(person.name, SpeakerKind.PERSON, "named in apposition", span, person.role)
    if noun.pos_ == "PRON" or noun.tag_ in ("WP", "WDT", "DT", "CD", "EX"):
        return None
    words = [token for token in phrase if not _is_aside(token, noun)]
    text = "".join(token.text_with_ws for token in words).strip(" ,")
    if not text:
        return None
    organised = noun.pos_ == "PROPN" or noun.ent_type_ in ("ORG", "GPE", "NORP") or noun.text[:1].isupper()
    if words[0].i == 0 and words[0].pos_ in ("DET", "ADJ", "NOUN", "NUM") and not words[0].ent_type_:
        text = text[0].lower() + text[1:]
    kind = SpeakerKind.ORGANISATION if organised else SpeakerKind.UNNAMED
    return Speaker(text, kind, "as written", parsed.token_span(noun))


def _is_aside(token: "Token", noun: "Token") -> bool:
    above = token
    while above != noun:
        if above.dep_ in ("relcl", "appos", "acl") or (above.dep_ == "punct" and above.head == noun):
            return above.dep_ != "appos" or above.i > noun.i
        if above.head == above:
            return False
        above = above.head
    return False
