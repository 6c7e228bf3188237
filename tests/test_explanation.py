"""What `explain` and `extract` say of annotations made by hand: nothing found is passed over, nothing is said twice."""

import json
from datetime import date

from quizgen.annotation import Basis, Person, Quotation, Sentence, Speaker, SpeakerKind, Timex, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.document import Anchor, AnchorBasis, Block, BlockKind, Document, Source, Span
from quizgen.explanation import WIDTH, lines
from quizgen.extraction import line
from quizgen.fact import Statement
from quizgen.item import Evidence, Item, Kind, Reason, Refusal

TEXT = """The ferry
“It sank on Monday,” said Ada Brook, the mayor. “We saw it go down.” Nobody was hurt, she said on Tuesday.
Picture: the ferry at her pier
It was raised in a week.
"""
DAY = Anchor(date(2015, 10, 7), AnchorBasis.PUBLISHED, "7 October 2015")
SOURCE = Source(title="The ferry", published=DAY.day)


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def blocks() -> tuple[Block, ...]:
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.PARAGRAPH)
    anchors = (DAY, DAY, DAY, None)
    texts = TEXT.splitlines()
    return tuple(Block(span(text), kind, anchor) for text, kind, anchor in zip(texts, kinds, anchors, strict=True))


DOCUMENT = Document("ferry", TEXT, SOURCE, blocks())
BROOK = Speaker("Ada Brook", SpeakerKind.PERSON, "cue after", span("Ada Brook"), "the mayor")
SAID = Quotation((span("It sank on Monday,"), span("We saw it go down.")), span("said"), BROOK, date="2015-10-05")
FIRST = span("“It sank on Monday,” said Ada Brook, the mayor. “We saw it go down.”")
SENTENCES = (
    Sentence(FIRST, 1),
    Sentence(span("It sank on Monday,"), 1, within=SAID),
    Sentence(span("We saw it go down."), 1, within=SAID),
    Sentence(span("Nobody was hurt, she said on Tuesday."), 1),
    Sentence(span("It was raised in a week."), 3),
)
MONDAY = Timex(
    span("Monday"),
    TimexType.DATE,
    "2015-10-05",
    "weekday",
    Basis.WEEKDAY,
    working="“Monday” + publication date “7 October 2015” → 5 October 2015",
)
TUESDAY = Timex(span("Tuesday"), TimexType.DATE, "2015-10-06", "weekday", Basis.WEEKDAY)
ANNOTATED = Annotated(
    DOCUMENT,
    (SAID,),
    SENTENCES,
    (),
    (MONDAY, TUESDAY),
    (Person("Ada Brook", "the mayor", ("Ada Brook",), ()),),
    (),
    "news",
)
ITEM = Item(
    Kind.WHEN,
    "ferry sink",
    "On what date did the ferry sink?",
    "5 October 2015",
    (Evidence("ferry", FIRST, FIRST.of(TEXT), None, SOURCE),),
    "event",
    distractors=("6 October 2015", "12 October 2015", "28 September 2015"),
    explanation=MONDAY.working,
)
RAISED = span("It was raised in a week.")
REFUSAL = Refusal(Reason.NOT_ALONE, "event", "ferry", RAISED, RAISED.of(TEXT), "it")


def explained() -> list[str]:
    return list(lines(ANNOTATED, [ITEM], [REFUSAL]))


def under(words: str) -> str:
    """What is said below a sentence, up to the next blank line."""
    shown = explained()
    start = next(number for number, each in enumerate(shown) if words in each)
    end = next((number for number in range(start, len(shown)) if not shown[number]), len(shown))
    return " ".join(" ".join(shown[start:end]).split())


def test_lines_are_narrow() -> None:
    assert max(map(len, explained())) <= WIDTH


def test_a_sentence_comes_with_what_starts_in_it() -> None:
    said = under("“It sank on Monday,” said")
    assert "“Monday” = 2015-10-05" not in said, "that stands in the words quoted"
    assert "item when: On what date did the ferry sink? → 5 October 2015" in said
    assert "options: 5 October 2015 | 6 October 2015 | 12 October 2015 | 28 September 2015" in said
    assert "by Ada Brook (person, the mayor; rule: cue after)" in under("… It sank on Monday,")
    assert MONDAY.working in under("… It sank on Monday,")
    assert "“Tuesday” = 2015-10-06, DATE, weekday (rule: weekday)" in under("Nobody was hurt")
    assert under("It was raised").endswith(" refused does not stand alone: it (rule: event)")


def test_quoted_sentences_are_shown_again_only_where_they_tell_something() -> None:
    assert (
        sum("We saw it go down" in each for each in explained()) == 2
    )  # in its sentence, and as a part of a quotation


def test_what_is_no_prose_is_named() -> None:
    assert "(heading) The ferry" in explained()
    assert "(caption) Picture: the ferry at her pier" in explained()


def test_a_date_is_said_when_it_changes() -> None:
    assert [each for each in explained() if each.startswith("──")] == [
        "── paragraph, dated 7 October 2015 by its publication date “7 October 2015”",
        "── paragraph, no date: weekdays and the like stay unresolved",
    ]


def test_a_quotation_in_parts_is_a_record_a_part() -> None:
    record = json.loads(line(ANNOTATED, [Statement(ANNOTATED, SAID, "statement")]))
    assert [(part["part"], part["parts"], part["text"]) for part in record["quotations"]] == [
        (1, 2, "It sank on Monday,"),
        (2, 2, "We saw it go down."),
    ]
    assert {part["speaker_resolved"] for part in record["quotations"]} == {"Ada Brook"}
    (fact,) = record["facts"]
    assert (fact["kind"], fact["according_to"], fact["date"]) == ("statement", "Ada Brook", "2015-10-05")


def test_an_unknown_speaker_is_null() -> None:
    unknown = Quotation((span("We saw it go down."),))
    record = json.loads(line(Annotated(DOCUMENT, (unknown,), SENTENCES, (), (), (), (), "news"), []))
    (part,) = record["quotations"]
    assert part["speaker"] is None
    assert part["speaker_resolved"] is None


def test_many_quoted_sentences_are_shown_to_the_last() -> None:
    text = "“Yes.” " * 20_000 + "Monday " * 20_000
    whole = Span(0, len(text))
    quoted = tuple(Sentence(Span(at, at + 6), 0, within=SAID) for at in range(0, 140_000, 7))
    timexes = tuple(Timex(Span(at, at + 6), TimexType.DATE, "2015", "x") for at in range(140_000, 280_000, 7))
    document = Document("long", text, Source(), (Block(whole, BlockKind.PARAGRAPH),))
    shown = list(lines(Annotated(document, (), (Sentence(whole, 0), *quoted), (), timexes, (), (), "news"), [], []))
    assert sum("“Monday”" in each for each in shown) >= 20_000
