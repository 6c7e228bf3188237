"""
Reported speech: what a named person is said to have said, in the narrator's words.

“Carter said the strategy was flawed”, “…, the minister, Ana Sol, warned”, “according to Ana Sol”.

Misses on purpose: unnamed speakers and institutions, sentences that quote a clause of its own (a statement), hopes,
orders and questions.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.annotation import SpeakerKind
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.speakers import Attribution as Heard
from quizgen.document import Span
from quizgen.extractors.attribution import head_of
from quizgen.fact import Attribution, Claim, Reported
from quizgen.item import Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

# Examples are read as news of Friday, 8 March 2019. FINDS: the speaker and the verb of what he said.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("Awa Diop", "lost"): (
        "Awa Diop said that the old port had lost its boats.",
        "Mayor Awa Diop said on Monday the old port had lost its boats.",
        "The old port had lost its boats, Awa Diop said.",
        "The old port had lost its boats, said Awa Diop, the mayor of Dakar.",
        "According to Awa Diop, the old port lost its boats.",
        "Awa Diop toured the quays. The old port had lost its boats, she said.",
        "Awa Diop denied that the old port had lost its boats.",
    ),
}
IGNORES = (
    "A fisherman said that the old port had lost its boats.",
    "The Harbour Office said that the old port had lost its boats.",
    "Awa Diop said: “The old port has lost every boat.”",
    "Awa Diop wanted the old port to keep its boats.",
    "Awa Diop asked whether the old port had lost its boats.",
    "Awa Diop saw that the old port had lost its boats.",
    "Awa Diop knew the old port.",
)

RULE = "reported speech"


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """Each clause that a named person is said to have said."""
    seen: set[Span] = set()
    for known in document.attributions:
        if (
            known.root is None
            or known.speaker.kind is not SpeakerKind.PERSON
            or known.parsed.sentence.within is not None
        ):
            continue
        if known.parsed.masked or known.parsed.sentence.span in seen:
            continue
        told = known.parsed.tokens[known.root]
        if told.pos_ not in ("VERB", "AUX") or not _is_told(known, told):
            continue
        seen.add(known.parsed.sentence.span)
        subject = head_of(known.parsed, known.speaker.mention)
        yield Reported(document, known.parsed, told, Attribution(known.speaker, subject, known.cue), RULE)


def _is_told(known: Heard, told: "Token") -> bool:
    """Whether a verb is what the cue reports, asserted: not what he would not say, nor what a noun of his says."""
    place = known.parsed.token_span
    cue = next((token for token in known.parsed.tokens if known.cue.overlaps(place(token))), None)
    if cue is None or cue == told or told.dep_ == "xcomp":
        return False
    if any(child.dep_ == "mark" and child.lower_ in ("if", "whether") for child in told.children):
        return False
    answers = cue.lower_ in ("responded", "replied", "reacted", "responding", "reacting")
    if answers and any(child.dep_ == "prep" and child.lower_ == "to" for child in cue.children):
        return False  # “responded to X's statement that …” tells what X said
    if any(child.dep_ == "neg" or child.tag_ == "MD" for child in cue.children):
        return False
    return told.dep_ == "ROOT" or told.head == cue or cue in told.subtree
