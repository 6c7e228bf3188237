"""
Names across documents: a person whom one text only calls “Merkel” is the Angela Merkel of the text beside it.

A single name is made full where the documents of a deck know exactly one person who bears it.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.annotation import Person, Quotation, Speaker, SpeakerKind
from quizgen.annotators.annotated import Annotated


def joined(documents: Sequence[Annotated]) -> tuple[Annotated, ...]:
    """The same documents with single names written in full, for people and for speakers."""
    full = _full_names(documents)
    return tuple(_renamed(document, full) for document in documents) if full else tuple(documents)


def _full_names(documents: Sequence[Annotated]) -> dict[str, Person]:
    """The one person behind each surname, None where several share it."""
    bearers: dict[str, dict[str, Person]] = {}
    for document in documents:
        for person in document.people:
            if " " in person.name:
                bearers.setdefault(person.name.split()[-1], {}).setdefault(person.name, person)
    return {surname: next(iter(people.values())) for surname, people in bearers.items() if len(people) == 1}


def _renamed(document: Annotated, full: dict[str, Person]) -> Annotated:
    return replace(
        document,
        people=tuple(_person(person, full) for person in document.people),
        quotations=tuple(_quotation(quotation, full) for quotation in document.quotations),
        attributions=tuple(
            replace(attribution, speaker=_speaker(attribution.speaker, full)) for attribution in document.attributions
        ),
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
