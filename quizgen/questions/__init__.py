"""Questions: claims → items, one kind of item per file."""

from quizgen.fact import Claim, DatedEvent, Participant, Quantity, Reported, Statement
from quizgen.item import Item
from quizgen.questions import how_many, when, who_reported, who_said, who_where
from quizgen.questions.fullnames import References
from quizgen.questions.turned import Turned


def question(claim: Claim, known: References, style: str) -> Item | Turned:
    """The item that a claim makes, or why it makes none."""
    match claim:
        case Statement():
            return who_said.question(claim, known, style)
        case Reported():
            return who_reported.question(claim, known, style)
        case DatedEvent():
            return when.question(claim, known, style)
        case Quantity():
            return how_many.question(claim, known, style)
        case Participant():
            return who_where.question(claim, known, style)
