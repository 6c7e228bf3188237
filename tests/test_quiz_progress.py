"""What the page keeps: rounds, due dates, the round that was left; and that it works where it may keep nothing."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from factories import deck, how_many, when, who_said
from fsrs import Card, Rating, Scheduler
from playwright.sync_api import Page, expect
from quizpage import Open, answer, go_on, options, said, start, states, stem, the_option

pytestmark = pytest.mark.browser

DECK = deck(when(), who_said(), how_many())
KEYS = {card.item.stem: card.item.key for card in DECK.cards}
NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
MANY = deck(*[when(f"On what date did balloon {n} rise?") for n in range(30)])


def at(time: datetime) -> Callable[[Page], None]:
    """Opens a page at a time of its own."""
    return lambda page: page.clock.set_fixed_time(time)


def kept(page: Page) -> dict[str, Any]:
    """What the browser keeps of the deck."""
    return json.loads(page.evaluate("localStorage.getItem('quizgen/balloons') ?? '{}'"))


def answer_right(page: Page) -> None:
    page.keyboard.press(str(options(page).index(KEYS[stem(page)]) + 1))
    page.keyboard.press("Enter")


def test_every_answer_is_scheduled_by_fsrs(open_quiz: Open) -> None:
    page = open_quiz(DECK, "#paper=a", before=at(NOON), timezone_id="UTC")
    start(page)
    ratings = {}
    for n in range(3):
        right = n != 1
        item = next(card.id for card in DECK.cards if card.item.stem == stem(page))
        ratings[item] = Rating.Good if right else Rating.Again
        if right:
            answer_right(page)
        else:
            the_option(page, next(one for one in options(page) if one != KEYS[stem(page)])).click()
            go_on(page)
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    memories = kept(page)["memories"]
    assert memories.keys() == ratings.keys()
    for item, rating in ratings.items():
        card, _ = scheduler.review_card(Card(), rating, NOON)
        assert memories[item]["due"] == card.due.timestamp() * 1000
        assert memories[item]["stability"] == pytest.approx(card.stability)


def test_a_quiz_schedules_at_its_end_and_only_what_was_asked(open_quiz: Open) -> None:
    page = open_quiz(DECK, "#paper=a&mode=quiz")
    start(page)
    answer(page)
    page.keyboard.press("Enter")
    assert not kept(page).get("memories")
    page.get_by_role("button", name="End here").click()
    assert len(kept(page)["memories"]) == 1


def test_an_overruled_mark_is_scheduled_as_right(open_quiz: Open) -> None:
    page = open_quiz(deck(who_said()), "#paper=a&way=type", before=at(NOON))
    start(page)
    answer(page)
    again = kept(page)["memories"]["item-1"]["due"]
    page.get_by_role("button", name="Count it as right").click()
    assert kept(page)["memories"]["item-1"]["due"] > again


def test_due_today_asks_what_is_due_and_some_new_ones(open_quiz: Open) -> None:
    page = open_quiz(MANY, "#paper=a&mode=due", before=at(NOON), timezone_id="UTC")
    expect(page.get_by_role("button", name="Start · 10 questions")).to_be_enabled()
    start(page)
    for grade in "1234":
        page.keyboard.press("Enter")
        page.keyboard.press(grade)
    expect(page.locator(".where")).to_have_text("Question 5 of 11")  # the first comes back
    again = next(item for item, memory in kept(page)["memories"].items() if memory["due"] == days_after(1))
    page.get_by_role("button", name="End here").click()
    later = open_quiz(MANY, "#mode=due", within=page, before=at(NOON + timedelta(hours=1)))
    expect(later.get_by_role("button", name="Start · 6 questions")).to_be_enabled()  # ten new ones a day
    tomorrow = open_quiz(MANY, "#mode=due", within=page, before=at(NOON + timedelta(hours=14)))
    expect(tomorrow.get_by_role("button", name="Start · 12 questions")).to_be_enabled()
    start(tomorrow)
    asked = next(card.item.stem for card in MANY.cards if card.id == again)
    seen = [stem(tomorrow)]
    tomorrow.keyboard.press("Enter")
    tomorrow.keyboard.press("3")
    assert asked in [*seen, stem(tomorrow)]  # what is due comes before what is new


def days_after(days: int) -> float:
    return (NOON + timedelta(days=days)).timestamp() * 1000


def test_nothing_is_due_when_all_was_just_learnt(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), "#paper=a&mode=due")
    start(page)
    page.keyboard.press("Enter")
    page.keyboard.press("4")
    page.get_by_role("button", name="Another round").click()
    expect(page.get_by_role("button", name="Start ·")).to_be_disabled()
    expect(page.get_by_role("alert")).to_have_text("Nothing is due today. Practise, or come back tomorrow.")


@pytest.mark.parametrize("mode", ["practice", "quiz", "cards"])
def test_a_round_is_resumed_where_it_was_left(open_quiz: Open, mode: str) -> None:
    page = open_quiz(MANY, f"#paper=left&mode={mode}&count=5")
    start(page)
    for _ in range(2):
        answer(page)
        page.keyboard.press("3" if mode == "cards" else "Enter")
    third = stem(page)
    again = open_quiz(MANY, within=page)
    expect(again.get_by_text("You left a round")).to_contain_text("question 3 of 5")
    again.get_by_role("button", name="Go on with it").click()
    assert stem(again) == third
    expect(again.locator(".where")).to_have_text("Question 3 of 5")
    again.get_by_role("button", name="End here").click()
    expect(again.locator(".figure")).to_contain_text("of 2")
    third_time = open_quiz(MANY, within=page)
    expect(third_time.get_by_role("button", name="Go on with it")).to_have_count(0)


def test_a_left_round_can_be_dropped(open_quiz: Open) -> None:
    page = open_quiz(MANY, "#paper=left")
    start(page)
    answer(page)
    page.reload()
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_text("You left a round")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("You left a round")).to_have_count(0)


def test_a_left_round_of_another_deck_is_forgotten(open_quiz: Open) -> None:
    page = open_quiz(MANY, "#paper=left")
    start(page)
    answer(page)
    other = open_quiz(DECK, within=page)  # the same deck after its teacher changed it
    expect(other.get_by_role("button", name="Start ·")).to_be_enabled()
    expect(other.get_by_text("You left a round")).to_have_count(0)


def test_results_are_kept_and_listed(open_quiz: Open) -> None:
    page = open_quiz(DECK, "#paper=one", before=at(NOON))
    for _ in range(2):
        start(page)
        while page.locator("#stem").count():
            answer_right(page)
        page.get_by_role("button", name="Another round").click()
    page.get_by_text("What you know").click()
    table = page.get_by_role("table", name="Your last rounds")
    expect(table.get_by_role("row").nth(1)).to_contain_text("5 Mar 2024")
    assert table.locator("tbody td:last-child").all_text_contents() == ["3 of 3", "3 of 3"]
    assert page.locator(".yours .counts dd").all_text_contents() == ["0", "3", "0"]


def test_progress_goes_from_one_browser_to_another_as_a_file(open_quiz: Open, tmp_path: Path) -> None:
    page = open_quiz(DECK, "#paper=one", before=at(NOON))
    start(page)
    while page.locator("#stem").count():
        answer_right(page)
    page.get_by_role("button", name="Another round").click()
    page.get_by_text("What you know").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "balloons.progress.json"
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    saved = json.loads(file.read_text("utf-8"))
    assert saved["format"] == "quizgen.progress/1" and len(saved["memories"]) == 3 and len(saved["rounds"]) == 1

    other = open_quiz(DECK, "#paper=two", before=at(NOON + timedelta(days=1)))
    start(other)
    answer_right(other)
    own = kept(other)["memories"]
    other.reload()
    other.get_by_text("What you know").click()
    for _ in range(2):  # the second time nothing is new
        other.get_by_label("Load a file").set_input_files(file)
        expect(other.locator(".yours .hint")).to_have_text("The progress of 3 questions was loaded.")
        other.locator(".yours .hint").evaluate("hint => hint.textContent = ''")
    assert kept(other)["memories"] == {**saved["memories"], **own}  # of each item the later review
    assert kept(other)["rounds"] == saved["rounds"]


DAMAGED = {
    "no JSON": "not json",
    "another format": json.dumps({"format": "x", "deck": "balloons", "memories": {}}),
    "another deck": json.dumps({"format": "quizgen.progress/1", "deck": "moon", "memories": {}}),
    "null": "null",
    "a list": "[]",
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_file_that_is_no_progress_is_refused(open_quiz: Open, text: str) -> None:
    page = open_quiz(DECK)
    page.get_by_text("What you know").click()
    file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Load a file").set_input_files(file)
    expect(said(page)).to_contain_text("This file holds no progress of this deck.")
    assert not kept(page).get("memories")


def test_damaged_memories_are_left_out(open_quiz: Open) -> None:
    good = {"stability": 5, "difficulty": 5, "last": NOON.timestamp() * 1000, "due": days_after(5)}
    bad = [{**good, "stability": "<b>"}, {**good, "due": None}, 7, None, [], {**good, "difficulty": 99}]
    memories = {"item-1": good} | {f"item-{n}": one for n, one in enumerate(bad, 2)}
    text = json.dumps(
        {"format": "quizgen.progress/1", "deck": "balloons", "memories": memories, "rounds": [{"at": "x"}]}
    )
    page = open_quiz(DECK)
    page.get_by_text("What you know").click()
    file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Load a file").set_input_files(file)
    expect(said(page)).to_have_text("The progress of 1 question was loaded.")
    assert kept(page)["memories"] == {"item-1": good} and kept(page)["rounds"] == []


@pytest.mark.parametrize("left", ["nonsense", "{}", '{"left": {"at": 9}}', '{"memories": [], "rounds": 3, "left": []}'])
def test_damaged_storage_does_not_stop_the_page(open_quiz: Open, left: str) -> None:
    page = open_quiz(
        DECK, before=lambda page: page.add_init_script(f"localStorage.setItem('quizgen/balloons', {json.dumps(left)})")
    )
    start(page)
    assert list(states(page))[-1] == "result"


REFUSE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError') } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.mark.parametrize("trouble", [REFUSE, FULL], ids=["refused", "full"])
def test_the_page_works_where_nothing_can_be_kept(open_quiz: Open, trouble: str) -> None:
    page = open_quiz(DECK, before=lambda page: page.add_init_script(trouble))
    start(page)
    for _ in DECK.cards:
        answer_right(page)
    expect(page.locator(".figure")).to_have_text("3 of 3")
    page.get_by_role("button", name="Another round").click()
    expect(page.get_by_text("This browser lets the page keep nothing")).to_be_visible()
    assert page.locator(".yours .counts dd").all_text_contents() == ["0", "3", "0"]


def test_results_are_saved_as_a_table(open_quiz: Open, tmp_path: Path) -> None:
    formula = '=HYPERLINK("x"),"\n'
    page = open_quiz(deck(when(formula, "@key", ("+1", "-1", "\t1"))), "#paper=t")
    start(page)
    answer(page)
    given = page.locator(".option").first.locator(".text").text_content()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a table (CSV)").click()
    assert download.value.suggested_filename == "balloons-t.csv"
    download.value.save_as(tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    assert head == ["item", "kind", "question", "given", "answer", "right", "source"]
    source = "The balloon ascends · The River Gazette · 16 September 1784"
    assert row == ["item-1", "when", f"'{formula}", f"'{given}", "'@key", str(int(given == "@key")), source]


def test_a_round_that_waits_is_not_dropped_for_one_that_was_not_answered(open_quiz: Open) -> None:
    page = open_quiz(MANY, "#paper=left")
    start(page)
    answer(page)
    page.reload()
    start(page)
    page.get_by_role("button", name="End here").click()
    page.reload()
    expect(page.get_by_text("You left a round")).to_be_visible()


def test_a_broken_entry_is_mended_by_the_next_answer(open_quiz: Open) -> None:
    page = open_quiz(DECK, before=lambda page: page.goto("about:blank"))
    page.evaluate("localStorage.setItem('quizgen/balloons', '{')")
    page.reload()
    start(page)
    answer(page)
    assert len(kept(page)["memories"]) == 1


def test_a_clock_that_ran_ahead_does_not_keep_new_cards_away(open_quiz: Open) -> None:
    ahead = (NOON + timedelta(days=365)).timestamp() * 1000
    memory = {"stability": 5, "difficulty": 5, "last": ahead, "due": ahead, "since": ahead}
    left = json.dumps({"memories": {f"item-{n}": memory for n in range(1, 11)}})
    page = open_quiz(MANY, "#mode=due", before=lambda page: (
        at(NOON)(page), page.add_init_script(f"localStorage.setItem('quizgen/balloons', {json.dumps(left)})")
    ))  # fmt: skip
    expect(page.get_by_role("button", name="Start · 10 questions")).to_be_enabled()


def test_a_card_that_was_missed_twice_is_one_miss(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), "#paper=a&mode=due")
    start(page)
    for grade in "113":
        page.keyboard.press("Enter")
        page.keyboard.press(grade)
    expect(page.locator(".missed > ol > li")).to_have_count(1)
    expect(page.get_by_role("button", name="Ask the missed one again")).to_be_visible()
