"""
Questions and refusals by plain-text cases (see tests/corpus/questions and tests/corpus/refusals).

A case is a title line, header lines (`published: 2021-06-20`; `kinds: when` asks for some kinds only; `xfail: why`
marks a known gap, which fails the suite once it is mended), the text, `---`, and what is expected: every item in order
as `kind | stem | key`, or, in refusals, every refusal as `reason | rule`, where no item may come of the text at all.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from quizgen.item import Item, Kind, Reason, Refusal
from quizgen.pipeline import Made, Options, make
from quizgen.readers import read_text

FRIDAY = date(2019, 3, 8)
CORPUS = Path(__file__).parent / "corpus"
HEADER = re.compile(r"(published|kinds|style|xfail): (.*)\n")


@dataclass(frozen=True)
class Case:
    """A text and what it must make."""

    title: str
    text: str
    expected: tuple[str, ...]
    published: date | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    style: str = "dmy"
    xfail: str = ""


def read_case(file: str, written: str) -> Case:
    """A case as it is written between two lines of equals signs."""
    title, _, rest = written.partition("\n")
    header: dict[str, str] = {}
    while (line := HEADER.match(rest)) is not None:
        assert line[1] not in header, f"{title}: {line[1]} twice"
        header[line[1]] = line[2]
        rest = rest[line.end() :]
    text, ruled, expected = rest.partition("---\n")
    assert title.strip() and text.strip() and ruled, f"{file}: {title}: a case is a title, a text, --- and lines"
    return Case(
        title=f"{file}: {title}",
        text=text.strip("\n"),
        expected=tuple(expected.split("\n")[:-1]),
        published=date.fromisoformat(header["published"]) if "published" in header else None,
        kinds=tuple(map(Kind, header["kinds"].split())) if "kinds" in header else tuple(Kind),
        style=header.get("style", "dmy"),
        xfail=header.get("xfail", ""),
    )


def cases(folder: str) -> list[Case]:
    """All cases of a folder of the corpus."""
    return [
        read_case(path.stem, part)
        for path in sorted((CORPUS / folder).glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("=====\n")
    ]


def made_of(case: Case) -> Made:
    return make([read_text(case.text, case.published)], Options(kinds=case.kinds, date_style=case.style))


def item_line(item: Item) -> str:
    """An item as the corpus writes it."""
    return f"{item.kind} | {item.stem} | {item.key}"


def refusal_line(refusal: Refusal) -> str:
    """A refusal as the corpus writes it."""
    return f"{refusal.reason} | {refusal.rule}"


def marked(cases: list[Case]) -> list[ParameterSet]:
    """Cases as parameters; one with a known gap has to fail."""
    return [
        pytest.param(
            case,
            marks=[pytest.mark.xfail(reason=case.xfail, raises=AssertionError, strict=True)] if case.xfail else [],
            id=case.title,
        )
        for case in cases
    ]


QUESTIONS, REFUSALS = cases("questions"), cases("refusals")


@pytest.mark.parametrize("case", marked(QUESTIONS))
def test_a_text_makes_its_questions(case: Case) -> None:
    assert tuple(map(item_line, made_of(case).items)) == case.expected


def test_a_number_takes_no_date_from_a_clause_beside_it() -> None:
    text = "The crew of Apollo 11 brought 47 stones to Houston, and fifty years later scientists still ask for a share."
    (item,) = make([read_text(text, FRIDAY)], Options(kinds=(Kind.HOW_MANY,))).items
    assert (item.key, item.date) == ("47", FRIDAY.isoformat())


@pytest.mark.parametrize("case", marked(REFUSALS))
def test_a_text_is_refused(case: Case) -> None:
    made = made_of(case)
    assert not made.items, list(map(item_line, made.items))
    assert case.expected
    assert tuple(map(refusal_line, made.refusals)) == case.expected


def test_titles_are_unique() -> None:
    titles = [case.title for case in (*QUESTIONS, *REFUSALS)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The group attacked the post at Kidal on Monday.", "the group"),
        ("The Indian Army began the operation on Monday.", "the operation"),
        ("It attacked the town of Kidal on Monday.", "It"),
        ("They attacked the town of Kidal on Monday.", "They"),
        ("Its army attacked the town of Kidal on Monday.", "Its"),
        ("We attacked the town of Kidal on Monday.", "We"),
        ("The Indian Army lost its way there on Monday.", "there"),
        ("The Indian Army attacked those villages on Monday.", "those villages"),
        ("The Indian Army attacked another village on Monday.", "another village"),
        ("The Indian Army fled from him on Monday.", "him"),
        pytest.param(
            "The former attacked the town of Kidal on Monday.",
            "former",
            marks=pytest.mark.xfail(reason="“the former” is taken for a thing that tells itself", strict=True),
        ),
    ],
)
def test_a_refusal_names_the_words_that_hang(sentence: str, words: str) -> None:
    made = make([read_text(f"The news of the day\n\n{sentence}", FRIDAY)], Options())
    assert not made.items
    assert any(refusal.reason is Reason.NOT_ALONE and words in refusal.detail for refusal in made.refusals)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Indian Army lost its flag at Kidal on Monday.",
        "The sun rose over the town of Kidal on Monday.",
        "The largest mosque of Kidal burned on Monday.",
        "The first train to Kidal arrived on Monday.",
        "The president of Mali visited Kidal on Monday.",
        "It was in Kidal that the Indian Army lost the flag of Mali on Monday.",
    ],
)
def test_words_that_stand_alone_are_let_through(sentence: str) -> None:
    made = make([read_text(f"The news of the day\n\n{sentence}", FRIDAY)], Options())
    assert not [refusal for refusal in made.refusals if refusal.reason is Reason.NOT_ALONE]


def joined(*texts: str) -> list[str]:
    """Who is said to have said what in several documents that are read together."""
    documents = [read_text(f"The news of the day\n\n{text}", FRIDAY, f"text-{n}") for n, text in enumerate(texts)]
    return [item.key for item in make(documents, Options(kinds=(Kind.WHO_SAID,))).items]


LOST = "“Every family in the old port has lost a boat,”"
WALL = "“A wall of stone keeps no sea out for long,”"


def test_a_surname_is_made_full_from_another_document() -> None:
    assert joined(f"{LOST} Diop said.", f"{WALL} said Awa Diop, the mayor of Dakar.") == ["Awa Diop", "Awa Diop"]
    assert joined(f"{WALL} said Awa Diop, the mayor of Dakar.", f"{LOST} Diop said.") == ["Awa Diop", "Awa Diop"]


def test_a_surname_that_two_share_stays_as_it_is() -> None:
    keys = joined(f"{LOST} Diop said.", f"{WALL} said Awa Diop, the mayor.", "Lamine Diop, a fisherman, left Dakar.")
    assert "Lamine Diop" not in keys and keys.count("Awa Diop") == 1


def test_one_person_has_one_spelling() -> None:
    keys = joined(
        f"{LOST} said Sergey Karpov, the mayor.",
        f"{WALL} said Sergei Karpov, the mayor. Sergei Karpov left for Dakar.",
    )
    assert keys == ["Sergei Karpov", "Sergei Karpov"]


def test_two_who_share_a_surname_stay_two() -> None:
    keys = joined(f"{LOST} said Anna Berg, the mayor.", f"{WALL} said Jonas Berg, the mayor.")
    assert keys == ["Anna Berg", "Jonas Berg"]
