"""Every form of question: typed, ordering, matching, flashcards; and a quiz that is marked at its end."""

import re

import pytest
from factories import deck, how_many, when, who_said
from playwright.sync_api import Page, expect
from quizpage import Open, answer, cloze, go_on, options, order, said, sayings, start, stem, the_option

from quizgen.item import Item

pytestmark = pytest.mark.browser

GAP = cloze("Who rose? “The balloon rose over ____, and the whole of the town was looking up at it”", "London")
TYPED = "#paper=a&way=type"
MIXED = "#paper=a&way=mixed"


def given(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Your answer").fill(text)
    page.keyboard.press("Enter")


def verdict(page: Page) -> str:
    return page.locator(".feedback .verdict strong").text_content() or ""


@pytest.mark.parametrize("typed", ["15 September 1784", "Sept 15, 1784", "1784-09-15", "15.9.1784"])
def test_a_date_may_be_typed_in_any_common_form(open_quiz: Open, typed: str) -> None:
    page = open_quiz(deck(when()), TYPED)
    start(page)
    expect(page.get_by_role("textbox", name="Your answer")).to_have_accessible_description(
        "A day, month and year, like 5 March 1912."
    )
    given(page, typed)
    assert verdict(page) == "Right."


def test_a_wrong_word_is_wrong_and_may_be_overruled(open_quiz: Open) -> None:
    page = open_quiz(deck(who_said()), TYPED)
    start(page)
    given(page, "Joseph Banks")
    expect(said(page)).to_have_text("Not right. The answer is Vincenzo Lunardi.")
    expect(page.locator(".score-so-far")).to_have_text("0 right")
    page.get_by_role("button", name="Count it as right").click()
    assert verdict(page) == "Right."
    expect(page.locator(".score-so-far")).to_have_text("1 right")
    go_on(page)
    expect(page.locator(".figure")).to_have_text("1 of 1")


def test_a_slip_of_spelling_is_right_and_mended(open_quiz: Open) -> None:
    page = open_quiz(deck(who_said()), TYPED)
    start(page)
    given(page, "Lunarid")
    assert verdict(page) == "Right."
    expect(page.locator(".feedback")).to_contain_text("Right; it is written Vincenzo Lunardi")


def test_too_little_is_asked_for_more_and_not_counted(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), TYPED)
    start(page)
    page.keyboard.press("Enter")
    expect(page.locator("#ask-more")).to_have_text("Type an answer first.")
    given(page, "1784")
    expect(page.locator("#ask-more")).to_have_text("Say it more exactly: A day, month and year, like 5 March 1912.")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_focused()
    expect(page.locator(".feedback")).to_have_count(0)
    given(page, "15 September 1784")
    assert verdict(page) == "Right."


def test_digits_can_be_typed_and_choose_nothing(open_quiz: Open) -> None:
    page = open_quiz(deck(how_many()), TYPED)
    start(page)
    page.get_by_role("textbox", name="Your answer").focus()
    page.keyboard.type("150,000?")
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("150,000?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_gap_in_a_quotation_fills_as_one_types(open_quiz: Open) -> None:
    page = open_quiz(deck(GAP))
    start(page)
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_accessible_name(re.compile(r"rose over blank ?, and the whole"))
    expect(page.locator(".quotation .gap")).to_have_count(1)
    page.get_by_role("textbox", name="Your answer").fill("Paris")
    expect(page.locator(".gap")).to_have_text("Paris")
    page.keyboard.press("Enter")
    assert verdict(page) == "Not right."
    expect(page.locator("#stem .gap")).to_have_text("London")


def places(page: Page) -> list[str]:
    """The events in the order of the page, without the letters that they go by."""
    return [text[3:] for text in page.get_by_role("list", name="Events").locator(".text").all_text_contents()]


EVENTS = ["a sheep flew: alive", "Lunardi flew", "Sadler flew"]


def test_events_are_put_in_order_with_buttons(open_quiz: Open) -> None:
    page = open_quiz(deck(order()), "#paper=b")
    start(page)
    expect(page.locator("#stem")).to_have_text("Put these in order, the earliest first.")
    assert sorted(places(page)) == sorted(EVENTS) and places(page) != EVENTS
    for at, event in enumerate(EVENTS):
        while places(page).index(event) > at:
            page.get_by_role("button", name=f"Earlier: {event}").press("Enter")
            expect(page.get_by_role("button", name=f"Earlier: {event}")).to_be_focused()
            expect(said(page)).to_have_text(f"Now in place {places(page).index(event) + 1} of 3.")
    assert places(page) == EVENTS
    page.get_by_role("button", name="Check").click()
    assert verdict(page) == "Right."
    expect(page.locator(".sortable small")).to_have_text(["19 September 1783", "15 September 1784", "4 October 1784"])


def test_events_in_the_wrong_order_are_told_where_they_belong(open_quiz: Open) -> None:
    page = open_quiz(deck(order()), "#paper=b")
    start(page)
    shown = places(page)
    page.get_by_role("button", name="Check").click()
    assert verdict(page) == "Not right."
    labels = page.locator(".sortable .label").all_text_contents()
    right = [event == EVENTS[at] for at, event in enumerate(shown)]
    belong = [f"Belongs in place {EVENTS.index(event) + 1}" for event in shown]
    assert labels == ["Right place" if ok else place for ok, place in zip(right, belong, strict=True)]
    go_on(page)
    expect(page.locator(".missed .right dd")).to_have_text("B, C, A")


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_events_are_dragged_into_order(open_quiz: Open, touch: bool) -> None:
    page = open_quiz(deck(order()), "#paper=b", has_touch=touch, viewport={"width": 390, "height": 700})
    start(page)
    rows = page.get_by_role("list", name="Events").get_by_role("listitem")
    first = places(page)[0]
    grip, last = rows.nth(0).locator(".grip").bounding_box(), rows.nth(2).bounding_box()
    assert grip and last
    path = [
        (grip["x"] + 8, grip["y"] + 8),
        (grip["x"] + 8, last["y"] + 20),
        (grip["x"] + 8, last["y"] + last["height"]),
    ]
    if touch:
        session = page.context.new_cdp_session(page)
        for type, points in zip(("Start", "Move", "Move"), path, strict=True):
            point = {"x": points[0], "y": points[1]}
            session.send("Input.dispatchTouchEvent", {"type": f"touch{type}", "touchPoints": [point]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        page.mouse.move(*path[0])
        page.mouse.down()
        for point in path[1:]:
            page.mouse.move(*point, steps=4)
        page.mouse.up()
    assert places(page)[2] == first


def test_quotations_are_matched_with_their_speakers(open_quiz: Open) -> None:
    page = open_quiz(deck(*sayings()), MIXED)
    start(page)
    expect(page.get_by_role("heading", name="Who said what?")).to_be_visible()
    speakers = {item.stem: item.key for item in sayings()}
    asked = page.locator(".matches p[id]").all_text_contents()
    assert sorted(asked) == sorted(speakers)
    page.get_by_role("combobox", name=asked[0]).select_option(speakers[asked[0]])
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#quiz .problem")).to_have_text("2 are still without a speaker.")
    expect(page.get_by_role("combobox", name=asked[1])).to_be_focused()
    page.get_by_role("combobox", name=asked[1]).select_option(speakers[asked[2]])
    page.get_by_role("combobox", name=asked[2]).select_option(speakers[asked[2]])
    page.get_by_role("button", name="Check").click()
    assert verdict(page) == "2 of 3"
    expect(page.locator(".matches .wrong")).to_contain_text(f"The answer is {speakers[asked[1]]}.")
    go_on(page)
    expect(page.locator(".figure")).to_have_text("2 of 3")
    expect(page.locator(".missed .stem")).to_have_text(asked[1])


def test_a_flashcard_hides_its_answer_until_it_is_wanted(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), "#paper=c&mode=cards")
    start(page)
    expect(page.locator("#quiz").get_by_text("15 September 1784")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_text("15 September 1784")
    expect(page.locator(".answer")).to_be_focused()
    grades = page.get_by_role("group", name="How well did you know it?").get_by_role("button")
    expect(grades).to_have_text(["Not at all 1 day", "Hardly 1 day", "Well 2 days", "Easily 8 days"])
    page.keyboard.press("1")
    expect(page.locator(".figure")).to_have_text("0 of 1")


def test_a_flashcard_of_events_shows_them(open_quiz: Open) -> None:
    page = open_quiz(deck(order()), "#paper=c&mode=cards")
    start(page)
    expect(page.locator(".events li")).to_have_text(["(A) Sadler flew", "(B) a sheep flew: alive", "(C) Lunardi flew"])


ALL = deck(when(), who_said(), how_many(), GAP, order(), *sayings())


def test_a_quiz_marks_nothing_before_its_end_and_lets_one_go_back(open_quiz: Open) -> None:
    page = open_quiz(deck(when(), how_many()), "#paper=d&mode=quiz")
    start(page)
    first = stem(page)
    wrong = next(option for option in options(page) if option not in (when().key, how_many().key))
    the_option(page, wrong).click()
    expect(the_option(page, wrong)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".feedback, .label, .score-so-far")).to_have_count(0)
    page.keyboard.press("Enter")
    assert stem(page) != first
    page.get_by_role("button", name="Back").click()
    assert stem(page) == first
    expect(the_option(page, wrong)).to_have_attribute("aria-pressed", "true")
    key = when().key if when().stem == first else how_many().key
    page.keyboard.press(str(options(page).index(key) + 1))
    expect(the_option(page, wrong)).to_have_attribute("aria-pressed", "false")
    go_on(page)
    go_on(page)
    expect(page.locator(".figure")).to_have_text("1 of 2")
    expect(page.locator(".missed li")).to_have_count(1)
    expect(page.locator(".missed .wrong")).to_have_count(0)  # left open, so nothing was said


@pytest.mark.parametrize("way", ["choose", "type", "mixed"])
def test_a_quiz_in_every_way_keeps_what_was_given(open_quiz: Open, way: str) -> None:
    page = open_quiz(ALL, f"#paper=e&mode=quiz&way={way}")
    start(page)
    screens = int((page.locator(".where").text_content() or "").split()[-1])
    for _ in range(screens - 1):
        answer(page)
        if not page.locator(".option[aria-pressed=true]").count():
            continue
        page.keyboard.press("Enter")
    expect(page.locator(".where")).to_have_text(f"Question {screens} of {screens}")
    for _ in range(screens - 1):
        page.get_by_role("button", name="Back").click()
        for field in page.get_by_role("textbox", name="Your answer").all():
            expect(field).to_have_value("nothing")
        for choice in page.get_by_role("combobox").all():
            assert choice.input_value()
        if page.get_by_role("list", name="Answers").count():
            expect(page.locator(".option[aria-pressed=true]")).to_have_count(1)


def test_a_card_can_be_reported(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), permissions=["clipboard-read", "clipboard-write"])
    start(page)
    answer(page)
    page.get_by_role("button", name="Report this card").click()
    line = f"balloons · item-1 · when · balloon 100–147 · {when().stem}"
    expect(said(page)).to_have_text("Copied: send this line to whoever made the deck.")
    assert page.evaluate("navigator.clipboard.readText()") == line
    expect(page.get_by_role("textbox", name="Line to send to whoever made the deck")).to_have_value(line)


def test_a_line_that_may_not_be_copied_can_be_selected(open_quiz: Open) -> None:
    refuse = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    page = open_quiz(deck(when()), before=lambda page: page.add_init_script(refuse))
    start(page)
    answer(page)
    page.get_by_role("button", name="Report this card").click()
    expect(said(page)).to_have_text("Copy this line and send it to whoever made the deck.")
    assert "item-1" in page.evaluate("String(getSelection())")


@pytest.mark.parametrize(("item", "address"), [(order(), ""), (when(), TYPED)], ids=["order", "typed"])
def test_the_focus_goes_from_check_to_next(open_quiz: Open, item: Item, address: str) -> None:
    page = open_quiz(deck(item, how_many()), address or "#paper=a&kinds=order")
    start(page)
    if page.locator("#typed").count():
        page.locator("#typed").fill("nothing")
    page.get_by_role("button", name="Check").press("Enter")
    expect(page.get_by_role("button", name="Next question").or_(page.get_by_role("button", name="See"))).to_be_focused()


def test_a_held_key_does_one_thing(open_quiz: Open) -> None:
    page = open_quiz(deck(who_said(), when()), TYPED)
    start(page)
    page.locator("#typed").fill("nothing")
    page.get_by_role("button", name="Check").focus()
    page.keyboard.down("Enter")
    for _ in range(3):  # what a browser sends while a key is held
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(page.locator(".feedback")).to_have_count(1)
    expect(page.locator(".where")).to_have_text("Question 1 of 2")


@pytest.mark.parametrize("place", ["practice", "cards", "results"])
def test_enter_in_a_report_goes_nowhere(open_quiz: Open, place: str) -> None:
    page = open_quiz(deck(when(), how_many()), f"#paper=a&mode={'cards' if place == 'cards' else 'practice'}")
    start(page)
    wrong = [option for option in options(page) if option not in (when().key, how_many().key)]
    if place == "results":
        the_option(page, wrong[0]).click()
        page.get_by_role("button", name="End here").click()
    else:
        answer(page)
    shown = page.locator("#quiz").inner_text()
    page.get_by_role("button", name="Report this card").first.press("Enter")
    page.get_by_role("textbox", name="Line to send").first.press("Enter")
    assert page.locator("#quiz").inner_text() == shown


def test_an_overruled_mark_is_nowhere_wrong_any_more(open_quiz: Open) -> None:
    page = open_quiz(deck(who_said()), TYPED)
    start(page)
    given(page, "Joseph Banks")
    expect(page.locator(".typed")).to_contain_text("Your answer, wrong")
    page.get_by_role("button", name="Count it as right").click()
    expect(page.locator(".typed")).to_contain_text("Your answer, right")
    expect(page.locator("#quiz .wrong")).to_have_count(0)


def test_several_answers_are_summed_up_for_the_ear(open_quiz: Open) -> None:
    page = open_quiz(deck(*sayings()), MIXED)
    start(page)
    answer(page)
    expect(said(page)).to_have_text(re.compile(r"^\d of 3$"))


@pytest.mark.parametrize("size", [(375, 667), (320, 480), (320, 256)], ids=str)
def test_what_has_the_focus_is_not_hidden_by_the_bar(open_quiz: Open, size: tuple[int, int]) -> None:
    width, height = size
    page = open_quiz(deck(when()), "#paper=a&mode=cards", viewport={"width": width, "height": height})
    start(page)
    answer(page)
    quiz = page.locator("#quiz")
    for target in (quiz.get_by_role("button", name="Report this card"), quiz.get_by_role("link", name="The balloon")):
        target.focus()
        assert target.evaluate(IS_ON_TOP)


IS_ON_TOP = """(one) => {
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + 3, box.y + box.height / 2);
  return Boolean(top) && (one.contains(top) || top.contains(one));
}"""


def test_ending_a_quiz_counts_what_is_chosen_on_the_screen(open_quiz: Open) -> None:
    page = open_quiz(deck(when(), how_many()), "#paper=d&mode=quiz")
    start(page)
    page.keyboard.press("1")
    page.get_by_role("button", name="End here").click()
    expect(page.locator(".figure")).to_contain_text("of 1")


def test_one_may_go_back_from_half_an_answer(open_quiz: Open) -> None:
    page = open_quiz(deck(when(), when("On what date did it land?")), "#paper=d&mode=quiz&way=type")
    start(page)
    first = stem(page)
    go_on(page)
    page.get_by_role("textbox", name="Your answer").fill("1784")
    page.get_by_role("button", name="Back").click()
    assert stem(page) == first


@pytest.mark.parametrize("mode", ["practice", "quiz", "cards"])
def test_a_double_click_does_not_reach_the_next_screen(open_quiz: Open, mode: str) -> None:
    page = open_quiz(deck(when(), how_many()), f"#paper=a&mode={mode}", viewport={"width": 360, "height": 640})
    page.get_by_role("button", name="Start ·").dblclick()
    expect(page.locator(".where")).to_have_text("Question 1 of 2")
    expect(page.locator(".feedback, [aria-pressed=true]")).to_have_count(0)


def test_a_double_click_moves_no_other_event(open_quiz: Open) -> None:
    page = open_quiz(deck(order()), "#paper=b")
    start(page)
    shown = places(page)
    page.get_by_role("button", name=f"Earlier: {shown[2]}").dblclick()
    assert places(page) == [shown[0], shown[2], shown[1]]


def test_an_order_that_nobody_touched_was_not_answered(open_quiz: Open) -> None:
    page = open_quiz(deck(order()), "#paper=b&mode=quiz")
    start(page)
    go_on(page)
    expect(page.locator(".figure")).to_have_text("No question was answered.")


def test_an_answer_that_is_not_known_can_be_shown(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), TYPED)
    start(page)
    page.get_by_role("button", name="Show the answer").click()
    assert verdict(page) == "Not right."
    expect(page.get_by_role("button", name="Count it as right")).to_have_count(0)
    go_on(page)
    expect(page.locator(".figure")).to_have_text("0 of 1")
