"""
Statements: quotations whose speaker is known.

Misses on purpose: fragments inside the narrator's sentence, quotations of fewer than five words.
"""

from collections.abc import Iterator

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.sentences import stands_alone
from quizgen.fact import Claim, Statement
from quizgen.item import Reason, Refusal

# Examples are read as news of Friday, 8 March 2019. FINDS: speaker and first three words.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("Awa Diop", "Every family in"): (
        "“Every family in the old port has lost a boat,” said Awa Diop.",
        "Mayor Awa Diop told reporters: “Every family in the old port has lost a boat.”",
        '"Every family in the old port," Awa Diop said, "has lost a boat to the sea."',
        "‘Every family in the old port has lost a boat,’ Awa Diop wrote.",
        "The mayor, Awa Diop, toured the quays. “Every family in the old port has lost a boat,” Diop said.",
    ),
    ("a fisherman", "Every family in"): ("“Every family in the old port has lost a boat,” a fisherman said.",),
}
IGNORES = (
    "“Every family lost one,” said Awa Diop.",
    "Awa Diop said that every family in the old port has lost a boat.",
    "Awa Diop called the old port “no place for young men”.",
    "“Every family in the old port has lost a boat.” The wind fell at noon.",
    "The song “Every Family in the Old Port” was played on Monday.",
)

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
