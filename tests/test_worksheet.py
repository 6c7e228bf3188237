"""The worksheet: a page to be printed, with questions first and the key behind them; without any script."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from factories import deck, how_many, when, who_said
from playwright.sync_api import Browser

from quizgen import project
from quizgen.cli import main
from quizgen.deck import Deck
from quizgen.item import Item, Kind
from quizgen.renderers import FORMATS, USUAL, pages, worksheet
from quizgen.scaffold import lay_out

ORDER = Item(
    kind=Kind.ORDER,
    claim="order",
    stem="Put these in order, the earliest first: (A) Lunardi flew; (B) Tytler flew; (C) Sadler flew.",
    key="B, A, C",
    distractors=("A, B, C", "C, B, A", "C, A, B"),
    evidence=when().evidence,
    rule="order",
)
TYPED = replace(how_many(), distractors=())
MIXED = deck(who_said(), when(), TYPED, ORDER, description="From Lyon to London")
HOSTILE = (
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "“{{ 7 * 7 }}” & <b>",
    "\u202e\u2028]]>",
)
TEXT = "The mill\n\nThe Hallow Mill Bridge opened on 14 September 1873.\n"


def rendered(made: Deck) -> str:
    return worksheet.render(made).decode()


def test_every_question_stands_there_in_the_order_of_the_deck() -> None:
    stems = re.findall(r'<p class="stem" dir="auto">(.*?)</p>', rendered(MIXED))
    assert [unescape(stem) for stem in stems] == [card.item.stem for card in MIXED.cards]


def test_options_stand_in_the_order_of_the_quiz_and_the_key_has_their_letters() -> None:
    page = rendered(MIXED)
    lists = [re.findall(r'<span dir="auto">(.*?)</span>', one) for one in re.findall(r'<ol class="letters">.*', page)]
    assert lists == [[escape(option) for option in pages.options(card.id, card.item)] for card in MIXED.cards[:2]]
    key = re.findall(r'<li>(.*?) <span dir="auto">(.*?)</span></li>', page.partition('class="key"')[2])
    letters = [f"{'abcd'[options.index(card.item.key)]})" for options, card in zip(lists, MIXED.cards, strict=False)]
    assert key == list(zip([*letters, "", ""], [card.item.key for card in MIXED.cards], strict=True))


def test_what_has_no_options_and_what_is_to_be_ordered_gets_a_line_to_write_on() -> None:
    for item in (TYPED, ORDER):
        page = rendered(deck(item))
        assert page.count('class="blank"') == 1
        assert 'class="letters"' not in page
    assert 'class="blank"' not in rendered(deck(when()))


def test_title_description_and_a_line_for_the_name_stand_on_top() -> None:
    top = rendered(MIXED).partition("<main>")[0]
    assert '<h1 dir="auto" lang="en">The first balloons</h1>' in top
    assert ">From Lyon to London</p>" in top
    assert '<p class="name">Name and date:</p>' in top


def test_the_page_speaks_the_language_of_the_interface() -> None:
    page = rendered(replace(MIXED, interface="de"))
    assert '<html lang="de">' in page
    assert "Name und Datum:" in page
    assert "<h2>Lösungen · " in page
    assert '<ol class="questions" lang="en">' in page


def test_the_page_forbids_everything_but_its_own_style() -> None:
    page = rendered(MIXED)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert unescape(policy).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"<(script|link|img|iframe|base|form)\b| (src|style|on\w+)=", page)
    assert not re.search(r"url\(|@import", style)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_stays_text(hostile: str) -> None:
    made = deck(when(hostile, hostile, (hostile + "2", "b", "c")), title=hostile, description=hostile)
    page, plain = rendered(made), rendered(deck(when(), description="x"))
    assert page.count(escape(hostile).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")) == 8
    assert re.findall(r"</?[a-z]+\b", page) == re.findall(r"</?[a-z]+\b", plain), "no element comes of it"


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert worksheet.render(MIXED) == worksheet.render(MIXED) == FORMATS["worksheet"].render(MIXED)


def test_a_deck_without_cards_is_a_page() -> None:
    assert "<li>" not in rendered(deck())


def test_a_worksheet_is_written_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill #1?.txt").write_text(TEXT, encoding="utf-8")
    assert "worksheet" not in USUAL
    assert project.plan_loose([tmp_path / "mill #1?.txt"], tmp_path).formats == USUAL
    done = CliRunner().invoke(main, ["build", "mill #1?.txt", "--format", "worksheet"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    names = ["mill #1?.lock.json", "mill #1?.txt", "mill #1?.worksheet.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert [path.name for path in project.documents_in(tmp_path)] == ["mill #1?.txt"], "it is no document"


def test_a_deck_file_may_ask_for_a_worksheet(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path = tmp_path / "decks" / "mill-bridge" / "deck.toml"
    assert project.plan_deck(tmp_path, "mill-bridge").formats == USUAL
    path.write_text('formats = ["worksheet"]\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    plan = project.plan_deck(tmp_path, "mill-bridge")
    assert plan.output("worksheet") == path.parent / "mill-bridge.worksheet.html"
    assert plan.formats == ("worksheet",)


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_key_has_its_own_page_and_no_question_is_split(paper: str, browser: Browser, tmp_path: Path) -> None:
    def sheets(*items: Item) -> int:
        path = tmp_path / "sheet.html"
        path.write_bytes(worksheet.render(deck(*items)))
        page.goto(path.as_uri())
        return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))

    page = browser.new_page()
    assert sheets(when()) == 2
    assert sheets(*(when(f"On what date did balloon {n} fly?") for n in range(5))) == 2
    # Five questions of more than half a page need five pages; four would do if one might be split.
    tall = [who_said("so high that nobody saw it " * 100, f"Nobody {n}") for n in range(5)]
    assert sheets(*tall) == 6
    page.close()


@pytest.mark.browser
def test_the_page_can_be_read_by_everyone(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    path.write_bytes(worksheet.render(deck(*(card.item for card in MIXED.cards), when("x" * 1000), title="T" * 500)))
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page).response["violations"] == []
            page.close()
