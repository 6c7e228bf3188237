"""The timeline in a real browser: the picture of a deck's events, its table, and the game of putting them in place."""

import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from factories import deck as metric_deck
from factories import evidence, when
from playwright.sync_api import Browser, Locator, Page, expect
from quizpage import Open, dated, go_on, overflow, said, start, stem

from quizgen.deck import Deck
from quizgen.item import Item
from quizgen.templates import template_text

pytestmark = pytest.mark.browser


def deck(*items: Item, title: str = "The first balloons") -> Deck:
    """A deck that writes its days as Americans do."""
    return replace(metric_deck(*items, title=title), date_style="mdy")


FLIGHTS = {
    "The Montgolfiers flew a balloon": "1783-06-04",
    "Pilâtre de Rozier flew over Paris": "1783-11-21",
    "Lunardi flew over London": "1784-09-15",
    "Blanchard crossed the Channel": "1785-01-07",
    "Garnerin fell by parachute": "1797-10-22",
}
BALLOONS = deck(*(dated(event, date) for event, date in FLIGHTS.items()))
LENGTHS = deck(
    dated("People began to fly", "17", precision="century"),
    dated("Flying became a fashion", "178", precision="decade"),
    dated("Sadler built a balloon", "1784", precision="year"),
    dated("Lunardi packed", "1784-09", precision="month"),
    dated("Lunardi flew", "1784-09-15"),
)
ANTIQUITY = deck(
    dated("Xerxes crossed the Hellespont", "BC0480", precision="year"),
    dated("Caesar died", "BC0044", precision="year"),
    dated("Augustus died", "0014-08-19"),
    dated("Vesuvius erupted", "0079", precision="year"),
)


def many(number: int) -> Deck:
    """Events of two centuries, on days of no pattern."""
    days = random.Random(7)
    dates = [f"{days.randint(1800, 1999)}-{days.randint(1, 12):02}-{days.randint(1, 28):02}" for _ in range(number)]
    return deck(*(dated(f"Balloon {n} rose", date) for n, date in enumerate(dates)))


def show_timeline(page: Page) -> Locator:
    """Opens the picture and gives its marks."""
    page.get_by_role("button", name="Show the timeline").click()
    return the_marks(page)


def the_marks(page: Page) -> Locator:
    return page.locator("#quiz svg").get_by_role("button")


def names(page: Page) -> list[str]:
    every = page.eval_on_selector_all(".mark", "all => all.map((mark) => mark.getAttribute('aria-label'))")
    return [name.replace("\u2009", " ") for name in every]


def period(page: Page) -> str:
    return (page.locator("#period").text_content() or "").replace("\u2009", " ")


def zoom(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def knowing(deck_id: str, **days: float) -> str:
    """A script that has a browser know items, each so well that it stays for so many days."""
    now = time.time() * 1000
    day = 24 * 60 * 60 * 1000
    memories = {
        id.replace("_", "-"): {"stability": some, "difficulty": 5, "last": now - day, "due": now + day * some}
        for id, some in days.items()
    }
    return f"localStorage.setItem({json.dumps(f'quizgen/{deck_id}')}, {json.dumps(json.dumps({'memories': memories}))})"


def test_a_mark_says_what_happened_when_and_how_well_it_is_known(open_quiz: Open) -> None:
    rises = ("1901-01-01", "1901-03-09", "1920-05-05", "1940-06-06", "1960-07-07")
    known = knowing("balloons", item_2=2, item_4=30, item_5=2)
    page = open_quiz(
        deck(*(dated(f"Balloon {n} rose", date) for n, date in enumerate(rises, 1))),
        before=lambda page: page.add_init_script(known),
    )
    show_timeline(page)
    expect(page.get_by_role("heading", name="Timeline")).to_be_focused()
    assert names(page) == [
        "2 events · Jan 1 – Mar 9, 1901",
        "Balloon 3 rose · May 5, 1920 · New",
        "Balloon 4 rose · Jun 6, 1940 · Known",
        "Balloon 5 rose · Jul 7, 1960 · Learning",
    ]
    assert page.locator("svg text[lang]").all_text_contents() == [f"Balloon {n} rose" for n in (3, 4, 5)]


def test_how_well_an_event_is_known_shows_in_colour_and_in_fill(open_quiz: Open) -> None:
    spread = deck(*(dated(f"Balloon {n} rose", f"19{n}0-01-01") for n in range(1, 4)))
    known = knowing("balloons", item_2=2, item_3=30)
    page = open_quiz(spread, before=lambda page: page.add_init_script(known))
    show_timeline(page)
    looks = page.eval_on_selector_all(
        ".mark .shape", "all => all.map((shape) => [getComputedStyle(shape).fill, getComputedStyle(shape).stroke])"
    )
    assert len({fill for fill, _ in looks}) == 3, looks
    assert looks[0][1] != looks[1][1] == looks[2][1], looks
    for word in ("Known", "Learning", "New"):
        expect(page.locator("figcaption").get_by_text(word, exact=True)).to_be_visible()


def test_the_keyboard_goes_from_mark_to_mark_and_opens_one(open_quiz: Open) -> None:
    spread = deck(*(dated(f"Balloon {n} rose", f"19{n}0-01-01") for n in range(1, 6)))
    page = open_quiz(spread)
    marks = show_timeline(page)
    zoom(page, "Show all")
    page.keyboard.press("Tab")
    for key, at in (
        ("", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 4), ("ArrowRight", 4), ("Home", 0),
        ("ArrowLeft", 0), ("ArrowRight", 1),
    ):  # fmt: skip
        if key:
            page.keyboard.press(key)
        expect(marks.nth(at)).to_be_focused()
    for key, number in (("Enter", 2), (" ", 3)):
        page.keyboard.press(key)
        opened = page.get_by_role("region", name="What happened")
        expect(opened.get_by_role("heading", name=f"Balloon {number} rose")).to_be_visible()
        expect(opened).to_contain_text(f"Jan 1, 19{number}0 · New")
        expect(opened.locator("blockquote")).to_have_text("On 15 September 1784 Lunardi rose above London.")
        expect(said(page)).to_contain_text(f"Balloon {number} rose")
        expect(marks.nth(number - 1)).to_be_focused()
        expect(marks.nth(number - 1)).to_have_attribute("aria-current", "true")
        expect(page.locator("svg [aria-current=true]")).to_have_count(1)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(marks.nth(3)).not_to_be_focused()
    assert not page.evaluate("document.activeElement.matches('.mark')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.get_by_role("button", name="Back to the start").click()
    expect(page.get_by_role("button", name="Start ·")).to_be_visible()


def test_a_cluster_opens_into_its_events_by_keyboard(open_quiz: Open) -> None:
    page = open_quiz(BALLOONS)
    marks = show_timeline(page)
    before = period(page)
    cluster = page.get_by_role("button", name="events ·").first
    number = int(cluster.locator("text").text_content() or "")
    assert (cluster.get_attribute("aria-label") or "").startswith(f"{number} events · ")
    cluster.focus()
    page.keyboard.press("Enter")
    assert period(page) != before and period(page).endswith(f" · {number} events")
    assert sum(name.count("New") for name in names(page)) == number
    expect(said(page)).to_have_text(page.locator("#period").text_content() or "")
    assert page.evaluate("document.activeElement.matches('.mark')")
    zoom(page, "Show all")
    assert period(page) == before
    expect(marks.first).to_be_visible()


def test_events_of_one_day_are_told_together(open_quiz: Open) -> None:
    page = open_quiz(deck(*(dated(f"Balloon {n} rose", "1784-09-15") for n in range(3)), dated("Caesar died", "1788")))
    show_timeline(page)
    page.get_by_role("button", name="3 events · Sep 15, 1784").click()
    assert page.locator(".opened h3").all_text_contents() == [f"Balloon {n} rose" for n in range(3)]
    assert period(page).endswith("4 events")


def test_the_period_can_be_zoomed_and_moved(open_quiz: Open) -> None:
    page = open_quiz(many(50))
    show_timeline(page)
    whole = period(page)
    seen = [whole]
    for name in ("Zoom in", "Later", "Earlier", "Earlier", "Zoom out"):
        zoom(page, name)
        seen.append(period(page))
    assert seen[1] == seen[3] and seen[0] == seen[5] == whole
    years = [[int(year) for year in one.split(" · ")[0].split(" – ")] for one in seen]
    lengths = [last - first for first, last in years]
    assert lengths[1] == lengths[2] == lengths[4] == pytest.approx(lengths[0] / 2, abs=2)
    assert years[4][0] < years[1][0] < years[2][0]
    for _ in range(20):
        zoom(page, "Zoom in")
    ticks = page.locator("svg g[aria-hidden] text").all_text_contents()
    assert period(page).startswith(f"{ticks[0].split()[0]} ") and len(ticks) > 1, (period(page), ticks)
    for _ in range(20):
        zoom(page, "Zoom out")
    assert period(page) == whole


@pytest.mark.parametrize(
    ("taps", "form"), [(0, r"1[89]\d0"), (4, r"1[89]\d\d"), (6, r"\w+ 1[89]\d\d"), (14, r"\w+ \d+, 1[89]\d\d")]
)
def test_the_axis_has_ticks_that_fit_the_period(open_quiz: Open, taps: int, form: str) -> None:
    page = open_quiz(many(20))
    show_timeline(page)
    for _ in range(taps):
        zoom(page, "Zoom in")
    ticks = page.locator("svg g[aria-hidden] text")
    assert ticks.count() > 1
    for tick in ticks.all():
        expect(tick).to_have_text(re.compile(f"^{form}$"))
    boxes = [tick.bounding_box() for tick in ticks.all()]
    assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(boxes))


def test_a_day_is_a_dot_and_a_longer_time_a_bar_of_its_length(open_quiz: Open) -> None:
    page = open_quiz(LENGTHS)
    show_timeline(page)

    def width(name: str) -> float:
        return float(page.get_by_role("button", name=name).locator(".shape").get_attribute("width") or 0)

    assert width("People began") / width("Flying became") == pytest.approx(10, rel=0.05)
    page.get_by_role("button", name="3 events").click()
    assert width("Sadler built") / width("Lunardi packed") == pytest.approx(365 / 30, rel=0.1)
    dot = page.get_by_role("button", name="Lunardi flew").locator(".shape")
    assert float(dot.get_attribute("rx") or 0) >= float(dot.get_attribute("width") or 0) / 2
    for name, date in (
        ("People began to fly", "1700 – 1799"), ("Flying became", "1780 – 1789"), ("Sadler built", "1784"),
        ("Lunardi packed", "Sep 1784"), ("Lunardi flew", "Sep 15, 1784"),
    ):  # fmt: skip
        mark = page.get_by_role("button", name=name)
        assert f" · {date} · " in (mark.get_attribute("aria-label") or "").replace("\u2009", " ")


def test_the_table_says_what_the_picture_says(open_quiz: Open) -> None:
    page = open_quiz(many(150))
    show_timeline(page)
    page.get_by_text("The same as a table").click()
    for name in ("Show all", "Zoom in", "Zoom in", "Later", "Zoom in", "Zoom in", "Zoom in"):
        zoom(page, name)
        rows = [row.split("\t") for row in page.locator("#quiz tbody tr").all_inner_texts()]
        shown = names(page)
        single = [one.split(" · ") for one in shown if " events · " not in one]
        held = sum(int(one.split(" ")[0]) for one in shown if " events · " in one) + len(single)
        assert held == len(rows) > 0
        years = [int(year) for year in re.findall(r"\d{4}", period(page).split(" · ")[0])]
        assert all(years[0] <= int(date[-4:]) <= years[-1] for date, _, _ in rows)
        assert period(page).endswith(f" · {held} event{'s' if held > 1 else ''}")
        assert {(date, event, known) for event, date, known in single} <= {tuple(row) for row in rows}
    assert page.get_by_role("columnheader").all_text_contents() == ["Date", "Event", "Known?"]
    zoom(page, "Show all")
    assert period(page).endswith(" · 150 events")


def test_an_event_without_a_statement_goes_by_its_question(open_quiz: Open) -> None:
    page = open_quiz(deck(replace(when(), date="1784-09-15")))
    show_timeline(page)
    assert names(page) == [f"{when().stem} 15 September 1784 · Sep 15, 1784 · New"]


@pytest.mark.parametrize(
    ("date", "mod", "shown"), [("1784", "APPROX", "about 1784"), ("1784", "BEFORE", "before 1784")]
)
def test_a_date_that_is_not_exact_says_so(open_quiz: Open, date: str, mod: str, shown: str) -> None:
    page = open_quiz(deck(replace(dated("Lunardi flew", date), date_mod=mod)))
    show_timeline(page)
    assert names(page) == [f"Lunardi flew · {shown} · New"]


def test_years_before_christ_stand_on_the_axis(open_quiz: Open) -> None:
    page = open_quiz(ANTIQUITY)
    show_timeline(page)
    page.get_by_text("The same as a table").click()
    dates = page.locator("#quiz tbody td:first-child").all_text_contents()
    assert dates == ["480 BC", "44 BC", "Aug 19, 14", "79"]
    ticks = page.locator("svg g[aria-hidden] text").all_text_contents()
    assert ticks[:4] == ["400 BC", "300 BC", "200 BC", "100 BC"], ticks


def test_in_german_all_is_german(open_quiz: Open) -> None:
    page = open_quiz(replace(BALLOONS, interface="de"))
    page.get_by_role("button", name="Zeitleiste zeigen").click()
    assert names(page)[-1] == "Garnerin fell by parachute · 22. Okt. 1797 · Neu"
    assert period(page).endswith("5 Ereignisse")


@pytest.mark.parametrize("big", [False, True], ids=["320 px", "200 % text"])
def test_a_narrow_screen_shows_all_and_never_scrolls_sideways(open_quiz: Open, big: bool) -> None:
    page = open_quiz(many(60), "#paper=narrow&mode=timeline", viewport={"width": 800, "height": 480})
    marks = show_timeline(page)
    wide = marks.count()
    page.set_viewport_size({"width": 320, "height": 480})
    if big:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_function("document.querySelector('#quiz svg').getBoundingClientRect().right <= 320")
    page.wait_for_function("(wide) => document.querySelectorAll('.mark').length < wide", arg=wide)
    assert overflow(page) == 0
    left = [mark.bounding_box() for mark in marks.all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in left)
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in left)
    sizes = page.eval_on_selector_all(
        "svg text", "all => all.map((text) => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= (24 if big else 12)
    page.get_by_text("The same as a table").click()
    marks.last.press("Enter")
    assert overflow(page) == 0
    page.get_by_role("button", name="Back to the start").click()
    start(page)
    while page.locator("#stem").count():
        assert overflow(page) == 0
        page.keyboard.press("1")
        assert overflow(page) == 0
        page.keyboard.press("Enter")


def test_turning_a_phone_keeps_the_mark_that_the_keys_stand_at(open_quiz: Open) -> None:
    page = open_quiz(deck(*(dated(f"Balloon {n} rose", f"19{n}0-01-01") for n in range(1, 6))))
    marks = show_timeline(page)
    marks.nth(2).focus()
    page.keyboard.press("ArrowRight")
    page.set_viewport_size({"width": 600, "height": 320})
    page.wait_for_function("document.querySelector('#quiz svg').getBoundingClientRect().right <= 600")
    expect(page.get_by_role("button", name="Balloon 4 rose")).to_be_focused()


def test_five_thousand_events_are_still_usable(open_quiz: Open) -> None:
    page = open_quiz(many(5000))
    show_timeline(page)
    page.get_by_text("The same as a table").click()
    expect(page.locator("#quiz tbody tr")).to_have_count(200)
    expect(page.get_by_text("The first 200 of 5000 events.")).to_be_visible()
    for tool in ("Zoom in", "Earlier", "Later", "Zoom out", "Show all"):
        page.get_by_role("button", name=tool).click()
        assert 0 < the_marks(page).count() < 40, tool


HOSTILE = [
    "</script><b>x</b><img src=x onerror=alert(1)>",
    "w" * 10_000,
    "\u202egnal \u2067 {n} ${key} &amp;",
    "a\u2028b\0c",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(open_quiz: Open, text: str) -> None:
    proof = (evidence(text),)
    dates = ("1783-06-04", "1784-09-15", "1797-10-22")
    items = [replace(dated(f"{text}{n}", date), evidence=proof, distractors=()) for n, date in enumerate(dates)]
    page = open_quiz(deck(*items), "#paper=bad&mode=timeline", viewport={"width": 320, "height": 640})
    marks = show_timeline(page)
    page.get_by_text("The same as a table").click()
    assert sorted(page.locator("#quiz tbody td:nth-child(2)").all_text_contents()) == [f"{text}{n}" for n in range(3)]
    marks.first.press("Enter")
    assert page.locator("#quiz :is(b, img, script)").count() == overflow(page) == 0
    page.get_by_role("button", name="Back to the start").click()
    start(page)
    assert stem(page) in [f"{text}{n}" for n in range(3)]
    page.keyboard.press("1")
    assert page.locator("#quiz :is(b, img, script)").count() == overflow(page) == 0


# The game


def dates_placed(page: Page) -> list[str]:
    return page.locator(".placed strong").all_text_contents()


SHOWN = {"1783-06-04": "Jun 4, 1783", "1783-11-21": "Nov 21, 1783", "1784-09-15": "Sep 15, 1784",
         "1785-01-07": "Jan 7, 1785", "1797-10-22": "Oct 22, 1797"}  # fmt: skip


def right_place(page: Page) -> int:
    """The number of the place that the asked event belongs in."""
    day = {shown: date for date, shown in SHOWN.items()}
    return 1 + sum(day[date] < FLIGHTS[stem(page)] for date in dates_placed(page))


def test_a_game_by_keyboard_alone(open_quiz: Open) -> None:
    page = open_quiz(BALLOONS, "#paper=morning&mode=timeline")
    page.keyboard.press("Enter")
    for number in range(1, 5):
        expect(page.locator(".where")).to_have_text(f"Question {number} of 4")
        expect(page.locator("#stem")).to_be_focused()
        assert len(dates_placed(page)) == number
        page.keyboard.press(str(right_place(page)))
        expect(page.locator(".feedback .verdict")).to_have_text("Right.")
        date = SHOWN[FLIGHTS[stem(page)]]
        expect(said(page)).to_have_text(f"Right. The answer is {date}.")
        assert dates_placed(page) == [shown for shown in SHOWN.values() if shown in dates_placed(page)]
        assert date in dates_placed(page)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Result")).to_be_focused()
    expect(page.locator(".figure")).to_have_text("4 of 4")


def test_tab_and_enter_choose_a_place(open_quiz: Open) -> None:
    page = open_quiz(BALLOONS, "#paper=morning&mode=timeline")
    page.keyboard.press("Enter")
    for _ in range(right_place(page)):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".feedback .verdict")).to_have_text("Right.")
    page.keyboard.press("Enter")
    expect(page.locator(".where")).to_have_text("Question 2 of 4")


def test_a_game_by_accessible_names_with_misses_and_their_retry(open_quiz: Open) -> None:
    page = open_quiz(BALLOONS, "#paper=names&mode=timeline")
    start(page)
    missed = []
    for number in range(1, 5):
        placed = dates_placed(page)
        wanted = right_place(page) if number % 2 else right_place(page) % (len(placed) + 1) + 1
        texts = [f"Before {placed[0]}"]
        texts += [f"Between {one} and {other}" for one, other in pairwise(placed)]
        texts += [f"After {placed[-1]}"]
        places = page.get_by_role("list", name="Events").get_by_role("button")
        expect(places).to_have_count(number + 1)
        slot = places.nth(wanted - 1)
        expect(slot).to_have_accessible_name(texts[wanted - 1])
        expect(slot).to_have_accessible_description(re.compile(placed[max(wanted - 2, 0)]))
        slot.click()
        feedback = page.get_by_role("region", name="How it went")
        expect(feedback.locator(".verdict strong")).to_have_text("Right." if number % 2 else "Not right.")
        expect(feedback.locator("blockquote")).to_be_visible()
        if number % 2 == 0:
            missed.append(stem(page))
            expect(feedback).to_contain_text(f"The answer is {SHOWN[FLIGHTS[stem(page)]]}.")
            expect(places).to_have_count(1)
            expect(places).to_contain_text("Your answer, wrong")
        go_on(page)
    expect(page.locator(".figure")).to_have_text("2 of 4")
    assert page.locator(".missed h3.stem").all_text_contents() == missed
    for event in missed:
        miss = page.locator(".missed li").filter(has=page.get_by_text(event, exact=True))
        expect(miss).to_contain_text(SHOWN[FLIGHTS[event]])
        expect(miss.locator("blockquote")).to_be_visible()
    page.get_by_role("button", name="Ask the 2 missed again").click()
    expect(page.locator(".where")).to_have_text("Question 1 of 2")
    assert stem(page) in [f"When was it that {event}?" for event in missed]
    kept = json.loads(page.evaluate("localStorage.getItem('quizgen/balloons')"))
    assert len(kept["memories"]) == 4
    assert sorted(memory["stability"] > 1 for memory in kept["memories"].values()) == [False, False, True, True]


def test_a_place_once_chosen_stays(open_quiz: Open) -> None:
    page = open_quiz(BALLOONS, "#paper=morning&mode=timeline")
    start(page)
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.locator(".places button").click(force=True)
    expect(page.locator(".feedback")).to_have_count(1)
    expect(page.get_by_role("button", name="Next question")).to_have_count(1)
    page.get_by_role("button", name="End here").click()
    expect(page.get_by_role("heading", name="Result")).to_be_visible()


def test_the_same_paper_is_the_same_game(open_quiz: Open) -> None:
    def asked(name: str) -> tuple[list[str], str]:
        page = open_quiz(many(40), f"#paper={name}&mode=timeline")
        start(page)
        return dates_placed(page), stem(page)

    assert asked("one") == asked("one") != asked("two")


def test_with_too_few_events_there_is_no_game(open_quiz: Open) -> None:
    page = open_quiz(deck(*[dated(f"Balloon {n} rose", f"178{n}", precision="year") for n in (1, 1, 2)]))
    page.get_by_role("radio", name="Timeline").check()
    expect(page.get_by_role("button", name="Start ·")).to_be_disabled()
    expect(page.get_by_role("alert")).to_have_text("Too few events with dates for a timeline.")


@pytest.fixture(scope="module")
def games(browser: Browser) -> Iterator[Page]:
    """A blank page that chooses the events of games: `chosen(pool, name, size)`."""
    page = browser.new_page()
    for name in ("paper", "placing"):
        page.add_script_tag(content=template_text(f"quiz/{name}.js"))
    page.add_script_tag(
        content="poolOf = ({ pool }) => pool; const chosen = (pool, name, size) => eventsOf({ pool, name, size });"
    )
    yield page
    page.close()


def event(n: int, first: int, last: int, date: str = "1784", text: str | None = None) -> dict[str, object]:
    return {"id": str(n), "event": text or f"event {n}", "date": date, "span": {"first": first, "last": last}}


def test_events_that_may_have_been_at_the_same_time_are_never_in_one_game(games: Page) -> None:
    chance = random.Random(1)
    pools = []
    for _ in range(200):
        spans = [(first, first + chance.choice([0, 0, 30, 365])) for first in chance.choices(range(3000), k=30)]
        pools.append([event(n, *span) for n, span in enumerate(spans)])
    chosen = games.evaluate("(pools) => pools.map((pool, n) => chosen(pool, `paper ${n}`, 20))", pools)
    for game in chosen:
        spans = sorted((one["span"]["first"], one["span"]["last"]) for one in game)
        assert all(one[1] < other[0] for one, other in pairwise(spans)), spans
    lengths = [len(game) for game in chosen]
    assert max(lengths) == 9 and min(lengths) >= 3


def test_a_game_has_no_event_twice_and_none_without_a_sure_date(games: Page) -> None:
    pool = [
        event(1, 0, 0, text="same"), event(2, 5, 5, text="same"), event(3, 10, 10), event(4, 20, 20),
        event(5, 30, 30, "1784~"), event(6, 40, 40, "../1784"), event(7, 50, 50, "1784/.."),
        event(8, 60, 60) | {"event": ""}, event(9, 70, 70) | {"span": None, "date": None},
    ]  # fmt: skip
    for game in games.evaluate(
        "(pool) => [..'abcdef'].map((name) => chosen(pool, name, null))".replace("..", "..."), pool
    ):
        assert sorted(one["event"] for one in game) == ["event 3", "event 4", "same"]


def test_a_long_event_does_not_shut_out_a_game(games: Page) -> None:
    pool = [event(0, 0, 1000), *(event(n, n, n) for n in range(1, 8))]
    for game in games.evaluate("(pool) => [...'abcdefghijklmnop'].map((name) => chosen(pool, name, null))", pool):
        assert len(game) == 7


def test_a_game_is_no_longer_than_its_paper_asks(games: Page) -> None:
    pool = [event(n, n, n) for n in range(50)]
    sizes = [
        len(games.evaluate("([pool, size]) => chosen(pool, 'a', size)", [pool, size])) for size in (4, 9, 20, None)
    ]
    assert sizes == [4, 9, 9, 9]
