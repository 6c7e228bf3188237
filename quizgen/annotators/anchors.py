"""
Anchors: the date that governs each block.

A dated heading governs what stands below it until the next one (or, where the format knows levels, until a
heading of its own level or above), in a live blog of either order. What stands above the first goes by the
publication date. Elsewhere a dateline's date governs, else the publication date, else the latest full date of
the month that most dates in the text fall into, as the best day known.

Not certain are: posts of a live page that lost their times, a day taken from the text, a month or a year.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quizgen.annotators.dated import DatedLine, dated_lead, dated_line, dateline
from quizgen.annotators.furniture import is_post_mark
from quizgen.dates import FULL_DATE, full_date, write_day
from quizgen.document import Anchor, AnchorBasis, Block, BlockKind, Source

LEADING_PROSE = 3
CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})\s*([ap])?", re.IGNORECASE)


def anchored(text: str, blocks: Sequence[Block], source: Source) -> tuple[Block, ...]:
    """The same blocks, each with the anchor that governs it."""
    headings = {at: told for at, block in enumerate(blocks) if (told := _heading(text, block))}
    known = source.published
    if [told.full for told in headings.values()] == [known]:
        headings = {}  # the day of publication under the title
    stated = _stated_days(text, blocks) if known is None else []
    resolved = _resolve(text, blocks, headings, known, stated)
    default = _default(text, blocks, source, resolved, stated)
    out: list[Block] = []
    current, reign = default, 0
    for at, block in enumerate(blocks):
        own: Anchor | None = None
        if block.kind is BlockKind.DATED_HEADING:
            current, reign = resolved.get(at, default), block.level
        elif block.kind is BlockKind.HEADING and block.level <= reign:
            current, reign = default, 0
        elif block.kind.is_prose and (told := dated_lead(text[block.span.start : block.span.start + 80])):
            near = current.day if current else None
            own = _anchor_of(told, text[block.span.start : block.span.end][:40], near, AnchorBasis.HEADING)
            own = own and replace(own, text=_lead_words(own.text))
        elif (told := _dateline(text, block)) and reign == 0:
            near = current.day if current else None
            current = _anchor_of(told, _dateline_words(text, block), near, AnchorBasis.DATELINE) or current
        out.append(replace(block, anchor=own or current))
    return tuple(out)


def _heading(text: str, block: Block) -> DatedLine | None:
    return dated_line(block.span.of(text)) if block.kind is BlockKind.DATED_HEADING else None


def _dateline(text: str, block: Block) -> DatedLine | None:
    if block.kind not in (BlockKind.BOILERPLATE, BlockKind.PARAGRAPH):
        return None
    told = dateline(text[block.span.start : block.span.start + 100])
    return told.date if told else None


def _dateline_words(text: str, block: Block) -> str:
    return " ".join(block.span.of(text)[:80].split("(")[0].split("—")[0].split()).rstrip(" –-―,")


def _lead_words(opening: str) -> str:
    return re.split(r"\s*(?::|—|–|--|\s-\s)\s", opening, maxsplit=1)[0].strip()


def _stated_days(text: str, blocks: Sequence[Block]) -> list[date]:
    """The full dates that prose states, in order."""
    return [
        day
        for block in blocks
        if block.kind.is_prose
        for match in FULL_DATE.finditer(text, block.span.start, block.span.end)
        if (day := full_date(match))
    ]


def _resolve(
    text: str, blocks: Sequence[Block], headings: dict[int, DatedLine], published: date | None, stated: Sequence[date]
) -> dict[int, Anchor]:
    """An anchor for each dated heading whose year is given or can be told."""
    in_full = [told.full for told in headings.values() if told.full]
    near = published or (in_full[0] if in_full else None) or _best(stated)
    resolved: dict[int, Anchor] = {}
    year: int | None = None
    for at, told in headings.items():
        words = blocks[at].span.of(text).strip(" :.–—-")
        if told.day is None:
            year = told.year if told.month is None else year
            anchor = _anchor_of(told, words, near, AnchorBasis.HEADING)
        elif told.year is None and year is not None and (day := told.in_year(year)):
            anchor = Anchor(day, AnchorBasis.HEADING, words)
        else:
            anchor = _anchor_of(told, words, near, AnchorBasis.HEADING)
            near = anchor.day if anchor else near
        if anchor:
            resolved[at] = anchor
    return resolved


def _anchor_of(told: DatedLine, words: str, near: date | None, basis: AnchorBasis) -> Anchor | None:
    """A dated line as an anchor, its missing year being the one that brings it nearest to a known day."""
    if told.full:
        return Anchor(told.full, basis, words)
    if told.day is None and told.year is not None:
        middle = date(told.year, told.month, 15) if told.month else date(told.year, 7, 1)
        return Anchor(middle, basis, words, certain=False)
    if near is None:
        return None
    years = [year for year in (near.year, near.year - 1, near.year + 1) if 1 <= year <= 9999]
    days = [day for year in years if (day := told.in_year(year))]
    return Anchor(min(days, key=lambda day: abs(day - near)), basis, words) if days else None


def _best(days: Sequence[date]) -> date | None:
    """The latest day of the month that more than half of the days fall into."""
    months = Counter((day.year, day.month) for day in days)
    if not months:
        return None
    month, count = months.most_common(1)[0]
    return max(day for day in days if (day.year, day.month) == month) if 2 * count > len(days) else None


def _default(
    text: str, blocks: Sequence[Block], source: Source, resolved: dict[int, Anchor], stated: Sequence[date]
) -> Anchor | None:
    """What governs a block that no heading governs."""
    if source.published:
        opening = _opening_dateline(text, blocks, source.published)
        if opening and not resolved:
            return opening
        certain = bool(resolved) or not _lost_its_times(text, blocks)
        return Anchor(source.published, AnchorBasis.PUBLISHED, write_day(source.published), certain)
    if resolved:
        first = min(resolved.values(), key=lambda anchor: anchor.day)
        return replace(first, certain=False)
    day = _best(stated)
    opening = _opening_dateline(text, blocks, day)
    if opening:
        return opening
    return Anchor(day, AnchorBasis.TEXT, write_day(day), certain=False) if day else None


def _opening_dateline(text: str, blocks: Sequence[Block], near: date | None) -> Anchor | None:
    """The dateline at the head of a report, which also dates what stands above it."""
    prose = 0
    for block in blocks:
        if told := _dateline(text, block):
            return _anchor_of(told, _dateline_words(text, block), near, AnchorBasis.DATELINE)
        prose += block.kind.is_prose
        if prose > LEADING_PROSE:
            return None
    return None


def _lost_its_times(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a page consists of posts that may be of several days: no times, or times that jump."""
    marks = [
        block.span.of(text)
        for block in blocks
        if block.kind is BlockKind.SEPARATOR and is_post_mark(block.span.of(text))
    ]
    if len(marks) < 2:
        return False
    clocks = [match for mark in marks if (match := CLOCK.search(mark))]
    if len(clocks) < len(marks):
        return True
    minutes = [
        (int(hour) % 12 + 12 * (half.lower() == "p") if half else int(hour)) * 60 + int(minute)
        for hour, minute, half in (match.groups() for match in clocks)
    ]
    return minutes not in (sorted(minutes), sorted(minutes, reverse=True))
