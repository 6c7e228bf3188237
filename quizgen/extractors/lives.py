"""
Lives: the years in brackets behind a person's name: when somebody was born, died or reigned.

Misses on purpose: brackets behind anything but a full name of a person, and years that the text leaves open.
"""

import re
from collections.abc import Iterator

from quizgen import timevalues
from quizgen.annotation import Basis, Timex
from quizgen.annotators.annotated import Annotated
from quizgen.document import Span
from quizgen.fact import Claim, LifeDate, LifeEvent
from quizgen.item import Refusal

# Examples are read as news of Friday, 8 March 2019. FINDS: the person, what happened, and when.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("Ada Lovelace", "be born", "1815-12-10"): ("Ada Lovelace (born 10 December 1815) wrote programs.",),
    ("Ada Lovelace", "die", "1852"): (
        "Ada Lovelace (d. 1852) wrote programs.",
        "Ada Lovelace (born Ada Byron; – 1852) wrote programs.",
    ),
    ("Mary Stuart", "reign", "1542"): ("Queen Mary Stuart (reigned 1542–1567) was beheaded.",),
}
IGNORES = (
    "Ada Lovelace (in the film of 1997) wrote programs.",
    "Ada Lovelace wrote programs (1843).",
    "The Great Eastern (1858–1889) was a ship.",
)

RULE = "life"
_BRACKETS = re.compile(r",?\s?\((?P<inside>[^()\n]{4,120})\)")
_BORN, _DIED = re.compile(r"\b(?:born|b\.)\s", re.IGNORECASE), re.compile(r"\b(?:died|d\.)\s|†", re.IGNORECASE)
_REIGNED = re.compile(r"\b(?:reigned|r\.|ruled)\s", re.IGNORECASE)
# Between two dates of one life stands a dash; before the first nothing but “c.” or a name in other letters.
_ENDS_IN_DASH = re.compile(r"[–—-]\s?$")  # “(born Ada Berg; – 6 March 1982)”, the first date lost
_FROM_TO = re.compile(r"\s?(?:–|—|-|to|until)\s?(?:c\.\s?|circa\s|about\s)?\Z")


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """The dates of each person's life that stand in brackets behind the name."""
    text = document.document.text
    for person in document.people:
        for mention in person.mentions if " " in person.name else ():
            found = _BRACKETS.match(text, mention.end, mention.end + 130)
            if found is None or " " not in mention.of(text):
                continue
            span = Span(mention.start, found.end())
            inside = Span(found.start("inside"), found.end("inside"))
            told = list(_told(document, inside))
            for event, timex, value in told if not _is_no_life(told) else ():
                yield LifeDate(document, person.name, event, timex, value, span, RULE)
            break


SHORTEST, OLDEST = 12, 115  # years of a life that a text tells of


def _is_no_life(told: list[tuple[LifeEvent, Timex, str]]) -> bool:
    """Whether two dates are too near or too far apart for a life: the years of an expedition behind its leader."""
    years = [int(value[:4]) for event, _, value in told if event is not LifeEvent.REIGNED and value[:4].isdigit()]
    return len(years) == 2 and not SHORTEST <= years[1] - years[0] <= OLDEST


def _told(document: Annotated, inside: Span) -> Iterator[tuple[LifeEvent, Timex, str]]:
    text = document.document.text
    times = [timex for timex in document.timexes_in(inside) if _is_sure(timex)]
    if not times:
        return
    before = text[inside.start : times[0].span.start]
    if _REIGNED.search(before):
        if times[0].end_value is not None:
            yield LifeEvent.REIGNED, times[0], times[0].value
        return
    first = times[0]
    if first.end_value is not None:
        if not before.strip(" c.a") or _BORN.search(before):
            yield LifeEvent.BORN, first, first.value
            yield LifeEvent.DIED, first, first.end_value
        return
    for at, timex in enumerate(times[:2]):
        lead = text[times[at - 1].span.end if at else inside.start : timex.span.start]
        if _DIED.search(lead) or (at == 1 and _FROM_TO.fullmatch(lead)) or _ENDS_IN_DASH.search(lead):
            yield LifeEvent.DIED, timex, timex.value
        elif at == 0 and _BORN.search(lead):
            yield LifeEvent.BORN, timex, timex.value
        elif at == 0 and len(times) > 1 and not lead.strip():
            between = text[timex.span.end : times[1].span.start]
            if _FROM_TO.fullmatch(between):
                yield LifeEvent.BORN, timex, timex.value


def _is_sure(timex: Timex) -> bool:
    value = timex.value.split("T")[0]
    return timex.basis is Basis.EXPLICIT and timevalues.precision(value) is not None
