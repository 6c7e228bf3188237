"""
Statements: quotations whose speaker is known.

Misses on purpose: fragments inside the narrator's sentence, quotations of fewer than five words.
"""

from collections.abc import Iterator

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.sentences import stands_alone
from quizgen.fact import Claim, Statement
from quizgen.item import Reason, Refusal

RULE = "statement"


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """Each stand-alone quotation, or why it is none."""
    for quotation in document.quotations:
        if not stands_alone(quotation, document.document.text):
            continue
        if quotation.speaker is None:
            span = quotation.span
            text = document.document.text[span.start : span.end]
            yield Refusal(Reason.NO_SPEAKER, RULE, document.document.id, span, text)
            continue
        yield Statement(document, quotation, RULE)
