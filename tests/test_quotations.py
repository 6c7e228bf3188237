"""Quotations and speakers by plain-text cases: title, text, ---, expected lines (see tests/corpus/quotations)."""

import random
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.annotation import Quotation, SpeakerKind
from quizgen.annotators.people import find_people
from quizgen.annotators.quotations import find_quotations, words
from quizgen.annotators.sentences import parse_sentences, split
from quizgen.annotators.speakers import attribute
from quizgen.annotators.timexes import find_timexes
from quizgen.document import Anchor, AnchorBasis, Block, BlockKind, Document, Source, Span

CORPUS = Path(__file__).parent / "corpus" / "quotations"
PUBLISHED = Anchor(date(2021, 6, 20), AnchorBasis.PUBLISHED, "2021-06-20")


def document_of(text: str) -> Document:
    """A line is a paragraph; “# ” begins a heading, “## ” a dated one, “> ” a quotation set apart, “~ ” boilerplate.

    “===” is a separator.
    """
    blocks: list[Block] = []
    anchor = PUBLISHED
    for match in re.finditer(r"[^\n]+", text):
        line, start = match.group(), match.start()
        kind, skip = BlockKind.PARAGRAPH, 0
        if line.startswith("## "):
            kind, skip = BlockKind.DATED_HEADING, 3
            anchor = Anchor(date.fromisoformat(line[3:]), AnchorBasis.HEADING, line[3:])
        elif line.startswith("# "):
            kind, skip = BlockKind.HEADING, 2
        elif line.startswith("> "):
            kind, skip = BlockKind.QUOTATION, 2
        elif line.startswith("~ "):
            kind, skip = BlockKind.BOILERPLATE, 2
        elif line == "===":
            kind = BlockKind.SEPARATOR
        blocks.append(Block(Span(start + skip, match.end()), kind, anchor))
    return Document("case", text, Source(published=PUBLISHED.day), tuple(blocks))


def attributed(document: Document) -> tuple[Quotation, ...]:
    quotations = find_quotations(document)
    parsed = parse_sentences(document, split(document, quotations), quotations)
    people = find_people(document, parsed)
    return attribute(document, quotations, parsed, people, find_timexes(document))


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: tuple[str, ...]
    gap: str = ""


def cases(path: Path) -> list[Case]:
    found = []
    for part in path.read_text(encoding="utf-8").split("=====\n"):
        text, _, expected = part.partition("---\n")
        title, _, body = text.partition("\n")
        gap = ""
        if body.startswith("xfail: "):
            gap, _, body = body.removeprefix("xfail: ").partition("\n")
        found.append(Case(f"{path.stem}: {title}", body.rstrip("\n"), tuple(expected.splitlines()), gap))
    return found


CASES = [case for path in sorted(CORPUS.glob("*.txt")) for case in cases(path)]


def written(document: Document, quotation: Quotation, dated: bool) -> str:
    """A quotation as the corpus writes it."""
    parts = " / ".join(part.of(document.text) for part in quotation.parts)
    speaker = quotation.speaker
    if speaker is None:
        who = "?"
    elif speaker.kind is SpeakerKind.PERSON:
        who = speaker.name
    else:
        who = f"{speaker.kind}: {speaker.name}"
    return f"{parts} | {who}" + (f" | {quotation.date or 'none'}" if dated else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    if case.gap:
        request.applymarker(pytest.mark.xfail(reason=case.gap, strict=True))
    document = document_of(case.text)
    long = [
        quotation
        for quotation in attributed(document)
        if quotation.block or sum(words(part.of(document.text)) for part in quotation.parts) >= 5
    ]
    found = [
        written(document, quotation, dated=line.count(" | ") == 2)
        for quotation, line in zip(long, [*case.expected, *[""] * len(long)], strict=False)
    ]
    unresolved = [
        re.sub(r"\| (?:unnamed: .*|organisation: .*|\?)$", "| unresolved", line)
        if expected.endswith("unresolved")
        else line
        for line, expected in zip(found, [*case.expected, *[""] * len(found)], strict=False)
    ]
    assert tuple(unresolved) == case.expected


def titles(folder: str) -> set[str]:
    """The cases of a folder of the corpus, as the list of traps names them."""
    return {
        f"{folder}/{path.stem}: {part.partition(chr(10))[0]}"
        for path in (CORPUS.parent / folder).glob("*.txt")
        for part in path.read_text(encoding="utf-8").split("=====\n")
    }


def test_every_trap_of_quotations_and_furniture_has_a_case() -> None:
    """Sections A to D of the list of traps in the key to the five seed texts, and what of the others concerns them."""
    lines = (CORPUS.parent / "traps.txt").read_text(encoding="utf-8").splitlines()
    traps = {int(number): case for number, _, case in (line.partition(" ") for line in lines)}
    assert set(range(1, 72)) - set(traps) == set()
    assert [case for case in traps.values() if case not in titles("quotations") | titles("pages")] == []


AROUND = {
    "“I was never asked about the money,” treasurer Al Smith told Reuters at a news conference in Bern on Monday.": (
        "Reuters", "at a news conference in Bern", None,
    ),
    "“I do not believe,” the physicist Lise Holm once wrote to her sister, “that I shall see Berlin again.”": (
        "her sister", None, None,
    ),
    "Speaking to students in Cardiff on Friday, Jon Bek said: “I will never again take part in it.”": (
        None, "Speaking to students in Cardiff", None,
    ),
    "Asked about the names, Jon Bek said: “I will never again take part in it.”": (None, None, "Asked about the names"),
    "In a letter to the board, Jon Bek said “the mill will be shut by then.”": (None, "In a letter to the board", None),
    "According to historian Mary Beck, the fire was “the worst thing that ever happened to the town.”": (
        None, None, None,
    ),
    "Jon Bek told him at noon on Friday: “I will never again take part in it.”": (None, None, None),
}  # fmt: skip


@pytest.mark.parametrize("text", AROUND)
def test_to_whom_where_and_in_answer_to_what(text: str) -> None:
    (quotation,) = attributed(document_of(text))
    assert (quotation.addressee, quotation.occasion, quotation.answering) == AROUND[text]


def test_every_attribution_carries_its_rule() -> None:
    for case in CASES:
        for quotation in attributed(document_of(case.text)):
            assert quotation.speaker is None or quotation.speaker.rule


@given(st.text(alphabet=st.sampled_from("\"“”'‘’«»``abc AB.,:—-!?\n"), max_size=300))
def test_any_marks_raise_nothing(text: str) -> None:
    document = document_of(text)
    for quotation in find_quotations(document):
        for part in quotation.parts:
            assert 0 <= part.start < part.end <= len(text)
            assert part.of(text).strip()


@given(st.text(max_size=200))
def test_parts_never_overlap(text: str) -> None:
    parts = [part for quotation in find_quotations(document_of(text)) for part in quotation.parts]
    assert all(a.end <= b.start for a, b in pairwise(parts))


HOSTILE = {
    "straight": '"' * 100_000,
    "curly open": "“a " * 50_000,
    "nested": "“a ‘b " * 30_000,
    "single": " 'a" * 50_000,
    "cue": "“a, he said b " * 15_000,
    "lines": "“a b c d e f g\n" * 10_000,
    "mixed": "".join(random.Random(1).choice("\"“”'‘’«» ab.,:") for _ in range(100_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_to_its_end(name: str) -> None:
    """benchmarks/hostile.py prints how the cost grows."""
    parts = [part for quotation in find_quotations(document_of(HOSTILE[name])) for part in quotation.parts]
    assert all(a.end <= b.start for a, b in pairwise(parts))
