"""
Blocks: what each stretch of a text is to the reader of the page.

A reader cuts a text into stretches and says of each what its format says (a list item, a heading of level 2);
here the wording decides on the rest: headings, dated headings, captions, furniture of the page. Then each block
gets its anchor. Missed on purpose: captions without credit that stand once, related stories without a label.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.annotators.anchors import anchored
from quizgen.annotators.bylines import byline
from quizgen.annotators.dated import dated_line, dateline
from quizgen.annotators.furniture import (
    is_about_the_publisher,
    is_caption,
    is_furniture,
    is_link_stub,
    is_separator,
    is_social,
)
from quizgen.document import Block, BlockKind, Source, Span

LONGEST_HEADING = 110
HEADING_WORDS = 13
TITLE_WORDS = 25
LONGEST_TARGET = 350
LONGEST_CAPTION = 250
TAIL = 6
OPENING = "“\"‘'«([¿¡#*_ "
CLOSING = "”\"’'»)]*_ "
QUOTES = "“”\"‘’'«»"
STOPS = ".!?…:;,"
FINITE = re.compile(
    r"\b(?:said|says|told|adds?|added|wrote|continued|reads?|reported|asked|replied|tweeted|stated|announced)\b", re.I
)
AUXILIARY = re.compile(r"\b(?:was|were|has|had|have|been|will|would)\b")
LABELLED = re.compile(r"(?:published|posted)\b", re.IGNORECASE)
SUMMARY_LABELS = frozenset(
    "updates background summary timeline highlights key points overview contents notes references analysis".split()
)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
FUNCTION_WORD = re.compile(
    r"(?:The|A|An|In|On|At|It|He|She|They|We|This|These|That|There|After|As|With|When|While|For|From|By|To|But|His|Her|Its|Their|Since"
    r"|Following|Despite|During|Before|More|Some|At|Under|Two|Three|Four|Five)\b"
)
BRACKETS = re.compile(r"\s*\([^()]{1,60}\)$")
TITLE_GLUE = re.compile(r"\s*[,:;.|–—-]?\s*")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+")
LETTERS = re.compile(r"[^\W\d_]+")


def block_up(text: str, source: Source, stretches: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a text, each with its kind and its anchor, from the stretches that a reader cut."""
    latin = _mostly_latin(text)
    blocks: list[Block] = []
    dated = sum(dated_line(stretch.span.of(text)) is not None for stretch in stretches if len(stretch.span) <= 80)
    seen_title = False
    prose_seen = 0
    stub = False
    lines = [stretch.span.of(text) for stretch in stretches]
    for at, (stretch, line) in enumerate(zip(stretches, lines, strict=True)):
        twin = (at > 0 and lines[at - 1] == line) or (at + 1 < len(lines) and lines[at + 1] == line)
        kind = _kind(line, stretch, twin, latin, len(lines) - at <= TAIL and prose_seen > 1)
        if kind is BlockKind.DATED_HEADING and dated == 1 and not prose_seen and LABELLED.match(line):
            kind = BlockKind.BOILERPLATE  # not the heading of a post: “Published: 7 October 2015”
        if stub and kind.is_prose and len(line) <= LONGEST_TARGET:
            kind = BlockKind.BOILERPLATE
        stub = kind is BlockKind.BOILERPLATE and is_link_stub(line)
        level = stretch.level
        if source.title and kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and _same(line, source.title):
            kind, level = BlockKind.HEADING, level or (3 if seen_title else 1)
            seen_title = True
        elif kind is BlockKind.DATED_HEADING:
            level = level or 2
        elif kind is BlockKind.HEADING:
            level = level or 3
        block = replace(stretch, kind=kind, level=level)
        if kind is BlockKind.PARAGRAPH:
            blocks.extend(_opened(text, block, source.title, prose_seen))
        else:
            blocks.append(block)
        prose_seen += kind.is_prose
    return anchored(text, blocks, source)


def _kind(line: str, stretch: Block, twin: bool, latin: bool, in_tail: bool) -> BlockKind:
    """What a stretch is, by its wording where its format leaves it open."""
    if stretch.kind in (BlockKind.BOILERPLATE, BlockKind.CAPTION, BlockKind.SEPARATOR):
        return stretch.kind
    if dated_line(line):
        return BlockKind.DATED_HEADING
    if stretch.kind is BlockKind.HEADING:
        return stretch.kind
    if is_separator(line):
        return BlockKind.SEPARATOR
    if is_furniture(line) or byline(line) or is_social(line) or _in_other_script(line, latin):
        return BlockKind.BOILERPLATE
    if is_caption(line) or (twin and len(line) <= LONGEST_CAPTION and len(line.split()) > 3):
        return BlockKind.CAPTION
    if in_tail and is_about_the_publisher(line):
        return BlockKind.BOILERPLATE
    if stretch.kind is BlockKind.PARAGRAPH and reads_like_heading(line):
        return BlockKind.HEADING
    return stretch.kind


def reads_like_heading(line: str) -> bool:
    """Whether a line that stands alone is a heading: short, capital first, no final stop, no reporting verb."""
    if len(line) > LONGEST_HEADING:
        return False
    bare = BRACKETS.sub("", line).strip(OPENING + CLOSING)
    words = line.split()
    if line[0] in QUOTES and (line[-1] not in QUOTES or FINITE.search(bare)):
        return False  # a quotation with its speaker, not a heading in marks
    if len(words) > 5 and AUXILIARY.search(bare) and not title_cased(bare):
        return False  # a sentence that lost its stop: headings do without auxiliaries
    if not bare or len(words) > HEADING_WORDS or bare[0].islower() or not LETTERS.search(bare):
        return False
    if bare.endswith("?") and line[-1] == "?" and line[0] not in OPENING:
        return len(words) <= 10
    if bare.endswith(":"):
        return _heads_a_list(bare[:-1])
    if bare[-1] == "." and len(words) <= 2:
        return bare.isupper()
    return bare[-1] not in STOPS


def _heads_a_list(words: str) -> bool:
    """“What We Know So Far:” heads a list; “The report reads:” and a speaker's name introduce words."""
    if words.lower() in SUMMARY_LABELS:
        return True
    return len(words.split()) > 2 and title_cased(words) and not FINITE.search(words)


def title_cased(line: str) -> bool:
    """Whether nearly all long words of a line are capitalised."""
    long_words = [word for word in WORD.findall(line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return bool(long_words) and capitals >= 0.75 * len(long_words)


def title_like(line: str) -> bool:
    """Whether the first line of a text is its title: like a heading, or longer, or a title-cased one with a stop."""
    if len(line) > 2 * LONGEST_HEADING or len(line.split()) > TITLE_WORDS or line[0].islower():
        return False
    bare = line.rstrip(CLOSING)
    return bool(bare) and LETTERS.search(bare) is not None and (bare[-1] not in ".,;:" or title_cased(bare))


def _same(line: str, title: str) -> bool:
    return len(line) <= len(title) + 4 and line.strip(" .").casefold() == title.strip(" .").casefold()


def _opened(text: str, block: Block, title: str | None, prose_seen: int) -> list[Block]:
    """A paragraph without what was glued to its front: the title once more, or a dateline."""
    start, end = block.span.start, block.span.end
    if title and len(title.split()) > 2 and text.startswith(title, start):
        begin = _glue_end(text, start + len(title))
        if begin and begin < end:
            return [replace(block, span=Span(begin, end))]
    opening = dateline(text[start : start + 100])
    if opening and start + opening.length < end and (opening.date or opening.agency or prose_seen < 2):
        cut_at = start + opening.length
        head = text[start:cut_at].rstrip()
        return [
            Block(Span(start, start + len(head)), BlockKind.BOILERPLATE),
            replace(block, span=Span(cut_at, end)),
        ]
    return [block]


def _glue_end(text: str, at: int) -> int | None:
    """Where the sentence begins that a title was glued to, None where the title is part of the sentence."""
    match = TITLE_GLUE.match(text, at)
    begin = match.end() if match else at
    full_stop = match is not None and match.group().strip() == "."
    if begin < len(text) and (FUNCTION_WORD.match(text, begin) or (full_stop and text[begin].isupper())):
        return begin
    return None


def _mostly_latin(text: str) -> bool:
    latin = sum(map(len, LATIN.findall(text)))
    return 2 * latin >= sum(map(len, LETTERS.findall(text)))


def _in_other_script(line: str, latin: bool) -> bool:
    """Whether most letters of a line are not of the document's script (Latin or another)."""
    if line.isascii() and latin:
        return False
    letters = sum(map(len, LETTERS.findall(line)))
    of_latin = sum(map(len, LATIN.findall(line)))
    return letters > 3 and (2 * of_latin < letters if latin else 2 * of_latin > letters)
