"""
Time expressions: Document → Timex, as TIMEX3 annotates them, by regular expressions alone.

`recognition` finds pieces by the tables of rules (calendar, clock, relative, amounts, vague) and widens them by what
stands to their left (prefixes); `resolution` turns pieces into values; `kinds` says whether a document is news or
narrative, which decides what a year-less date is counted from. `posts` dates the posts of a live page that lost
their times; `borrowing` gives a document without any date an uncertain one from the documents beside it.
"""

import re

from quizgen.annotation import Timex
from quizgen.annotators.timexes.borrowing import borrow_anchors
from quizgen.annotators.timexes.kinds import Kind, KindDecision, decide_kind, document_kind
from quizgen.annotators.timexes.posts import settled
from quizgen.annotators.timexes.recognition import RULES, recognise
from quizgen.annotators.timexes.resolution import Timeline
from quizgen.document import Document

__all__ = ["RULES", "Kind", "KindDecision", "borrow_anchors", "decide_kind", "document_kind", "find_timexes"]

_SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?![\w/-])")


def find_timexes(document: Document) -> tuple[Timex, ...]:
    """Time expressions in order of appearance, not overlapping."""
    text = document.text
    kind = document_kind(document)
    timeline = Timeline(text, kind, _day_first(text))
    found = [recognise(text, block.span.start, block.span.end, kind) for block in document.blocks]
    better = settled(document.blocks, found)
    timexes: list[Timex] = []
    for index, block in enumerate(document.blocks):
        timeline.enter(block.span.start, better.get(index, block.anchor))
        timexes.extend(timeline.resolve(found[index]))
    return tuple(timexes)


def _day_first(text: str) -> bool | None:
    """Whether the document writes 25/10/2015 (True) or 10/25/2015 (False); None where it does not show."""
    first = second = 0
    for match in _SLASHED.finditer(text):
        first += 12 < int(match[1]) <= 31 and int(match[2]) <= 12
        second += 12 < int(match[2]) <= 31 and int(match[1]) <= 12
    return None if first == second else first > second
