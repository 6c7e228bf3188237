"""
Who said: “We don't come unless invited”? → Sergei Lavrov.

Of a long quotation the sentences are asked that stand alone and fit on a card. The stem may say when the words
were spoken and never who spoke them.
"""

import re

from quizgen.annotation import Speaker, SpeakerKind
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import forms
from quizgen.fact import Statement
from quizgen.item import Item, Kind, Precision, Reason
from quizgen.questions.fullnames import References
from quizgen.questions.spoken import (
    as_quoted,
    choose,
    evidence_around,
    is_known,
    joined,
    names,
    said_when,
    since_then,
)
from quizgen.questions.turned import Turned


def question(claim: Statement, known: References, style: str) -> Item | Turned:
    """The item that asks who spoke the words."""
    speaker = claim.quotation.speaker
    if speaker is None or speaker.kind is not SpeakerKind.PERSON:
        return Turned(Reason.NO_SPEAKER, "an institution or an unnamed person")
    if not is_known(claim.document, speaker):
        return Turned(Reason.NO_SPEAKER, "no full name")
    chosen = choose(claim)
    if isinstance(chosen, Turned):
        return chosen
    document = claim.document.document
    words = as_quoted(joined(chosen, document.text))
    if names(speaker.name, words):
        return Turned(Reason.LEAK, "the speaker is named in his own words")
    when = said_when(claim)
    if not when.known and since_then(words):
        return Turned(Reason.NOT_ALONE, "a word that counts from the day it was said, and no date")
    asked = words.endswith("?")
    joint = " that" if words[0].islower() else ":"
    told = "asked" if asked else "wrote" if _is_written(claim) else "said"
    stem = when.framed(f"Who {told}{when.behind_said(style)}{joint} “{words}”{'' if asked else '?'}", style)
    role = f", {speaker.role}" if speaker.role else ""
    notes = [f"{speaker.name}{role}.", when.working]
    return Item(
        kind=Kind.WHO_SAID,
        claim="quoted: " + " ".join(re.findall(r"\w+", words.lower())[:14]),
        stem=stem,
        key=speaker.name,
        evidence=(evidence_around(claim, chosen),),
        rule=f"{claim.rule}, {speaker.rule}",
        accept=accepted(claim.document, speaker),
        date=when.day,
        precision=Precision.DAY if when.day else None,
        explanation=" ".join(note for note in notes if note),
    )


def _is_written(claim: Statement) -> bool:
    """Whether the words were written: “he wrote”."""
    cue = claim.quotation.cue
    return cue is not None and cue.of(claim.document.document.text).lower() in forms("write")


def accepted(document: Annotated, speaker: Speaker) -> tuple[str, ...]:
    """Other forms of a speaker's name that are right when typed."""
    person = document.person(speaker.name)
    forms = person.variants if person is not None else ()
    surname = speaker.name.split()[-1]
    return tuple(dict.fromkeys(form for form in (*forms, surname) if form != speaker.name))
