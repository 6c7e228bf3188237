"""The quiz page: how large it is, how soon it can be used, how long a step takes, for 200 and for 5,000 items."""

import re
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from packages import card
from playwright.sync_api import Browser, sync_playwright

from quizgen.deck import Card, Deck
from quizgen.item import Precision
from quizgen.renderers import html

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = (200, 5_000)
LOADS = 7

# Milliseconds from the start of the navigation until the page's script has run and its first screen is painted.
READY = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
  const [navigation] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  done([navigation.domContentLoadedEventEnd, paint ? paint.startTime : 0]);
})))"""

# Milliseconds that a press of a button takes until the next frame can be painted.
PRESS = """(name) => new Promise((done) => {
  const [button] = [...document.querySelectorAll("button")].filter((each) => each.textContent.startsWith(name));
  const start = performance.now();
  button.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def dated(number: int) -> Card:
    """A card as long as cards are, with a day of its own, so that it stands on the timeline."""
    made = card(number)
    day = f"{1800 + number % 200}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    item = replace(made.item, date=day, precision=Precision.DAY, event=f"Ferry {number} crossed the Sound of Norvik")
    return replace(made, item=item)


def measure(browser: Browser, path: Path) -> dict[str, float]:
    """Medians over several loads, each in a fresh context."""
    figures: dict[str, list[float]] = {}
    for _ in range(LOADS):
        context = browser.new_context()
        page = context.new_page()
        page.goto(path.as_uri() + "#paper=benchmark&mode=cards")
        interactive, painted = page.evaluate(READY)
        taken = {"interactive": interactive, "first paint": painted}
        taken["start of a round"] = page.evaluate(PRESS, "Start")
        taken["answer"] = page.evaluate(PRESS, "Show the answer")
        taken["next question"] = page.evaluate(PRESS, "Well")
        page.evaluate(PRESS, "End here")
        page.evaluate(PRESS, "Another round")
        taken["timeline"] = page.evaluate(PRESS, "Show the timeline")
        taken["zoom"] = page.evaluate(PRESS, "Zoom in")
        for name, figure in taken.items():
            figures.setdefault(name, []).append(figure)
        context.close()
    return {name: median(values) for name, values in figures.items()}


def main() -> None:
    """Print the figures, each beside its goal where it has one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("no Chromium on this machine")
    empty = html.render(Deck("benchmark", "Nothing", ())).decode()
    own = sum(
        len(text.encode()) for text in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", empty, re.DOTALL)
    )
    print(f"code and style: {own / 1000:.1f} KB (goal 60); a page without items: {len(empty.encode()) / 1000:.1f} KB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for size in SIZES:
            path = Path(folder) / f"{size}.html"
            path.write_bytes(html.render(Deck("benchmark", f"{size}", tuple(map(dated, range(size))))))
            goals = {"size": " (goal 250)", "interactive": " (goal 150)"} if size == SIZES[0] else {}
            print(f"{size:,} items: {path.stat().st_size / 1000:.0f} KB{goals.get('size', '')}")
            for name, figure in measure(browser, path).items():
                print(f"{size:,} items: {name} {figure:.0f} ms{goals.get(name, '')}")
        browser.close()


if __name__ == "__main__":
    main()
