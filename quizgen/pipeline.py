"""
The program on one page: documents → annotations → facts → items.

Reading files, the lock and writing files are not here: see readers, lock and project.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from quizgen.annotators.annotated import Annotated
from quizgen.deck import Conflict
from quizgen.document import Document
from quizgen.item import Item, Kind, Refusal


@dataclass(frozen=True, slots=True)
class Options:
    """What a deck asks for: which kinds of item, and how it writes its dates (dmy or mdy)."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    date_style: str = "dmy"
    tags: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a set of documents: items in learning order, and what was turned down."""

    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...]
    conflicts: tuple[Conflict, ...]


def annotate(document: Document) -> Annotated:
    """All annotations of one document."""
    raise NotImplementedError


def make(
    documents: Sequence[Document], options: Options, progress: Callable[[Document], None] = lambda _: None
) -> Made:
    """Items of a set of documents; `progress` is called after each document was annotated."""
    raise NotImplementedError
