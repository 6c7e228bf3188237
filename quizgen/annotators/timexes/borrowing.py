"""
A day to count from for a document without any date, borrowed from the documents beside it.

Only where those agree: all written within two months of each other, and the month-and-day dates of the undated
document fall among theirs. The anchor is uncertain; a weekday counted from it stays vague.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from quizgen.annotators.timexes.expressions import CalendarDate
from quizgen.annotators.timexes.recognition import recognise
from quizgen.dates import write_day
from quizgen.document import Anchor, AnchorBasis, Block, Document

_SPREAD = timedelta(days=62)
_MARGIN = timedelta(days=31)


def borrow_anchors(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The same documents, those without any anchor given one where their neighbours agree on the time."""
    days = sorted(_days(documents))
    if not days or days[-1] - days[0] > _SPREAD:
        return tuple(documents)
    first = days[0] - min(_MARGIN, days[0] - date.min)
    last = days[-1] + min(_MARGIN, date.max - days[-1])
    return tuple(_dated(document, first, last, days) for document in documents)


def _days(documents: Sequence[Document]) -> set[date]:
    return {block.anchor.day for document in documents for block in document.blocks if block.anchor is not None} | {
        document.source.published for document in documents if document.source.published is not None
    }


def _dated(document: Document, first: date, last: date, days: Sequence[date]) -> Document:
    if document.source.published is not None or any(block.anchor is not None for block in document.blocks):
        return document
    told = [day for block in document.blocks for day in _told(document.text, block, first, last)]
    inside = [day for day in told if day is not None]
    if not inside or len(inside) < 0.7 * len(told):
        return document
    beside = write_day(days[0]) if days[0] == days[-1] else f"{write_day(days[0])} to {write_day(days[-1])}"
    anchor = Anchor(max(inside), AnchorBasis.BESIDE, beside, certain=False)
    return replace(document, blocks=tuple(replace(block, anchor=anchor) for block in document.blocks))


def _told(text: str, block: Block, first: date, last: date) -> list[date | None]:
    """The year-less days that a block names, each with the year that puts it between two days, else None."""
    told: list[date | None] = []
    for found in recognise(text, block.span.start, block.span.end):
        match found.piece.expression:
            case CalendarDate(year=0, month=month, day=day) if month and day:
                years = range(first.year, last.year + 1)
                told.append(
                    next((one for year in years if (one := _date(year, month, day)) and first <= one <= last), None)
                )
    return told


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
