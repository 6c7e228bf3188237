"""
Wrong options that deserve to be wrong: same type, same format, near the key on both sides, false by the corpus.

One strategy for each kind of key: people are drawn from those the corpus quotes, dates from the same story and
else from around the key, numbers from around the key in its own roundness. Where three honest ones cannot be
found, there are none, and the item is asked without options.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from quizgen import timevalues
from quizgen.annotation import Joint, Person, SpeakerKind
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.countries import STEMS, alike, country, with_article
from quizgen.annotators.names import OUTLETS, names_a_body
from quizgen.annotators.people import is_female
from quizgen.extractors.passages import PLACED_BY
from quizgen.item import Item, Kind, Precision

if TYPE_CHECKING:
    from spacy.tokens import Span as Entity

WANTED = 3
MAX_DIGITS = 15
TURN = 40  # people of the front rank, among whom items take turns
OWN_SIDE = 2  # options from the key's own country or body, where the corpus has them
Value = TypeVar("Value", date, int)
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()


@dataclass(frozen=True, slots=True)
class Pool:
    """What a corpus offers: the people it quotes and names, the dates of its items, the numbers of each day."""

    people: tuple[Person, ...]  # those whom it quotes first, else in a fixed order
    by_side: dict[str, tuple[Person, ...]]  # by country or body, in the same order
    roles: dict[str, frozenset[str]]  # the countries and bodies of each person, by name
    quoted: frozenset[str]  # the names of those whom the corpus quotes
    dates: tuple[str, ...]
    names: dict[str, tuple["Named", ...]]  # countries, places and organisations by sort, the most frequent first
    told_in: dict[str, frozenset[str]]  # the names of the people of each document, by its id
    story: dict[str, frozenset[str]]  # the documents that tell of the same things, by id, itself among them
    numbers: dict[str, frozenset[int]]  # each may be right for some question of its day


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a corpus uses more than once, and the documents it stands in."""

    words: str
    documents: frozenset[str]


def pool(documents: Sequence[Annotated], items: Sequence[Item]) -> Pool:
    """Collect what options are drawn from, joining people whom several documents name."""
    quoted = {
        quotation.speaker.name
        for document in documents
        for quotation in document.quotations
        if quotation.speaker is not None and quotation.speaker.kind is SpeakerKind.PERSON
    }
    named: dict[str, Person] = {}
    for document in documents:
        for person in document.people:
            if " " in person.name and _is_human(person, quoted):
                named.setdefault(person.name, person)
    people = sorted(named.values(), key=lambda person: (person.name not in quoted, _hash(person.name)))
    by_side: dict[str, list[Person]] = {}
    for person in people:
        for side in _sides(person):
            by_side.setdefault(side, []).append(person)
    told_in = {
        document.document.id: frozenset(person.name for person in document.people if person.name in named)
        for document in documents
    }
    return Pool(
        tuple(people),
        {side: tuple(members) for side, members in by_side.items()},
        {person.name: _sides(person) for person in people},
        frozenset(quoted),
        tuple(sorted({item.date for item in items if item.kind is Kind.WHEN and item.date})),
        _names(documents),
        told_in,
        _stories(documents),
        _numbers_by_day(items),
    )


def _is_human(person: Person, quoted: Collection[str]) -> bool:
    """Whether more than the tagger's word says that a name is a human being's."""
    initials = re.match(r"(?:[A-Z]\.\s?)+[A-Z]", person.name) is not None
    return person.name in quoted or person.role is not None or is_female(person) is not None or initials


SALIENT = 3  # times that a document uses a name of its story


def _stories(documents: Sequence[Annotated]) -> dict[str, frozenset[str]]:
    """For each document those that tell of the same things, itself among them: both use a person's name often, or a
    name that stands in a title, or any two names."""
    names = {document.document.id: _salient(document) for document in documents}
    people = {person.name for document in documents for person in document.people}
    titles = " ".join(document.document.source.title or "" for document in documents)

    def same(one: str, other: str) -> bool:
        shared = names[one] & names[other]
        return one == other or len(shared) > 1 or any(name in people or name in titles for name in shared)

    return {one: frozenset(other for other in names if same(one, other)) for one in names}


def _salient(document: Annotated) -> frozenset[str]:
    """The names that a document uses often, countries and outlets apart."""
    people = {form: person.name for person in document.people for form in person.variants}
    names = set(people.values())
    for words, named in _entities(document):
        nobody = words in people or country(words) is not None or OUTLETS.search(words) is not None
        if named.label_ in _OF_A_STORY and words[:1].isupper() and not nobody:
            names.add(words)
    used = {person.name: len(person.mentions) for person in document.people}
    text = document.document.text
    return frozenset(name for name in names if max(used.get(name, 0), text.count(name)) >= SALIENT)


def _entities(document: Annotated) -> "Iterator[tuple[str, Entity]]":
    """What the tagger takes for names in a document, each in bare words: without article and possessive."""
    for parsed in document.parsed:
        for named in parsed.tokens.ents:
            words = " ".join(named.text.split()).removeprefix("the ").removeprefix("The ")
            yield re.sub(r"['’]s?$", "", words), named


_OF_A_STORY = frozenset(("GPE", "LOC", "ORG", "FAC", "EVENT", "PRODUCT"))


COUNTRY, PLACE, ORGANISATION = "country", "place", "organisation"
_SORTS = {"GPE": PLACE, "LOC": PLACE, "ORG": ORGANISATION}
# What a place has in its name says which kind of place it is: no sea is an option beside a town.
_SHAPES = re.compile(
    r"\b(?:Sea|Ocean|Gulf|Bay|Strait|Channel|Rivers?|Lake|Isl(?:es?|ands?)|Mountains?|Mount|Hills?|Valley|Peninsula|Desert"
    r"|Province|Region|County|District|Oblast|State|City|Town|Village|Coast|Street|Road|Avenue|Square|Park|Station|Airport|Bridge|House|Kingdom|Empire)\b"
)


def _names(documents: Sequence[Annotated]) -> dict[str, tuple[Named, ...]]:
    """What the sentences name more than once, by sort, the most frequent first.

    A place is named where something is or goes (“in”, “to”), and without an article; a word the tagger sorts now so,
    now otherwise is no option.
    """
    counts: dict[str, Counter[str]] = {}
    where: dict[str, set[str]] = {}
    placed: set[str] = set()
    for document in documents:
        people = {form for person in document.people for form in person.variants}
        for words, named in _entities(document):
            state = country(words)
            if state is None and (not _WHOLE_NAME.fullmatch(words) or words in people):
                continue
            name = with_article(state) if state is not None else words
            sort = COUNTRY if state is not None else _SORTS.get(named.label_, "")
            counts.setdefault(name, Counter())[sort] += 1
            where.setdefault(name, set()).add(document.document.id)
            before = named.doc[named.start - 1].lower_ if named.start else ""
            if sort != PLACE or before in PLACED_BY:
                placed.add(name)
            if sort == PLACE and (before == "the" or named[0].lower_ == "the"):
                counts[name][""] += 1
    found: dict[str, list[str]] = {COUNTRY: [], PLACE: [], ORGANISATION: []}
    for name, sorts in counts.items():
        sort, count = sorts.most_common(1)[0]
        sure = sort != ORGANISATION or name.isupper() or names_a_body(name)
        if sort and count > 1 and count > 2 * (sorts.total() - count) and name in placed and sure:
            found[sort].append(name)
    return {
        sort: tuple(
            Named(name, frozenset(where[name]))
            for name in sorted(names, key=lambda name: (-counts[name].total(), name))
        )
        for sort, names in found.items()
    }


_WHOLE_NAME = re.compile(r"[A-Z][\w.-]*[a-z][\w.-]*(?: (?:of |for |the |and )*[A-Z][\w.-]*)*")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf8", "replace")).hexdigest()


def _numbers_by_day(items: Sequence[Item]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for item in items:
        value = number_value(item.key.split()[-1]) if item.kind is Kind.HOW_MANY else None
        if value is not None:
            found.setdefault(item.date or "", set()).add(value)
    return {day: frozenset(values) for day, values in found.items()}


def with_options(item: Item, offered: Pool, style: str) -> Item:
    """The item with three wrong options, or as it was where no three honest ones exist."""
    if item.kind is Kind.ORDER:
        return item
    if item.kind is Kind.WHO_SAID:
        options = _people(item, offered)
    elif item.kind is Kind.WHEN or (item.kind is Kind.CLOZE and item.precision is not None):
        options = _dates(item, offered, style)
    elif item.kind in (Kind.WHO, Kind.WHERE) or (item.kind is Kind.CLOZE and not item.stem.startswith("Which number")):
        options = _namesakes(item, offered)
    elif item.kind is Kind.WHAT:
        options = []
    else:
        options = _numbers(item, offered.numbers.get(item.date or "", frozenset()))
    return replace(item, distractors=tuple(options) if len(options) == WANTED else ())


def _rank(item: Item, option: str) -> str:
    """A fixed order that differs from item to item."""
    return _hash(f"{item.claim}\0{option}")


def _people(item: Item, offered: Pool) -> list[str]:
    """People of the corpus: first two of the key's own side or office, then others, those whom it quotes before all."""
    taken = [_surname(item.key), *(_surname(form) for form in item.accept)]
    near = [person for side in sorted(offered.roles.get(item.key, ())) for person in offered.by_side[side]]
    near.sort(key=lambda person: person.name not in offered.quoted)
    chosen: list[str] = []
    document = item.evidence[0].document
    told = {name for other in offered.story.get(document, offered.told_in) for name in offered.told_in[other]}
    own = offered.told_in.get(document, frozenset())
    near = [person for person in near if person.name in told]
    beside = [person for person in offered.people if person.name in own]
    akin = [person for person in offered.people if person.name in told]
    groups = ((near, OWN_SIDE), (akin, WANTED)) if item.kind is Kind.WHO_SAID else ((beside, WANTED),)
    for group, enough in groups:
        front = sum(1 for _ in takewhile(lambda person: person.name in offered.quoted, group[:TURN]))
        for person in _from_somewhere(item, group, front or min(len(group), TURN)):
            if len(chosen) == enough:
                break
            surname = _surname(person.name)
            if not any(_alike(surname, other) for other in taken) and not _mentions(item.stem, person):
                taken.append(surname)
                chosen.append(person.name)
    return chosen


FRONT_NAMES = 12  # the most frequent names of a sort, from which options are drawn


def _namesakes(item: Item, offered: Pool) -> list[str]:
    """Names of the same sort that neither the stem nor the evidence holds, the corpus's most frequent before others."""
    asked = item.stem.lower()
    if re.search(r"(?:^|, )(?:who|whom|whose) ", asked.partition("? ")[0] if item.kind is Kind.CLOZE else asked):
        return _people(item, offered)
    sort = (
        COUNTRY
        if "which country" in asked
        else ORGANISATION
        if "which organisation" in asked
        else PLACE
        if "which place" in asked or item.kind is Kind.WHERE
        else None
    )
    if sort is None:
        return []
    told = " ".join((item.stem, *(piece.text for piece in item.evidence)))
    story = offered.story.get(item.evidence[0].document, frozenset(offered.told_in))
    fit = [
        name.words
        for name in offered.names[sort]
        if name.documents & story
        and _shape(name.words) == _shape(item.key)
        and not _is_told(name.words, told)
        and not alike(name.words.removeprefix("the "), item.key.removeprefix("the "))
    ]
    front = sorted(fit[:FRONT_NAMES], key=lambda name: _rank(item, name))
    return front[:WANTED]


def _shape(name: str) -> str:
    found = _SHAPES.search(name)
    return found[0].rstrip("s") if found is not None else ""


def _is_told(name: str, text: str) -> bool:
    """Whether a text names something, a country also by its adjective."""
    bare = name.removeprefix("the ")
    return bare in text or (bare in STEMS and re.search(rf"\b{STEMS[bare]}", text) is not None)


def _from_somewhere(item: Item, group: Sequence[Person], front: int) -> Iterator[Person]:
    """A group in its order; its first rank from a place that differs from item to item."""
    start = int(_rank(item, "start")[:8], 16) % front if front else 0
    yield from group[start:front]
    yield from group[:start]
    yield from group[front:]


def _sides(person: Person) -> frozenset[str]:
    """The capitalised words of a role, which tell a country or a body."""
    return frozenset(word[:5].lower() for word in re.findall(r"\b[A-Z][\w.]+", person.role or "")) - _OFFICES


_OFFICES = {"minis", "presi", "prime", "secre", "forei", "defen", "spoke", "gener", "senat", "lieut", "colon", "major"}


def _surname(name: str) -> str:
    return name.split()[-1].lower()


def _alike(one: str, other: str) -> bool:
    """Whether two surnames may be spellings of one: Shoigu, Shoygu."""
    return one == other or (one[:1] == other[:1] and _skeleton(one) == _skeleton(other))


def _skeleton(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy'’-]", "", word))


def _mentions(stem: str, person: Person) -> bool:
    return any(_surname(form) in stem.lower() for form in (person.name, *person.variants))


def _dates(item: Item, offered: Pool, style: str) -> list[str]:
    assert item.date is not None
    if item.date.startswith("BC"):  # no calendar of Python's goes back so far
        return _blurred(item, style)
    if item.precision is Precision.YEAR and item.date_mod is None and item.date_end is None and item.date.isdigit():
        return _years(item)
    if item.precision is Precision.MONTH and item.date_mod is None and item.date_end is None:
        return _months(item, style)
    if item.precision is not Precision.DAY or item.date_mod is not None or item.date_end is not None:
        return _blurred(item, style)
    own = date.fromisoformat(item.date)
    story = [date.fromisoformat(day) for day in offered.dates if len(day) == 10 and day != item.date]
    near = [day for day in story if abs((day - own).days) <= 60]
    made = [own + timedelta(days=days) for days in (-1, 1, -2, 2, -3, 3, -5, 5, -7, 7)]
    return _both_sides(item, own, near, made, lambda day: timevalues.write(day.isoformat(), style))


def _years(item: Item) -> list[str]:
    own = int(item.date or "0")
    years = [own + step for step in (-1, 1, -2, 2, -3, 3, -4, 4)]
    return _both_sides(item, own, [], years, str)


def _months(item: Item, style: str) -> list[str]:
    year, month = (int(part) for part in (item.date or "1-1").split("-"))
    own = year * 12 + month - 1
    months = [own + step for step in (-1, 1, -2, 2, -4, 4, -12, 12)]
    return _both_sides(item, own, [], months, lambda at: timevalues.write(f"{at // 12:04d}-{at % 12 + 1:02d}", style))


# How far an approximate year may be off for all we know: options lie further from the key than that.
_APPROXIMATE = ((1500, 100), (1800, 50), (1950, 20), (10_000, 10))


def _blurred(item: Item, style: str) -> list[str]:
    """Keys of less or more than one exact date, moved as a whole: “about 1490”, “the late 1980s”, “1941 to 1947”."""
    value, end = item.date or "", item.date_end
    size = 1
    if item.date_mod == "APPROX" and item.precision is Precision.YEAR:
        size = next(size for limit, size in _APPROXIMATE if int(value.removeprefix("BC")) < limit or value[0] == "B")
    elif end is not None:
        size = max(1, _length(item) // 2)
    core = timevalues.write(value, style, end, item.date_joint).removeprefix("the ")
    between = timevalues.write(value, style, end, Joint.LIST).removeprefix("the ")
    joint = Joint.LIST if core not in item.key else item.date_joint
    written = core if core in item.key else between

    def moved(count: int) -> str:
        first, last = timevalues.later(value, count * size), timevalues.later(end, count * size) if end else None
        if first is None or (end and last is None):
            return item.key
        return item.key.replace(written, timevalues.write(first, style, last, joint).removeprefix("the "))

    near = [count for count in ((-1, 1, -2, 2) if end else (-1, 1, -2, 2, -3, 3)) if moved(count) != item.key]
    return _both_sides(item, 0, [], near, moved)


def _length(item: Item) -> int:
    """How many of its units a stretch of time has, so that one moved by as much begins where the other ends."""
    for count in range(1, 40):
        if timevalues.later(item.date or "", count) == item.date_end:
            return count + 1
    return 40


def _stands_in(stem: str, option: str) -> bool:
    """Whether a stem states an option; the days of its dates do not count as numbers."""
    if not option[0].isdigit() or " " in option:
        return option in stem
    dateless = re.sub(r"\b\d{1,2} (?=[A-Z]\w+ \d{4})|(?<=[a-z] )\d{1,2}, (?=\d{4})", "", stem)
    return re.search(rf"(?<![\w.]){re.escape(option)}(?![\w])", dateless) is not None


def _both_sides(
    item: Item, own: Value, first: Sequence[Value], then: Sequence[Value], write: Callable[[Value], str]
) -> list[str]:
    """Up to three values, at least one on each side of the key, none written in the stem."""

    good: list[Value] = []
    for group in (first, then):
        for value in sorted(group, key=lambda value: _rank(item, str(value))):
            if value != own and value not in good and not _stands_in(item.stem, write(value)):
                good.append(value)
    lower = [value for value in good if value < own]
    upper = [value for value in good if value > own]
    if not lower or not upper:
        return []
    chosen = [lower[0], upper[0]]
    chosen.extend(value for value in good if value not in chosen)
    return sorted((write(value) for value in chosen[:WANTED]), key=lambda option: _rank(item, option))


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?$")


def _numbers(item: Item, taken: frozenset[int]) -> list[str]:
    match = _NUMBER.search(item.key)
    if match is None:
        return []
    decimal = re.fullmatch(r"(\d+)\.(\d)", match[0])
    if decimal is not None:
        tenths = int(decimal[1] + decimal[2])
        near = [tenths + step for step in (-23, -11, 9, 14, 26)]
        return _both_sides(
            item, tenths, [], [n for n in near if n > 0], lambda n: item.key.replace(match[0], f"{n / 10:.1f}")
        )
    value = number_value(match[0])
    if value is None or value < 2:
        return []
    step = _step(value)
    values = [value + step * factor for factor in (-1, 1, -2, 2, -3, 3, -4, 4, 5)]
    values = [other for other in values if other > 0 and value / 4 <= other <= value * 4 and other not in taken]
    if not match[0][0].isdigit():  # as words, like the key
        values = [other for other in values if other < len(WORDS)]
    prefix, suffix = item.key[: match.start()], item.key[match.end() :]
    return _both_sides(item, value, [], values, lambda other: f"{prefix}{_written(other, match[0])}{suffix}")


def number_value(text: str) -> int | None:
    """A whole number as digits or as a word up to twenty; None for anything else."""
    bare = text.replace(",", "")
    if bare.isdecimal() and len(bare) <= MAX_DIGITS:
        return int(bare)
    tens = {
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "hundred": 100,
    }
    return WORDS.index(text) if text in WORDS else tens.get(text)


def _step(value: int) -> int:
    """The roundness of a number: 5,451 moves by hundreds-odd, 250,000 by tens of thousands, 26 by some units."""
    round_to = 1
    while value % (round_to * 10) == 0:
        round_to *= 10
    wide = max(1, round(value * 0.15))
    step = max(round_to, wide // round_to * round_to)
    if value < 3 * step:
        step = max(1, value // 5)
    if round_to == 1 and value > 30 and step % 10 == 0:
        step += 1
    return step


def _written(value: int, like: str) -> str:
    if like[0].isdigit():
        return f"{value:,}" if "," in like or (value >= 10_000) else str(value)
    return WORDS[value] if value < len(WORDS) else str(value)
