"""Readers: files of every format and encoding, folders, ids, and what is wrong with a file."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from quizgen.document import BlockKind, Document
from quizgen.errors import SourceError
from quizgen.readers import read, read_all, read_text

SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"
PROSE = "The old bridge over the river was rebuilt in nine months by sixty masons.\r\n"


def words_of(document: Document, *kinds: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if not kinds or block.kind in kinds]


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", f"“Naïve” café\u00a0bar\t{PROSE}"),
        ("utf-8-sig", f"“Naïve” café\u00a0bar\t{PROSE}"),
        ("utf-16", f"“Naïve” café {PROSE}"),
        ("utf-16-le", f"Naive cafe {PROSE}"),
        ("utf-16-be", f"Naive cafe {PROSE}"),
        ("utf-32", f"“Naïve” café {PROSE}"),
        ("cp1252", f"“Naïve” café – {PROSE}"),
        ("latin-1", f"Naïve café {PROSE}"),
        ("koi8-r", "Старый мост через реку был перестроен за девять месяцев шестьюдесятью каменщиками. " * 5),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, written: str) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(written.encode(encoding))
    assert read(path).text.removeprefix("\ufeff") == written


def test_plain_text_is_the_files_characters(tmp_path: Path) -> None:
    written = f"\ufeffThe Bridge\r\n\r\n\t{PROSE}\x07bell\u00a0and\u200b \x1b[1mbold\rold Mac line\u2028new line"
    path = tmp_path / "bridge.txt"
    path.write_bytes(written.encode())
    document = read(path)
    assert document.text == written == path.read_bytes().decode()
    assert words_of(document)[:2] == ["The Bridge", PROSE.strip()]
    assert document.source.title == "The Bridge"


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.txt", b"", "is empty ("),
        ("a.txt", b" \r\n\t\n", "is empty ("),
        ("a.txt", "\ufeff\u00a0\n".encode(), "holds no text ("),
        ("a.md", b"---\ntitle: Bridge\n---\n", "holds no text ("),
        ("a.txt", b"%PDF-1.7 text", "is a PDF, not text (give a text file"),
        ("a.txt", b"some\0binary\0\0\0rubbish", "is binary, not text (it holds NUL characters) ("),
        ("a.txt", bytes(range(1, 9)) * 40, "is binary, not text ("),
        ("a.pdf", b"%PDF-1.7", "cannot read .pdf (give .txt, "),
        ("a", b"text", "cannot read a file without an extension (give .txt, "),
        ("a.html", b"<html><body></body></html>", "no article found in the page ("),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        read_all([path])
    assert str(caught.value).startswith(f"{path}: {message}")


def test_places_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.txt: no such file \("):
        read_all([tmp_path / "gone.txt"])
    (tmp_path / "notes.toml").write_text('title = "a"')
    with pytest.raises(SourceError, match=r"no document in this folder \("):
        read_all([tmp_path])
    with pytest.raises(SourceError, match=r"is a folder \("):
        read(tmp_path)


def test_folders_are_read_in_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.text", ".hidden/x.txt", "b.toml", "c.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('title = "B"\n' if name.endswith("toml") else PROSE)
    seen: list[str] = []
    documents = read_all(
        [tmp_path / "b.txt", tmp_path, tmp_path / "a" / ".." / "b.txt"], progress=lambda one: seen.append(one.id)
    )
    assert [document.id for document in documents] == seen == ["b", "y", "z"]
    assert documents[0].source.title == "B"


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["moon/report.md", "mars/report.md", "sun.md"], ["moon-report", "mars-report", "sun"]),
        (["moon/report.md", "moon/report.txt"], ["report.md", "report.txt"]),
        (["moon/report.md", "moon/report.txt", "mars/report.md"], ["report.md", "report.txt", "mars-report"]),
        (["a/moon/report.md", "b/moon/report.md"], ["a-moon-report", "b-moon-report"]),
        (["moon/report.md", "mars/report.md", "moon-report.md"], None),
    ],
)
def test_ids_tell_files_apart(tmp_path: Path, names: list[str], ids: list[str] | None) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    found = [document.id for document in read_all([tmp_path / name for name in names])]
    assert len(set(found)) == len(names)
    assert ids is None or found == ids


def test_hard_wrapped_paragraphs_keep_over_their_lines() -> None:
    paragraph = (
        "The masons came from the hills in the first week of spring and slept in the\n"
        "barns beside the river, for there was not a bed to be had in the town, and\n"
        "their foreman counted the stones each evening by the light of a lantern.\n"
    )
    document = read_text(f"CHAPTER I.\n\nThe Bridge\n\n{paragraph}\nAnd so {paragraph}\n")
    assert words_of(document, BlockKind.PARAGRAPH) == [paragraph.strip(), f"And so {paragraph.strip()}"]


def test_every_line_is_a_paragraph_where_lines_are_whole() -> None:
    document = read_text(
        "The Bridge\nSixty masons came.\nThey slept in the barns beside the river.\nNobody paid them.\n"
    )
    assert len(words_of(document, BlockKind.PARAGRAPH)) == 3


MARKDOWN = """---
title: The Bridge
published: 7 May 1950
---
# The *Bridge*

Sixty masons, led by [Anna Roth](https://roth.example), rebuilt the
bridge in **nine** months. ![a picture](x.png)

## 3 May 1950

> We had no beds,
> and no bread.

1. First stone
2. Second stone

   with mortar

```
code
```

| a | b |
|---|---|
| c | d |

***

Text &amp; more `code`.\\
Next line.
"""


def test_markdown_is_its_prose(tmp_path: Path) -> None:
    path = tmp_path / "bridge.md"
    path.write_text(MARKDOWN)
    document = read(path)
    assert [(block.kind.value, block.level, block.span.of(document.text)) for block in document.blocks] == [
        ("heading", 1, "The Bridge"),
        ("paragraph", 0, "Sixty masons, led by Anna Roth, rebuilt the bridge in nine months."),
        ("dated heading", 2, "3 May 1950"),
        ("quotation", 0, "We had no beds, and no bread."),
        ("list item", 0, "First stone"),
        ("list item", 0, "Second stone"),
        ("list item", 0, "with mortar"),
        ("boilerplate", 0, "code"),
        ("boilerplate", 0, "a | b"),
        ("boilerplate", 0, "c | d"),
        ("separator", 0, "* * *"),
        ("paragraph", 0, "Text & more code.\nNext line."),
    ]
    assert "\n\n".join(words_of(document)) == document.text
    assert document.source.published == date(1950, 5, 7)
    assert [block.anchor.day.day for block in document.blocks if block.anchor] == [7, 7, *[3] * 10]


def test_a_plain_heading_of_the_same_level_ends_a_dated_one(tmp_path: Path) -> None:
    path = tmp_path / "bridge.md"
    path.write_text(
        "+++\npublished = 1950-05-07\n+++\n\n## 3 May 1950\n\nIt rose.\n\n"
        "### Stones\n\nThey fit.\n\n## Afterwards\n\nIt stood.\n"
    )
    assert [block.anchor.day.day for block in read(path).prose() if block.anchor] == [3, 3, 7]


HTML = """<!doctype html><html lang="en-GB"><head><meta charset="windows-1252">
<title>The Bridge | River Post</title>
<meta property="og:title" content="The Bridge"><meta name="author" content="Anna Roth">
<meta property="og:site_name" content="River Post">
<meta property="article:published_time" content="1998-05-07T10:00:00Z">
<link rel="canonical" href="https://post.example/bridge"></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>The Bridge</h1><p>Sixty masons rebuilt the old bridge over the river in nine months,
the town\x92s clerk said on Monday, and <b>nobody</b> was <a href="x">hurt</a>.</p><h2>Stones and mortar</h2>
<ul><li>The first stone came from the hills above the town.</li><li>The last one was laid in May.</li></ul>
<blockquote><p>We had no beds and no bread for the whole of that first cold month.</p></blockquote>
<p>The bridge has stood ever since, and the town has painted its railings every third year in green.</p></article>
<footer>Copyright River Post</footer></body></html>"""


def test_web_pages(tmp_path: Path) -> None:
    path = tmp_path / "bridge.html"
    path.write_bytes(HTML.encode("latin-1"))
    document = read(path)
    assert [block.kind.value for block in document.blocks] == [
        "heading", "paragraph", "heading", "list item", "list item", "quotation", "paragraph",
    ]  # fmt: skip
    assert "the town’s clerk said on Monday, and nobody was hurt." in document.text
    source = document.source
    assert (source.title, source.author, source.publisher) == ("The Bridge", "Anna Roth", "River Post")
    assert (source.published, source.language, source.url) == (date(1998, 5, 7), "en-GB", "https://post.example/bridge")


def test_the_slow_reader_is_not_imported_for_plain_text() -> None:
    code = "import quizgen.readers, sys; sys.exit('trafilatura' in sys.modules or 'charset_normalizer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "word " * (size // 5),
        lambda size: "“" * size,
        lambda size: '"' * size,
        lambda size: "1" * size,
        lambda size: "October 7 " * (size // 10),
        lambda size: ("(in this photo image " * 18 + "\n") * (size // 380),
        lambda size: ("Ab is the a. " * 29 + "\n") * (size // 380),
        lambda size: "• " + "a. *B " * (size // 6),
        lambda size: ("שלום עולם " * 20 + "\n") * (size // 200),
        lambda size: "\x01\x02 a\x0b\x0c" * (size // 6),
        lambda size: "a" + " " * size + "b",
    ],
)
def test_hostile_text_is_read_to_its_end(make: Callable[[int], str]) -> None:
    """benchmarks/hostile.py prints how the cost grows."""
    text = make(160_000)
    blocks = read_text(text).blocks
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert not blocks or blocks[-1].span.end <= len(text)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared texts are not here")
def test_the_seed_texts_are_read_as_they_are() -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    documents = read_all(paths)
    assert all(one.text == path.read_bytes().decode() for one, path in zip(documents, paths, strict=True))
