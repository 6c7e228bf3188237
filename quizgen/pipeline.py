"""
The program on one page: documents → annotations → claims → items.

Reading files, the lock and writing files are not here: see readers, lock and project.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from quizgen import distractors, vetting
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.corpus import joined
from quizgen.annotators.people import find_people
from quizgen.annotators.quotations import find_quotations
from quizgen.annotators.sentences import parse_sentences, split, told
from quizgen.annotators.speakers import hear
from quizgen.annotators.timexes import borrow_anchors, document_kind, find_timexes
from quizgen.choosing import Choice, choose
from quizgen.deck import Conflict
from quizgen.document import Document, Span
from quizgen.extractors import extract
from quizgen.fact import Claim, DatedEvent, LifeDate, Participant, Passage, Statement
from quizgen.item import Item, Kind, Reason, Refusal
from quizgen.questions import order, question, repeats
from quizgen.questions.fullnames import references
from quizgen.questions.topic import framed, topic
from quizgen.questions.turned import Turned
from quizgen.rewording import reworded


@dataclass(frozen=True, slots=True)
class Options:
    """What a deck asks for: which kinds of item, how it writes its dates (dmy or mdy), what it keeps, with or without
    options, and in whose words."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    date_style: str = "dmy"
    tags: tuple[str, ...] = field(default=())
    choice: Choice = field(default_factory=Choice)
    typed: bool = False
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a set of documents: items in learning order, and what was turned down."""

    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...]
    conflicts: tuple[Conflict, ...]
    annotated: tuple[Annotated, ...]  # one for each document


def annotate(document: Document) -> Annotated:
    """All annotations of one document."""
    marked = find_quotations(document)
    sentences = split(document, marked)
    parsed = parse_sentences(document, sentences, marked)
    timexes = find_timexes(document)
    people = find_people(document, parsed)
    quotations, attributions, pronouns = hear(document, marked, parsed, people, timexes)
    sentences, parsed = told(sentences, parsed, quotations)
    return Annotated(
        document=document,
        quotations=quotations,
        sentences=sentences,
        parsed=parsed,
        timexes=timexes,
        people=people,
        attributions=attributions,
        pronouns=pronouns,
        kind=document_kind(document),
    )


def make(
    documents: Sequence[Document], options: Options, progress: Callable[[Document], None] = lambda _: None
) -> Made:
    """Items of a set of documents; `progress` is called after each document was annotated."""
    annotated: list[Annotated] = []
    items: list[Item] = []
    refusals: list[Refusal] = []
    for document in borrow_anchors(documents):
        annotated.append(annotate(document))
        progress(document)
    annotated = list(joined(annotated))
    for one in annotated:
        asked, refused = ask(one, options)
        items.extend(asked)
        refusals.extend(refused)
    agreed = vetting.agree(items)
    offered = distractors.pool(annotated, agreed.items)
    asked = [*agreed.items, *(order.questions(agreed.items) if Kind.ORDER in options.kinds else ())]
    finished = [distractors.with_options(item, offered, options.date_style) for item in asked]
    chosen = choose(finished, options.choice)
    topics = {one.document.id: topic(one) for one in annotated}
    return Made(
        tuple(framed(_last_words(item, options), topics) for item in chosen.items),
        (*refusals, *agreed.refusals, *chosen.refusals),
        agreed.conflicts,
        tuple(annotated),
    )


def _last_words(item: Item, options: Options) -> Item:
    """An item as the deck wants it: its tags, its wording, options or none."""
    worded = reworded(item, options.wording)
    return replace(worded, tags=options.tags, distractors=() if options.typed else worded.distractors)


def ask(document: Annotated, options: Options) -> tuple[list[Item], list[Refusal]]:
    """The items of one document in the order of the text, each by itself good, and the candidates refused."""
    items: list[Item] = []
    refusals: list[Refusal] = []
    known = references(document)
    refused: set[Span] = set()
    claims = list(extract(document))
    again = repeats.repeated(claim for claim in claims if isinstance(claim, DatedEvent))
    asked: _Covered | None = None  # where the items rest that are made before the first passage: passages come last
    for claim in claims:
        if isinstance(claim, Refusal):
            refusals.append(claim)
            refused.add(claim.span)
            continue
        if isinstance(claim, Passage):
            asked = asked or _Covered(piece.span for item in items for piece in item.evidence)
            if Kind.CLOZE not in options.kinds or asked.overlaps(claim.parsed.sentence.span):
                continue
        item: Item | Turned
        if isinstance(claim, DatedEvent) and repeats.deed(claim) in again:
            item = Turned(Reason.MANY_ANSWERS, "told of another day, too")
        else:
            item = question(claim, known, options.date_style, options.kinds)
        if isinstance(item, Turned):
            turned = _refusal(claim, item.reason, item.detail)
            # Of a sentence that is refused already, it is no news that a part of it or a gap would not do either.
            known_already = isinstance(claim, Participant | Passage) and turned.span in refused
            refused.add(turned.span)
            if not known_already:
                refusals.append(turned)
        elif item.kind not in options.kinds:
            continue
        elif (failed := vetting.fault(item)) is not None:
            refusals.append(vetting.refusal(item, *failed))
        else:
            items.append(item)
    return sorted(items, key=lambda item: (item.evidence[0].span, item.kind, item.stem)), refusals


class _Covered:
    """Spans in order, to tell without looking at each whether another overlaps one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Whether a span shares a character with one of them."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start


def _refusal(claim: Claim, reason: Reason, detail: str) -> Refusal:
    document = claim.document.document
    if isinstance(claim, Statement):
        span = claim.quotation.span
    else:
        span = claim.span if isinstance(claim, LifeDate) else claim.parsed.sentence.whole
    return Refusal(reason, claim.rule, document.id, span, span.of(document.text), detail)
