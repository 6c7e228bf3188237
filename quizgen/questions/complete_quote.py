"""
Complete the quotation: “Which word completes what the ministry said: “We come only when ____”?” → invited.

For words that nobody is asked for, because an institution said them or because they name who did. The gap takes the
telling word: a number, else the rarest word near the end.
"""

import re
from collections import Counter

from quizgen.annotation import SpeakerKind
from quizgen.annotators.annotated import Annotated
from quizgen.document import Span
from quizgen.fact import Attribution, Statement
from quizgen.item import Item, Kind, Precision, Reason
from quizgen.questions.fullnames import References
from quizgen.questions.spoken import as_quoted, choose, evidence_around, is_known, said_when, since_then
from quizgen.questions.telling import name_of
from quizgen.questions.turned import Turned

GAP = "____"
LETTERS = 5  # fewer make no telling word
MAX_WORDS = 30
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]|[.,]\d)")
_WORD = re.compile(rf"(?<![\w’'-])[a-z]{{{LETTERS},}}(?![\w’'-])")
# Words that any sentence may have.
_COMMON = frozenset(
    """about above across after again against almost along already although always among another anyone anything around
    because become becomes before began begin behind being believe below between beyond bring brought called
    cannot certain certainly coming could doing during either enough especially every everybody everyone
    everything exactly first found given going great having however important including indeed instead itself
    later least leave little longer makes making maybe might myself nearly necessary never nobody nothing number
    often other others ought ourselves people perhaps place point possible probably quite rather really right
    second seems several shall should since somebody something sometimes still taken takes taking their theirs
    themselves there these thing things think third those though three through together today toward towards
    tried trying under understand until using usually various different similar main major wanted wants where
    whether which while whole whose within without would years yesterday your yours""".split()
)


def question(claim: Statement, known: References, style: str) -> Item | Turned:
    """The item that asks for the word in the gap."""
    speaker = claim.quotation.speaker
    if speaker is None or speaker.kind is SpeakerKind.UNNAMED:
        return Turned(Reason.NO_SPEAKER, "an unnamed person")
    if speaker.kind is SpeakerKind.PERSON and not is_known(claim.document, speaker):
        return Turned(Reason.NO_SPEAKER, "no full name")
    chosen = choose(claim)
    if isinstance(chosen, Turned):
        return chosen
    who = speaker.name if speaker.kind is SpeakerKind.PERSON else name_of(Attribution(speaker), known, "")
    if isinstance(who, Turned):
        return who
    text = claim.document.document.text
    if len(chosen) != 1 or len(chosen[0].of(text).split()) > MAX_WORDS:
        return Turned(Reason.TOO_LONG, f"more than {MAX_WORDS} words, or words that the cue breaks")
    gap = _gap(claim.document, chosen[0])
    if gap is None:
        return Turned(Reason.NOT_WORTH, "no telling word")
    left, right = Span(chosen[0].start, gap.start).of(text), Span(gap.end, chosen[0].end).of(text)
    words = as_quoted(f"{left}{GAP}{right}")
    when = said_when(claim)
    if not when.known and since_then(words):
        return Turned(Reason.NOT_ALONE, "a word that counts from the day it was said, and no date")
    key = gap.of(text)
    sort = "number" if _NUMBER.fullmatch(key) else "word"
    return Item(
        kind=Kind.COMPLETE_QUOTE,
        claim="completed: " + " ".join(re.findall(r"\w+", chosen[0].of(text).lower())[:14]),
        stem=when.framed(f"Which {sort} completes what {who} said{when.behind_said(style)}: “{words}”?", style),
        key=key,
        evidence=(evidence_around(claim, chosen, gap),),
        rule=f"{claim.rule}, {speaker.rule}",
        date=when.day,
        precision=Precision.DAY if when.day else None,
        explanation=when.working,
    )


def _gap(document: Annotated, words: Span) -> Span | None:
    """Where the telling word stands: the only number, else the word of the last half that the document has least."""
    text = document.document.text
    times = [timex.span for timex in document.timexes_in(words)]
    found = _NUMBER.finditer(text, words.start, words.end)
    numbers = [match for match in found if not any(span.overlaps(Span(*match.span())) for span in times)]
    if len(numbers) == 1:
        return Span(*numbers[0].span())
    said = Counter(match[0] for match in _WORD.finditer(text, words.start, words.end))
    middle = (words.start + words.end) // 2
    fitting = [
        match
        for match in _WORD.finditer(text, middle, words.end)
        if match[0] not in _COMMON and said[match[0]] == 1 and not match[0].endswith(("ly", "ed", "ing"))
    ]
    if not fitting:
        return None
    counts = Counter(re.findall(r"[a-z]+", text.lower()))
    best = min(fitting, key=lambda match: (counts[match[0]], -match.start()))
    return Span(*best.span())
