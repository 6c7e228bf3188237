"""
Speed of the time annotator beside dateparser's search, on the same text in the same process.

    python benchmarks/timexes.py [FOLDER]

Reads the .txt and .md files of the folder: the wikiwars corpus where it is there, else the project's own sources.
Prints characters a second for each and their ratio. dateparser is a dependency of this benchmark only; without it the
annotator is measured alone.
"""

import importlib
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from quizgen.annotators.timexes import find_timexes
from quizgen.document import Block, BlockKind, Document, Source, Span

ROOT = Path(__file__).parents[1]
WIKIWARS = ROOT / ".." / "shared" / "bench" / "wikiwars" / "docs"
ROUNDS = 3
SLOW_SAMPLE = 40_000  # characters are enough for the slower of the two


def document(text: str) -> Document:
    """A text as one document, a paragraph a line."""
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), BlockKind.PARAGRAPH))
        at += len(line)
    return Document("benchmark", text, Source(), tuple(blocks))


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The best processor time of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def main(folder: Path) -> int:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")]
    if not texts:
        print(f"{folder}: no .txt or .md files (name a folder that has some)", file=sys.stderr)
        return 1
    documents = [document(text) for text in texts]
    size = sum(map(len, texts))
    ours = size / seconds(lambda: [find_timexes(one) for one in documents], ROUNDS)
    print(f"time annotator     {ours / 1e6:8.2f} MB/s on one core ({size:,} characters)")
    try:
        search = importlib.import_module("dateparser.search")
    except ModuleNotFoundError:
        print("dateparser.search  not installed (pip install dateparser)")
        return 0
    sample = [paragraph for text in texts for paragraph in text.splitlines() if paragraph.strip()]
    kept: list[str] = []
    for paragraph in sample[:: max(1, len(sample) // 200)]:
        if sum(map(len, kept)) < SLOW_SAMPLE:
            kept.append(paragraph)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        taken = seconds(lambda: [search.search_dates(paragraph, languages=["en"]) for paragraph in kept], 1)
    theirs = sum(map(len, kept)) / taken
    print(f"dateparser.search  {theirs / 1e6:8.4f} MB/s")
    print(f"ratio              {ours / theirs:8.0f} times as fast")
    return 0


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    sys.exit(main(given or (WIKIWARS if WIKIWARS.is_dir() else ROOT / "sources")))
