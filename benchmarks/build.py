"""
What a build costs: its time over that of spaCy alone on the same texts, what extracting and asking add to parsing,
start-up, peak memory.

A build is a process of its own, from the start of the interpreter to the files on the disk. spaCy's time is that
of its whole small model on the whole texts, loaded beforehand. Parsing is that of the sentences that hold something to
ask, in this process. Each time is the median of three.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.util import is_package

from quizgen.annotators.quotations import find_quotations
from quizgen.annotators.sentences import parse_sentences, split
from quizgen.annotators.syntax import MODELS
from quizgen.pipeline import Options, annotate, ask
from quizgen.readers import read

CHECKOUT = Path(__file__).parents[1]
SEEDS = CHECKOUT / ".." / "shared" / "seeds"
QUIZGEN = [sys.executable, "-c", "from quizgen.cli import main; main()"]
RUNS = 3


def texts() -> list[Path]:
    """The documents to build from."""
    if SEEDS.is_dir():
        return sorted(SEEDS.glob("*.txt"))
    return sorted(path for path in (CHECKOUT / "sources").rglob("*") if path.suffix in (".txt", ".md"))


def seconds(work: Callable[[], object]) -> float:
    """The median time of a piece of work."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def run(*arguments: str) -> None:
    """One quizgen in a process of its own."""
    subprocess.run([*QUIZGEN, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def build(documents: list[Path]) -> None:
    """A build of one deck in every format, with no lock of an earlier one."""
    with tempfile.TemporaryDirectory() as folder:
        run("build", *map(str, documents), "--published", "2000-01-01", "-o", folder)


def parse_alone(documents: list[Path]) -> Callable[[], object]:
    """spaCy's own work on the same texts, ready to be timed."""
    model = spacy.load(next(name for name in MODELS if is_package(name)))
    read = [document.read_text(encoding="utf-8") for document in documents]
    return lambda: list(model.pipe(read))


def asking_over_parsing(documents: list[Path]) -> float:
    """The time for extracting claims and asking about them over that for parsing their sentences."""
    read_in = [read(document) for document in documents]
    cut = [(one, split(one, marked), marked) for one in read_in for marked in (find_quotations(one),)]
    annotated = [annotate(one) for one in read_in]
    parsing = seconds(lambda: [parse_sentences(*one) for one in cut])
    return seconds(lambda: [ask(one, Options()) for one in annotated]) / parsing


def peak_megabytes() -> float:
    """Of the largest child so far."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the figures."""
    documents = texts()
    size = sum(document.stat().st_size for document in documents)
    print(f"{len(documents)} documents, {size / 1000:.0f} KB, {os.cpu_count()} cores, median of {RUNS}")
    of_build = seconds(lambda: build(documents))
    print(f"peak memory of a build           {peak_megabytes():8.0f} MB    (at most 700)")
    of_spacy = seconds(parse_alone(documents))
    print(f"cold build                       {of_build:8.2f} s")
    print(f"spaCy alone, loaded beforehand   {of_spacy:8.2f} s")
    goal = "       (at most 1.2)" if SEEDS.is_dir() else ""
    print(f"build / spaCy                    {of_build / of_spacy:8.2f}{goal}")
    print(f"asking / parsing                 {asking_over_parsing(documents):8.2f}       (at most 0.25)")
    print(f"quizgen --help                   {seconds(lambda: run('--help')):8.2f} s     (under 0.3)")


if __name__ == "__main__":
    main()
