"""Five real news texts, where they are there: how much is asked of what a teacher would ask, how much wrongly."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main

AT_LEAST = {"items": 120, "quotes_worthy": 50, "facts_must": 35}
AT_MOST = {"who_said_wrong": 3, "when_wrong": 2}


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the deck of the five texts in every format."""
    folder = tmp_path_factory.mktemp("seeds")
    seeds = [str(path) for path in sorted((shared / "seeds").glob("*.txt"))]
    done = CliRunner().invoke(main, ["build", *seeds, "--format", "json,html,apkg", "-o", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def figures(shared: Path, built: Path) -> dict[str, float]:
    """What the scorer says of the deck."""
    command = [sys.executable, str(shared / "bench" / "score_coverage.py"), str(shared / "gold"), "--json"]
    done = subprocess.run([*command, str(built / "seeds.json")], capture_output=True, text=True, check=True)
    scored: dict[str, float] = json.loads(done.stdout)
    return scored


@pytest.mark.parametrize("figure", AT_LEAST)
def test_enough_is_asked(figures: dict[str, float], figure: str) -> None:
    assert figures[figure] >= AT_LEAST[figure], figures


@pytest.mark.parametrize("figure", AT_MOST)
def test_little_is_asked_wrongly(figures: dict[str, float], figure: str) -> None:
    assert figures[figure] <= AT_MOST[figure], figures


def test_every_format_is_written(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {"seeds.json", "seeds.html", "seeds.apkg", "seeds.lock.json"}


def test_evidence_is_verbatim(built: Path, shared: Path) -> None:
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in (shared / "seeds").glob("*.txt")}
    for item in json.loads((built / "seeds.json").read_text(encoding="utf-8"))["items"]:
        for evidence in item["evidence"]:
            assert texts[evidence["document"]][evidence["start"] : evidence["end"]] == evidence["text"], item["stem"]
