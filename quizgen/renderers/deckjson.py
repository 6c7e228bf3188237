"""
The deck as data, for other programs: JSON in the format quizgen.deck/1.

The pydantic models here are the format's only definition; `docs/deck.schema.json` is generated from them.
"""

import json
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from quizgen.deck import Conflict, Deck
from quizgen.item import Evidence, Item, Kind, Precision, Reason, Refusal
from quizgen.timevalues import edtf_of


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SourceJson(_Model):
    """A document's origin, as far as it is known."""

    title: str | None
    publisher: str | None
    author: str | None
    published: date | None
    url: str | None


class EvidenceJson(_Model):
    """The words of a document that prove an answer."""

    document: str
    """The document's id: the stem of its file's name."""
    start: int
    """Where the words start: characters (code points) from the start of the document's text."""
    end: int
    """Where they end, exclusive."""
    text: str
    """The words, verbatim."""
    answer: tuple[int, int] | None
    """Start and end of the answer within the document, or null where it is computed or stands elsewhere."""
    source: SourceJson


class ItemJson(_Model):
    """A question, its right answer and its wrong ones."""

    id: str
    """Names the question for good: kept from build to build, whatever becomes of its wording."""
    kind: Kind
    stem: str
    """The question."""
    key: str
    """The right answer."""
    accept: list[str]
    """Further right answers, for an answer that is typed."""
    distractors: list[str]
    """Wrong options: three, or none."""
    according_to: str | None
    """Whose claim it is, where the source only passes it on."""
    date: str | None
    """When it happened, in EDTF (ISO 8601-2), as exactly as the source says: 2015-10-07, 199X, 1540~, 1939/1940."""
    precision: Precision | None
    explanation: str
    """How a computed answer was reached; empty where the source states it."""
    tags: list[str]
    rule: str
    """The rule that made the item."""
    evidence: list[EvidenceJson]


class RefusalJson(_Model):
    """A candidate that was turned down."""

    reason: Reason
    rule: str
    document: str
    start: int
    end: int
    text: str
    detail: str
    """What failed, where the reason alone does not say; empty otherwise."""


class AnswerJson(_Model):
    """One of several answers to a question on which sources disagree."""

    key: str
    evidence: EvidenceJson


class ConflictJson(_Model):
    """A question to which sources give different answers."""

    stem: str
    answers: list[AnswerJson]


class DocumentJson(_Model):
    """A document that the deck was made of, as it was then."""

    id: str
    path: str
    """Where its file is, seen from the folder of this one, with slashes."""
    sha256: str
    """Of the file's bytes, in hexadecimal digits."""


class DeckJson(_Model):
    """A deck of questions and answers, each with the words that prove it."""

    format: Literal["quizgen.deck/1"] = "quizgen.deck/1"
    id: str
    title: str
    documents: list[DocumentJson]
    items: list[ItemJson]
    refusals: list[RefusalJson]
    conflicts: list[ConflictJson]


def render(deck: Deck) -> bytes:
    """The deck as UTF-8 JSON, the same bytes for the same deck."""
    return _encode(deck_json(deck).model_dump(mode="json"))


def schema() -> bytes:
    """The JSON Schema of what `render` writes; `docs/deck.schema.json` is a copy."""
    return _encode(DeckJson.model_json_schema(mode="serialization"))


def deck_json(deck: Deck) -> DeckJson:
    """The deck as the format's model."""
    return DeckJson(
        id=deck.id,
        title=deck.title,
        documents=[DocumentJson(id=one.id, path=one.path, sha256=one.sha256) for one in deck.documents],
        items=[_item(card.id, card.item) for card in deck.cards],
        refusals=[_refusal(refusal) for refusal in deck.refusals],
        conflicts=[_conflict(conflict) for conflict in deck.conflicts],
    )


def _item(id: str, item: Item) -> ItemJson:
    return ItemJson(
        id=id,
        kind=item.kind,
        stem=item.stem,
        key=item.key,
        accept=list(item.accept),
        distractors=list(item.distractors),
        according_to=item.according_to,
        date=edtf_of(item),
        precision=item.precision,
        explanation=item.explanation,
        tags=list(item.tags),
        rule=item.rule,
        evidence=[_evidence(evidence) for evidence in item.evidence],
    )


def _evidence(evidence: Evidence) -> EvidenceJson:
    source = evidence.source
    return EvidenceJson(
        document=evidence.document,
        start=evidence.span.start,
        end=evidence.span.end,
        text=evidence.text,
        answer=(evidence.answer.start, evidence.answer.end) if evidence.answer else None,
        source=SourceJson(
            title=source.title,
            publisher=source.publisher,
            author=source.author,
            published=source.published,
            url=source.url,
        ),
    )


def _refusal(refusal: Refusal) -> RefusalJson:
    return RefusalJson(
        reason=refusal.reason,
        rule=refusal.rule,
        document=refusal.document,
        start=refusal.span.start,
        end=refusal.span.end,
        text=refusal.text,
        detail=refusal.detail,
    )


def _conflict(conflict: Conflict) -> ConflictJson:
    return ConflictJson(
        stem=conflict.stem,
        answers=[AnswerJson(key=key, evidence=_evidence(evidence)) for key, evidence in conflict.answers],
    )


def _encode(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
