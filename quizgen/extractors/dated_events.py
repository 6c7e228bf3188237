"""
Dated events: a finite verb with the time expression that says when.

The time expression has to hang on the verb itself (“On 3 October a warplane violated …”, “was signed in March
1992”), or stand at the end of the clause where English puts it.

Misses on purpose: dates inside names and compounds (“the October 7 attack”), durations, vague dates.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import Basis, Joint, Timex, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.cues import OCCASIONS, VERBS, Behaviour
from quizgen.annotators.syntax import Parsed
from quizgen.document import Span
from quizgen.extractors.attribution import asserted_by
from quizgen.fact import Claim, DatedEvent
from quizgen.item import Reason, Refusal

if TYPE_CHECKING:
    from spacy.tokens import Token

# Examples are read as news of Friday, 8 March 2019. FINDS: the verb's base and the value of its date.
FINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("sign", "1992-03"): (
        "The treaty was signed in March 1992.",
        "In March 1992 the two kings signed the treaty.",
        "The treaty, signed in March 1992, ended the war.",
        "The treaty, which was signed in March 1992, ended the war.",
        "The two kings met and signed the treaty in March 1992.",
    ),
    ("sign", "1992"): ("The treaty was signed around 1992.", "The treaty was signed by 1992."),
    ("sign", "199"): ("The treaty was signed in the early 1990s.",),
    ("hold", "1992"): ("The treaty held from 1992 to 1998.", "The treaty had held since 1992."),
    ("sink", "2019-03-06"): (
        "A ferry sank on Wednesday.",
        "On 6 March a ferry sank off Crete.",
        "A ferry sank off Crete two days ago.",
        "A ferry sank off Crete on Wednesday, drowning 20 people.",
        "A ferry sank off Crete, drowning 20 people on Wednesday.",
        "The minister said that a ferry sank on Wednesday.",
        "A ferry sank on Wednesday, the minister said.",
    ),
    ("say", "2019-03-06"): (
        "The minister said on Wednesday that a ferry had sunk.",
        "A ferry had sunk, the minister said on Wednesday.",
    ),
}
IGNORES = (
    "The March 1992 treaty ended the war.",
    "The treaty was signed before March 1992.",
    "The treaty was signed in 1992 or 1993.",
    "The treaty (March 1992) ended the war.",
    "The siege of the town took 30 days.",
    "A ferry crosses every Wednesday.",
    "The minister said on Wednesday.",
    "The minister hopes that a ferry sank on Wednesday.",
    "The minister wants to open the port on Wednesday.",
)

RULE = "dated event"
PREPOSITIONS = frozenset("on in at during of by since until till from between".split())
# “on the morning of 5 May”; of any other noun a date with “of” is its own: “the campaign of 1777”.
TIMES = frozenset(
    """day morning afternoon evening night week month year end beginning start middle spring summer autumn fall
    winter eve dawn hours""".split()
)
# What is known of an event that took place before or after a date is no date.
BOUNDS = frozenset({"BEFORE", "AFTER"})
UNKNOWN = frozenset({Joint.CHOICE, Joint.SERIES})
# Nouns that are events themselves: a date behind them may be theirs and not the verb's.
EVENTS = frozenset(
    """attack attacks strike strikes bombing election elections battle massacre raid incident explosion shooting
    accident crash protest protests
    uprising rebellion invasion siege riot war revolution coup referendum earthquake eruption storm flood""".split()
)
ASPECTUAL = frozenset("began begun begin started start stopped ceased resumed continued kept finished".split())
LIGHT_VERBS = frozenset(
    "launched carried conducted staged made mounted held fought won lost began started ended".split()
)


def extract(document: Annotated) -> Iterator[Claim | Refusal]:
    """Each verb with a date of its own, or why it has none."""
    by_start = sorted(document.timexes, key=lambda timex: timex.span.start)
    at = 0
    for parsed in sorted(document.parsed, key=lambda parsed: parsed.sentence.span.start):
        span = parsed.sentence.span
        while at < len(by_start) and by_start[at].span.end <= span.start:
            at += 1
        here = at
        told = -1
        if parsed.sentence.label is not None:
            yield from _entry(document, parsed, parsed.sentence.label)
        while here < len(by_start) and by_start[here].span.start < span.end:
            timex = by_start[here]
            if span.contains(timex.span) and timex.span.start >= told:  # not the 6 of “October 5 and 6”
                yield from _event(document, parsed, timex)
            told = max(told, timex.extent.end if timex.extent else -1)
            here += 1


def _entry(document: Annotated, parsed: Parsed, label: Span) -> Iterator[Claim | Refusal]:
    """What an entry of a chronicle tells of the date before it."""
    timex = next((timex for timex in document.timexes_in(label) if timevalues.precision(timex.value) is not None), None)
    root = next((token for token in parsed.tokens if token.dep_ == "ROOT"), None)
    if timex is None or root is None or root.pos_ not in ("VERB", "AUX") or timex.basis is Basis.VAGUE:
        return
    said = asserted_by(document, parsed, root)
    if not isinstance(said, Reason) and not any(parsed.quotation_at(token.i) for token in root.subtree):
        yield DatedEvent(document, parsed, root, timex, said, RULE, entry=True)


def _event(document: Annotated, parsed: Parsed, timex: Timex) -> Iterator[Claim | Refusal]:
    if timex.type not in (TimexType.DATE, TimexType.TIME) or timevalues.precision(timex.value) is None:
        return
    tokens = [token for token in parsed.tokens if timex.span.contains(parsed.token_span(token))]
    if not tokens:
        return
    found = _verb(tokens, document.kind == "narrative")
    if isinstance(found, Reason):
        yield _refusal(document, parsed, timex.span, found)
        return
    if timex.basis is Basis.VAGUE or (timex.basis is not Basis.COMPLETED and _is_uncertain(timex)):
        yield _refusal(document, parsed, timex.span, Reason.NO_DATE)
        return
    if timex.mod in BOUNDS or timex.joint in UNKNOWN or is_overnight(document, timex):
        yield _refusal(document, parsed, timex.span, Reason.NO_DATE, "the source gives no exact date")
        return
    said = asserted_by(document, parsed, found)
    if isinstance(said, Reason):
        yield _refusal(document, parsed, timex.span, said)
        return
    if any(parsed.quotation_at(token.i) is not None for token in found.subtree):
        yield _refusal(document, parsed, timex.span, Reason.NOT_WORTH, "asked as a quotation")
        return
    if found.lower_ in VERBS and reported_by(found) is None and _says_nothing(found):
        yield _refusal(document, parsed, timex.span, Reason.REPORTED)
        return
    yield DatedEvent(document, parsed, found, timex, said, RULE)


def is_overnight(document: Annotated, timex: Timex) -> bool:
    """Whether an expression names a night and not which of its two days: “overnight”."""
    return timex.value.endswith("TNI") and "overnight" in timex.span.of(document.document.text).lower()


def verb_of(parsed: Parsed, timex: Timex) -> "Token | None":
    """The verb that a time expression dates."""
    tokens = [token for token in parsed.tokens if timex.span.contains(parsed.token_span(token))]
    found = _verb(tokens) if tokens else None
    return None if isinstance(found, Reason) else found


def _verb(tokens: "list[Token]", narrative: bool = False) -> "Token | Reason":
    inside = set(tokens)
    if _in_brackets(tokens[0]):
        return Reason.NO_DATE
    top = next((token for token in reversed(tokens) if token.head not in inside), tokens[0])
    if top.dep_ in ("compound", "poss", "nmod", "amod", "nummod", "nsubj", "nsubjpass", "dobj", "attr"):
        return Reason.NO_DATE
    token = top.head
    if top.dep_ == "pobj":
        if token.lower_ not in PREPOSITIONS or (token.lower_ == "of" and token.head.lower_ not in TIMES):
            return Reason.NO_DATE
        before = token.i - 1
        token = token.head
    else:
        before = tokens[0].i - 1
    hops = 0
    while token.pos_ not in ("VERB", "AUX"):
        if token.head == token or hops > 4:
            return Reason.NO_DATE
        if hops and token.lower_ in ("until", "till", "since", "before", "after"):
            return Reason.NO_DATE  # “until his death in 1986”
        token, hops = token.head, hops + 1
    beside = tokens[0].doc[before] if before >= 0 else None
    if hops and top.i < token.i and not _is_subject(top, token) and not _is_occasion(top, token):
        return Reason.NO_DATE  # the date belongs to a noun before the verb
    if token.tag_ == "VBG" and not any(child.dep_ == "aux" for child in token.children):
        above = token.head  # “…, killing 20 people on Monday” happened when the main verb did
        if token.dep_ == "acl" and above.dep_ == "dobj":
            above = above.head
        elif token.dep_ != "advcl" and not (token.dep_ == "xcomp" and above.lower_ in ASPECTUAL):
            return Reason.NO_DATE
        if narrative and token.dep_ == "advcl":
            return Reason.NO_DATE  # “besieged the town, taking it on 12 May”: a story goes on
        token = above
    if beside is not None and beside.text == "," and tokens[-1].i + 1 < len(top.doc) and tokens[-1].nbor().text == ",":
        noun = beside.nbor(-1) if beside.i else beside
        if noun.pos_ == "NOUN" and noun.i > token.i:
            return Reason.NO_DATE  # “to her statement, on Wednesday, that”: the date may be the noun's
    if any(other.text == ";" for other in token.doc[min(top.i, token.i) : max(top.i, token.i)]):
        return Reason.NO_DATE  # a semicolon parts what happened from when something else did
    if _is_of_a_participle(tokens[0], token) or _is_afterthought(tokens[0], top, token):
        return Reason.NO_DATE
    if hops and beside is not None and beside.lower_ in EVENTS and token.lower_ not in LIGHT_VERBS:
        return Reason.NO_DATE
    return token


def _is_of_a_participle(first: "Token", verb: "Token") -> bool:
    """Whether a date before the subject belongs to the participle that opens the sentence: “Built on 4 May 1911,
    the Terra Firma was his third ship”."""
    before = verb.doc[: first.i] if first.i < verb.i else ()
    opening = [token for token in before if token.tag_ in ("VBN", "VBG") and token.pos_ == "VERB"]
    return bool(opening) and not any(token.dep_ in ("nsubj", "nsubjpass") or token.text == "," for token in before)


def _is_afterthought(first: "Token", top: "Token", verb: "Token") -> bool:
    """Whether a date stands behind a name that a comma sets off from the verb's own object: “supported several
    candidates, most strongly Peter Marsh in 1964”."""
    doc = verb.doc
    at = (top.head.i if top.dep_ == "pobj" else first.i) - 1
    if at <= verb.i or doc[at].pos_ not in ("NOUN", "PROPN") or doc[at].dep_ == "conj":
        return False
    commas = [token.i for token in doc[verb.i : at] if token.text == ","]
    if not commas or any(doc[i].pos_ in ("VERB", "AUX") for i in range(commas[-1], at)):
        return False
    before = doc[commas[-1] - 1]
    places = ("GPE", "LOC", "FAC")
    address = before.ent_type_ in places and doc[at].ent_type_ in places
    has_object = any(child.dep_ in ("dobj", "attr") and child.i < commas[-1] for child in verb.children)
    return has_object and not address and not any(token.dep_ == "cc" for token in doc[commas[-1] : at])


def _in_brackets(token: "Token") -> bool:
    """Whether a token stands in brackets, as life dates do: they are no date of the verb's."""
    before = [other.text for other in token.doc[: token.i] if other.text in ("(", ")", "[", "]")]
    return bool(before) and before[-1] in ("(", "[")


def _is_uncertain(timex: Timex) -> bool:
    """Whether a date hangs on an anchor that may be some days off; the year of a month and day does not suffer."""
    return timex.anchor is not None and not timex.anchor.certain


def _is_occasion(top: "Token", verb: "Token") -> bool:
    """Whether the noun that a date hangs on is where something was said: “in a speech on Thursday, … warned”."""
    noun = top.head if top.dep_ != "pobj" else top.head.head
    return noun.lower_ in OCCASIONS and noun.dep_ == "pobj" and noun.head.head == verb


def _is_subject(top: "Token", verb: "Token") -> bool:
    """Whether the noun that a date hangs on is the verb's subject: “the strikes on Wednesday hit”."""
    return any(above.dep_ in ("nsubj", "nsubjpass") and above.head == verb for above in top.ancestors)


def reported_by(cue: "Token") -> "Token | None":
    """The verb of what a cue reports after the event: “warships fired missiles, he said on Friday” → fired."""
    if Behaviour.SAYS not in VERBS.get(cue.lower_, frozenset()):
        return None
    if cue.dep_ == "parataxis" and cue.head.pos_ in ("VERB", "AUX") and cue.head.i < cue.i:
        return cue.head
    return next(
        (
            child
            for child in cue.children
            if child.dep_ == "ccomp" and child.i < cue.i and child.pos_ in ("VERB", "AUX")
        ),
        None,
    )


def _says_nothing(cue: "Token") -> bool:
    """Whether a reporting verb has no complement that a question could ask about."""
    if cue.dep_ == "parataxis":
        return True
    if any(child.dep_ in ("ccomp", "dobj") and child.i < cue.i and child.pos_ != "NOUN" for child in cue.children):
        return True
    return Behaviour.SAYS in VERBS[cue.lower_] and not any(
        child.i > cue.i
        and (child.dep_ in ("ccomp", "dobj", "xcomp") or child.lower_ in ("of", "about", "to", "against"))
        for child in cue.children
    )


def _refusal(document: Annotated, parsed: Parsed, span: Span, reason: Reason, detail: str = "") -> Refusal:
    sentence = parsed.sentence.span
    detail = detail or f"“{span.of(document.document.text)}”"
    return Refusal(reason, RULE, document.document.id, sentence, sentence.of(document.document.text), detail)
