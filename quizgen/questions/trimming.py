"""
What a question does without, and what a cut must not leave behind.

`trim` cuts asides, tails and what comes after “and”. Nothing is cut out of quotation marks; commas go with what they
set off; and two words that a cut brings together have to be two that English puts side by side.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.questions.clause import Clause, Wording

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Adverbs that join a sentence to the one before; alone on a card they join nothing.
CONNECTIVES = frozenset(
    """also meanwhile however moreover furthermore too already now currently then thus therefore instead still
    yet besides additionally nevertheless nonetheless accordingly finally later earlier recently previously
    thereafter henceforth just even indeed virtually simultaneously afterwards subsequently soon again""".split()
)


def trim(clause: Clause, hard: bool = False) -> set[int]:
    """The tokens of a clause that a question does without: asides, tails, what comes after “and”.

    `hard` also cuts adverbial clauses that no comma sets off.
    """
    doc = clause.verb.doc
    cut: set[int] = set()
    shared = _shared_object(clause.verb)
    for token in clause.verb.subtree:
        if token.i in cut or token == clause.verb or (shared is not None and shared in (token, *token.ancestors)):
            continue
        edge = token.left_edge.i
        after_comma = edge > 0 and (
            doc[edge - 1].text in (",", "–", "—", "--", "(", ";", ":")
            or (doc[edge - 1].text == "-" and edge > 1 and bool(doc[edge - 2].whitespace_))
        )
        if token.head == clause.verb and token.dep_ == "conj":
            goes = True
        elif token.dep_ in ("appos", "relcl", "acl", "parataxis") and token != clause.verb:
            goes = (after_comma and not _is_listed(token)) or (hard and _can_go(token))
        elif token.dep_ == "advcl":
            goes = (after_comma or (hard and not _is_infinitive(token))) and not _is_condition(token)
        elif token.dep_ in ("prep", "npadvmod", "oprd", "agent") and token.head == clause.verb:
            goes = (after_comma and not _is_far_end(token)) or _leads_on(token)
        elif token.dep_ == "prep":
            goes = (after_comma and not _in_list(token)) or token.lower_ == "including" or _leads_on(token)
        elif token.dep_ == "advmod":
            goes = (token.lower_ in CONNECTIVES and token.head == clause.verb) or (
                token.head == clause.verb and edge + 1 < len(doc) and doc[token.right_edge.i + 1].text == ","
                if token.right_edge.i + 1 < len(doc)
                else False
            )
        else:
            goes = token.dep_ in ("intj", "meta") or (token.dep_ == "mark" and token.head == clause.verb)
        if goes and clause.subject.i not in range(edge, token.right_edge.i + 1):
            cut.update(part.i for part in token.subtree)
    if shared is not None:
        cut.difference_update(part.i for part in shared.subtree)
    for child in clause.verb.subtree:
        if child.dep_ == "npadvmod" and child.right_edge.i + 1 in cut:
            cut.update(part.i for part in child.subtree)  # “hours before …”
    for child in clause.verb.children:
        joins = any(part.dep_ == "conj" and part.i > child.i and part.i not in cut for part in clause.verb.subtree)
        leads = child.i + 1 in cut or child.i < clause.subject.i or not joins
        if child.dep_ == "preconj" or (child.dep_ == "cc" and leads):
            cut.add(child.i)
    cut.update(_rest_of_apposition(clause, cut))
    cut.update(_asides(clause))
    return cut


def _can_go(token: "Token") -> bool:
    """Whether a clause without a comma may be cut: no “orders to sail”, and nothing joined by “or” or “and” behind."""
    if token.dep_ == "appos" or _is_infinitive(token):
        return False
    after = token.doc[token.right_edge.i + 1 : token.right_edge.i + 3]
    return not any(word.lower_ in ("and", "or") for word in after)


def _is_listed(token: "Token") -> bool:
    """Whether a name taken for an apposition is one of a list: “Ada Berg, Ole Dahl, and Per Lund built …”."""
    doc, after = token.doc, token.right_edge.i + 1
    names = token.dep_ == "appos" and token.pos_ == token.head.pos_ == "PROPN"
    follows = [word.text for word in doc[after : after + 2]]
    return names and follows == [",", "and"] and after + 2 < len(doc) and doc[after + 2].pos_ in NOMINAL


def _rest_of_apposition(clause: Clause, cut: set[int]) -> set[int]:
    """What is joined to an apposition that is cut, though the parser joined it to the subject: “Ada Berg, head of one
    firm and later another, became …”."""
    subject, doc = clause.subject, clause.verb.doc
    if not any(child.dep_ in ("appos", "relcl") and child.i in cut for child in subject.children):
        return set()
    joined = [child for child in subject.children if child.dep_ == "conj"]
    closes = [
        child for child in joined if child.right_edge.i + 1 < len(doc) and doc[child.right_edge.i + 1].text == ","
    ]
    if not closes:
        return set()
    first = min(child.left_edge.i for child in joined)
    lead = [child.i for child in subject.children if child.dep_ in ("cc", "punct") and child.i >= first - 2]
    return {part.i for child in joined for part in child.subtree} | set(lead)


def _shared_object(verb: "Token") -> "Token | None":
    """The object of two verbs joined word to word, which stands behind the second: “entered and occupied the city”."""
    if any(child.dep_ in ("dobj", "ccomp", "xcomp", "prep", "attr") and child.i > verb.i for child in verb.children):
        return None
    if any(child.dep_ == "auxpass" for child in verb.children):
        return None  # “was built and carried the first passengers”
    second = next((child for child in verb.children if child.dep_ == "conj" and child.i == verb.i + 2), None)
    return next((child for child in second.children if child.dep_ == "dobj"), None) if second is not None else None


NOMINAL = frozenset(("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"))
LIMITS = frozenset("if unless until once though although".split())


def takes_back(tokens: "Iterable[Token]") -> bool:
    """Whether what is cut limits what is kept: “…, not the towns”, “… but not all”."""
    return any(token.dep_ == "neg" or token.lower_ in ("not", "but", "neither", "nor") for token in tokens)


# “in return”, “as a result”: they join a sentence to the one before.
LEADING_ON = frozenset("return response turn addition fact contrast reply result consequence example instance".split())


def _leads_on(preposition: "Token") -> bool:
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    return noun is not None and noun.lower_ in LEADING_ON and all(child.dep_ == "det" for child in noun.children)


def _is_far_end(preposition: "Token") -> bool:
    """Whether a “to” is the other end of a “from”: “rose from 18 to 1, to over 25 to 1”."""
    beside = preposition.head.children
    return preposition.lower_ == "to" and any(other.dep_ == "prep" and other.lower_ == "from" for other in beside)


def _is_infinitive(token: "Token") -> bool:
    """“… was commissioned to write a script”: what for belongs to the event."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)


def _is_condition(token: "Token") -> bool:
    """Whether an adverbial clause is a condition, without which the rest is not true."""
    return any(child.dep_ == "mark" and child.lower_ in LIMITS for child in token.children)


def _in_list(token: "Token") -> bool:
    return token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)


def _asides(clause: Clause) -> set[int]:
    """Tokens between brackets, and between a pair of dashes."""
    inside: set[int] = set()
    opened: int | None = None
    for token in sorted(clause.verb.subtree, key=lambda token: token.i):
        if token.text in ("(", "["):
            opened = token.i
        elif token.text in (")", "]") and opened is not None:
            inside.update(range(opened, token.i + 1))
            opened = None
    # “(Lima and Oslo) and seven titles”: what is joined to words in brackets goes with them
    return inside | {token.i for token in clause.verb.subtree if any(above.i in inside for above in token.ancestors)}


@lru_cache(maxsize=4)
def quoted_tokens(doc: "Doc") -> frozenset[int]:
    """The tokens between double quotation marks: nothing is cut or changed there."""
    inside: set[int] = set()
    opened = False
    for token in doc:
        if token.text in ("“", "”", '"'):
            opened = token.text == "“" or (token.text == '"' and not opened)
        elif opened:
            inside.add(token.i)
    return frozenset(inside)


def commas_at_gaps(tokens: "list[Token]") -> "list[Token]":
    """Commas beside which something was cut."""
    there = {token.i for token in tokens}
    return [token for token in tokens if token.text == "," and not {token.i - 1, token.i + 1} <= there]


def commas_beside_cuts(doc: "Doc", wording: Wording) -> "list[Token]":
    """Commas that set off what was cut; one behind brackets belongs to the words before them."""
    return [
        token
        for token in doc
        if token.text == ","
        and ((token.i - 1 in wording.dropped and doc[token.i - 1].text != ")") or token.i + 1 in wording.dropped)
    ]


def whole_quotations(doc: "Doc", cut: set[int]) -> set[int]:
    """A cut that takes words between quotation marks all or not at all."""
    quoted = sorted(quoted_tokens(doc))
    whole = set(cut)
    run: list[int] = []
    for at, following in pairwise([*quoted, -1]):
        run.append(at)
        if following != at + 1:
            words = {at for at in run if not doc[at].is_punct}
            if words <= cut:
                whole.update(run)
            else:
                whole.difference_update(run)
            run = []
    return whole


def commas_left(tokens: "list[Token]", wording: Wording) -> bool:
    kept = [token for token in tokens if token.i not in wording.dropped]
    quoted = quoted_tokens(kept[0].doc) if kept else set()
    for position, token in enumerate(kept):
        if (
            token.i in quoted
            or token.text not in (",", ";", ":", "–", "—", "--", "-")
            or not 0 < position < len(kept) - 1
        ):
            continue
        if any(child.dep_ == "conj" for child in token.head.children) or token.text == "-":
            continue
        if kept[position - 1].ent_type_ == "GPE" and kept[position + 1].ent_type_ == "GPE":
            continue
        return True
    return False


def _up_to(token: "Token", top: "Token") -> "list[Token]":
    """A token and those above it, below another."""
    chain = [token]
    while chain[-1].head not in (top, chain[-1]):
        chain.append(chain[-1].head)
    return chain


def bad_joint(tokens: "list[Token]", wording: Wording) -> str | None:
    """Two words that a cut brought together and that English does not put side by side."""
    kept = [token for token in tokens if token.i not in wording.dropped]
    for left, right in pairwise(kept):
        if (
            right.i == left.i + 1
            or left.nbor().text in ("(", "[")
            or "," in (left.text, right.text)
            or right.i in wording.replaced
        ):
            continue
        if left.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and right.pos_ in (
            "DET",
            "NOUN",
            "PROPN",
            "ADJ",
            "NUM",
            "PRON",
        ):
            return f"{left.text} {right.text}"
        behind = left.pos_ == "VERB" and right.pos_ in ("NOUN", "PROPN") and left.head.i != right.i
        if behind and not any(above.dep_ in ("dobj", "attr", "oprd", "dative") for above in _up_to(right, left)):
            return f"{left.text} {right.text}"
        if left.pos_ in ("ADP", "DET", "SCONJ", "CCONJ") and right.pos_ in ("ADP", "CCONJ", "SCONJ"):
            return f"{left.text} {right.text}"
    return None
