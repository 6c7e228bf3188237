"""Extractors: annotations → claims, one rule per file, listed in order in RULES."""

from collections.abc import Callable, Iterator

from quizgen.annotators.annotated import Annotated
from quizgen.extractors import dated_events, lives, participants, passages, quantities, reported_speech, statements
from quizgen.fact import Claim
from quizgen.item import Refusal

RULES: tuple[Callable[[Annotated], Iterator[Claim | Refusal]], ...] = (
    statements.extract,
    reported_speech.extract,
    lives.extract,
    dated_events.extract,
    quantities.extract,
    participants.extract,
    passages.extract,
)


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """All claims of a document, and the candidates that no claim came of."""
    for rule in RULES:
        yield from rule(document)
