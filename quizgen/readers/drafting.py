"""
A text in the making: formats with markup write their blocks one below the other and remember where each stands.
"""

from dataclasses import dataclass, field

from quizgen.document import Block, BlockKind, Span
from quizgen.readers.lines import EDGE

GAP = "\n\n"


@dataclass(slots=True)
class Draft:
    """The blocks written so far."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        """Write a block below the last one; one without words is left out."""
        words = words.strip(EDGE)
        if not words:
            return
        if self.pieces:
            self.pieces.append(GAP)
            self.length += len(GAP)
        self.blocks.append(Block(Span(self.length, self.length + len(words)), kind, level=level))
        self.pieces.append(words)
        self.length += len(words)

    @property
    def text(self) -> str:
        """The whole text, blocks parted by blank lines."""
        return "".join(self.pieces)
