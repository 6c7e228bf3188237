"""Decks made by hand: a test names only what it is about."""

from datetime import UTC, date, datetime

from quizgen.deck import Card, Deck
from quizgen.document import Source, Span
from quizgen.item import Evidence, Item, Kind

GAZETTE = Source(
    title="The balloon ascends",
    author="Ada Field",
    publisher="The River Gazette",
    published=date(1784, 9, 16),
    url="https://gazette.example/balloon?a=1&b=2",
)


def evidence(text: str, answer: str | None = None, *, document: str = "balloon", source: Source = GAZETTE) -> Evidence:
    """Words of a document that start at its 100th character, with the answer found among them."""
    at = None
    if answer is not None:
        start = 100 + text.index(answer)
        at = Span(start, start + len(answer))
    return Evidence(document=document, span=Span(100, 100 + len(text)), text=text, answer=at, source=source)


def when(
    stem: str = "On what date did Vincenzo Lunardi fly over London?",
    key: str = "15 September 1784",
    distractors: tuple[str, ...] = ("21 November 1783", "7 January 1785", "5 June 1783"),
    *,
    explanation: str = "",
    proof: tuple[Evidence, ...] = (evidence("On 15 September 1784 Lunardi rose above London.", "15 September 1784"),),
) -> Item:
    """A question for a date."""
    return Item(
        kind=Kind.WHEN,
        claim=f"when {stem}",
        stem=stem,
        key=key,
        evidence=proof,
        rule="when",
        distractors=distractors,
        explanation=explanation,
    )


def who_said(
    quotation: str = "The whole town lay below me, and there was nobody in its streets who was not looking up",
    key: str = "Vincenzo Lunardi",
    distractors: tuple[str, ...] = ("James Tytler", "James Sadler", "Joseph Banks"),
) -> Item:
    """A question for a speaker, its quotation long as quotations are."""
    return Item(
        kind=Kind.WHO_SAID,
        claim=f"who said {quotation}",
        stem=f"Who said: “{quotation}”?",
        key=key,
        evidence=(evidence(f"“{quotation},” {key} wrote to his guardian.", key),),
        rule="who_said",
        distractors=distractors,
    )


def how_many(
    stem: str = "According to Lunardi, how many people watched his ascent from Moorfields?",
    key: str = "over 150,000",
    distractors: tuple[str, ...] = ("over 90,000", "over 120,000", "over 200,000"),
) -> Item:
    """A question for a number."""
    return Item(
        kind=Kind.HOW_MANY,
        claim=f"how many {stem}",
        stem=stem,
        key=key,
        evidence=(evidence(f"Lunardi put the crowd at {key} people.", key),),
        rule="how_many",
        distractors=distractors,
        according_to="Lunardi",
    )


def deck(*items: Item, title: str = "The first balloons", description: str = "") -> Deck:
    """A deck of the items, with ids item-1, item-2, …"""
    changed = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    cards = tuple(Card(id=f"item-{number}", changed=changed, item=item) for number, item in enumerate(items, start=1))
    return Deck(id="balloons", title=title, cards=cards, description=description)
