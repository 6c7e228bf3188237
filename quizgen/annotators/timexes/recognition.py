"""
From text to pieces: every rule is tried at the words it can start with, the longest reading wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizgen.annotation import Joint, TimexType
from quizgen.annotators.timexes import amounts, clock, days, numerals, relative, seasons, vague, years
from quizgen.annotators.timexes.expressions import CalendarDate, Expression, Fixed, Piece, Rule, Weekday, joint_of
from quizgen.annotators.timexes.kinds import Kind
from quizgen.annotators.timexes.prefixes import widen

RULES: tuple[Rule, ...] = (
    *days.RULES,
    *years.RULES,
    *seasons.RULES,
    *numerals.RULES,
    *clock.RULES,
    *relative.RULES,
    *amounts.RULES,
    *vague.RULES,
)
_WORD = re.compile(r"[A-Za-z]+|\d+")
_JOINT = re.compile(
    r"\s?[-–—]\s?|,?\s(?:to|and|or|until|till|through|thru|&)\s(?:(?:again|then)\s)?(?:(?:in|on|at|by|the)\s){0,2}|,\s",
    re.IGNORECASE,
)
# Near enough to share a year or a month, and no more.
_NEXT = re.compile(r",?\s(?:in\s)?", re.IGNORECASE)
_LEFT = 12
_WIDEST_JOINT = 24


@dataclass(frozen=True, slots=True)
class Found:
    """A piece and the name of the rule that read it."""

    piece: Piece
    rule: str


def _starts(narrative: bool) -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for rule in (rule for rule in RULES if narrative or not rule.narrative_only):
        for word in rule.starts:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


_STARTS = {kind: _starts(kind == "narrative") for kind in ("news", "narrative")}


def recognise(text: str, start: int, end: int, kind: Kind = "news") -> list[Found]:
    """Pieces between two offsets, in order, not overlapping."""
    starts = _STARTS[kind]
    found: list[Found] = []
    floor = start
    for word in _WORD.finditer(text, start, end):
        at = word.start()
        if at < floor:
            continue
        token = word[0]
        rules = starts.get(f"#{len(token)}" if token[0] <= "9" else token.lower())
        if rules is None or (at > start and (text[at - 1].isalnum() or text[at - 1] == "_")):
            continue
        best: tuple[int, Rule, tuple[Piece, ...]] | None = None
        for rule in rules:
            match = rule.pattern.match(text, at, end)
            if match is None or (best is not None and match.end() <= best[0]):
                continue
            read = rule.read(match)
            if read is not None:
                best = match.end(), rule, read if isinstance(read, tuple) else (read,)
        if best is None:
            continue
        reach, rule, pieces = best
        first = widen(pieces[0], text, floor, rule.name)
        found.append(Found(first, rule.name))
        found.extend(Found(piece, rule.name) for piece in pieces[1:])
        floor = reach
    return list(_shared(found, text))


def _shared(found: list[Found], text: str) -> Iterator[Found]:
    """“March and April 1918”: what stands once holds for both; the ends of ranges and lists."""
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index].piece, found[index + 1].piece
        if after.start - here.end > _WIDEST_JOINT:
            continue
        joins = _JOINT.fullmatch(text, here.end, after.start) is not None
        if not joins and not _NEXT.fullmatch(text, here.end, after.start):
            continue
        one, two = here.expression, after.expression
        if joins and not after.closes and _ends(one, two):
            closes = _joint(found, index, text)
            found[index + 1] = replace(found[index + 1], piece=replace(after, closes=closes))
            after = found[index + 1].piece
        if not isinstance(one, CalendarDate) or not isinstance(two, CalendarDate):
            continue
        if two.year and not one.year and one.step is None and not (one.day and two.month and not two.day):
            first, second = (one.month or 0), (two.month or 0)
            year = two.year - (0 if two.bc else 1) * (1 if first > second > 0 else 0)
            found[index] = replace(found[index], piece=replace(here, expression=replace(one, year=year, bc=two.bc)))
    for index in range(1, len(found)):
        here, after = found[index - 1].piece, found[index].piece
        one, two = here.expression, after.expression
        if (
            after.closes
            and isinstance(one, CalendarDate)
            and isinstance(two, CalendarDate)
            and one.year
            and not two.year
            and two.month
        ):
            later = two.month < one.month
            year = one.year + (-1 if one.bc else 1) * later
            found[index] = replace(found[index], piece=replace(after, expression=replace(two, year=year, bc=one.bc)))
    yield from found


def _ends(one: Expression, two: Expression) -> bool:
    """Whether two expressions can be the ends of one range or list."""
    if isinstance(one, Fixed) and isinstance(two, Fixed):
        return one.type is two.type is TimexType.DATE and "REF" not in one.value + two.value
    return any(isinstance(one, kind) and isinstance(two, kind) for kind in (CalendarDate, Weekday))


def _joint(found: list[Found], index: int, text: str) -> Joint | None:
    """How a piece and the next one belong together; a comma joins only within a list: “1941, 1942 and 1943”."""
    here, after = found[index].piece, found[index + 1].piece
    words = text[here.end : after.start]
    if words.strip() != ",":
        return joint_of(words, text[max(0, here.start - _LEFT) : here.start])
    if index + 2 < len(found) and found[index + 2].piece.closes in (Joint.LIST, Joint.SERIES):
        last = found[index + 2].piece
        if _shape(here.expression) == _shape(after.expression) == _shape(last.expression):
            return Joint.SERIES
    return None


def _shape(expression: Expression) -> tuple[bool, bool] | None:
    return (bool(expression.month), bool(expression.day)) if isinstance(expression, CalendarDate) else None
