"""Questions: claims → items, one kind of item per file."""

from collections.abc import Collection

from quizgen.fact import Claim, DatedEvent, LifeDate, Participant, Passage, Quantity, Reported, Statement
from quizgen.item import Item, Kind, Reason
from quizgen.questions import cloze, complete_quote, how_many, life, participant, when, who_reported, who_said
from quizgen.questions.fullnames import References
from quizgen.questions.turned import Turned

UNASKABLE = frozenset({Reason.NO_SPEAKER, Reason.LEAK})


def question(claim: Claim, known: References, style: str, kinds: Collection[Kind] = tuple(Kind)) -> Item | Turned:
    """The item that a claim makes, or why it makes none; of several kinds it could be asked as, one of `kinds`."""
    match claim:
        case Statement():
            return _of_words(claim, known, style, kinds)
        case Reported():
            return who_reported.question(claim, known, style)
        case DatedEvent():
            return when.question(claim, known, style)
        case Quantity():
            return how_many.question(claim, known, style)
        case Participant():
            return participant.question(claim, known, style)
        case LifeDate():
            return life.question(claim, style)
        case Passage():
            return cloze.question(claim, known, style)


def _of_words(claim: Statement, known: References, style: str, kinds: Collection[Kind]) -> Item | Turned:
    """Who spoke the words; where nobody can be asked for, the words themselves."""
    asked = who_said.question(claim, known, style)
    fits = not isinstance(asked, Turned) and Kind.WHO_SAID in kinds
    unaskable = isinstance(asked, Turned) and asked.reason in UNASKABLE
    if fits or Kind.COMPLETE_QUOTE not in kinds or not (unaskable or Kind.WHO_SAID not in kinds):
        return asked
    completed = complete_quote.question(claim, known, style)
    return asked if isinstance(completed, Turned) and isinstance(asked, Turned) else completed
