"""
Passages: sentences of the narrator's with a date, a number or a name that can be left out.

Misses on purpose: sentences with a quotation of its own, numbers below three, names that the title tells or that the
sentence says twice.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import Basis, Timex, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.countries import STEMS, country
from quizgen.annotators.cues import VERBS, Behaviour
from quizgen.annotators.names import INSTITUTIONS, OUTLETS
from quizgen.annotators.people import is_female
from quizgen.annotators.syntax import Parsed
from quizgen.document import Span
from quizgen.extractors.attribution import asserted_by
from quizgen.extractors.participants import PLACE_NOUNS
from quizgen.fact import Claim, Gap, GapSort, Passage
from quizgen.item import Precision, Reason, Refusal

if TYPE_CHECKING:
    from spacy.tokens import Span as Entity
    from spacy.tokens import Token

# Examples are read as news of Friday, 8 March 2019. FINDS: the sort of what is left out, and the words.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("number", "400"): ("The new port employs 400 people in winter.",),
    ("date", "7 February 1992"): ("The treaty of Maastricht, signed on 7 February 1992, changed the union.",),
    ("year", "1869"): ("The Suez canal, finished in 1869, halved the voyage to India.",),
    ("country", "Kenya"): ("The port was closed last week, and two ferries left for Kenya.",),
}
IGNORES = (
    "The road from the old port leads to a village.",
    "A fisherman said: “The road from the old port leads to Kenya.”",
    "Kenyan lorries use the road that leads to Kenya.",
    "The two ministers met in the spring.",
)

RULE = "passage"
NAMES = frozenset(("GPE", "LOC", "ORG", "PERSON", "FAC"))
_JOINTS = frozenset("- – / or to".split())
_IN_A_ROW = frozenset("number numbers no. nos. no first last top next".split())
_SMALL = frozenset("one two both 1 2 0 zero".split())
DATED = {
    Precision.DAY: GapSort.DATE,
    Precision.MONTH: GapSort.MONTH,
    Precision.YEAR: GapSort.YEAR,
}


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """Each sentence with what can be left out of it, the most telling first."""
    for parsed in sorted(document.parsed, key=lambda parsed: parsed.sentence.span.start):
        if parsed.sentence.within is not None or parsed.masked or _hopes(document, parsed):
            continue
        timexes = document.timexes_in(parsed.sentence.span)
        gaps = (
            *(gap for timex in timexes if (gap := _dated(parsed, timex)) is not None),
            *_numbers(parsed, timexes),
            *_names(document, parsed),
        )
        stated = tuple(gap for gap in gaps if _is_stated(document, parsed, gap))
        if stated:
            yield Passage(document, parsed, stated, RULE)


def _hopes(document: Annotated, parsed: Parsed) -> bool:
    """Whether a sentence is about what somebody hopes, fears or denies."""
    complements = [token for token in parsed.tokens if token.dep_ == "ccomp" and token.pos_ in ("VERB", "AUX")]
    return any(asserted_by(document, parsed, token) is Reason.NOT_TRUE for token in complements)


def _is_stated(document: Annotated, parsed: Parsed, gap: Gap) -> bool:
    """Whether the clause that a gap stands in is told as true, be it by whom the sentence names."""
    token = parsed.tokens[gap.first]
    verbs = [above for above in (token, *token.ancestors) if above.pos_ in ("VERB", "AUX")]
    return bool(verbs) and asserted_by(document, parsed, verbs[0]) is not Reason.NOT_TRUE


def _dated(parsed: Parsed, timex: Timex) -> Gap | None:
    """A date that the sentence tells in full."""
    precision = timevalues.precision(timex.value)
    whole = timex.type is TimexType.DATE and timex.basis is Basis.EXPLICIT and timex.end_value is None
    if not whole or timex.mod is not None or precision not in DATED:
        return None
    tokens = [token for token in parsed.tokens if timex.span.contains(parsed.token_span(token)) and token.text != ","]
    if not tokens or tokens[-1].dep_ in ("compound", "amod", "nmod", "poss") or tokens[0].text.islower():
        return None
    if parsed.token_span(tokens[0]).start != timex.span.start or parsed.token_span(tokens[-1]).end != timex.span.end:
        return None  # “384–322 BC” is one word and a half
    before, after = tokens[0].i - 1, tokens[-1].i + 1
    beside = {parsed.tokens[at].lower_ for at in (before, after) if 0 <= at < len(parsed.tokens)}
    if _is_citation(parsed, before, after):
        return None
    if beside & _JOINTS or (before >= 0 and parsed.tokens[before].lower_ == "by") or _is_as_of(parsed, before):
        return None
    return Gap(timex.span, DATED[precision], tokens[0].i, tokens[-1].i, timex)


def _is_citation(parsed: Parsed, before: int, after: int) -> bool:
    """Whether a date is that of somebody's book: “Berg (2009) concludes …”."""
    doc = parsed.tokens
    if before < 1 or after + 1 >= len(doc) or doc[before].text != "(" or doc[after].text != ")":
        return False
    return doc[before - 1].pos_ == "PROPN" and doc[after + 1].tag_ in ("VBZ", "VBP")


def _is_as_of(parsed: Parsed, before: int) -> bool:
    """Whether “as of” leads to a date: what was so then was so at other times."""
    return before > 0 and parsed.tokens[before - 1 : before + 1].text.lower() == "as of"


def _numbers(parsed: Parsed, timexes: Sequence[Timex]) -> Iterator[Gap]:
    """Numbers that count something, written by themselves."""
    doc = parsed.tokens
    for token in doc:
        span = parsed.token_span(token)
        if not token.like_num or token.lower_ in _SMALL or any(timex.span.overlaps(span) for timex in timexes):
            continue
        noun = token.head
        if token.dep_ not in ("nummod", "compound") or noun.i < token.i or noun.pos_ == "PROPN" or noun.text == "-":
            continue
        if noun.lower_ in _TIMES or not re.fullmatch(r"\d[\d,]*(?:\.\d+)?|[a-z]+", token.text):
            continue
        if any(other.lower_ in _IN_A_ROW for other in doc[max(0, token.i - 3) : token.i]):
            continue  # “his number 10 and 11 batsmen”
        beside = [doc[at].text for at in (token.i - 1, token.i + 1) if 0 <= at < len(doc)]
        if beside[0] in ("$", "€", "£") and beside[-1] not in _SCALES:
            continue  # “$100 suits”
        if any(re.fullmatch(r"[-–/]|or|[A-Z].*|\d.*", word) for word in beside):
            continue  # “twelve or fifteen”, “Apollo 11”
        if any(doc[at].lower_ == "to" and doc[at + step].like_num for at, step in ((token.i - 1, -1), (token.i + 1, 1))
               if 0 < at < len(doc) - 1):  # fmt: skip
            continue  # “twelve to fifteen”
        yield Gap(span, GapSort.NUMBER, token.i, token.i, None)


def _names(document: Annotated, parsed: Parsed) -> Iterator[Gap]:
    """Names behind the verb, the last first, for there English puts what is new; then those before it."""
    title = document.document.source.title or ""
    found: list[tuple[bool, Gap]] = []
    for named in reversed(parsed.tokens.ents):
        first = next((token for token in named if token.lower_ not in ("the", "a")), None)
        if first is None or named.label_ not in NAMES or not first.text[:1].isupper():
            continue
        if first.i and first.nbor(-1).text in ("The", "A") and first.i > 1:
            continue  # “The Last Command”: the article is part of the name
        last = named[-2] if named[-1].tag_ == "POS" and len(named) > 1 else named[-1]
        words = named.doc[first.i : last.i + 1].text
        dull = OUTLETS.search(words) is not None or words in title or _told_twice(words, parsed)
        dull = dull or words.lower() in _DIRECTIONS or any(character.isdigit() for character in words)
        if dull or not _is_argument(named, first, last):
            continue
        span = parsed.phrase_span(named.doc[first.i : last.i + 1])
        sort = _sort(document, named, words, span)
        if sort is not None:
            found.append((named.root.dep_ in ("nsubj", "nsubjpass"), Gap(span, sort, first.i, last.i, None)))
    yield from (gap for _, gap in sorted(found, key=lambda one: one[0]))


def _sort(document: Annotated, named: "Entity", words: str, span: Span) -> GapSort | None:
    """What a name names, as far as more than the tagger's word tells."""
    if country(words) is not None:
        return GapSort.COUNTRY
    person = next((one for at, one in document.people_in(span) if at.overlaps(span)), None)
    if person is not None and any(word.lower() in INSTITUTIONS for word in words.split()):
        return GapSort.NAME  # “the Kennedy Administration”
    if person is not None:
        sure = " " in words and (is_female(person) is not None or person.role is not None)
        return GapSort.PERSON if sure else None
    if named.label_ == "PERSON":
        return GapSort.NAME if " " in words else None
    if words.endswith("s") and _has_article(named):
        return None  # “the Reds”: a people or a team has other names
    before = named.root.head.lower_ if named.root.dep_ == "pobj" else ""
    beside = named.doc[named.start - 1] if named.start else named.root
    if beside.pos_ == "NOUN" and beside.lower_ not in PLACE_NOUNS:
        return GapSort.NAME  # “in the paper Posev”
    if words.split()[-1] in _TIMES_PAST:
        return None  # “the Middle Bronze Age”
    if named.label_ in ("GPE", "LOC") and before in PLACED_BY and not words.endswith("s"):
        return GapSort.PLACE
    return GapSort.NAME


_TIMES_PAST = frozenset("Age Ages Era Period Dynasty Epoch".split())
_DIRECTIONS = frozenset("north south east west earth sun moon europe asia africa america".split())
_OPENING = frozenset("The In At From On After During".split())
PLACED_BY = frozenset("in at near from to into toward towards across around outside inside reached".split())
_SCALES = frozenset("thousand million billion trillion".split())
_TIMES = frozenset("a.m. p.m. hours hour minutes o'clock".split())


def _has_article(named: "Entity") -> bool:
    """Whether “the” stands before a name or opens it."""
    return named[0].lower_ == "the" or (named.start > 0 and named.doc[named.start - 1].lower_ == "the")


def _is_argument(named: "Entity", first: "Token", last: "Token") -> bool:
    """Whether a name is a whole argument: no part of a longer name, nor the outlet or the body to which it was said."""
    root: Token = named.root
    top = root
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ not in ("dobj", "pobj", "nsubj", "nsubjpass", "dative") or root.pos_ == "ADJ":
        return False
    doc = named.doc
    if len(list(top.conjuncts)) > 1:
        return False  # one of many
    if first.i > 1 and first.nbor(-1).lower_ in ("and", "&") and first.nbor(-2).pos_ == "PROPN" and last.tag_ == "NNPS":
        return False  # “the Berg and Dene Rivers”
    after = doc[last.i + 1].text if last.i + 1 < len(doc) else ""
    before = doc[first.i - 1].text if first.i else ""
    if before == "(" and after == ")":
        return False  # the short form of the name before it
    if re.search(r",\s(?:Inc|Ltd|LLC|Co|Corp|plc)\b", doc[last.i + 1 : last.i + 7].text):
        return False
    if re.fullmatch(r"[-–/]|['’]s?|[A-Z(].*", after):
        return False
    if re.fullmatch(r"[-–/]|[A-Z].*", before) and before not in _OPENING:
        return False
    if top.dep_ == "pobj":
        link = top.head
        if _in_title(link):
            return False
        if link.lower_ == "of" and link.head.text[:1].isupper():
            return False  # “Secretary of State”, “Battle of Trenton”
        if link.head.lower_ == "according" or (link.lower_ == "to" and _says(link.head)):
            return False
    return not _says(top.head) and not (top.dep_ == "pobj" and top.head.lower_ == "by" and _says(top.head.head))


def _in_title(link: "Token") -> bool:
    """Whether a preposition stands inside a work's title: “Sleepless in Lima”."""
    before = link.nbor(-1) if link.i else link
    return before.i > 0 and before.text[:1].isupper() and before.ent_type_ in ("", "NORP", "WORK_OF_ART", "PRODUCT")


def _says(token: "Token") -> bool:
    return Behaviour.SAYS in VERBS.get(token.lower_, frozenset()) or token.lower_ in ("released", "shows", "published")


def _told_twice(words: str, parsed: Parsed) -> bool:
    """Whether a sentence says a name twice, a country also by its adjective."""
    text = parsed.tokens.text
    stem = STEMS.get(words, words)
    return text.count(words) > 1 or text.count(stem) > 1
