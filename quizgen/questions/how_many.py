"""
How many: “How many cruise missiles did Russian warships fire on 7 October 2015?” → 26.

The number keeps the words that make it approximate, in key and options. Other numbers of the sentence that can
be left out are, so that one card does not answer the next.
"""

import re
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import SpeakerKind, Timex
from quizgen.annotators.cues import VERBS, Behaviour
from quizgen.annotators.syntax import base_form
from quizgen.extractors.dated_events import is_overnight, verb_of
from quizgen.extractors.quantities import EMPTY, is_asked
from quizgen.fact import Quantity, Sort
from quizgen.item import Item, Kind, Reason
from quizgen.questions.clause import ask, predicate, subject_phrase, tell, tidy
from quizgen.questions.fullnames import References
from quizgen.questions.hanging import names_in
from quizgen.questions.stem import Prepared, claim_name, evidence_of, is_past, prepare, too_long, year_in
from quizgen.questions.telling import reported_on, said_on
from quizgen.questions.turned import Turned, gently_then_hard

if TYPE_CHECKING:
    from spacy.tokens import Token

ASKED = {
    Sort.COUNT: "how many",
    Sort.PERCENTAGE: "what percentage",
    Sort.MONEY: "how much money",
    Sort.DURATION: "how long",
}
NAMES_WITHOUT_DATE = 2
# “ten miles south of”, “six feet long”: a measure.
LENGTHS = frozenset("miles kilometres kilometers km feet metres meters yards inches leagues".split())
DIRECTIONS = frozenset(
    """north south east west northeast northwest southeast southwest inland away off above below apart deep high long
    wide thick tall from""".split()
)
# What is so at one time and not at another.
STATES = frozenset("have be own hold include contain possess number live serve attend comprise consist".split())
MAX_CLAUSE = 10  # words of a clause that goes to the front with its noun
STATIVE = frozenset(
    "belonging consisting containing including involving showing living working serving carrying waiting".split()
)
_SPEAKS = re.compile(
    r"\b(?:spokes\w+|official|resident|diplomat|officer|commander|minister|ambassador|witness|aide)s?\b"
)


def question(claim: Quantity, known: References, style: str) -> Item | Turned:
    """The item that asks for a number."""
    return gently_then_hard(lambda hard: _question(claim, known, style, hard))


def _question(claim: Quantity, known: References, style: str, hard: bool) -> Item | Turned:
    counted, phrase = _counted_phrase(claim)
    if (unfit := _unfit(claim, counted, phrase)) is not None:
        return unfit
    prepared = prepare(claim, known, style, _tails_of(counted, phrase, claim), hard)
    if isinstance(prepared, Turned):
        return prepared
    if claim.number.i in prepared.wording.dropped:
        return Turned(Reason.GRAMMAR, "the number stands in an aside")
    wording = prepared.wording
    wording.drop(_number_words(claim))
    _drop_other_numbers(claim, prepared)
    stem = _ask(claim, prepared, counted, phrase)
    if stem is None:
        return Turned(Reason.GRAMMAR, "the number stands where no question reaches it")
    opening = _opening(claim, prepared, stem, style)
    if isinstance(opening, Turned):
        return opening
    dated = year_in(stem) or year_in(prepared.tail)
    stem = tidy(f"{opening}{stem} {prepared.tail}") + "?"
    stem = stem[0].upper() + stem[1:]
    if too_long(stem):
        return Turned(Reason.TOO_LONG, stem)
    kept = [token for token in (*subject_phrase(prepared.clause), *predicate(prepared.clause))
            if token.i not in wording.dropped]  # fmt: skip
    if any(token.tag_ == "CD" and token.dep_ in ("conj", "dobj", "appos") for token in kept):
        return Turned(Reason.GRAMMAR, "a second number without its noun")
    if not dated and base_form(claim.verb) in STATES and claim.document.kind == "narrative":
        return Turned(Reason.MANY_ANSWERS, "a state that changes, and no date")
    if names_in(stem) == 0 and not (prepared.according_to and dated and _stands_for_source(kept)):
        return Turned(Reason.NOT_ALONE, "nobody and nothing is named")
    told = said_on(claim) or reported_on(claim)
    day = _own_day(claim) or (told[0] if told is not None else None)
    workings = list(dict.fromkeys(prepared.workings))
    if told is not None and told[1] and re.search(r"(?:(?:speaking|reporting|reported) on|in a report of)", opening):
        workings.append(told[1])
    return Item(
        kind=Kind.HOW_MANY,
        claim=claim_name(f"how_many {base_form(claim.noun)}", kept, day or "", prepared.wording),
        stem=stem,
        key=_key(claim),
        evidence=(evidence_of(claim, (claim.span.start, claim.span.end)),),
        rule=claim.rule,
        according_to=prepared.according_to,
        date=day,
        precision=timevalues.precision(day) if day else None,
        explanation="; ".join(workings),
    )


def _key(claim: Quantity) -> str:
    """The number as written, with the words that make it approximate."""
    figure = claim.span.of(claim.document.document.text)
    key = " ".join(word for word in figure.split() if word.lower() not in EMPTY)
    return key[0].lower() + key[1:]


def _unfit(claim: Quantity, counted: "Token", phrase: "list[Token]") -> Turned | None:
    """Why a number cannot be asked for, whatever the wording."""
    if any(token.lower_ in ("all", "both") for token in claim.noun.children):
        return Turned(Reason.LEAK, "a group known already")
    if any(
        child.dep_ == "conj" and any(t.dep_ in ("det", "poss") for t in child.children) for child in counted.children
    ):
        return Turned(Reason.GRAMMAR, "another thing is joined to what is counted")
    if claim.verb.lower_ in ("was", "were", "are", "is") and any(
        child.pos_ == "PROPN" for child in claim.verb.children if child.dep_ in ("nsubj", "attr")
    ):
        return Turned(Reason.LEAK, "those counted are named")
    told = any(child.dep_ in ("prep", "acl", "relcl", "poss") for child in claim.noun.children)
    if claim.noun.lower_ in _RELATIONAL and not told:
        return Turned(Reason.NOT_ALONE, f"“{claim.noun}” of what?")
    if not told and any(child.lower_ == "the" and child.dep_ == "det" for child in claim.noun.children):
        return Turned(Reason.LEAK, "a group known already")
    after = claim.noun.doc[claim.noun.i + 1 : claim.noun.i + 2]
    if claim.noun.lower_ in LENGTHS and any(token.lower_ in DIRECTIONS for token in after):
        return Turned(Reason.GRAMMAR, "a measure and not a number of things")
    if any(token.lower_ in ("more", "fewer", "less") for token in (*claim.noun.children, *after)):
        return Turned(Reason.GRAMMAR, "so many more than another number")
    if claim.attribution is None and claim.document.kind == "news" and _goes_on_reporting(claim):
        return Turned(Reason.NO_ATTRIBUTION, "the sentence before is somebody's")
    is_object = counted.dep_ not in ("nsubj", "nsubjpass")
    if is_object and any(_tells_which(child) and child not in phrase for child in counted.children):
        return Turned(Reason.GRAMMAR, "a long clause tells which are counted")
    return None


# They are so of something that the text has told of.
_RELATIONAL = frozenset("survivors victims winners losers members".split())


def _goes_on_reporting(claim: Quantity) -> bool:
    """Whether the sentence before, in the same paragraph, is what somebody says: the number may be his too."""
    sentence = claim.parsed.sentence
    before = claim.document.narrated_before(sentence)
    return before is not None and bool(claim.document.told_in(before))


def _tells_which(child: "Token") -> bool:
    """Whether a clause behind a noun tells which are meant: “killed in the raid”, “belonging to the company”."""
    return child.dep_ == "acl" and (child.tag_ == "VBN" or child.lower_ in STATIVE)


def _of_chain(preposition: "Token") -> "list[Token]":
    """“of lunar rock and soil”, without what hangs elsewhere (“back to the Earth”, “between 1969 and 1972”)."""
    chain = [preposition]
    for noun in preposition.children:
        for token in noun.subtree:
            loose = [
                above for above in (token, *token.ancestors) if noun.i < above.i and above.dep_ in ("prep", "advmod")
            ]
            if not any(above.lower_ != "of" for above in loose):
                chain.append(token)
    return chain


def _stands_for_source(kept: "list[Token]") -> bool:
    """Whether “it” or “its” in the clause means the one who says so, who is named in the stem."""
    return any(token.lower_ in ("it", "its", "they", "their", "he", "his", "she", "her") for token in kept)


def _counted_phrase(claim: Quantity) -> "tuple[Token, list[Token]]":
    """The noun asked about, and the tokens of its phrase that go to the front with it."""
    noun = claim.noun
    if claim.sort in (Sort.MONEY, Sort.DURATION):
        return noun, []
    if noun == claim.number:  # “two of Russia's 57 strikes”
        return noun, [token for token in noun.subtree if token.i > noun.i]
    number = {token.i for token in _number_words(claim)}
    phrase = [noun]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            phrase.extend(_of_chain(child))
        elif child.dep_ == "conj" and not any(t.dep_ in ("nummod", "det", "poss") for t in child.children):
            phrase.extend(token for token in noun.subtree if noun.i < token.i <= child.i)
            phrase.extend(token for grand in child.children if grand.lower_ == "of" for token in grand.subtree)
        elif _tells_which(child):
            phrase.extend(child.subtree if len(list(child.subtree)) <= MAX_CLAUSE else ())
        elif child.i < noun.i and child.dep_ not in ("det", "poss", "predet", "nummod"):
            phrase.extend(child.subtree)
    return noun, sorted({t.i: t for t in phrase if t.i not in number}.values(), key=lambda token: token.i)


def _tails_of(counted: "Token", phrase: "list[Token]", claim: Quantity) -> set[int]:
    """Clauses that hang on a counted object: they cannot stay behind when it goes to the front."""
    if counted.dep_ in ("nsubj", "nsubjpass"):
        return set()
    tails = [c for c in counted.children if c.dep_ in ("acl", "relcl") and c not in phrase and c != claim.verb]
    gone = {token.i for tail in tails for token in tail.subtree}
    others = [c for c in counted.children if c.dep_ == "conj" and any(t.dep_ == "nummod" for t in c.children)]
    if others:  # “12 tractors and 30 lorries”: each number is asked by itself
        gone.update(token.i for other in others for token in other.subtree)
        gone.update(c.i for c in counted.children if c.dep_ in ("cc", "punct") and c.i > counted.i)
    return gone


def _number_words(claim: Quantity) -> "list[Token]":
    """The number, its qualifier, and “a total of” before it."""
    words = [token for token in claim.parsed.tokens if claim.span.overlaps(claim.parsed.token_span(token))]
    noun = claim.noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in ("total", "number"):
        total = noun.head.head
        words += [noun.head, total, *(child for child in total.children if child.dep_ == "det")]
    words += [child for child in noun.children if child.dep_ == "det" and child.i < claim.number.i]
    return words


def _drop_other_numbers(claim: Quantity, prepared: Prepared) -> None:
    timed = [timex.span for timex in claim.document.timexes_in(claim.parsed.sentence.span)]
    for token in claim.verb.subtree:
        if (
            token.dep_ != "nummod"
            or token.head == claim.noun
            or token.head.tag_ != "NNS"
            or token.i in prepared.wording.dropped
        ):
            continue
        if any(child.dep_ in ("det", "poss") for child in token.head.children):
            continue
        span = claim.parsed.token_span(token)
        if any(other.overlaps(span) for other in timed) or not is_asked(token):
            continue
        if token.head.dep_ == "pobj" and token.head.head.head != claim.verb:
            continue
        prepared.wording.drop(_bare_or_whole(token))


def _bare_or_whole(number: "Token") -> "list[Token]":
    """What goes with a number: the number alone, or the phrase behind a preposition that says nothing without it."""
    noun = number.head
    described = any(
        child.i != number.i and child.dep_ in ("amod", "compound", "prep", "acl", "relcl") for child in noun.children
    )
    total = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if total is not None and total.lower_ in ("total", "number"):
        return [*number.subtree, noun.head, total, *(child for child in total.children if child.dep_ == "det")]
    if not described and noun.dep_ == "pobj":
        return list(noun.head.subtree) if noun.head.head.pos_ in ("NOUN", "PROPN") or noun.head.dep_ == "prep" else []
    return list(number.subtree)


def _ask(claim: Quantity, prepared: Prepared, counted: "Token", phrase: "list[Token]") -> str | None:
    clause, wording = prepared.clause, prepared.wording
    place = counted
    if counted.dep_ == "pobj" and counted.head.lower_ == "of" and counted.head.head.lower_ in ("total", "number"):
        place = counted.head.head
    front = tidy(f"{ASKED[claim.sort]} {wording.write(phrase)}")
    past = is_past(claim) or prepared.according_to is not None
    if place == clause.subject and clause.subject.dep_ in ("nsubj", "nsubjpass"):
        rest = [token for token in subject_phrase(clause) if token not in phrase]
        wording.drop(phrase)
        after = wording.write(token for token in rest if token.i > counted.i)
        return tell(clause, tidy(f"{front} {after}"), wording, past)
    if any(child.dep_ == "ccomp" for child in clause.verb.children):
        return None
    if Behaviour.SAYS in VERBS.get(clause.verb.lower_, frozenset()) and place.dep_ == "dobj":
        return None
    if place.dep_ in ("dobj", "attr", "npadvmod") and place.head == clause.verb:
        wording.drop(phrase)
        return ask(clause, front, wording, past)
    if place.dep_ == "pobj" and place.head.head == clause.verb:
        preposition = place.head
        wording.drop([*phrase, preposition])
        lead = "" if claim.sort is Sort.DURATION else f"{preposition.lower_} "
        return ask(clause, f"{lead}{front}", wording, past)
    return None


def _opening(claim: Quantity, prepared: Prepared, stem: str, style: str) -> str | Turned:
    """“According to X, speaking on a day, ”: who says so, and when, unless the stem dates itself."""
    told, published = said_on(claim), reported_on(claim)
    dated = year_in(stem) or year_in(prepared.tail)
    if not dated and told is None and published is None:
        if claim.document.kind == "news":
            return Turned(Reason.MANY_ANSWERS, "no date")
        if (turned := _undated(stem)) is not None:
            return turned
    if prepared.according_to is None:
        if dated or published is None:
            return ""
        if claim.document.kind == "narrative":
            return _undated(stem) or ""
        return f"as reported on {timevalues.write(published[0], style)}, "
    if dated or (told or published) is None:
        return f"according to {prepared.according_to}, "
    if told is None:
        day = published[0] if published is not None else ""
        return f"according to {prepared.according_to} in a report of {timevalues.write(day, style)}, "
    speaker = claim.attribution.speaker if claim.attribution is not None else None
    speaks = speaker is not None and (speaker.kind is SpeakerKind.PERSON or _SPEAKS.search(speaker.name) is not None)
    said = "speaking on" if speaks else "reporting on"
    return f"according to {prepared.according_to}, {said} {timevalues.write(told[0], style)}, "


def _undated(stem: str) -> Turned | None:
    """Without a date a stem has to tell by its names which of many like events it means."""
    return None if names_in(stem) >= NAMES_WITHOUT_DATE else Turned(Reason.MANY_ANSWERS, "no date and few names")


def _own_day(claim: Quantity) -> str | None:
    """The day, month or year that stands in the claim's own clause."""
    for timex in claim.document.timexes_in(claim.parsed.sentence.span):
        dated = timevalues.precision(timex.value) is not None and not is_overnight(claim.document, timex)
        if dated and not _dates_another(claim, timex):
            return timex.value.split("T")[0]
    return None


def _dates_another(claim: Quantity, timex: Timex) -> bool:
    """Whether a time belongs to a clause of its own beside the claim's: “…, and fifty years later scientists ask”."""
    verb = verb_of(claim.parsed, timex)
    if verb is None:
        subjects = [t for t in claim.verb.doc[claim.verb.i :] if t.dep_ == "conj" and t.head == claim.verb]
        own = [t for t in subjects if any(child.dep_ in ("nsubj", "nsubjpass") for child in t.children)]
        start = min((t.left_edge.i for t in own), default=len(claim.verb.doc))
        return start < len(claim.verb.doc) and claim.parsed.token_span(claim.verb.doc[start]).start <= timex.span.start
    if verb.dep_ == "relcl" and verb != claim.verb and verb not in claim.verb.ancestors:
        return True
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    return verb != claim.verb and verb.dep_ == "conj" and own_subject and verb not in claim.verb.ancestors
