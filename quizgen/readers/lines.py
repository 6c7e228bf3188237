"""
Plain text → stretches: paragraphs, list items and quoted lines, before anybody asks what they are for.

A blank line always ends a paragraph. A line break ends one too, unless the document is hard-wrapped (its lines
are short and break where the next word would not have fitted): then a paragraph keeps over its lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quizgen.annotators.furniture import RULE
from quizgen.document import Block, BlockKind, Span

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# White space at the ends of a line, with the characters that show nothing: marks of order and of direction, controls.
EDGE = (
    "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
    + "".join(
        map(chr, (*range(0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
    )
    + "\ufeff"
)
BULLET = re.compile(r"(?:[•·‣▪◦●○■□►➤✓]+|[*+–-](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s))\s*(?=\S)")
QUOTED = re.compile(r">+\s?(?=[^\s>])")
GLUED = re.compile(r"(?<=[.!?”\"’'])\s+(?:\*|•)\s?(?=[A-Z“‘\"'])")
NARROWEST, WIDEST = 45, 100  # what people wrap their lines at
FINAL = ".!?:;”\"’'"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that shows something: where it stands without its edges, and how it stands off."""

    span: Span
    indent: int
    after_blank: bool


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank."""
    end = 0
    for match in LINE.finditer(text):
        raw = match.group()
        bare = raw.strip(EDGE)
        if bare:
            indent = len(raw) - len(raw.lstrip(EDGE))
            start = match.start() + indent
            breaks = sum(1 for _ in BREAK.finditer(text, end, match.start()))
            yield Line(Span(start, start + len(bare)), indent, end == 0 or breaks > 1)
            end = match.end()


def wrap_width(text: str, all_lines: list[Line]) -> int:
    """The width that a document's paragraphs are wrapped at, 0 where a line is a paragraph."""
    lengths = sorted(line.indent + len(line.span) for line in all_lines)
    if not lengths or lengths[int(len(lengths) * 0.98)] > WIDEST:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    inner = full = unfinished = 0
    for line, following in pairwise(all_lines):
        if following.after_blank:
            continue
        inner += 1
        next_word = text[following.span.start : following.span.start + width].split(maxsplit=1)[0]
        if line.indent + len(line.span) + 1 + len(next_word) > 0.88 * width:
            full += 1
            unfinished += text[line.span.end - 1] not in FINAL
    wrapped = width >= NARROWEST and inner > 1 and full >= 0.6 * inner and unfinished >= 0.4 * full
    return width if wrapped else 0


def cut(text: str) -> tuple[Block, ...]:
    """The paragraphs, list items and quoted lines of a plain text, in order."""
    all_lines = list(lines(text))
    width = wrap_width(text, all_lines)
    stretches: list[Block] = []
    previous: Line | None = None
    for line in all_lines:
        start, end = line.span.start, line.span.end
        kind = BlockKind.PARAGRAPH
        mark = None
        if RULE.fullmatch(text, start, end):
            kind = BlockKind.SEPARATOR
        elif mark := BULLET.match(text, start, end):
            kind = BlockKind.LIST_ITEM
        elif mark := QUOTED.match(text, start, end):
            kind = BlockKind.QUOTATION
        if previous and width and kind is BlockKind.PARAGRAPH and _goes_on(text, previous, line, width):
            stretches[-1] = Block(Span(stretches[-1].span.start, end), stretches[-1].kind)
        else:
            stretches.append(Block(Span(mark.end() if mark else start, end), kind))
        previous = line
    return tuple(piece for stretch in stretches for piece in split_glued(text, stretch))


def _goes_on(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether a line of a hard-wrapped text belongs to the paragraph of the line before it."""
    if following.after_blank:
        return False
    if following.indent >= line.indent + 2 and text[line.span.end - 1] in FINAL:
        return False  # a book that sets off its paragraphs by indenting their first lines
    next_word = text[following.span.start : following.span.start + width].split(maxsplit=1)[0]
    return line.indent + len(line.span) + 1 + len(next_word) > 0.6 * width


def split_glued(text: str, stretch: Block) -> Iterator[Block]:
    """A list item, or the items that were run together in one line with their bullets in between."""
    start = stretch.span.start
    if stretch.kind is BlockKind.LIST_ITEM:
        for glue in GLUED.finditer(text, start, stretch.span.end):
            yield Block(Span(start, glue.start()), stretch.kind)
            start = glue.end()
    yield Block(Span(start, stretch.span.end), stretch.kind)
