"""
Which saying of a sentence the quoted words belong to: beside the cue, inside its claim, or passed on by an outlet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.annotation import Person, Speaker, SpeakerKind
from quizgen.annotators.cues import BASES, VERBS, Behaviour
from quizgen.annotators.names import OUTLETS
from quizgen.annotators.sayings import Saying
from quizgen.annotators.syntax import Parsed
from quizgen.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Heard:
    """One saying with its speaker resolved."""

    saying: Saying
    speaker: Speaker | None
    via: str | None


@dataclass(slots=True)
class Told:
    """What one of the narrator's sentences says about who speaks and who acts."""

    parsed: Parsed
    order: int
    section: int
    heard: list[Heard] = field(default_factory=list)
    topics: list[Person] = field(default_factory=list)  # persons that are subjects, in order
    others: list[Person] = field(default_factory=list)  # persons only mentioned

    @property
    def block(self) -> int:
        return self.parsed.sentence.block

    @property
    def span(self) -> Span:
        return self.parsed.sentence.span


def cue_span(told: Told, saying: Saying) -> Span:
    """Where the cue of a saying stands."""
    return told.parsed.phrase_span(told.parsed.tokens[saying.cue : saying.cue_end])


def attach(told: Told, first: int, last: int, embedded: bool) -> tuple[int, Heard] | None:
    """The saying that a stretch of quoted words belongs to, with how far-fetched that is (0 is beside it)."""
    doc = told.parsed.tokens
    usable = [heard for heard in told.heard if heard.speaker is not None and not first <= heard.saying.cue <= last]
    if not usable:
        return None
    opening = first
    while opening > 0 and doc[opening - 1].text in _MARKS:
        opening -= 1
    introduced = opening > 0 and doc[opening - 1].text == ":"
    after = [heard for heard in usable if heard.saying.cue > last]
    before = [heard for heard in usable if heard.saying.cue < first]
    following = last + 1
    while following < len(doc) and doc[following].text in _SKIPPED:
        following += 1
    masked = {at for at, _ in told.parsed.masked}
    beside_after = next((h for h in after if _reaches(doc, following, start_of(doc, h.saying), masked)), None)
    nearest = before[-1] if before else None
    close_before = nearest is not None and _leads(doc, nearest.saying, opening, masked)
    choice: tuple[int, Heard] | None = None
    if introduced and nearest is not None and (close_before or beside_after is None):
        choice = (0, nearest)
    elif beside_after is not None and not (
        embedded and nearest is not None and _complement(doc, nearest.saying, opening)
    ):
        choice = (0, beside_after)
    elif nearest is not None and (_complement(doc, nearest.saying, opening) if embedded else close_before):
        choice = (0, nearest)
    elif embedded:
        choice = _around(doc, first, before, after)
    else:
        strong = [h for h in before if h.saying.strong]
        later = [h for h in after if h.saying.strong]
        choice = (3, strong[-1]) if strong else (3, later[0]) if later else None
    if choice is None:
        return None
    return choice[0], _not_outlet(_main_verb(choice[1], told), usable)


_MARKS = frozenset("\"“”'‘’«»`[(") | {"``", "''"}
_SKIPPED = _MARKS | {",", "-", "—", "–", "--", "...", "…", "?", "!", ".", "]", ")"}


def start_of(doc: "Doc", saying: Saying) -> int:
    head = doc[saying.speaker]
    return min(saying.cue, next(iter(head.subtree)).i if head.i < saying.cue else saying.cue)


def _reaches(doc: "Doc", following: int, start: int, masked: set[int]) -> bool:
    """Whether nothing but an adverbial stands between the quotation and the words that attribute it."""
    if start <= following:
        return True
    return start - following <= 12 and not any(
        doc[i].pos_ in ("VERB", "AUX") or i in masked or doc[i].text in (";", ".", ":") for i in range(following, start)
    )


def _leads(doc: "Doc", saying: Saying, opening: int, masked: set[int]) -> bool:
    """Whether a cue leads straight to the opening mark: “said,”, “said that”, “told reporters on Monday:”."""
    start = max(saying.cue_end, saying.speaker + 1 if saying.speaker < opening else saying.cue_end)
    return opening - start <= 15 and not any(
        doc[i].pos_ in ("VERB", "AUX") or i in masked for i in range(start, opening)
    )


def _complement(doc: "Doc", saying: Saying, opening: int) -> bool:
    """Whether a fragment is the very object of its cue: “said “no way””, “told them that “no way””."""
    if not saying.strong and not VERBS.get(doc[saying.cue].lower_, frozenset()) & {Behaviour.CALLS}:
        return False
    gap = [doc[i] for i in range(saying.cue_end, opening)]
    if doc[saying.cue].lower_ in BASES and BASES[doc[saying.cue].lower_] == "tell":
        gap = [
            token for token in gap if token.dep_ not in ("dobj", "det", "compound", "amod") or token.lower_ == "that"
        ]
    return all(token.lower_ in ("that", ":", ",", "of", "as", "it") for token in gap)


def _around(doc: "Doc", first: int, before: Sequence[Heard], after: Sequence[Heard]) -> tuple[int, Heard] | None:
    """The saying whose words a fragment inside a clause is part of: the innermost that has the clause as its claim.

    A cue that the fragment only hangs on without being its claim (“warned them “in private””) says nothing of
    whose words they are; a verb of calling or thinking counts where no verb of saying stands around it.
    """
    cues = {heard.saying.cue: heard for heard in (*before, *after)}
    chain = [doc[first], *doc[first].ancestors]
    loose: Heard | None = None
    for child, token in pairwise(chain):
        heard = cues.get(token.i)
        if heard is None:
            continue
        if heard.saying.strong and child.dep_ in ("ccomp", "xcomp", "parataxis", "intj", "acl"):
            return 1, heard
        loose = loose or heard
    stated = [h for h in (*after, *reversed(before)) if h.saying.rule in ("according to", "noun")]
    if stated:
        return 1, stated[0]
    strong = [h for h in before if h.saying.strong]
    if strong and (loose is None or not loose.saying.strong):
        return 2, strong[-1] if loose is None else strong[0]
    if loose is not None:
        return 2, loose
    later = [h for h in after if h.saying.strong]
    if later:
        return 3, later[-1]
    return (3, before[-1]) if before else (3, after[0]) if after else None


def _main_verb(heard: Heard, told: Told) -> Heard:
    """“One man, who asked not to be named, told us”: the telling, not the asking."""
    doc = told.parsed.tokens
    if doc[heard.saying.cue].dep_ != "relcl":
        return heard
    same = [h for h in told.heard if h.saying.speaker == heard.saying.speaker and doc[h.saying.cue].dep_ != "relcl"]
    return same[0] if same else heard


def _not_outlet(heard: Heard, usable: Sequence[Heard]) -> Heard:
    """Where an outlet only passes words on, the one whose words they are."""
    speaker = heard.speaker
    if speaker is None or speaker.kind is SpeakerKind.PERSON:
        return heard
    cited = next((h for h in usable if h.saying.rule == "cited" and h is not heard), None)
    if cited is not None:
        return Heard(cited.saying, cited.speaker, cited.via or speaker.name)
    if not OUTLETS.search(speaker.name):
        return heard
    others = [
        h for h in usable if h is not heard and h.saying.strong and h.speaker and not OUTLETS.search(h.speaker.name)
    ]
    if others and heard.saying.rule in ("relay", "according to"):
        return Heard(others[-1].saying, others[-1].speaker, speaker.name)
    return heard


def bounds(head: "Token") -> tuple[int, int]:
    indices = [token.i for token in head.subtree]
    return min(indices), max(indices)


def phrase_of(head: "Token", saying: Saying | None) -> tuple[int, int]:
    """First and last token of the words around a head, without relative clauses and what follows a comma."""
    low, high = bounds(head)
    doc = head.doc
    if saying is not None and low <= saying.cue < head.i:
        low = saying.cue_end
    i = head.i + 1
    while (
        i <= high
        and doc[i].text not in (",", "(", ";", ":", "—", "–", "--")
        and doc[i].tag_ not in ("WP", "WDT")
        and doc[i].text not in _MARKS
    ):
        if saying is not None and i == saying.cue:
            break
        i += 1
    high = i - 1
    low = next((j + 1 for j in range(head.i - 1, low - 1, -1) if doc[j].text in _MARKS - {"'", "’", "`"}), low)
    while low < head.i and (doc[low].is_punct or doc[low].dep_ in ("cc", "mark", "advmod", "prep")):
        low += 1
    return low, max(high, head.i)
