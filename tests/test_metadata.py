"""Metadata: front matter, the file beside the document, and what a text's first lines say."""

from datetime import date
from pathlib import Path

import pytest

from quizgen.errors import SourceError
from quizgen.metadata import Metadata, front_matter, sidecar
from quizgen.readers import read, read_text

BODY = "The lighthouse keeper left the island after thirty winters, and nobody took the lamp from her hands."


@pytest.mark.parametrize(
    ("head", "title", "author", "published"),
    [
        ("A Keeper Leaves", "A Keeper Leaves", None, None),
        ("A Keeper Leaves\n\nPublished: March 30, 1999", "A Keeper Leaves", None, date(1999, 3, 30)),
        ("A Keeper Leaves\n\nby Coast News March 30, 1999", "A Keeper Leaves", "Coast News", date(1999, 3, 30)),
        ("A Keeper Leaves\n\n30 Mar, 1999 14:16 / Updated 9 years ago", "A Keeper Leaves", None, date(1999, 3, 30)),
        ("A Keeper Leaves\nBy Marit Holm and Ola Berg", "A Keeper Leaves", "Marit Holm and Ola Berg", None),
        ("A Keeper Leaves\nMarit Holm | 30 March 1999", "A Keeper Leaves", "Marit Holm", date(1999, 3, 30)),
        ("A Keeper Leaves\n1999-03-30", "A Keeper Leaves", None, date(1999, 3, 30)),
        ("A Keeper Leaves\nMarch 30, 1999", "A Keeper Leaves", None, date(1999, 3, 30)),
        ("A Keeper Leaves\nMarch 30, 1999 by Marit Holm", "A Keeper Leaves", "Marit Holm", date(1999, 3, 30)),
        ("A Keeper Leaves\nFirst published on 30 March 1999 at 10:00 GMT", "A Keeper Leaves", None, date(1999, 3, 30)),
        ("A Keeper Leaves\nUpdated: 2 April 1999", "A Keeper Leaves", None, None),
        ("A Keeper Leaves\nEdited on 2 April 1999\nPosted 30 March 1999", "A Keeper Leaves", None, date(1999, 3, 30)),
        ("Lamps\n\nA Keeper Leaves Her Old Island\nBy Ola Berg", "A Keeper Leaves Her Old Island", "Ola Berg", None),
        ("Skip to content\n\nBreaking News\n\nA Keeper Leaves", "A Keeper Leaves", None, None),
        ("Great Jobs For Keepers Of Lamps - JOIN NOW\n\nA Keeper Leaves", "A Keeper Leaves", None, None),
        ("By 30 March 1999 the lamp was dark.", None, None, None),
        ("Hallow Mill Bridge Opened in May. Margaret Oakes Left Hallow Mill.", None, None, None),
        ("Dr. Holm Goes to St. Olaf.", "Dr. Holm Goes to St. Olaf.", None, None),
        ("A Keeper Leaves\n\nOn 30 March 1999 the lamp went dark.", "A Keeper Leaves", None, None),
        ("A Keeper Leaves\n\n30 March 1999\n\nDark.\n\n29 March 1999\n\nLit.", "A Keeper Leaves", None, None),
        (f"A Keeper Leaves\n\nHOLM ISLAND, 30 March 1999 (CN) — {BODY}", "A Keeper Leaves", None, date(1999, 3, 30)),
    ],
)  # fmt: skip
def test_first_lines(head: str, title: str | None, author: str | None, published: date | None) -> None:
    source = read_text(f"{head}\n\n{BODY}\n\n{BODY}\n").source
    assert (source.title, source.author, source.published) == (title, author, published)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("---\ntitle: Lamps\npublished: 1999-03-30\n---\n", Metadata(title="Lamps", published=date(1999, 3, 30))),
        ("---\r\n# a note\r\ntitle: \"Lamps: a history\"\r\nauthor:\r\n---\r\n", Metadata(title="Lamps: a history")),
        ("---\npublished: 30 March 1999  # a Tuesday\n...\n", Metadata(published=date(1999, 3, 30))),
        ("+++\nkind = \"narrative\"\n+++\n", Metadata(kind="narrative")),
        ("+++\npublished = 1999-03-30T10:00:00Z\n+++\n", Metadata(published=date(1999, 3, 30))),
        ("\ufeff---\ntitle: Lamps\n---\n", Metadata(title="Lamps")),
        ("---\nA rule at the top, and prose.\n---\n", Metadata()),
        ("---\ntitle: never closed\n", Metadata()),
        ("---\ntitle: Lamps\u2028and\x85oil\u2029\n---\n", Metadata(title="Lamps\u2028and\x85oil")),
        ("---\rtitle: Lamps\rauthor: Ola Berg\r---\r", Metadata(title="Lamps", author="Ola Berg")),
        ("No fence at all", Metadata()),
    ],
)  # fmt: skip
def test_front_matter(written: str, expected: Metadata) -> None:
    assert front_matter(written, "lamps.md")[0] == expected


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "---\ntitle: a\nauthors: b\n---\n",
            "lamps.md: authors: unknown key (did you mean author? known: title, author, publisher, ",
        ),
        ("---\ntags: [a, b]\n---\n", "lamps.md: line 2: front matter may hold no lists or nesting"),
        ("---\ntitle: a\nauthor:\n  - b\n---\n", "lamps.md: line 4: front matter may hold no lists"),
        ("---\ntitle: a\ntitle: b\n---\n", "lamps.md: line 3: title is given twice"),
        ("---\npublished: soon\n---\n", "lamps.md: published: 'soon' is no date (write it like 2015-10-07"),
        ("---\npublished: 1999-02-30\n---\n", "lamps.md: published: '1999-02-30' is no date"),
        ("+++\ntitle = 3\n+++\n", "lamps.md: title: 3 is not a text"),
        ("+++\ntitle = \n+++\n", "lamps.md: front matter is no valid TOML"),
        ("---\nkind: poem\n---\n", "lamps.md: kind: 'poem' is unknown"),
    ],
)
def test_wrong_front_matter(written: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        front_matter(written, "lamps.md")
    assert str(caught.value).startswith(message)


def test_a_partial_file_beside_the_text_is_completed_by_the_text(tmp_path: Path) -> None:
    text = tmp_path / "keeper.txt"
    text.write_text(f"A Keeper Leaves\n\nby Coast News March 30, 1999\n\n{BODY}\n")
    (tmp_path / "keeper.toml").write_text("published = 1999-04-01\n")
    source = read(text, published=date(2001, 1, 1)).source
    assert (source.title, source.author, source.published) == ("A Keeper Leaves", "Coast News", date(1999, 4, 1))


def test_a_date_given_by_the_caller_only_fills_a_gap(tmp_path: Path) -> None:
    text = tmp_path / "keeper.txt"
    text.write_text(f"A Keeper Leaves\n\n{BODY}\n")
    assert read(text, published=date(2001, 1, 1)).source.published == date(2001, 1, 1)


def test_front_matter_goes_before_the_file_beside(tmp_path: Path) -> None:
    page = tmp_path / "keeper.md"
    page.write_text(f"---\ntitle: Her Lamp\n---\n# Another title\n\n{BODY}\n")
    (tmp_path / "keeper.toml").write_text('title = "Ignored"\npublisher = "Coast News"\n')
    source = read(page).source
    assert (source.title, source.publisher) == ("Her Lamp", "Coast News")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('publisher = "a"\nsection = "b"\n', "section: unknown key (known: title,"),
        ('published = "the day after"\n', "published: 'the day after' is no date"),
        ("published 1999\n", "is no valid TOML"),
    ],
)
def test_a_wrong_file_beside_the_text(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "keeper.toml").write_text(written)
    with pytest.raises(SourceError, match=message.replace("(", r"\(")) as caught:
        sidecar(tmp_path / "keeper.txt", "keeper.txt")
    assert str(caught.value).startswith("keeper.toml: ")


def test_a_missing_value_written_as_a_script_would(tmp_path: Path) -> None:
    (tmp_path / "keeper.toml").write_text('published = None\ntitle = "Lamps"\n')
    assert sidecar(tmp_path / "keeper.txt", "keeper.txt") == Metadata(title="Lamps")
