"""Identities outlive a build: what keeps an id, what gets a new one, and which locks are refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from factories import GAZETTE, evidence, how_many, when, who_said
from hypothesis import given
from hypothesis import strategies as st

from quizgen import lock
from quizgen.document import Span
from quizgen.errors import LockError
from quizgen.item import Item
from quizgen.lock import Lock

FIRST = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2024, 6, 1, 8, 0, tzinfo=UTC)


def built(*items: Item, on: Lock | None = None, now: datetime = FIRST) -> lock.Update:
    return lock.update(on or Lock.empty("balloons"), items, now)


def saved(state: Lock, folder: Path) -> Path:
    path = folder / "deck.lock.json"
    path.write_bytes(lock.dump(state))
    return path


def test_unchanged_items_change_no_byte_of_the_lock(tmp_path: Path) -> None:
    first = built(when(), who_said(), how_many())
    path = saved(first.lock, tmp_path)
    again = built(how_many(), when(), who_said(), on=lock.load(path, "balloons"), now=LATER)
    assert lock.dump(again.lock) == path.read_bytes()
    assert {card.id for card in again.cards} == {card.id for card in first.cards}
    assert {card.changed for card in again.cards} == {FIRST}
    assert again.retired == ()


def test_the_file_is_lines_of_json_in_the_order_of_ids(tmp_path: Path) -> None:
    content = lock.dump(built(when(), who_said("Überall — “here”, he said — is some air to breathe")).lock)
    items = json.loads(content)["items"]
    assert content.endswith(b"}\n")
    assert "Überall" in content.decode()
    assert [item["id"] for item in items] == sorted(item["id"] for item in items)
    assert items[0]["changed"] == "2024-05-01T08:00:00Z"


def test_times_are_whole_seconds_of_utc() -> None:
    noon = datetime(2024, 5, 1, 14, 0, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert built(when(), now=noon).cards[0].changed == datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


CHANGES: dict[str, Callable[[Item], Item]] = {
    "stem": lambda item: replace(item, stem="When did Vincenzo Lunardi fly over London?"),
    "key": lambda item: replace(item, key="14 September 1784"),
    "options": lambda item: replace(item, distractors=("1 May 1784", *item.distractors[1:])),
    "explanation": lambda item: replace(item, explanation="“Wednesday” + heading"),
    "tags": lambda item: replace(item, tags=("balloons",)),
    "source": lambda item: replace(
        item, evidence=(replace(item.evidence[0], source=replace(GAZETTE, title="Another")),)
    ),
    "mark": lambda item: replace(item, evidence=(replace(item.evidence[0], answer=Span(103, 105)),)),
    "second source": lambda item: replace(item, evidence=(*item.evidence, evidence("It was that day.", document="b"))),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_content_keeps_the_id_and_moves_the_time(change: Callable[[Item], Item]) -> None:
    first = built(when(), who_said())
    again = built(change(when()), who_said(), on=first.lock, now=LATER)
    assert [card.id for card in again.cards] == [card.id for card in first.cards]
    assert [card.changed for card in again.cards] == [LATER, FIRST]
    assert [card.added for card in again.cards] == [FIRST, FIRST]


def test_text_added_before_a_passage_changes_no_card() -> None:
    old = when()
    piece = old.evidence[0]
    assert piece.answer
    moved = replace(piece, span=Span(600, 600 + len(piece.text)), answer=Span(603, 603 + len(piece.answer)))
    first = built(old)
    again = built(replace(old, evidence=(moved,), rule="when_renamed"), on=first.lock, now=LATER)
    assert again.cards[0].changed == FIRST


def test_a_change_is_newer_than_the_last_one_even_if_the_clock_is_not() -> None:
    first = built(when(), now=LATER)
    again = built(replace(when(), explanation="new"), on=first.lock, now=FIRST)
    assert again.cards[0].changed == LATER + timedelta(seconds=1)


REWORDED: dict[str, tuple[Item, Item]] = {
    "claim normalised differently": (when(), replace(when(), claim="fly lunardi london")),
    "template and claim": (
        when(),
        replace(when(), claim="fly lunardi london", stem="When did Vincenzo Lunardi fly over London?"),
    ),
    "typo corrected in the source": (
        when("On what date did Vincenzo Lunardy fly over London?"),
        when(proof=(evidence("On 15 September 1784 Lunardi rose above all London.", "15 September 1784"),)),
    ),
    "date corrected in the source": (
        when(key="14 September 1784", proof=(evidence("On 14 September 1784 Lunardi rose above London."),)),
        replace(when(), claim="when Lunardi fly over London"),
    ),
    "document renamed": (
        when(),
        replace(when(), claim="x fly", evidence=(replace(when().evidence[0], document="lunardi"),)),
    ),
}


@pytest.mark.parametrize(("before", "after"), REWORDED.values(), ids=REWORDED)
def test_a_reworded_question_keeps_its_id(before: Item, after: Item) -> None:
    assert before.claim != after.claim
    first = built(before, who_said())
    again = built(after, who_said(), on=first.lock, now=LATER)
    assert again.cards[0].id == first.cards[0].id
    assert again.retired == ()


PASSAGE = "The blast of 3 May 1785 killed five people in Tullamore and injured twelve people there."
OTHERS: dict[str, tuple[Item, Item]] = {
    "another count in the same sentence": (
        replace(how_many("How many people were killed?", "five"), evidence=(evidence(PASSAGE, "five"),)),
        replace(how_many("How many people were injured?", "twelve"), evidence=(evidence(PASSAGE, "twelve"),)),
    ),
    "another event of the same day": (
        when("On what date did Russia begin air strikes in Syria?", proof=(evidence(PASSAGE),)),
        when("On what date did the upper house approve the use of force?", proof=(evidence(PASSAGE),)),
    ),
    "another passage": (when(), replace(when(proof=(evidence("A chronicle has the day."),)), claim="other")),
    "another kind": (when(), replace(how_many(when().stem, when().key), claim=when().claim, evidence=when().evidence)),
}


@pytest.mark.parametrize(("before", "after"), OTHERS.values(), ids=OTHERS)
def test_another_question_gets_an_id_of_its_own(before: Item, after: Item) -> None:
    first = built(before)
    again = built(after, on=first.lock, now=LATER)
    assert again.cards[0].id != first.cards[0].id
    assert again.retired == ((first.cards[0].id, before.stem),)


def test_two_questions_of_one_sentence_do_not_swap_ids() -> None:
    killed, injured = OTHERS["another count in the same sentence"]
    first = built(killed, injured)
    mended = evidence(PASSAGE.replace("Tullamore", "Tullamoore"))
    again = built(
        replace(injured, claim="injured people", evidence=(mended,)),
        replace(killed, claim="killed people", evidence=(mended,)),
        on=first.lock,
        now=LATER,
    )
    assert [card.id for card in again.cards] == [card.id for card in reversed(first.cards)]


def test_a_retired_item_gets_its_old_id_back() -> None:
    first = built(when(), who_said())
    gone = built(who_said(), on=first.lock, now=LATER)
    assert gone.retired == ((first.cards[0].id, when().stem),)
    still = built(who_said(), on=gone.lock, now=LATER + timedelta(days=1))
    assert still.retired == ()
    assert lock.dump(still.lock) == lock.dump(gone.lock)
    back = built(when(), who_said(), on=still.lock, now=LATER + timedelta(days=2))
    assert back.cards == first.cards
    assert lock.dump(back.lock) == lock.dump(first.lock)


def test_an_id_is_never_given_twice() -> None:
    first = built(when())
    moved = built(replace(when(), claim="fly lunardi london"), on=first.lock)  # the id now stands for another claim
    assert moved.cards[0].id == first.cards[0].id
    other = when("On what date was the Moon first seen?", proof=(evidence("A quite different passage of a book."),))
    both = built(
        replace(when(), claim="fly lunardi london"), replace(other, claim=when().claim), on=moved.lock, now=LATER
    )
    assert len({card.id for card in both.cards}) == 2


def test_two_items_with_one_identity_are_both_named() -> None:
    with pytest.raises(LockError) as caught:
        built(when(), when(key="16 September 1784"))
    assert when().stem in str(caught.value)
    assert "15 September 1784" in str(caught.value)
    assert "16 September 1784" in str(caught.value)


def test_ids_do_not_depend_on_the_deck() -> None:
    assert built(when(), on=Lock.empty("other")).cards[0].id == built(when()).cards[0].id


def test_ids_are_frozen() -> None:
    item = replace(when(), claim="fly lunardi london")
    assert built(item).cards[0].id == "d4555e5507b9"  # another value here takes every learner's history away


def test_note_types_keep_their_time_until_they_look_different() -> None:
    first = lock.stamp_note_types(Lock.empty("balloons"), "blue", FIRST)
    same = lock.stamp_note_types(first, "blue", LATER)
    other = lock.stamp_note_types(first, "green", LATER)
    assert first.note_types
    assert other.note_types
    assert same is first
    assert (first.note_types.changed, other.note_types.changed) == (FIRST, LATER)


def test_a_missing_lock_is_an_empty_one(tmp_path: Path) -> None:
    assert lock.load(tmp_path / "deck.lock.json", "balloons") == Lock.empty("balloons")


def damaged(content: bytes) -> dict[str, bytes]:
    text = content.decode()
    value = json.loads(content)
    twice = {**value, "items": [value["items"][0], *value["items"]]}
    alike = {**value, "items": [{**value["items"][0], "id": "new"}, *value["items"]]}
    return {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "merge conflict": f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n".encode(),
        "not text": b"\xff\xfe\x00" + content,
        "a list": b"[]",
        "another format": text.replace("quizgen.lock/1", "quizgen.lock/9").encode(),
        "another deck": text.replace('"deck": "balloons"', '"deck": "airships"').encode(),
        "an unknown key": text.replace('"claim"', '"clame"', 1).encode(),
        "a time without zone": text.replace("08:00:00Z", "08:00:00").encode(),
        "an id twice": json.dumps(twice).encode(),
        "two items alike": json.dumps(alike).encode(),
        "deep": b"[" * 100_000,
    }


@pytest.mark.parametrize("case", damaged(lock.dump(built(when(), who_said()).lock)))
def test_a_lock_that_cannot_be_trusted_is_refused_and_left_alone(case: str, tmp_path: Path) -> None:
    content = damaged(lock.dump(built(when(), who_said()).lock))[case]
    path = tmp_path / "deck.lock.json"
    path.write_bytes(content)
    with pytest.raises(LockError) as caught:
        lock.load(path, "balloons")
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert message.endswith(")")
    assert "\n" not in message
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LockError, match="cannot be read"):
        lock.load(tmp_path, "balloons")


def test_ten_thousand_changed_claims_are_matched() -> None:
    passage = "The log of day {0} says that {1} sails were seen from the tower, more than on day {2} of the siege."
    items = [
        replace(
            how_many(f"How many sails were seen from the tower on day {n}?", str(3 * n)),
            evidence=(evidence(passage.format(n, 3 * n, n - 1)),),
        )
        for n in range(10_000)
    ]
    first = built(*items)
    again = built(*(replace(item, claim=f"seen {item.claim}") for item in items), on=first.lock)
    assert [card.id for card in again.cards] == [card.id for card in first.cards]


def test_the_same_passage_ten_thousand_times_makes_as_many_cards() -> None:
    items = [replace(when(), claim=f"{n}") for n in range(10_000)]
    first = built(*items)
    again = built(*(replace(item, claim=f"new {item.claim}") for item in items), on=first.lock)
    assert len({card.id for card in again.cards}) == 10_000


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5, unique_by=lambda texts: texts[0]))
def test_any_text_survives_the_file(texts: list[tuple[str, str, str]]) -> None:
    items = [
        replace(when(stem), claim=claim, evidence=(evidence(passage + "\ud800"),)) for claim, stem, passage in texts
    ]
    first = built(*items)
    content = lock.dump(first.lock)
    loaded = Lock.model_validate_json(content)
    again = built(*items, on=loaded, now=LATER)
    assert lock.dump(again.lock) == content
    assert again.cards == first.cards
