"""
One small project from its sources to its files: what the whole program makes of it, to the last character.

`pytest tests/test_golden.py --rewrite` accepts what the program makes now; read the diff before you commit it.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "kestrel.json"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the golden project, as the working folder."""
    folder = tmp_path / "project"
    shutil.copytree(GOLDEN, folder)
    monkeypatch.chdir(folder)
    return folder


def build() -> None:
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 0, done.output


def written(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "decks" / "kestrel").iterdir()}


def test_the_deck_is_as_accepted(project: Path, rewrite: bool) -> None:
    build()
    made = (project / "decks" / "kestrel" / "kestrel.json").read_bytes()
    if rewrite:
        EXPECTED.write_bytes(made)
    assert made.decode() == EXPECTED.read_text(encoding="utf-8"), "right? then pytest tests/test_golden.py --rewrite"


def test_a_second_build_changes_no_byte(project: Path) -> None:
    build()
    first = written(project)
    assert first.keys() == {
        "deck.toml",
        "deck.lock.json",
        "kestrel.html",
        "kestrel.apkg",
        "kestrel.json",
    }
    build()
    assert written(project) == first


def test_a_lost_lock_gives_the_same_questions(project: Path) -> None:
    """Ids come from what is asked, so that a lock that was never committed costs no learner's history."""
    build()
    first = written(project)
    (project / "decks" / "kestrel" / "deck.lock.json").unlink()
    build()
    assert written(project)["kestrel.json"] == first["kestrel.json"]


@pytest.mark.parametrize("deck", ["moon", "syria-2015"])
def test_a_committed_lock_is_that_of_its_deck(
    deck: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of rules or sources: `make build`, and commit the locks with the change."""
    for name in ("sources", "decks"):
        shutil.copytree(checkout / name, tmp_path / name)
    lock = tmp_path / "decks" / deck / "deck.lock.json"
    committed = lock.read_bytes()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["build", deck, "--format", "json"])
    assert done.exit_code == 0, done.output
    assert lock.read_bytes() == committed
