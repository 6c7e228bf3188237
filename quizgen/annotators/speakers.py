"""
Speakers: who said each quotation, and who asserts what the narrator reports.

Sentences are read in order, so that “he”, “the minister” and a quotation without a cue can look back at who
spoke before. What cannot be told stays unsaid: a name that two people share, a pronoun with two possible
owners. Every speaker carries the rule that found it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.annotation import Basis, Person, Quotation, Speaker, SpeakerKind, Timex, TimexType
from quizgen.annotators.cues import BASES, SPEECH, VERBS, Behaviour
from quizgen.annotators.people import BODIES, INSTITUTIONS, OFFICES, RANKS, Directory, is_female, name_key
from quizgen.annotators.quotations import turn_label
from quizgen.annotators.sayings import Saying, sayings, subject_of
from quizgen.annotators.syntax import Parsed
from quizgen.document import AnchorBasis, BlockKind, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LOOK_BACK = 6  # sentences a pronoun may look back over
_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s(?:de|von|van|bin|al|la|del|der)\b)?(?:\s[^\W\d_a-z][\w.'’-]*){0,4}"
_SIGNATURE = re.compile(rf"[\"”'’»]{{0,2}}\s{{0,3}}(?:[―—–]|--?)\s?(?P<name>{_NAME})(?:,\s[^.?!:;]{{3,100}})?\.?\s*")
_ASKS = re.compile(rf"[\"”'’»]{{1,2}}\s(?P<name>{_NAME})\s(?P<verb>[a-z]+)\b")
_ASKING = frozenset(
    "asked asks demanded demands shouted shouts cried cries yelled wondered wonders exclaimed replied retorted".split()
)
_TITLE_STOPS = frozenset(
    "the a an of for to at in on by with and or but that said says told his her their as from after when".split()
)
_STOP = re.compile(r"(?<![A-Z])(?<!Mr|Ms|Dr)(?<!Mrs|Sen|Rep|Gov|Gen)[.?!][”\"’']?\s+|\n")
_AND = re.compile(r"\s(?:and|&)\s(?:[\w.-]+\s){0,4}")
_HONORED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Sen|Rep|Gov|Gen|Col|Prof)\.?\s$")
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_UNTOLD = frozenset(
    ("i", "we", "you", "they", "them", "that", "this", "these", "those", "what", "there", "one", "who", "which")
)
_GROUPS = frozenset(
    """ministry department agency government company firm group organisation organization office committee
    commission council party court army military police bank university campaign administration coalition union
    newspaper magazine paper website site outlet network channel station press service team club board body alliance
    observatory institute foundation charity church parliament senate house embassy mission secretariat bureau
    authority authorities state country city kremlin pentagon statement report survey poll study article tweet post
    letter spokespeople airline manufacturer maker operator regulator watchdog fund association federation league
    society museum school hospital company's forces rebels regime opposition militia side""".split()
)
_PEOPLE_NOUNS = (
    OFFICES
    | RANKS
    | frozenset(
        """man woman official officials source sources person people resident residents witness witnesses expert experts
    analyst analysts critic critics supporter supporters observer observers insider aide aides adviser advisers
    advisor advisors spokesmen lawyers attorneys leader leaders member members voter voters republican democrat
    conservative liberal mother father son daughter wife husband brother sister friend colleague boy girl doctor
    student students teacher teachers worker workers scientist scientists researcher researchers author authors
    user users reader readers fan fans player players mogul billionaire businessman hopeful star native
    pm pilot soldier soldiers fighter fighters activist activists commentator pundit caller viewer guest sergeant
    frontrunner front-runner standard-bearer contender rival opponent newcomer tycoon""".split()
    )
)
_GENERIC = frozenset(
    """official politician leader diplomat lawmaker minister spokesman spokeswoman spokesperson man woman candidate
    nominee businessman businesswoman billionaire mogul scientist researcher professor author writer analyst expert
    general commander chief senator congressman congresswoman governor mayor doctor president officer director
    republican democrat singer actor actress player coach""".split()
)
_WHEN = re.compile(
    r"\s(?:on\s|early\s|late\s|earlier\s)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:on|in)\s[A-Z][a-z]+\.?\s\d{1,4})\b.*$"
)
_OUTLETS = re.compile(
    r"""\b(?:Reuters|AP|AFP|TASS|Itar-TASS|Interfax|RIA|Novosti|Sputnik|RT|BBC|CNN|CBS|NBC|ABC|MSNBC|PBS|NPR|CNBC|ITV|C-SPAN
    |Al[\s-]Jazeera|Al[\s-]Arabiya|Guardian|Telegraph|Independent|Bloomberg|Politico|Xinhua|Kyodo|DPA|ANSA|IRNA|SANA
    |Associated\sPress|Agence\sFrance-Presse|Press\sAssociation|Huffington\sPost|BuzzFeed|Axios|Deutsche\sWelle
    |\w+\s(?:Times|Post|News|Tribune|Herald|Gazette|Chronicle|Mirror|Mail|Journal|Radio|TV|Television|Today|Magazine)
    |[Nn]ews\s(?:agency|channel|site|website|outlet)|newspaper|magazine|broadcaster)\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts a sentence or a part of it: `root` is the token that heads what is asserted, None where
    only quoted words are."""

    parsed: Parsed
    speaker: Speaker
    cue: Span
    root: int | None
    via: str | None = None


@dataclass(slots=True)
class _Heard:
    """One saying with its speaker resolved."""

    saying: Saying
    speaker: Speaker | None
    via: str | None


@dataclass(slots=True)
class _Told:
    """What one of the narrator's sentences says about who speaks and who acts."""

    parsed: Parsed
    order: int
    section: int
    heard: list[_Heard] = field(default_factory=list)
    topics: list[Person] = field(default_factory=list)  # persons that are subjects, in order
    others: list[Person] = field(default_factory=list)  # persons only mentioned

    @property
    def block(self) -> int:
        return self.parsed.sentence.block

    @property
    def span(self) -> Span:
        return self.parsed.sentence.span


def attribute(
    document: Document,
    quotations: Sequence[Quotation],
    parsed: Sequence[Parsed],
    people: Sequence[Person],
    timexes: Sequence[Timex],
) -> tuple[Quotation, ...]:
    """The quotations with cue, speaker, outlet and date filled in where the text tells them."""
    return _Discourse(document, quotations, parsed, people).attribute(quotations, timexes)


def attributions(
    document: Document, quotations: Sequence[Quotation], parsed: Sequence[Parsed], people: Sequence[Person]
) -> tuple[Attribution, ...]:
    """Everyone who is said to say something in the narrator's own sentences, in order."""
    return tuple(_Discourse(document, quotations, parsed, people).attributions())


def hear(
    document: Document,
    quotations: Sequence[Quotation],
    parsed: Sequence[Parsed],
    people: Sequence[Person],
    timexes: Sequence[Timex],
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """`attribute` and `attributions` in one reading of the text."""
    discourse = _Discourse(document, quotations, parsed, people)
    return discourse.attribute(quotations, timexes), tuple(discourse.attributions())


class _Discourse:
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
        surnames = Counter(person.name.split()[-1] for person in people if " " in person.name)
        shared = sorted(name for name, count in surnames.items() if count > 1)
        self._shared = re.compile(rf"(?<!\w\s)\b(?:{'|'.join(map(re.escape, shared))})\b") if shared else None
        self._document = document
        self._text = document.text
        self._directory = Directory(people)
        self._people = tuple(people)
        self._by_full_name = {person.name: person for person in people}
        self._titles_of: dict[str, tuple[str, ...]] = {}
        self._block_starts = [block.span.start for block in document.blocks]
        self._told: list[_Told] = []
        self._sections = _sections(document)
        for one in parsed:
            if one.sentence.within is None:
                self._told.append(self._read(one))
        self._starts = [told.span.start for told in self._told]
        self._by_block: dict[int, list[_Told]] = {}
        for told in self._told:
            self._by_block.setdefault(told.block, []).append(told)

    def attributions(self) -> Iterator[Attribution]:
        for told in self._told:
            for heard in told.heard:
                if heard.speaker is not None and heard.saying.strong:
                    yield Attribution(
                        told.parsed, heard.speaker, self._cue(told, heard.saying), heard.saying.claim, heard.via
                    )

    # --- reading a sentence

    def _read(self, parsed: Parsed) -> _Told:
        told = _Told(parsed, len(self._told), self._sections[parsed.sentence.block])
        masked = {at for at, _ in parsed.masked}
        for saying in sayings(parsed):
            speaker = self._participle(told, saying) or self._speaker(told, saying)
            via = self._name_of(parsed, saying.via) if saying.via is not None else None
            told.heard.append(_Heard(saying, speaker, via))
            if speaker is not None and saying.strong and speaker.kind is SpeakerKind.PERSON:
                self._spoken.add(speaker.name)
        for token in parsed.tokens:
            if token.dep_ in ("nsubj", "nsubjpass") and token.i not in masked:
                person = self._named(parsed, token) or self._pronoun_person(told, token)
                beside = [self._named(parsed, child) for child in token.children if child.dep_ == "conj"]
                told.topics.extend(
                    p for p in dict.fromkeys((person, *beside)) if p is not None and p not in told.topics
                )
        for _, person in self._directory.within(parsed.sentence.span):
            if person not in told.topics and person not in told.others:
                told.others.append(person)
        return told

    def _speaker(self, told: _Told, saying: Saying) -> Speaker | None:
        parsed = told.parsed
        head = parsed.tokens[saying.speaker]
        low, high = _phrase(head, saying)
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        word = head.lower_
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
                re.sub(r"\s+", " ", span.of(self._text)), SpeakerKind.UNNAMED, f"{saying.rule}: several", span
            )
        person = self._named(parsed, head, owner=saying.rule == "noun")
        if person is not None:
            return _of(person, saying.rule, self._mention_span(parsed, low, high, person) or span)
        return self._described(told, head, span, saying.rule)

    def _participle(self, told: _Told, saying: Saying) -> Speaker | None:
        """“The ministry confirmed strikes had taken place, claiming …”: the one who spoke before, not the strikes."""
        doc = told.parsed.tokens
        cue = doc[saying.cue]
        if cue.tag_ != "VBG" or not saying.cue or doc[saying.cue - 1].text != "," or not told.heard:
            return None
        head = doc[saying.speaker]
        if head.pos_ != "NOUN" or head.lower_ in _PEOPLE_NOUNS or head.lower_ in _GROUPS:
            return None
        earlier = next((h.speaker for h in reversed(told.heard) if h.saying.strong and h.speaker is not None), None)
        return replace(earlier, rule=f"participle ({earlier.rule})") if earlier is not None else None

    def _described(self, told: _Told, head: "Token", span: Span, rule: str) -> Speaker | None:
        """A speaker who is no name: an institution, “the minister”, “a senior official”."""
        words = span.of(self._text)
        name = _WHEN.sub("", re.sub(r"\s+", " ", words).strip())
        singular = head.lower_
        definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in head.children)
        if singular in _PEOPLE_NOUNS or _ends_in_office(name):
            if definite:
                person = self._by_role(told, head, name)
                if person is not None:
                    return _of(person, f"{rule}: description", span)
                earlier = self._unnamed_before(told, singular)
                if earlier is not None:
                    return replace(earlier, mention=span, rule=f"{rule}: same description")
                person = self._spoke_before(told) if singular in _GENERIC else None
                if person is not None and (len(name.split()) <= 2 or not any(self._titles(person))):
                    return _of(person, f"{rule}: description, speaker before", span)
            return Speaker(name, SpeakerKind.UNNAMED, rule, span)
        bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
        bare = re.sub(r"(?<=\w)(?:['’]s)?\s(?:report|statement|tweet|article|release|announcement)$", "", bare)
        if self._shared is not None and self._shared.fullmatch(head.text):
            return Speaker(name, SpeakerKind.UNNAMED, f"{rule}: two persons' surname", span)
        if head.pos_ == "PROPN" or singular in _GROUPS or head.ent_type_ in ("ORG", "GPE", "NORP"):
            if singular in _GROUPS and head.pos_ != "PROPN" and bare == head.text and definite:
                return self._institution_before(told, span, rule) or Speaker(name, SpeakerKind.ORGANISATION, rule, span)
            return Speaker(bare, SpeakerKind.ORGANISATION, rule, span)
        if definite and name.endswith("-old"):
            earlier_told = next(self._before(told), None)
            person = self._prominent(earlier_told, None) if earlier_told is not None else None
            if person is not None:
                return _of(person, f"{rule}: description, subject before", span)
        return Speaker(name, SpeakerKind.UNNAMED, rule, span)

    def _several(self, parsed: Parsed, head: "Token") -> bool:
        """Whether a noun phrase names two persons side by side."""
        own = self._named(parsed, head)
        if own is None:
            return False
        others = [self._named(parsed, child) for child in head.children if child.dep_ == "conj"]
        if any(other is not None and other is not own for other in others):
            return True
        low, high = _bounds(head)
        phrase = parsed.phrase_span(parsed.tokens[low : high + 1])
        around = self._directory.within(parsed.sentence.span)
        return any(
            one is not other
            and own in (one, other)
            and (first.overlaps(phrase) or second.overlaps(phrase))
            and _AND.fullmatch(self._text, first.end, second.start) is not None
            for (first, one), (second, other) in pairwise(around)
        )

    def _named(self, parsed: Parsed, head: "Token", owner: bool = False) -> Person | None:
        """The person whom a noun phrase names: by its head or in apposition, never after a preposition."""
        if head.pos_ in ("PRON", "DET"):
            return None
        low, high = _bounds(head)
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        at = parsed.token_span(head)
        mentions = self._directory.within(span)
        for mention, person in mentions:
            if mention.start <= at.start and at.end <= mention.end:
                return person if owner or not self._is_possessor(mention) else None
        if head.pos_ == "PROPN" and head.lower_.rstrip(".") not in _PEOPLE_NOUNS:
            return None
        for mention, person in mentions:
            if mention.start > at.end and self._in_apposition(mention, at.end) and not self._is_possessor(mention):
                return person
        return None

    def _is_possessor(self, mention: Span) -> bool:
        return self._text[mention.end : mention.end + 2] in ("'s", "’s")

    def _in_apposition(self, mention: Span, start: int) -> bool:
        between = self._text[start : mention.start]
        between = re.sub(r"(?:[\w.'’-]+\s+){0,3}$", lambda m: m[0] if not _all_titles(m[0]) else "", between)
        words = between.split()
        if words and words[-1].lower().rstrip(",") in BODIES and words[-2:-1] != ["of"]:
            return False  # “the commander of one group, the Grey Wolves”
        if words and words[-1].lower() in INSTITUTIONS and words[0].lower() in ("of", "for"):
            return True
        return bool(re.search(r"[,(—–]\s*$", between)) or not words

    def _mention_span(self, parsed: Parsed, low: int, high: int, person: Person) -> Span | None:
        span = parsed.phrase_span(parsed.tokens[low : high + 1])
        return next((mention for mention, one in self._directory.within(span) if one is person), None)

    def _name_of(self, parsed: Parsed, index: int) -> str:
        low, high = _phrase(parsed.tokens[index], None)
        name = parsed.phrase_span(parsed.tokens[low : high + 1]).of(self._text)
        return re.sub(r"^(?:the|a|an)\s+", "", re.sub(r"\s+", " ", name), flags=re.IGNORECASE)

    # --- looking back

    def _before(self, told: _Told) -> Iterator[_Told]:
        for earlier in reversed(self._told[max(0, told.order - _LOOK_BACK) : told.order]):
            if earlier.section != told.section:
                return
            yield earlier

    def _antecedent(self, told: _Told, pronoun: "Token", female: bool) -> tuple[Speaker | None, str]:
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
                    return _of(person, "subject", None), "subject of the sentence"
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

    def _earlier(self, told: _Told, female: bool) -> tuple[Speaker | None, str]:
        """Whoever the sentences before leave as “he” or “she”."""
        later = told.span.start
        for distance, earlier in enumerate(self._before(told), start=1):
            between = self._unread(earlier.span.end, later)
            if self._shared is not None and self._shared.search(self._text, earlier.span.end, later):
                return None, ""  # a surname that two persons bear
            if between:
                return self._from_unread(between, female, told)
            later = earlier.span.start
            person = self._prominent(earlier, female)
            if person is not None:
                spoke = any(heard.speaker and heard.speaker.name == person.name for heard in earlier.heard)
                sure = self._is_sure(person) or (distance == 1 and not earlier.others and " " in person.name)
                if not spoke and (not sure or self._rival(earlier, person, female)):
                    return None, ""
                return _of(person, "subject", None), "speaker or subject before"
            unnamed = next((h.speaker for h in reversed(earlier.heard) if h.speaker and _is_somebody(h.speaker)), None)
            if unnamed is not None:
                return unnamed, "unnamed speaker before"
            if any(h.saying.strong and h.speaker and self._is_unknown_name(earlier, h) for h in earlier.heard):
                return None, ""
            fitting = [one for one in (*earlier.topics, *earlier.others) if is_female(one) is not (not female)]
            if len(fitting) > 1:
                return None, ""
            if fitting and distance == 1 and self._is_sure(fitting[0]):
                return _of(fitting[0], "mentioned", None), "only person before"
        return None, ""

    def _is_quoted(self, mention: Span) -> bool:
        at = bisect_right(self._quoted, (mention.start, 1 << 62)) - 1
        return at >= 0 and self._quoted[at][1] > mention.start

    def _unread(self, start: int, end: int) -> list[tuple[Span, Person]]:
        """The persons named between two sentences, in sentences of the narrator's that were not parsed."""
        return (
            [(m, p) for m, p in self._directory.within(Span(start, end)) if not self._is_quoted(m)]
            if start < end
            else []
        )

    def _from_unread(
        self, between: Sequence[tuple[Span, Person]], female: bool, told: _Told
    ) -> tuple[Speaker | None, str]:
        if self._section_at(between[-1][0].start) != told.section:
            return None, ""
        stops = list(_STOP.finditer(self._text, between[0][0].start, between[-1][0].start))
        opens = stops[-1].end() if stops else between[0][0].start - 60
        last = [(mention, person) for mention, person in between if mention.start >= opens]
        fitting = list(dict.fromkeys(person for _, person in last if is_female(person) is not (not female)))
        before = self._text[max(0, opens) : last[0][0].start].rpartition("\n")[2]
        if len(fitting) > 1 and last[0][1] is fitting[0] and not before.strip() and not self._is_possessor(last[0][0]):
            fitting = fitting[:1]
        if len(fitting) != 1 or not self._is_sure(fitting[0]):
            return None, ""
        return _of(fitting[0], "mentioned", None), "only person before"

    def _is_sure(self, person: Person) -> bool:
        """Whether more than the tagger's word says that this is a human being."""
        return bool(
            is_female(person) is not None
            or person.role
            or person.name in self._spoken
            or any(_HONORED.search(self._text, max(0, m.start - 12), m.start) for m in person.mentions)
        )

    def _rival(self, told: _Told, person: Person, female: bool) -> bool:
        """Whether a sentence introduces another person by full name while its subject is known already."""
        full = [
            one
            for mention, one in self._directory.within(told.span)
            if one.name != person.name
            and " " in mention.of(self._text)
            and one.mentions[0] == mention
            and self._text[mention.end : mention.end + 1] == ","
            and is_female(one) is not (not female)
        ]
        introduced = any(m == person.mentions[0] for m, one in self._directory.within(told.span) if one is person)
        return bool(full) and not introduced

    def _is_unknown_name(self, told: _Told, heard: _Heard) -> bool:
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

    def _prominent(self, told: _Told, female: bool | None) -> Person | None:
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

    def _outermost(self, told: _Told) -> Person | None:
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

    def _pronoun_person(self, told: _Told, token: "Token") -> Person | None:
        if token.lower_ not in ("he", "she"):
            return None
        speaker = self._antecedent(told, token, token.lower_ == "she")[0]
        return self._person_of(speaker) if speaker is not None else None

    def _person_of(self, speaker: Speaker) -> Person | None:
        if speaker.kind is not SpeakerKind.PERSON:
            return None
        return self._by_full_name.get(speaker.name)

    def _institution_before(self, told: _Told, mention: Span, rule: str) -> Speaker | None:
        word = mention.of(self._text).split()[-1].lower()
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
            return Speaker(mention.of(self._text), SpeakerKind.ORGANISATION, "unresolved pronoun", mention)
        return None

    def _unnamed_before(self, told: _Told, noun: str) -> Speaker | None:
        for earlier in (told, *self._before(told)):
            for heard in reversed(earlier.heard):
                speaker = heard.speaker
                if speaker is not None and speaker.kind is SpeakerKind.UNNAMED and speaker.mention is not None:
                    last = re.findall(r"[\w-]+", speaker.name.lower())
                    if noun in last or f"{noun}s" in last:
                        return speaker
        return None

    def _by_role(self, told: _Told, head: "Token", name: str) -> Person | None:
        """The person of whom “the French president” or “the PM” speaks: the last one before with that role."""
        noun = {"pm": "minister", "spokesperson": "spokes"}.get(head.lower_, head.lower_)
        wanted = {word.lower() for word in re.findall(r"[A-Z][\w-]+", name)} - {"the", "this", head.lower_, "prime"}
        at = told.parsed.token_span(head).start
        before: list[tuple[int, Person]] = []
        loose: list[tuple[int, Person]] = []
        for person in self._people:
            index = bisect_left(person.mentions, Span(at, at)) - 1
            if index < 0 or self._section_at(person.mentions[index].start) != told.section:
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
        return near[0] if len(near) == 1 else None

    def _titles(self, person: Person) -> tuple[str, ...]:
        """Everything that stands right before a name anywhere, and the role in apposition to it."""
        known = self._titles_of.get(person.name)
        if known is None:
            known = tuple(
                dict.fromkeys((person.role or "", *(self._title_before(mention) for mention in person.mentions)))
            )
            self._titles_of[person.name] = known
        return known

    def _near(self, told: _Told, distance: int) -> list[Person]:
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
        before = self._text[max(0, mention.start - 60) : mention.start].rpartition("\n")[2]
        before = re.split(r"[.;:!?“”\"()]\s", before)[-1]
        found: list[str] = []
        for word in reversed(re.findall(r"[\w'’-]+", before)):
            if word.lower() in _TITLE_STOPS or len(found) == 5:
                break
            found.append(word)
        return (
            " ".join(reversed(found)) if any(word.lower() in OFFICES or word.lower() in RANKS for word in found) else ""
        )

    def _section_at(self, start: int) -> int:
        return self._sections[max(0, bisect_right(self._block_starts, start) - 1)]

    def _spoke_before(self, told: _Told) -> Person | None:
        """The person who speaks in the sentence right before."""
        earlier = next(self._before(told), None)
        if earlier is None or not any(heard.speaker for heard in earlier.heard):
            return None
        return self._prominent(earlier, None)

    def _sole_person(self, told: _Told) -> Person | None:
        """The only person who speaks or acts in the sentences right before."""
        found = self._near(told, 4)
        return found[0] if len(found) == 1 else None

    # --- quotations

    def attribute(self, quotations: Sequence[Quotation], timexes: Sequence[Timex]) -> tuple[Quotation, ...]:
        dates = sorted((t for t in timexes if t.type in (TimexType.DATE, TimexType.TIME)), key=lambda t: t.span)
        done: list[Quotation] = []
        found: list[tuple[_Told, _Heard] | None] = []
        for quotation in quotations:
            match = self._own(quotation)
            signed = self._signed(quotation)
            if signed is not None:
                match = None
                filled = replace(quotation, speaker=signed)
            elif match is not None:
                told, heard = match
                filled = self._filled(quotation, told, heard)
            else:
                filled = self._from_context(quotation, done)
            done.append(filled)
            found.append(match)
        done = self._backwards(done)
        return tuple(self._dated(q, match, dates) for q, match in zip(done, found, strict=True))

    def _filled(self, quotation: Quotation, told: _Told, heard: _Heard) -> Quotation:
        via = heard.via or self._via(told, heard)
        return replace(quotation, cue=self._cue(told, heard.saying), speaker=heard.speaker, via=via)

    def _cue(self, told: _Told, saying: Saying) -> Span:
        return told.parsed.phrase_span(told.parsed.tokens[saying.cue : saying.cue_end])

    def _via(self, told: _Told, heard: _Heard) -> str | None:
        """The outlet that passes it on: who reported, was told, or is named after “according to”."""
        doc = told.parsed.tokens
        verb = doc[heard.saying.cue]
        for other in told.heard:
            speaker = other.speaker
            if other.saying.cue <= heard.saying.cue or speaker is None:
                continue
            if speaker.kind is SpeakerKind.ORGANISATION and _OUTLETS.search(speaker.name):
                return speaker.name
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i:
                name = self._name_of(told.parsed, child.i)
                if _OUTLETS.search(name) or child.ent_type_ == "ORG":
                    return name
        for token in doc[heard.saying.cue :]:
            if token.lower_ in ("cited", "quoted", "reported", "carried", "published") and token.i + 1 < len(doc):
                by = doc[token.i + 1]
                if by.lower_ == "by":
                    target = next(iter(by.children), None)
                    return self._name_of(told.parsed, target.i) if target is not None else None
        return None

    def _sentence_at(self, offset: int) -> _Told | None:
        """The narrator's sentence that holds a character."""
        at = bisect_right(self._starts, offset) - 1
        return self._told[at] if at >= 0 and self._told[at].span.end > offset else None

    def _own(self, quotation: Quotation) -> tuple[_Told, _Heard] | None:
        """The saying of the sentence that holds the quotation."""
        best: tuple[int, _Told, _Heard] | None = None
        for part in quotation.parts:
            if quotation.block:
                break
            for told in dict.fromkeys((self._order_at(part.start), self._order_at(part.end - 1))):
                tokens = self._tokens(self._told[told], part) if told is not None else None
                if told is None or tokens is None:
                    continue
                match = _attach(self._told[told], *tokens, quotation.embedded)
                if match is not None and (best is None or match[0] < best[0]):
                    best = (match[0], self._told[told], match[1])
        if best is None:
            best = self._asked(quotation)
        return (best[1], best[2]) if best else None

    def _signed(self, quotation: Quotation) -> Speaker | None:
        """A name after a dash that ends the paragraph (““…” — Jane Doe”), or after a question's mark and a cue."""
        block = self._document.blocks[self._block_of(quotation)].span
        if quotation.block:
            label = turn_label(self._text, block)
            if label is None or label.end() != quotation.parts[0].start:
                return None
            return self._by_name(label["label"], Span(*label.span("label")), "transcript")
        if quotation.embedded:
            return None
        end = quotation.parts[-1].end
        match = _SIGNATURE.match(self._text, end, min(block.end, end + 160))
        rule = "signature"
        if match is None or self._text[match.end() : block.end].strip():
            rule = "asked"
            found = (_ASKS.match(self._text, part.end, max(part.end, block.end)) for part in quotation.parts)
            match = next((one for one in found if one is not None and one["verb"] in SPEECH | _ASKING), None)
            if match is None or self._sentence_at(match.start("name")):
                return None
        return self._by_name(match["name"], Span(*match.span("name")), rule)

    def _by_name(self, name: str, mention: Span, rule: str) -> Speaker | None:
        """Whom a name written anywhere stands for, where one person of the document bears it."""
        name = re.sub(r"\s+", " ", name).strip(" .")
        if name.isupper() and len(name) > 3:
            name = name.title()
        found = [person for person in self._people if name in person.variants]
        if not found and " " not in name:
            key = name_key(name)
            found = [
                person for person in self._people if " " in person.name and name_key(person.name.split()[-1]) == key
            ]
        if len(found) == 1:
            return _of(found[0], rule, mention)
        if found or rule == "asked" or len(name) == 1:
            return None
        words = name.lower().split()
        if _OUTLETS.search(name) or any(word in INSTITUTIONS for word in words) or len(words) < 2:
            return Speaker(name, SpeakerKind.ORGANISATION if len(words) > 1 else SpeakerKind.UNNAMED, rule, mention)
        return Speaker(name, SpeakerKind.PERSON, rule, mention)

    def _order_at(self, offset: int) -> int | None:
        told = self._sentence_at(offset)
        return told.order if told is not None else None

    def _asked(self, quotation: Quotation) -> tuple[int, _Told, _Heard] | None:
        """A quotation that ends its sentence with a mark of its own, and the cue that follows: ““Why?” he asked.”"""
        for part in () if quotation.embedded else quotation.parts:
            at = bisect_left(self._starts, part.end)
            if at >= len(self._told) or self._told[at].block != self._block_of(quotation):
                continue
            told = self._told[at]
            gap = self._text[part.end : told.span.start].strip("\"“”'‘’»` ")
            if gap or self._text[part.end - 1] not in "?!….,—–-":
                continue
            for heard in told.heard:
                saying = heard.saying
                cue = told.parsed.tokens[saying.cue]
                near = saying.claim is None and saying.cue < 12 and _start(told.parsed.tokens, saying) <= 1
                if heard.speaker is not None and near and cue.lower_ in SPEECH | _ASKING:
                    return 0, told, heard
        return None

    def _tokens(self, told: _Told, part: Span) -> tuple[int, int] | None:
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
        before = self._told[at] if at >= 0 else None
        if before is not None and before.span.end > start:
            before = self._told[at - 1] if at >= 1 else None
        if before is None or before.section != self._section_at(start):
            return quotation
        own_block = before.block == self._block_of(quotation)
        if not own_block and before.block < self._previous_prose(self._block_of(quotation)):
            return quotation
        tail = self._text[before.span.start : before.span.end].rstrip()
        last_said = done[-1] if done else None
        introduced = self._introducing(before, tail)
        if introduced is not None:
            return self._inherit(
                quotation, introduced.speaker, self._cue(before, introduced.saying), "introduced before"
            )
        if quotation.block:
            return quotation
        if last_said is not None and last_said.speaker is not None and last_said.parts[-1].start > before.span.start:
            if self._text[last_said.span.end - 1] == "?" or self._alternates(done):
                return quotation  # an answer is another's
            return self._inherit(quotation, last_said.speaker, None, "carried over")
        strong = [heard for heard in before.heard if heard.saying.strong and heard.speaker is not None]
        if strong:
            outer = next((h for h in strong if before.parsed.tokens[h.saying.cue].dep_ == "ROOT"), strong[-1])
            return self._inherit(quotation, outer.speaker, None, "speaker of the sentence before")
        person = self._prominent(before, None)
        if person is not None and (own_block or tail.endswith(":")):
            return self._inherit(quotation, _of(person, "subject", None), None, "subject of the sentence before")
        return quotation

    def _alternates(self, done: Sequence[Quotation]) -> bool:
        """Whether the two quotations before are two persons' in two paragraphs, the first asking the second."""
        if len(done) < 2 or done[-2].speaker is None or done[-1].speaker is None:
            return False
        near = self._block_of(done[-1]) - self._block_of(done[-2]) == 1
        return near and done[-2].speaker.name != done[-1].speaker.name and self._text[done[-2].span.end - 1] == "?"

    def _introducing(self, told: _Told, tail: str) -> _Heard | None:
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
                if same and not self._text[quotation.span.end : following.span.start].strip(" \"“”'‘’\n"):
                    done[i] = self._inherit(quotation, following.speaker, None, "speaker of the next words")
        return done

    def _block_of(self, quotation: Quotation) -> int:
        return bisect_right(self._block_starts, quotation.parts[0].start) - 1

    def _previous_prose(self, index: int) -> int:
        index -= 1
        while index >= 0 and not self._document.blocks[index].kind.is_prose:
            index -= 1
        return index

    # --- dates

    def _dated(self, quotation: Quotation, match: tuple[_Told, _Heard] | None, dates: Sequence[Timex]) -> Quotation:
        """The day of the saying: its cue's date, what the paragraph said of the speaker before, or the heading's.

        The day a report was published is not when the words were said, so that it dates nothing.
        """
        block = self._block_of(quotation)
        timex = None
        unclear = False
        if match is not None:
            timex, unclear = self._cue_date(*match, dates, quotation)
        if timex is None and not unclear and quotation.speaker is not None:
            for told in self._by_block.get(block, ()):
                if told.span.start >= quotation.span.start:
                    break
                for heard in told.heard:
                    if heard.speaker is not None and heard.speaker.name == quotation.speaker.name:
                        earlier, vague = self._cue_date(told, heard, dates, quotation)
                        timex = earlier or timex
                        unclear = vague and earlier is None
        if timex is not None:
            day = _day(timex)
            return replace(
                quotation, date=day, date_basis=timex.basis if day else None, date_working=timex.working if day else ""
            )
        anchor = self._document.blocks[block].anchor
        if (
            not unclear
            and anchor is not None
            and anchor.certain
            and anchor.basis in (AnchorBasis.HEADING, AnchorBasis.DATELINE)
        ):
            return replace(quotation, date=anchor.day.isoformat(), date_basis=Basis.COMPLETED)
        return quotation

    def _cue_date(
        self, told: _Told, heard: _Heard, dates: Sequence[Timex], quotation: Quotation
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
            if any(part.overlaps(timex.span) for part in quotation.parts):
                continue
            token = next((t for t in doc if told.parsed.token_span(t).start >= timex.span.start), None)
            if token is None:
                continue
            governor = next((ancestor for ancestor in token.ancestors if ancestor.pos_ in ("VERB", "AUX")), None)
            if governor is not None and governor.i in above:
                return timex, False
            unclear = unclear or (_day(timex) is not None and timex.span.start > quotation.span.end)
        return None, unclear


def _attach(told: _Told, first: int, last: int, embedded: bool) -> tuple[int, _Heard] | None:
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
    beside_after = next((h for h in after if _reaches(doc, following, _start(doc, h.saying), masked)), None)
    nearest = before[-1] if before else None
    close_before = nearest is not None and _leads(doc, nearest.saying, opening, masked)
    choice: tuple[int, _Heard] | None = None
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


def _start(doc: "Doc", saying: Saying) -> int:
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


def _around(doc: "Doc", first: int, before: Sequence[_Heard], after: Sequence[_Heard]) -> tuple[int, _Heard] | None:
    """The saying whose words a fragment inside a clause is part of: the innermost that has the clause as its claim.

    A cue that the fragment only hangs on without being its claim (“warned them “in private””) says nothing of
    whose words they are; a verb of calling or thinking counts where no verb of saying stands around it.
    """
    cues = {heard.saying.cue: heard for heard in (*before, *after)}
    chain = [doc[first], *doc[first].ancestors]
    loose: _Heard | None = None
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


def _main_verb(heard: _Heard, told: _Told) -> _Heard:
    """“One man, who asked not to be named, told us”: the telling, not the asking."""
    doc = told.parsed.tokens
    if doc[heard.saying.cue].dep_ != "relcl":
        return heard
    same = [h for h in told.heard if h.saying.speaker == heard.saying.speaker and doc[h.saying.cue].dep_ != "relcl"]
    return same[0] if same else heard


def _not_outlet(heard: _Heard, usable: Sequence[_Heard]) -> _Heard:
    """Where an outlet only passes words on, the one whose words they are."""
    speaker = heard.speaker
    if speaker is None or speaker.kind is SpeakerKind.PERSON:
        return heard
    cited = next((h for h in usable if h.saying.rule == "cited" and h is not heard), None)
    if cited is not None:
        return _Heard(cited.saying, cited.speaker, cited.via or speaker.name)
    if not _OUTLETS.search(speaker.name):
        return heard
    others = [
        h for h in usable if h is not heard and h.saying.strong and h.speaker and not _OUTLETS.search(h.speaker.name)
    ]
    if others and heard.saying.rule in ("relay", "according to"):
        return _Heard(others[-1].saying, others[-1].speaker, speaker.name)
    return heard


def _bounds(head: "Token") -> tuple[int, int]:
    indices = [token.i for token in head.subtree]
    return min(indices), max(indices)


def _phrase(head: "Token", saying: Saying | None) -> tuple[int, int]:
    """First and last token of the words around a head, without relative clauses and what follows a comma."""
    low, high = _bounds(head)
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


def _of(person: Person, rule: str, mention: Span | None) -> Speaker:
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


def _ends_in_office(name: str) -> bool:
    words = re.split(r"\b(?:of|for|from|to|at|in|with)\b", name)[0].split()
    return bool(words) and words[-1].lower() in _PEOPLE_NOUNS


def _sections(document: Document) -> list[int]:
    """For each block the number of its section: a separator or a dated heading starts a new one."""
    sections: list[int] = []
    number = 0
    for block in document.blocks:
        if block.kind in (BlockKind.SEPARATOR, BlockKind.DATED_HEADING):
            number += 1
        sections.append(number)
    return sections


def _day(timex: Timex) -> str | None:
    return timex.value[:10] if re.match(r"\d{4}-\d\d-\d\d", timex.value) and timex.end_value is None else None
