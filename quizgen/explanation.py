"""
Annotations, items and refusals → lines of text: what `quizgen explain` shows of one document.

Sentence by sentence in the order of the text: the words, then whatever was made of them. A paragraph's
date is said when it changes, and a block that is not prose is named with its kind, so that nothing of the
text is passed over in silence.
"""

import textwrap
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from quizgen.annotation import Quotation, Timex
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.timexes.kinds import decide_kind
from quizgen.dates import write_day
from quizgen.document import Anchor, Block, BlockKind, Document, Span
from quizgen.item import Item, Refusal
from quizgen.wording import count, printable

WIDTH = 96
LABEL = 9  # columns of the word before what was found


@dataclass(slots=True)
class _Stretch:
    """A sentence, or a block without sentences, and what stands in it."""

    span: Span
    quoted: bool = False
    timexes: list[Timex] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        """Whether anything was found in it."""
        return bool(self.timexes or self.quotations or self.items or self.refusals)


def lines(annotated: Annotated, items: Sequence[Item], refusals: Sequence[Refusal]) -> Iterator[str]:
    """What was found in a document, what was asked and what was refused, at most WIDTH columns wide."""
    document = annotated.document
    yield from _head(document)
    stretches = _stretches(annotated, items, refusals)
    anchor: Anchor | None = None
    kind: BlockKind | None = None
    shown = False
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.SEPARATOR:
            continue
        if not block.kind.is_prose:
            yield from _aside(document, block)
            continue
        if not shown or block.anchor != anchor or block.kind is not kind:
            yield ""
            yield from _wrap(f"── {block.kind}, {_dated(block.anchor)}", indent="   ")
            anchor, kind, shown = block.anchor, block.kind, True
        for stretch in stretches[index]:
            yield from _explain(document, stretch)
    yield ""
    found = (count(len(annotated.timexes), "time expression"), count(len(annotated.quotations), "quotation"))
    yield ", ".join((*found, count(len(items), "item"), count(len(refusals), "refusal")))


def _head(document: Document) -> Iterator[str]:
    source = document.source
    title = f" “{source.title}”" if source.title else ""
    origin = (source.author, source.publisher, f"published {write_day(source.published)}" if source.published else None)
    yield from _wrap(f"{document.id}:{title} {', '.join(filter(None, origin)) or 'no date of publication'}")
    decision = decide_kind(document)
    yield from _wrap(f"read as {decision.kind}: {decision.reason}")


def _dated(anchor: Anchor | None) -> str:
    if anchor is None:
        return "no date: weekdays and the like stay unresolved"
    doubt = "" if anchor.certain else ", uncertain"
    words = f" “{anchor.text.strip()}”" if anchor.text.strip() else ""
    return f"dated {write_day(anchor.day)} by its {anchor.basis}{words}{doubt}"


def _aside(document: Document, block: Block) -> Iterator[str]:
    text = " ".join(block.span.of(document.text).split())
    if text:
        yield ""
        yield printable(textwrap.shorten(f"({block.kind}) {text}", WIDTH, placeholder=" …"))


def _stretches(annotated: Annotated, items: Sequence[Item], refusals: Sequence[Refusal]) -> list[list[_Stretch]]:
    """For each block its sentences, each with what starts in it."""
    document = annotated.document
    of_block: list[list[_Stretch]] = [[] for _ in document.blocks]
    for sentence in annotated.sentences:
        of_block[sentence.block].append(_Stretch(sentence.whole, sentence.within is not None))
    for index, block in enumerate(document.blocks):
        if block.kind.is_prose and not of_block[index]:
            of_block[index].append(_Stretch(block.span))
    at = _places(list(chain.from_iterable(of_block)))
    for timex in annotated.timexes:
        if stretch := at(timex.span):
            stretch.timexes.append(timex)
    for quotation in annotated.quotations:
        if stretch := at(quotation.span):
            stretch.quotations.append(quotation)
    for item in items:
        here = [evidence for evidence in item.evidence if evidence.document == document.id]
        if here and (stretch := at(here[0].span)):
            stretch.items.append(item)
    for refusal in refusals:
        if refusal.document == document.id and (stretch := at(refusal.span)):
            stretch.refusals.append(refusal)
    return of_block


def _places(stretches: list[_Stretch]) -> Callable[[Span], _Stretch | None]:
    """A function that gives the innermost stretch in which a span starts: what is quoted lies in what quotes it."""
    flat = sorted(stretches, key=lambda stretch: (stretch.span.start, -stretch.span.end))
    starts = [stretch.span.start for stretch in flat]
    around: list[int | None] = []
    open_: list[int] = []
    for index, stretch in enumerate(flat):
        while open_ and flat[open_[-1]].span.end <= stretch.span.start:
            open_.pop()
        around.append(open_[-1] if open_ else None)
        open_.append(index)

    def at(span: Span) -> _Stretch | None:
        nearest = bisect_right(starts, span.start) - 1
        if nearest < 0:
            return flat[0] if flat else None
        index: int | None = nearest
        while index is not None and flat[index].span.end <= span.start:
            index = around[index]
        return flat[nearest if index is None else index]

    return at


def _explain(document: Document, stretch: _Stretch) -> Iterator[str]:
    if stretch.quoted and not stretch.tells:
        return  # its words stand in the sentence around it
    yield ""
    text = " ".join(stretch.span.of(document.text).split())
    yield from _wrap(text, *(("  “… ", "     ") if stretch.quoted else ("", "")))
    for timex in stretch.timexes:
        yield from _found("time", _timex(document, timex))
    for quotation in stretch.quotations:
        yield from _found("quote", _quotation(document, quotation))
    for item in stretch.items:
        yield from _found("item", f"{item.kind}: {item.stem} → {item.key}")
        if item.distractors:
            yield from _found("", f"options: {item.key} | {' | '.join(item.distractors)}")
        if item.explanation:
            yield from _found("", item.explanation)
        yield from _found("", f"rule: {item.rule}")
    for refusal in stretch.refusals:
        detail = f": {refusal.detail}" if refusal.detail else ""
        other = refusal.span.of(document.text) != stretch.span.of(document.text) or refusal.text not in document.text
        words = f"“{textwrap.shorten(refusal.text, 60, placeholder=' …')}”: " if other else ""
        yield from _found("refused", f"{words}{refusal.reason}{detail} (rule: {refusal.rule})")


def _timex(document: Document, timex: Timex) -> str:
    value = f"{timex.value}/{timex.end_value}" if timex.end_value else timex.value
    mod = f" {timex.mod}" if timex.mod else ""
    working = f"; {timex.working}" if timex.working else ""
    return f"“{timex.span.of(document.text)}” = {value}{mod}, {timex.type}, {timex.basis} (rule: {timex.rule}){working}"


def _quotation(document: Document, quotation: Quotation) -> str:
    words = " … ".join(part.of(document.text) for part in quotation.parts)
    parts = [f"“{textwrap.shorten(words, 60, placeholder=' …')}”"]
    speaker = quotation.speaker
    if speaker is None:
        parts.append("no speaker found")
    else:
        role = f", {speaker.role}" if speaker.role else ""
        mention = speaker.mention.of(document.text) if speaker.mention else ""
        written = f", written “{mention}”" if mention and mention != speaker.name else ""
        parts.append(f"by {speaker.name} ({speaker.kind}{role}{written}; rule: {speaker.rule})")
    if quotation.cue:
        parts.append(f"cue “{quotation.cue.of(document.text)}”")
    if quotation.via:
        parts.append(f"via {quotation.via}")
    if quotation.embedded:
        parts.append("a fragment")
    if quotation.date:
        basis = quotation.date_working or quotation.date_basis or ""
        parts.append(f"said {quotation.date}{f' ({basis})' if basis else ''}")
    return ", ".join(parts)


def _found(label: str, text: str) -> Iterator[str]:
    return _wrap(text, first=f"    {label:{LABEL}}", indent=" " * (4 + LABEL))


def _wrap(text: str, first: str = "", indent: str = "") -> Iterator[str]:
    clean = printable(" ".join(text.split()))
    yield from textwrap.wrap(clean, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
