"""The wheel alone, away from the checkout, gives a working `quizgen`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen import __version__


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "--target", str(folder / "site"), str(wheel)], cwd=folder, check=True, capture_output=True)
    return folder / "site"


def quizgen(installed: Path, folder: Path, *arguments: str) -> str:
    """Run the installed program in a folder; its dependencies come from this environment."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, str(installed / "bin" / "quizgen"), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert quizgen(installed, tmp_path, "--version") == f"quizgen {__version__}\n"


def test_a_new_project_builds(installed: Path, tmp_path: Path) -> None:
    quizgen(installed, tmp_path, "init", "new")
    printed = quizgen(installed, tmp_path / "new", "build")
    written = {path.suffix for path in (tmp_path / "new" / "decks").glob("*/*") if path.name != "deck.lock.json"}
    assert {".html", ".apkg", ".json"} <= written, printed


def test_the_wheel_holds_every_template(installed: Path, checkout: Path) -> None:
    def held(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert held(installed / "quizgen" / "templates") == held(checkout / "templates")
