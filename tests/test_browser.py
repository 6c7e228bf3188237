"""The quiz played in a real browser, from disk, with the network switched off."""

from dataclasses import replace

import pytest
from factories import GAZETTE, deck, evidence, how_many, when, who_said
from playwright.sync_api import Page, expect
from quizpage import Open, go_on, options, overflow, said, start, states, stem, the_option

from quizgen.deck import Deck
from quizgen.document import Source
from quizgen.renderers import pages

pytestmark = pytest.mark.browser

NOTHING_FITS = "No question fits these choices: choose more kinds, sources or years."
PHRASE = "On Wednesday Lunardi rose above London."
WORKING = "“Wednesday” + heading “16 September 1784” → 15 September 1784"

COMPUTED = when(explanation=WORKING, proof=(evidence(PHRASE),))
CARD = how_many("How many minutes did the first free flight over Paris last?", "25", ())
KEYS = {
    COMPUTED.stem: COMPUTED.key,
    who_said().stem: who_said().key,
    how_many().stem: how_many().key,
    CARD.stem: CARD.key,
}
MIXED = deck(COMPUTED, who_said(), how_many(), CARD, description="Who flew, and when.")
CHOICES = deck(COMPUTED, who_said(), how_many())


def key_of(page: Page) -> str:
    return KEYS[stem(page)]


def test_a_quiz_by_keyboard_alone(open_quiz: Open) -> None:
    page = open_quiz(MIXED, "#paper=morning")
    page.keyboard.press("Enter")
    for number in range(1, 5):
        expect(page.locator(".where")).to_have_text(f"Question {number} of 4")
        key = key_of(page)
        if stem(page) == CARD.stem:
            expect(page.locator("#quiz").get_by_text("25", exact=True)).to_have_count(0)
            page.keyboard.press("Tab")
            page.keyboard.type("twenty-five")
        else:
            page.keyboard.press(str(options(page).index(key) + 1))
        if not page.locator(".feedback").count():
            page.keyboard.press("Enter")
        expect(page.locator(".feedback .verdict")).to_have_text("Right.")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Result")).to_be_focused()
    expect(page.locator(".figure")).to_have_text("4 of 4")
    expect(page.get_by_text("Everything right.")).to_be_visible()
    expect(page.get_by_role("heading", name="What you missed")).to_have_count(0)


def test_tab_and_enter_choose_an_option_and_go_on(open_quiz: Open) -> None:
    page = open_quiz(CHOICES, "#paper=tab")
    page.keyboard.press("Enter")
    expect(page.locator("#stem")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".feedback .verdict")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".where")).to_have_text("Question 2 of 3")


def test_a_quiz_by_accessible_names_with_misses_and_their_retry(open_quiz: Open) -> None:
    page = open_quiz(MIXED, "#paper=names")
    start(page)
    missed = []
    for _ in MIXED.cards:
        key = key_of(page)
        if stem(page) == CARD.stem:
            page.get_by_role("textbox", name="Your answer").fill("250")
            page.get_by_role("button", name="Check").click()
            go_on(page)
            missed.append(CARD.stem)
        elif key == COMPUTED.key:
            the_option(page, "7 January 1785").click()
            missed.append(COMPUTED.stem)
            go_on(page)
        else:
            the_option(page, key).click()
            go_on(page)
    expect(page.locator(".figure")).to_have_text("2 of 4")
    expect(page.get_by_text("50 % right")).to_be_visible()
    assert page.locator(".missed h3.stem").all_text_contents() == missed
    by_kind = page.locator(".by-kind dl").inner_text().split("\n")
    assert [by_kind[at : at + 2] for at in (0, 2, 4)] == [
        ["Dates", "0 of 1"],
        ["Who said it", "1 of 1"],
        ["Numbers", "1 of 2"],
    ]
    miss = page.locator(".missed li").filter(has_text=COMPUTED.stem)
    for shown in ("15 September 1784", "7 January 1785", PHRASE, WORKING, "The River Gazette"):
        expect(miss).to_contain_text(shown)
    page.get_by_role("button", name="Ask the 2 missed again").click()
    expect(page.locator(".where")).to_have_text("Question 1 of 2")
    assert {stem(page)} <= set(missed)


def test_a_wrong_answer_is_told_in_words_and_to_a_screen_reader(open_quiz: Open) -> None:
    page = open_quiz(deck(COMPUTED))
    expect(page.get_by_role("status")).to_have_count(1)
    start(page)
    the_option(page, "5 June 1783").click()
    expect(said(page)).to_have_text(f"Not right. The answer is 15 September 1784. {WORKING}")
    expect(page.locator(".feedback .verdict")).to_have_text("Not right.The answer is 15 September 1784.")
    expect(the_option(page, "5 June 1783")).to_contain_text("Your answer, wrong")
    expect(the_option(page, "15 September 1784")).to_contain_text("Right answer")
    expect(page.locator("#quiz blockquote")).to_have_text(PHRASE)
    expect(page.locator("#quiz .working")).to_have_text(WORKING)
    expect(page.locator(".score-so-far")).to_have_text("0 right")


def test_a_right_answer_shows_where_the_source_says_it(open_quiz: Open) -> None:
    page = open_quiz(deck(when()))
    start(page)
    the_option(page, "15 September 1784").click()
    expect(said(page)).to_have_text("Right.")
    expect(the_option(page, "15 September 1784")).to_contain_text("Your answer, right")
    expect(page.locator("#quiz mark")).to_have_text("15 September 1784")
    expect(page.locator("figcaption")).to_contain_text("The River Gazette · 16 September 1784")
    link = page.get_by_role("link", name="The balloon ascends (opens in a new tab)")
    expect(link).to_have_attribute("href", "https://gazette.example/balloon?a=1&b=2")
    expect(page.locator(".score-so-far")).to_have_text("1 right")


def test_an_answer_once_given_stays(open_quiz: Open) -> None:
    page = open_quiz(deck(when()))
    start(page)
    the_option(page, "5 June 1783").click()
    the_option(page, "15 September 1784").click(force=True)
    page.keyboard.press("1")
    expect(page.locator(".feedback .verdict")).to_have_count(1)
    page.get_by_role("button", name="See the result").click()
    expect(page.locator(".figure")).to_have_text("0 of 1")


def played(page: Page) -> list[tuple[str | None, list[str]]]:
    """Every question with its options, in the order of the page."""
    start(page)
    seen = []
    while page.locator("#stem").count():
        seen.append((stem(page), options(page)))
        page.keyboard.press("1")
        page.keyboard.press("Enter")
    return seen


def test_the_address_hands_out_the_same_paper(open_quiz: Open) -> None:
    numbered = [when(f"On what date did balloon {n} rise?") for n in range(30)]
    many = deck(*numbered, *[how_many(f"How many saw balloon {n}?") for n in range(30)])
    page = open_quiz(many, "#paper=class-4b&kinds=when&count=10")
    expect(page.get_by_label("Name of the paper")).to_have_value("class-4b")
    first = played(page)
    assert len(first) == 10 and all(asked.startswith("On what date") for asked, _ in first)
    assert page.url.endswith("#paper=class-4b&mode=practice&kinds=when&count=10")
    page.reload()
    assert played(page) == first
    page.goto(page.url.replace("4b", "4c"))
    page.get_by_role("button", name="Start ·").wait_for()
    second = played(page)
    assert [asked for asked, _ in second] != [asked for asked, _ in first]
    assert [shown for _, shown in second] != [shown for _, shown in first]
    assert {tuple(sorted(shown)) for _, shown in first} == {tuple(sorted([when().key, *when().distractors]))}
    assert len({shown.index(when().key) for _, shown in first}) > 1


def test_a_fresh_quiz_puts_its_paper_into_the_address(open_quiz: Open) -> None:
    page = open_quiz(MIXED)
    assert "#" not in page.url
    page.get_by_role("checkbox", name="Dates").uncheck()
    start(page)
    assert page.url.split("#")[1].startswith("paper=")
    assert page.url.endswith("kinds=who_said%2Chow_many")


def test_the_start_says_what_the_deck_holds(open_quiz: Open) -> None:
    page = open_quiz(deck(*[when(f"On what date did balloon {n} rise?") for n in range(25)], who_said()))
    expect(page.get_by_role("heading", level=1)).to_have_text("The first balloons")
    expect(page.get_by_role("heading", name="26 questions · 1 source")).to_be_visible()
    expect(page.locator(".sources li")).to_contain_text("The balloon ascends")
    expect(page.locator(".sources li small")).to_have_text("26 questions")
    expect(page.get_by_role("button", name="Start · 20 questions")).to_be_visible()
    page.get_by_role("radio", name="All").check()
    expect(page.get_by_role("button", name="Start · 26 questions")).to_be_visible()
    page.get_by_role("checkbox", name="Dates 25").uncheck()
    expect(page.get_by_role("button", name="Start · 1 question")).to_be_visible()
    page.get_by_role("checkbox", name="Who said it 1").uncheck()
    expect(page.get_by_role("button", name="Start ·")).to_be_disabled()
    expect(page.get_by_role("alert")).to_have_text(NOTHING_FITS)


def test_ending_early_counts_only_what_was_answered(open_quiz: Open) -> None:
    page = open_quiz(CHOICES)
    start(page)
    the_option(page, key_of(page)).click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End here").click()
    expect(page.locator(".figure")).to_have_text("1 of 1")
    page.get_by_role("button", name="Another round").click()
    page.get_by_role("button", name="Start ·").click()
    page.get_by_role("button", name="End here").click()
    expect(page.locator(".figure")).to_have_text("No question was answered.")


def test_the_keys_are_told_and_can_be_switched_off(open_quiz: Open) -> None:
    page = open_quiz(deck(when()))
    start(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".feedback .verdict")).to_have_count(0)
    page.get_by_role("checkbox", name="Use the number keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("1")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".feedback .verdict")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_without_javascript_every_question_can_be_read(open_quiz: Open) -> None:
    page = open_quiz(MIXED, java_script_enabled=False)
    for card in MIXED.cards:
        folded = page.locator("#items > li").filter(has_text=card.item.stem)
        expect(folded).to_be_visible()
        if card.item.distractors:
            expect(folded.locator(".options")).to_have_text(" · ".join(pages.options(card.id, card.item)))
        expect(folded.locator(".key")).to_be_hidden()
        folded.locator("summary").click()
        expect(folded.locator(".key")).to_have_text(card.item.key)
        expect(folded.locator("blockquote")).to_have_text(card.item.evidence[0].text)
        expect(folded.get_by_role("link", name="Source 1")).to_have_attribute("href", "#source-1")
    expect(page.locator("#source-1")).to_have_text("The balloon ascends · The River Gazette · 16 September 1784")
    expect(page.locator("mark").first).to_have_text("Vincenzo Lunardi")
    expect(page.get_by_text("unfold a question")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)


HOSTILE = [
    "</script><script>alert(1)</script><b>bold</b>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>alert(1)</script>",
    "\u2028alert(1)\u2029 &lt;b&gt; &amp; {{ 7 * 7 }} {n} ${key}",
    "\u202egnal txet\u2067 \u200f\u202d",
    "javascript:alert(1)",
    "w" * 10_000,
    "\u0000\u0007\u001b[31m\ufeff",
]


MARKUP = "img, b, main script, a:not([href^='#source-'])"  # none is in a page whose sources have no address


def hostile_deck(*texts: str) -> Deck:
    """A deck that says nothing but these texts, an item each, wherever a text can stand."""
    items = []
    for text in texts:
        source = replace(GAZETTE, title=text, publisher=text, author=text, url=text)
        marked = evidence(f"a{text}b", text, document=text, source=source)
        whole = evidence(text, document=f"2{text}", source=source)
        wrong = (f"{text}1", f"{text}2", f"{text}3")
        items.append(when(text, text, wrong, explanation=text, proof=(marked, whole)))
    made = deck(*items, title=texts[0], description=texts[0])
    cards = tuple(replace(card, id=f"{card.id}{card.item.stem}") for card in made.cards)
    return replace(made, id=texts[0], language=texts[0], cards=cards)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(open_quiz: Open, text: str) -> None:
    page = open_quiz(hostile_deck(text), viewport={"width": 320, "height": 640})
    assert page.locator("h1").text_content() == text.replace("\0", "")  # HTML has no NUL
    assert page.locator(MARKUP).count() == overflow(page) == 0
    start(page)
    shown = text.replace("\0", "")  # HTML has no NUL
    wrong = f"{text}1"
    assert stem(page) == shown
    assert sorted(options(page)) == sorted([shown, wrong, f"{text}2", f"{text}3"])
    assert page.locator(MARKUP).count() == overflow(page) == 0
    page.keyboard.press(str(options(page).index(wrong) + 1))
    for place in ("mark", ".working", "cite >> nth=0", "bdi >> nth=0", "blockquote >> nth=1"):
        assert page.locator(f"#quiz {place}").text_content() == shown
    assert page.locator(MARKUP).count() == overflow(page) == 0
    page.keyboard.press("Enter")
    assert page.locator(".missed .stem").text_content() == shown
    assert page.locator(".missed .wrong dd").text_content() == wrong
    assert page.locator(MARKUP).count() == overflow(page) == 0


def test_hostile_text_stays_text_without_javascript(open_quiz: Open) -> None:
    page = open_quiz(hostile_deck(*HOSTILE), java_script_enabled=False, viewport={"width": 320, "height": 640})
    for at, text in enumerate(text.replace("\0", "") for text in HOSTILE):  # HTML has no NUL
        folded = page.locator("#items > li").nth(at)
        folded.locator("summary").click()
        for place in (".stem", ".key", ".working", "mark", "blockquote >> nth=1"):
            assert folded.locator(place).text_content() == text
        assert page.locator("#sources > li").nth(2 * at).text_content().startswith(text)
    assert page.locator(MARKUP).count() == overflow(page) == 0


@pytest.mark.parametrize("big", [False, True], ids=["320 px", "200 % text"])
def test_a_narrow_screen_never_scrolls_sideways(open_quiz: Open, big: bool) -> None:
    page = open_quiz(MIXED, "#paper=narrow", viewport={"width": 320, "height": 480})
    if big:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) == 0
    start(page)
    for state in states(page):
        assert overflow(page) == 0, state
    page.keyboard.press("?")
    assert overflow(page) == 0


def test_a_long_quotation_is_set_apart_and_read_whole(open_quiz: Open) -> None:
    page = open_quiz(deck(who_said()))
    start(page)
    expect(page.get_by_role("heading", level=2)).to_have_accessible_name(who_said().stem)
    expect(page.locator(".stem .quotation")).to_have_css("display", "block")


def test_right_to_left_text_runs_from_the_right(open_quiz: Open) -> None:
    page = open_quiz(deck(when("متى طار لوناردي فوق لندن؟", "سبتمبر", ("مايو", "يونيو", "يوليو"))))
    start(page)
    expect(page.locator("#stem")).to_have_css("direction", "rtl")
    expect(page.locator(".option .text").first).to_have_css("direction", "rtl")


def test_an_empty_deck_says_so(open_quiz: Open) -> None:
    page = open_quiz(deck())
    expect(page.get_by_text("This deck has no questions.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Start ·")).to_have_count(0)


def test_five_thousand_items_are_still_usable(open_quiz: Open) -> None:
    proof = (evidence("One.", source=Source(title="One")),)
    page = open_quiz(deck(*[when(f"On what date did balloon {n} rise?", proof=proof) for n in range(5000)]))
    page.get_by_role("radio", name="All").check()
    start(page)
    expect(page.locator(".where")).to_have_text("Question 1 of 5000")
