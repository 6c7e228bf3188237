"""The quiz in Firefox, another engine than Chromium: a deck taken by the keyboard alone, from disk, offline."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import second_browser
from factories import deck, how_many, when, who_said
from second_browser import Firefox

from quizgen.renderers import html

pytestmark = pytest.mark.browser

TYPED = how_many("How many minutes did the first free flight over Paris last?", "25", ())
DECK = deck(when(), who_said(), how_many(), TYPED)
KEYS = {card.item.stem: card.item.key for card in DECK.cards}

FAULTY = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'; img-src 'none'">
<img src="https://gazette.example/balloon.png">
<script>
console.error("said", 1);
Promise.reject(new Error("refused"));
throw new Error("thrown");
</script>"""


@pytest.fixture(scope="module")
def program() -> str:
    """The path of a Firefox."""
    found = second_browser.program()
    if found is None:
        pytest.skip("no Firefox on this machine: install it (Debian: apt-get install firefox-esr)")
    return found


@pytest.fixture(scope="module")
def firefox(program: str) -> Iterator[Firefox]:
    """A Firefox that runs offline."""
    with second_browser.opened(program) as firefox:
        yield firefox


def until(found: Callable[[], Any]) -> Any:
    """What is found as soon as it is true."""
    end = time.monotonic() + 5
    while not (what := found()):
        assert time.monotonic() < end, "not found within 5 seconds"
        time.sleep(0.02)
    return what


def headings(firefox: Firefox) -> list[str]:
    return firefox.evaluate("Array.from(document.querySelectorAll('#quiz h2'), (heading) => heading.textContent)")


def options(firefox: Firefox) -> list[str]:
    return firefox.evaluate("Array.from(document.querySelectorAll('[aria-label=Answers] .text'), (e) => e.textContent)")


def is_shown(firefox: Firefox, text: str) -> bool:
    return text in firefox.evaluate("document.body.innerText")


def tab_to(firefox: Firefox, selector: str) -> None:
    for _ in range(20):
        if firefox.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        firefox.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def answer(firefox: Firefox, key: str) -> None:
    """Give the answer and have it marked."""
    if given := options(firefox):
        firefox.press(str(given.index(key) + 1))
    else:
        tab_to(firefox, "input")
        firefox.type(key)
        firefox.press("Enter")


def commands() -> Iterator[str]:
    """The command lines of all processes, where there is a /proc."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended since
            yield path.read_text(encoding="utf-8", errors="replace")


def test_a_quiz_by_keyboard_in_firefox(firefox: Firefox, tmp_path: Path) -> None:
    path = tmp_path / "quiz.html"
    path.write_bytes(html.render(DECK))
    firefox.goto(f"{path.as_uri()}#paper=second&mode=practice")
    firefox.press("Enter")
    total = len(DECK.cards)
    for number in range(1, total + 1):
        until(lambda where=f"Question {number} of {total}": is_shown(firefox, where))
        stem = next(stem for stem in headings(firefox) if stem in KEYS)
        answer(firefox, KEYS[stem])
        until(lambda: is_shown(firefox, "Right."))
        firefox.press("Enter")
    until(lambda: "Result" in headings(firefox))
    assert is_shown(firefox, f"{total} of {total}")
    assert firefox.evaluate("[navigator.onLine, performance.getEntriesByType('resource').length]") == [False, 0]
    assert firefox.errors() == []


def test_what_goes_wrong_on_a_page_is_noted(firefox: Firefox, tmp_path: Path) -> None:
    faulty, faultless = tmp_path / "faulty.html", tmp_path / "faultless.html"
    faulty.write_text(FAULTY, encoding="utf-8")
    faultless.write_text("<!doctype html>", encoding="utf-8")
    firefox.goto(faulty.as_uri())
    noted = until(lambda: len(errors := firefox.errors()) == 4 and errors)
    assert {"error: said 1", "Error: refused", "Error: thrown"} < set(noted)
    assert any("gazette.example" in note for note in noted)
    firefox.goto(faultless.as_uri())
    assert firefox.errors() == []


def test_a_browser_that_does_not_answer_is_ended(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_browser, "PATIENCE", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RuntimeError, match="did not start"), second_browser.opened(program):
        pass
    assert list(tmp_path.iterdir()) == []
    assert not [command for command in commands() if str(tmp_path) in command]
