"""axe on every screen of the quiz: no violation of any impact, in light and dark, on a phone and on a desktop."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from factories import deck, evidence, how_many, when, who_said
from playwright.sync_api import Page
from quizpage import Open, cloze, dated, order, sayings, start, states

from quizgen.document import Source

pytestmark = pytest.mark.browser

SCHEMES = ["light", "dark"]
WIDTHS = [320, 1280]
OTHER = evidence("On 21 November 1783 two men flew.", "21 November 1783", document="log", source=Source(title="A log"))
DECK = deck(
    when(explanation="“Wednesday” → 15 September 1784"),
    when(
        "On what date did two men fly?", "21 November 1783", ("1 May 1783", "2 May 1783", "3 May 1783"), proof=(OTHER,)
    ),
    how_many(),
    cloze("Lunardi rose over ____ in a balloon.", "London"),
    order(),
    who_said(),
    *sayings(),
    dated("a sheep flew", "1783-09-19"),
    dated("two men flew", "1783-11-21"),
    dated("Lunardi flew", "1784-09", precision="month"),
    dated("the Channel was crossed", "1785", precision="year"),
    description="Who flew, and when.",
)


@pytest.fixture(
    params=[(scheme, width) for scheme in SCHEMES for width in WIDTHS], ids=lambda param: f"{param[0]}-{param[1]}"
)
def opened(request: pytest.FixtureRequest, open_quiz: Open) -> Iterator[Page]:
    """The deck's page in a colour scheme and a width."""
    scheme, width = request.param
    yield open_quiz(DECK, "#paper=axe", color_scheme=scheme, viewport={"width": width, "height": 800})


def violations(page: Page) -> list[str]:
    """What axe finds, each with the first element concerned."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found]


def check(page: Page, where: str) -> None:
    assert violations(page) == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), where


def test_axe_finds_what_is_wrong(open_quiz: Open) -> None:
    page = open_quiz(DECK)
    page.evaluate("document.querySelector('h1').innerHTML = '<img>'")
    assert any(found.startswith("image-alt") for found in violations(page))


def test_the_start_and_its_choices(opened: Page) -> None:
    check(opened, "start")
    opened.evaluate("for (const folded of document.querySelectorAll('#quiz details')) folded.open = true")
    check(opened, "start, all unfolded")
    for kind in opened.locator("[name=kind]").all():
        kind.uncheck()
    check(opened, "start, nothing chosen")
    opened.keyboard.press("?")
    check(opened, "keys")


def test_every_form_of_question_with_its_feedback_and_the_result(opened: Page) -> None:
    opened.goto(opened.url.replace("paper=axe", "paper=axe&way=mixed"))
    start(opened)
    shown = set()
    for state in states(opened):
        form = opened.locator(".body > :first-child").first.get_attribute("class") if state == "asked" else None
        if (state, form) not in shown or state == "answered":  # each form once, and what is told after each
            check(opened, f"{state} {form}")
        shown.add((state, form))
    assert {form for state, form in shown if state == "asked"} == {
        "options",
        "typed",
        "options sortable",
        "plain matches",
    }
    check(opened, "result")
    opened.get_by_role("button", name="Another round").click()
    check(opened, "start with progress")


def test_flashcards_and_an_unmarked_quiz(opened: Page) -> None:
    opened.get_by_role("radio", name="Flashcards").check()
    start(opened)
    check(opened, "flashcard")
    opened.keyboard.press("Enter")
    check(opened, "flashcard, answered")
    opened.get_by_role("button", name="End here").click()
    opened.get_by_role("button", name="Another round").click()
    opened.get_by_role("radio", name="Quiz").check()
    start(opened)
    opened.keyboard.press("1")
    check(opened, "quiz, chosen")


def test_the_timeline_and_its_game(opened: Page) -> None:
    opened.get_by_role("button", name="Show the timeline").click()
    check(opened, "timeline")
    opened.locator("svg [role=button], svg a, svg [tabindex]").first.press("Enter")
    check(opened, "timeline, an event shown")
    opened.reload()
    opened.get_by_role("radio", name="Timeline").check()
    start(opened)
    check(opened, "placing")
    opened.keyboard.press("1")
    check(opened, "placed")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_without_javascript_and_on_paper(open_quiz: Open, scheme: str, width: int) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    printed = open_quiz(DECK, "#paper=axe", **options)
    printed.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed.emulate_media(media="print")
    check(printed, "print preview")
    plain = open_quiz(DECK, **options)
    plain.evaluate("document.body.removeAttribute('data-screen'); document.getElementById('quiz').replaceChildren()")
    plain.evaluate("document.body.dataset.screen = 'failed'")  # shows what is read without JavaScript, and axe can run
    for folded in plain.locator("#items summary").all():
        folded.click()
    check(plain, "without JavaScript")
