"""Projects: what the user names becomes a plan, and a plan the files of one deck."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizgen import lock, project
from quizgen.deckfile import DeckFile, load_deck_file
from quizgen.errors import DeckError, OutputError, QuizgenError, SourceError
from quizgen.scaffold import lay_out

NOW = datetime(2024, 5, 1, 12, 0, 0, tzinfo=UTC)
LATER = datetime(2025, 6, 2, 13, 0, 0, tzinfo=UTC)

SLUGS = {
    "The Moon": "the-moon",
    "  Who, what & when?  ": "who-what-when",
    "Война и мир": "война-и-мир",
    "الحرب الجوية": "الحرب-الجوية",
    "Curaçao — Þingvellir": "curaçao-þingvellir",
    "../../etc/passwd": "etc-passwd",
    "हिन्दी भाषा": "हिन्दी-भाषा",
    "???": "",
    "x" * 200: "x" * 60,
}

DECK = 'title = "Ferries"\nsources = ["*.md"]\n'

# What a deck.toml says, and what the message must say about it.
MISTAKES = {
    "unknown key": (DECK + 'kind = ["when"]\n', "kind: unknown key (did you mean kinds? known: title, "),
    "missing title": ('sources = ["*.md"]\n', 'title: missing (add title = "…")'),
    "missing sources": ('title = "Ferries"\n', 'sources: missing (add sources = ["*"])'),
    "typo in a needed key": ('titel = "Ferries"\nsources = ["*.md"]\n', "titel: unknown key (did you mean title?"),
    "empty title": ('title = "  "\nsources = ["*.md"]\n', "title: is empty"),
    "no pattern": ('title = "Ferries"\nsources = []\n', "sources: is empty"),
    "text for a list": ('title = "Ferries"\nsources = "*.md"\n', 'sources: is not a list (write sources = ["…", "…"])'),
    "kind": (DECK + 'kinds = ["whom", "when"]\n', 'kinds: no kind "whom" ('),
    "date style": (DECK + 'date_style = "2015-10-07"\n', 'date_style: "2015-10-07" is no style of dates (known: "7 O'),
    "format": (
        DECK + 'formats = ["htm"]\n',
        'formats: no format "htm" (did you mean html? known: html, apkg, json, worksheet)',
    ),
    "interface": (DECK + 'interface = "fr"\n', 'interface: no language "fr" (known: en, de)'),
    "interface in a wrong shape": (DECK + "interface = 7\n", "interface: "),
    "note type": (
        DECK + 'note_types = { when = "typd" }\n',
        'note_types: no note type "typd" (did you mean typed? ',
    ),
    "kind of a note type": (DECK + 'note_types = { wen = "typed" }\n', 'note_types: no kind "wen"'),
    "note type that does not fit": (
        DECK + 'note_types = { who_said = "cloze" }\n',
        'note_types: "who_said" makes no note of the type "cloze" (it is for "cloze")',
    ),
    "subdecks": (DECK + 'subdecks = "yes please"\n', "subdecks: "),
    "tag": (DECK + 'tags = ["local history"]\n', 'tags: "local history" is no tag'),
    "number for text": ("title = 7\nsources = []\n", "title: "),
    "TOML": ('title = "Ferries"\nsources = [\n', "not valid TOML, "),
    "TOML line": ('title = "Ferries"\nsources\n', "line 2, column 8"),
}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    lay_out(tmp_path / "sample")
    return tmp_path / "sample"


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("title", SLUGS)
def test_slug_keeps_letters_of_any_script(title: str) -> None:
    assert project.slug(title) == SLUGS[title]


@pytest.mark.parametrize("name", MISTAKES)
def test_deck_file_mistakes_name_file_and_key(name: str, tmp_path: Path) -> None:
    text, message = MISTAKES[name]
    path = write(tmp_path / "deck.toml", text)
    with pytest.raises(DeckError) as caught:
        load_deck_file(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_deck_file_of_a_windows_editor(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DECK.replace("\n", "\r\n").encode())
    assert load_deck_file(path) == DeckFile(title="Ferries", sources=("*.md",))


def test_deck_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(DECK.replace("Ferries", "Fähren").encode("latin-1"))
    with pytest.raises(DeckError, match="is not UTF-8 text"):
        load_deck_file(path)


def test_project_is_found_from_within(sample: Path) -> None:
    for inside in (sample, sample / "sources", sample / "decks" / "mill-bridge"):
        found = project.find_project(inside)
        assert found is not None
        assert found.resolve() == sample.resolve()
        assert project.deck_names(found) == ("mill-bridge",)


def test_no_project_is_none(tmp_path: Path) -> None:
    assert project.find_project(tmp_path) is None


def test_sources_keep_the_order_of_their_patterns_and_come_once(sample: Path) -> None:
    for name in ("b.md", "a.txt", "c.txt", "c.toml", ".hidden.txt", "picture.png"):
        write(sample / "sources" / "more" / name, "x")
    write(
        sample / "decks" / "two" / "deck.toml",
        'title = "Two"\nsources = ["more/c.*", "**/*.txt", "more", "more/b.md"]\n',
    )
    plan = project.plan_deck(sample, "two")
    assert [path.name for path in plan.sources] == ["c.txt", "a.txt", "b.md"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    {
        "ferry/*.md": 'sources: no document matches "ferry/*.md" (sources/ holds 1 document; quizgen reads ',
        "../secret.md": 'sources: "../secret.md" leads out of sources/',
        "/etc/*": 'sources: "/etc/*" leads out of sources/',
        "a**": 'sources: "a**" is no pattern',
    }.items(),
)
def test_patterns_that_lead_nowhere(pattern: str, message: str, sample: Path) -> None:
    write(sample / "decks" / "two" / "deck.toml", f'title = "Two"\nsources = ["{pattern}"]\n')
    with pytest.raises(DeckError) as caught:
        project.plan_deck(sample, "two")
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(sample / "decks" / "two" / "deck.toml"))


def test_project_without_sources(sample: Path) -> None:
    (sample / "sources").rename(sample / "texts")
    with pytest.raises(DeckError, match="sources: there is no folder"):
        project.plan_deck(sample, "mill-bridge")


def test_deck_file_decides_the_options(sample: Path) -> None:
    write(
        sample / "decks" / "two" / "deck.toml",
        'title = "Two"\nsources = ["*"]\nkinds = ["when"]\ndate_style = "October 7, 2015"\nformats = ["json"]\n'
        'interface = "de"\n',
    )
    plan = project.plan_deck(sample, "two")
    assert plan.options.kinds == ("when",)
    assert plan.options.date_style == "mdy"
    assert plan.interface == "de"
    assert plan.formats == ("json",)
    assert project.plan_deck(sample, "two", ("html",)).formats == ("html",)


def test_loose_names(tmp_path: Path) -> None:
    one = write(tmp_path / "Moon notes" / "first_landing.txt", "x")
    two = write(tmp_path / "Moon notes" / "second.txt", "x")
    three = write(tmp_path / "elsewhere" / "third.txt", "x")
    out = tmp_path / "out"

    def named(*paths: Path, title: str | None = None) -> tuple[str, str]:
        plan = project.plan_loose(paths, out, title=title)
        return plan.id, plan.title

    assert named(one) == ("first_landing", "first landing")
    assert named(tmp_path / "Moon notes") == ("moon-notes", "moon notes")
    assert named(one, two) == ("moon-notes", "moon notes")
    assert named(one, three) == ("quiz", "quiz")
    assert named(one, title="Первые шаги") == ("первые-шаги", "Первые шаги")
    assert named(one, title="!!!") == ("quiz", "!!!")
    assert project.plan_loose([one], out).lock == out / "first_landing.lock.json"


def test_quizzes_are_not_read_as_documents(tmp_path: Path) -> None:
    write(tmp_path / "page.html", "x")
    write(tmp_path / "notes.html", "x")
    write(tmp_path / "notes.lock.json", "{}")
    write(tmp_path / "decks" / "moon" / "deck.toml", DECK)
    write(tmp_path / "decks" / "moon" / "moon.html", "x")
    assert [path.name for path in project.documents_in(tmp_path)] == ["page.html"]


def test_a_document_is_never_overwritten(tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", "x")
    with pytest.raises(OutputError, match="the quiz would overwrite this document"):
        project.plan_loose([page], tmp_path)
    assert project.plan_loose([page], tmp_path, title="Moon").output("html") == tmp_path / "moon.html"


def test_a_deck_never_overwrites_its_lock(sample: Path) -> None:
    write(sample / "decks" / "deck.lock" / "deck.toml", 'title = "Two"\nsources = ["*"]\n')
    with pytest.raises(OutputError, match="its own lock"):
        project.plan_deck(sample, "deck.lock")


def test_folder_without_documents(tmp_path: Path) -> None:
    write(tmp_path / "picture.png", "x")
    with pytest.raises(SourceError, match="no document in this folder"):
        project.documents_in(tmp_path)


def test_rebuild_changes_no_byte(sample: Path) -> None:
    plan = project.plan_deck(sample, "mill-bridge")
    project.write(project.build(plan, NOW))
    first = tree(sample)
    project.write(project.build(plan, LATER))
    assert tree(sample) == first


def test_build_is_whole(sample: Path) -> None:
    plan = project.plan_deck(sample, "mill-bridge")
    built = project.build(plan, NOW)
    assert not list((sample / "decks" / "mill-bridge").glob("*.json")), "build itself writes nothing"
    deck = json.loads(built.files[plan.output("json")])
    known = lock.load(plan.lock, plan.id)
    assert not known.items
    project.write(built)
    known = lock.load(plan.lock, plan.id)
    assert {item["id"] for item in deck["items"]} == {entry.id for entry in known.items}
    assert [path.name for path in built.files] == [
        "mill-bridge.html",
        "mill-bridge.apkg",
        "mill-bridge.json",
        "deck.lock.json",
    ]


def test_cards_that_go_away_are_said_once(sample: Path) -> None:
    plan = project.plan_deck(sample, "mill-bridge")
    project.write(project.build(plan, NOW))
    source = sample / "sources" / "mill-bridge.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("The Hallow Mill Bridge opened on 14 September 1873. ", ""), encoding="utf-8")
    built = project.build(plan, LATER)
    assert len(built.deck.retired) == 1
    assert ["1 card of the last build went away" in notice.what for notice in built.notices] == [True]
    project.write(built)
    assert not project.build(plan, LATER).notices


def test_a_lock_of_another_deck_stops_the_build_before_the_work(sample: Path) -> None:
    plan = project.plan_deck(sample, "mill-bridge")
    write(plan.lock, "{ not a lock")
    with pytest.raises(QuizgenError, match=r"deck\.lock\.json"):
        project.build(plan, NOW)
    assert plan.lock.read_text(encoding="utf-8") == "{ not a lock"


def test_up_to_ten_cards_that_went_away_are_listed(tmp_path: Path) -> None:
    def builds(*numbers: int) -> project.Built:
        # All in one month, so that no card asks for their order.
        lines = [f"The Denton{'abcdefghijklm'[number]} Bridge opened on {number + 3} May 1875." for number in numbers]
        lines.append("The Corton Bridge opened in May 1875.")
        plan = project.plan_loose([write(tmp_path / "a.txt", "\n\n".join(["The bridges", *lines]))], tmp_path)
        built = project.build(plan, NOW)
        project.write(built)
        return built

    builds(*range(13))
    (notice,) = builds(*range(2, 13)).notices
    assert notice.what.startswith("2 cards of the last build went away: “On what date did ")
    assert "more" not in notice.what
    (notice,) = builds(12).notices
    assert notice.what.count("“") == 10
    assert notice.what.startswith("10 cards of the last build went away: “")
    builds(*range(13))
    (notice,) = builds(12).notices
    assert notice.what.startswith("12 cards of the last build went away: “")
    assert notice.what.count("“") == 10
    assert notice.what.endswith("; and 2 more")


def test_another_deck_on_the_same_lock_is_said(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "The bridge\n\nThe Denton Bridge opened on 4 May 1875.\n")
    two = write(tmp_path / "two.txt", "The ferry\n\nThe Corton Ferry sank on 9 June 1901.\n")
    built = [project.build(project.plan_loose([one], tmp_path / "out", title="Quiz"), NOW)]
    project.write(built[0])
    built.append(project.build(project.plan_loose([one, two], tmp_path / "out", title="Quiz"), NOW))
    built.append(project.build(project.plan_loose([two], tmp_path / "out", title="Quiz"), NOW))
    said = [[notice for notice in each.notices if "other sources" in notice.what] for each in built]
    assert [len(notices) for notices in said] == [0, 0, 1]
    assert str(said[2][0]).startswith(f"{tmp_path / 'out' / 'quiz.lock.json'}: was made from other sources (one); ")


def test_a_renamed_source_is_no_other_deck(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", "The bridge\n\nThe Denton Bridge opened on 4 May 1875.\n")
    project.write(project.build(project.plan_loose([one], tmp_path / "out", title="Quiz"), NOW))
    two = one.rename(tmp_path / "two.txt")
    assert not project.build(project.plan_loose([two], tmp_path / "out", title="Quiz"), NOW).notices
