"""Sentences: where one ends and where none does, quotations cut by themselves, spans that slice to their words."""

import textwrap
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.annotators.quotations import find_quotations
from quizgen.annotators.sentences import MAX_SENTENCE, parse_sentences, split
from quizgen.document import Document
from quizgen.readers import read_text

FRIDAY = date(2019, 3, 8)
HEADING = "The news of the day\n\n"


def read(paragraph: str) -> Document:
    """A paragraph below a heading."""
    return read_text(HEADING + paragraph, FRIDAY)


def narrated(paragraph: str) -> list[str]:
    """The narrator's sentences."""
    document = read(paragraph)
    found = split(document, find_quotations(document))
    return [sentence.span.of(document.text) for sentence in found if sentence.within is None]


def quoted(paragraph: str) -> list[str]:
    """The sentences of those who are quoted."""
    document = read(paragraph)
    found = split(document, find_quotations(document))
    return [sentence.span.of(document.text) for sentence in found if sentence.within is not None]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry sank.", "Nobody drowned."],
        ["The firm Yahoo! was sold for little.", "Nobody asked why? or when? in those days."],
        ["Did the ferry sink?", "It did!", "The crew swam ashore."],
        ["Dr. Awa Diop met Mr. Sarr at St. Louis.", "They spoke for an hour."],
        ["Lt. Gen. Hari Thapa led the rescue.", "The army sent boats."],
        ["Gov. Ada Field and Sen. Jonas Berg agreed.", "The bridge was built."],
        ["George R. R. Martin and J. K. Rowling wrote it.", "The book sold well."],
        ["The U.S. Navy sent two ships.", "They came too late."],
        ["He moved to the U.S. in 1912.", "The war began."],
        ["The talks began at 5 p.m. on Monday.", "They ended at 9 a.m. The delegates slept."],
        ["Northline Inc. bought the ferry.", "It paid in gold."],
        ["The law passed on Oct. 7 after a long debate.", "Sweden followed."],
        ["It grew by 3.5 per cent in No. 4 shaft.", "The owners were pleased."],
        ["The lighthouse of St. Abbs (cf. Fig. 3) was built in c. 1862.", "It still stands."],
        ["Bread, wine, etc. were sold.", "The port was full."],
        ["The tower fell.[3]", "The bell was saved.[4][5]"],
        ["(The tower fell.)", "The bell was saved."],
        ["It was built for Philip II.", "The king never saw it."],
    ],
    ids=lambda sentences: sentences[0],
)
def test_a_paragraph_is_cut_where_sentences_end(sentences: list[str]) -> None:
    expected = [part for sentence in sentences for part in sentence.replace("a.m. The", "a.m.\nThe").split("\n")]
    assert narrated(" ".join(sentences)) == expected


@pytest.mark.parametrize(
    ("paragraph", "narrator", "words"),
    [
        (
            "“The harbour is full of ice. No ship can leave it,” said Awa Diop. The port was shut.",
            ["“The harbour is full of ice. No ship can leave it,” said Awa Diop.", "The port was shut."],
            ["The harbour is full of ice.", "No ship can leave it,"],
        ),
        (
            "“The harbour is full of ice,” said Awa Diop. “No ship can leave it before May.” The port was shut.",
            [
                "“The harbour is full of ice,” said Awa Diop.",
                "“No ship can leave it before May.”",
                "The port was shut.",
            ],
            ["The harbour is full of ice,", "No ship can leave it before May."],
        ),
        (
            "“The harbour,” said Awa Diop, “is full of ice and will stay so.” The port was shut.",
            ["“The harbour,” said Awa Diop, “is full of ice and will stay so.”", "The port was shut."],
            ["The harbour,", "is full of ice and will stay so."],
        ),
        (
            "Awa Diop called the port “a bowl of ice” and left.",
            ["Awa Diop called the port “a bowl of ice” and left."],
            [],
        ),
        (
            "She asked: “Who will break all this ice for us?” Nobody did.",
            ["She asked: “Who will break all this ice for us?”", "Nobody did."],
            ["Who will break all this ice for us?"],
        ),
    ],
    ids=["two sentences", "cue between", "cue within", "fragment", "question"],
)
def test_quotations_are_cut_by_themselves(paragraph: str, narrator: list[str], words: list[str]) -> None:
    assert narrated(paragraph) == narrator
    assert quoted(paragraph) == words


def test_a_heading_holds_no_sentence() -> None:
    assert narrated("The ferry sank.") == ["The ferry sank."]


def test_a_line_break_inside_a_paragraph_ends_no_sentence() -> None:
    sentences = [
        "The ferry from Piraeus, which had been built for the rivers of the north, sank off the south coast of Crete.",
        "Nobody drowned, for the fishermen of three villages had seen the lights go out and rowed against the wind.",
    ]
    document = read(textwrap.fill(" ".join(sentences), 80))
    assert [" ".join(s.span.of(document.text).split()) for s in split(document, ())] == sentences


def test_words_quoted_without_a_closing_mark_are_in_their_sentence() -> None:
    words = "“The harbour is full of ice and no ship can leave it before the middle of May"
    assert narrated(words) == [words]


def test_only_sentences_with_something_to_ask_are_parsed() -> None:
    document = read("The wind fell. On 7 May a ferry sank. The crew of Ada Field swam ashore. All was quiet.")
    sentences = split(document, ())
    parsed = parse_sentences(document, sentences, ())
    assert [one.sentence.span.of(document.text) for one in parsed] == [
        "On 7 May a ferry sank.",
        "The crew of Ada Field swam ashore.",
    ]


def test_a_sentence_past_all_measure_is_not_parsed() -> None:
    document = read("In 1912 " + "and " * (MAX_SENTENCE // 4) + "so on. In 1913 a ferry sank.")
    parsed = parse_sentences(document, split(document, ()), ())
    assert [one.sentence.span.of(document.text) for one in parsed] == ["In 1913 a ferry sank."]


def test_tokens_point_into_the_document() -> None:
    document = read("In Oslo   Ada  Field said “we shall come back in spring” and\tleft.")
    quotations = find_quotations(document)
    (parsed,) = (
        one for one in parse_sentences(document, split(document, quotations), quotations) if not one.sentence.within
    )
    words = [parsed.token_span(token).of(document.text) for token in parsed.tokens if token.text != "Yes"]
    assert words[:4] == ["In", "Oslo", "Ada", "Field"]
    assert all(
        parsed.token_span(token).of(document.text) == token.text for token in parsed.tokens if token.text != "Yes"
    )


@pytest.mark.parametrize(
    ("sentence", "parsed"),
    [
        ("On 4 June 1989 Polish miners met.", "On 4 June 1989, Polish miners met."),
        ("In 1912 Ada Field left.", "In 1912, Ada Field left."),
        ("On June 4, 1989 the miners met.", "On June 4, 1989, the miners met."),
        ("In March and May they met.", "In March and May they met."),
        ("In 1912, Ada Field left.", "In 1912, Ada Field left."),
        ("In 1912 alone they lost 5.", "In 1912 alone they lost 5."),
        ("They lost, and on 5 May Norway left.", "They lost, and on 5 May, Norway left."),
    ],
)
def test_a_date_at_the_front_is_parsed_with_its_comma(sentence: str, parsed: str) -> None:
    document = read(sentence)
    (one,) = parse_sentences(document, split(document, ()), ())
    assert one.tokens.text == parsed
    words = [token for token in one.tokens if token.text != ","]
    assert [one.token_span(token).of(document.text) for token in words] == [token.text for token in words]


PIECES = st.sampled_from(
    ("The ferry sank. ", "Dr. A. Diop ", "said ", "“", "”", '"', "'", "(", ")", ". ", "! ", "…", " ", "\n", "\n\n",
     "7 May ", "e.g. ", "the U.S. ", "no ", "A ", "[3]", "\u00a0", "\u200b", "ß", "И. Петров ")
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_cut_into_words_that_stand_in_order(text: str) -> None:
    document = read_text(text, FRIDAY)
    quotations = find_quotations(document)
    sentences = split(document, quotations)
    told = [sentence for sentence in sentences if sentence.within is None]
    for sentence in sentences:
        words = sentence.span.of(document.text)
        assert words == words.lstrip() != ""
        assert document.blocks[sentence.block].span.contains(sentence.span)
    for one, following in pairwise(told):
        assert one.span.end <= following.span.start
    for sentence in sentences:
        if sentence.within is not None:
            assert any(part.contains(sentence.span) for part in sentence.within.parts)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_word_of_prose_is_lost(text: str) -> None:
    document = read_text(text, FRIDAY)
    prose = [block.span for block in document.prose()]
    covered = {at for s in split(document, ()) for at in range(s.span.start, s.span.end)}
    for span in prose:
        assert all(at in covered for at in range(span.start, span.end) if document.text[at].isalnum())
