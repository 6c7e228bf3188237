"""
Whether a clause can be asked about: stated as fact, whole, with the object its verb needs; and whether what cuts have
left of it is English.
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.annotators.countries import with_article
from quizgen.annotators.syntax import base_form
from quizgen.fact import ClauseClaim, DatedEvent, Participant, Passage
from quizgen.item import Reason
from quizgen.questions.clause import CONDITIONS, Clause, Wording, is_negated, is_unreal, predicate, subject_phrase
from quizgen.questions.trimming import bad_joint, commas_beside_cuts, commas_left
from quizgen.questions.turned import Turned

if TYPE_CHECKING:
    from spacy.tokens import Token


def unfit(claim: ClauseClaim, clause: Clause) -> Turned | None:
    """Why nothing is asked about a clause, however it is worded; None where something may be."""
    if (unreal := not_stated(clause)) is not None:
        return unreal
    if is_one_of_two_reports(claim.verb):
        return Turned(Reason.GRAMMAR, "two clauses are reported")
    if isinstance(claim, DatedEvent | Participant) and base_form(claim.verb) in _STATES_OF_MIND:
        return Turned(Reason.NOT_WORTH, "a state of mind")
    if _lacks_its_object(clause):
        return Turned(Reason.GRAMMAR, f"“{claim.verb}” whom or what?")
    if (thing := _given(clause)) is not None and (thing.ent_type_ == "PERSON" or thing.dep_ == "dative"):
        return Turned(Reason.GRAMMAR, "what was given is not told")
    return None


def is_one_of_two_reports(verb: "Token") -> bool:
    """Whether a cue has two clauses for what was said: the parser has taken a relative clause for one."""
    return verb.dep_ == "ccomp" and sum(child.dep_ == "ccomp" for child in verb.head.children) > 1


_STATES_OF_MIND = frozenset(
    "know believe think feel want like love hope need seem wish fear regard consider deem view".split()
)
# Verbs that have an object, or are passive: of others the parser has lost a part.
_TRANSITIVE = frozenset(
    """release publish found establish elect appoint defeat rename name abolish build invent discover elevate award
    create produce introduce nominate assassinate occupy annex capture""".split()
)
# Of verbs with two objects the parser often misses one: “gave Berg the right to …”.
_GIVING = frozenset("give grant offer award send hand pay show tell teach lend promise deny cost ask allow".split())


def _lacks_its_object(clause: Clause) -> bool:
    """Whether an active verb stands without the object it needs, or has an agent: “joined by his men”."""
    if clause.is_passive or clause.participle:
        return False
    verb = clause.verb
    children = [child for child in verb.children if child.ent_type_ != "DATE"]
    shared = any(child.dep_ == "conj" and child.i <= verb.i + 2 for child in children)  # “designed and built …”
    has_object = shared or any(child.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "attr") for child in children)
    return any(child.dep_ == "agent" for child in children) or (base_form(verb) in _TRANSITIVE and not has_object)


def _given(clause: Clause) -> "Token | None":
    """The one object of an active verb that takes two."""
    things = [child for child in clause.verb.children if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"]
    alone = base_form(clause.verb) in _GIVING and not clause.is_passive and len(things) == 1
    return things[0] if alone else None


def _is_second(token: "Token") -> bool:
    """Whether a verb heads a clause of its own that is joined to another: “… and the troops overran the coast”."""
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
    return own and not any(above.dep_ in ("relcl", "acl", "ccomp", "advcl") for above in token.ancestors)


def is_loose_verb(token: "Token") -> bool:
    """Whether a verb is in no clause that hangs on a noun: the parser lost the thread."""
    if token.pos_ not in ("VERB", "AUX") or token.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return not any(above.dep_ in ("relcl", "acl", "ccomp") for above in (token, *token.ancestors))


def not_stated(clause: Clause) -> Turned | None:
    """Why a clause does not say that something was so."""
    if any(auxiliary.tag_ == "VBG" for auxiliary in clause.auxiliaries[:1]):
        return Turned(Reason.GRAMMAR, "“having” or “being”: no clause of its own")
    if is_negated(clause):
        return Turned(Reason.NOT_TRUE, "negated")
    if is_unreal(clause):
        return Turned(Reason.NOT_TRUE, "a plan, a condition or a possibility")
    if clause.verb.dep_ != "ROOT" and _is_conditional(clause.verb):
        return Turned(Reason.NOT_TRUE, "a condition")
    return None


def scar(clause: Clause, wording: Wording) -> Turned | None:
    """What a cut has left behind that English does not write."""
    wording.drop(commas_beside_cuts(clause.verb.doc, wording))
    doc = clause.verb.doc
    shown = [token for token in (*subject_phrase(clause), *predicate(clause)) if token.i not in wording.dropped]
    for token in shown:
        before, after = doc[max(0, token.i - 1)], doc[min(len(doc) - 1, token.i + 1)]
        torn = before.text == "-" and not before.whitespace_ and before.i in wording.dropped
        if torn or (after.text == "-" and not token.whitespace_ and after.i in wording.dropped):
            return Turned(Reason.GRAMMAR, f"“{token.text}” is half a word")
    last = shown[-1] if shown else None
    if last is not None and last.i + 1 < len(doc) and doc[last.i + 1].text in ("“", '"', "‘") and last.pos_ in _LEADS:
        return Turned(Reason.GRAMMAR, "what is quoted belongs to it")
    follows = doc[last.i + 1] if last is not None and last.i + 1 < len(doc) else None
    if follows is not None and follows.tag_ in ("VBD", "VBZ", "VBP") and last is not None and last.pos_ in _NAMING:
        return Turned(Reason.GRAMMAR, f"“{last}” is the subject of what was cut")
    if any(_YEAR.fullmatch(token.text) and token.dep_ in ("dobj", "attr") for token in shown):
        return Turned(Reason.GRAMMAR, "a year as an object: “spent 1860”")
    if any(_joins_unlike(token) for token in shown):
        return Turned(Reason.GRAMMAR, "a place and a person joined")
    if any(_is_second(token) for token in shown):
        return Turned(Reason.GRAMMAR, "a second clause that cannot be cut")
    if _lost_its_end(clause, wording):
        return Turned(Reason.GRAMMAR, "what follows belongs to two verbs")
    parts = (subject_phrase(clause), predicate(clause))
    if any(commas_left(part, wording) for part in parts):
        return Turned(Reason.GRAMMAR, "an aside that cannot be cut")
    named = [token for token in parts[0] if token.i not in wording.dropped]
    rest = next((two for one, two in pairwise(named) if two.pos_ == "ADV" and two.i > one.i + 1), None)
    if rest is not None:
        return Turned(Reason.GRAMMAR, f"“{rest} …” is left of an aside")
    joint = next((joint for part in parts if (joint := bad_joint(part, wording)) is not None), None)
    return Turned(Reason.GRAMMAR, f"“{joint}” after a cut") if joint is not None else None


_NAMING = frozenset(("NOUN", "PROPN", "PRON"))
# A word of these leads up to the words quoted behind it: “bringing to Norway “a stone that …””.
_LEADS = frozenset(("VERB", "ADP", "AUX", "DET", "PROPN", "NOUN"))
_YEAR = re.compile(r"1\d{3}|20\d\d")
LONG_SUBJECT = 4  # tokens


def unwieldy(clause: Clause, wording: Wording) -> str | None:
    """The subject of “was”, where it and the noun behind would stand side by side in a question: “In which year was
    the siege of the castle of Norvik the last battle?”"""
    if clause.verb.lower_ not in ("was", "were", "is", "are"):
        return None
    rest = [
        child for child in clause.verb.children if child.dep_ in ("attr", "prep", "agent") and child.i > clause.verb.i
    ]
    subject = [token for token in subject_phrase(clause) if token.i not in wording.dropped]
    named = (
        any(child.dep_ == "attr" and child.ent_type_ == "PERSON" for child in rest) and clause.subject.pos_ == "NOUN"
    )
    long = len(subject) >= LONG_SUBJECT and bool(rest)
    return " ".join(token.text for token in subject) if long or named else None


def _joins_unlike(token: "Token") -> bool:
    """Whether a name is joined to one of another kind: “broke out in Oslo and Berg (left the town)”."""
    return token.dep_ == "conj" and {token.ent_type_, token.head.ent_type_} == {"GPE", "PERSON"}


def _lost_its_end(clause: Clause, wording: Wording) -> bool:
    """Whether a cut second verb took along what the first shares with it: “recognised and arrested at Varennes”."""
    second = next((t for t in clause.verb.children if t.dep_ == "conj" and t.i == clause.verb.i + 2), None)
    if second is None or second.i not in wording.dropped:
        return False
    own = any(child.dep_ in ("prep", "dobj", "agent") and child.i in wording.dropped for child in second.children)
    after = [child for verb in (clause.verb, second) for child in verb.children if child.i > clause.verb.i]
    kept = any(child.i not in wording.dropped and child.dep_ not in ("punct", "cc", "conj") for child in after)
    return own and not kept


def slip(claim: ClauseClaim | Passage, tokens: "list[Token]", wording: Wording) -> Turned | None:
    """A slip of the source's: a country's name without its article, or where English wants its adjective, which the
    document knows (“Russia warships”)."""
    text = claim.document.document.text
    for name in claim.parsed.tokens.ents:
        before = name.doc[name.start - 1] if name.start else name.root
        if before.pos_ == "ADP" and name.root.dep_ == "pobj" and with_article(name.text) != name.text:
            return Turned(Reason.GRAMMAR, f"“{before} {name}”")
    for token in tokens:
        noun = token.head
        if token.dep_ != "compound" or token.ent_type_ != "GPE" or noun.tag_ != "NNS" or token.i in wording.dropped:
            continue
        if not token.text.isupper() and re.search(rf"\b{re.escape(token.text[:4])}\w*(?:an|sh|se|[^i]i)\b", text):
            return Turned(Reason.GRAMMAR, f"“{token.text} {noun.text}”")
    return None


def _is_conditional(verb: "Token") -> bool:
    return any(
        child.dep_ == "mark" and child.lower_ in CONDITIONS
        for above in verb.ancestors
        if above.dep_ in ("advcl", "ccomp")
        for child in above.children
    )
