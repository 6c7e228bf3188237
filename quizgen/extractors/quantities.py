"""
Quantities: so many of something, as the subject or an object of a finite verb.

“Warships fired 26 missiles”, “more than 50 targets were hit”, “from four warships”, “two of the 57 strikes hit”.

Measures too: “40 percent of the bridges were hit”, “the missiles cost $26 million”, “the siege lasted 30 days”.

Misses on purpose: numbers in names (Su-24, Resolution 2254), dates, ages, “one”, ranges.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen.annotation import Timex, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import VERBS, Behaviour
from quizgen.annotators.syntax import Parsed, base_form
from quizgen.document import Span
from quizgen.extractors.attribution import asserted_by
from quizgen.fact import Claim, Quantity, Sort
from quizgen.item import Reason, Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

# Examples are read as news of Friday, 8 March 2019. FINDS: the number as written, what it counts, the verb.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("26", "missiles", "fired"): (
        "Warships fired 26 missiles.",
        "Warships fired exactly 26 missiles from the sea.",
        "Warships fired a total of 26 missiles.",
        "The minister said that warships fired 26 missiles.",
        "26 missiles were fired on Monday.",
    ),
    ("more than 50", "targets", "hit"): (
        "More than 50 targets were hit.",
        "Jets hit more than 50 targets on Monday.",
    ),
    ("at least 24", "people", "died"): ("At least 24 people died.",),
    ("four", "warships", "flew"): ("Missiles flew from four warships.",),
    ("two", "Two", "hit"): ("Two of the 57 strikes hit a bridge.",),
    ("40", "percent", "hit"): ("40 percent of the bridges were hit.",),
    ("about 40", "percent", "hit"): ("About 40 percent of the bridges were hit.",),
    ("26", "million", "cost"): ("The missiles cost $26 million.",),
    ("30", "days", "lasted"): ("The siege lasted 30 days.", "The siege lasted for 30 days."),
}
IGNORES = (
    "Warships fired missiles of type Kalibr 26.",
    "Warships fired one missile.",
    "Warships fired 26-metre missiles.",
    "Warships fired on 26 March.",
    "Warships fired 26 times.",
    "The admiral, 26, watched the warships.",
    "Resolution 26 was passed.",
    "The ministry hopes that warships fired 26 missiles.",
    "The ministry wants to fire 26 missiles.",
)

RULE = "quantity"
APPROXIMATE = frozenset(
    """about around some nearly almost approximately roughly over under more less fewer than at least most up to
    estimated an as many well exactly only just""".split()
)
EMPTY = frozenset("exactly only just an".split())
UNITS_OF_TIME = frozenset("hour minute second day week month year decade century".split())
NOT_COUNTED = UNITS_OF_TIME | {word + "s" for word in UNITS_OF_TIME} | frozenset(
    "time times part parts way ways thing things side sides hand hands p.m. a.m. gmt percent % cent anniversary".split()
)  # fmt: skip
PLURAL_WITHOUT_S = frozenset("aircraft people personnel police cattle sheep fish troops staff crew spacecraft".split())
FRACTIONS = frozenset("third thirds half quarter quarters fifth tenth dozen dozens hundreds thousands millions".split())
SO_MANY = frozenset(("a", "several", "few", "many"))
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "pobj")


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """Each counted noun that takes part in a clause."""
    times = sorted(timex.span for timex in document.timexes)
    at = 0
    for parsed in sorted(document.parsed, key=lambda parsed: parsed.sentence.span.start):
        while at < len(times) and times[at].end <= parsed.sentence.span.start:
            at += 1
        here = [span for span in times[at : at + 40] if span.start < parsed.sentence.span.end]
        for token in parsed.tokens:
            if token.like_num and not any(span.overlaps(parsed.token_span(token)) for span in here):
                yield from _measure(document, parsed, token) or _quantity(document, parsed, token)
        for timex in document.timexes_in(parsed.sentence.span):
            yield from _duration(document, parsed, timex)


def _quantity(document: Annotated, parsed: Parsed, number: "Token") -> Iterator[Claim | Refusal]:
    noun = _counted(number)
    if noun is None or noun.lower_ in NOT_COUNTED or number.lower_ in ("one", "1") or _is_rank(number, noun):
        return
    if number.lower_ in FRACTIONS or _is_range(number):
        return
    lead = number
    while lead.i and lead.nbor(-1).like_num:  # “1.5 million”
        lead = lead.nbor(-1)
    if number.lower_ in ("hundred", "thousand", "million", "dozen") and lead.i and lead.nbor(-1).lower_ in SO_MANY:
        lead = lead.nbor(-1)  # “about a hundred”, “several thousand”
        if lead.lower_ == "a" and lead.i and lead.nbor(-1).lower_ in ("half", "quarter"):
            lead = lead.nbor(-1)  # “half a million”
    words = _qualifier(lead)
    first = words[0] if words else lead
    span = Span(parsed.token_span(first).start, parsed.token_span(number).end)
    sentence = parsed.sentence.span
    text = sentence.of(document.document.text)
    place = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in ("total", "number"):
        place = noun.head.head
    verb = _verb(place)
    if verb is None:
        yield Refusal(Reason.GRAMMAR, RULE, document.document.id, sentence, text, "no clause about the number")
        return
    if Behaviour.SAYS in VERBS.get(verb.lower_, frozenset()) and place.dep_ == "nsubj":
        yield Refusal(Reason.NOT_WORTH, RULE, document.document.id, sentence, text, "how many said something")
        return
    said = asserted_by(document, parsed, verb)
    if isinstance(said, Reason):
        yield Refusal(said, RULE, document.document.id, sentence, text)
        return
    qualifier = " ".join(word.text for word in words if word.lower_ not in EMPTY)
    yield Quantity(document, parsed, verb, noun, number, qualifier, span, said, RULE)


PERCENT = frozenset(("percent", "%", "cent"))
CURRENCIES = frozenset("$£€¥")
LASTING = frozenset("last take spend wait stay remain rule reign serve live fight hold continue".split())


def _measure(document: Annotated, parsed: Parsed, number: "Token") -> list[Claim | Refusal]:
    """A percentage or a sum of money that takes part in a clause."""
    noun = number.head
    if number.dep_ == "nummod" and noun.lower_ in PERCENT:
        if not any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children):
            return []
        return list(_measured(document, parsed, number, noun, Sort.PERCENTAGE))
    root = number
    while root.dep_ in ("compound", "nummod", "quantmod") and root.head.like_num:
        root = root.head
    sign = any(child.text in CURRENCIES for child in root.children)
    if number.dep_ != "compound" or root is number or not sign:
        return []
    return list(_measured(document, parsed, number, root, Sort.MONEY))


def _duration(document: Annotated, parsed: Parsed, timex: Timex) -> Iterator[Claim | Refusal]:
    """A length of time that something took: the object of “lasted” and its like, also behind “for”."""
    if timex.type is not TimexType.DURATION or "X" in timex.value:
        return
    tokens = [token for token in parsed.tokens if timex.span.contains(parsed.token_span(token))]
    unit = next((token for token in reversed(tokens) if token.lower_.rstrip("s") in UNITS_OF_TIME), None)
    number = next((token for token in tokens if token.like_num), None)
    if (
        unit is None
        or number is None
        or any(token.lower_ in ("past", "last", "next", "first", "same") for token in tokens)
    ):
        return
    behind = unit.head if unit.dep_ == "pobj" and unit.head.lower_ == "for" else unit
    verb = behind.head
    if verb.pos_ != "VERB" or base_form(verb) not in LASTING or behind.dep_ not in ("dobj", "npadvmod", "prep", "attr"):
        return
    if verb.tag_ not in ("VBD", "VBN"):
        return
    said = asserted_by(document, parsed, verb)
    if not isinstance(said, Reason):
        yield Quantity(document, parsed, verb, unit, number, "", timex.span, said, RULE, Sort.DURATION)


def _measured(
    document: Annotated, parsed: Parsed, number: "Token", noun: "Token", sort: Sort
) -> Iterator[Claim | Refusal]:
    verb = _verb(noun)
    if verb is None or Behaviour.SAYS in VERBS.get(verb.lower_, frozenset()):
        return
    said = asserted_by(document, parsed, verb)
    if isinstance(said, Reason):
        return
    first = number
    while first.i and first.nbor(-1).text in CURRENCIES:
        first = first.nbor(-1)
    words = _qualifier(first)
    span = Span(parsed.token_span(words[0] if words else first).start, parsed.token_span(noun).end)
    qualifier = " ".join(word.text for word in words if word.lower_ not in EMPTY)
    yield Quantity(document, parsed, verb, noun, number, qualifier, span, said, RULE, sort)


def _is_range(number: "Token") -> bool:
    """Whether a number is an end of “12 to 15” or “two or three”."""
    for near, far in ((-1, -2), (1, 2)):
        inside = 0 <= number.i + far < len(number.doc)
        if inside and number.nbor(far).like_num and number.nbor(near).lower_ in ("to", "or", "and", "-", "–"):
            return True
    return False


_RANK = re.compile(
    r"(?:first|second|third|\w*(?:four|fif|six|seven|eigh|nin|ten|leven|twelf|teen|ie)th|\d+(?:st|nd|rd|th)|last|next|top|number|no|nos|numbers)\.?",
    re.IGNORECASE,
)


def _is_rank(number: "Token", noun: "Token") -> bool:
    """Whether a number tells a place in a row: “eighth of 41 cadets”, “the first 80 schools”, “two balls later”."""
    after = noun.doc[noun.i + 1].lower_ if noun.i + 1 < len(noun.doc) else ""
    before = number.nbor(-1).text if number.i else ""
    return bool(_RANK.fullmatch(number.text) or _RANK.fullmatch(before)) or after in ("later", "earlier", "ago")


def is_asked(number: "Token") -> bool:
    """Whether a number would make a claim of its own."""
    noun = _counted(number)
    return noun is not None and _verb(noun) is not None


def _counted(number: "Token") -> "Token | None":
    """The noun that a number counts, None where it counts nothing or is part of a name."""
    if (
        any(child.dep_ in ("cc", "conj", "punct", "prep") and child.i > number.i for child in number.children)
        and number.dep_ not in ARGUMENTS
    ):
        return None
    if number.i and number.nbor(-1).text in ("$", "€", "£"):
        return None  # “$100 suits”
    if number.dep_ == "nummod" and number.head.i > number.i:
        noun = number.head
        between = noun.doc[number.i + 1 : noun.i]
        if any(token.text in ("-", "–", "—", ",", "to") for token in between) or noun.text in ("$", "€", "£"):
            return None
        if noun.tag_ not in ("NNS", "NNPS") and noun.lower_ not in PLURAL_WITHOUT_S:
            return None
        if noun.pos_ == "PROPN" and noun.tag_ != "NNPS" and not noun.text.islower():
            return None
        return noun
    if number.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
        child.dep_ == "prep" and child.lower_ == "of" for child in number.children
    ):
        return number
    return None


def _qualifier(number: "Token") -> "list[Token]":
    """The words before a number that make it approximate: “more than”, “at least”, “an estimated”."""
    words: list[Token] = []
    at = number.i - 1
    while at >= 0 and number.doc[at].lower_ in APPROXIMATE:
        words.insert(0, number.doc[at])
        at -= 1
    if len(words) == 1 and words[0].lower_ in ("to", "up"):
        return []
    if words and words[0].lower_ in ("than", "least", "most", "many", "as", "well", "to", "at") and len(words) == 1:
        return []
    return words


def _verb(noun: "Token") -> "Token | None":
    """The verb of which a counted noun is the subject or an object, directly or behind one preposition."""
    if noun.dep_ not in ARGUMENTS:
        return None
    above = noun.head
    if noun.dep_ == "pobj":
        if above.dep_ not in ("prep", "agent") or above.lower_ not in (
            "at",
            "from",
            "in",
            "on",
            "against",
            "by",
            "into",
        ):
            return None
        above = above.head
    return above if above.pos_ in ("VERB", "AUX") else None
