"""
What a text says of itself in its first lines: title, author, day of publication.

“Published: September 30, 2015” · “by Some Agency October 01, 2015” · “30 Sep, 2015 14:16 / Updated 2 years ago”
· “By Jane Doe” · “7 October 2015” alone under a title · “PARIS, 7 October 2015 (Agency) —”.
Missed on purpose: a date in running prose, a day of updating, a date that is one of a live blog's headings.
"""

import re
from collections.abc import Sequence
from datetime import date

from quizgen.annotators.blocks import reads_like_heading, title_like
from quizgen.annotators.bylines import byline
from quizgen.annotators.dated import dated_line, dateline
from quizgen.annotators.furniture import is_caption, is_furniture, is_separator
from quizgen.metadata import Metadata

HEAD_LINES = 15
STOP_INSIDE = re.compile(r"(?P<word>[\w’'-]+)[.!?…]+[”\"’')\]]*\s+[“\"‘'(\[]*[A-Z]")
SHORTENED = frozenset(
    "mr mrs ms dr st prof gen gov sen rep col capt lt sgt maj adm rev hon jr sr vs no corp co ltd dept mt ft".split()
)


def found_in(lines: Sequence[str]) -> Metadata:
    """Title, author and day of publication as far as the first of a text's lines state them."""
    head = lines[:HEAD_LINES]
    bylines = {at: told for at, line in enumerate(head) if (told := byline(line))}
    headings = sum(dated is not None and dated.day is not None for dated in map(dated_line, lines))
    author: str | None = None
    published: date | None = None
    for at, told in bylines.items():
        author = author or told.author
        if published is None and (headings < 2 or dated_line(head[at]) is None):
            published = told.published
    if published is None:
        published = _dateline_day(head)
    return Metadata(title=_title(head, min(bylines, default=None)), author=author, published=published)


def _dateline_day(head: Sequence[str]) -> date | None:
    prose = [line for line in head if len(line) > 80][:2]
    found = [told.date.full for line in prose if (told := dateline(line)) and told.date]
    return found[0] if found else None


def _stands_as_title(line: str) -> bool:
    """Whether a line is like a title and not a paragraph of two sentences in which many words are names."""
    if not title_like(line) or line[-1] not in '.”"’':
        return title_like(line)
    inside = (stop["word"].lower() for stop in STOP_INSIDE.finditer(line))
    return not any(len(word) > 1 and word not in SHORTENED for word in inside)


def _title(head: Sequence[str], first_byline: int | None) -> str | None:
    """The first line that stands there as a title; a short site category above it is passed over."""
    candidates: list[str] = []
    for at, line in enumerate(head):
        if at == first_byline:
            break
        if is_furniture(line) or is_caption(line) or is_separator(line) or dated_line(line):
            continue
        if not (_stands_as_title(line) if not candidates else reads_like_heading(line)):
            break
        candidates.append(line)
    if not candidates:
        return None
    if first_byline is None or len(candidates[0].split()) > 5:
        return candidates[0]
    return next((line for line in candidates if len(line.split()) > 5), candidates[0])
