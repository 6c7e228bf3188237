"""
What one format's reader gives: the text, its stretches in order, and the metadata that the format states.
"""

from dataclasses import dataclass

from quizgen.document import Block
from quizgen.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Page:
    """A text as read; its stretches have the kinds that the format knows, PARAGRAPH meaning undecided."""

    text: str
    stretches: tuple[Block, ...]
    metadata: Metadata
    authored: bool = False  # the metadata is front matter, written by hand, not a page's own markup
