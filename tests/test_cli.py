"""The command line: what it prints where, and with which exit code it leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import __version__, pipeline
from quizgen.cli import main
from quizgen.explanation import WIDTH
from quizgen.scaffold import lay_out

CHECKOUT = Path(__file__).parents[1]
COMMANDS = ("build", "extract", "explain", "verify", "diff", "push", "init")
HEAVY = ("spacy", "pydantic", "genanki", "trafilatura", "rich", "jinja2", "rapidfuzz", "numpy")
TEXT = """The mill

The Hallow Mill Bridge opened on 14 September 1873. Margaret Oakes left Hallow Mill on Monday.

“We will mend the old mill wheel before the winter comes,” said Ada Brook, the mayor of Hallow Mill.
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(CHECKOUT)}


def run(*args: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=input, catch_exceptions=False)


def done(*args: str | Path, input: str | None = None) -> Result:
    result = run(*args, input=input)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def sample(place: Path) -> Path:
    lay_out(place)
    return place


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"], ["biuld"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys\nfrom quizgen.cli import main\n"
        f"try: main({args!r})\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert ran.stderr.splitlines()[-1] == "[]"


def test_version() -> None:
    assert done("--version").output == f"quizgen {__version__}\n"


def test_help_names_every_command() -> None:
    help = done("--help").output
    assert "Examples:" in help
    assert set(main.commands) == set(COMMANDS)
    assert all(f"  {command} " in help for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_examples(command: str) -> None:
    help = done(command, "--help").output
    assert f"\n    quizgen {command}" in help.partition("Examples:")[2]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["build", "--pubished", "2015-10-07", "mill.txt"], "--published"),
        (["biuld"], "build"),
        (["build", "mill.txt", "--published", "soon"], '"soon" is no date'),
        (["build", "mill.txt", "--published", "2015-02-30"], "is no date"),
        (["build", "mill.txt", "--format", "html,pdf"], '"pdf" is no format; known: html, apkg, json, worksheet'),
        (["build", "mill.txt", "--format", ","], "is no format"),
        (["extract"], "Missing argument"),
        (["explain"], "Missing argument"),
        (["init"], "Missing argument"),
        (["init", ""], "the name is empty"),
        (["build", ""], "One of the names is empty"),
        (["build", "mill.txt", "-o", ""], "the name is empty"),
        (["nothere.txt"], "Did you mean quizgen build nothere.txt?"),
        (["mill.txt"], "Did you mean quizgen build mill.txt?"),
        (["some/thing"], "Did you mean quizgen build some/thing?"),
    ],
)
def test_wrong_usage_is_exit_2(args: list[str], words: str, place: Path) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("option", [("-o", "out"), ("--title", "T"), ("--published", "2015-10-07")])
def test_options_of_loose_documents_are_no_options_of_decks(option: tuple[str, str], sample: Path) -> None:
    for words in ([], ["mill-bridge"]):
        result = run("build", *words, *option)
        assert result.exit_code == 2
        assert f"{option[0]} is for loose documents" in result.stderr


def test_decks_and_documents_do_not_mix(sample: Path) -> None:
    result = run("build", "mill-bridge", "mill.txt")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_build_without_a_project(place: Path) -> None:
    result = run("build")
    assert result.exit_code == 1
    assert "quizgen init DIR" in result.stderr


def test_build_reports_each_deck(sample: Path) -> None:
    (sample / "decks" / "second").mkdir()
    text = 'title = "Second"\nsources = ["*.md"]\nkinds = ["when"]\nformats = ["json"]\n'
    (sample / "decks" / "second" / "deck.toml").write_text(text, encoding="utf-8")
    result = done("build")
    lines = result.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "The bridge at Hallow Mill (mill-bridge)",
        "Second (second)",
        "decks/index.html: 1 deck",
    ]
    deck = json.loads((sample / "decks" / "mill-bridge" / "mill-bridge.json").read_text(encoding="utf-8"))
    assert lines[1].startswith(f"  {len(deck['items'])} cards from 1 of 1 source: ")
    for kind in ("when", "who_said", "how_many"):
        number = sum(item["kind"] == kind for item in deck["items"])
        assert number
        assert f"{number} {kind}" in lines[1]
    assert lines[2].startswith(f"  {len(deck['refusals'])} candidate")
    for name in ("mill-bridge.html", "mill-bridge.apkg", "mill-bridge.json", "deck.lock.json"):
        assert f"  decks/mill-bridge/{name}" in lines
        assert (sample / "decks" / "mill-bridge" / name).stat().st_size
    assert sorted(path.name for path in (sample / "decks" / "second").iterdir()) == [
        "deck.lock.json",
        "deck.toml",
        "second.json",
    ]
    assert result.stderr == ""


@pytest.mark.parametrize("word", ["mill-bridge", "decks/mill-bridge/", "decks/mill-bridge/deck.toml"])
def test_a_deck_by_name_or_by_its_folder(word: str, sample: Path) -> None:
    assert "(mill-bridge)" in done("build", word, "--format", "json").stdout
    assert (sample / "decks" / "mill-bridge" / "mill-bridge.json").is_file()


def test_build_from_below(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample / "sources")
    assert "  ../decks/mill-bridge/mill-bridge.json" in done("build", "--format", "json").stdout.splitlines()


def test_a_deck_named_twice_is_built_once(sample: Path) -> None:
    assert done("build", "mill-bridge", "decks/mill-bridge", "--format", "json").stdout.count("(mill-bridge)") == 1


def test_build_of_loose_documents(place: Path) -> None:
    done("build", "mill.txt", "-o", "out/quiz", "--title", "Die Mühle", "--published", "16 September 1873")
    names = sorted(path.name for path in (place / "out" / "quiz").iterdir())
    assert names == ["die-mühle.apkg", "die-mühle.html", "die-mühle.json", "die-mühle.lock.json"]
    deck = json.loads((place / "out" / "quiz" / "die-mühle.json").read_text(encoding="utf-8"))
    assert deck["title"] == "Die Mühle"
    assert {item["evidence"][0]["document"] for item in deck["items"]} == {"mill"}
    assert "15 September 1873" in {item["key"] for item in deck["items"]}, "Monday goes by --published"


def test_format_chooses_the_files(place: Path) -> None:
    done("build", "mill.txt", "--format", "json")
    assert sorted(path.name for path in place.iterdir()) == ["mill.json", "mill.lock.json", "mill.txt"]


def test_rebuild_changes_no_byte(place: Path) -> None:
    done("build", "mill.txt")
    before = {path: path.read_bytes() for path in place.iterdir()}
    assert len(before) == 5
    done("build", "mill.txt")
    assert {path: path.read_bytes() for path in place.iterdir()} == before


def test_a_folder_is_built_again_without_its_own_quiz(place: Path) -> None:
    first = done("build", ".", "--title", "Mill").stdout
    assert done("build", ".", "--title", "Mill").stdout == first


def test_warnings_go_to_stderr(place: Path) -> None:
    result = done("build", "mill.txt", "--format", "json")
    assert "warning: mill.txt: " in result.stderr
    assert "--published" in result.stderr
    assert "warning" not in result.stdout


def test_strict_takes_warnings_for_errors(place: Path) -> None:
    result = run("build", "mill.txt", "--format", "json", "--strict")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("error: mill: not written: 1 warning, and --strict")
    assert [path.name for path in place.iterdir()] == ["mill.txt"]
    done("build", "mill.txt", "--format", "json", "--strict", "--published", "1873-09-16")


def test_extract_writes_a_line_for_each_document(place: Path) -> None:
    (place / "deep").mkdir()
    (place / "deep" / "other.md").write_text("---\npublished: 2015-10-07\n---\n\nIt snowed yesterday.\n", "utf-8")
    result = done("extract", ".", "-o", "found.jsonl", "--published", "1873-09-16")
    assert result.stdout == ""
    other, mill = (json.loads(line) for line in (place / "found.jsonl").read_text(encoding="utf-8").splitlines())
    assert (other["document"], other["published"]) == ("other", "2015-10-07")
    assert [timex["value"] for timex in other["timexes"]] == ["2015-10-06"]
    assert (mill["document"], mill["published"]) == ("mill", "1873-09-16")
    for found in (*mill["timexes"], *mill["quotations"]):
        assert TEXT[found["start"] : found["end"]] == found["text"]
    (quotation,) = mill["quotations"]
    assert quotation["speaker_resolved"] == "Ada Brook"
    assert TEXT[quotation["speaker_start"] : quotation["speaker_end"]] == quotation["speaker"]
    assert mill["facts"]


def test_extract_to_stdout_is_the_same(place: Path) -> None:
    done("extract", "mill.txt", "-o", "found.jsonl", "--published", "1873-09-16")
    printed = done("extract", "mill.txt", "--published", "1873-09-16").stdout_bytes
    assert printed == (place / "found.jsonl").read_bytes()


def test_extract_to_a_dash_is_to_stdout(place: Path) -> None:
    printed = done("extract", "mill.txt", "-o", "-", "--published", "1873-09-16").stdout_bytes
    assert printed == done("extract", "mill.txt", "--published", "1873-09-16").stdout_bytes
    assert [path.name for path in place.iterdir()] == ["mill.txt"]


def test_explain_shows_how_it_came(place: Path) -> None:
    lines = done("explain", "mill.txt", "--published", "1873-09-16").stdout.splitlines()
    assert max(map(len, lines)) <= WIDTH
    shown = " ".join(" ".join(lines).split())
    assert "“Monday” = 1873-09-15, DATE, weekday" in shown
    assert "by Ada Brook (person, mayor of Hallow Mill" in shown
    assert "→ 14 September 1873" in shown
    assert "who_said: " in shown


def test_explain_reads_standard_input(place: Path) -> None:
    printed = done("explain", "-", "--published", "1873-09-16", "--title", "Mill", input=TEXT).stdout
    assert "“Mill”" in printed.splitlines()[0]
    assert printed.splitlines()[1:] == done("explain", "mill.txt", "--published", "1873-09-16").stdout.splitlines()[1:]
    assert "published 16 September 1873" in printed


def test_explain_prints_nothing_that_steers_a_terminal(place: Path) -> None:
    printed = done("explain", "-", input="On 3 May 2015 \x1b[31m\x07 the mill \u202eburnt.\n").stdout
    assert not set(printed) & {"\x1b", "\x07", "\u202e"}


def test_init_lays_out_a_project_that_builds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my project"
    result = done("init", folder)
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        ".gitignore",
        "decks/mill-bridge/deck.toml",
        "sources/mill-bridge.md",
    ]
    assert f"cd '{folder}' && quizgen build" in result.stderr
    monkeypatch.chdir(folder)
    built = done("build", "--strict")
    assert built.stderr == ""
    again = run("init", folder)
    assert again.exit_code == 1
    assert "is there already" in again.stderr


def test_ctrl_c_leaves_the_old_files_and_one_line(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done("build", "mill.txt")
    before = {path: path.read_bytes() for path in place.iterdir()}

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "make", stop)
    result = run("build", "mill.txt")
    assert result.exit_code == 130
    assert len(result.stderr.strip().splitlines()) == 1
    assert {path: path.read_bytes() for path in place.iterdir()} == before


def test_a_closed_pipe_is_quiet(place: Path) -> None:
    (place / "long.txt").write_text(TEXT * 400, encoding="utf-8")
    code = "from quizgen.cli import main; main()"
    command = [sys.executable, "-c", code, "extract", "long.txt", "--published", "1873-09-16"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)


@pytest.mark.parametrize("command", [["build", "mill.txt", "--format", "json"], ["--help"]])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device to write to")
def test_a_full_stdout_is_one_line(command: list[str], place: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "quizgen", *command], stdout=full, stderr=subprocess.PIPE, env=environment()
        )
    assert ran.returncode == 1
    errors = [line for line in ran.stderr.decode().splitlines() if not line.startswith("warning: ")]
    assert len(errors) == 1
    assert errors[0].startswith("error: standard output: No space left on device (")


def test_ctrl_c_during_the_first_imports_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    path = os.pathsep.join([str(tmp_path), str(CHECKOUT)])
    ran = subprocess.run(
        [sys.executable, "-m", "quizgen", "--help"], capture_output=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert (ran.returncode, ran.stderr) == (130, b"stopped\n")


def test_a_document_that_needs_no_date_is_built_quietly(place: Path) -> None:
    text = (
        "The mill\n\nThe Hallow Mill Bridge opened on 14 September 1873. It is now closed, and was closed for years.\n"
    )
    (place / "dated.txt").write_text(text, encoding="utf-8")
    assert done("build", "dated.txt", "--format", "json", "--strict").stderr == ""
    (place / "dated.txt").write_text(text + "\nIt closed in March last year.\n", encoding="utf-8")
    result = run("build", "dated.txt", "--format", "json", "--strict")
    assert result.exit_code == 1
    assert result.stderr.startswith("warning: dated.txt: ")


def test_folders_of_decks_without_a_deck_file(sample: Path) -> None:
    (sample / "decks" / "half").mkdir()
    result = done("build", "--format", "json")
    assert result.stderr.splitlines() == [
        'warning: decks/half: has no deck.toml, so it is not built (write title = "…" and sources = ["*"] into '
        "decks/half/deck.toml)"
    ]
    for word in ("half", "decks/half"):
        result = run("build", word)
        assert result.exit_code == 1
        assert result.stderr.startswith("error: decks/half: has no deck.toml (write title = ")


def test_the_folder_of_all_decks_is_no_document(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for word in ("decks", "."):
        result = run("build", word)
        assert result.exit_code == 1
        assert "quizgen build without a name builds them all" in result.stderr
        monkeypatch.chdir(sample / "decks")
