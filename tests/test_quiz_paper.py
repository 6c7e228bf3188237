"""What a paper holds: its sources, its years, its address; the same on paper; and the words in a second language."""

from dataclasses import replace

import pytest
from factories import GAZETTE, deck, evidence, how_many, when, who_said
from playwright.sync_api import Page, expect
from quizpage import Open, dated, go_on, options, order, overflow, start, states, stem

from quizgen.item import Item
from quizgen.renderers import pages

pytestmark = pytest.mark.browser


def told_by(item: Item, title: str) -> Item:
    """The item from another source."""
    return replace(item, evidence=(evidence("Words.", document=title, source=replace(GAZETTE, title=title)),))


NEWS = [told_by(when(f"On what date did balloon {n} rise?"), "News") for n in range(3)]
LOG = [told_by(when(f"On what date did ship {n} sail?"), "Log") for n in range(4)]
YEARS = [dated(f"balloon {year} rose", f"{year}-05-01") for year in (1783, 1784, 1790)]
CAESAR = dated("Caesar died", "BC0044-03-15", "15 March 44 BC")


def asked(page: Page) -> list[tuple[str, list[str]]]:
    """Every question of the round with its options, in the page's order."""
    start(page)
    return [(stem(page), options(page)) for state in states(page) if state == "asked"]


def test_questions_come_from_the_chosen_sources(open_quiz: Open) -> None:
    page = open_quiz(deck(*NEWS, *LOG))
    page.get_by_text("More choices").click()
    page.get_by_role("group", name="From which sources").get_by_role("checkbox", name="News").uncheck()
    expect(page.get_by_role("button", name="Start · 4 questions")).to_be_enabled()
    first = asked(page)
    assert {question for question, _ in first} == {item.stem for item in LOG}
    assert "sources=2" in page.url
    page.reload()
    assert asked(page) == first


def test_an_item_of_two_sources_belongs_to_both(open_quiz: Open) -> None:
    both = replace(NEWS[0], evidence=NEWS[0].evidence + LOG[0].evidence)
    page = open_quiz(deck(both, NEWS[1], LOG[1]), "#paper=a&sources=2")
    assert {question for question, _ in asked(page)} == {both.stem, LOG[1].stem}


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("from=1784", YEARS[1:]),
        ("to=1784", [*YEARS[:2], CAESAR]),
        ("from=1784&to=1784", YEARS[1:2]),
        ("to=-1", [CAESAR]),
        ("from=1900", []),
        ("from=", [*YEARS, CAESAR, *NEWS]),
    ],
)
def test_questions_come_from_the_chosen_years(open_quiz: Open, years: str, expected: list[Item]) -> None:
    page = open_quiz(deck(*YEARS, CAESAR, *NEWS), f"#paper=a&{years}")
    if not expected:
        expect(page.get_by_role("button", name="Start ·")).to_be_disabled()
    else:
        assert {question for question, _ in asked(page)} == {item.stem for item in expected}


def test_the_years_are_chosen_by_hand_too(open_quiz: Open) -> None:
    page = open_quiz(deck(*YEARS, *NEWS))
    page.get_by_text("More choices").click()
    page.get_by_role("spinbutton", name="From").fill("1784")
    page.get_by_role("spinbutton", name="To").fill("1785")
    expect(page.get_by_role("button", name="Start · 1 question")).to_be_enabled()
    start(page)
    assert "from=1784&to=1785" in page.url


def printed(page: Page) -> None:
    """Puts the page into the state in which a browser prints it."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def test_the_printed_worksheet_is_the_paper_of_the_address(open_quiz: Open) -> None:
    made = deck(*NEWS, *LOG, order(), how_many("How many?", "25", ()))
    page = open_quiz(made, "#paper=class-4b&mode=quiz&count=6")
    printed(page)
    sheet = page.locator("#worksheet")
    expect(page.locator("#quiz")).to_be_hidden()
    questions = sheet.locator("> ol > li > p:first-child").all_text_contents()
    choices = [row.locator(".letters li").all_text_contents() for row in sheet.locator("> ol > li").all()]
    expect(sheet.get_by_role("heading", name="Answers · The first balloons · class-4b")).to_be_visible()
    expect(sheet.locator(".key-page")).to_have_css("break-before", "page")
    key = sheet.locator(".key-page li").all_text_contents()
    keys = {card.item.stem: card.item.key for card in made.cards}
    assert [line.partition(") ")[2] or line for line in key] == [keys[question] for question in questions]
    for line, shown in zip(key, choices, strict=True):
        assert not shown or shown["abcd".index(line[0])] == line[3:]
    page.emulate_media(media="screen")
    page.reload()
    start(page)
    for question, shown in zip(questions, choices, strict=True):  # what is left open is passed by
        assert question.startswith(stem(page).removesuffix(".")) and options(page) == shown
        go_on(page)


def test_a_printed_result_is_the_result(open_quiz: Open) -> None:
    page = open_quiz(deck(when()), "#paper=a")
    start(page)
    assert list(states(page))[-1] == "result"
    printed(page)
    expect(page.locator("#worksheet")).to_be_hidden()
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)


GERMAN = replace(deck(when(), who_said(), how_many(), order()), interface="de")


def test_the_page_speaks_german_about_english_questions(open_quiz: Open) -> None:
    page = open_quiz(GERMAN, "#paper=a&way=type", viewport={"width": 320, "height": 640})
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="4 Fragen · 1 Quelle")).to_be_visible()
    english = {word for name, word in pages.languages()["en"].items() if word != pages.languages()["de"][name]}
    page.get_by_role("button", name="Los · 4 Fragen").click()
    for _ in states(page):
        assert overflow(page) == 0
        shown = set(page.locator("#quiz").inner_text().split("\n"))
        assert not shown & english
        for heading in page.locator("#stem").all():
            expect(heading).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Ergebnis", exact=True)).to_be_visible()


def test_a_typed_paper_has_lines_to_write_on(open_quiz: Open) -> None:
    page = open_quiz(deck(*NEWS), "#paper=a&way=type")
    printed(page)
    expect(page.locator("#worksheet .letters")).to_have_count(0)
    expect(page.locator("#worksheet > ol .blank")).to_have_count(3)
    expect(page.locator("#worksheet > .blank")).to_have_text("Name and date: · a")
