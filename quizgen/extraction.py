"""
Annotations → the records of `quizgen extract`: one JSON object a line for each document.

Offsets are characters of the document's text as read. A quotation in parts is one entry a part. A key that
has no value is left out, save the speaker's, which is null where nobody could be named.
"""

import json
from collections.abc import Iterable
from typing import NotRequired, TypedDict, assert_never

from quizgen.annotation import Quotation, Timex
from quizgen.annotators.annotated import Annotated
from quizgen.document import Document, Span
from quizgen.fact import (
    Claim,
    ClauseClaim,
    DatedEvent,
    LifeDate,
    Participant,
    Passage,
    Quantity,
    Reported,
    Statement,
)
from quizgen.timevalues import to_edtf


class TimexRecord(TypedDict):
    """A time expression in the terms of TIMEX3; `edtf` where EDTF says it otherwise, or says more."""

    start: int
    end: int
    text: str
    type: str
    value: str
    basis: str
    rule: str
    mod: NotRequired[str]
    end_value: NotRequired[str]
    edtf: NotRequired[str]
    working: NotRequired[str]


class QuotationRecord(TypedDict):
    """A part of a quotation. `speaker` is the mention as written, `speaker_resolved` whom it stands for."""

    start: int
    end: int
    text: str
    part: int
    parts: int
    speaker: str | None
    speaker_start: NotRequired[int]
    speaker_end: NotRequired[int]
    speaker_resolved: str | None
    speaker_kind: NotRequired[str]
    role: NotRequired[str]
    cue: NotRequired[str]
    via: NotRequired[str]
    addressee: NotRequired[str]
    occasion: NotRequired[str]
    answering: NotRequired[str]
    date: NotRequired[str]
    date_basis: NotRequired[str]
    embedded: NotRequired[bool]
    block: NotRequired[bool]


class FactRecord(TypedDict):
    """A claim: the sentence or quotation that makes it, and whose claim it is where not the document's own."""

    kind: str
    start: int
    end: int
    text: str
    rule: str
    according_to: str | None
    verb: NotRequired[str]
    date: NotRequired[str]
    number: NotRequired[str]
    counted: NotRequired[str]
    part: NotRequired[str]
    name: NotRequired[str]
    gaps: NotRequired[list[str]]


class DocumentRecord(TypedDict):
    """What was found in one document."""

    document: str
    published: str | None
    timexes: list[TimexRecord]
    quotations: list[QuotationRecord]
    facts: list[FactRecord]


def record(annotated: Annotated, claims: Iterable[Claim]) -> DocumentRecord:
    """What was found in a document, and what it claims."""
    document = annotated.document
    published = document.source.published
    return {
        "document": document.id,
        "published": published.isoformat() if published else None,
        "timexes": [_timex(document, timex) for timex in annotated.timexes],
        "quotations": [
            _part(document, quotation, number, part)
            for quotation in annotated.quotations
            for number, part in enumerate(quotation.parts, 1)
        ],
        "facts": [_fact(document, claim) for claim in claims],
    }


def line(annotated: Annotated, claims: Iterable[Claim]) -> bytes:
    """The record as a line of UTF-8 JSON."""
    return (json.dumps(record(annotated, claims), ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _timex(document: Document, timex: Timex) -> TimexRecord:
    found: TimexRecord = {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.span.of(document.text),
        "type": timex.type.value,
        "value": timex.value,
        "basis": timex.basis.value,
        "rule": timex.rule,
    }
    if timex.mod:
        found["mod"] = timex.mod
    if timex.end_value:
        found["end_value"] = timex.end_value
    edtf = to_edtf(timex.value, timex.mod, timex.end_value, timex.joint)
    if edtf is not None and edtf != timex.value:
        found["edtf"] = edtf
    if timex.working:
        found["working"] = timex.working
    return found


def _part(document: Document, quotation: Quotation, number: int, part: Span) -> QuotationRecord:
    found: QuotationRecord = {
        "start": part.start,
        "end": part.end,
        "text": part.of(document.text),
        "part": number,
        "parts": len(quotation.parts),
        "speaker": None,
        "speaker_resolved": None,
    }
    if speaker := quotation.speaker:
        mention = speaker.mention
        found["speaker"] = mention.of(document.text) if mention else speaker.name
        found["speaker_resolved"] = speaker.name
        found["speaker_kind"] = speaker.kind.value
        if mention:
            found["speaker_start"], found["speaker_end"] = mention.start, mention.end
        if speaker.role:
            found["role"] = speaker.role
    if quotation.cue:
        found["cue"] = quotation.cue.of(document.text)
    if quotation.via:
        found["via"] = quotation.via
    if quotation.addressee:
        found["addressee"] = quotation.addressee
    if quotation.occasion:
        found["occasion"] = quotation.occasion
    if quotation.answering:
        found["answering"] = quotation.answering
    if quotation.date:
        found["date"] = quotation.date
    if quotation.date_basis:
        found["date_basis"] = quotation.date_basis.value
    if quotation.embedded:
        found["embedded"] = True
    if quotation.block:
        found["block"] = True
    return found


def _fact(document: Document, claim: Claim) -> FactRecord:
    match claim:
        case Statement():
            speaker = claim.quotation.speaker
            found = _claim("statement", document, claim.quotation.span, claim.rule, speaker.name if speaker else None)
            if claim.quotation.date:
                found["date"] = claim.quotation.date
        case DatedEvent():
            found = _claim("event", document, claim.parsed.sentence.span, claim.rule, _asserter(claim))
            found["verb"] = claim.verb.text
            found["date"] = claim.timex.value
        case Quantity():
            found = _claim("quantity", document, claim.parsed.sentence.span, claim.rule, _asserter(claim))
            found["verb"] = claim.verb.text
            found["number"] = claim.span.of(document.text)
            found["counted"] = claim.noun.text
        case Participant():
            found = _claim("participant", document, claim.parsed.sentence.span, claim.rule, _asserter(claim))
            found["verb"] = claim.verb.text
            if claim.timex is not None:
                found["date"] = claim.timex.value
            found["part"] = claim.part.value
            found["name"] = claim.span.of(document.text)
        case Reported():
            name = claim.attribution.speaker.name
            found = _claim("reported", document, claim.parsed.sentence.span, claim.rule, name)
            found["verb"] = claim.told.text
        case LifeDate():
            found = _claim("life", document, claim.span, claim.rule, None)
            found["verb"] = claim.event.value
            found["date"] = claim.value
            found["name"] = claim.name
        case Passage():
            found = _claim("passage", document, claim.parsed.sentence.span, claim.rule, None)
            found["gaps"] = [gap.span.of(document.text) for gap in claim.gaps]
        case _:
            assert_never(claim)
    return found


def _claim(kind: str, document: Document, span: Span, rule: str, according_to: str | None) -> FactRecord:
    return {
        "kind": kind,
        "start": span.start,
        "end": span.end,
        "text": span.of(document.text),
        "rule": rule,
        "according_to": according_to,
    }


def _asserter(claim: ClauseClaim) -> str | None:
    return claim.attribution.speaker.name if claim.attribution else None
