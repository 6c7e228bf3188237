"""
Names across documents: a person whom one text only calls “Merkel” is the Angela Merkel of the text beside it, and
Sergey Lavrov is Sergei Lavrov.

A single name is made full where the documents of a deck know exactly one person who bears it; of several
spellings of one name the deck uses the one that its documents use most.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from quizgen.annotation import Person, Quotation, Speaker, SpeakerKind
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.names import name_key

SAME_GIVEN = 65  # likeness of two given names with one initial, per cent: Sergei, Sergey; Ash, Ashton


def joined(documents: Sequence[Annotated]) -> tuple[Annotated, ...]:
    """The same documents with one full form of each name, for people and for speakers."""
    full = _full_names(documents)
    return tuple(_renamed(document, full) for document in documents) if full else tuple(documents)


def _full_names(documents: Sequence[Annotated]) -> dict[str, Person]:
    """The person behind each name that is to be written otherwise."""
    uses: Counter[str] = Counter()
    known: dict[str, Person] = {}
    for document in documents:
        for person in document.people:
            uses[person.name] += len(person.mentions)
            known.setdefault(person.name, person)
    by_surname: dict[str, list[list[str]]] = {}
    for name in sorted((name for name in known if " " in name), key=lambda name: (-uses[name], name)):
        groups = by_surname.setdefault(name_key(name.split()[-1]), [])
        group = next((group for group in groups if _one_person(group[0], name)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    full = {
        name: known[group[0]]
        for groups in by_surname.values()
        for group in groups
        for name in group
        if name != group[0]
    }
    for name in known:
        groups = by_surname.get(name_key(name), []) if " " not in name else []
        if len(groups) == 1:
            full[name] = known[groups[0][0]]
    return full


def _one_person(one: str, other: str) -> bool:
    """Whether two full names with one surname are spellings of one: the given names begin and read alike."""
    first, second = one.split()[0], other.split()[0]
    return name_key(first)[:1] == name_key(second)[:1] and (
        fuzz.ratio(name_key(first), name_key(second)) >= SAME_GIVEN or first.rstrip(".") in second or second in first
    )


def _renamed(document: Annotated, full: dict[str, Person]) -> Annotated:
    return replace(
        document,
        people=tuple(_person(person, full) for person in document.people),
        quotations=tuple(_quotation(quotation, full) for quotation in document.quotations),
        attributions=tuple(
            replace(attribution, speaker=_speaker(attribution.speaker, full)) for attribution in document.attributions
        ),
        pronouns={span: full[name].name if name in full else name for span, name in document.pronouns.items()},
    )


def _person(person: Person, full: dict[str, Person]) -> Person:
    known = full.get(person.name)
    if known is None:
        return person
    return replace(person, name=known.name, role=person.role or known.role, variants=(known.name, *person.variants))


def _quotation(quotation: Quotation, full: dict[str, Person]) -> Quotation:
    if quotation.speaker is None:
        return quotation
    return replace(quotation, speaker=_speaker(quotation.speaker, full))


def _speaker(speaker: Speaker, full: dict[str, Person]) -> Speaker:
    known = full.get(speaker.name) if speaker.kind is SpeakerKind.PERSON else None
    return speaker if known is None else replace(speaker, name=known.name, role=speaker.role or known.role)
