"""
When: “On what date did the upper house approve the use of force?” → 30 September 2015.

Asks for what the source tells and no more: a date, a month, a season, a year, a decade or a century, part of one,
about when, from when to when, until when.
"""

import re
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import Basis, Joint, Timex
from quizgen.annotators.syntax import base_form
from quizgen.extractors.dated_events import PREPOSITIONS, reported_by
from quizgen.fact import DatedEvent
from quizgen.item import Item, Kind, Precision, Reason
from quizgen.questions.clause import ask, predicate, subject_phrase, tell, tidy
from quizgen.questions.fullnames import References
from quizgen.questions.hanging import names_in
from quizgen.questions.stem import (
    Prepared,
    claim_name,
    cuts_what_tells,
    evidence_of,
    has_day,
    is_any,
    makes_any,
    names_nothing,
    prepare,
    too_long,
    year_in,
)
from quizgen.questions.turned import Turned, gently_then_hard

if TYPE_CHECKING:
    from spacy.tokens import Token

# A second day with its own preposition; “two days after 5 May 1960” may stay.
_OTHER_DAY = re.compile(r"\bon (?:\d{1,2} [A-Z]\w+ \d{4}|[A-Z]\w+ \d{1,2}, \d{4})")
_OTHER_YEAR = re.compile(
    r"\b(?:in|during|of|since|by|from|until)\s(?:the\s)?(?:[\w’'-]+\s(?:of\s)?){0,3}?(?:1\d{3}|20\d\d)\b"
)
# The sentence itself says that there were others of the kind.
_AGAIN = re.compile(r"\b(?:second|third|fourth|another|again|once more|repeatedly|latest)\b", re.IGNORECASE)
NAMES_OF_A_STORY = 2  # a history tells of fewer like events than the news
NAMES_OF_ONE_EVENT = 3  # names that tell “a warplane struck …” from all the other times
# What is asked for, one and several of it.
UNITS = {
    Precision.DAY: ("what date", "dates"),
    Precision.MONTH: ("which month and year", "months"),
    Precision.SEASON: ("which season of which year", "seasons"),
    Precision.QUARTER: ("which quarter of which year", "quarters"),
    Precision.HALF_YEAR: ("which half of which year", "half-years"),
    Precision.YEAR: ("which year", "years"),
    Precision.DECADE: ("which decade", "decades"),
    Precision.CENTURY: ("which century", "centuries"),
}
PARTS = {"START": "early", "MID": "mid", "END": "late"}
# “the end of 1943”, “the first half of the 19th century”: the source's own words for a part.
_PART = re.compile(r"((?:the )?(?:very )?(?!early|late|mid)[\w -]+? of )(?:the )?(?=\w)", re.IGNORECASE)
# “later this month” is what is left of it, not its end.
_LEFT_OVER = re.compile(r"(?:later|earlier|sooner|rest|remainder)\b", re.IGNORECASE)


def question(claim: DatedEvent, known: References, style: str) -> Item | Turned:
    """The item that asks for the date of an event."""
    value = claim.timex.value.split("T")[0]
    precision = timevalues.precision(value)
    if precision is None or _LEFT_OVER.match(_words(claim)) or _differ(claim.timex):
        return Turned(Reason.NO_DATE)
    if precision is Precision.SEASON and claim.timex.basis is not Basis.EXPLICIT:
        return Turned(Reason.NO_DATE, "a season without its year")  # the last winter has two
    if _preposition(claim) == "since" and _goes_on(claim.verb):
        return Turned(Reason.NOT_TRUE, "it may have ended since")
    if _preposition(claim) in ("before", "after"):
        return Turned(Reason.NO_DATE, f"{_preposition(claim)} a date")
    if _preposition(claim) == "from" and claim.timex.end_value is None and _reaches(claim.verb):
        return Turned(Reason.GRAMMAR, "from a date to another")
    if _preposition(claim) == "by":
        return Turned(Reason.MANY_ANSWERS, "what was so by a day was so by any later one")
    if _preposition(claim) == "since" and _blur(claim, precision) in PARTS:
        return Turned(Reason.GRAMMAR, "since part of a time")
    if claim.verb.tag_ in ("VB", "VBG") or (is_present(claim.verb) and not claim.entry):
        return Turned(Reason.NOT_TRUE, "not told as past")
    without = _date_phrase(claim)
    return gently_then_hard(lambda hard: _question(claim, known, style, value, precision, without, hard))


def _question(
    claim: DatedEvent, known: References, style: str, value: str, precision: Precision, without: set[int], hard: bool
) -> Item | Turned:
    told = reported_by(claim.verb)
    prepared = prepare(claim, known, style, without, hard, told)
    if isinstance(prepared, Turned):
        return prepared
    if precision in (Precision.DAY, Precision.MONTH) and _is_state(claim):
        return Turned(Reason.MANY_ANSWERS, "a state, which was so on other days too")
    opening = _opening(claim, precision)
    if prepared.according_to is not None:
        opening = f"according to {prepared.according_to}, {opening}"
    stem = ask(prepared.clause, opening, prepared.wording, past=_preposition(claim) != "since")
    stem = tidy(f"{stem} {prepared.complement or prepared.tail}") + "?"
    stem = stem[0].upper() + stem[1:]
    if _OTHER_DAY.search(stem) or (precision is not Precision.DAY and _OTHER_YEAR.search(stem)):
        return Turned(Reason.GRAMMAR, f"two dates: {stem}")
    if too_long(stem):
        return Turned(Reason.TOO_LONG, stem)
    kept = [token for token in (*subject_phrase(prepared.clause), *predicate(prepared.clause))
            if token.i not in prepared.wording.dropped]  # fmt: skip
    own = prepared.according_to is not None and any(
        t.lower_ in ("it", "its", "they", "their", "he", "his") for t in kept
    )
    if (names_in(stem) == 0 and not own) or len(kept) < 4:
        return Turned(Reason.NOT_ALONE, "nobody and nothing is named")
    if claim.document.kind == "news" and base_form(claim.verb) in _EVERYDAY and not _before_a_body(claim.verb):
        return Turned(Reason.MANY_ANSWERS, f"“{claim.verb}” on any day")
    if names_in(stem) < NAMES_OF_A_STORY and _only_how(claim.verb, kept):
        return Turned(Reason.NOT_WORTH, "nothing but a verb and how")
    if (empty := names_nothing(prepared, kept)) is not None:
        return Turned(Reason.NOT_ALONE, f"“{empty}”")
    again = _AGAIN.search(_without_date(claim))
    if again is not None and again[0].lower() not in stem.lower():
        return Turned(Reason.MANY_ANSWERS, f"“{again[0]}”")
    if claim.document.kind == "news" and is_any(prepared.clause.subject) and names_in(stem) < NAMES_OF_ONE_EVENT:
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    vague = is_any(prepared.clause.subject) or makes_any(prepared, kept)
    if claim.document.kind == "narrative" and vague and names_in(stem) < NAMES_OF_A_STORY:
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    if names_in(stem) < NAMES_OF_ONE_EVENT and cuts_what_tells(prepared):
        return Turned(Reason.MANY_ANSWERS, "what tells which one was cut")
    if claim.document.kind == "news" and makes_any(prepared, kept):
        return Turned(Reason.MANY_ANSWERS, "may have happened more than once")
    span = claim.timex.extent or claim.timex.span
    exact = claim.timex.end_value is None and _blur(claim, precision) is None and claim.attribution is None
    own_working = (claim.timex.working,) if claim.timex.working else ()
    return Item(
        kind=Kind.WHEN,
        claim=claim_name("when", kept, wording=prepared.wording),
        stem=stem,
        key=_key(claim, value, style),
        evidence=(evidence_of(claim, (span.start, span.end)),),
        rule=claim.rule,
        accept=_accepted(claim, value),
        according_to=prepared.according_to,
        date=value,
        date_end=claim.timex.end_value,
        date_mod=_blur(claim, precision),
        date_joint=claim.timex.joint,
        precision=precision,
        explanation="; ".join(dict.fromkeys((*own_working, *prepared.workings))),
        event=_event(prepared) if exact and precision in ORDERED and _preposition(claim) not in _ENDS else "",
    )


def _is_state(claim: DatedEvent) -> bool:
    """Whether a clause says what somebody or something was: “was at home”, “was the fifth mission”; not what a named
    one was first in (“was the first to fly”), nor a stretch of time."""
    verb = claim.verb
    if verb.lower_ not in ("was", "were") or claim.timex.end_value is not None or _preposition(claim) in _ENDS:
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "expl")), None)
    said = [child for child in verb.children if child.i > verb.i and child.dep_ in ("attr", "acomp", "prep", "advmod")]
    said += [child for child in verb.children if child.dep_ == "advcl" and subject is None]
    first = any(part.lower_ in ("first", "last") for one in said if one.dep_ == "attr" for part in (one, *one.children))
    return bool(said) and not (first and subject is not None and subject.pos_ == "PROPN")


def _only_how(verb: "Token", kept: "list[Token]") -> bool:
    """Whether a clause is a verb and an adverb: “started slowly”."""
    there = {token.i for token in kept}
    behind = [child for child in verb.children if child.i > verb.i and child.i in there and not child.is_punct]
    return bool(behind) and all(child.dep_ == "advmod" for child in behind) and base_form(verb) in _ASPECTS


def _before_a_body(verb: "Token") -> bool:
    """Whether somebody speaks before one that is named: “spoke at the United Nations”."""
    at = (child for child in verb.children if child.lower_ in ("at", "before", "to"))
    return any(one.dep_ == "pobj" and one.pos_ == "PROPN" for child in at for one in child.children)


# What people of the news do every day.
_EVERYDAY = frozenset("speak talk comment".split())
_ASPECTS = frozenset("begin start continue end finish improve worsen play work do go".split())


ORDERED = (Precision.DAY, Precision.MONTH, Precision.YEAR)
# Whoever is born was so before all else.
_EVIDENT = frozenset("bear die bury".split())
_ENDS = ("since", "from", "until", "till")


def _event(prepared: Prepared) -> str:
    """What happened, as a statement without its date; empty where it would name another."""
    if base_form(prepared.clause.verb) in _EVIDENT:
        return ""
    subject = prepared.wording.write(subject_phrase(prepared.clause))
    told = tidy(f"{tell(prepared.clause, subject, prepared.wording, past=True)} {prepared.complement or prepared.tail}")
    return "" if year_in(told) or has_day(told) else told[0].upper() + told[1:]


def _opening(claim: DatedEvent, precision: Precision) -> str:
    """“on what date”, “in about which year”, “from when to when”: how the question begins."""
    one, many = UNITS[precision]
    before = _preposition(claim)
    lead = "on" if precision is Precision.DAY else "in"
    if claim.timex.end_value is not None:
        if before == "from":
            return "from when to when"
        if before == "between":
            return f"between which {many}"
        return f"{lead} which {'two ' if claim.timex.joint is Joint.LIST else ''}{many}"
    blur = _blur(claim, precision)
    if before in ("until", "till", "since", "from"):
        return f"{before} roughly when" if blur in PARTS else f"{before} {one}"
    if blur == "APPROX":
        return f"{lead} about {one}"
    return "roughly when" if blur in PARTS else f"{lead} {one}"


def _preposition(claim: DatedEvent) -> str:
    """The word before the date, lower-case."""
    inside = claim.timex.span.contains
    first = next((token for token in claim.parsed.tokens if inside(claim.parsed.token_span(token))), None)
    while first is not None and first.i and first.nbor(-1).lower_ in _ABOUT:
        first = first.nbor(-1)
    return first.nbor(-1).lower_ if first is not None and first.i else ""


def _reaches(verb: "Token") -> bool:
    """Whether a clause tells until when: “to the late Middle Ages”."""
    ends = (child for child in verb.subtree if child.lower_ in ("to", "until", "till") and child.dep_ == "prep")
    return any(one.ent_type_ == "DATE" or one.text in ("Ages", "Age") for end in ends for one in end.subtree)


_ABOUT = frozenset("c. ca. circa about around roughly".split())


def _goes_on(verb: "Token") -> bool:
    """Whether a verb is told in the present perfect: what it says may have ended after the source was written."""
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBZ", "VBP") for child in verb.children)


def _blur(claim: DatedEvent, precision: Precision) -> str | None:
    """What makes a date less than exact; a part of a day leaves the day what it is."""
    mod = claim.timex.mod
    if mod == "APPROX" or (mod in PARTS and precision is not Precision.DAY and claim.timex.end_value is None):
        return mod
    return None


def _differ(timex: Timex) -> bool:
    """Whether the two ends of an expression are of different precision: “June 1939 to the spring of 1941”."""
    end = timex.end_value
    return end is not None and timevalues.precision(end) is not timevalues.precision(timex.value)


def _without_date(claim: DatedEvent) -> str:
    """The sentence without the date: “second” of “the second quarter” tells of no others."""
    extent, text = claim.timex.extent or claim.timex.span, claim.document.document.text
    span = claim.parsed.sentence.span
    if not span.contains(extent):
        return span.of(text)
    return text[span.start : extent.start] + text[extent.end : span.end]


def _words(claim: DatedEvent) -> str:
    return " ".join(claim.timex.span.of(claim.document.document.text).split())


def _key(claim: DatedEvent, value: str, style: str) -> str:
    """The date in words, with what blurs it."""
    timex = claim.timex
    if timex.end_value is not None:
        between = _preposition(claim) == "between"
        return timevalues.write(value, style, timex.end_value, Joint.LIST if between else timex.joint)
    words = timevalues.write(value, style)
    precision = timevalues.precision(value)
    blur = _blur(claim, precision) if precision is not None else None
    if blur == "APPROX":
        return f"about {words}"
    if blur is None:
        return words
    part = _PART.match(_words(claim))
    if part is not None:
        return part[1][0].lower() + part[1][1:] + words
    the, bare = ("the ", words.removeprefix("the ")) if words.startswith("the ") else ("", words)
    return f"{the}{PARTS[blur]}{'-' if blur == 'MID' else ' '}{bare}"


def _accepted(claim: DatedEvent, value: str) -> tuple[str, ...]:
    """Further forms of the key, for an answer that is typed."""
    forms = [_key(claim, value, style) for style in ("mdy", "dmy")]
    exact = claim.timex.end_value is None
    return (*forms, value) if exact and claim.timex.mod is None else tuple(forms)


def is_present(verb: "Token") -> bool:
    """Whether a verb is told in the present, its perfect left aside."""
    helped = any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP") for child in verb.children)
    return verb.tag_ in ("VBZ", "VBP") and not helped


def _date_phrase(claim: DatedEvent) -> set[int]:
    """The tokens of the date itself with the preposition before it and what hangs on nothing else."""
    extent = claim.timex.extent or claim.timex.span
    tokens = [token for token in claim.parsed.tokens if extent.contains(claim.parsed.token_span(token))]
    if not tokens:
        return set()
    gone = {token.i for token in tokens}
    first = tokens[0]
    if first.i and first.nbor(-1).pos_ in ("ADP", "SCONJ") and first.nbor(-1).lower_ in PREPOSITIONS:
        gone.add(first.i - 1)
    return gone
