"""
Stems from clauses: what `when` and `how_many` do alike before they put their question word in front.

A clause is trimmed, its names and dates are made full, and it is turned down where it says that something is
not so, or points outside the card.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.annotation import Sentence, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import OCCASIONS, VERBS
from quizgen.annotators.syntax import base_form
from quizgen.document import Span
from quizgen.fact import ClauseClaim, DatedEvent, Participant, Passage, Reported, anchor_of
from quizgen.item import Evidence, Reason
from quizgen.questions.clause import (
    SUBJECTS,
    Clause,
    Wording,
    clause_of,
    fronted,
    is_name,
    predicate,
    subject_phrase,
)
from quizgen.questions.fullnames import References, complete, counts_back
from quizgen.questions.hanging import hanging
from quizgen.questions.soundness import is_loose_verb, is_one_of_two_reports, scar, slip, unfit, unwieldy
from quizgen.questions.telling import name_of, reported_on, said_on
from quizgen.questions.trimming import (
    bad_joint,
    commas_at_gaps,
    commas_left,
    quoted_tokens,
    trim,
    whole_quotations,
)
from quizgen.questions.turned import Turned

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEM_WORDS = 35
MAX_ASIDE = 9  # tokens of a phrase that is taken along


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clause ready to be asked about: what is left out, what is written in full, who says so."""

    clause: Clause
    wording: Wording
    tail: str  # a phrase from before the subject that goes to the end
    according_to: str | None
    complement: str = ""  # “that …”: what somebody is said to have said
    workings: tuple[str, ...] = ()  # how dates in the stem were reached that the words alone do not give


def prepare(
    claim: ClauseClaim,
    known: References,
    style: str,
    without: set[int],
    hard: bool = False,
    told: "Token | None" = None,
) -> Prepared | Turned:
    """Trim and complete the clause of a claim; `without` are tokens that the question itself takes out.

    `told` is the verb of what the clause reports, where that stands before it (“…, he said on Friday”).
    """
    clause = clause_of(claim.parsed, claim.verb)
    if clause is None:
        return Turned(Reason.GRAMMAR, "the verb has no subject")
    if any(token.tag_ in ("WDT", "WP", "WRB") for token in subject_phrase(clause)[:1]):
        return Turned(Reason.GRAMMAR, f"“{subject_phrase(clause)[0]}” as subject")
    if (unsound := unfit(claim, clause)) is not None:
        return unsound
    wording = Wording(whole_quotations(claim.verb.doc, trim(clause, hard)) | without)
    if any(is_loose_verb(token) for token in subject_phrase(clause) if token.i not in wording.dropped):
        return Turned(Reason.GRAMMAR, "a second verb in the subject")
    complement = _complement(claim, told, wording, hard) if told is not None else []
    if isinstance(complement, Turned):
        return complement
    asked = claim.timex if isinstance(claim, DatedEvent) else None
    said = report(complement, claim, clause, known, style)
    if isinstance(said, Turned):
        return said
    aside = _set_aside(claim, clause, wording)
    tokens = [*subject_phrase(clause), *predicate(clause)]
    _lower_first(claim, tokens, wording)
    wording.drop(token for token in subject_phrase(clause)[:1] if token.lower_ in _THEN and token != clause.subject)
    day = said_on(claim) or reported_on(claim)
    iso = day[0] if day is not None else None
    but = claim.attribution.speaker.name if claim.attribution is not None else None
    problem = complete(tokens, claim.parsed, known, wording, style, asked, iso, but)
    tail = Wording(set(), wording.replaced)
    problem = problem or complete(aside, claim.parsed, known, tail, style, asked, iso, but)
    if problem is not None:
        return Turned(Reason.NOT_ALONE, problem)
    _keep_capital(claim, tokens, wording)
    loose = hanging(tokens, wording, clause, claim.attribution)
    loose = loose or hanging(aside, tail, clause, claim.attribution)
    if loose is not None:
        return Turned(Reason.NOT_ALONE, f"“{loose}”")
    sentence = claim.parsed.tokens.text
    if is_past(claim):
        _put_into_past([token for token in tokens if token not in (claim.verb, *clause.auxiliaries)], wording)
    who = name_of(claim.attribution, known, sentence) if claim.attribution is not None else None
    if isinstance(who, Turned):
        return who
    if (left := scar(clause, wording) or slip(claim, tokens, wording)) is not None:
        return left
    if isinstance(claim, DatedEvent) and (subject := unwieldy(clause, wording)) is not None:
        return Turned(Reason.GRAMMAR, f"“was {subject} …”: a long subject and what it was")
    end = tail.write(aside)
    shown = [token for token in (*tokens, *aside, *complement) if token.i not in wording.dropped or token in aside]
    return Prepared(clause, wording, end[:1].lower() + end[1:], who, said, _workings(claim, shown))


_THEN = frozenset("later then also subsequently afterwards".split())


def _lower_first(claim: ClauseClaim, tokens: "list[Token]", wording: Wording) -> None:
    """Write a sentence's first word small where the document does so elsewhere, and has it as no name."""
    first = min(tokens, key=lambda token: token.i)
    text = claim.document.document.text
    if first.i or first.ent_type_ == "PERSON" or not (first.text.istitle() and first.pos_ in ("NOUN", "PROPN")):
        return
    small, name = re.escape(first.lower_), re.escape(first.text)
    if re.search(rf"\b{small}\b", text) and not re.search(rf"(?<=[a-z,] ){name}\b", text):
        wording.replaced[first.i] = first.lower_


def _keep_capital(claim: ClauseClaim, tokens: "list[Token]", wording: Wording) -> None:
    """Keep the capital of a sentence's first word that the document never writes small, though the tagger takes it for
    no name: “Debian 0.01 was …”."""
    first = min(tokens, key=lambda token: token.i)
    text = claim.document.document.text
    if first.i or first.i in wording.replaced or not first.text.istitle() or first.pos_ not in _MISTAKEN:
        return
    small, name = re.escape(first.lower_), re.escape(first.text)
    if re.search(rf"(?<=[a-z,] ){name}\b", text) and not re.search(rf"\b{small}\b", text):
        wording.replaced[first.i] = first.text


_MISTAKEN = frozenset(("NOUN", "ADJ", "VERB"))


def _complement(claim: ClauseClaim, told: "Token", wording: Wording, hard: bool) -> "list[Token] | Turned":
    """The tokens of what a clause reports, trimmed, and taken out of the clause itself."""
    reported = clause_of(claim.parsed, told)
    if is_one_of_two_reports(told):
        return Turned(Reason.GRAMMAR, "two clauses are reported")
    if reported is None or any(claim.parsed.quotation_at(token.i) for token in told.subtree):
        return Turned(Reason.GRAMMAR, "what is reported has no subject")
    inner = trim(reported, hard)
    if claim.verb in told.subtree:
        own = {token.i for token in claim.verb.subtree}
        return [token for token in told.subtree if token.i not in own | inner]
    wording.drop(told.subtree)
    return [token for token in told.subtree if token.i not in inner]


def _workings(claim: ClauseClaim, shown: "list[Token]") -> tuple[str, ...]:
    """How the dates among the tokens shown were reached, for those that the words alone do not give."""
    spans = [claim.parsed.token_span(token) for token in shown]
    found: list[str] = []
    for timex in claim.document.timexes_in(claim.parsed.sentence.span):
        if not any(timex.span.overlaps(span) for span in spans):
            continue
        words = timex.span.of(claim.document.document.text)
        if timex.working:
            found.append(timex.working)
        elif counts_back(words) and (day := said_on(claim) or reported_on(claim)) is not None:
            found.append(day[1] or f"“{words}” before {day[0]}")
    return tuple(found)


_BACKSHIFT = {
    "does": "did",
    "do": "did",
    "is": "was",
    "are": "were",
    "has": "had",
    "have": "had",
    "will": "would",
    "can": "could",
    "may": "might",
}


def _put_into_past(tokens: "list[Token]", wording: Wording) -> None:
    """Auxiliaries of what goes with the clause, outside quotation marks: “where the group is operating”."""
    quoted = quoted_tokens(tokens[0].doc) if tokens else set()
    for token in tokens:
        if token.i not in quoted and token.text in _BACKSHIFT and token.tag_ in ("VBZ", "VBP", "MD"):
            helps = token.dep_ == "aux" or token.text not in ("do", "does")
            wording.replaced[token.i] = _BACKSHIFT[token.text] if helps else token.text


def _told_in_present(tokens: "list[Token]") -> bool:
    """Whether the main verb of reported words keeps its present, so that the others keep theirs: “said that the city
    believes it is safe”."""
    there = {token.i for token in tokens}
    main = next((token for token in tokens if token.head.i not in there and token.pos_ in ("VERB", "AUX")), None)
    return (
        main is not None
        and main.tag_ in ("VBZ", "VBP")
        and main.text not in _BACKSHIFT
        and not any(child.dep_ in ("aux", "auxpass") for child in main.children)
    )


def report(
    complement: "list[Token]", claim: ClauseClaim | Reported, clause: Clause, known: References, style: str
) -> str | Turned:
    """What somebody said, as a clause behind “that”, in the past."""
    if not complement:
        return ""
    wording = Wording()
    wording.drop(token for token in (complement[0], complement[-1]) if token.text in (",", ".", ";"))
    wording.drop(
        left for left, right in pairwise(complement) if left.text == "," and right.text in ("”", '"')
    )  # a comma before a closing mark belonged to the sentence around
    day = said_on(claim) or reported_on(claim)
    but = claim.attribution.speaker.name if claim.attribution is not None else None
    problem = complete(complement, claim.parsed, known, wording, style, None, day[0] if day is not None else None, but)
    problem = problem or hanging(complement, wording, clause, claim.attribution)
    if problem is not None:
        return Turned(Reason.NOT_ALONE, f"“{problem}”")
    wording.drop(commas_at_gaps(complement))
    if commas_left(complement, wording) or bad_joint(complement, wording):
        return Turned(Reason.GRAMMAR, "an aside that cannot be cut")
    if not _told_in_present(complement):
        _put_into_past(complement, wording)
    text = re.sub(r"[\s,]+(?:and|or|but)$", "", wording.write(complement))
    text = _closed(text)
    if any(_opened_before(text, word.start()) == 0 for word in _OWN.finditer(text)):
        return Turned(Reason.NOT_ALONE, "“we” outside of quotation marks")
    if text.endswith(("'", "’")) and not re.search(r"(?<!\w)['‘]", text):
        text = text[:-1]
    first = min(complement, key=lambda token: token.i)
    text = re.sub(r"^([“\"])that ", r"\1", text)
    return f"that {text if is_name(first) else text[:1].lower() + text[1:]}"


_OWN = re.compile(r"(?<![\w.])(?:[Ww]e|[Oo]urs?|us|I|[Mm]y|me)(?![\w.])")


def _closed(text: str) -> str:
    """Words with the quotation mark that a cut has taken from them: the closing one behind a comma, or the first."""
    if text.count("“") > text.count("”"):
        return text + "”"
    if text.count('"') == 1:
        return f'"{text}' if re.search(r'\S"(?!\w)', text) else f'{text}"'
    return f'{text}"' if text.count('"') % 2 else text


def _opened_before(text: str, at: int) -> int:
    """How many quotation marks are open at a place in a text."""
    return text.count("“", 0, at) - text.count("”", 0, at) + text.count('"', 0, at) % 2


def _set_aside(claim: ClauseClaim, clause: Clause, wording: Wording) -> "list[Token]":
    """The tokens of one phrase outside the clause's core that the question needs: a stretch of time or a day at the
    end of a tail that is cut (“…, hitting 60 targets in the past 24 hours”), a time or a named place before it."""
    core = [token for token in (*subject_phrase(clause), *predicate(clause)) if token.i not in wording.dropped]
    told = claim.verb.lower_ in VERBS
    if any(_timed(claim, [token]) for token in core) and not told:
        return []
    dated = isinstance(claim, DatedEvent | Participant)
    tails = [
        token
        for token in clause.verb.subtree
        if token.i in wording.dropped
        and token.dep_ in ("prep", "npadvmod")
        and token.i > clause.verb.i
        and _same_time(token, clause.verb, dated or claim.document.kind == "narrative")
    ]
    shares = clause.verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in clause.verb.children)
    if (
        shares and clause.verb.tag_ == clause.verb.head.tag_
    ):  # “on Wednesday targeted and destroyed”: the day is told with the first verb
        tails += [child for child in clause.verb.head.children if child.dep_ in ("prep", "npadvmod")]
    longer = any(token.dep_ in ("ccomp", "advcl", "relcl") and token.pos_ in ("VERB", "AUX") for token in core)
    if longer and dated:
        return []  # at the end it would be read with the clause that stands there
    heads = [*fronted(clause), *(token for token in reversed(tails) if told or _timed(claim, list(token.subtree)))]
    heads += [child for child in clause.verb.children if told and child.dep_ == "prep" and child.i in wording.dropped]
    asked = claim.timex.span if isinstance(claim, DatedEvent) else None
    own = claim.timex.span if isinstance(claim, Participant) and claim.timex is not None else None
    for head in heads:
        phrase = [token for token in head.subtree if _stays(claim, token) and token != clause.verb]
        dates_itself = any(asked and asked.overlaps(claim.parsed.token_span(token)) for token in phrase)
        occasion = claim.verb.lower_ in VERBS and any(token.lower_ in OCCASIONS for token in phrase)
        if len(phrase) > MAX_ASIDE or (dates_itself and not occasion):
            continue
        if (
            own is not None
            and _timed(claim, phrase)
            and not any(own.overlaps(claim.parsed.token_span(t)) for t in phrase)
        ):
            continue  # the day of something else
        if occasion:
            gone = {t.i for t in claim.parsed.tokens if asked and asked.overlaps(claim.parsed.token_span(t))}
            return [token for token in phrase if token.i not in gone]
        placed = head.lower_ in ("in", "at", "near") and any(t.ent_type_ in ("GPE", "LOC", "FAC") for t in phrase)
        if placed or (not isinstance(claim, DatedEvent) and _timed(claim, phrase)):  # an event has a date of its own
            return phrase
    return []


def _stays(claim: ClauseClaim, token: "Token") -> bool:
    """Whether a token of a phrase is taken along with it: commas only inside a date."""
    return token.text not in (",", ".") or _timed(claim, [token])


def _same_time(token: "Token", verb: "Token", story: bool) -> bool:
    """Whether what stands between a phrase and the verb happened when the verb did: a participle, a second verb; in a
    story, and where the event has its own date, a second verb with an object of its own tells what happened next."""
    own = ("nsubj", "nsubjpass", "dobj") if story else ("nsubj", "nsubjpass")
    for above in token.ancestors:
        if above == verb:
            return True
        if above.dep_ == "conj" and any(child.dep_ in own for child in above.children):
            return False
        if above.dep_ in ("relcl", "appos", "ccomp") or (above.dep_ in ("acl", "advcl") and above.tag_ != "VBG"):
            return False
    return False


def _timed(claim: ClauseClaim, phrase: "list[Token]") -> bool:
    spans = [claim.parsed.token_span(token) for token in phrase]
    return any(
        timex.type in (TimexType.DURATION, TimexType.DATE, TimexType.TIME)
        and any(timex.span.overlaps(span) for span in spans)
        for timex in claim.document.timexes_in(claim.parsed.sentence.span)
    )


def evidence_of(claim: ClauseClaim | Passage, answer: "tuple[int, int] | None") -> Evidence:
    """The sentence that a claim stands in, with where its answer stands."""
    document = claim.document.document
    span = claim.parsed.sentence.whole
    return Evidence(
        document.id, span, span.of(document.text), Span(*answer) if answer is not None else None, document.source
    )


def sentence_evidence(document: Annotated, sentence: Sentence, mention: Span | None, name: str) -> Evidence:
    """A sentence as evidence, with the mention that answers it where that is a name."""
    text, span = document.document.text, sentence.span
    surname = name.split()[-1]
    answer = mention if mention is not None and span.contains(mention) and surname in mention.of(text) else None
    return Evidence(document.document.id, span, span.of(text), answer, document.document.source)


def is_past(claim: ClauseClaim) -> bool:
    """Whether a claim is over for today's reader: news is, whatever its tense; a general truth is not."""
    if claim.verb.tag_ not in ("VBZ", "VBP"):
        return True
    return anchor_of(claim.document, claim.parsed) is not None and claim.document.kind == "news"


def is_any(subject: "Token") -> bool:
    """Whether a subject is one or some of many: “a warplane”, “air strikes”."""
    if subject.pos_ == "PROPN" or subject.ent_type_ in ("PERSON", "GPE", "ORG"):
        return False
    children = list(subject.children)
    if subject.lower_ in ("one", "some", "several", "many") and any(child.lower_ == "of" for child in children):
        return True  # “one of the favourites”
    if any(child.lower_ in ("a", "an") for child in children):
        return True
    return subject.tag_ == "NNS" and not any(child.dep_ in ("det", "poss", "nummod") for child in children)


def cuts_what_tells(prepared: Prepared) -> bool:
    """Whether a clause that tells which of many an object is was cut: “an attack that became known as …”."""
    thing = next((child for child in prepared.clause.verb.children if child.dep_ == "dobj"), None)
    if thing is None or not any(child.lower_ in ("a", "an") for child in thing.children):
        return False
    return any(
        child.dep_ in ("relcl", "acl", "appos") and child.i in prepared.wording.dropped for child in thing.subtree
    )


_SAYS_NOTHING = frozenset("incident event matter issue affair case thing episode step measure".split())


def names_nothing(prepared: Prepared, kept: "list[Token]") -> str | None:
    """A noun that means nothing without what was cut, or never stood, behind it: “over an incident”."""
    there = {token.i for token in kept}
    for token in kept:
        told = [child for child in token.children if child.i in there and child.dep_ not in ("det", "punct", "nummod")]
        if token.lower_ == "way" and token.head.lower_ == "on" and token.i == max(there):
            return f"on {token.left_edge} way"
        if token.lower_ in _SAYS_NOTHING and not told and any(child.lower_ in ("a", "an") for child in token.children):
            return token.text
    return None


def makes_any(prepared: Prepared, kept: "list[Token]") -> bool:
    """Whether the object is one of many and nothing tells which: “released a statement”."""
    thing = next((child for child in prepared.clause.verb.children if child.dep_ == "dobj"), None)
    plain = thing is not None and thing.tag_ == "NNS" and not list(thing.children)  # “held elections”
    if thing is None or not (plain or any(child.lower_ in ("a", "an") for child in thing.children)):
        return False
    there = {token.i for token in kept}
    return not any(token.i in there and not token.is_punct for token in thing.doc[thing.i + 1 :])


def year_in(text: str) -> bool:
    """Whether a stem names a year."""
    return re.search(r"\b(?:1\d|20)\d\d\b", text) is not None


_DAY = re.compile(r"\b(?:\d{1,2} [A-Z]\w+ \d{4}|[A-Z]\w+ \d{1,2}, \d{4})\b")


def has_day(text: str) -> bool:
    """Whether a text names a full date."""
    return _DAY.search(text) is not None


def too_long(stem: str) -> bool:
    return len(stem.split()) > MAX_STEM_WORDS


def claim_name(kind: str, parts: "list[Token]", more: str = "", wording: Wording | None = None) -> str:
    """The identity of a question: its content words in dictionary form, whatever their order in the stem, with the
    names and dates that a wording writes in full."""
    written = wording.replaced if wording is not None else {}
    full = {
        word
        for token in parts
        if token.pos_ in ("PRON", "PROPN") and token.i in written
        for word in re.findall(r"[\w-]+", written[token.i].removesuffix("’s"))
    }
    words = sorted(
        full
        | {
            (base_form(token) if token.pos_ in ("VERB", "NOUN") else token.text).lower()
            for token in parts
            if token.pos_ in ("VERB", "NOUN", "ADJ", "NUM")
        }
        | {token.text for token in parts if token.pos_ == "PROPN" and token.i not in written}
    )
    return f"{kind}: {' '.join(words)}" + (f" | {more}" if more else "")
