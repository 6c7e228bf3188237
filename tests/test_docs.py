"""The documentation, held to its word: nothing is missing, examples run, links and paths lead somewhere."""

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from quizgen.annotation import Basis, TimexType
from quizgen.cli import main
from quizgen.deckfile import DeckFile
from quizgen.extraction import DocumentRecord, FactRecord, QuotationRecord, TimexRecord
from quizgen.item import Kind, Reason
from quizgen.metadata import Metadata
from quizgen.pipeline import Options, make
from quizgen.readers import READERS, read
from quizgen.renderers import FORMATS

CHECKOUT = Path(__file__).parents[1]
PAGES = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").glob("*.md"), *(CHECKOUT / "benchmarks").glob("*.md")])
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PICTURES = sorted((CHECKOUT / "docs" / "images").glob("*.png"))
PICTURE_BYTES = 120_000
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
PATH = re.compile(r"`(?P<path>(?:quizgen|templates|tests|docs|benchmarks|requirements|sources|decks)/[\w./-]*)`")


def page(name: str) -> str:
    return (CHECKOUT / "docs" / name).read_text(encoding="utf-8")


def options() -> Iterator[tuple[str, str]]:
    """Every command with every option that it has."""
    for name, command in main.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, spelling) for spelling in parameter.opts)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_command_is_documented_and_has_examples(name: str) -> None:
    assert f"`quizgen {name}" in README
    assert "quizgen " + name in (main.commands[name].epilog or "")


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_an_option_is_documented(command: str, option: str) -> None:
    rows = "\n".join(line for line in README.splitlines() if line.startswith(f"| `quizgen {command}"))
    assert f"`{option}`" in rows


def test_the_readme_opens_with_a_sentence_and_its_question() -> None:
    sentence = re.search(r"^> (.+)$", README, re.MULTILINE)
    question = re.search(r"^\*\*(?P<stem>.+\?)\*\* → (?P<key>.+)$", README, re.MULTILINE)
    assert sentence and question
    source = next(path for path in sorted((CHECKOUT / "sources").rglob("*")) if holds(path, sentence[1]))
    document = read(source)
    asked = {item.stem: item for item in make([document], Options()).items}
    assert question["stem"] in asked, sorted(asked)
    item = asked[question["stem"]]
    assert item.key == question["key"]
    assert "“Wednesday” + heading “30 September 2015”" in item.explanation


def holds(path: Path, sentence: str) -> bool:
    return path.is_file() and path.suffix in READERS and sentence in path.read_text(encoding="utf-8")


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = tmp_path / "readings"
    readings.mkdir()
    shutil.copy(CHECKOUT / "tests" / "golden" / "sources" / "storm.md", readings / "storm.md")
    shutil.copy(CHECKOUT / "tests" / "golden" / "sources" / "wall.txt", readings / "report.txt")
    monkeypatch.chdir(tmp_path)
    lines = [line for block in re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S) for line in block.splitlines()]
    assert lines
    for line in lines:
        program, *arguments = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            continue
        if not Path("readings").is_dir() and "readings" in line:
            monkeypatch.chdir(tmp_path)
        assert program == "quizgen", line
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, f"{line}\n{done.output}"
    assert {"readings.html", "readings.apkg", "readings.json"} <= {path.name for path in (tmp_path / "out").iterdir()}
    assert list((tmp_path / "history" / "decks").glob("*/*.apkg"))
    assert (tmp_path / "found.jsonl").is_file()


def test_the_commands_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for path in PAGES for name in re.findall(r"\bmake ([a-z]+)[`\n]", path.read_text(encoding="utf-8"))}
    assert {"build", "test"} <= named <= targets


def test_continuous_integration_runs_make_test() -> None:
    assert (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "make test"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_shown_and_told_in_words(picture: Path) -> None:
    assert picture.stat().st_size <= PICTURE_BYTES
    pages = f"{README}\n{page('anki.md')}\n{page('quiz.md')}"
    shown = re.search(rf"!\[(?P<words>[^\]]*)\]\((?:docs/)?images/{re.escape(picture.name)}\)", pages)
    assert shown, "no page shows it"
    assert len(shown["words"].split()) >= 5


def test_the_architecture_names_every_module() -> None:
    text = page("architecture.md")
    missing = []
    for path in sorted((CHECKOUT / "quizgen").rglob("*.py")):
        parts = path.relative_to(CHECKOUT).with_suffix("").parts
        room = "/".join(parts[:2])
        if parts[1] == "annotators" and len(parts) == 3:
            named = parts[2] == "__init__" or f"`{parts[2]}`" in text
        elif len(parts) > 2:
            named = f"`{room}/`" in text
        else:
            named = parts[1] == "__init__" or f"`{room}.py`" in text
        if not named:
            missing.append("/".join(parts))
    assert not missing


def test_the_annotators_of_the_architecture_exist() -> None:
    table = page("architecture.md").partition("## The annotators")[2].partition("## Decisions")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    names = [name.rstrip("/") for cell in cells for name in re.findall(r"`([\w/]+)`", cell)]
    assert names
    annotators = CHECKOUT / "quizgen" / "annotators"
    assert not [
        name for name in names if not (annotators / f"{name}.py").is_file() and not (annotators / name).is_dir()
    ]


def test_the_examples_of_the_how_to_are_a_rules_own() -> None:
    text = page("how-to-add-a-rule.md")
    rule = re.search(r"From\n`(quizgen/extractors/\w+\.py)`", text)
    assert rule
    source = (CHECKOUT / rule[1]).read_text(encoding="utf-8")
    table = text.partition("    FINDS = {")[2].partition("`tests/")[0]
    examples = re.findall(r'^ +("[^"]+"),$', table, re.MULTILINE)
    assert len(examples) >= 4
    assert not [example for example in examples if example not in source]


@pytest.mark.parametrize("record", [DocumentRecord, TimexRecord, QuotationRecord, FactRecord])
def test_every_key_of_extract_is_documented(record: type) -> None:
    text = page("file-formats.md").partition("## What `quizgen extract` writes")[2]
    assert not [key for key in record.__annotations__ if f"`{key}`" not in text]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for match in LINK.finditer(text):
        target, _, _ = match["target"].partition("#")
        if target and "://" not in target:
            assert (path.parent / target).exists(), target
    built = {f"decks/{folder.name}/{folder.name}{ending}" for folder in (CHECKOUT / "decks").iterdir()
             for ending in (".html", ".apkg", ".json")} | {"decks/index.html"}  # fmt: skip
    for match in PATH.finditer(text):
        assert (CHECKOUT / match["path"]).exists() or match["path"] in built, match["path"]


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tests = (CHECKOUT / "requirements" / "test.in").read_text(encoding="utf-8").splitlines()
    names = [Requirement(entry).name for entry in project["dependencies"]]
    names += [line for line in tests if line and line[0] not in "#-"]
    rows = re.findall(r"^\| `([\w-]+)` \| \S", page("dependencies.md"), re.MULTILINE)
    assert sorted(rows) == sorted(names)


@pytest.mark.parametrize(
    "keys", [Metadata.model_fields, DeckFile.model_fields], ids=["a document's metadata", "deck.toml"]
)
def test_every_key_of_a_file_is_documented(keys: dict[str, object]) -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", page("file-formats.md"), re.MULTILINE))
    assert keys.keys() <= rows


def test_the_glossary_has_every_reason_kind_and_basis() -> None:
    text = page("glossary.md")
    missing = [name for name in (*Reason, *Kind, *TimexType) if f"`{name}`" not in text]
    missing += [basis for basis in Basis if basis.value not in text]
    assert not missing


def test_the_readme_names_every_kind_and_format() -> None:
    endings = [format.extension for format in FORMATS.values()]
    assert not [name for name in (*Kind, *endings) if f"`{name}`" not in README]


def test_the_changelog_tells_which_cards_change() -> None:
    assert "### Cards that change identity" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
