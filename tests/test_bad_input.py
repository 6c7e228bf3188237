"""Bad input: one line that says where, what and what to do, the right exit code, nothing half-written."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.scaffold import lay_out

GOOD = (
    "The bridge\n\nThe Hallow Mill Bridge opened on 14 September 1873. Margaret Oakes left Hallow Mill on 3 May 1874.\n"
)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


def tree(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to stand in: one good deck, and room for a bad one."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def deck(text: str) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        (place / "decks" / "bad").mkdir()
        (place / "decks" / "bad" / "deck.toml").write_text(text, encoding="utf-8")

    return write


def file(name: str, content: bytes) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)

    return write


def nothing(_: Path) -> None:
    pass


def pipe(place: Path) -> None:
    os.mkfifo(place / "pipe.txt")


# What is wrong, the command, and what its one line must say.
CASES: dict[str, tuple[Callable[[Path], None], list[str], list[str]]] = {
    "a missing file": (nothing, ["build", "godo.txt"], ["godo.txt: ", "did you mean good.txt?"]),
    "a missing file beside a good one": (nothing, ["build", "good.txt", "absent.md"], ["absent.md: neither"]),
    "a mistyped deck": (nothing, ["build", "mil-bridge"], ["neither a deck", "did you mean mill-bridge?"]),
    "an empty file": (file("empty.txt", b""), ["build", "empty.txt"], ["empty.txt: "]),
    "a file of blanks": (file("blank.txt", b" \r\n\t\n"), ["build", "blank.txt"], ["blank.txt: "]),
    "a folder without documents": (file("pictures/a.png", b"x"), ["build", "pictures"], ["pictures: no document"]),
    "an empty folder": (lambda place: (place / "void").mkdir(), ["extract", "void"], ["void: no document"]),
    "a binary file named .txt": (
        file("music.txt", bytes(range(256)) * 40),
        ["build", "music.txt"],
        ["music.txt: ", "binary"],
    ),
    "a package named .txt": (file("deck.txt", b"PK\x03\x04" + bytes(99)), ["explain", "deck.txt"], ["deck.txt: "]),
    "a format that nobody reads": (file("a.xyz", b"Some words."), ["build", "a.xyz"], ["a.xyz: "]),
    "a folder to explain": (nothing, ["explain", "sources"], ["sources: is a folder"]),
    "a missing file to explain": (nothing, ["explain", "absent.txt"], ["absent.txt: "]),
    "a missing file to extract": (nothing, ["extract", "absent.txt"], ["absent.txt: no such file"]),
    "metadata with an unknown key": (
        file("good.toml", b'titel = "Bridge"\n'),
        ["build", "good.txt", "-o", "out"],
        ["good.toml: ", "titel: unknown key (did you mean title?"],
    ),
    "an output folder that is a file": (
        file("out", b"mine"),
        ["build", "good.txt", "-o", "out", "--format", "json"],
        ["out: cannot be a folder: out is a file"],
    ),
    "an output folder below a file": (
        file("out", b"mine"),
        ["build", "good.txt", "-o", "out/deeper", "--format", "json"],
        ["out/deeper: cannot be a folder: out is a file"],
    ),
    "a target that is a folder": (
        lambda place: (place / "good.json").mkdir(),
        ["build", "good.txt", "--format", "json"],
        ["good.json: is a folder"],
    ),
    "extract to a folder": (nothing, ["extract", "good.txt", "-o", "sources"], ["sources: is a folder"]),
    "a corrupt lock": (
        file("good.lock.json", b"{ not json"),
        ["build", "good.txt"],
        ["good.lock.json: ", "version control"],
    ),
    "a lock of something else": (file("good.lock.json", b'{"a": 1}'), ["build", "good.txt"], ["good.lock.json: "]),
    "standard input to build": (nothing, ["build", "-"], ["-: only explain reads standard input"]),
    "standard input to extract": (nothing, ["extract", "-"], ["-: only explain reads standard input"]),
    "a pipe to build": (pipe, ["build", "pipe.txt"], ["pipe.txt: is not a regular file (a pipe or a device)"]),
    "a pipe to extract": (pipe, ["extract", "pipe.txt"], ["pipe.txt: is not a regular file (a pipe or a device)"]),
    "a pipe to explain": (pipe, ["explain", "pipe.txt"], ["pipe.txt: is not a regular file (a pipe or a device)"]),
    "a name too long for the system": (nothing, ["build", "x" * 300], ["File name too long (give a shorter name)"]),
    "a project that is there": (nothing, ["init", "."], ["is there already"]),
    "a project in a file": (nothing, ["init", "good.txt"], ["good.txt"]),
    "a document that gives no card": (
        file("poem.txt", b"Roses are red.\n\nViolets are blue.\n"),
        ["build", "poem.txt"],
        ["poem.txt: no card could be made", "quizgen explain poem.txt"],
    ),
}

# A deck.toml that is wrong, and what its one line must say.
DECKS = {
    "unknown key": ('title = "B"\nsources = ["*"]\ncolour = "red"\n', ["decks/bad/deck.toml: colour: unknown key"]),
    "no match": ('title = "B"\nsources = ["x/*.md"]\n', ['no document matches "x/*.md"', "sources/ holds 1 document"]),
    "TOML": ('title = "B\n', ["decks/bad/deck.toml: not valid TOML, line 1"]),
    "kind": ('title = "B"\nsources = ["*"]\nkinds = ["whn"]\n', ['kinds: no kind "whn" (did you mean when?']),
}


@pytest.mark.parametrize("name", CASES)
def test_one_line_exit_1_and_nothing_written(name: str, place: Path) -> None:
    prepare, command, words = CASES[name]
    prepare(place)
    before = tree(place)
    result = run(*command)
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if not line.startswith("warning: ")]
    assert len(errors) == 1, result.stderr
    assert errors[0].startswith("error: ")
    for word in words:
        assert word in errors[0]
    assert result.stdout == ""
    assert tree(place) == before


@pytest.mark.parametrize("name", DECKS)
def test_other_decks_are_still_built(name: str, place: Path) -> None:
    text, words = DECKS[name]
    deck(text)(place)
    result = run("build", "--format", "json")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    for word in words:
        assert word in errors[0]
    assert (place / "decks" / "mill-bridge" / "mill-bridge.json").is_file()
    assert [path.name for path in (place / "decks" / "bad").iterdir()] == ["deck.toml"]


def test_a_corrupt_lock_of_a_deck_is_never_overwritten(place: Path) -> None:
    path = place / "decks" / "mill-bridge" / "deck.lock.json"
    path.write_bytes(b"<<<<<<< HEAD\n")
    deck('title = "B"\nsources = ["*"]\nformats = ["json"]\n')(place)
    result = run("build")
    assert result.exit_code == 1
    assert "decks/mill-bridge/deck.lock.json: " in result.stderr
    assert path.read_bytes() == b"<<<<<<< HEAD\n"
    assert not list(path.parent.glob("mill-bridge.*"))
    assert (place / "decks" / "bad" / "bad.json").is_file()


def test_a_wrong_name_among_decks_leaves_the_others(place: Path) -> None:
    result = run("build", "mill-bridge", "nowhere", "--format", "json")
    assert result.exit_code == 1
    assert "nowhere: neither a deck" in result.stderr
    assert (place / "decks" / "mill-bridge" / "mill-bridge.json").is_file()


def test_a_document_without_any_date_is_a_warning(place: Path) -> None:
    (place / "undated.txt").write_text("The mill\n\n“We will mend the old mill wheel before Monday,” said Ada Brook.\n")
    result = run("extract", "undated.txt")
    assert result.exit_code == 0
    assert "warning: undated.txt: no date, so “Monday” stays unresolved" in result.stderr
    assert "--published" in result.stderr


def test_a_guessed_encoding_is_a_warning(place: Path) -> None:
    (place / "old.txt").write_bytes((GOOD + "\nRené Dùpont left Hallow Mill on 4 May 1874.\n").encode("cp1252"))
    result = run("build", "old.txt", "--format", "json")
    assert result.exit_code == 0
    assert "warning: old.txt: is not UTF-8, so its encoding was guessed" in result.stderr
    (place / "old.txt").write_bytes(GOOD.encode("utf-16"))
    assert "encoding" not in run("build", "old.txt", "--format", "json").stderr


@pytest.mark.parametrize(
    "text",
    {
        "zero bytes": "On 3 May 2015 \x00the mill burnt.",
        "control characters": "On 3 May 2015 \x1b[31m\x07 the mill burnt.\x9b",
        "right to left": "قال الوزير “لن نغادر المدينة أبدا اليوم” في 3 مايو. \u202eOn 3 May 2015 it rained.",
        "lone marks": "“ ‘ « ' \" ” ’ » said he, she and it on 99/99/9999.",
        "quotation marks": '"' * 100_000,
        "one line": "On 3 May 2015 the council met. " + "It rained on the hills, and nobody came. " * 25_000,
    }.values(),
    ids=lambda text: text[:12].encode("ascii", "replace").decode(),
)
def test_hostile_text_is_read_and_survived(text: str, place: Path) -> None:
    (place / "hostile.txt").write_text(text, encoding="utf-8")
    result = run("extract", "hostile.txt", "-o", "out.jsonl")
    assert result.exit_code in (0, 1)
    if result.exit_code:
        assert result.stderr.startswith("error: hostile.txt: ")
