"""What holds for any text whatever: nothing raises, spans point at what they say, keys stay secret."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.syntax import model
from quizgen.document import Document, Span
from quizgen.errors import SourceError
from quizgen.item import Item
from quizgen.pipeline import Made, Options, annotate, make
from quizgen.project import read_stream

PEOPLE = (
    "Ada Field",
    "the minister, Jonas Berg,",
    "Berg",
    "he",
    "Dr. Mary-Ann O’Neil",
    "the coast guard",
    "Леся Марко",
)
VERBS = ("said", "told reporters", "has denied", "closed", "launched", "is going to open", "was struck by")
THINGS = ("26 missiles", "nearly 20 ships", "the harbour", "over 1,500 people", "a bridge", "$3.5 million", "one goat")
TIMES = ("on Monday", "yesterday", "on 7 October 2015", "in March", "last week", "the next day", "in 1969", "at 5 p.m.")
MARKS = ("“", "”", '"', "'", "‘", "’", "«", "»", "(", ")", "—", ",", ".", "!", "?", ":", ";", "\n\n", "\n- ", "\n# ")
WORDS = st.sampled_from((*PEOPLE, *VERBS, *THINGS, *TIMES, *MARKS))


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Paragraphs that look like news: sentences with dates, quotations and numbers, and some that fall apart."""
    sentences = st.one_of(
        st.builds("{} {} {} {}.".format, *map(st.sampled_from, (PEOPLE, VERBS, THINGS, TIMES))),
        st.builds(
            "“{} {} {} {},” {} said {}.".format, *map(st.sampled_from, (PEOPLE, VERBS, THINGS, TIMES, PEOPLE, TIMES))
        ),
        st.lists(WORDS, max_size=12).map(" ".join),
    )
    joined = st.sampled_from((" ", "\n\n", "\r\n\r\n", " \u00a0"))
    text = "".join(sentence + draw(joined) for sentence in draw(st.lists(sentences, min_size=1, max_size=8)))
    return draw(st.sampled_from(("", "The title of it\n\n", "7 October 2015\n\n"))) + text


TEXTS = st.one_of(st.text(max_size=400), reports())
READABLE = reports()


def read(text: str) -> Document | None:
    """The document that a text is, None where the reader turns it down as empty or no text."""
    try:
        return read_stream(text.encode("utf-8", "surrogatepass"), date(2015, 10, 8), None)
    except SourceError:
        return None


def spans(annotated: Annotated) -> list[Span]:
    """Every span that an annotator gave."""
    quotations = [part for quotation in annotated.quotations for part in quotation.parts]
    cues = [quotation.cue for quotation in annotated.quotations if quotation.cue]
    mentions = [mention for person in annotated.people for mention in person.mentions]
    blocks = [block.span for block in annotated.document.blocks]
    sentences = [sentence.span for sentence in annotated.sentences]
    return [*quotations, *cues, *mentions, *blocks, *sentences, *(timex.span for timex in annotated.timexes)]


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def made_of(text: str) -> tuple[Document | None, Made]:
    document = read(text)
    return document, make([document] if document else [], Options())


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_turned_down(data: bytes) -> None:
    try:
        document = read_stream(data, None, None)
    except SourceError as error:
        assert error.todo or error.what
    else:
        assert all(0 <= block.span.start <= block.span.end <= len(document.text) for block in document.blocks)


@settings(max_examples=80)
@given(TEXTS)
def test_any_text_is_annotated_within_itself(text: str) -> None:
    document = read(text)
    if document is None:
        return
    annotated = annotate(document)
    for span in spans(annotated):
        assert 0 <= span.start < span.end <= len(document.text)
        assert span.of(document.text).strip()


@settings(max_examples=80)
@given(READABLE)
def test_evidence_is_verbatim_and_holds_the_answer(text: str) -> None:
    document, made = made_of(text)
    for item in made.items:
        assert document and item.evidence
        for evidence in item.evidence:
            assert evidence.span.of(document.text) == evidence.text
            assert evidence.answer is None or evidence.span.contains(evidence.answer)
    for refusal in made.refusals:
        assert document and refusal.span.of(document.text) == refusal.text


@settings(max_examples=80)
@given(READABLE)
def test_the_key_is_nowhere_but_in_the_answer(text: str) -> None:
    _, made = made_of(text)
    for item in made.items:
        check_key(item)


def check_key(item: Item) -> None:
    """Neither the stem nor a distractor has the key, and the options are all different."""
    assert item.key.strip() and item.stem.strip()
    assert f" {words(item.key)} " not in f" {words(item.stem)} ", item
    options = [words(option) for option in (item.key, *item.distractors)]
    assert len(set(options)) == len(options), item
    assert len(item.distractors) in (0, 3), item


@settings(max_examples=25)
@given(READABLE)
def test_two_builds_are_equal(text: str) -> None:
    assert made_of(text)[1] == made_of(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "“" * 100_000,
        '"' * 100_000,
        "'a' " * 50_000,
        "1 October " * 5_000,
        "on Monday, " * 5_000,
        "(" * 100_000,
        "\u202e\u0000\u0007\u200f on 7 October 2015 Ada Field said: “שלום, this is all of it” \ufeff" * 200,
    ],
    ids=["1 MB on one line", "opening marks", "straight marks", "single", "dates", "weekdays", "brackets", "controls"],
)
def test_hostile_texts_take_little_time(text: str) -> None:
    """A quadratic step would take minutes here."""
    model()  # loaded before the clock runs
    start = time.perf_counter()
    made_of(text)
    assert time.perf_counter() - start < 20
