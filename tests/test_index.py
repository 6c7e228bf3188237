"""The page of all decks: what it lists, in which words, and what it leaves alone."""

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from factories import deck, evidence, how_many, when, who_said
from playwright.sync_api import Browser

from quizgen import decklist, lock, project
from quizgen.cli import main
from quizgen.item import Item
from quizgen.renderers import FORMATS, index
from quizgen.scaffold import lay_out

NOW = datetime(2024, 5, 1, 12, 0, 0, tzinfo=UTC)
BALLOONS = (when(), who_said(), how_many(), when("On what date?", proof=(evidence("Then.", document="other"),)))
HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)> “{{ 7 * 7 }}” &amp; \u202e\u2028'\""
FOREIGN = "<!DOCTYPE html>\n<title>Our club</title>\n<p>Made with quizgen.\n"


def add(
    place: Path,
    name: str,
    *items: Item,
    title: str | None = None,
    more: str = "",
    endings: tuple[str, ...] = (".html", ".apkg"),
) -> Path:
    """A deck as a build leaves it behind."""
    folder = place / "decks" / name
    folder.mkdir(parents=True)
    quoted = (title or name).replace("\\", "\\\\").replace('"', '\\"')
    (folder / "deck.toml").write_text(f'title = "{quoted}"\nsources = ["*"]\n{more}', encoding="utf-8")
    _, after, _ = lock.update(lock.Lock.empty(name), items or BALLOONS, NOW)
    (folder / "deck.lock.json").write_bytes(lock.dump(after))
    for ending in endings:
        (folder / f"{name}{ending}").write_text("x", encoding="utf-8")
    return folder


def page(place: Path) -> str:
    found = decklist.page(place)
    assert isinstance(found, decklist.Page), found
    assert found.path == place / "decks" / "index.html"
    return found.content.decode()


def entries(text: str) -> list[str]:
    return text.partition('<ul class="decks">')[2].split("\n<li>\n")[1:]


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', text)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with its sample deck and a neighbour, which was built before."""
    lay_out(tmp_path)
    add(tmp_path, "balloons", title="The first balloons")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_deck_with_a_quiz_is_listed_with_its_figures(tmp_path: Path) -> None:
    add(tmp_path, "moon", title="The Moon", more='description = "Far away"\n', endings=(".html", ".worksheet.html"))
    add(tmp_path, "balloons", when(), title="Balloons")
    add(tmp_path, "unbuilt", endings=(".apkg", ".json"))
    (tmp_path / "decks" / "nodeck").mkdir()
    (tmp_path / "decks" / "nodeck" / "nodeck.html").write_text("x", encoding="utf-8")
    balloons, moon = entries(page(tmp_path))
    assert ">Balloons</a></h2>" in balloons
    assert '<p class="figures">1 question · 1 source</p>' in balloons
    assert "<li>Dates <b>1</b></li></ul>" in balloons
    assert 'class="about"' not in balloons
    assert links(balloons) == ["balloons/balloons.html", "balloons/balloons.apkg"]
    assert ">Far away</p>" in moon
    assert '<p class="figures">4 questions · 2 sources</p>' in moon
    assert "<li>Dates <b>2</b></li><li>Who said it <b>1</b></li><li>Numbers <b>1</b></li></ul>" in moon
    assert links(moon) == ["moon/moon.html", "moon/moon.worksheet.html"]


def test_cards_that_went_away_do_not_count(tmp_path: Path) -> None:
    path = add(tmp_path, "moon") / "deck.lock.json"
    _, after, _ = lock.update(lock.load(path, "moon"), BALLOONS[:2], NOW)
    path.write_bytes(lock.dump(after))
    assert "2 questions · 1 source<" in page(tmp_path)


def test_without_a_quiz_there_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    assert decklist.page(tmp_path) is None
    add(tmp_path, "moon", endings=(".json",))
    assert decklist.page(tmp_path) is None


@pytest.mark.parametrize(
    ("damaged", "content"),
    {
        "deck.lock.json": [None, b"", b"{ not a lock", b"\xff\xfe", b'{"format": "quizgen.lock/2", "deck": "moon"}'],
        "deck.toml": [b"title = ", b"\xff", b'title = "The Moon"\n', b'titel = "The Moon"\nsources = ["*"]\n'],
    }.items(),
)
def test_a_damaged_neighbour_is_listed_without_what_cannot_be_read(
    damaged: str, content: list[bytes | None], tmp_path: Path
) -> None:
    folder = add(tmp_path, "moon", title="The Moon", more='description = "Far away"\n')
    whole = page(tmp_path)
    for bytes_ in content:
        (folder / damaged).unlink(missing_ok=True)
        if bytes_ is not None:
            (folder / damaged).write_bytes(bytes_)
        (entry,) = entries(page(tmp_path))
        assert links(entry) == links(whole)
        figures, titled = "4 questions" in entry, ">The Moon</a>" in entry and "Far away" in entry
        assert (figures, titled) == ((False, True) if damaged == "deck.lock.json" else (True, False))
        assert titled or ">moon</a>" in entry


def test_a_lock_with_kinds_of_a_later_quizgen_gives_no_figures(tmp_path: Path) -> None:
    path = add(tmp_path, "moon") / "deck.lock.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"when"', '"why"'), encoding="utf-8")
    (entry,) = entries(page(tmp_path))
    assert "figures" not in entry
    assert "kinds" not in entry


def test_the_page_speaks_the_language_on_which_all_decks_agree(tmp_path: Path) -> None:
    for name in ("one", "two"):
        add(tmp_path, name, more='interface = "de"\n')
    german = page(tmp_path)
    assert '<html lang="de">' in german
    assert "<h1>Alle Quiz</h1>" in german
    assert ">Anki-Paket</a>" in german
    assert "4 Fragen · 2 Quellen" in german
    broken = add(tmp_path, "broken") / "deck.toml"
    broken.write_text("title = ", encoding="utf-8")
    assert '<html lang="de">' in page(tmp_path), "a deck that cannot be read has no say"
    add(tmp_path, "three")
    assert '<html lang="en">' in page(tmp_path)
    assert "<h1>All quizzes</h1>" in page(tmp_path)


def test_text_stays_text(tmp_path: Path) -> None:
    plain = re.findall(r"</?\w+\b", index.render([index.Listed("x", "x/x.html", "x")], "en").decode())
    listed = index.render([index.Listed(HOSTILE, "x/x.html", HOSTILE)], "en").decode()
    assert listed.count(escape(HOSTILE).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")) == 2
    assert re.findall(r"</?\w+\b", listed) == plain, "no element comes of it"


@pytest.mark.parametrize("name", ["Mühle #1", "a?b=c&d", "javascript:alert(1)", "100%41", "index", "<b>", 'say "so"'])
def test_addresses_lead_to_their_files_whatever_they_are_called(name: str, tmp_path: Path) -> None:
    add(tmp_path, name, title="T")
    found = links(page(tmp_path))
    assert len(found) == 2
    for link in found:
        assert re.fullmatch(r"[\w.~%/-]+", link, re.ASCII)
        assert (tmp_path / "decks" / unquote(link)).is_file()


def test_a_name_that_is_no_text_is_listed_too(tmp_path: Path) -> None:
    folder = tmp_path / "decks" / "caf\udce9"
    try:
        folder.mkdir(parents=True)
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    for name in ("deck.toml", "caf%E9.html"):
        (folder / name).write_text("", encoding="utf-8")
    assert ">caf%E9</a>" in page(tmp_path)
    assert links(page(tmp_path)) == ["caf%E9/caf%25E9.html"]


def test_the_page_forbids_everything_but_its_own_style(tmp_path: Path) -> None:
    add(tmp_path, "moon")
    text = page(tmp_path)
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', text)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'",
        policy.replace("&#39;", "'"),
    )
    assert not re.search(r"<(script|link|img|iframe|base|form)\b| (src|style|on\w+)=", text)


@pytest.mark.parametrize("format", ["html", "worksheet"])
def test_pages_say_that_quizgen_wrote_them(format: str) -> None:
    for written in (FORMATS[format].render(deck(when())), index.render([], "en")):
        assert project.GENERATED in written[: project.HEAD]


def test_a_build_of_one_deck_lists_its_neighbours_and_says_so(sample: Path) -> None:
    done = run("build", "mill-bridge", "--format", "html")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == "decks/index.html: 2 decks"
    assert done.stderr == ""
    text = (sample / "decks" / "index.html").read_text(encoding="utf-8")
    assert [">The first balloons</a>" in entries(text)[0], ">The bridge at Hallow Mill</a>" in entries(text)[1]]
    assert links(text) == ["balloons/balloons.html", "balloons/balloons.apkg", "mill-bridge/mill-bridge.html"]
    known = lock.load(sample / "decks" / "mill-bridge" / "deck.lock.json", "mill-bridge")
    assert f'<p class="figures">{len(known.items)} questions · 1 source</p>' in text


def test_the_same_decks_give_the_same_bytes_and_no_new_file(sample: Path) -> None:
    run("build", "mill-bridge", "--format", "html")
    path = sample / "decks" / "index.html"
    before = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino
    (sample / "decks" / "balloons" / "deck.lock.json").touch()
    run("build", "mill-bridge", "--format", "html")
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert not [path for path in (sample / "decks").iterdir() if path.name.endswith(".tmp")]


def test_a_page_that_is_not_ours_is_kept(sample: Path) -> None:
    path = sample / "decks" / "index.html"
    path.write_text(FOREIGN, encoding="utf-8")
    done = run("build", "mill-bridge", "--format", "json")
    assert done.exit_code == 0
    assert done.stderr.startswith("warning: decks/index.html: was not written by quizgen, so it is kept (")
    assert "index.html" not in done.stdout
    assert path.read_text(encoding="utf-8") == FOREIGN
    path.unlink()
    add(sample, "index.html")
    done = run("build", "mill-bridge", "--format", "json")
    assert (done.exit_code, done.stderr.count("warning: decks/index.html: ")) == (0, 1)


def test_a_deck_that_fails_leaves_the_page_to_the_others(sample: Path) -> None:
    (sample / "decks" / "balloons" / "deck.toml").write_text("title = ", encoding="utf-8")
    done = run("build", "--format", "json")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "decks/index.html: 1 deck"
    assert ">balloons</a>" in (sample / "decks" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_an_error(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decklist, "page", lambda _: decklist.Page(sample / "sources" / "mill-bridge.md" / "x", b"", 1))
    done = run("build", "mill-bridge", "--format", "json")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: ")


def test_nothing_else_writes_the_page(sample: Path) -> None:
    path = sample / "decks" / "index.html"
    assert run("build", "sources/mill-bridge.md", "-o", "out", "--format", "json").exit_code == 0
    assert not path.exists()
    assert not (sample / "out" / "index.html").exists()
    assert run("diff", "mill-bridge").exit_code == 0
    assert not path.exists()


def test_the_page_is_no_document(sample: Path) -> None:
    run("build", "mill-bridge", "--format", "json")
    assert (sample / "decks" / "index.html").is_file()
    assert [path.name for path in project.documents_in(sample)] == ["mill-bridge.md"]
    (sample / "decks" / "index.html").write_text(FOREIGN, encoding="utf-8")
    assert [path.name for path in project.documents_in(sample)] == ["index.html", "mill-bridge.md"]


def test_git_ignores_the_page(checkout: Path) -> None:
    for name in (".gitignore", "templates/project/gitignore"):
        assert "decks/index.html" in (checkout / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.browser
def test_the_page_can_be_read_by_everyone_and_leads_to_the_quiz(browser: Browser, tmp_path: Path) -> None:
    add(tmp_path, "Mühle #1?", title="The mill", more=f'description = "{"long " * 40}"\n')
    add(tmp_path, "x", title="T" * 500, endings=(".html", ".apkg", ".worksheet.html"))
    found = decklist.page(tmp_path)
    assert isinstance(found, decklist.Page)
    found.path.write_bytes(found.content)
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            view = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            view.goto(found.path.as_uri())
            assert view.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(view).response["violations"] == []
            view.get_by_role("link", name="Anki package The mill").wait_for()
            view.get_by_role("link", name="The mill", exact=True).click()
            assert view.locator("body").text_content() == "x"
            view.close()
