"""
The gates: what an item must pass besides what its question maker has checked already.

`fault` looks at one item; `agree` looks at all items of a deck together: the same fact twice is merged, the same
question with two answers is a conflict, and an item that gives a sibling's answer away goes.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from quizgen.dates import MONTHS
from quizgen.deck import Conflict
from quizgen.distractors import number_value
from quizgen.document import Span
from quizgen.item import Evidence, Item, Kind, Reason, Refusal

_BAD_END = re.compile(
    r"\b(?:the|a|an|of|and|or|that|which|who|to|for|with|from|by|as|but|its|their|his|her|than|because|while|when|if|upon|into"
    r"|onto|towards?|against|among|between|without|within|including|several|very|more|just|over)\?$|['’]s\?$|s['’]\?$",
    re.IGNORECASE,
)
_DOUBLED = re.compile(
    r"\b(?!had had|that that)(\w+)\s+\1\b|\bthe (?:first|second|third|last|other|latter|former) the\b"
    r"|“\s?”|\"\s?\"(?!\w)",
    re.IGNORECASE,
)
_NOBODYS = re.compile(r"[a-z]s['’] (?:in|on|at|of|and|to|by|for|from|with|between)\b")  # “bought Harris’ in 2016”
_TWO_PREPOSITIONS = re.compile(
    r"\b(?:of|at|for|with|from|by|against|during|the|a|an)\s+(?:of|for|with|by|against|and|or|,|\.)\s"
)
_CAPTION = re.compile(
    r"\b(?:footage|photos?|photographs?|video|image|picture)s? (?:\w+ ){0,3}shows?\b|\bpictured\b", re.IGNORECASE
)
_LOOSE_TIME = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|ago|(?:last|next|this)\s+(?:week|month|year|night|weekend|season)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:days?|weeks?|months?|years?|decades?) (?:later|earlier|afterwards)(?! (?:than|that|in the)))\b"
)
STRETCH = 1000  # characters
COMMON = 400  # items that may share a word before the word says nothing about them
PARTS = frozenset((Kind.WHO, Kind.WHERE, Kind.WHAT))
TURNS = 3  # of so many events that could be asked by their date or by a name, one is asked by the name
SAME_EVENT = 0.8  # share of common words from which two events on different days may be mistaken for one
SAME_DAY = 0.75  # share of all words, names too, from which two events of one day are one
SAME_LENGTH = 62  # and of all their words, so that a short question is not found inside a long one
SAME_QUESTION = 82  # token-set likeness of two stems, per cent, from which they ask the same


def fault(item: Item) -> tuple[Reason, str] | None:
    """The gate that an item fails, None where it passes."""
    stem = item.stem
    narrated = stem.partition("“")[0] if is_quoted(item) else stem
    if item.kind in (Kind.HOW_MANY, Kind.CLOZE) and _counts_a_list(item):
        return Reason.LEAK, "the stem lists as many"
    if not is_quoted(item):
        if _BAD_END.search(stem):
            return Reason.GRAMMAR, "breaks off"
        if item.kind is Kind.CLOZE and (caption := _CAPTION.search(stem)) is not None:
            return Reason.NOT_WORTH, f"“{caption[0]}”: about a picture"
        if (twice := _DOUBLED.search(stem)) is not None:
            return Reason.GRAMMAR, f"“{twice[0]}”"
        if (owner := _NOBODYS.search(stem)) is not None and " '" not in stem and "‘" not in stem:
            return Reason.GRAMMAR, f"“{owner[0]}”"
        if (pair := _TWO_PREPOSITIONS.search(stem)) is not None:
            return Reason.GRAMMAR, f"“{pair[0].strip()}”"
        if (torn := _half_a_word(item)) is not None:
            return Reason.GRAMMAR, f"“{torn}” is half a word"
        if stem.lower().count("according to ") > 1:
            return Reason.GRAMMAR, "“according to” twice"
        if not _balanced(stem):
            return Reason.GRAMMAR, "quotation marks or brackets without partner"
    if (loose := _LOOSE_TIME.search(narrated)) is not None:
        return Reason.NOT_ALONE, f"“{loose[0]}”"
    if _gives_away(item):
        return Reason.LEAK, "the stem names the answer"
    return None


def _half_a_word(item: Item) -> str | None:
    """A word of the stem that the source has only behind a hyphen: “emptively” of “pre-emptively”."""
    told = " ".join(piece.text for piece in item.evidence)
    behind = set(re.findall(r"\w[-‐]([a-z]{4,})", told)) - set(re.findall(r"(?<![\w‐-])[a-z]{4,}", told))
    return next((word for word in re.findall(r"(?<![\w‐-])[a-z]{4,}", item.stem) if word in behind), None)


_LIST = re.compile(r"[A-Z][\w’'-]*(?:(?:,\s(?:and\s)?|\sand\s)(?:the\s)?[A-Z][\w’'-]*)+")
_BESIDE = re.compile(r"(?:along|together) with|apart from|besides|other than", re.IGNORECASE)


def _counts_a_list(item: Item) -> bool:
    """Whether the stem lists exactly as many names as the key says, or all but the one it tells of."""
    value = number_value(item.key.split()[-1])
    more = _BESIDE.search(item.stem) is not None
    listed = [len(re.split(r",\s(?:and\s)?|\sand\s", names[0])) for names in _LIST.finditer(item.stem)]
    return any(value in (count, count + more) for count in listed)


def is_quoted(item: Item) -> bool:
    """Whether an item quotes words in its stem, which keep their own grammar."""
    if item.kind is Kind.COMPLETE_QUOTE:
        return True
    return (
        item.kind is Kind.WHO_SAID
        and re.match(r"(?:According to a report of [^“]*, w|W)ho \w+[^“”\"]*(?::| that) “", item.stem) is not None
    )


def _balanced(stem: str) -> bool:
    pairs = (("“", "”"), ("(", ")"), ("[", "]"))
    return all(stem.count(a) == stem.count(b) for a, b in pairs) and stem.count('"') % 2 == 0


def _gives_away(item: Item) -> bool:
    stem = item.stem.lower()
    if item.kind is Kind.HOW_MANY:
        return _number_in(stem, item.key)
    if item.kind is Kind.WHEN and item.date is not None and len(item.date) == 10:
        day = f"{int(item.date[8:])} {list(MONTHS)[int(item.date[5:7]) - 1]}".lower()
        if day in stem or " ".join(reversed(day.split())) in stem:
            return True  # “the September 11 attacks”
    return any(
        len(form) > 3 and re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", stem)
        for form in (item.key, *item.accept)
    )


def _number_in(stem: str, key: str) -> bool:
    value = number_value(re.split(r"\s", key)[-1])
    if value is None:
        return re.search(rf"(?<!\w){re.escape(key.lower())}(?!\w)", stem.lower()) is not None
    dateless = re.sub(r"\b(?:\d{1,2} [A-Z]\w+ \d{4}|[A-Z]\w+ \d{1,2}, \d{4})", "", stem, flags=re.IGNORECASE)
    numbers = re.findall(r"\d[\d,]*|[a-z]+", dateless)
    return any(number_value(number) == value for number in numbers)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Items that can stand in one deck, and what came of the others."""

    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...]
    conflicts: tuple[Conflict, ...]


def agree(items: Sequence[Item]) -> Agreed:
    """Merge what is the same, set apart what contradicts, keep no item that answers another."""
    merged: list[Item] = []
    conflicts: list[Conflict] = []
    refusals: list[Refusal] = []
    doubted: set[int] = set()
    likely = _Likely()
    for item in items:
        twin = next((at for at in likely.candidates(item) if _same(item, merged[at])), None)
        if twin is None:
            likely.add(item, len(merged))
            merged.append(item)
            continue
        other = merged[twin]
        if _same_key(item, other):
            merged[twin] = _join(other, item)
            refusals.append(refusal(item, Reason.DUPLICATE, f"as “{other.stem}”"))
            continue
        conflicts.append(Conflict(other.stem, ((other.key, other.evidence[0]), (item.key, item.evidence[0]))))
        sides = _each_by_its_source(other, item)
        if sides is None:
            doubted.add(twin)
            refusals.append(refusal(item, Reason.MANY_ANSWERS, f"“{other.key}” elsewhere"))
        else:
            merged[twin] = sides[0]
            likely.add(sides[1], len(merged))
            merged.append(sides[1])
    refusals.extend(refusal(merged[at], Reason.MANY_ANSWERS, "sources disagree") for at in sorted(doubted))
    silent, told = _without_told_days([item for at, item in enumerate(merged) if at not in doubted])
    varied, dull = _in_turn(silent)
    kept, leaking = _without_leaks(varied)
    return Agreed(tuple(kept), (*refusals, *told, *dull, *leaking), tuple(conflicts))


def _each_by_its_source(one: Item, other: Item) -> tuple[Item, Item] | None:
    """Two items that contradict each other, each asked according to whoever says so; None where nobody tells them
    apart: the narrator of one source against himself, two sources without a publisher."""
    sides = _by_source(one), _by_source(other)
    if None in sides or one.kind not in (Kind.WHEN, Kind.HOW_MANY):
        return None
    first, second = (side for side in sides if side is not None)
    return (first, second) if first.according_to != second.according_to else None


def _by_source(item: Item) -> Item | None:
    """An item that says who says so, by its publisher where nobody in the text does."""
    if item.according_to is not None:
        return item
    publishers = dict.fromkeys(piece.source.publisher for piece in item.evidence)
    named = " and ".join(publisher for publisher in publishers if publisher)
    if not named or None in publishers:
        return None
    stem = f"According to {named}, {item.stem[0].lower()}{item.stem[1:]}"
    return replace(item, according_to=named, stem=stem, claim=f"{item.claim} | {named}")


def _without_told_days(items: Sequence[Item]) -> tuple[list[Item], list[Refusal]]:
    """Items less those whose stem has the date that another sentence's card asks for: “In which city was Ada Berg born
    on 4 May 1911?”, “Ada Berg, until her death in 1990, …”."""
    asked: dict[str, list[Item]] = {}
    for item in items:
        if item.kind in (Kind.WHEN, Kind.CLOZE) and item.date is not None:
            for date in dict.fromkeys((item.date, item.date[:4])):
                asked.setdefault(date, []).append(item)
    kept: list[Item] = []
    refusals: list[Refusal] = []
    gone: set[int] = set()
    for item in items:
        twin = next((other for other in _dated_alike(item, asked) if id(other) not in gone), None)
        if twin is None:
            kept.append(item)
        else:
            gone.add(id(item))
            refusals.append(refusal(item, Reason.LEAK, f"tells “{twin.key}”, which another card asks"))
    return kept, refusals


def _dated_alike(item: Item, asked: Mapping[str, list[Item]]) -> Iterator[Item]:
    """The items of other sentences that ask for a date which an item's stem tells of the same thing."""
    if item.kind in PARTS:
        dates = [item.date or ""]
    elif item.kind is Kind.CLOZE:
        dates = re.findall(r"\b\d{4}\b", _asked(item))
    else:
        return
    for date in dict.fromkeys(dates):
        for other in asked.get(date, ()):
            told = item.kind in PARTS or other.key.lower() in _asked(item)
            if other is not item and told and not _overlap(item, other) and _is_of_the_same(item, other):
                yield other


# Nouns of what a life's two cards ask by the verb.
_OF_A_LIFE = {"death": "die", "birth": "bear", "born": "bear", "died": "die"}


def _is_of_the_same(item: Item, other: Item) -> bool:
    """Whether two claims share a name and what was done; of a whole sentence, which tells much else, two names."""
    words = [
        {_OF_A_LIFE.get(word, word) for word in one.claim.partition(" | ")[0].split()[1:]} for one in (item, other)
    ]
    common = words[0] & words[1]
    names = sum(word[0].isupper() for word in common)
    return names > (item.kind is Kind.CLOZE) and any(word[0].islower() for word in common)


def _in_turn(items: Sequence[Item]) -> tuple[list[Item], list[Refusal]]:
    """Items less the date of an event that is asked by who, where or what instead: those that were the first of their
    kind, and about every third of the others, so that a deck is not all dates."""
    events: dict[tuple[str, Span], list[Item]] = {}
    for item in items:
        if item.kind in PARTS or item.kind is Kind.WHEN:
            events.setdefault((item.evidence[0].document, item.evidence[0].span), []).append(item)
    gone: dict[int, str] = {}
    turns: Counter[str] = Counter()  # of each document, so that further readings change no card of these
    for (document, _), event in events.items():
        dates = [item for item in event if item.kind is Kind.WHEN]
        parts = (
            [item for item in event if item.kind in PARTS and _bare(item.key) in dates[0].stem.lower()] if dates else []
        )
        if len(dates) != 1 or not parts:
            continue
        part = min(parts, key=lambda item: (item.kind is not Kind.WHO, item.kind is Kind.WHERE, item.stem))
        turns[document] += 1
        if _FIRST.search(part.stem) is not None or turns[document] % TURNS == 0:
            gone[id(dates[0])] = f"tells “{part.key}”, which another card asks"
    refusals = [refusal(item, Reason.LEAK, gone[id(item)]) for item in items if id(item) in gone]
    return [item for item in items if id(item) not in gone], refusals


_FIRST = re.compile(
    r"\b(?:became|was|were|is|made|won) (?:the|its|his|her) (?:very )?(?:first|last|only|youngest|oldest)\b"
)


class _Likely:
    """Finds the items that may ask the same without comparing every pair: those that share enough words."""

    def __init__(self) -> None:
        self._places: dict[tuple[Kind, str], list[int]] = {}

    def add(self, item: Item, place: int) -> None:
        for word in self._words(item):
            self._places.setdefault((item.kind, word), []).append(place)

    def candidates(self, item: Item) -> list[int]:
        """Places of items that share at least a third of the words, in order; very common words do not count."""
        words = self._words(item)
        shared: Counter[int] = Counter()
        for word in words:
            places = self._places.get((item.kind, word), [])
            if len(places) <= COMMON:
                shared.update(places)
        return sorted(place for place, count in shared.items() if count * 3 >= min(len(words), 9))

    @staticmethod
    def _words(item: Item) -> set[str]:
        return {word.lower() for word in re.findall(r"\w{3,}", item.claim)}


def refusal(item: Item, reason: Reason, detail: str) -> Refusal:
    """An item turned down after it was worded."""
    evidence = item.evidence[0]
    return Refusal(
        reason, item.rule, evidence.document, evidence.span, evidence.text, f"{item.stem} → {item.key}: {detail}"
    )


def _same(one: Item, other: Item) -> bool:
    if one.kind is not other.kind:
        return False
    if one.claim == other.claim or one.stem == other.stem:
        return True
    if one.kind is Kind.WHO_SAID:
        if is_quoted(one) != is_quoted(other):
            return False
        if not is_quoted(one):
            return one.date == other.date and _reads_like(one, other)
        return fuzz.partial_ratio(_spoken(one), _spoken(other)) >= 92
    if one.kind is Kind.HOW_MANY and (None not in (one.date, other.date) and one.date != other.date):
        return False
    if one.kind is Kind.HOW_MANY:
        alike = _counts_the_same(one, other) or _counted(one) == _counted(other) or _reads_like(one, other)
        return _same_key(one, other) and alike
    if one.kind in PARTS and one.date != other.date:
        return False
    if one.kind is Kind.WHEN and one.date != other.date:
        if _same_key(one, other):
            return _tells_all(one, other) or _tells_all(other, one)
        return _likeness(one, other) >= SAME_EVENT
    if one.kind is Kind.WHEN and _shares_most(one, other):
        return True
    return _reads_like(one, other)


def _shares_most(one: Item, other: Item) -> bool:
    """Whether two events of one day are told in mostly the same words: ministers who met, and who gathered."""
    first, second = (set(item.claim.split()[1:]) for item in (one, other))
    least = min(len(first), len(second))
    return one.date == other.date and least >= 4 and len(first & second) >= SAME_DAY * least


def _tells_all(one: Item, other: Item) -> bool:
    """Whether an item's claim has every word of another's: “was born in Surrey” and “was born”."""
    words = set(other.claim.split()[1:])
    return len(words) > 1 and words <= set(one.claim.split()[1:])


NUMBER_OF_ONE_EVENT = 10  # smaller numbers are told of many things


def _counts_the_same(one: Item, other: Item) -> bool:
    """Whether two numbers are one number of one event, though the words around it differ."""
    value = number_value(one.key.split()[-1])
    if one.date is None or one.date != other.date or value is None or value < NUMBER_OF_ONE_EVENT:
        return False
    names = [{word for word in item.claim.split()[1:] if word[0].isupper()} for item in (one, other)]
    return len(names[0] & names[1]) >= 2 or _counted(one) == _counted(other)


def _counted(item: Item) -> str:
    """The noun that a how-many item counts, the first word of its claim's name."""
    return item.claim.partition(":")[0]


def _reads_like(one: Item, other: Item) -> bool:
    first, second = _asked(one), _asked(other)
    return fuzz.token_set_ratio(first, second) >= SAME_QUESTION and fuzz.token_sort_ratio(first, second) >= SAME_LENGTH


def _likeness(one: Item, other: Item) -> float:
    """How many of the words that name one claim name the other too: 1 where one says all that the other says."""
    first, second = ({w for w in item.claim.split()[1:] if not w[0].isupper()} for item in (one, other))  # names apart
    named = [{word for word in item.claim.split()[1:] if word[0].isupper()} for item in (one, other)]
    if all(named) and 2 * len(named[0] & named[1]) < min(map(len, named)):
        return 0.0  # two who were each the first of their country
    numbers = [{word for word in words if number_value(word) is not None} for words in (first, second)]
    if min(len(first), len(second)) < 4 or (all(numbers) and numbers[0] != numbers[1]):
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _spoken(item: Item) -> str:
    return re.sub(r"[^\w ]", "", item.stem.partition("“")[2].lower())


def _asked(item: Item) -> str:
    """What a stem asks, without who says so and when."""
    if item.kind is Kind.CLOZE:
        return item.stem.lower().partition("? ")[2]
    return re.sub(r"^according to .*?, (?=how many|on what|in which|at how|from how|who )", "", item.stem.lower())


def _same_key(one: Item, other: Item) -> bool:
    if one.key.lower() == other.key.lower():
        return True
    if one.kind is Kind.WHO_SAID:
        return one.key.split()[-1].lower() == other.key.split()[-1].lower()
    if one.kind is Kind.WHEN:
        return one.date == other.date or _is_within(one, other) or _is_within(other, one)
    first, second = number_value(one.key.split()[-1]), number_value(other.key.split()[-1])
    return first is not None and first == second


def _is_within(one: Item, other: Item) -> bool:
    """Whether an item's date is a more precise form of another's: 26 July 1894, 1894."""
    exact = all(item.date_end is None and item.date_mod is None for item in (one, other))
    return exact and None not in (one.date, other.date) and f"{one.date}-".startswith(f"{other.date}-")


def _join(one: Item, two: Item) -> Item:
    """The better worded of two items, with the evidence of both."""
    kept, other = (two, one) if _clarity(two) > _clarity(one) else (one, two)
    known = {(piece.document, piece.span) for piece in kept.evidence}
    more: tuple[Evidence, ...] = tuple(p for p in other.evidence if (p.document, p.span) not in known)
    if kept.kind is Kind.WHEN and more:  # each piece of evidence that needs a working shows its own
        workings = dict.fromkeys(filter(None, (kept.explanation, other.explanation)))
        kept = replace(kept, explanation="; ".join(workings))
    return replace(kept, evidence=(*kept.evidence, *more))


def _clarity(item: Item) -> tuple[int, bool, bool]:
    """What makes a wording the better one: a date and how precise it is, a named source or none, options."""
    source = item.according_to
    return len(item.date or ""), source is None or source[:1].isupper() or " of " in source, item.precision is not None


def _without_leaks(items: Sequence[Item]) -> tuple[list[Item], list[Refusal]]:
    """Items less those that another item of the same words answers, or that answer it.

    Of a number and the speaker of the sentence it stands in, the number is asked; of a speaker and the day he spoke,
    the speaker; a number in words that are quoted whole is not asked beside them.
    """
    near: dict[tuple[str, int], list[int]] = {}
    for place, item in enumerate(items):
        for stretch in _stretches(item):
            near.setdefault(stretch, []).append(place)
    kept: list[Item] = []
    refusals: list[Refusal] = []
    gone: set[int] = set()
    for place, item in enumerate(items):
        beside = {at for stretch in _stretches(item) for at in near[stretch]} - gone - {place}
        told = (_tells(item, items[at], at < place) for at in sorted(beside) if _overlap(item, items[at]))
        detail = next((detail for detail in told if detail is not None), None)
        if detail is None:
            kept.append(item)
        else:
            gone.add(place)
            refusals.append(refusal(item, Reason.LEAK, detail))
    return kept, refusals


def _stretches(item: Item) -> set[tuple[str, int]]:
    """The stretches of text that an item's evidence stands in, so that only neighbours are compared."""
    return {
        (piece.document, at)
        for piece in item.evidence
        for at in range(piece.span.start // STRETCH, piece.span.end // STRETCH + 1)
    }


def _overlap(one: Item, other: Item) -> bool:
    return any(a.document == b.document and a.span.overlaps(b.span) for a in one.evidence for b in other.evidence)


def _bare(key: str) -> str:
    return key.removeprefix("the ").lower()


def _tells(item: Item, other: Item, earlier: bool) -> str | None:
    """Why an item is not asked beside another of the same words; None where neither gives the other away."""
    stem = item.stem.lower()
    if item.kind in PARTS or item.kind is Kind.COMPLETE_QUOTE:
        if _bare(other.key) in stem:
            return f"tells “{other.key}”, which another card asks"
        if _bare(item.key) in other.stem.lower():
            return f"{item.key} is named in another card"
    match item.kind, other.kind:
        case Kind.HOW_MANY, Kind.HOW_MANY:
            if earlier and (_number_in(stem, other.key) or _number_in(other.stem.lower(), item.key)):
                return f"tells “{other.key}”, which another card asks"
        case Kind.HOW_MANY, Kind.WHO_SAID:
            if is_quoted(other) and _number_in(other.stem.lower(), item.key):
                return "the number stands in a quotation that another card asks"
        case ((Kind.WHEN | Kind.WHO_SAID), Kind.HOW_MANY):
            if not is_quoted(item) and _number_in(stem, other.key):
                return f"tells “{other.key}”, which another card asks"
            if item.kind is Kind.WHO_SAID and not is_quoted(item) and item.key.split()[-1] in other.stem:
                return f"{item.key} is named in another card"
        case Kind.WHEN, Kind.WHO_SAID:
            if other.key.split()[-1] in item.stem:
                return f"names {other.key}, whom another card asks for"
            told = other.stem.partition(" that ")[2]
            if told and told.rstrip("?") in item.stem:
                return "asks when it was said what another card asks who said"
    return None
