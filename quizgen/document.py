"""
The text: what readers make and everything after them points into.

A reader gives a Document: the text as read, its Source, and its Blocks in order. Every offset anywhere
in quizgen is a character offset into `Document.text`; the text never changes after it was read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Start and end characters in a document's text, end exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """A document's origin. Never a speaker."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    kind: str | None = None  # "news": year-less dates go by the publication date; "narrative": by the date last named


class BlockKind(StrEnum):
    """What a block is to a reader of the page; only PARAGRAPH, LIST_ITEM and QUOTATION hold facts."""

    HEADING = "heading"
    DATED_HEADING = "dated heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    SEPARATOR = "separator"

    @property
    def is_prose(self) -> bool:
        return self in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


class AnchorBasis(StrEnum):
    """Where a block's date comes from."""

    HEADING = "heading"
    DATELINE = "dateline"
    PUBLISHED = "publication date"
    TEXT = "text"
    BESIDE = "dates of the documents beside it"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date that governs a block: weekdays and “yesterday” are resolved against it.

    `certain` is False where the block may have been written on another day (a live page whose posts have
    lost their times, dated only by its own first publication).
    """

    day: date
    basis: AnchorBasis
    text: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that stands by itself: a heading, a paragraph, a list item, …"""

    span: Span
    kind: BlockKind
    anchor: Anchor | None = None
    level: int = 0  # of a heading, 1 the highest


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read, with its origin and its blocks in order of appearance, not overlapping."""

    id: str
    text: str
    source: Source
    blocks: tuple[Block, ...]
    path: str = ""  # as the user named it, for messages

    def prose(self) -> Iterator[Block]:
        """The blocks that can hold facts."""
        return (block for block in self.blocks if block.kind.is_prose)
