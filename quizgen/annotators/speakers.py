"""
Speakers: who said each quotation, and who asserts what the narrator reports.

A quotation takes the saying of its own sentence; without one, that of the sentence that introduces it, or the
speaker of the words before. Its day is the cue's, or the heading's. Every speaker carries the rule that found it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from quizgen.annotation import Basis, Person, Quotation, Speaker, SpeakerKind, Timex, TimexType
from quizgen.annotators.attachment import Heard, Told, attach, cue_span, start_of
from quizgen.annotators.cues import SPEECH, VERBS
from quizgen.annotators.discourse import Discourse, person_speaker
from quizgen.annotators.names import BREAKS, INSTITUTIONS, OUTLETS, ROLE_WORDS, name_key
from quizgen.annotators.occasions import circumstances
from quizgen.annotators.quotations import turn_label
from quizgen.annotators.syntax import Parsed
from quizgen.document import AnchorBasis, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s(?:de|von|van|bin|al|la|del|der)\b)?(?:\s[^\W\d_a-z][\w.'’-]*){0,4}"
_SIGNATURE = re.compile(rf"[\"”'’»]{{0,2}}\s{{0,3}}(?:[―—–]|--?)\s?(?P<name>{_NAME})(?:,\s[^.?!:;]{{3,100}})?\.?\s*")
_LABEL = re.compile(r"\s*(?P<label>[A-Z][^\n:;.!?“”\"]{2,100}):\s+[“\"‘'«]\s?")
_ASKS = re.compile(rf"[\"”'’»]{{1,2}}\s(?P<name>{_NAME})\s(?P<verb>[a-z]+)\b")
_QUESTIONING = frozenset(("Q", "Question"))
_ANSWERING = frozenset(("A", "Answer"))
_ASKING = frozenset(
    "asked asks demanded demands shouted shouts cried cries yelled wondered wonders exclaimed replied retorted".split()
)


_YOU = re.compile(r"\b(?:you|your)\b")


def _in_title(word: str) -> bool:
    """Whether a word can stand in a title before a name: “the French Foreign Minister”."""
    bare = word.strip(".,").lower()
    return bare in ROLE_WORDS or bare in ("the", "of", "for", "and") or (word[0].isupper() and bare not in BREAKS)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts a sentence or a part of it: `root` is the token that heads what is asserted, None where
    only quoted words are."""

    parsed: Parsed
    speaker: Speaker
    cue: Span
    root: int | None
    via: str | None = None


def attribute(
    document: Document,
    quotations: Sequence[Quotation],
    parsed: Sequence[Parsed],
    people: Sequence[Person],
    timexes: Sequence[Timex],
) -> tuple[Quotation, ...]:
    """The quotations with cue, speaker, outlet and date filled in where the text tells them."""
    return _Attributor(Discourse(document, quotations, parsed, people)).attribute(quotations, timexes)


def attributions(
    document: Document, quotations: Sequence[Quotation], parsed: Sequence[Parsed], people: Sequence[Person]
) -> tuple[Attribution, ...]:
    """Everyone who is said to say something in the narrator's own sentences, in order."""
    return tuple(_attributions(Discourse(document, quotations, parsed, people)))


def hear(
    document: Document,
    quotations: Sequence[Quotation],
    parsed: Sequence[Parsed],
    people: Sequence[Person],
    timexes: Sequence[Timex],
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...], dict[Span, str]]:
    """`attribute` and `attributions` in one reading of the text, and whom “he”, “she” and “his” stand for."""
    discourse = Discourse(document, quotations, parsed, people)
    heard = _Attributor(discourse).attribute(quotations, timexes), tuple(_attributions(discourse))
    return *heard, {span: person.name for span, person in discourse.pronouns.items()}


def _attributions(discourse: Discourse) -> Iterator[Attribution]:
    for told in discourse.told:
        for heard in told.heard:
            if heard.speaker is not None and heard.saying.strong:
                yield Attribution(
                    told.parsed, heard.speaker, cue_span(told, heard.saying), heard.saying.claim, heard.via
                )


@dataclass(slots=True)
class _SaidSoFar:
    """Where the sentences end that tell of one speaker's sayings, in order, and the last date up to each."""

    ends: list[int] = field(default_factory=list)
    dates: list[Timex | None] = field(default_factory=list)


class _Attributor:
    """Gives every quotation the saying it belongs to, or the speaker that its surroundings leave."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._starts = [told.span.start for told in discourse.told]
        self._by_block: dict[int, list[Told]] = {}
        for told in discourse.told:
            self._by_block.setdefault(told.block, []).append(told)
        self._said_before: dict[int, dict[str, _SaidSoFar]] = {}
        self._governors: dict[Span, Token | None] = {}

    def attribute(self, quotations: Sequence[Quotation], timexes: Sequence[Timex]) -> tuple[Quotation, ...]:
        dates = sorted((t for t in timexes if t.type in (TimexType.DATE, TimexType.TIME)), key=lambda t: t.span)
        done: list[Quotation] = []
        found: list[tuple[Told, Heard] | None] = []
        for quotation in quotations:
            match = self._own(quotation)
            signed = self._signed(quotation)
            if signed is not None:
                match = None
                filled = replace(quotation, speaker=signed)
            elif match is not None:
                told, heard = match
                filled = self._filled(quotation, told, heard, dates)
            else:
                filled = self._from_context(quotation, done)
            done.append(filled)
            found.append(match)
        done = self._backwards(done)
        return tuple(self._dated(q, match, dates) for q, match in zip(done, found, strict=True))

    def _filled(self, quotation: Quotation, told: Told, heard: Heard, dates: Sequence[Timex]) -> Quotation:
        via = heard.via or self._via(told, heard)
        first = bisect_left(dates, told.span.start, key=lambda timex: timex.span.start)
        times = takewhile(told.span.contains, (timex.span for timex in islice(dates, first, None)))
        around = circumstances(self._discourse.text, told, heard.saying, tuple(times))
        return replace(
            quotation,
            cue=cue_span(told, heard.saying),
            speaker=heard.speaker,
            via=via,
            addressee=around.addressee,
            occasion=around.occasion,
            answering=around.answering,
        )

    def _via(self, told: Told, heard: Heard) -> str | None:
        """The outlet that passes it on: who reported, was told, or is named after “according to”."""
        doc = told.parsed.tokens
        verb = doc[heard.saying.cue]
        for other in told.heard:
            speaker = other.speaker
            if other.saying.cue <= heard.saying.cue or speaker is None:
                continue
            if speaker.kind is SpeakerKind.ORGANISATION and OUTLETS.search(speaker.name):
                return speaker.name
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i:
                name = self._discourse.name_of(told.parsed, child.i)
                bare = child.ent_type_ == "ORG" and not any(one.pos_ == "DET" for one in child.children)
                if OUTLETS.search(name) or (bare and not self._discourse.named_within(told.parsed.token_span(child))):
                    return name
        for token in doc[heard.saying.cue :]:
            if token.lower_ in ("cited", "quoted", "reported", "carried", "published") and token.i + 1 < len(doc):
                by = doc[token.i + 1]
                if by.lower_ == "by":
                    target = next(iter(by.children), None)
                    return self._discourse.name_of(told.parsed, target.i) if target is not None else None
        return None

    def _sentence_at(self, offset: int) -> Told | None:
        """The narrator's sentence that holds a character."""
        at = bisect_right(self._starts, offset) - 1
        return self._discourse.told[at] if at >= 0 and self._discourse.told[at].span.end > offset else None

    def _own(self, quotation: Quotation) -> tuple[Told, Heard] | None:
        """The saying of the sentence that holds the quotation."""
        best: tuple[int, Told, Heard] | None = None
        for part in quotation.parts:
            if quotation.block:
                break
            for told in dict.fromkeys((self._order_at(part.start), self._order_at(part.end - 1))):
                tokens = self._tokens(self._discourse.told[told], part) if told is not None else None
                if told is None or tokens is None:
                    continue
                match = attach(self._discourse.told[told], *tokens, quotation.embedded)
                if match is not None and (best is None or match[0] < best[0]):
                    best = (match[0], self._discourse.told[told], match[1])
        if best is None:
            best = self._asked(quotation)
        return (best[1], best[2]) if best else None

    def _signed(self, quotation: Quotation) -> Speaker | None:
        """A name after a dash that ends the paragraph (““…” — Jane Doe”), or after a question's mark and a cue."""
        block = self._discourse.document.blocks[self._block_of(quotation)].span
        label = turn_label(self._discourse.text, block)
        if label is not None and label.end() == quotation.parts[0].start:
            return self._turned(quotation, label)
        if quotation.block:
            return None
        if quotation.embedded:
            return None
        labelled = self._labelled(quotation, block)
        if labelled is not None:
            return labelled
        end = quotation.parts[-1].end
        match = _SIGNATURE.match(self._discourse.text, end, min(block.end, end + 160))
        rule = "signature"
        if match is None or self._discourse.text[match.end() : block.end].strip():
            rule = "asked"
            found = (_ASKS.match(self._discourse.text, part.end, max(part.end, block.end)) for part in quotation.parts)
            match = next((one for one in found if one is not None and one["verb"] in SPEECH | _ASKING), None)
            if match is None or self._sentence_at(match.start("name")):
                return None
        return self._by_name(match["name"], Span(*match.span("name")), rule)

    def _turned(self, quotation: Quotation, label: re.Match[str]) -> Speaker | None:
        """Whose turn of a transcript it is, by what heads it."""
        name = label["label"] or label["letter"]
        if name in _ANSWERING:
            return self._interviewed(quotation)
        if name in _QUESTIONING:
            return None
        return self._by_name(name, Span(*label.span("label")), "transcript")

    def _interviewed(self, quotation: Quotation) -> Speaker | None:
        """Who answers “Q.” in a transcript: the one person whom the narrator named before."""
        before = {
            person.name: person
            for _, person in self._discourse.named_within(Span(0, quotation.parts[0].start))
            if " " in person.name
        }
        return person_speaker(next(iter(before.values())), "transcript", None) if len(before) == 1 else None

    def _labelled(self, quotation: Quotation, block: Span) -> Speaker | None:
        """A person's name that opens the paragraph, before a colon and the words: “President Jane Doe: “…””."""
        label = _LABEL.fullmatch(self._discourse.text, block.start, quotation.parts[0].start)
        if label is None:
            return None
        named = [
            (mention, person)
            for mention, person in self._discourse.named_within(Span(*label.span("label")))
            if mention.end == label.end("label")
        ]
        if len(named) != 1:
            return None
        mention, person = named[0]
        title = re.findall(r"\S+", self._discourse.text[label.start("label") : mention.start])
        return person_speaker(person, "label", mention) if all(map(_in_title, title)) else None

    def _by_name(self, name: str, mention: Span, rule: str) -> Speaker | None:
        """Whom a name written anywhere stands for, where one person of the document bears it."""
        name = re.sub(r"\s+", " ", name).strip(" .")
        if name.isupper() and len(name) > 3:
            name = name.title()
        found = [person for person in self._discourse.people if name in person.variants]
        if not found and " " not in name:
            key = name_key(name)
            found = [
                person
                for person in self._discourse.people
                if " " in person.name and name_key(person.name.split()[-1]) == key
            ]
        if len(found) == 1:
            return person_speaker(found[0], rule, mention)
        if found or rule == "asked" or len(name) == 1:
            return None
        words = name.lower().split()
        if OUTLETS.search(name) or any(word in INSTITUTIONS for word in words) or len(words) < 2:
            return Speaker(name, SpeakerKind.ORGANISATION if len(words) > 1 else SpeakerKind.UNNAMED, rule, mention)
        return Speaker(name, SpeakerKind.PERSON, rule, mention)

    def _order_at(self, offset: int) -> int | None:
        told = self._sentence_at(offset)
        return told.order if told is not None else None

    def _asked(self, quotation: Quotation) -> tuple[int, Told, Heard] | None:
        """A quotation that ends its sentence with a mark of its own, and the cue that follows: ““Why?” he asked.”"""
        for part in () if quotation.embedded else quotation.parts:
            at = bisect_left(self._starts, part.end)
            if at >= len(self._discourse.told) or self._discourse.told[at].block != self._block_of(quotation):
                continue
            told = self._discourse.told[at]
            gap = self._discourse.text[part.end : told.span.start].strip("\"“”'‘’»` ")
            if gap or self._discourse.text[part.end - 1] not in "?!….,—–-":
                continue
            for heard in told.heard:
                saying = heard.saying
                cue = told.parsed.tokens[saying.cue]
                near = saying.claim is None and saying.cue < 12 and start_of(told.parsed.tokens, saying) <= 1
                if heard.speaker is not None and near and cue.lower_ in SPEECH | _ASKING:
                    return 0, told, heard
        return None

    def _tokens(self, told: Told, part: Span) -> tuple[int, int] | None:
        """First and last token of the quoted words in the narrator's sentence."""
        first = last = None
        for token in told.parsed.tokens:
            span = told.parsed.token_span(token)
            if part.start <= span.start and span.start < part.end:
                first = token.i if first is None else first
                last = token.i
        return (first, last) if first is not None and last is not None else None

    def _from_context(self, quotation: Quotation, done: Sequence[Quotation]) -> Quotation:
        """A quotation whose sentence has no cue: introduced by the sentence before, or carried over."""
        if quotation.embedded:
            return quotation
        start = quotation.parts[0].start
        at = bisect_left(self._starts, start) - 1
        before = self._discourse.told[at] if at >= 0 else None
        if before is not None and before.span.end > start:
            before = self._discourse.told[at - 1] if at >= 1 else None
        if before is None or before.section != self._discourse.section_at(start):
            return quotation
        own_block = before.block == self._block_of(quotation)
        if not own_block and before.block < self._previous_prose(self._block_of(quotation)):
            return quotation
        tail = self._discourse.text[before.span.start : before.span.end].rstrip()
        own = self._sentence_at(start)
        last_said = done[-1] if done else None
        introduced = self._introducing(before, tail)
        if introduced is not None:
            return self._inherit(
                quotation, introduced.speaker, cue_span(before, introduced.saying), "introduced before"
            )
        if quotation.block or (own is not None and own is not before and own.topics):
            return quotation  # the sentence around it is about somebody, and does not say who speaks
        if last_said is not None and last_said.speaker is not None and last_said.parts[-1].start > before.span.start:
            turn = self._turn(quotation, done)
            if turn is not None:
                return self._inherit(quotation, turn, None, "dialogue turn")
            if self._asks(last_said) or self._alternates(done):
                return quotation  # an answer is another's
            if self._asks(quotation) and not own_block and _YOU.search(quotation.span.of(self._discourse.text)):
                return quotation  # so may be the next question of an interview
            return self._inherit(quotation, last_said.speaker, None, "carried over")
        strong = [heard for heard in before.heard if heard.saying.strong and heard.speaker is not None]
        if strong:
            outer = next((h for h in strong if before.parsed.tokens[h.saying.cue].dep_ == "ROOT"), strong[-1])
            return self._inherit(quotation, outer.speaker, None, "speaker of the sentence before")
        person = self._discourse.prominent(before, None)
        if person is not None and (own_block or tail.endswith(":")):
            return self._inherit(
                quotation, person_speaker(person, "subject", None), None, "subject of the sentence before"
            )
        return quotation

    def _asks(self, quotation: Quotation) -> bool:
        return self._discourse.text[quotation.span.end - 1] == "?"

    def _alternates(self, done: Sequence[Quotation]) -> bool:
        """Whether the two quotations before are two persons' in two paragraphs, the first asking the second."""
        return self._take_turns(done[-2:]) and self._asks(done[-2])

    def _take_turns(self, pair: Sequence[Quotation]) -> bool:
        """Whether two quotations are two speakers' in two paragraphs, one right after the other."""
        if len(pair) < 2 or pair[0].speaker is None or pair[1].speaker is None:
            return False
        near = self._block_of(pair[1]) - self._block_of(pair[0]) == 1
        return near and pair[0].speaker.name != pair[1].speaker.name

    def _turn(self, quotation: Quotation, done: Sequence[Quotation]) -> Speaker | None:
        """The speaker of a turn without a cue, in a dialogue of two that a question and its answer, both with their
        cues, have opened: who is asked answers, who asked asks again."""
        if not (self._asks(done[-1]) or self._asks(quotation)) or not self._take_turns(done[-2:]):
            return None
        if self._block_of(quotation) - self._block_of(done[-1]) != 1:
            return None
        for first, second in pairwise(reversed(done)):
            if not self._take_turns((second, first)):
                return None
            if first.cue is not None and second.cue is not None:
                return done[-2].speaker if self._asks(second) else None
        return None

    def _introducing(self, told: Told, tail: str) -> Heard | None:
        """The saying of a sentence that ends in a colon, or in its cue and a stop: the quotation follows."""
        spoken = [heard for heard in told.heard if heard.speaker is not None]
        if not spoken:
            return None
        if tail.endswith(":"):
            return next((h for h in reversed(spoken) if h.saying.strong), spoken[-1])
        last = told.parsed.tokens[spoken[-1].saying.cue]
        ends = last.i >= len(told.parsed.tokens) - 2 and last.lower_ in SPEECH
        return spoken[-1] if ends else None

    def _inherit(self, quotation: Quotation, speaker: Speaker | None, cue: Span | None, rule: str) -> Quotation:
        if speaker is None:
            return quotation
        return replace(quotation, cue=cue, speaker=replace(speaker, rule=f"{rule} ({speaker.rule})"))

    def _backwards(self, done: list[Quotation]) -> list[Quotation]:
        """A quotation that opens its paragraph without a cue gets the speaker of the next one there."""
        for i, quotation in enumerate(done[:-1]):
            following = done[i + 1]
            if quotation.speaker is None and not quotation.embedded and not quotation.block and following.speaker:
                same = self._block_of(quotation) == self._block_of(following)
                if same and not self._discourse.text[quotation.span.end : following.span.start].strip(" \"“”'‘’\n"):
                    done[i] = self._inherit(quotation, following.speaker, None, "speaker of the next words")
        return done

    def _block_of(self, quotation: Quotation) -> int:
        return bisect_right(self._discourse.block_starts, quotation.parts[0].start) - 1

    def _previous_prose(self, index: int) -> int:
        index -= 1
        while index >= 0 and not self._discourse.document.blocks[index].kind.is_prose:
            index -= 1
        return index

    # --- dates

    def _dated(self, quotation: Quotation, match: tuple[Told, Heard] | None, dates: Sequence[Timex]) -> Quotation:
        """The day of the saying: its cue's date, what the paragraph said of the speaker before, or the heading's.

        The day a report was published is not when the words were said, so that it dates nothing.
        """
        block = self._block_of(quotation)
        timex = None
        unclear = False
        if match is not None:
            timex, unclear = self._cue_date(*match, dates, quotation)
        if timex is None and not unclear and quotation.speaker is not None:
            timex, unclear = self._date_before(block, quotation, quotation.speaker.name, dates)
        if timex is not None:
            day = _day(timex)
            return replace(
                quotation, date=day, date_basis=timex.basis if day else None, date_working=timex.working if day else ""
            )
        anchor = self._discourse.document.blocks[block].anchor
        if (
            not unclear
            and anchor is not None
            and anchor.certain
            and anchor.basis in (AnchorBasis.HEADING, AnchorBasis.DATELINE)
        ):
            return replace(quotation, date=anchor.day.isoformat(), date_basis=Basis.COMPLETED)
        return quotation

    def _date_before(
        self, block: int, quotation: Quotation, name: str, dates: Sequence[Timex]
    ) -> tuple[Timex | None, bool]:
        """The date of what the paragraph said of a speaker before a quotation, and whether the last one is unclear."""
        said = self._said_in(block, dates).get(name)
        start = quotation.span.start
        at = bisect_right(said.ends, start) - 1 if said is not None else -1
        timex = said.dates[at] if said is not None and at >= 0 else None
        unclear = False
        own = bisect_left(self._starts, start) - 1  # the sentence that the quotation stands in, unless it opens it
        told = self._discourse.told[own] if own >= 0 else None
        if told is not None and told.block == block and told.span.end > start:
            for heard in told.heard:
                if heard.speaker is not None and heard.speaker.name == name:
                    earlier, vague = self._cue_date(told, heard, dates, quotation)
                    timex = earlier or timex
                    unclear = vague and earlier is None
        return timex, unclear

    def _said_in(self, block: int, dates: Sequence[Timex]) -> "dict[str, _SaidSoFar]":
        """For each speaker of a paragraph, where the sentences end that tell of a saying, each with the last date."""
        if block not in self._said_before:
            said: dict[str, _SaidSoFar] = {}
            for told in self._by_block.get(block, ()):
                for heard in told.heard:
                    if heard.speaker is not None:
                        known = said.setdefault(heard.speaker.name, _SaidSoFar())
                        timex, _ = self._cue_date(told, heard, dates, None)
                        known.ends.append(told.span.end)
                        known.dates.append(timex or (known.dates[-1] if known.dates else None))
            self._said_before[block] = said
        return self._said_before[block]

    def _cue_date(
        self, told: Told, heard: Heard, dates: Sequence[Timex], quotation: Quotation | None
    ) -> tuple[Timex | None, bool]:
        """The date that hangs on the cue or on a cue above it, outside the quoted words.

        Without one, whether a day at the sentence's end may be the saying's or the claim's.
        """
        doc = told.parsed.tokens
        cue = doc[heard.saying.cue]
        above = {cue.i, *(token.i for token in cue.ancestors if token.lower_ in VERBS)}
        unclear = False
        at = bisect_left(dates, told.span.start, key=lambda timex: timex.span.start)
        while at < len(dates) and dates[at].span.start < told.span.end:
            timex = dates[at]
            at += 1
            if quotation is not None and any(part.overlaps(timex.span) for part in quotation.parts):
                continue
            if timex.span not in self._governors:
                self._governors[timex.span] = _governor(told, timex)
            governor = self._governors[timex.span]
            if governor is not None and governor.i in above:
                return timex, False
            after = quotation is not None and timex.span.start > quotation.span.end
            unclear = unclear or (after and _day(timex) is not None)
        return None, unclear


def _governor(told: Told, timex: Timex) -> "Token | None":
    """The verb that a date hangs on."""
    tokens = told.parsed.tokens
    token = next((token for token in tokens if told.parsed.token_span(token).start >= timex.span.start), None)
    above = token.ancestors if token is not None else ()
    return next((ancestor for ancestor in above if ancestor.pos_ in ("VERB", "AUX")), None)


def _day(timex: Timex) -> str | None:
    return timex.value[:10] if re.match(r"\d{4}-\d\d-\d\d", timex.value) and timex.end_value is None else None
