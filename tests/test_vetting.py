"""The gates: what one item must pass, and what the items of a deck must be to each other."""

from dataclasses import replace
from datetime import date

import pytest
from factories import evidence, how_many, when, who_said

from quizgen.document import Document, Span
from quizgen.item import Evidence, Item, Kind, Precision, Reason
from quizgen.pipeline import Made, Options, make
from quizgen.readers import read_text
from quizgen.vetting import agree, fault

FRIDAY = date(2019, 3, 8)


def built(*texts: str) -> Made:
    """The items of several documents, each told in a paragraph below a heading."""
    return make(
        [read_text(f"What there is to tell\n\n{text}", FRIDAY, f"text-{n}") for n, text in enumerate(texts, 1)],
        Options(),
    )


def at(start: int, text: str, document: str = "balloon") -> tuple[Evidence, ...]:
    """A sentence of a document as evidence."""
    return (replace(evidence(text, document=document), span=Span(start, start + len(text))),)


def asked(item: Item, claim: str, day: str | None = None) -> Item:
    return replace(item, claim=claim, date=day, precision=Precision.DAY if day else None)


@pytest.mark.parametrize(
    "item",
    [
        when(),
        who_said(),
        how_many(),
        when("On what date did Ada Field (the elder) leave Bergen?"),
        how_many("How many boats did Ghana buy on 7 October 2015?", "seven"),
        how_many("How many boats did Ghana buy in the 24 hours to 7 October 2015?", "7"),
        pytest.param(
            when("On what date did Duran Duran play in Bergen?"),
            marks=pytest.mark.xfail(reason="a name that says a word twice is taken for a slip", strict=True),
        ),
    ],
    ids=lambda item: item.stem,
)
def test_a_good_item_passes(item: Item) -> None:
    assert fault(item) is None


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("On what date did Vincenzo Lunardi fly over the?", Reason.GRAMMAR),
        ("On what date did Vincenzo Lunardi speak with?", Reason.GRAMMAR),
        ("On what date did Vincenzo Lunardi fly fly over London?", Reason.GRAMMAR),
        ("On what date was Vincenzo Lunardi seen at of London?", Reason.GRAMMAR),
        ("On what date did Vincenzo Lunardi call it “a bird?", Reason.GRAMMAR),
        ("On what date did Vincenzo Lunardi (of Lucca fly over London?", Reason.GRAMMAR),
        ('On what date did Vincenzo Lunardi call it "a bird?', Reason.GRAMMAR),
        ("On what date did Vincenzo Lunardi, who flew yesterday, land?", Reason.NOT_ALONE),
        ("On what date did Vincenzo Lunardi, who flew on Monday, land?", Reason.NOT_ALONE),
        ("On what date did Vincenzo Lunardi fly over London last week?", Reason.NOT_ALONE),
        ("On what date did Vincenzo Lunardi, aloft on 15 September 1784, land?", Reason.LEAK),
    ],
)
def test_a_bad_stem_fails_its_gate(stem: str, reason: Reason) -> None:
    failed = fault(when(stem))
    assert failed is not None and failed[0] is reason and failed[1]


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("How many of the 26 boats did Ghana buy?", "26"),
        ("How many of the seven boats did Ghana buy?", "7"),
        ("How many of the 7 boats did Ghana buy?", "seven"),
        ("How many of the 5000 boats did Ghana buy?", "more than 5,000"),
    ],
)
def test_a_number_in_the_stem_gives_itself_away(stem: str, key: str) -> None:
    failed = fault(how_many(stem, key))
    assert failed is not None and failed[0] is Reason.LEAK


def test_words_quoted_may_speak_of_today() -> None:
    assert fault(who_said("We shall sail today or on Monday, and not yesterday")) is None


def test_the_same_fact_twice_is_one_item_with_both_proofs() -> None:
    text = "The Treaty of Tilsit was signed on 7 July 1807. It was hot."
    made = built(text, f"Few remember the raft on the river. {text}")
    assert [(item.stem, item.key) for item in made.items] == [
        ("On what date was the Treaty of Tilsit signed?", "7 July 1807")
    ]
    assert [piece.document for piece in made.items[0].evidence] == ["text-1", "text-2"]
    assert [refusal.reason for refusal in made.refusals] == [Reason.DUPLICATE]
    assert not made.conflicts


def test_the_same_question_with_two_answers_is_withheld_and_listed() -> None:
    made = built(
        "The Treaty of Tilsit was signed on 7 July 1807. It was hot.",
        "The Treaty of Tilsit was signed on 9 July 1807. It was hot.",
    )
    assert not made.items
    (conflict,) = made.conflicts
    assert conflict.stem == "On what date was the Treaty of Tilsit signed?"
    assert [(key, piece.document) for key, piece in conflict.answers] == [
        ("7 July 1807", "text-1"),
        ("9 July 1807", "text-2"),
    ]
    assert {refusal.reason for refusal in made.refusals} == {Reason.MANY_ANSWERS}


def published(publisher: str, sentence: str) -> Document:
    """A history that somebody published."""
    document = read_text(f"What there is to tell\n\n{sentence}", FRIDAY, publisher.lower())
    return replace(document, source=replace(document.source, publisher=publisher))


def test_what_two_publishers_contradict_is_asked_according_to_each() -> None:
    documents = [
        published("The Gazette", "The Treaty of Tilsit was signed on 7 July 1807. It was hot."),
        published("The Herald", "The Treaty of Tilsit was signed on 9 July 1807. It was hot."),
    ]
    made = make(documents, Options(kinds=(Kind.WHEN,)))
    assert [(item.stem, item.key, item.according_to) for item in made.items] == [
        ("According to The Gazette, on what date was the Treaty of Tilsit signed?", "7 July 1807", "The Gazette"),
        ("According to The Herald, on what date was the Treaty of Tilsit signed?", "9 July 1807", "The Herald"),
    ]
    assert len(made.conflicts) == 1 and len({item.claim for item in made.items}) == 2


def test_a_publisher_who_contradicts_himself_is_not_asked() -> None:
    documents = [
        published("The Gazette", "The Treaty of Tilsit was signed on 7 July 1807. It was hot."),
        replace(published("The Gazette", "The Treaty of Tilsit was signed on 9 July 1807. It was hot."), id="later"),
    ]
    made = make(documents, Options(kinds=(Kind.WHEN,)))
    assert not made.items and len(made.conflicts) == 1


def test_the_same_fact_by_day_and_by_year_is_one_item_that_asks_for_the_day() -> None:
    made = built(
        "The Treaty of Tilsit was signed in 1807. It was hot.",
        "The Treaty of Tilsit was signed on 9 July 1807. It was hot.",
    )
    assert [(item.stem, item.key) for item in made.items] == [
        ("On what date was the Treaty of Tilsit signed?", "9 July 1807")
    ]
    assert [piece.document for piece in made.items[0].evidence] == ["text-2", "text-1"]
    assert not made.conflicts


def test_one_event_of_a_day_in_other_words_is_one_item() -> None:
    made = built(
        "On 8 October 2015 the defence ministers of NATO met in Brussels. It was hot.",
        "On 8 October 2015 the defence ministers of NATO gathered in Brussels to discuss the war in Syria. It was hot.",
        "On 8 October 2015 the ferry of Ghana sank off Brussels. It was hot.",
    )
    asked = [item for item in made.items if item.kind is Kind.WHEN]
    assert [len(item.evidence) for item in asked] == [2, 1], [item.stem for item in asked]


def test_a_day_that_another_sentence_is_asked_for_stands_in_no_question_by_place() -> None:
    born = replace(
        asked(when("On what date was Ada Berg born?", "4 May 1911"), "when: Ada Berg bear", "1911-05-04"),
        evidence=at(40, "Ada Berg (4 May 1911 – 3 June 1990) drew maps."),
    )
    place = replace(
        asked(when("In which city was Ada Berg born on 4 May 1911?", "Oslo"), "where: Ada Berg bear", "1911-05-04"),
        kind=Kind.WHERE,
        evidence=at(900, "Ada Berg was born in Oslo on 4 May 1911."),
    )
    agreed = agree([born, place])
    assert agreed.items == (born,)
    assert [refusal.reason for refusal in agreed.refusals] == [Reason.LEAK]
    sold = replace(place, claim="where: Eden sell", stem="In which city was Eden sold on 4 May 1911?")
    assert agree([born, sold]).items == (born, sold)


def test_two_numbers_for_one_question_are_withheld() -> None:
    made = built(
        "The eruption of Tambora killed 71,000 people in 1815. It was dark.",
        "The eruption of Tambora killed 92,000 people in 1815. It was dark.",
    )
    assert [item for item in made.items if item.kind is Kind.HOW_MANY] == []
    assert sorted(key for conflict in made.conflicts for key, _ in conflict.answers) == ["71,000", "92,000"]


def test_two_of_a_kind_on_two_days_are_two_items() -> None:
    made = built(
        "The Treaty of Tilsit was signed on 7 July 1807. The Treaty of Amiens was signed on 25 March 1802.",
    )
    assert [item.key for item in made.items] == ["7 July 1807", "25 March 1802"]
    assert not made.conflicts


def test_the_same_words_twice_are_one_item() -> None:
    words = "“Every family in the old port has lost a boat,”"
    made = built(f"{words} said Awa Diop, the mayor of Dakar.", f"{words} Awa Diop told reporters.")
    assert [item.key for item in made.items] == ["Awa Diop"]
    assert len(made.items[0].evidence) == 2


def test_words_given_to_two_people_are_a_conflict() -> None:
    words = "“Every family in the old port has lost a boat,”"
    made = built(f"{words} said Awa Diop, the mayor of Dakar.", f"{words} said Lamine Sarr, the mayor of Dakar.")
    assert not made.items and len(made.conflicts) == 1


def test_an_item_that_answers_a_sibling_goes() -> None:
    sentence = "On Monday Ghana bought 26 boats from India."
    number = replace(
        asked(how_many("How many boats did Ghana buy from India on 4 March 2019?", "26"), "how_many boat buy Ghana"),
        evidence=at(40, sentence),
    )
    day = replace(
        asked(when("On what date did Ghana buy 26 boats from India?", "4 March 2019"), "when boat buy", "2019-03-04"),
        evidence=at(40, sentence),
    )
    agreed = agree([number, day])
    assert agreed.items == (number,)
    assert [refusal.reason for refusal in agreed.refusals] == [Reason.LEAK]
    elsewhere = replace(day, evidence=at(900, sentence))
    assert agree([number, elsewhere]).items == (number, elsewhere)


def test_agreeing_changes_nothing_where_nothing_is_alike() -> None:
    items = (when("On what date did James Tytler fly over Edinburgh?"), who_said(), how_many())
    agreed = agree(items)
    assert agreed.items == items and not agreed.refusals and not agreed.conflicts


def test_a_day_that_names_the_speaker_of_a_sibling_goes() -> None:
    sentence = "Vincenzo Lunardi said on 15 September 1784 that the whole town lay below him."
    day = replace(
        when("On what date did Vincenzo Lunardi say that the whole town lay below him?"), evidence=at(40, sentence)
    )
    speaker = replace(who_said("The whole town lay below me in the sun"), evidence=at(40, sentence))
    assert agree([day, speaker]).items == (speaker,)
    assert [refusal.reason for refusal in agree([day, speaker]).refusals] == [Reason.LEAK]


def test_order_of_documents_does_not_decide_what_is_kept() -> None:
    texts = (
        "The Treaty of Tilsit was signed on 7 July 1807. The raft was new.",
        "The eruption of Tambora killed 71,000 people in 1815. It was dark.",
        "The Treaty of Tilsit was signed on 7 July 1807. It was hot.",
    )
    assert {item.stem for item in built(*texts).items} == {item.stem for item in built(*texts[::-1]).items}


def test_many_items_agree_in_little_time() -> None:
    items = [
        asked(
            when(f"On what date did the ship Northern {n} leave the harbour of Bergen?", "4 March 2019"),
            f"when: Bergen Northern{n} harbour leave ship{n}",
            "2019-03-04",
        )
        for n in range(1500)
    ]
    assert len(agree(items).items) > 0
