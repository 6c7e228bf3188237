"""
Who said that: “Who said on 7 October 2015 that the United States had not agreed to cooperate?” → Ash Carter.

The stem keeps what was said and when, and never who said it. “He” in it is the one asked for.
"""

import re

from quizgen import timevalues
from quizgen.annotation import SpeakerKind
from quizgen.fact import Reported
from quizgen.item import Item, Kind, Precision, Reason
from quizgen.questions.clause import clause_of, tidy
from quizgen.questions.fullnames import References
from quizgen.questions.hanging import names_in
from quizgen.questions.soundness import is_one_of_two_reports
from quizgen.questions.spoken import names
from quizgen.questions.stem import claim_name, has_day, report, sentence_evidence, too_long
from quizgen.questions.telling import reported_on, said_on
from quizgen.questions.trimming import takes_back, trim, whole_quotations
from quizgen.questions.turned import Turned
from quizgen.questions.who_said import accepted

MIN_WORDS = 6
# Verbs that a stem keeps; anything else was “said”.
_WISHES = frozenset("suggested proposed recommended demanded urged requested asked ordered".split())
TELLING = frozenset(
    "warned denied announced claimed argued confirmed admitted predicted promised insisted stressed suggested".split()
)


def question(claim: Reported, known: References, style: str) -> Item | Turned:
    """The item that asks who said what is reported."""
    speaker = claim.attribution.speaker
    if speaker.kind is not SpeakerKind.PERSON or " " not in speaker.name:
        return Turned(Reason.NO_SPEAKER, "no full name")
    clause = clause_of(claim.parsed, claim.told)
    if clause is None:
        return Turned(Reason.GRAMMAR, "what is reported has no subject")
    if is_one_of_two_reports(claim.told):
        return Turned(Reason.GRAMMAR, "two clauses are reported")
    helped = any(child.dep_ in ("aux", "auxpass") for child in claim.told.children)
    cue = claim.told.head.lower_
    if claim.told.tag_ in ("VB", "VBP") and not helped and (claim.told.tag_ == "VB" or cue in _WISHES):
        return Turned(Reason.NOT_TRUE, "a demand is reported")
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in claim.told.children):
        return Turned(Reason.GRAMMAR, "“declared it to be”: no clause behind “that”")
    for hard in (False, True):
        cut = whole_quotations(claim.told.doc, trim(clause, hard))
        aside = _cue_words(claim)
        words = [token for token in claim.told.subtree if token.i not in cut and token.i not in aside]
        if words and words[0].tag_ in ("WP", "WRB", "WDT"):
            return Turned(Reason.NOT_TRUE, "a question is reported")
        if takes_back(token for token in claim.told.subtree if token.i in cut):
            words = [token for token in claim.told.subtree if token.i not in aside]  # what limits it stays
        said = report(words, claim, clause, known, style)
        if not isinstance(said, Turned) and not too_long(said):
            break
    else:
        return said if isinstance(said, Turned) else Turned(Reason.TOO_LONG, said)
    if names(speaker.name, said):
        return Turned(Reason.LEAK, "the speaker is named in what he said")
    if re.search(r"\b(?:she|her|herself)\b", said):
        return Turned(Reason.LEAK, "“she” leaves few to choose from")
    told, published = said_on(claim), reported_on(claim)
    when = f" on {timevalues.write(told[0], style)}" if told is not None and not has_day(said) else ""
    who = "Who"
    if told is None and published is not None and not has_day(said):
        who = f"According to a report of {timevalues.write(published[0], style)}, who"
    stem = tidy(f"{who} {_verb(claim)}{when} {said}") + "?"
    if names_in(said) == 0 or len(said.split()) < MIN_WORDS:
        return Turned(Reason.NOT_ALONE, "nobody and nothing is named")
    role = f", {speaker.role}" if speaker.role else ""
    notes = [f"{speaker.name}{role}.", told[1] if told is not None else ""]
    return Item(
        kind=Kind.WHO_SAID,
        claim=claim_name("who_said", words),
        stem=stem,
        key=speaker.name,
        evidence=(sentence_evidence(claim.document, claim.parsed.sentence, speaker.mention, speaker.name),),
        rule=f"{claim.rule}, {speaker.rule}",
        accept=accepted(claim.document, speaker),
        date=told[0] if told is not None else None,
        precision=Precision.DAY if told is not None else None,
        explanation=" ".join(note for note in notes if note),
    )


def _cue_words(claim: Reported) -> set[int]:
    """The tokens of the reporting verb with all that hangs on it, where it hangs on what is reported."""
    gone: set[int] = set()
    cue = claim.attribution.cue
    for token in claim.told.subtree:
        if cue is not None and cue.overlaps(claim.parsed.token_span(token)):
            gone.update(part.i for part in token.subtree)
    return gone


def _verb(claim: Reported) -> str:
    cue = claim.attribution.cue
    word = cue.of(claim.document.document.text).lower() if cue is not None else ""
    return next((verb for verb in re.findall(r"\w+", word) if verb in TELLING), "said")
