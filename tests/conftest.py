"""What several tests need: the shared texts where they are there, a browser, and the acceptance of new goldens."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from quizpage import Open

from quizgen.deck import Deck
from quizgen.renderers import html

# The same examples every time: what fails on one machine fails on all.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

CHECKOUT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --rewrite` writes what the program gives now over the golden files."""
    parser.addoption("--rewrite", action="store_true", help="accept what the program gives now as golden")


@pytest.fixture(scope="session")
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written, not compared."""
    return bool(request.config.getoption("rewrite"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The project's own folder."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout with texts and gold annotations that are not the project's."""
    folder = (CHECKOUT / ".." / "shared").resolve()
    if not (folder / "seeds").is_dir():
        pytest.skip("no ../shared/seeds: these texts are not part of the project")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that Playwright can drive."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium that runs, for tests that open contexts of their own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_quiz(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a deck's page from disk, offline; at the end no request, error or dialog may have happened.

    `address` is what follows the file's name, `before` is done with the page before it is opened, `within` is the
    context of a page opened earlier, for what a browser keeps; all else goes to a new context.
    """
    trouble: list[str] = []
    contexts: list[BrowserContext] = []

    def open_quiz(
        made: Deck,
        address: str = "",
        *,
        before: Callable[[Page], object] | None = None,
        within: Page | None = None,
        **options: object,
    ) -> Page:
        path = tmp_path / "quiz.html"
        path.write_bytes(html.render(made))
        context = within.context if within else browser.new_context(**{"reduced_motion": "reduce", **options})
        if within is None:
            contexts.append(context)
            context.set_default_timeout(5000)
            context.set_offline(True)
        page = context.new_page()
        own = path.as_uri()
        page.on("request", lambda request: trouble.append(request.url) if request.url.split("#")[0] != own else None)
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        if before:
            before(page)
        page.goto(own + address)
        return page

    yield open_quiz
    for context in contexts:
        context.close()
    assert trouble == []
