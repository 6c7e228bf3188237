"""Proving a built deck: what holds, and each way in which it may not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.scaffold import lay_out

TEXT = """The mill

The Hallow Mill Bridge opened on 14 September 1873. Margaret Oakes left Hallow Mill on Monday.

“We will mend the old mill wheel before the winter comes,” said Ada Brook, the mayor of Hallow Mill.
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The JSON of a deck of one loose document, seen from its folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", "mill.txt", "-o", "out", "--format", "json").exit_code == 0
    return Path("out") / "mill.json"


def first(deck: Any) -> Any:
    return deck["items"][0]


def changed(path: Path, change: Callable[[Any], object]) -> None:
    deck = json.loads(path.read_text(encoding="utf-8"))
    change(deck)
    path.write_text(json.dumps(deck), encoding="utf-8")


def test_a_deck_as_built_is_proved(built: Path) -> None:
    result = run("verify", str(built))
    assert (result.exit_code, result.stdout) == (0, f"{built}: 2 cards of 1 document, 0 faults\n")


def test_every_deck_of_a_project_is_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("build").exit_code == 0
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.count("0 faults") == len(list((tmp_path / "decks").glob("*/deck.toml")))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda deck: first(deck).update(key="15 September 1873"), "nothing in its evidence gives “15 September 1873”"),
        (lambda deck: deck["items"][1].update(key="Anna Brook", explanation=""), "nothing in its evidence gives “Anna"),
        (lambda deck: first(deck)["evidence"][0].update(text="The bridge closed."), "its evidence does not stand at"),
        (lambda deck: first(deck)["evidence"][0].update(answer=[0, 3]), "nothing in its evidence gives"),
        (lambda deck: first(deck)["evidence"][0].update(document="hill"), "its document hill is not one of the deck's"),
        (lambda deck: first(deck).update(distractors=["a", "a", "b"]), "an option is offered twice"),
        (lambda deck: first(deck).update(distractors=["a", first(deck)["key"], "b"]), "or is the answer"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_listed(built: Path, change: Callable[[Any], object], what: str) -> None:
    changed(built, change)
    result = run("verify", str(built))
    assert result.exit_code == 1
    assert what in result.stderr
    assert f", {result.stderr.count('error: ')} fault" in result.stdout


def test_a_source_that_changed_is_named_once(built: Path) -> None:
    Path("mill.txt").write_text(TEXT.replace("Monday", "Sunday"), encoding="utf-8")
    result = run("verify", str(built))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "error: mill.txt: has changed since the deck was built (build it again with quizgen build)"
    ]


def test_a_source_that_went_away_is_named(built: Path) -> None:
    Path("mill.txt").unlink()
    result = run("verify", str(built))
    assert result.exit_code == 1
    assert "mill.txt: no such file" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("none.json", None, "neither a deck of a project here nor a file or folder"),
        ("other.json", "{}", "is no deck in JSON, or of another version of quizgen"),
        ("broken.json", '{"format": ', "is no deck in JSON, or of another version of quizgen"),
        ("page.html", "<p>", "is no built deck"),
    ],
)
def test_what_is_no_deck_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path(name).write_text(text, encoding="utf-8")
    result = run("verify", name)
    assert result.exit_code == 1
    assert f"error: {name}: {what}" in result.stderr


def test_a_deck_that_was_not_built_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run("verify")
    assert result.exit_code == 1
    assert "not built, or not as JSON (quizgen build" in result.stderr
