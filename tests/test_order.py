"""Items that ask for the order of events, and topics before a stem."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from factories import evidence, when

from quizgen.item import Item, Kind, Precision
from quizgen.pipeline import Made, Options, make
from quizgen.questions import order
from quizgen.readers import read_text


def event(day: str, name: str, document: str = "chronicle") -> Item:
    """An item that asks for a date, with what happened on it."""
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(day)]
    stem = f"On what date did {name} open?"
    return replace(
        when(stem, day, proof=(evidence(f"{name} opened on {day}.", day, document=document),)),
        claim=f"when: {name} open",
        date=day,
        precision=precision,
        event=f"{name} opened",
    )


def events(*days: str) -> list[Item]:
    return [event(day, f"Port {chr(ord('A') + n)}") for n, day in enumerate(days)]


EIGHT = ("1801", "1803", "1805", "1807", "1809-05", "1811-06-01", "1813", "1815")


def test_one_in_eight_dates_asks_for_an_order() -> None:
    (item,) = order.questions(events(*EIGHT))
    assert item.kind is Kind.ORDER
    assert not list(order.questions(events(*EIGHT[:7])))


def test_the_key_is_the_order_of_the_dates() -> None:
    (item,) = order.questions(events(*EIGHT))
    told = dict(part.split(": ") for part in item.explanation.split("; "))
    assert item.key == ", ".join(sorted(told, key=lambda letter: told[letter]))
    assert item.key != "A, B, C"
    assert len(set(item.distractors)) == 3 and item.key not in item.distractors
    assert set(item.distractors) < {", ".join(letters) for letters in permutations("ABC")}
    assert [piece.text.split()[-1].rstrip(".") for piece in item.evidence] == sorted(told.values())


@pytest.mark.parametrize("day", ["1803-07", "1803-07-09"])
def test_what_may_have_been_at_the_same_time_is_not_put_in_order(day: str) -> None:
    days = ("1803", day, *("1805-02-03", "1805", "1807", "1807-01"), "1809", "1811")
    assert not list(order.questions(events(*days)))


def test_events_of_two_documents_are_not_mixed() -> None:
    mixed = [event(day, f"Port {n}", f"text-{n % 2}") for n, day in enumerate(EIGHT)]
    assert not list(order.questions(mixed))


def test_one_event_told_twice_is_one() -> None:
    twice = [event("1801", "Port A"), event("1801", "Port A"), *events(*EIGHT)[:2], *events(*EIGHT)[:4]]
    (item,) = order.questions(twice)
    assert len({piece.text for piece in item.evidence}) == 3


def made(title: str, *paragraphs: str) -> Made:
    return make([read_text("\n\n".join((title, *paragraphs)) + "\n", None)], Options(kinds=(Kind.WHEN,)))


RACE = (
    "The Norvik yacht race begins at Oslo. Boats of the Norvik race come from Peru. The first Norvik race was long.",
    "On 28 December 2001 the Terra Firma arrived at Eden.",
)


def test_a_topic_stands_before_a_stem_without_it() -> None:
    (item,) = made("A short history of the Norvik race", *RACE).items
    assert item.stem == "Norvik race: on what date did the Terra Firma arrive at Eden?"


@pytest.mark.parametrize(
    "title",
    ["The boats sail", "Norvik race wins new boats", "A day of wind: the sea", "Eden in winter", "What we saw at sea"],
)
def test_a_headline_a_theme_and_a_told_name_are_no_topic(title: str) -> None:
    (item,) = made(title, *RACE).items
    assert item.stem == "On what date did the Terra Firma arrive at Eden?"


def test_an_attributed_event_and_a_birth_are_put_in_no_order() -> None:
    document = read_text(
        "The port\n\nJonas Berg was born in Oslo on 3 May 1801. Ada Hale said on 8 March 2019 that Ghana bought Eden "
        "on 4 May 1960. On 5 June 1970 Ghana sold Eden to Peru.\n",
        date(2019, 3, 8),
    )
    items = make([document], Options(kinds=(Kind.WHEN,))).items
    assert {item.stem: item.event for item in items if item.event} == {
        "On what date did Ghana sell Eden to Peru?": "Ghana sold Eden to Peru"
    }
    assert len(items) > 1
