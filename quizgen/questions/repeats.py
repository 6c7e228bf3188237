"""
What a document tells of several days: “returned to Copenhagen” in 1803 and again in 1814 is no question for a date,
though only one of the two would make a card.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizgen.annotators.syntax import base_form
from quizgen.fact import DatedEvent
from quizgen.questions.clause import clause_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Deed = tuple[str, str, str]  # the verb, who did it, to what or where


def repeated(events: Iterable[DatedEvent]) -> frozenset[Deed]:
    """The deeds that have more than one date."""
    days: dict[Deed, set[str]] = {}
    for event in events:
        known = deed(event)
        if known is None:
            continue
        for told in (known, (_GO, *known[1:])) if known[0] == _BACK else (known,):
            days.setdefault(told, set()).add(event.timex.value.split("T")[0])
    return frozenset(known for known, dates in days.items() if _differ(dates))


# Whoever returned to Paris went to Paris, by whatever means.
_GO, _BACK = "go", "return"
_JOURNEYS = frozenset("go come travel visit sail fly journey".split())


def _differ(dates: set[str]) -> bool:
    """Whether dates are more than one date told more and less exactly."""
    longest = max(dates, key=len)
    return any(not longest.startswith(day) for day in dates)


def deed(event: DatedEvent) -> Deed | None:
    """Who did what to whom or where, in single words; None where it tells too little."""
    clause = clause_of(event.parsed, event.verb)
    if clause is None:
        return None
    behind = [
        child for child in event.verb.children if child.i > event.verb.i and child.dep_ in ("dobj", "prep", "attr")
    ]
    objects = [_head(child) for child in behind]
    thing = next((one for one in objects if one is not None and one.ent_type_ != "DATE"), None)
    if thing is None:
        return None
    verb = base_form(event.verb)
    return _GO if verb in _JOURNEYS else verb, _who(event, clause.subject), base_form(thing)


def _head(child: "Token") -> "Token | None":
    if child.dep_ != "prep":
        return child
    return next((one for one in child.children if one.dep_ == "pobj"), None)


def _who(event: DatedEvent, subject: "Token") -> str:
    span = event.parsed.token_span(subject)
    named = next((person.name for at, person in event.document.people_in(span) if at.contains(span)), None)
    return named or event.document.pronouns.get(span) or subject.lower_
