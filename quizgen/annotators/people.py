"""
People: who the document names, with every form of the name and the role last given with it.

A name is a run of capitalised words that the narrator treats as a person: a title or a role stands before
it, a role follows in apposition, or spaCy's tagger calls it a person more often than anything else. Forms
are joined when their surnames agree (accents, transliteration, a slip of one letter) and their given
names do not contradict each other. A surname that two people share stands for neither.

Misses on purpose: single given names without a title, nicknames that share no letters with the name.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from quizgen.annotation import Person
from quizgen.annotators.countries import country
from quizgen.annotators.cues import SPEECH
from quizgen.annotators.names import (
    BREAKS,
    FEMALE,
    INSTITUTIONS,
    MALE,
    NICKNAMES,
    ROLE_WORDS,
    fold,
    is_woman,
    name_key,
)
from quizgen.annotators.roles import is_rank, role_after, role_before
from quizgen.annotators.syntax import Parsed
from quizgen.document import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]d|[Aa]sh?|[Aa]z|[Aa]t|[Aa]r|[Dd]|[Ll]|O)[-'’]"
_CAPITAL = rf"(?:{_ARTICLE})?[^\W\d_a-z][\w]*(?:[-'’][^\W\d_]\w*)*(?:(?<=\b[^\W\d_a-z])(?:\.[A-Z]){{1,3}})?\.?"
_PARTICLES = r"(?:al|el|bin|ibn|abu|de|del|della|der|den|di|da|dos|du|la|le|van|von|zu|af|av|ten|ter|y)"
_NICKNAME = r"(?:[\"“'‘(][A-Z][\w.]{1,12}[\"”'’)]\s)"  # Robert “Bobby” Scott
_RUN = re.compile(rf"(?<![\w@#/])(?:{_PARTICLES}\s)?{_CAPITAL}(?:\s{_NICKNAME}?(?:{_PARTICLES}\s){{0,2}}{_CAPITAL})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"[A-Z]\.?(?:-?[A-Z]\.?)*")
_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())


@dataclass(slots=True)
class _Mention:
    """A run of words that may name a person, where it stands and what speaks for or against it."""

    words: tuple[str, ...]
    span: Span
    role: str | None = None
    titled: bool = False
    label: str = ""
    female: bool | None = None
    quoted: bool = False
    weak: bool = False


@dataclass(slots=True)
class _Cluster:
    mentions: list[_Mention] = field(default_factory=list)


def find_people(document: Document, parsed: Sequence[Parsed]) -> tuple[Person, ...]:
    """The people whom a document names, in order of first mention."""
    pairs = _pairs(document)
    words = frozenset(_FIRST_WORD.findall(document.text))
    mentions = [
        mention
        for one in parsed
        for mention in _mentions(one, pairs)
        if len(mention.words) == 1 or not _is_a_people(mention.words[-1], words)
    ]
    known = {name_key(mention.words[-1]) for mention in mentions if mention.titled or mention.label == "PERSON"}
    mentions.extend(_unparsed(document, parsed, known))
    votes: dict[str, Counter[bool]] = defaultdict(Counter)
    for mention in mentions:
        if not mention.weak:
            sure = mention.titled or mention.label == "PERSON"
            votes[" ".join(mention.words)][sure] += 3 if mention.titled else 1
    full = [m for m in mentions if _is_full(m.words) and _is_person(m, votes[" ".join(m.words)])]
    clusters = _join_full(full)
    places = _places(mentions)
    clusters = [cluster for cluster in clusters if not _is_of_a_place(cluster, places)]
    surnames = _by_surname(clusters)
    for mention in mentions:  # “Ashton Carver”, taken for a firm, once Ash Carver is known
        if _is_full(mention.words) and not _is_person(mention, votes[" ".join(mention.words)]):
            bearers = surnames.get(name_key(mention.words[-1]), [])
            if len(bearers) == 1 and _given_agree(clusters[bearers[0]], mention.words):
                clusters[bearers[0]].mentions.append(mention)
    alone = [m for m in mentions if not _is_full(m.words) or not _is_person(m, votes[" ".join(m.words)])]
    leftovers: dict[str, list[_Mention]] = defaultdict(list)
    titled = _titled(clusters, document.source.title or "")
    introduced = [min(mention.span.start for mention in cluster.mentions) for cluster in clusters]
    for mention in sorted(alone, key=lambda mention: mention.span):
        if _is_full(mention.words):
            continue
        key = name_key("".join(mention.words))
        if key in places and not mention.titled:
            continue  # in a history of Arenda “Arenda” is not Princess Louise Arenda
        owners = surnames.get(key)
        if owners is not None and len(owners) > 1 and mention.female is not None:
            owners = [at for at in owners if is_woman(clusters[at].mentions[0].words[0]) is mention.female] or owners
        if owners is not None and len(owners) > 1:
            owners = [at for at in owners if at == titled] or _bearer(owners, introduced, clusters, mention.span.start)
        if owners is None:
            leftovers[key].append(mention)
        elif len(owners) == 1:
            clusters[owners[0]].mentions.append(mention)
    for key, group in leftovers.items():
        count = sum((Counter(votes[word]) for word in {" ".join(m.words) for m in group}), Counter[bool]())
        owner = None if group[0].weak else _by_given_name(group, clusters, introduced)
        owner = owner if owner is not None or group[0].weak else _misspelt(key, group, surnames, document.text)
        if owner is not None:
            clusters[owner].mentions.extend(group)
        elif (
            count[True] > count[False]
            and not all(m.weak for m in group)
            and any(m.titled or m.label == "PERSON" for m in group)
        ):
            clusters.append(_Cluster(group))
    title = document.source.title or ""
    people = _everywhere(document, [_as_titled(_person(cluster), title) for cluster in clusters], places)
    return tuple(sorted(people, key=lambda person: person.mentions[0]))


_OFTEN = 3  # times that a word alone has to be a place's name before nobody can be called so


def _places(mentions: Iterable[_Mention]) -> set[str]:
    """Words that by themselves are mostly names of places: in a history of Arenda nobody's surname is Arenda, unless a
    title stands before it, as in General Washington."""
    labels: dict[str, Counter[bool]] = defaultdict(Counter)
    people: set[str] = set()
    for mention in mentions:
        if len(mention.words) == 1 and not mention.weak:
            word = name_key(mention.words[0])
            labels[word][mention.label in ("GPE", "LOC") and not mention.titled] += 1
            people.update((word,) if mention.titled else ())
    often = {word for word, count in labels.items() if count[True] >= _OFTEN and count[True] > 2 * count[False]}
    return often - people


def _is_of_a_place(cluster: _Cluster, places: Collection[str]) -> bool:
    """Whether a name ends in a place's, and nothing tells that it is a person's: “Marta di Arenda”."""
    return all(
        name_key(mention.words[-1]) in places and not mention.titled and is_woman(mention.words[0]) is None
        for mention in cluster.mentions
    )


def _titled(clusters: Sequence[_Cluster], title: str) -> int | None:
    """The one person whom a title names in full: in his life a surname that relatives share is his."""
    named = [
        at
        for at, cluster in enumerate(clusters)
        if any(f"{mention.words[0]} {mention.words[-1]}" in title for mention in cluster.mentions)
    ]
    return named[0] if len(named) == 1 else None


_ESTABLISHED = 2  # times that a surname alone has stood for a person


def _bearer(owners: list[int], introduced: Sequence[int], clusters: Sequence[_Cluster], at: int) -> list[int]:
    """Those for whom a shared surname alone can stand at a place: who has been named before; of several, the one it
    has stood for so far, if the others are named in passing."""
    before = [owner for owner in owners if introduced[owner] < at]
    if len(before) < 2:
        return before or owners
    first = min(before, key=lambda owner: introduced[owner])
    others = [owner for owner in before if owner != first]
    second = min(introduced[owner] for owner in others)
    alone = sum(not _is_full(one.words) and one.span.start < second for one in clusters[first].mentions)
    passing = all(len(clusters[owner].mentions) <= _ESTABLISHED for owner in others)
    return [first] if alone >= _ESTABLISHED and passing else before


def _everywhere(document: Document, people: Sequence[Person], places: Collection[str]) -> list[Person]:
    """The people with their mentions in every sentence, parsed or not."""
    owners: dict[str, set[int]] = defaultdict(set)
    for at, person in enumerate(people):
        for form in person.variants:
            owners[form].add(at)
            if " " in form and name_key(form.split()[-1]) not in places:
                owners[form.split()[-1]].add(at)
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in sorted((form for form, at in owners.items() if len(at) == 1 and len(form) > 2), key=len, reverse=True):
        first = _FIRST_WORD.match(form)
        if first is not None:
            by_first[first.group()].append(form)
    text = document.text
    found: dict[int, set[Span]] = {at: set(person.mentions) for at, person in enumerate(people)}
    taken = sorted(span for spans in found.values() for span in spans)
    starts = [span.start for span in taken]
    for block in document.prose() if by_first else ():
        last = block.span.start
        for match in _FIRST_WORD.finditer(text, block.span.start, block.span.end):
            start = match.start()
            forms = by_first.get(match.group(), ())
            hit = next((f for f in forms if text.startswith(f, start) and not _goes_on(text, start + len(f))), None)
            if hit is None or start < last or (start and (text[start - 1].isalnum() or text[start - 1] in "@#_-")):
                continue
            end = start + len(hit)
            near = bisect_left(starts, end) - 1
            if near >= 0 and taken[near].end > start:
                continue
            if " " not in hit and _INSIDE_NAME.search(text, max(0, start - 30), start):
                continue
            (owner,) = owners[hit]
            found[owner].add(Span(start, end))
            last = end
    return [replace(person, mentions=tuple(sorted(found[at]))) for at, person in enumerate(people)]


_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] in "-_")


_INSIDE_NAME = re.compile(
    r"""\b(?!(?:The|A|In|On|But|And|At|For|When|As|If|With|After|Then|While|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Minister
    |Secretary|General|Chairman|Senator|Governor|Leader|Spokesman|Spokeswoman)\b)[A-Z][a-z]+\s$""",
    re.VERBOSE,
)


def is_female(person: Person) -> bool | None:
    """Whether a person is a woman as far as the given name tells, None where it does not."""
    told = is_woman(person.name.split()[0])
    if told is not None:
        return told
    words = set(re.findall(r"[a-z]+", (person.role or "").lower()))
    if words & FEMALE:
        return True
    return False if words & MALE else None


def shared_surnames(people: Iterable[Person]) -> frozenset[str]:
    """The surnames that two persons bear."""
    surnames = Counter(person.name.split()[-1] for person in people if " " in person.name)
    return frozenset(surname for surname, count in surnames.items() if count > 1)


def hero(document: Document, people: Sequence[Person]) -> Person | None:
    """The person a document is about: the one whom its title names."""
    title = document.source.title or ""
    named = [person for person in people if " " in person.name and person.name in title]
    longest = max(named, key=lambda person: len(person.name), default=None)
    return longest if longest is not None and all(person.name in longest.name for person in named) else None


class Directory:
    """Finds the person that a name or a place in the text stands for."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._at = sorted((span, person) for person in people for span in person.mentions)
        self._starts = [span.start for span, _ in self._at]

    def within(self, span: Span) -> list[tuple[Span, Person]]:
        """The mentions that a stretch of text holds, in order."""
        at = bisect_left(self._starts, span.start)
        found = []
        while at < len(self._at) and self._at[at][0].start < span.end:
            found.append(self._at[at])
            at += 1
        return found


def _mentions(parsed: Parsed, pairs: Collection[tuple[str, str]]) -> Iterator[_Mention]:
    doc = parsed.tokens
    text = doc.text
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i for token in doc}
    quoted = parsed.sentence.within is not None
    entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    for match in _RUN.finditer(text):
        for start, words in _pieces(match.group(), match.start()):
            mention = _mention(parsed, text, start, words, starts, ends, entities, pairs)
            if mention is not None:
                mention.quoted = quoted
                yield mention


def _unparsed(document: Document, parsed: Sequence[Parsed], known: Collection[str]) -> Iterator[_Mention]:
    """Full names in sentences that were not parsed, where the surname is known from those that were."""
    text = document.text
    spans = sorted(one.sentence.span for one in parsed)
    at = 0
    for block in document.prose():
        start = block.span.start
        gaps = []
        while at < len(spans) and spans[at].start < block.span.end:
            gaps.append((start, spans[at].start))
            start = max(start, spans[at].end)
            at += 1
        gaps.append((start, block.span.end))
        for low, high in gaps:
            for match in _RUN.finditer(text, low, high) if high - low > 4 else ():
                for _, words in _pieces(match.group(), match.start()):
                    mention = _full_name(text, low, words)
                    if mention is not None and name_key(mention.words[-1]) in known:
                        yield mention


def _full_name(text: str, low: int, words: list[tuple[int, str]]) -> _Mention | None:
    """A given name and a surname as they stand, where nothing but a given name or a lower-case word opens them."""
    cut = max((i + 1 for i, (_, word) in enumerate(words) if word.lower().rstrip(".") in ROLE_WORDS), default=0)
    names = words[cut:]
    bare = [_POSSESSIVE.sub("", word) if not _INITIAL.fullmatch(word) else word for _, word in names]
    if not 2 <= len(bare) <= 4 or any(word.lower() in INSTITUTIONS for word in bare):
        return None
    first = names[0][0]
    before = text[max(low, first - 2) : first].strip()
    if is_woman(bare[0]) is None and not cut and (not before or not (before[-1].islower() or before[-1] == ",")):
        return None
    bare[-1] = bare[-1].rstrip(".")
    return _Mention(tuple(bare), Span(first, names[-1][0] + len(bare[-1])), titled=True)


def _pieces(run: str, offset: int) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """A run cut where a word can be part of no name; each piece with the offsets of its words."""
    piece: list[tuple[int, str]] = []
    for match in re.finditer(r"\S+", run):
        word = match.group()
        if word[0] in "\"“'‘(":
            continue
        bare = _POSSESSIVE.sub("", word)
        at = offset + match.start()
        if bare.lower().rstrip(".") in BREAKS:
            if piece:
                yield piece[0][0], piece
            piece = []
            continue
        piece.append((at, word))
        if _POSSESSIVE.search(word) or (word.endswith(".") and len(bare) > 4):
            yield piece[0][0], piece
            piece = []
    if piece:
        yield piece[0][0], piece


def _mention(
    parsed: Parsed,
    text: str,
    start: int,
    words: list[tuple[int, str]],
    starts: dict[int, int],
    ends: dict[int, int],
    entities: Sequence[tuple[int, int, str]],
    pairs: Collection[tuple[str, str]],
) -> _Mention | None:
    lowered = [word.lower().rstrip(".") for _, word in words]
    cut = max((i + 1 for i, word in enumerate(lowered) if word in ROLE_WORDS), default=0)
    names = words[cut:]
    if names and not cut:
        names = _without_people(names, entities)
        names = _from_entity(_without_opener(names, starts, parsed.tokens), entities, pairs)
    weak = not names
    if weak:  # “Howard Dean”, “Dean”: the office is a surname here, if a person bears it
        names = _surname_like_office(words, entities)
    if not names:
        return None
    first = names[0][0]
    last = names[-1][0] + len(names[-1][1])
    bare = [word if _INITIAL.fullmatch(word) else _POSSESSIVE.sub("", word).rstrip(".") for _, word in names]
    bare[-1] = _POSSESSIVE.sub("", bare[-1])
    while len(bare) > 1 and bare[-1].lower().strip(".,") in _SUFFIXES:
        bare.pop()
        names = names[:-1]
        last = names[-1][0] + len(names[-1][1])
    if any(word.lower() in INSTITUTIONS for word in bare) or not any(len(word) > 2 for word in bare):
        return None
    if all(word.isupper() and len(word) > 1 for word in bare) and len(bare) == 1:
        return None
    last = names[-1][0] + len(bare[-1])
    label = next((kind for s, e, kind in entities if s < last and first < e), "")
    if country(bare[-1]) is not None and is_woman(bare[0]) is None and (len(bare) > 1 or label != "PERSON"):
        return None  # “…, Norway's foreign minister”, “occupied France”
    span = Span(parsed.offsets[first], parsed.offsets[last - 1] + 1)
    mention = _Mention(tuple(bare), span, label=label)
    token = starts.get(first)
    after = ends.get(last)
    before_role, titled, female = role_before(parsed.tokens, token) if token is not None else (None, False, None)
    after_role = role_after(parsed.tokens, after + 1) if after is not None else None
    by_rank = before_role is not None and is_rank(before_role)
    if by_rank and len(bare) == 1 and label != "PERSON":
        titled = False  # “Major Offensive”
    human = label in ("", "PERSON") or is_woman(bare[0]) is not None
    speaks = after is not None and len(bare) > 1 and human and _speaks(parsed.tokens[after])
    mention.titled = titled or after_role is not None or speaks
    mention.role = after_role or before_role
    mention.weak = weak and len(bare) == 1
    if mention.weak:
        mention.titled = False
        mention.label = ""
    mention.female = female
    return mention


def _surname_like_office(
    words: list[tuple[int, str]], entities: Sequence[tuple[int, int, str]]
) -> list[tuple[int, str]]:
    first, last = words[0][0], words[-1][0] + len(words[-1][1])
    for start, end, label in entities:
        if label == "PERSON" and start >= first and end <= last and last - end <= 2:
            inside = [word for word in words if word[0] >= start]
            if len(inside) > 1 and inside[0][1].lower().rstrip(".") not in ROLE_WORDS:
                return inside
    return words if len(words) == 1 and words[0][1][0].isupper() else []


def _speaks(token: "Token") -> bool:
    return token.dep_ == "nsubj" and token.head.lower_ in SPEECH


def _without_opener(names: list[tuple[int, str]], starts: dict[int, int], doc: "Doc") -> list[tuple[int, str]]:
    """The words from the second on where the first only has a sentence's capital: “Following Lawrence”."""
    at = starts.get(names[0][0])
    opens = at is not None and (at == 0 or not doc[at - 1].is_alpha)
    if len(names) > 1 and opens and at is not None and doc[at].pos_ in ("VERB", "ADP", "SCONJ", "ADV", "DET", "CCONJ"):
        return names[1:]
    return names


def _is_a_people(name: str, words: Collection[str]) -> bool:
    """Whether a name is the plural of a word that the text has too: “Patriots” beside “Patriot”, and not “Roberts”."""
    one = name.removesuffix("s")
    if one == name or len(one) < LETTERS or is_woman(one) is not None:
        return False
    return any(form in words for form in (one, one.lower(), f"{one.lower()}s"))


LETTERS = 5  # of a word that is no name cut short


def _without_people(names: list[tuple[int, str]], entities: Sequence[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """The words behind that of a people: “(the) German Heinrich Berg”."""
    first, end = names[0][0], names[0][0] + len(names[0][1])
    return names[1:] if len(names) > 2 and (first, end, "NORP") in entities else names


def _from_entity(
    names: list[tuple[int, str]], entities: Sequence[tuple[int, int, str]], pairs: Collection[tuple[str, str]]
) -> list[tuple[int, str]]:
    """The words from where a person's name begins in a longer run: “(Secretary of) State John Kerry”.

    A word before it stays where it is a given name, or stands right before the surname elsewhere: “Aldous” of
    “Aldous Leonard Corran”.
    """
    first, last = names[0][0], names[-1][0] + len(names[-1][1])
    for start, end, label in entities:
        if label == "PERSON" and first < start < last <= end + 2:
            before = [word for at, word in names if at < start]
            apart = len(names) - len(before) > 1 and not before[-1].isupper()
            if is_woman(before[-1]) is not None or (apart and (before[-1], _POSSESSIVE.sub("", names[-1][1])) in pairs):
                return names
            return [name for name in names if name[0] >= start]
    return names


def _pairs(document: Document) -> frozenset[tuple[str, str]]:
    """Every two capitalised words that stand side by side in a document or its title."""
    text = f"{document.source.title or ''}\n{document.text}"
    return frozenset((match[1], match[2]) for match in _PAIR.finditer(text))


_PAIR = re.compile(r"(?<![\w’'-])(?=([A-Z][\w-]+) ([A-Z][\w-]+))")


def _is_person(mention: _Mention, votes: Counter[bool]) -> bool:
    return votes[True] > 0 and votes[True] >= votes[False]


def _join_full(mentions: Sequence[_Mention]) -> list[_Cluster]:
    """Names of two words and more, one cluster for each person."""
    clusters: list[_Cluster] = []
    buckets: dict[str, list[int]] = defaultdict(list)
    by_given: dict[str, list[int]] = defaultdict(list)
    seen: dict[tuple[str, ...], int] = {}
    for mention in mentions:
        known = seen.get(mention.words)
        if known is None:
            surname, given = name_key(mention.words[-1]), name_key(mention.words[0])
            known = next((at for at in buckets[surname] if _given_agree(clusters[at], mention.words)), None)
            if known is None:
                known = next((at for at in by_given[given] if _slip(clusters[at], surname)), None)
            if known is None:
                known = len(clusters)
                clusters.append(_Cluster())
            buckets[surname].append(known)
            by_given[given].append(known)
            seen[mention.words] = known
        clusters[known].mentions.append(mention)
    return clusters


def _given_agree(cluster: _Cluster, words: tuple[str, ...]) -> bool:
    for other in {mention.words for mention in cluster.mentions}:
        if words[-2:] == other[-2:] and (len(words) == len(other) or is_woman(words[-2]) is None):
            return True  # but Leonard Corran is not Aldous Leonard Corran
        a, b = name_key(words[0]), name_key(other[0])
        if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
            return True
        if any(a in names and b in names for names in NICKNAMES):
            return True
        short, long = sorted((a, b), key=len)
        if len(short) >= 3 and long.startswith(short):
            return True
        if len(a) >= 4 and len(b) >= 4 and OSA.distance(a, b) == 1:
            return True
    return False


def _slip(cluster: _Cluster, surname: str) -> bool:
    """Whether a surname is another's with one slip of the pen."""
    return len(surname) >= 5 and any(
        OSA.distance(name_key(mention.words[-1]), surname, score_cutoff=1) <= 1 for mention in cluster.mentions
    )


def _by_surname(clusters: Sequence[_Cluster]) -> dict[str, list[int]]:
    surnames: dict[str, list[int]] = defaultdict(list)
    for at, cluster in enumerate(clusters):
        for key in sorted({name_key(mention.words[-1]) for mention in cluster.mentions}):
            surnames[key].append(at)
        for key in sorted({name_key("".join(m.words[-2:])) for m in cluster.mentions if len(m.words) > 2}):
            if at not in surnames[key]:
                surnames[key].append(at)
    return surnames


def _is_full(words: tuple[str, ...]) -> bool:
    """Whether a name is more than a surname, with or without its particle."""
    return len(words) > 2 or (len(words) == 2 and re.fullmatch(_PARTICLES, words[0].lower()) is None)


def _by_given_name(group: Sequence[_Mention], clusters: Sequence[_Cluster], introduced: Sequence[int]) -> int | None:
    """The one person, introduced before, whom a lone given name stands for: “Arnold” after Arnold Palmer."""
    word = group[0].words[0]
    if len(group[0].words) > 1 or is_woman(word) is None:
        return None
    bearers = [at for at, _ in enumerate(introduced) if any(m.words[0] == word for m in clusters[at].mentions)]
    first = min(mention.span.start for mention in group)
    return bearers[0] if len(bearers) == 1 and introduced[bearers[0]] < first else None


_MANY = 1000  # surnames, beyond which no slips are looked for


def _misspelt(key: str, group: Sequence[_Mention], surnames: dict[str, list[int]], text: str) -> int | None:
    """The one person whose surname a lone, once-met word misspells."""
    if len(group) > 1 or len(key) < 5 or len(surnames) > _MANY or not group[0].words[0][0].isupper():
        return None
    if group[0].label in ("GPE", "NORP", "LOC") and not group[0].titled:
        return None
    if re.match(r"\sof\s[A-Z]", text[group[0].span.end : group[0].span.end + 5]):
        return None  # “Adelard of Bath” has his own name
    near = {
        at
        for other, owners in surnames.items()
        if other[0] == key[0] and OSA.distance(other, key, score_cutoff=1) <= 1
        for at in owners
    }
    return near.pop() if len(near) == 1 else None


def _person(cluster: _Cluster) -> Person:
    cluster.mentions.sort(key=lambda mention: mention.span)
    forms = Counter({mention.span: " ".join(mention.words) for mention in cluster.mentions}.values())

    def glued(form: str) -> bool:
        """Whether a word before the name was taken for its first: “(envoy for) Syria Ana Sol”."""
        return any(
            form.endswith(f" {other}") and _fullness(other) == _fullness(form) and forms[other] >= forms[form]
            for other in forms
        )

    order = sorted(forms, key=lambda form: (-_fullness(form), glued(form), -forms[form], -len(form)))
    roles = [mention.role for mention in cluster.mentions if mention.role]
    offices = [role for role in roles if not is_rank(role)] or roles
    role = _fuller(offices[-1], offices) if offices else None
    name = next((form for form in order if fold(form) == fold(order[0]) and not form.isascii()), order[0])
    variants = tuple(dict.fromkeys((name, *order)))
    return Person(name, role, variants, tuple(dict.fromkeys(mention.span for mention in cluster.mentions)))


def _as_titled(person: Person, title: str) -> Person:
    """A person under the shorter name that the title uses: “Neil Armstrong” for Neil Alden Armstrong."""
    words = person.name.split()
    short = f"{words[0]} {words[-1]}"
    if len(words) < 3 or short not in title:
        return person
    return replace(person, name=short, variants=tuple(dict.fromkeys((short, *person.variants))))


def _fuller(last: str, roles: Sequence[str]) -> str:
    """The last role, in the fullest wording that was given for it: “President” after “Chilean President”."""
    words = {"minister" if word == "pm" else word for word in last.lower().split()}
    wider = [role for role in roles if words <= set(role.lower().split())]
    return max(reversed(wider), key=lambda role: len(role.split())) if wider else last


_NAME_PARTICLES = frozenset("de di da du del della van von der den ten la le al el bin ibn ben".split())


def _fullness(form: str) -> int:
    """How many of given name and surname a form spells out; further names do not make it fuller."""
    words = form.split()
    spelt = [word for word in words if not _INITIAL.fullmatch(word) and word.lower() not in _NAME_PARTICLES]
    return min(len(spelt), 2) * 2 + (len(words) > 1)
