"""
Quotations by their marks: what stands between them, in which parts, and whether it stands alone.

Reads the characters only, in one pass over each block. Every mark's direction comes from what stands
beside it, and from its own shape where that leaves a choice, so that straight, curly, mixed and mistaken
marks are one case. Who speaks is for `speakers`.

Misses on purpose: reported speech without marks and without a colon, quotations inside quotations.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from quizgen.annotation import Quotation
from quizgen.annotators.cues import SPEECH, VERBS
from quizgen.document import Block, BlockKind, Document, Span

FULL_WORDS = 5  # fewer are a fragment, never a thought of its own

_MARK = re.compile(r"``|''|[\"“”„‟«»＂]|['‘’‚‛`‹›]")
_DOUBLE_OPENING = frozenset(("``", "“", "„", "‟", "«"))
_DOUBLE_CLOSING = frozenset(("''", "”", "»"))
_DOUBLE = _DOUBLE_OPENING | _DOUBLE_CLOSING | {'"', "＂"}
_SINGLE_OPENING = frozenset("‘‚‛‹`")
_ELISION = re.compile(r"(?:\d\ds?|em|n|til|till|tis|twas|cause|cuz|bout|cos|round|nother|er|im|ol)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_BEFORE_OPENING = frozenset("([{—–-/‒―…:;,.=>|*_")
_AFTER_CLOSING = frozenset(")]}—–-/‒―….,;:!?*|_")
_END_OF_WORDS = ",.?!…—–-;"
_SPOKEN = re.compile(
    r"""\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Mm]y|[Oo]ur|[Uu]s|me|[Oo]urs|mine|[Yy]ou|[Yy]our
    |\w{1,20}n['’]t|(?:[Ii]t|[Tt]hat|[Tt]here|[Tt]hey|[Hh]e|[Ss]he)['’](?:s|re|ll|ve|d))\b""",
    re.VERBOSE,
)


class _Side(Enum):
    OPENS = 1
    CLOSES = 2
    EITHER = 3
    NEITHER = 4


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    double: bool
    side: _Side


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands between two marks of one block; `open_end` where the closing mark is missing."""

    start: int
    end: int
    outer: Span
    open_end: bool = False
    open_start: bool = False


@dataclass(slots=True)
class _Draft:
    """A quotation while parts are still being found."""

    parts: list[Span]
    embedded: bool


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """All quotations of a document's prose, by their marks, in order."""
    text = document.text
    drafts: list[_Draft] = []
    continued: _Draft | None = None  # it may go on in the next block
    for index, block in enumerate(document.blocks):
        if not block.kind.is_prose:
            if block.kind in (BlockKind.HEADING, BlockKind.DATED_HEADING, BlockKind.SEPARATOR):
                continued = None
            continue
        follows = _starts_with_mark(text, _next_prose(document.blocks, index))
        found = list(_in_block(text, block.span, follows))
        for at, one in enumerate(found):
            span = _trimmed(text, one.start, one.end)
            if span is None:
                continue
            if at == 0 and continued is not None and _at_start(text, block.span, one) and not _new_name(text, one):
                continued.parts.append(span)
            elif at and drafts and _cue_between(text, drafts[-1], found[at - 1], one):
                drafts[-1].parts.append(span)
                if drafts[-1].embedded:
                    drafts[-1].embedded = sum(words(part.of(text)) for part in drafts[-1].parts) < FULL_WORDS
            elif not _is_title(text, span):
                drafts.append(_Draft([span], _is_embedded(text, block.span, one, span)))
        continued = drafts[-1] if found and drafts and found[-1].open_end and follows else None
    quotations = [Quotation(tuple(draft.parts), embedded=draft.embedded) for draft in _by_turns(text, drafts)]
    blocks = [*_block_quotations(document, quotations), *_turns(document, quotations)]
    return tuple(sorted((*quotations, *_apart(blocks)), key=lambda quotation: quotation.parts[0]))


def _apart(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations without those that share words with one before."""
    kept: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda one: (one.parts[0].start, -one.parts[-1].end)):
        if not kept or kept[-1].parts[-1].end <= quotation.parts[0].start:
            kept.append(quotation)
    return kept


_TURN = re.compile(
    r"\s*(?:(?P<label>[A-Z][\w.'’-]{0,30}(?:\s[A-Z][\w.'’-]{0,30}){0,4})(?:\s\([^()]{1,40}\))?:|(?P<letter>[QA])[.:])\s+(?=\S)"
)
_TURNS = 2  # a label that heads fewer paragraphs is no voice of a dialogue
_MARKED_TURN = re.compile(rf"\s*[“\"‘'«]{_TURN.pattern}")


def turn_label(text: str, block: Span) -> re.Match[str] | None:
    """What heads a paragraph of a transcript: a name, “DOE: I was not there.”, or a letter, “Q. Were you there?”"""
    return _TURN.match(text, block.start, block.end) or _MARKED_TURN.match(text, block.start, block.end)


def _by_turns(text: str, drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """The turns of a transcript that stands within marks, each for itself and without its name: ““DOE: I was not
    there.””"""
    labels = {
        part: label
        for draft in drafts
        for part in draft.parts
        if not draft.embedded and (label := _TURN.match(text, part.start, part.end)) is not None
    }
    voices = _voices(label["label"] or label["letter"] for label in labels.values())
    for draft in drafts:
        turn = _Draft([], draft.embedded)
        for part in draft.parts:
            label = labels.get(part)
            if label is None or (label["label"] or label["letter"]) not in voices:
                turn.parts.append(part)
                continue
            if turn.parts:
                yield turn
            turn = _Draft([Span(label.end(), part.end)], draft.embedded)
        yield turn


def _voices(labels: Iterable[str]) -> frozenset[str]:
    """The labels that are voices of a dialogue: two at least, with two turns each."""
    voices = frozenset(label for label, count in Counter(labels).items() if count >= _TURNS)
    return voices if len(voices) >= _TURNS else frozenset()


def _turns(document: Document, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """The turns of a transcript, where two voices at least take two turns each."""
    found = []
    starts = sorted(quotation.parts[0].start for quotation in quotations)
    for block in document.prose():
        match = turn_label(document.text, block.span)
        if match is not None and not _has_quotation(starts, block.span):
            found.append((match["label"] or match["letter"], match.end(), block.span.end))
    voices = _voices(label for label, _, _ in found)
    for label, start, end in found:
        span = _trimmed(document.text, start, end)
        if label in voices and span is not None:
            yield Quotation(parts=(span,), block=True)


def words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))


def _next_prose(blocks: Sequence[Block], index: int) -> Block | None:
    """The prose block that follows, embeds and captions between passed over."""
    for block in blocks[index + 1 : index + 4]:
        if block.kind.is_prose:
            return block
        if block.kind is not BlockKind.BOILERPLATE and block.kind is not BlockKind.CAPTION:
            return None
    return None


def _starts_with_mark(text: str, block: Block | None) -> bool:
    if block is None:
        return False
    at = block.span.start
    while at < block.span.end and text[at].isspace():
        at += 1
    match = _MARK.match(text, at, block.span.end)
    return match is not None and _ELISION.match(text, match.end()) is None


_NAME_AFTER = re.compile(
    r"""\W{0,2}\s+ (?: (?P<verb>[a-z]+)\s+ (?:[\w.'’-]+\s+){0,3}? [A-Z][\w.'’-]+\s[A-Z]
                   | (?:[A-Z][\w.'’-]*\s+){2,5} (?P<verb2>[a-z]+) )""",
    re.VERBOSE,
)


def _new_name(text: str, one: _Found) -> bool:
    """Whether a full name stands in the cue after a quotation: it begins, and continues nothing."""
    match = _NAME_AFTER.match(text, one.outer.end, one.outer.end + 120)
    return match is not None and (match["verb"] or match["verb2"]) in SPEECH


def _at_start(text: str, block: Span, one: _Found) -> bool:
    return not text[block.start : one.outer.start].strip()


def _marks(text: str, span: Span) -> list[_Mark]:
    """The quotation marks of a stretch, apostrophes and measures left out."""
    marks: list[_Mark] = []
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        mark = match.group()
        double = mark in _DOUBLE
        opens = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING or _is_mark(before))
        closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or _is_mark(after))
        opens = opens and not (after in _AFTER_CLOSING and after not in "…—–-.*_")
        if not double:
            if not opens and not closes:
                continue  # an apostrophe
            if opens and not closes and mark != "‘" and _ELISION.match(text, end):
                continue
            if before.isdigit() and not opens and mark in "'’":
                closes = closes and not after.isspace()  # feet, minutes
                if not closes:
                    continue
        elif mark == '"' and not opens and before.isdigit() and not (marks and marks[-1].side is _Side.OPENS):
            continue  # inches
        side = _Side.EITHER if opens and closes else _Side.OPENS if opens else _Side.CLOSES if closes else _Side.NEITHER
        if side in (_Side.EITHER, _Side.NEITHER) and mark not in ('"', "＂", "'"):
            side = _Side.OPENS if mark in _DOUBLE_OPENING or mark in _SINGLE_OPENING else _Side.CLOSES
        marks.append(_Mark(start, end, double, side))
    return marks


def _is_mark(character: str) -> bool:
    return character in "\"'“”„‟«»＂‘’‚‛`‹›"


def _in_block(text: str, span: Span, follows: bool) -> Iterator[_Found]:
    """What quotation marks enclose in one block, outermost only."""
    marks = _marks(text, span)
    if not marks:
        return
    singles = _SingleClosers(text, marks)
    last = span.start  # nothing before it is free any more
    i = 0
    while i < len(marks):
        mark = marks[i]
        if mark.double and mark.side is _Side.CLOSES:
            start = _missing_opening(text, span, last, mark)
            if start is not None:
                yield _Found(start, mark.start, Span(start, mark.end), open_start=True)
                last = mark.end
            i += 1
            continue
        if not mark.double and (mark.side is _Side.CLOSES or not (singles.closes(i) or _double_closes(marks, i))):
            at_start = not text[span.start : mark.start].strip()
            if mark.side is not _Side.CLOSES and at_start and follows and words(text[mark.end : span.end]) > 10:
                yield _Found(mark.end, span.end, Span(mark.start, span.end), open_end=True)
                return
            i += 1
            continue
        close, limit = _closing(marks, i, singles)
        if close is not None:
            yield _Found(mark.end, marks[close].start, Span(mark.start, marks[close].end))
            last = marks[close].end
            i = close + 1
            continue
        stop = marks[limit].start if limit < len(marks) else span.end
        end, after = _missing_closing(text, marks, i, limit, Span(span.start, stop), limit == len(marks))
        if end is not None:
            yield _Found(mark.end, end, Span(mark.start, after), open_end=limit == len(marks) and end == span.end)
            last = after
        i = max(limit, i + 1)


class _SingleClosers:
    """For every mark, whether a single closing mark comes after it before the next single opening one."""

    def __init__(self, text: str, marks: list[_Mark]) -> None:
        self._closers: list[int] = []
        self._openers: list[int] = []
        for i, mark in enumerate(marks):
            if not mark.double:
                if mark.side in (_Side.CLOSES, _Side.EITHER):
                    self._closers.append(i)
                if mark.side is _Side.OPENS:
                    self._openers.append(i)
        self._text = text
        self._marks = marks

    def closes(self, index: int) -> bool:
        return self._next(self._closers, index) is not None

    def is_possessive(self, index: int) -> bool:
        """“the workers' rights” inside a quotation in single marks: the true closing mark comes later."""
        mark = self._marks[index]
        if self._text[mark.start - 1] not in "sS" or not self._text[mark.end : mark.end + 2].strip().islower():
            return False
        closer = self._next(self._closers, index)
        opener = self._next(self._openers, index)
        return closer is not None and (opener is None or closer < opener)

    @staticmethod
    def _next(positions: list[int], index: int) -> int | None:
        at = bisect_right(positions, index)
        return positions[at] if at < len(positions) else None


def _double_closes(marks: list[_Mark], index: int) -> bool:
    """Whether the next double mark can close what a single one opened: it would close nothing else."""
    following = next((mark for mark in marks[index + 1 : index + 4] if mark.double), None)
    return following is not None and following.side is _Side.CLOSES


def _closing(marks: list[_Mark], index: int, singles: _SingleClosers) -> tuple[int | None, int]:
    """The mark that closes the one at index, or None and where the search stopped."""
    outer = marks[index]
    inner = 0
    for i in range(index + 1, len(marks)):
        mark = marks[i]
        if not outer.double and not mark.double:
            if mark.side in (_Side.CLOSES, _Side.EITHER) and not singles.is_possessive(i):
                return i, i
            continue
        if outer.double and not mark.double:
            continue
        if mark.side is _Side.OPENS and not inner:
            if outer.double and not _is_nested(marks, i):
                return None, i
            inner = 1
        elif mark.side is _Side.OPENS:
            if outer.double:
                return None, i
        elif inner:
            inner = 0
        elif outer.double or mark.side is _Side.CLOSES:
            return i, i
        else:
            inner = 1
    return None, len(marks)


def _is_nested(marks: list[_Mark], index: int) -> bool:
    """Whether an opening double mark inside a quotation opens an inner one: two closing marks follow."""
    following = [mark.side for mark in marks[index + 1 : index + 7] if mark.double][:2]
    return len(following) == 2 and all(side is _Side.CLOSES for side in following)


def _missing_opening(text: str, block: Span, last: int, mark: _Mark) -> int | None:
    """Where a quotation without an opening mark starts: with its paragraph, if nothing was quoted before."""
    if last != block.start:
        return None
    if text[mark.start - 1] not in ",.?!…" and text[mark.end : mark.end + 1] not in (",", "."):
        return None
    if words(text[block.start : min(mark.start, block.start + 2000)]) < FULL_WORDS:
        return None
    return block.start


_CUE_AFTER = re.compile(
    r"""[,.?!]\s+
    (?: (?: [Hh]e|[Ss]he|[Tt]hey|I|the\s\w+
          | (?:[a-z-]+\s){0,3}[A-Z][\w'’.\-]*(?:\s[A-Z][\w'’.\-]*){0,3} )\s(?P<verb>\w+)\b
      | (?P<verb2>said|says|added|explained|wrote|told|tweeted)\b )""",
    re.VERBOSE,
)


def _missing_closing(
    text: str, marks: list[_Mark], index: int, limit: int, span: Span, to_end: bool
) -> tuple[int | None, int]:
    """Where a quotation without a closing mark ends, and where the narrator goes on after it."""
    opening = marks[index]
    for mark in marks[index + 1 : limit]:
        if not mark.double and mark.side is _Side.CLOSES and text[mark.start - 1] in ",.?!":
            return mark.start, mark.end
    for match in _CUE_AFTER.finditer(text, opening.end, span.end):
        if (match["verb"] or match["verb2"]) in SPEECH:
            return match.start() + 1, match.start() + 1
    if to_end and words(text[opening.end : min(span.end, opening.end + 2000)]) >= FULL_WORDS:
        before = text[span.start : opening.start].rstrip()
        if not before or before[-1] in ",:;.?!—–":
            return span.end, span.end
    return None, opening.end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return Span(start, end) if end > start else None


_CUE_BESIDE = re.compile(
    r"""\s (?: (?:he|she|they|the\s\w{1,20}|[A-Z][\w.'’-]{1,30}(?:\s[A-Z][\w.'’-]{1,30}){0,3}) \s(?P<verb>[a-z]+)
           | (?P<verb2>said|says|added|wrote|asked)\s )""",
    re.VERBOSE,
)
_SENTENCE_BREAK = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!Sens|Gens|Reps|Govs)[.?!]\s+[A-Z“\"]")
_GAP = 300


def _cue_between(text: str, before: _Draft, left: _Found, right: _Found) -> bool:
    """Whether the narrator's words between two stretches are only a cue that breaks one quotation."""
    if before.parts[-1].end > left.outer.end or right.outer.start - left.outer.end > _GAP:
        return False
    gap = text[left.outer.end : right.outer.start]
    inner = gap.strip()
    if not inner or inner[-1] not in ".,:;—–-":
        return False
    if text[left.end - 1] not in _END_OF_WORDS and inner[0] not in ",—–-":
        return False
    if before.embedded and inner[-1] != "," and words(text[left.start : left.end]) >= FULL_WORDS:
        return False
    if ";" in inner or (inner[-1] == "," and inner[0].isupper() and text[left.end - 1] in ".!?…"):
        return False  # the cue is the next quotation's
    own = _CUE_BESIDE.match(text, right.outer.end, right.outer.end + 80)
    if own is not None and text[right.end - 1] in ",?!" and (own["verb"] or own["verb2"]) in SPEECH:
        return False
    if inner[-1] == ":" or _SENTENCE_BREAK.search(inner):
        return False
    return any(word in SPEECH or word in VERBS for word in re.findall(r"[a-z]+", inner))


def _is_title(text: str, span: Span) -> bool:
    """A title or a name of five words and more: every word that counts has a capital, none ends a sentence."""
    if len(span) > 120:
        return False
    found = re.findall(r"[^\W\d_][\w'’\-]*", span.of(text))
    long = [word for word in found if len(word) > 3]
    if text[span.end - 1] in ".!?" and len(found) > 8:
        return False
    return len(found) >= FULL_WORDS and len(long) >= 2 and all(word[0].isupper() for word in long)


def _is_embedded(text: str, block: Span, one: _Found, span: Span) -> bool:
    """Whether the quoted words are a piece of the narrator's clause."""
    if words(span.of(text)) < FULL_WORDS:
        return True
    if one.open_start or one.open_end:
        return False
    before = text[max(block.start, one.outer.start - 80) : one.outer.start].rstrip()
    after = text[one.outer.end : min(block.end, one.outer.end + 40)].lstrip()
    closed = text[span.end - 1] in _END_OF_WORDS or not after or after[0] in ",.—–-"
    first = next((character for character in span.of(text) if character.isalnum()), "")
    if before and before[-1] in ":,—–":
        return not closed and first.islower()
    if not before or before[-1] in ".?!…)]”\"'’»":
        return not closed and after[:1].islower() and not _starts_with_cue(after)
    word = re.search(r"[\w]+$", before)
    if word and word.group() in SPEECH and first.isupper():
        return False
    return not (first.isupper() and closed and word is not None and word.group() in VERBS)


def _starts_with_cue(after: str) -> bool:
    word = re.match(r"\w+", after)
    return word is not None and (word.group() in SPEECH or word.group() in ("he", "she", "they", "the", "a", "an"))


_ANNOUNCES = re.compile(r"[^.?!:]{1,400}:\s*$")


def _block_quotations(document: Document, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Paragraphs without marks that a cue and a colon introduce."""
    text = document.text
    starts = sorted(quotation.parts[0].start for quotation in quotations)
    blocks = document.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if block.kind is BlockKind.QUOTATION and not _has_quotation(starts, block.span):
            index -= 1
        elif not block.kind.is_prose or not _announces(text, block.span):
            continue
        parts: list[Span] = []
        pending: list[Span] = []
        while index < len(blocks):
            after = blocks[index]
            if after.kind in (BlockKind.BOILERPLATE, BlockKind.CAPTION) and not parts:
                index += 1
                continue
            if not after.kind.is_prose or after.kind is BlockKind.LIST_ITEM or _has_quotation(starts, after.span):
                break
            span = _trimmed(text, after.span.start, after.span.end)
            if span is None or _is_narrator(text, span, first=not parts):
                break
            if not parts:
                parts = [span]
            else:
                pending.append(span)
                if _SPOKEN.search(text, span.start, span.end) or after.kind is BlockKind.QUOTATION:
                    parts.extend(pending)
                    pending = []
            index += 1
        index -= len(pending)
        if parts and words(parts[0].of(text)) >= FULL_WORDS:
            yield Quotation(parts=tuple(parts), block=True)


def _announces(text: str, span: Span) -> bool:
    tail = text[max(span.start, span.end - 300) : span.end].rstrip()
    if not tail.endswith(":"):
        return False
    sentence = re.split(r"(?<=[a-z0-9”\"][.?!])\s+(?=[A-Z“\"])", tail)[-1]
    found = re.findall(r"[A-Za-z]+", sentence)
    return any(word in SPEECH or word in _ANNOUNCING for word in found)


_ANNOUNCING = frozenset(
    ("reads", "read", "reading", "statement", "letter", "reported", "reports", "tweeted", "posted", "message")
)
_ATTRIBUTED = re.compile(r"\b(?:said|told|according\s+to|tweeted|reported|announced|released|posted|published)\b")


def _is_narrator(text: str, span: Span, first: bool) -> bool:
    """Whether a paragraph after a block quotation is the narrator's again."""
    if text[span.end - 1] == ":":
        return True
    if first:
        return False
    return _ATTRIBUTED.search(text, span.start, span.end) is not None


def _has_quotation(starts: list[int], span: Span) -> bool:
    at = bisect_right(starts, span.start - 1)
    return at < len(starts) and starts[at] < span.end
