"""
News or narrative: whether a year-less date is counted from the day of writing or from the date last mentioned.

News talks of the days around its publication, by weekday and “yesterday”; a narrative names years, most of them
far from any publication date.
"""

import re
from dataclasses import dataclass
from typing import Literal

from quizgen.document import AnchorBasis, Document

Kind = Literal["news", "narrative"]
_YEAR = re.compile(r"(?<![\d$£€.,#/-])(?:1[0-9]\d\d|20\d\d)(?![\d%]|[.,]\d)|\b\d{2,4}\sB\.?C\b")
_NEAR = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|(?:last|this|next)\s(?:week|month|year|night|weekend)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_FAR_YEARS = 2
# Measured on histories and on news: histories name a far year every thousand characters and a weekday every ten
# thousand at most; news the other way round.
_MANY, _FEW = 4, 2
_DENSE, _CALM = 0.8, 0.15


@dataclass(frozen=True, slots=True)
class KindDecision:
    """The kind of a document and why it was taken to be that."""

    kind: Kind
    reason: str


def decide_kind(document: Document) -> KindDecision:
    """Whether a document is news or narrative, and why."""
    stated = document.source.kind
    if stated == "news" or stated == "narrative":
        return KindDecision("news" if stated == "news" else "narrative", "stated in the document's metadata")
    anchors = [block.anchor for block in document.blocks if block.anchor is not None]
    written = document.source.published or (anchors[0].day if anchors else None)
    years = [match[0] for match in _YEAR.finditer(document.text)]
    near = len(_NEAR.findall(document.text))
    if written is None:
        if len(years) >= 2 and len(years) > near:
            return KindDecision(
                "narrative", f"no date of writing, {len(years)} years named, {near} weekdays and their like"
            )
        return KindDecision(
            "news", f"no date of writing, but only {len(years)} years named, {near} weekdays and their like"
        )
    far = sum("C" in year or written.year - int(year) >= _FAR_YEARS for year in years)
    close = near + len(years) - far
    counts = f"{far} years well before {written.year}, {close} dates near it"
    if any(anchor.basis is AnchorBasis.HEADING and anchor.certain for anchor in anchors):
        return KindDecision("news", f"told day by day under dated headings ({counts})")
    size = max(len(document.text), 1) / 1000
    calm = near / size < _CALM and far > 1.5 * close
    if calm and ((far >= _MANY and far / size >= _DENSE) or (far >= _FEW and close == 0 and far / size >= 2)):
        return KindDecision("narrative", counts)
    return KindDecision("news", counts)


def document_kind(document: Document) -> Kind:
    """Whether a document is news or narrative."""
    return decide_kind(document).kind
