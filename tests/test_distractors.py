"""Wrong options: three or none, of the key's own form, on both sides of it, and true nowhere."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import how_many, when, who_said
from hypothesis import given
from hypothesis import strategies as st

from quizgen import timevalues
from quizgen.dates import parse_day
from quizgen.distractors import Pool, number_value, pool, with_options
from quizgen.item import Item, Kind, Precision
from quizgen.pipeline import annotate
from quizgen.readers import read_text

TOWN = """
The mayor of Dakar, Awa Diop, opened the port. “Every family in the old port has lost a boat,” said Awa Diop.

“The sea has always taken what the wind left over,” said Lamine Sarr, a fisherman, and went back to his nets.

“We shall build the wall again before the autumn rains,” said Ruth Calder.

Jonas Berg and Helen Strand came from Bergen to see the wall. Jonas Bergh stayed at home.
"""
EMPTY = pool([], [])


def town(*items: Item) -> Pool:
    return pool([annotate(read_text(TOWN))], items)


def dated(value: str, stem: str = "On what date did the ferry sink off Crete?", style: str = "dmy") -> Item:
    """A question for a day, a month or a year."""
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(value)]
    return replace(when(stem, timevalues.write(value, style), ()), date=value, precision=precision)


def numbered(key: str, stem: str = "How many boats did Ghana buy from India?") -> Item:
    return how_many(stem, key, ())


def spoken(key: str, words: str = "We have never seen such a winter here", accept: tuple[str, ...] = ()) -> Item:
    return replace(who_said(words, key, ()), accept=accept)


def number_in(option: str) -> int:
    """The number that an option states."""
    value = number_value(re.split(r"\s", option)[-1])
    assert value is not None, option
    return value


@pytest.mark.parametrize("style", ["dmy", "mdy"])
def test_days_stand_on_both_sides_in_the_decks_writing(style: str) -> None:
    item = with_options(dated("2019-03-06", style=style), EMPTY, style)
    assert len(item.distractors) == 3
    days = [parse_day(option) for option in item.distractors]
    assert all(day is not None for day in days)
    assert [timevalues.write(day.isoformat(), style) for day in days if day] == list(item.distractors)
    assert min(day for day in days if day) < date(2019, 3, 6) < max(day for day in days if day)


def test_days_of_the_story_come_first() -> None:
    story = [dated("2019-02-11", "On what date did the port close?"), dated("2019-03-29", "On what date did it open?")]
    item = with_options(dated("2019-03-06"), pool([], story), "dmy")
    assert {"11 February 2019", "29 March 2019"} <= set(item.distractors)


def test_far_days_of_the_story_are_no_options() -> None:
    item = with_options(dated("2019-03-06"), pool([], [dated("1850-01-01"), dated("1999-12-31")]), "dmy")
    assert not {"1 January 1850", "31 December 1999"} & set(item.distractors)


def test_a_month_has_months_and_a_year_has_years() -> None:
    month, year = (with_options(dated(value), EMPTY, "dmy") for value in ("1992-03", "1868"))
    assert len(month.distractors) == len(year.distractors) == 3
    assert all(re.fullmatch(r"[A-Z][a-z]+ \d{4}", option) for option in month.distractors)
    assert all(re.fullmatch(r"\d{4}", option) for option in year.distractors)
    assert min(map(int, year.distractors)) < 1868 < max(map(int, year.distractors))


SHIPS = ("Amphion", "Bellona", "Calypso", "Daphne", "Electra", "Flora", "Galatea", "Hebe")


def test_no_date_of_the_stem_is_an_option() -> None:
    for ship in SHIPS:
        stem = f"On what date, between the storms of 5 March 2019 and 7 March 2019, did the {ship} sink?"
        item = with_options(replace(dated("2019-03-06", stem), claim=f"when: sink {ship}"), EMPTY, "dmy")
        assert len(item.distractors) == 3
        assert not {"5 March 2019", "7 March 2019"} & set(item.distractors)


def test_no_number_of_the_stem_is_an_option() -> None:
    for ship in SHIPS:
        stem = f"How many of the 7 boats, 5 rafts and 4 skiffs of the {ship} did Ghana buy?"
        item = with_options(replace(numbered("6", stem), claim=f"how_many: buy {ship}"), EMPTY, "dmy")
        assert not {"4", "5", "7"} & set(item.distractors)


def test_the_day_of_a_date_in_the_stem_may_be_a_number_among_the_options() -> None:
    options = {
        option
        for ship in SHIPS
        for option in with_options(
            replace(numbered("6", f"How many boats did the {ship} sink on 7 March 2019?"), claim=f"how_many: {ship}"),
            EMPTY,
            "dmy",
        ).distractors
    }
    assert "7" in options


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("26", r"\d+"),
        ("seven", r"[a-z]+"),
        ("more than 300", r"more than \d+"),
        ("at least two", r"at least [a-z]+"),
        ("nearly 20", r"nearly \d+"),
        ("some 71,000", r"some \d{2,3},\d{3}"),
        ("5,451", r"\d,\d{3}"),
        ("2.5 million", r"\d\.\d million"),
    ],
)
def test_numbers_keep_the_form_of_the_key(key: str, form: str) -> None:
    item = with_options(numbered(key), EMPTY, "dmy")
    assert len(set(item.distractors)) == 3
    assert key not in item.distractors
    assert all(re.fullmatch(form, option) for option in item.distractors), item.distractors


@pytest.mark.parametrize("key", ["26", "seven", "300", "5,451", "71,000", "12", "40", "3"])
def test_numbers_stand_on_both_sides_and_near(key: str) -> None:
    own = number_in(key)
    values = [number_in(option) for option in with_options(numbered(key), EMPTY, "dmy").distractors]
    assert min(values) < own < max(values)
    assert all(own / 4 <= value <= own * 4 for value in values)


@pytest.mark.parametrize("key", ["dozens", "hundreds", "half", "one", "1", "0", "no"])
def test_what_cannot_be_counted_has_no_options(key: str) -> None:
    assert with_options(numbered(key), EMPTY, "dmy").distractors == ()


def test_the_keys_place_among_the_options_is_no_habit() -> None:
    places = set()
    for value in range(100, 140):
        options = with_options(numbered(str(value), f"How many boats did port {value}a buy?"), EMPTY, "dmy").distractors
        places.add(sum(number_in(option) < value for option in options))
    assert places == {1, 2}


WORDS = ("We have never seen such a winter here", "The wall will stand for a hundred years", "Nobody asked the sea")


def test_people_come_from_the_corpus() -> None:
    named = {"Lamine Sarr", "Ruth Calder", "Jonas Berg", "Jonas Bergh", "Helen Strand"}
    for words in WORDS:
        options = with_options(spoken("Awa Diop", words), town(), "dmy").distractors
        assert len(set(options)) == 3 and set(options) <= named


def test_people_come_from_the_same_story() -> None:
    war = "A war\n\nOlaf Berg met Igor Hale, Emil Marsh and Henry Corran in Norvik. Norvik lies far from the port.\n"
    documents = [read_text(TOWN, None, "town"), read_text(war, None, "war")]
    item = spoken("Awa Diop", "We have never seen such a winter here")
    item = replace(item, evidence=(replace(item.evidence[0], document="town"),))
    options = with_options(item, pool([annotate(one) for one in documents], [item]), "dmy").distractors
    assert len(options) == 3
    assert set(options) <= {"Lamine Sarr", "Ruth Calder", "Jonas Berg", "Jonas Bergh", "Helen Strand"}
    alone = replace(item, key="Olaf Berg", evidence=(replace(item.evidence[0], document="war"),))
    options = with_options(alone, pool([annotate(one) for one in documents], [alone]), "dmy").distractors
    assert set(options) == {"Igor Hale", "Emil Marsh", "Henry Corran"}


def test_places_are_of_one_shape_and_named_where_something_is() -> None:
    text = (
        "The river\n\nThe boats sailed to London in May 1911, and the crew lived in London. The traders met in Chicago "
        "in 1912 and stayed in Chicago. The doctor went to Madrid in 1913 and worked in Madrid. It rained in Moscow in "
        "1911, and the crew lived in Moscow.\n"
    )
    place = replace(
        when("Where did the Marrow boats meet in 1911?", "Paris", ()), kind=Kind.WHERE, claim="where: Marrow boat meet"
    )
    offered = pool([annotate(read_text(text))], [place])
    options = with_options(place, offered, "dmy").distractors
    assert set(options) == {"Chicago", "Madrid", "Moscow"}, "the evidence itself names London"
    sea = replace(place, key="North Sea")
    assert not with_options(sea, offered, "dmy").distractors


def test_those_whom_the_corpus_quotes_come_first() -> None:
    for words in WORDS:
        options = with_options(spoken("Awa Diop", words), town(), "dmy").distractors
        assert {"Lamine Sarr", "Ruth Calder"} <= set(options)


def test_nobody_named_in_the_stem_is_an_option() -> None:
    item = with_options(spoken("Awa Diop", "I told Sarr and his sons to stay at home"), town(), "dmy")
    assert "Lamine Sarr" not in item.distractors


@pytest.mark.parametrize("words", WORDS)
def test_another_spelling_of_the_key_is_no_option(words: str) -> None:
    for key, spelling in (
        ("Ruth Caldar", "Ruth Calder"),
        ("Helen Strandey", "Helen Strand"),
        ("Aua Dioup", "Awa Diop"),
    ):
        options = with_options(spoken(key, words), town(), "dmy").distractors
        assert len(options) == 3 and spelling not in options


def test_an_accepted_form_is_no_option() -> None:
    item = with_options(spoken("The Mayor", accept=("Awa Diop", "Diop")), town(), "dmy")
    assert "Awa Diop" not in item.distractors


def test_too_few_people_are_no_options_at_all() -> None:
    small = pool([annotate(read_text("“Every family in the old port has lost a boat,” said Awa Diop."))], [])
    assert with_options(spoken("Awa Diop"), small, "dmy").distractors == ()


def test_options_do_not_depend_on_the_order_of_documents() -> None:
    texts = [TOWN, "“The wall is stronger than the sea,” said Paul Ito. Nils Lund and Ada Field heard it."]
    documents = [annotate(read_text(text, id=f"text-{number}")) for number, text in enumerate(texts)]
    items = [spoken("Awa Diop"), dated("2019-03-06"), numbered("26")]
    one, other = pool(documents, items), pool(documents[::-1], items[::-1])
    assert [with_options(item, one, "dmy") for item in items] == [with_options(item, other, "dmy") for item in items]


@given(st.integers(2, 9_999_999), st.sampled_from(("", "nearly ", "more than ", "at least ")), st.booleans())
def test_any_number_has_three_good_options_or_none(value: int, qualifier: str, commas: bool) -> None:
    key = f"{qualifier}{value:,}" if commas else f"{qualifier}{value}"
    options = with_options(numbered(key), EMPTY, "dmy").distractors
    assert len(options) in (0, 3)
    if options:
        values = [number_in(option) for option in options]
        assert len({value, *values}) == 4
        assert min(values) < value < max(values)
        assert all(option.startswith(qualifier) for option in options)


@given(st.dates(date(1000, 1, 20), date(2100, 1, 1)), st.lists(st.integers(-90, 90), max_size=5))
def test_any_day_has_three_options_on_both_sides(day: date, story: list[int]) -> None:
    others = [dated((day + timedelta(days=days)).isoformat()) for days in story]
    options = with_options(dated(day.isoformat()), pool([], others), "dmy").distractors
    days = [parse_day(option) for option in options]
    assert len(days) == 3 and all(other is not None for other in days)
    assert len({day, *days}) == 4
    assert min(other for other in days if other) < day < max(other for other in days if other)
