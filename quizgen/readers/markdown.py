"""
Markdown (.md, .markdown): the prose without its markup, blocks parted by blank lines.

Links keep their words, pictures go. Block quotes are quotations; code and tables are no prose to ask about
and stay as boilerplate. Front matter is not part of the text.
"""

from functools import cache
from typing import TYPE_CHECKING

from quizgen.document import BlockKind
from quizgen.metadata import front_matter
from quizgen.readers.drafting import Draft
from quizgen.readers.encoding import decode
from quizgen.readers.page import Page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

CONTAINERS = {
    "blockquote": BlockKind.QUOTATION,
    "list_item": BlockKind.LIST_ITEM,
    "table": BlockKind.BOILERPLATE,
}


@cache
def parser() -> "MarkdownIt":
    """CommonMark with tables, loaded on first use."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_page(raw: bytes, where: str) -> Page:
    """The prose of a Markdown file, with what its front matter says."""
    written = decode(raw, where)
    metadata, start = front_matter(written, where)
    draft = Draft()
    inside: list[BlockKind] = []
    row: list[str] = []
    level = 0
    for token in parser().parse(written[start:].removeprefix("\ufeff")):
        name, _, end = token.type.rpartition("_")
        if name in CONTAINERS:
            inside.append(CONTAINERS[name]) if end == "open" else inside.pop()
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "hr":
            draft.add("* * *", BlockKind.SEPARATOR)
        elif token.type in ("fence", "code_block"):
            draft.add(token.content, BlockKind.BOILERPLATE)
        elif token.type == "tr_close":
            draft.add(" | ".join(row), BlockKind.BOILERPLATE)
            row = []
        elif token.type == "inline":
            words = _words(token)
            if BlockKind.BOILERPLATE in inside:
                row.append(words)
            else:
                draft.add(words, BlockKind.HEADING if level else _innermost(inside), level)
    return Page(draft.text, tuple(draft.blocks), metadata, authored=True)


def _innermost(inside: list[BlockKind]) -> BlockKind:
    if BlockKind.QUOTATION in inside:
        return BlockKind.QUOTATION
    return inside[-1] if inside else BlockKind.PARAGRAPH


def _words(token: "Token") -> str:
    """The words of a run of inline markup."""
    words: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak":
            words.append("\n")
    return "".join(words)
