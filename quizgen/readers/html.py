"""
Saved web pages (.html, .htm): the article's text and metadata, as trafilatura tells them from the page around.

trafilatura is slow to import and therefore imported on first use. Missed on purpose: comments, pictures.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from quizgen.document import BlockKind
from quizgen.errors import SourceError
from quizgen.metadata import Metadata
from quizgen.readers.drafting import Draft
from quizgen.readers.encoding import decode
from quizgen.readers.page import Page

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
KINDS = {"quote": BlockKind.QUOTATION, "item": BlockKind.LIST_ITEM, "code": BlockKind.BOILERPLATE}
BLOCKS = frozenset(("p", "head", "list", "item", "quote", "table", "row", "cell", "code", "div"))
# The page states its date in its markup or not at all: a guess from its text would be a guess. The latest day
# allowed is fixed, lest the clock decide.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


class Element(Protocol):
    """What is used of the XML elements that trafilatura gives."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str) -> str | None: ...
    def iter(self, tag: str) -> "Iterator[Element]": ...
    def itertext(self) -> Iterator[str]: ...
    def __iter__(self) -> "Iterator[Element]": ...


def read_page(raw: bytes, where: str) -> Page:
    """The article of a saved web page, with what the page says about it."""
    from trafilatura import bare_extraction

    page = _decode(raw, where)
    found = bare_extraction(
        page, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=DATES
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise SourceError(where, "no article found in the page", "save its text as .txt or .md")
    draft = Draft()
    _walk(found.body, draft, BlockKind.PARAGRAPH)
    language = LANGUAGE.search(page[:5000])
    return Page(
        draft.text,
        tuple(draft.blocks),
        Metadata(
            title=found.title or None,
            author=found.author or None,
            publisher=found.sitename or None,
            published=date.fromisoformat(found.date) if found.date else None,
            url=found.url or None,
            language=found.language or (language[1] if language else None),
            licence=found.license or None,
        ),
    )


def _decode(raw: bytes, where: str) -> str:
    """The characters of a page, in the encoding that it declares where that one fits."""
    declared = CHARSET.search(raw[:4096])
    if declared and not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\0" not in raw:
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # it declares what it is not: found out below
    return decode(raw, where)


def _walk(element: Element, draft: Draft, kind: BlockKind) -> None:
    """Write the blocks of an element, in the order of the page."""
    if element.tag == "head":
        level = (element.get("rend") or "h2").lstrip("h")
        draft.add(_words(element), BlockKind.HEADING, int(level) if level.isdigit() else 2)
        return
    if element.tag == "table":
        for row in element.iter("row"):
            draft.add(" | ".join(_words(cell) for cell in row.iter("cell")), BlockKind.BOILERPLATE)
        return
    if kind is BlockKind.PARAGRAPH or element.tag in ("quote", "code"):
        kind = KINDS.get(element.tag, kind)
    loose = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS:
            draft.add(_folded("".join(loose)), kind)
            _walk(child, draft, kind)
            loose = [child.tail or ""]
        else:
            loose += ["\n" if child.tag == "lb" else "".join(child.itertext()), child.tail or ""]
    draft.add(_folded("".join(loose)), kind)


def _words(element: Element) -> str:
    return SPACES.sub(" ", "".join(element.itertext())).strip()


def _folded(words: str) -> str:
    return SPACES.sub(" ", words)
