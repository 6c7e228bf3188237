"""
How the cost of hostile text grows: the time for four times as much over the time for a quarter, 4 where it is linear.

    python benchmarks/hostile.py

Repeats a piece that invites a pattern to look back or ahead, reads it, finds time expressions and quotations, and
prints the worst pieces of each. A ratio of 16 is quadratic. The tests read texts like these to their end, without a
clock.
"""

import gc
import time
from collections.abc import Callable

from quizgen.annotators.quotations import find_quotations
from quizgen.annotators.timexes import find_timexes
from quizgen.document import Block, BlockKind, Document, Source, Span
from quizgen.readers import read_text

PIECES = (
    "1", "12 ", "1 October ", "the ", "a ", "early ", "October ", "“", "3-", "19", "one ", "last ", "(", "twenty-",
    "\n", "in the ", "111,", "1.", "1:1", "1999-", "1 and ", "499-", "1/1/", "10:10 ", "half a ", "Monday ", "said. ",
    "will ", '"', "“a ", "“a ‘b ", " 'a", "“a, he said b ", "“a b c d e f g\n", "word ",
    "• a. *B ", "שלום ", "\x01a\x0b", "Ab is the a. ",
    "the first of ", "between 5 and ", "from Monday to ", "AD 1–", "October 1 (", "2 1/2 ",
)  # fmt: skip
SIZE = 200_000
SHOWN = 3


def document(text: str) -> Document:
    """A text as one paragraph of a history."""
    return Document("hostile", text, Source(kind="narrative"), (Block(Span(0, len(text)), BlockKind.PARAGRAPH),))


def seconds(work: Callable[[str], object], text: str) -> float:
    """The best processor time of three."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work(text)
        best = min(best, time.process_time() - started)
    return best


def growth(work: Callable[[str], object], piece: str) -> float:
    """The time for a text over the time for a quarter of it; a text that costs next to nothing counts as linear."""
    whole = (piece * SIZE)[:SIZE]
    quarter = seconds(work, whole[: SIZE // 4])
    return seconds(work, whole) / max(quarter, 0.005)


def main() -> None:
    gc.disable()
    works: dict[str, Callable[[str], object]] = {
        "reading": read_text,
        "time expressions": lambda text: find_timexes(document(text)),
        "quotations": lambda text: find_quotations(document(text)),
    }
    for name, work in works.items():
        ratios = sorted(((growth(work, piece), piece) for piece in PIECES), reverse=True)[:SHOWN]
        print(f"{name:18}", ", ".join(f"{ratio:.1f} ({piece!r})" for ratio, piece in ratios))


if __name__ == "__main__":
    main()
