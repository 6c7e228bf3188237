"""
The narrator's sentences in order: who speaks in each, read in the light of those before.

“He”, “the minister”, “the 63-year-old” and a surname alone look back from here. What cannot be told stays
unsaid: a name that two persons share, a pronoun with two possible owners.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.annotation import Person, Quotation, Speaker, SpeakerKind
from quizgen.annotators.attachment import Heard, Told, bounds, phrase_of
from quizgen.annotators.countries import STEMS, country
from quizgen.annotators.names import (
    BODIES,
    GENERIC,
    GROUPS,
    INSTITUTIONS,
    OFFICES,
    PEOPLE_NOUNS,
    RANKS,
    is_woman,
)
from quizgen.annotators.people import Directory, hero, is_female, shared_surnames
from quizgen.annotators.sayings import Saying, sayings, subject_of
from quizgen.annotators.syntax import Parsed
from quizgen.document import BlockKind, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOK_BACK = 6  # sentences a pronoun may look back over
_TITLE_STOPS = frozenset(
    "the a an of for to at in on by with and or but that said says told his her their as from after when".split()
)
_STOP = re.compile(r"(?<![A-Z])(?<!Mr|Ms|Dr)(?<!Mrs|Sen|Rep|Gov|Gen)[.?!][”\"’']?\s+|\n")
_IS = re.compile(r"(?:,\swho)?\s(?:is|was)\s(?:an?|the)\s(?P<what>[^.;,:“”\"\n]{3,80})")
_AND = re.compile(r"\s(?:and|&)\s(?:[\w.-]+\s){0,4}")
_HONORED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Sen|Rep|Gov|Gen|Col|Prof)\.?\s$")
# A capitalised word right before a surname tells whose it is; “The elder Berg” does not.
_GIVEN_BEFORE = re.compile(r"\b(?!The\b)[A-Z][\w.’'-]*\s$")
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_UNTOLD = frozenset(
    ("i", "we", "you", "they", "them", "that", "this", "these", "those", "what", "there", "one", "who", "which")
)
_WHEN = re.compile(
    r"\s(?:on\s|early\s|late\s|earlier\s)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:on|in)\s[A-Z][a-z]+\.?\s\d{1,4})\b.*$"
)


class Discourse:
    """The narrator's sentences in order, each read in the light of those before."""

    def __init__(
        self,
        document: Document,
        quotations: Sequence[Quotation],
        parsed: Sequence[Parsed],
        people: Sequence[Person],
    ) -> None:
        self._quoted = sorted((p.start, p.end) for q in quotations for p in q.parts)
        self._spoken: set[str] = set()
        shared = sorted(shared_surnames(people))
        self._shared = re.compile(rf"\b(?:{'|'.join(map(re.escape, shared))})\b") if shared else None
        self.document = document
        self.text = document.text
        self._directory = Directory(people)
        self.people = tuple(people)
        self._by_full_name = {person.name: person for person in people}
        self._titles_of: dict[str, tuple[str, ...]] = {}
        self.block_starts = [block.span.start for block in document.blocks]
        self.told: list[Told] = []
        self.pronouns: dict[Span, Person] = {}
        self._hero = hero(document, people)
        self._sections = _sections(document)
        for one in parsed:
            if one.sentence.within is None:
                self.told.append(self._read(one))

    # --- reading a sentence

    def _read(self, parsed: Parsed) -> Told:
        told = Told(parsed, len(self.told), self._sections[parsed.sentence.block])
        masked = {at for at, _ in parsed.masked}
        for saying in sayings(parsed):
            speaker = self._participle(told, saying) or self._speaker(told, saying)
            via = self.name_of(parsed, saying.via) if saying.via is not None else None
            told.heard.append(Heard(saying, speaker, via))
            if speaker is not None and saying.strong and speaker.kind is SpeakerKind.PERSON:
                self._spoken.add(speaker.name)
        for token in parsed.tokens:
            if token.dep_ in ("nsubj", "nsubjpass") and token.i not in masked:
                person = self._named(parsed, token) or self._pronoun_person(told, token)
                if person is not None and token.pos_ == "PRON" and self._is_certain(told, token, person):
                    self.pronouns[parsed.token_span(token)] = person
                beside = [self._named(parsed, child) for child in token.children if child.dep_ == "conj"]
                told.topics.extend(
                    p for p in dict.fromkeys((person, *beside)) if p is not None and p not in told.topics
                )
        for token in parsed.tokens:
            if token.tag_ == "PRP$" and token.i not in masked:
                owner = self._pronoun_person(told, token)
                if owner is not None and self._is_certain(told, token, owner):
                    self.pronouns[parsed.token_span(token)] = owner
        for _, person in self._directory.within(parsed.sentence.span):
            if person not in told.topics and person not in told.others:
                told.others.append(person)
        return told

    def _speaker(self, told: Told, saying: Saying) -> Speaker | None:
        parsed = told.parsed
        head = parsed.tokens[saying.speaker]
        low, high = phrase_of(head, saying)
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        word = head.lower_
        lead = self.text[max(parsed.sentence.span.start, span.start - 80) : span.end]
        if head.pos_ == "PROPN" and _SOMEBODY_OF.search(lead):
            return Speaker(
                re.sub(r"\s+", " ", span.of(self.text)), SpeakerKind.UNNAMED, f"{saying.rule}: of a person", span
            )
        if word in _HE or word in _SHE:
            earlier, rule = self._antecedent(told, head, word in _SHE)
            mention = parsed.token_span(head)
            if earlier is None:
                return Speaker(head.text, SpeakerKind.UNNAMED, "unresolved pronoun", mention)
            return replace(earlier, rule=f"{saying.rule}: pronoun, {rule}", mention=mention)
        if word in ("it", "its"):
            return self._institution_before(told, parsed.token_span(head), saying.rule)
        if head.pos_ == "PRON" or word in _UNTOLD:
            return Speaker(head.text, SpeakerKind.UNNAMED, "pronoun", parsed.token_span(head))
        if self._several(parsed, head):
            return Speaker(
                re.sub(r"\s+", " ", span.of(self.text)), SpeakerKind.UNNAMED, f"{saying.rule}: several", span
            )
        person = self._named(parsed, head, owner=saying.rule == "noun")
        if person is not None:
            return person_speaker(person, saying.rule, self._mention_span(parsed, low, high, person) or span)
        return self._described(told, head, span, saying.rule)

    def _participle(self, told: Told, saying: Saying) -> Speaker | None:
        """“The ministry confirmed strikes had taken place, claiming …”: the one who spoke before, not the strikes."""
        doc = told.parsed.tokens
        cue = doc[saying.cue]
        if cue.tag_ != "VBG" or not saying.cue or doc[saying.cue - 1].text != "," or not told.heard:
            return None
        head = doc[saying.speaker]
        if head.pos_ != "NOUN" or head.lower_ in PEOPLE_NOUNS or head.lower_ in GROUPS:
            return None
        earlier = next((h.speaker for h in reversed(told.heard) if h.saying.strong and h.speaker is not None), None)
        return replace(earlier, rule=f"participle ({earlier.rule})") if earlier is not None else None

    def _described(self, told: Told, head: "Token", span: Span, rule: str) -> Speaker | None:
        """A speaker who is no name: an institution, “the minister”, “a senior official”."""
        words = span.of(self.text)
        name = _WHEN.sub("", re.sub(r"\s+", " ", words).strip())
        singular = head.lower_
        definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in head.children)
        if singular in PEOPLE_NOUNS or _ends_in_office(name):
            if definite:
                person = self._by_role(told, head, name)
                if person is not None:
                    return person_speaker(person, f"{rule}: description", span)
                earlier = self._unnamed_before(told, singular)
                if earlier is not None:
                    return replace(earlier, mention=span, rule=f"{rule}: same description")
                person = self._spoke_before(told) if singular in GENERIC else None
                if person is not None and (len(name.split()) <= 2 or not any(self._titles(person))):
                    return person_speaker(person, f"{rule}: description, speaker before", span)
            return Speaker(name, SpeakerKind.UNNAMED, rule, span)
        bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
        bare = re.sub(r"(?<=\w)(?:['’]s)?\s(?:report|statement|tweet|article|release|announcement)$", "", bare)
        if self._shared is not None and self._shared.fullmatch(head.text):
            return Speaker(name, SpeakerKind.UNNAMED, f"{rule}: two persons' surname", span)
        last = next((one for one in self._directory.within(span) if one[0].end == span.end), None)
        if head.pos_ == "PROPN" and last is not None and " " in last[0].of(self.text):
            return person_speaker(last[1], f"{rule}: name behind a body", last[0])  # “the Navy Ministry Ana Sol”
        if head.pos_ == "PROPN" or singular in GROUPS or head.ent_type_ in ("ORG", "GPE", "NORP"):
            if singular in GROUPS and head.pos_ != "PROPN" and bare == head.text and definite:
                return self._institution_before(told, span, rule) or Speaker(name, SpeakerKind.ORGANISATION, rule, span)
            return Speaker(bare, SpeakerKind.ORGANISATION, rule, span)
        if definite and name.endswith("-old"):
            earlier_told = next(self._before(told), None)
            person = self.prominent(earlier_told, None) if earlier_told is not None else None
            if person is not None:
                return person_speaker(person, f"{rule}: description, subject before", span)
        return Speaker(name, SpeakerKind.UNNAMED, rule, span)

    def _several(self, parsed: Parsed, head: "Token") -> bool:
        """Whether a noun phrase names two persons side by side."""
        own = self._named(parsed, head)
        if own is None:
            return False
        others = [self._named(parsed, child) for child in head.children if child.dep_ == "conj"]
        if any(other is not None and other is not own for other in others):
            return True
        low, high = bounds(head)
        phrase = parsed.phrase_span(parsed.tokens[low : high + 1])
        around = self._directory.within(parsed.sentence.span)
        return any(
            one is not other
            and own in (one, other)
            and (first.overlaps(phrase) or second.overlaps(phrase))
            and _AND.fullmatch(self.text, first.end, second.start) is not None
            for (first, one), (second, other) in pairwise(around)
        )

    def _named(self, parsed: Parsed, head: "Token", owner: bool = False) -> Person | None:
        """The person whom a noun phrase names: by its head or in apposition, never after a preposition."""
        if head.pos_ in ("PRON", "DET"):
            return None
        low, high = bounds(head)
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        at = parsed.token_span(head)
        mentions = self._directory.within(span)
        for mention, person in mentions:
            if mention.start <= at.start and at.end <= mention.end:
                return person if owner or not self._is_possessor(mention) else None
        if head.pos_ == "PROPN" and head.lower_.rstrip(".") not in PEOPLE_NOUNS:
            return None
        for mention, person in mentions:
            if mention.start > at.end and self._in_apposition(mention, at.end) and not self._is_possessor(mention):
                return person
        return None

    def _is_possessor(self, mention: Span) -> bool:
        return self.text[mention.end : mention.end + 2] in ("'s", "’s")

    def _in_apposition(self, mention: Span, start: int) -> bool:
        between = self.text[start : mention.start]
        between = re.sub(r"(?:[\w.'’-]+\s+){0,3}$", lambda m: m[0] if not _all_titles(m[0]) else "", between)
        words = between.split()
        human = is_woman(mention.of(self.text).split()[0]) is not None
        if words and words[-1].lower().rstrip(",") in BODIES and words[-2:-1] != ["of"] and not human:
            return False  # “the commander of one group, the Grey Wolves”
        if words and words[-1].lower() in INSTITUTIONS and words[0].lower() in ("of", "for"):
            return True
        return bool(re.search(r"[,(—–]\s*$", between)) or not words

    def _mention_span(self, parsed: Parsed, low: int, high: int, person: Person) -> Span | None:
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        return next((mention for mention, one in self._directory.within(span) if one is person), None)

    def name_of(self, parsed: Parsed, index: int) -> str:
        low, high = phrase_of(parsed.tokens[index], None)
        name = parsed.phrase_span(parsed.tokens[low : high + 1]).of(self.text)
        return re.sub(r"^(?:the|a|an)\s+", "", re.sub(r"\s+", " ", name), flags=re.IGNORECASE)

    # --- looking back

    def _before(self, told: Told) -> Iterator[Told]:
        for earlier in reversed(self.told[max(0, told.order - _LOOK_BACK) : told.order]):
            if earlier.section != told.section:
                return
            if self.text[earlier.span.start] != "(":  # an aside is about others
                yield earlier

    def _antecedent(self, told: Told, pronoun: "Token", female: bool) -> tuple[Speaker | None, str]:
        """Whoever is behind “he” or “she”: the subject so far, else the speaker or subject of the sentence before."""
        parsed = told.parsed
        for heard in reversed(told.heard):
            if heard.speaker is not None and heard.saying.cue < pronoun.i:
                person = self._person_of(heard.speaker)
                if person is not None and is_female(person) is not (not female):
                    return heard.speaker, "subject of the sentence"
        masked = {i for i, _ in parsed.masked}
        for token in parsed.tokens:
            if token.i >= pronoun.i:
                break
            if token.dep_ in ("nsubj", "nsubjpass") and token.i not in masked:
                person = self._named(parsed, token)
                if person is not None and is_female(person) is not (not female):
                    return person_speaker(person, "subject", None), "subject of the sentence"
        start = parsed.sentence.span.start
        beside = {
            person
            for mention, person in self._directory.within(Span(start, parsed.token_span(pronoun).start))
            if is_female(person) is not (not female) and not self._is_quoted(mention)
        }
        found = self._earlier(told, female)
        if found[0] is not None and beside and not {person.name for person in beside} <= {found[0].name}:
            return None, ""
        return found

    def _earlier(self, told: Told, female: bool) -> tuple[Speaker | None, str]:
        """Whoever the sentences before leave as “he” or “she”."""
        later = told.span.start
        for distance, earlier in enumerate(self._before(told), start=1):
            between = self._unread(earlier.span.end, later)
            since = earlier.span.start if not earlier.topics else earlier.span.end
            if self._shared is not None and any(
                not _GIVEN_BEFORE.search(self.text, max(0, found.start() - 24), found.start())
                for found in self._shared.finditer(self.text, since, later)
            ):
                return None, ""  # a surname that two persons bear
            if between:
                return self._from_unread(between, female, told)
            later = earlier.span.start
            person = self.prominent(earlier, female)
            if person is not None:
                spoke = any(heard.speaker and heard.speaker.name == person.name for heard in earlier.heard)
                sure = self._is_sure(person) or (distance == 1 and not earlier.others and " " in person.name)
                if not spoke and (not sure or self._rival(earlier, person, female)):
                    return None, ""
                return person_speaker(person, "subject", None), "speaker or subject before"
            last = self._introduced_last(earlier, female) if distance == 1 else None
            if last is not None:
                return person_speaker(last, "mentioned", None), "introduced right before"
            unnamed = next((h.speaker for h in reversed(earlier.heard) if h.speaker and _is_somebody(h.speaker)), None)
            if unnamed is not None:
                return unnamed, "unnamed speaker before"
            if any(h.saying.strong and h.speaker and self._is_unknown_name(earlier, h) for h in earlier.heard):
                return None, ""
            fitting = [one for one in (*earlier.topics, *earlier.others) if is_female(one) is not (not female)]
            if len(fitting) > 1 or self._about_a_stranger(earlier):
                return None, ""
            if fitting:
                sure = distance == 1 and self._is_sure(fitting[0])
                return (person_speaker(fitting[0], "mentioned", None), "only person before") if sure else (None, "")
        return None, ""

    def _introduced_last(self, told: Told, female: bool) -> Person | None:
        """The one person whom a sentence about no person introduces, full name and role: “… worries Jane Doe, the
        head of the bank.”"""
        if told.topics or told.heard:
            return None
        new = [
            person
            for mention, person in self._directory.within(told.span)
            if person.mentions[0] == mention and " " in mention.of(self.text) and person.role
        ]
        if len(new) != 1 or is_female(new[0]) is (not female):
            return None
        own = {word.lower() for word in (new[0].role or "").split()}
        others = any(token.lower_ in PEOPLE_NOUNS and token.lower_ not in own for token in told.parsed.tokens)
        return None if others else new[0]

    def _is_quoted(self, mention: Span) -> bool:
        at = bisect_right(self._quoted, (mention.start, 1 << 62)) - 1
        return at >= 0 and self._quoted[at][1] > mention.start

    def _is_told(self, mention: Span) -> bool:
        """Whether a mention stands outside of brackets."""
        line = self.text[max(0, mention.start - 200) : mention.start].rpartition("\n")[2]
        return line.count("(") <= line.count(")")

    def _unread(self, start: int, end: int) -> list[tuple[Span, Person]]:
        """The persons named between two sentences, in sentences of the narrator's that were not parsed."""
        return (
            [(m, p) for m, p in self._directory.within(Span(start, end)) if not self._is_quoted(m) and self._is_told(m)]
            if start < end
            else []
        )

    def _from_unread(
        self, between: Sequence[tuple[Span, Person]], female: bool, told: Told
    ) -> tuple[Speaker | None, str]:
        if self.section_at(between[-1][0].start) != told.section:
            return None, ""
        stops = list(_STOP.finditer(self.text, between[0][0].start, between[-1][0].start))
        opens = stops[-1].end() if stops else between[0][0].start - 60
        last = [(mention, person) for mention, person in between if mention.start >= opens]
        fitting = list(dict.fromkeys(person for _, person in last if is_female(person) is not (not female)))
        before = self.text[max(0, opens) : last[0][0].start].rpartition("\n")[2]
        if len(fitting) > 1 and last[0][1] is fitting[0] and not before.strip() and not self._is_possessor(last[0][0]):
            fitting = fitting[:1]
        if len(fitting) != 1 or not self._is_sure(fitting[0]):
            return None, ""
        return person_speaker(fitting[0], "mentioned", None), "only person before"

    def _is_sure(self, person: Person) -> bool:
        """Whether more than the tagger's word says that this is a human being."""
        return bool(
            is_female(person) is not None
            or person.role
            or person.name in self._spoken
            or any(_HONORED.search(self.text, max(0, m.start - 12), m.start) for m in person.mentions)
        )

    def _rival(self, told: Told, person: Person, female: bool) -> bool:
        """Whether a sentence introduces another person by full name while its subject is known already."""
        full = [
            one
            for mention, one in self._directory.within(told.span)
            if one.name != person.name
            and " " in mention.of(self.text)
            and one.mentions[0] == mention
            and self.text[mention.end : mention.end + 1] == ","
            and is_female(one) is not (not female)
        ]
        introduced = any(m == person.mentions[0] for m, one in self._directory.within(told.span) if one is person)
        return bool(full) and not introduced

    def _is_unknown_name(self, told: Told, heard: Heard) -> bool:
        """Whether a speaker has a name that is no one's we know: shared by two, or never introduced."""
        head = told.parsed.tokens[heard.saying.speaker]
        speaker = heard.speaker
        return (
            speaker is not None
            and speaker.kind is SpeakerKind.ORGANISATION
            and head.pos_ == "PROPN"
            and head.ent_type_ in ("", "PERSON")
            and head.lower_ not in INSTITUTIONS
        )

    def _about_a_stranger(self, told: Told) -> bool:
        """Whether the subject of a sentence is one name that is no known person's: he may be the one meant."""
        root = next((token for token in told.parsed.tokens if token.dep_ == "ROOT"), None)
        subject = None if root is None else subject_of(told.parsed.tokens, root, {at for at, _ in told.parsed.masked})
        if subject is None or subject.pos_ != "PROPN" or self._named(told.parsed, subject) is not None:
            return False
        alone = not any(child.dep_ in ("det", "compound", "amod") for child in subject.children)
        return alone and subject.ent_type_ in ("", "PERSON", "ORG") and not subject.text.isupper()

    def prominent(self, told: Told, female: bool | None) -> Person | None:
        """The one person whom a sentence is about: who speaks in it, else its subject."""
        for candidates in (
            [person for heard in told.heard if heard.speaker and (person := self._person_of(heard.speaker))],
            told.topics,
        ):
            fitting = [one for one in dict.fromkeys(candidates) if female is None or is_female(one) is not (not female)]
            if len(fitting) == 1:
                return fitting[0]
            if len(fitting) > 1:
                outer = self._outermost(told)
                return outer if outer in fitting else None
        return None

    def _outermost(self, told: Told) -> Person | None:
        """The speaker of a sentence's main verb."""
        for heard in told.heard:
            token = told.parsed.tokens[heard.saying.cue]
            if heard.speaker is not None and token.dep_ == "ROOT":
                return self._person_of(heard.speaker)
        root = next((token for token in told.parsed.tokens if token.dep_ == "ROOT"), None)
        if root is None:
            return None
        subject = subject_of(told.parsed.tokens, root, {at for at, _ in told.parsed.masked})
        if subject is None or self._several(told.parsed, subject):
            return None
        return self._named(told.parsed, subject)

    def _pronoun_person(self, told: Told, token: "Token") -> Person | None:
        if token.lower_ not in ("he", "she", "his", "her"):
            return None
        female = token.lower_ in _SHE
        speaker = self._antecedent(told, token, female)[0]
        return self._hero_of(told, token, female) if speaker is None else self._person_of(speaker)

    def _is_certain(self, told: Told, pronoun: "Token", person: Person) -> bool:
        """Whether nobody else can be meant: no other fitting person is named right before, or he who is meant is
        what the sentence before is about."""
        female = pronoun.lower_ in _SHE
        about = self._hero is not None and is_female(self._hero) is not (not female)
        if about and person is not self._hero and not self._is_subject_before(told, pronoun, person):
            return False
        if pronoun.tag_ == "PRP$" and self._subject_behind(told, pronoun) not in (None, person):
            return False  # “In his address, Obama said”
        here, at = told.span.start, told.parsed.token_span(pronoun).start
        earlier = next(self._before(told), None)

        def others(start: int, end: int) -> list[Person]:
            named = self._directory.within(Span(start, end))
            return [
                one
                for mention, one in named
                if one is not person and is_female(one) is not (not female) and not self._is_quoted(mention)
            ]

        if others(here, at):
            return False
        before = others(earlier.span.start, here) if earlier is not None else []
        if not before:
            return True
        if earlier is None or self._hero in before or earlier.topics[:1] != [person]:
            return False
        objects = [token for token in earlier.parsed.tokens if token.dep_ in ("dobj", "dative")]
        return not any(self._named(earlier.parsed, thing) in before for thing in objects)  # “appointed Berg. He …”

    def _subject_behind(self, told: Told, pronoun: "Token") -> Person | None:
        """The person who is the subject of the main verb, named behind a pronoun that opens the sentence."""
        for token in told.parsed.tokens[pronoun.i :]:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
                return self._named(told.parsed, token)
        return None

    def _is_subject_before(self, told: Told, pronoun: "Token", person: Person) -> bool:
        """Whether the sentence itself is about a person before it says “he”: in a life “he” is its hero otherwise."""
        subjects = [t for t in told.parsed.tokens[: pronoun.i] if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PRON"]
        return any(self._named(told.parsed, subject) is person for subject in subjects)

    def _hero_of(self, told: Told, pronoun: "Token", female: bool) -> Person | None:
        """Whom a life is about, where its paragraph has named nobody else whom the pronoun may mean."""
        if self._hero is None or is_female(self._hero) is (not female):
            return None
        block = self.document.blocks[told.block].span
        named = self._directory.within(Span(block.start, told.parsed.token_span(pronoun).start))
        if any(one is not self._hero and is_female(one) is not (not female) for _, one in named):
            return None
        return self._hero

    def _person_of(self, speaker: Speaker) -> Person | None:
        if speaker.kind is not SpeakerKind.PERSON:
            return None
        return self._by_full_name.get(speaker.name)

    def _institution_before(self, told: Told, mention: Span, rule: str) -> Speaker | None:
        word = mention.of(self.text).split()[-1].lower()
        for earlier in (told, *self._before(told)):
            for heard in reversed(earlier.heard):
                speaker = heard.speaker
                if speaker is None or speaker.kind is not SpeakerKind.ORGANISATION or speaker.mention is None:
                    continue
                if speaker.mention.start >= mention.start:
                    continue
                if word in ("it", "its") or word in speaker.name.lower().split():
                    return replace(speaker, mention=mention, rule=f"{rule}: institution before")
        if word in ("it", "its"):
            return Speaker(mention.of(self.text), SpeakerKind.ORGANISATION, "unresolved pronoun", mention)
        return None

    def _unnamed_before(self, told: Told, noun: str) -> Speaker | None:
        for earlier in (told, *self._before(told)):
            for heard in reversed(earlier.heard):
                speaker = heard.speaker
                if speaker is not None and speaker.kind is SpeakerKind.UNNAMED and speaker.mention is not None:
                    last = re.findall(r"[\w-]+", speaker.name.lower())
                    if noun in last or f"{noun}s" in last:
                        return speaker
        return None

    def _by_role(self, told: Told, head: "Token", name: str) -> Person | None:
        """The person of whom “the French president” or “the PM” speaks: the last one before with that role."""
        noun = "spokes" if head.lower_.startswith("spokes") else {"pm": "minister"}.get(head.lower_, head.lower_)
        names = (STEMS.get(country(word) or "", word).lower() for word in re.findall(r"[A-Z][\w-]+", name))
        wanted = set(names) - {"the", "this", head.lower_, "prime"}
        at = told.parsed.token_span(head).start
        before: list[tuple[int, Person]] = []
        loose: list[tuple[int, Person]] = []
        for person in self.people:
            index = bisect_left(person.mentions, Span(at, at)) - 1
            if index < 0 or self.section_at(person.mentions[index].start) != told.section:
                continue
            titles = self._titles(person)
            fitting = [title for title in titles if noun in title.lower()]
            if any(all(word in title.lower() for word in wanted) for title in fitting):
                before.append((person.mentions[index].start, person))
            elif any(not re.search(r"[A-Z]", re.sub(rf"(?i){noun}|Prime", "", title)) for title in fitting):
                loose.append((person.mentions[index].start, person))
        if before:
            return max(before, key=lambda one: one[0])[1]
        near = [person for _, person in loose if person in self._near(told, 2)]
        if near:
            return near[0] if len(near) == 1 else None
        kind = {child.lower_ for child in head.children if child.dep_ in ("amod", "compound", "nmod")}
        kind = {word for word in kind if word.islower()} - {"prime", "new", "then"}
        return self._only_one(noun, wanted | kind) if wanted and kind else None

    def _only_one(self, noun: str, words: set[str]) -> Person | None:
        """The one person of the whole text who is given a role in all its words: “the Russian defence minister”."""
        stems = [word.replace("defence", "defense")[:6] for word in words]
        bearers = [
            person
            for person in self.people
            if any(
                noun in title.lower() and all(stem in title.lower().replace("defence", "defense") for stem in stems)
                for title in self._titles(person)
            )
        ]
        return bearers[0] if len(bearers) == 1 else None

    def _titles(self, person: Person) -> tuple[str, ...]:
        """Everything that stands right before a name anywhere, and the role in apposition to it."""
        known = self._titles_of.get(person.name)
        if known is None:
            known = tuple(
                dict.fromkeys(
                    (
                        person.role or "",
                        *(self._title_before(mention) for mention in person.mentions),
                        *(told for mention in person.mentions if (told := self._told_to_be(mention))),
                    )
                )
            )
            self._titles_of[person.name] = known
        return known

    def _near(self, told: Told, distance: int) -> list[Person]:
        """Who speaks or acts in the sentences right before."""
        found: dict[Person, None] = {}
        for earlier, _ in zip(self._before(told), range(distance), strict=False):
            for person in (
                *earlier.topics,
                *(p for h in earlier.heard if h.speaker and (p := self._person_of(h.speaker))),
            ):
                found[person] = None
        return list(found)

    def _title_before(self, mention: Span) -> str:
        before = self.text[max(0, mention.start - 60) : mention.start].rpartition("\n")[2]
        before = re.split(r"[.;:!?“”\"()]\s", before)[-1]
        found: list[str] = []
        for word in reversed(re.findall(r"[\w'’-]+", before)):
            if word.lower() in _TITLE_STOPS or len(found) == 5:
                break
            found.append(word)
        return (
            " ".join(reversed(found)) if any(word.lower() in OFFICES or word.lower() in RANKS for word in found) else ""
        )

    def named_within(self, span: Span) -> list[tuple[Span, Person]]:
        """The persons named in a stretch of text, each with the mention."""
        return list(self._directory.within(span))

    def _told_to_be(self, mention: Span) -> str:
        """What the text says somebody is: “Jane Doe is a senator from Vermont”, “Jane Doe, who was the mayor”."""
        found = _IS.match(self.text, mention.end, mention.end + 100)
        return found["what"] if found is not None else ""

    def section_at(self, start: int) -> int:
        return self._sections[max(0, bisect_right(self.block_starts, start) - 1)]

    def _spoke_before(self, told: Told) -> Person | None:
        """The person who speaks in the sentence right before."""
        earlier = next(self._before(told), None)
        if earlier is None or not any(heard.speaker for heard in earlier.heard):
            return None
        return self.prominent(earlier, None)


def person_speaker(person: Person, rule: str, mention: Span | None) -> Speaker:
    return Speaker(person.name, SpeakerKind.PERSON, rule, mention, person.role)


def _is_somebody(speaker: Speaker) -> bool:
    """Whether an unnamed speaker is one human being, so that “he” may stand for him."""
    return (
        speaker.kind is SpeakerKind.UNNAMED
        and re.match(r"(?:a|an|one|another|the)\s", speaker.name, re.IGNORECASE) is not None
        and _ends_in_office(speaker.name)
        and not re.search(r"s$", re.split(r"\s(?:of|for)\s", speaker.name)[0])
    )


def _all_titles(words: str) -> bool:
    found = [word.lower().rstrip(".,") for word in words.split()]
    return bool(found) and all(
        word in RANKS or word in OFFICES or word in ("mr", "mrs", "ms", "dr", "sir") for word in found
    )


# “a spokeswoman for the envoy, Ana Sol”: the name at the end is not who speaks.
_SOMEBODY_OF = re.compile(
    r"\b(?:an?|one|another)\s+(?:[\w-]+\s){0,2}(?:spokes\w+|aide|advis[eo]r|lawyer|representative|official|assistant)\s+"
    r"(?:for|of|to)\b[^.,;]*$",
    re.IGNORECASE,
)


def _ends_in_office(name: str) -> bool:
    words = re.split(r"\b(?:of|for|from|to|at|in|with)\b", name)[0].split()
    return bool(words) and words[-1].lower() in PEOPLE_NOUNS


def _sections(document: Document) -> list[int]:
    """For each block the number of its section: a separator or a dated heading starts a new one."""
    sections: list[int] = []
    number = 0
    for block in document.blocks:
        if block.kind in (BlockKind.SEPARATOR, BlockKind.DATED_HEADING):
            number += 1
        sections.append(number)
    return sections
