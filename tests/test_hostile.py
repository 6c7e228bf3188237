"""Hostile input: odd names, encodings and scripts, markup, endless repetition; the good sentence beside it counts.

No case measures time: a quadratic step would hang the suite, and that is loud enough.
"""

import cProfile
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import TypedDict

import pytest
from click.testing import CliRunner, Result

from quizgen import pipeline
from quizgen.annotators import speakers
from quizgen.cli import main
from quizgen.readers import read_text
from quizgen.scaffold import lay_out

GOOD = "Margaret Oakes left Hallow Mill on 3 May 1874."
QUESTION = "On what date did Margaret Oakes leave Hallow Mill?"
# Long enough that the lines after it do not make it look like furniture of a page.
AROUND = f"{GOOD} It had rained all day, and the road that led from the town to the mill was long and steep."
HEAD = "The bridge\n\nPublished: September 30, 2015\n\n"


class Card(TypedDict):
    """What these tests look at of a card."""

    id: str
    stem: str
    key: str
    distractors: list[str]
    evidence: list[dict[str, object]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test, and the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)


def built(*sources: str, formats: str = "json") -> list[Card]:
    """The cards of a deck of these documents; its files lie in out/."""
    result = run("build", "-o", "out", "--title", "Deck", "--format", formats, "--", *sources)
    assert result.exit_code == 0, result.stderr
    cards: list[Card] = json.loads(Path("out/deck.json").read_text(encoding="utf-8"))["items"]
    return cards


def stems(*sources: str) -> list[str]:
    return [card["stem"] for card in built(*sources)]


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode(encoding))
    return name


# --- names and encodings


@pytest.mark.parametrize(
    "name", ["two words.txt", "füll näme (1).txt", "-lead.txt", "..txt", "--help.txt", "a;b&c$d.txt", "новость.txt"]
)
def test_a_document_may_have_any_name(name: str) -> None:
    write(name, HEAD + GOOD)
    result = run("build", "-o", "out", "--", name)
    assert result.exit_code == 0, result.stderr
    written = sorted(unicodedata.normalize("NFC", path.name) for path in Path("out").iterdir())
    assert written == sorted(name.removesuffix("txt") + ending for ending in ("apkg", "html", "json", "lock.json"))


def test_names_that_are_no_text_are_cleaned() -> None:
    """A byte that is no UTF-8 comes from the system as half a character, which no encoding can write."""
    sources = [write(name, HEAD + GOOD) for name in ("\udcff.txt", "\udcfe.txt")]
    result = run("build", *sources, "-o", "out", "--title", "Bridge \udcff")
    assert result.exit_code == 0, result.stderr
    deck = json.loads(Path("out/bridge-ff.json").read_text(encoding="utf-8"))
    assert deck["title"] == "Bridge %FF"
    assert [one["document"] for one in deck["items"][0]["evidence"]] == ["%FF", "%FE"]
    for _ in "ab":  # the second build reads the lock of the first
        assert run("build", sources[0], "-o", "alone").exit_code == 0
    assert {path.name.partition(".")[0] for path in Path("alone").iterdir()} == {"%FF"}
    assert run("extract", sources[0]).exit_code == 0
    assert run("explain", sources[0], "--title", "\ud800").exit_code == 0


def test_ids_are_told_apart_where_folders_spell_alike() -> None:
    sources = [write(name, HEAD + GOOD) for name in ("a-b/c.txt", "a/b/c.txt", "a/b-c.txt", "c.txt")]
    (card,) = built(*sources)
    assert len({str(evidence["document"]) for evidence in card["evidence"]}) == 4


def test_documents_of_one_name_are_told_apart() -> None:
    sources = [write(name, HEAD + GOOD) for name in ("a/x.txt", "a/x.md", "b/x.txt")]
    (card,) = built(*sources)
    assert card["stem"] == QUESTION
    assert len({str(evidence["document"]) for evidence in card["evidence"]}) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-32"])
def test_any_encoding_gives_the_same_card(encoding: str) -> None:
    text = HEAD + "Zoë Müller left Château-Thierry on 3 May 1874."
    assert stems(write("a.txt", text.replace("\n", "\r\n"), encoding)) == [
        "On what date did Zoë Müller leave Château-Thierry?"
    ]


# --- texts: whatever stands beside it, the good sentence gives its card

TEXTS = {
    "words on one line": "word " * 50_000,
    "digits": "7" * 300_000,
    "one letter": "a" * 300_000,
    "spaces": "x" + " " * 200_000 + "y",
    "no-break spaces": "x" + "\u00a0" * 100_000 + "y",
    "newlines": "x" + "\n" * 100_000 + "y",
    "short lines": "x\n" * 2_000,
    "headings": "# a\n" * 2_000,
    "opening marks": "“" * 40_000,
    "closing marks": "”" * 40_000,
    "straight marks": '"' * 40_000,
    "single marks": "'" * 100_000,
    "curly single marks": "‘" * 20_000 + "’" * 20_000,
    "empty quotations": "“”" * 10_000,
    "nested quotations": "“‘" * 6_000 + "a" + "’”" * 6_000,
    "quoted letters": '"a" ' * 3_000,
    "guillemets": "« a » " * 4_000,
    "open quotations": "“word " * 10_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "square brackets": "[](" * 30_000,
    "hyphens": "-" * 100_000,
    "em dashes": "—" * 100_000,
    "commas": "," * 100_000,
    "full stops": ". " * 50_000,
    "hyphenated": "well-" * 50_000,
    "weekdays": "on Monday " * 3_000,
    "months": "October " * 10_000,
    "days of a month": "1 October " * 1_000,
    "numbers in a row": "1, " * 10_000,
    "numbers and colons": "1:" * 20_000,
    "years and hyphens": "2015-" * 10_000,
    "speakers without words": "said John Smith " * 5_000,
    "names": "John Smith " * 5_000,
    "initials": "A. " * 10_000,
    "titles": "Mr. " * 10_000,
    "addresses": "http://a.b/ x@y.z " * 5_000,
    "Arabic": "قال الوزير “لن نغادر المدينة” في 3 مايو. ",
    "Hebrew": "אמר השר: “לא נעזוב את העיר לעולם” ב-3 במאי. ",
    "Chinese": "他在2015年10月7日说：“我们不会离开。”",
    "emoji": "👩‍👩‍👧‍👦🇫🇷" * 5_000,
    "combining marks": "a" + "\u0301" * 100_000,
    "direction marks": "\u202e\u200f\u2066" * 10_000 + "x",
    "line separators": "a\u2028b\u2029" * 2_000,
    "control characters": "a\x07\x1b[31m\x9b\x08 b " * 10,
    "private and no characters": "\ue000\uffff\U0010ffff x " * 1_000,
    "impossible dates": "Ada Brook left on 0 May 2015, on 45 May 2015, on 99/99/9999 and in " + "9" * 5_000 + ".",
    "far dates": "Ada Brook left Barton 99999 years ago, 999999999999 days ago, and on 31 December 9999.",
    "endless numbers": "The army destroyed 1" + "0" * 4_500 + " houses and " + "1," * 3_000 + "000 ships in Barton.",
    "digits of other scripts": "The army destroyed ٣ houses and １２ ships in Barton on ٣ May 2014, ३ days ago.",
    "a sentence without end": "On 3 May 2015 the council " + "met the mayor of Barton and " * 500 + "left.",
    "a quotation without end": "“" + "We will never go home. " * 500 + "” said John Smith.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_good_sentence_beside_hostile_text_is_asked(text: str) -> None:
    assert QUESTION in stems(write("a.txt", f"{HEAD}{AROUND}\n\n{text}\n"))


def test_sayings_of_one_paragraph_are_dated_in_linear_steps() -> None:
    """Counted in calls, because time depends on the machine."""

    def steps(sayings: int) -> int:
        document = read_text("The hills\n\n" + "“We will never go home to the hills,” he said. " * sayings)
        profile = cProfile.Profile()
        profile.runcall(pipeline.annotate, document)
        entries = profile.getstats()  # type: ignore[attr-defined]  # not in typeshed
        return sum(one.callcount for one in entries if getattr(one.code, "co_filename", "") == speakers.__file__)

    assert 100 < steps(300) < 4 * steps(100)


@pytest.mark.parametrize("name", ["Arabic", "Hebrew", "Chinese"])
def test_a_text_in_another_script_is_survived(name: str) -> None:
    source = write("a.txt", TEXTS[name] * 30)
    assert run("extract", source, "-o", "out.jsonl").exit_code == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["document"] == "a"
    result = run("build", source)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: a.txt: no card could be made")


PAGES = {
    "deep": "<div>" * 100 + "{}",
    "unclosed": "<div><p><b><i>{}<table><tr><td>",
    "many entities": "{}<p>" + "&amp;" * 50_000,
    "long attributes": '{}<a href="' + "x" * 100_000 + '">y</a><p ' + "a=1 " * 20_000 + ">z",
    "a table": "{}<table>" + "<tr><td>a</td><td>3 May 2015</td></tr>" * 500 + "</table>",
    "entities of entities": "{}&lol9;&#0;&#xFFFFFFFF;&#55296;",
    "comment without end": "{}<!-- " + "x" * 100_000,
}
PARAGRAPH = "<p>The council met and talked at length about the many things that had to be mended in {}.</p>"
ARTICLE = "".join(PARAGRAPH.format(place) for place in ("Barton", "Corton", "Dorton", "Norton")) + f"<p>{GOOD}</p>"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_broken_pages_are_read(page: str) -> None:
    assert QUESTION in stems(
        write("a.html", f"<html><title>x</title><body><article>{page.replace('{}', ARTICLE)}</article></body></html>")
    )


@pytest.mark.parametrize(
    "page", ["<html></html>", "<!DOCTYPE html>", "<html><!--", "no tags at all", "<html><frameset><frame src=x>"]
)
def test_a_page_without_an_article_is_an_error_that_says_so(page: str) -> None:
    result = run("build", write("a.html", page), "-o", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: a.html: no article found")
    assert [path.name for path in Path().iterdir()] == ["a.html"]


def test_scripts_code_and_comments_are_not_asked_about() -> None:
    evil = "Ada Evil left Barton on 4 May 1999."
    page = f"<html><script>{evil}</script><body><article>{ARTICLE}<script>{evil}</script><!-- {evil} --></article>"
    note = f"# x\n\n{GOOD}\n\n<script>\n{evil}\n</script>\n\n```\n{evil}\n```\n\n<!-- {evil} -->\n\n![{evil}](x.png)\n"
    for source in (write("a.html", page), write("b.md", note)):
        asked = built(source)
        assert QUESTION in [card["stem"] for card in asked]
        assert "Evil" not in json.dumps(asked)


MARKDOWN = {
    "nested block quotes": "> " * 2_000 + "x",
    "nested lists": "\n".join("  " * depth + "- x" for depth in range(150)),
    "brackets": "[" * 8_000,
    "links": "[a](" * 5_000,
    "emphasis": "*_" * 10_000 + "a",
    "stars": "*a " * 10_000,
    "ticks": "".join("`" * length + " " for length in range(200)),
    "tags": "<a " * 10_000,
    "rules": "---\n" * 5_000,
    "a wide table": "|a" * 5_000 + "\n" + "|-" * 5_000 + "\n",
    "backslashes": "\\" * 50_000,
    "references": "".join(f"[{number}]: /u\n" for number in range(5_000)),
}


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_hostile_markdown_is_read(text: str) -> None:
    assert QUESTION in stems(write("a.md", f"# The bridge\n\n{GOOD}\n\n{text}\n"))


# --- markup in words, names and titles: shown, never run

HOSTILE = """\
---
title: "</script><script>alert(1)</script> {{c1::x}} {{Front}}"
publisher: "<img src=x onerror=alert(2)>"
author: "{{FrontSide}} & <b>Co"
published: 2015-10-07
url: "javascript:alert(3)"
---

# The harbour

“We shall hold the &lt;/script&gt;&lt;img src=x onerror=alert(4)&gt; harbour\u2028 \u202etown\u202c \
of Barton against the northern fleet until the storms are over,” said Carl Winter.

The Hallow {{Answer}} Bridge opened on 14 September 1873.
"""


def test_markup_is_shown_and_never_run() -> None:
    write("a.md", HOSTILE)
    title = "x </title></script><script>alert(5)</script> {{c1::a}} {{Front}}"
    assert run("build", "a.md", "-o", "out", "--title", title).exit_code == 0
    page = next(Path("out").glob("*.html")).read_text(encoding="utf-8")
    assert len(re.findall("<script", page)) == len(re.findall("</script", page)) == 2
    assert "<img" not in page
    assert "javascript:" not in page
    assert "\u2028" not in "".join(re.findall(r"<script.*?</script>", page, re.DOTALL))
    for card in fields(next(Path("out").glob("*.apkg"))):
        assert not re.search(r"<(?:script|img|b>)|href=.javascript", card)
    deck = json.loads(next(Path("out").glob("*.lock.json")).with_suffix("").with_suffix(".json").read_text("utf-8"))
    assert deck["title"] == title
    assert {"On what date did the Hallow {{Answer}} Bridge open?"} < {card["stem"] for card in deck["items"]}


def fields(package: Path) -> list[str]:
    """The fields of each note of a package, in one text."""
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2")
    connection = sqlite3.connect("collection.anki2")
    try:
        return [row[0] for row in connection.execute("select flds from notes")]
    finally:
        connection.close()


def test_a_title_leads_no_file_out_of_its_folder() -> None:
    write("a.txt", HEAD + GOOD)
    for title in ("../../up", "/etc/x", "a/b", "..", "x" * 3000, "\u202e\x00\n", "CON", "щ" * 200):
        assert run("build", "a.txt", "-o", "out", "--title", title, "--format", "json").exit_code == 0
    assert {path.name for path in Path().iterdir()} == {"a.txt", "out"}
    assert all(path.is_file() for path in Path("out").iterdir())


# --- what is said about a document

FRONT_MATTER = {
    "titel: x": "a.md: titel: unknown key",
    "published: yesterday": "a.md: published: 'yesterday' is no date",
    "published: 2015-02-30": "is no date",
    "published: 30.09.2015": "is no date",
    "title: a\ntitle: b": "a.md: line 3: title is given twice",
    "title: [a, b]": "a.md: line 2: ",
    "title: &a x\nurl: *a\nb: [*a, *a]": "a.md: line 2: ",
}


@pytest.mark.parametrize("front", FRONT_MATTER)
def test_wrong_front_matter_is_named(front: str) -> None:
    result = run("build", write("a.md", f"---\n{front}\n---\n\n# The bridge\n\n{GOOD}\n"))
    assert result.exit_code == 1
    assert FRONT_MATTER[front] in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("published", ["nonsense", "2015-13-45", "", "2015", "0000-00-00", "7/10/2015", "tomorrow"])
def test_a_day_that_is_none_is_wrong_usage(published: str) -> None:
    result = run("build", write("a.txt", HEAD + GOOD), "--published", published)
    assert result.exit_code == 2
    assert "is no date" in result.stderr


@pytest.mark.parametrize("command", [["biuld"], ["--hlep"], ["build", "--pubished", "x"]])
def test_mistyped_words_are_answered_with_the_right_ones(command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert "Did you mean" in result.stderr


# --- locks, and sources that come and go

LOCKS = [b"", b"null", b"[]", b"\xff", b"[" * 100_000, b'{"format": "quizgen.lock/2"}', b'{"format": "quizgen.lock/1"}']


@pytest.mark.parametrize("damage", LOCKS, ids=lambda lock: lock[:24].decode("latin-1") or "empty")
def test_a_damaged_lock_stops_the_build_and_stays(damage: bytes) -> None:
    write("a.txt", HEAD + GOOD)
    Path("a.lock.json").write_bytes(damage)
    result = run("build", "a.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: a.lock.json: ")
    assert Path("a.lock.json").read_bytes() == damage
    assert sorted(path.name for path in Path().iterdir()) == ["a.lock.json", "a.txt"]


def test_cards_of_a_vanished_source_come_back_as_themselves() -> None:
    one = write("one.txt", HEAD + GOOD)
    two = write("two.txt", HEAD + "The Denton Bridge opened on 4 May 1875.")
    before = {card["stem"]: card["id"] for card in built(one, two)}
    Path(two).rename("hidden")
    assert [card["id"] for card in built(one)] == [before[QUESTION]]
    Path("hidden").rename(two)
    assert {card["stem"]: card["id"] for card in built(one, two)} == before


def test_a_touched_source_changes_no_byte() -> None:
    source = write("a.txt", HEAD + GOOD)
    built(source, formats="html,apkg,json")
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("out").iterdir()}
    Path(source).touch()
    built(source, formats="html,apkg,json")
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("out").iterdir()} == before


def test_a_project_whose_sources_vanished_keeps_what_it_had(place: Path) -> None:
    lay_out(place)
    assert run("build").exit_code == 0
    before = {path.name: path.read_bytes() for path in Path("decks/mill-bridge").iterdir()}
    shutil.rmtree("sources")
    result = run("build")
    assert result.exit_code == 1
    assert "there is no folder sources" in result.stderr
    assert {path.name: path.read_bytes() for path in Path("decks/mill-bridge").iterdir()} == before


def test_links_in_a_circle_are_walked_once(place: Path) -> None:
    write("notes/a.txt", HEAD + GOOD)
    Path("notes/again").symlink_to(".")
    assert stems("notes") == [QUESTION]


def test_two_builds_at_once_leave_whole_files(place: Path, checkout: Path) -> None:
    write("a.txt", HEAD + GOOD)
    command = [sys.executable, "-m", "quizgen", "build", str(place / "a.txt"), "-o", str(place / "out")]
    builds = [subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in "ab"]
    for one in builds:
        _, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.apkg", "a.html", "a.json", "a.lock.json"]
    assert json.loads(Path("out/a.json").read_text("utf-8"))["items"][0]["stem"] == QUESTION
    assert zipfile.ZipFile("out/a.apkg").testzip() is None
