"""
Clauses and their rewording: what is cut, what is kept, and how a statement becomes a question.

A Clause is a finite verb with its subject. A Wording says which tokens of it are left out and which are
written otherwise. `ask` puts the question's first word in front, the auxiliary after it, the subject, and
the rest, as English asks: “launched” → “did … launch”, “was signed” → “was … signed”.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.annotators.syntax import Parsed, base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = frozenset("may might could would should will shall can must ought 'll 'd ca wo need".split())


SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


PAST_OF_BE = {"is": "was", "'s": "was", "’s": "was", "are": "were", "'re": "were", "am": "was"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite verb, its subject, and its auxiliaries (those shared by coordination included).

    Where the subject is a relative pronoun, or missing beside a participle, it is the noun meant (“the treaty,
    which was signed”, “the treaty, signed in 1992”).
    """

    parsed: Parsed
    verb: "Token"
    subject: "Token"
    auxiliaries: "tuple[Token, ...]"
    participle: bool = False  # “the treaty signed in 1992”: passive without its auxiliary
    trailing: bool = False  # “…, killing 20 people”: active, with the subject of the verb before

    @property
    def is_passive(self) -> bool:
        return self.participle or any(token.dep_ == "auxpass" for token in self.auxiliaries)


@dataclass(slots=True)
class Wording:
    """Which tokens of a sentence are left out, and which are written otherwise."""

    dropped: set[int] = field(default_factory=set)
    replaced: dict[int, str] = field(default_factory=dict)

    def drop(self, tokens: "Iterable[Token]") -> None:
        self.dropped.update(token.i for token in tokens)

    def write(self, tokens: "Iterable[Token]") -> str:
        """Tokens in order as text, without what is dropped."""
        pieces: list[str] = []
        for token in sorted(tokens, key=lambda token: token.i):
            if token.i in self.dropped:
                continue
            if token.text in (".", "?", "!", "…") and token.dep_ == "punct":
                continue
            written = self.replaced.get(token.i, token.text)
            if written:
                pieces.append(written + token.whitespace_)
            if not token.whitespace_ and self._opens_gap(token):
                pieces.append(" ")
        return tidy("".join(pieces))

    def _opens_gap(self, token: "Token") -> bool:
        """Whether a cut follows a token, and then no closing mark."""
        after = token.i + 1
        while after < len(token.doc) and after in self.dropped:
            after += 1
        return after > token.i + 1 and after < len(token.doc) and token.doc[after].text not in ("”", '"', ")", "]")


def tidy(text: str) -> str:
    """Spaces and commas as an editor leaves them after a cut."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:?!%)\]])", r"\1", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    text = re.sub(r"\s+(['’]s?)(?=\s|$)", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(
        r"\b(that|did) (?=(?:Pentagon|Kremlin|United States|United Kingdom|United Nations|European Union|White House) "
        r"(?:had|has|have|was|were|is|are|would|will|could|did|does|do)\b)",
        r"\1 the ",
        text,
    )
    return text.strip(" ,;:–—-")


def clause_of(parsed: Parsed, verb: "Token") -> Clause | None:
    """The clause of a verb, None where it has no subject of its own or by coordination."""
    auxiliaries = tuple(child for child in verb.children if child.dep_ in ("aux", "auxpass"))
    subject = _subject_of(verb)
    if subject is None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        first = verb.head
        while first.dep_ == "conj" and _subject_of(first) is None and first.head.pos_ in ("VERB", "AUX"):
            first = first.head
        subject = _subject_of(first)
        if subject is not None and not auxiliaries and verb.tag_ in ("VBN", "VBG", "VB"):
            auxiliaries = tuple(child for child in first.children if child.dep_ in ("aux", "auxpass"))
            if verb.tag_ == "VBN" and not auxiliaries:
                return None
    if subject is None and verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in ("NOUN", "PROPN"):
        begins = verb.left_edge.i
        if begins == 0 or verb.doc[begins - 1].text != ",":
            return None
        told = _subject_of(verb.head.head) if verb.head.dep_ == "attr" else None
        return Clause(parsed, verb, told or verb.head, (), participle=True)
    if subject is None and verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > verb.head.i and not auxiliaries:
        above = clause_of(parsed, verb.head)
        begins = verb.left_edge.i
        if above is not None and not above.is_passive and begins > 0 and verb.doc[begins - 1].text == ",":
            return Clause(parsed, verb, above.subject, (), trailing=True)
    if subject is not None and verb.dep_ == "relcl" and subject.lower_ in ("which", "who", "that"):
        subject = verb.head
        if subject.dep_ == "pobj" and subject.head.head.pos_ in ("NOUN", "PROPN"):
            if subject.ent_type_ not in ("GPE", "LOC") or verb.lower_ not in ("began", "started", "ended", "lasted"):
                return None  # “a post in the province, which was destroyed”: either may be meant
            subject = subject.head.head  # no place begins or ends
    elif subject is not None and verb.dep_ == "relcl" and not _has_all(verb):
        return None  # “the fleet that the Dutch had built”: what they built stands outside
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and subject is not None and not auxiliaries:
        return None  # “a council elected by suffrage limited to heads of family, replaced …”
    if subject is None or subject.dep_ == "csubj" or _ends_an_address(subject) or _is_behind_preposition(subject):
        return None
    if verb.lower_ == "been" and not auxiliaries:
        return None  # “the capital, which had been in Sitka, …”: the parser has lost a verb
    return Clause(parsed, verb, subject, auxiliaries)


def _ends_an_address(subject: "Token") -> bool:
    """Whether a place taken for the subject ends the address of the real one: “Ada Berg of the museum in Norvik,
    Norway, found …”."""
    start = subject.left_edge.i
    before = subject.doc[start - 2 : start]
    return len(before) == 2 and subject.ent_type_ == "GPE" and before[1].text == "," and before[0].ent_type_ == "GPE"


def _is_behind_preposition(subject: "Token") -> bool:
    """Whether a preposition stands right before what is taken for the subject: “a train from Norvik, crashed”."""
    before = subject.doc[subject.left_edge.i - 1] if subject.left_edge.i else None
    return before is not None and before.dep_ == "prep" and not any(child.i > before.i for child in before.children)


def _has_all(verb: "Token") -> bool:
    """Whether a relative clause lacks nothing but time or place: “the day when they left”, “where he died”."""
    return any(
        child.tag_ == "WRB" or (child.dep_ == "dobj" and child.tag_ not in ("WDT", "WP")) for child in verb.children
    )


def _subject_of(verb: "Token") -> "Token | None":
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def is_negated(clause: Clause) -> bool:
    """Whether the clause says that something is not so, or that hardly anything is."""
    words = [*clause.verb.children, *clause.subject.children]
    words += [part for child in clause.verb.children if child.dep_ == "attr" for part in child.children]
    return any(
        token.dep_ == "neg" or token.lower_ in ("no", "never", "hardly", "neither", "nor", "none", "nobody", "nothing")
        for token in words
    ) or clause.subject.lower_ in ("no", "none", "nobody", "nothing")


CONDITIONS = frozenset(("if", "unless", "whether", "lest"))


def is_unreal(clause: Clause) -> bool:
    """Whether the clause speaks of what may, will or should be, or of a condition, rather than of what was."""
    if any(token.lower_ in MODALS for token in clause.auxiliaries):
        return True
    marks = {child.lower_ for child in clause.verb.children if child.dep_ == "mark"}
    return bool(marks & CONDITIONS) or ("until" in marks and clause.verb.tag_ != "VBD")


def subject_phrase(clause: Clause) -> "list[Token]":
    """The tokens of the subject, less the clause itself where it hangs on its subject."""
    own = {token.i for token in clause.verb.subtree} if clause.verb in clause.subject.subtree else set()
    return [token for token in clause.subject.subtree if token.i not in own]


def predicate(clause: Clause) -> "list[Token]":
    """The tokens of the clause besides its subject, its auxiliaries and what stands before the subject."""
    subject = {token.i for token in subject_phrase(clause)}
    auxiliaries = {token.i for token in clause.auxiliaries}
    start = min(subject) if clause.verb.i > min(subject) else -1
    relative = _subject_of(clause.verb) if clause.verb.dep_ == "relcl" else None
    return [
        token
        for token in clause.verb.subtree
        if token.i not in subject and token.i not in auxiliaries and token.i > start and token != relative
    ]


def fronted(clause: Clause) -> "list[Token]":
    """Heads of the phrases that stand before the subject: “In Paris, …”."""
    first = min(token.i for token in subject_phrase(clause))
    return [
        child for child in clause.verb.children if child.right_edge.i < first and child.dep_ in ("prep", "npadvmod")
    ]


def ask(clause: Clause, opening: str, wording: Wording, past: bool) -> str:
    """The question that opens with a phrase (“On what date”) and asks about the clause, without question mark.

    `past` says that the clause is over: “has fired” is asked as “did … fire”, “are” as “were”.
    """
    auxiliary, rest = _fronted_auxiliary(clause, wording, past)
    subject = wording.write(subject_phrase(clause))
    return tidy(f"{opening} {auxiliary} {lowered(subject, clause, wording)} {rest}")


def tell(clause: Clause, opening: str, wording: Wording, past: bool) -> str:
    """The question about the subject itself, which keeps the order of the statement: “How many people died”."""
    words = [*clause.auxiliaries, *predicate(clause)]
    shifted = Wording(set(wording.dropped), dict(wording.replaced))
    if past:
        for token in (*clause.auxiliaries, clause.verb):
            if token.lower_ in PAST_OF_BE and token.lower_ not in ("'s", "’s"):
                shifted.replaced[token.i] = PAST_OF_BE[token.lower_]
            elif token.lower_ in ("has", "have") and token.dep_ == "aux":
                shifted.replaced[token.i] = "had"
    if clause.participle:
        plural = clause.subject.tag_ in ("NNS", "NNPS")
        return tidy(f"{opening} {'were' if plural else 'was'} {shifted.write(words)}")
    return tidy(f"{opening} {shifted.write(words)}")


def _fronted_auxiliary(clause: Clause, wording: Wording, past: bool) -> tuple[str, str]:
    verb, auxiliaries = clause.verb, list(clause.auxiliaries)
    words = predicate(clause)
    plural = clause.subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in clause.subject.children)
    if clause.participle:
        return ("were" if plural else "was"), wording.write(words)
    if not auxiliaries:
        if verb.lower_ in (*PAST_OF_BE, "was", "were"):
            form = PAST_OF_BE.get(verb.lower_, verb.lower_) if past else verb.lower_
            return form, wording.write(token for token in words if token != verb)
        auxiliary = (
            "did"
            if past or clause.trailing or verb.tag_ == "VBD" or (verb.lower_ in UNCHANGED and not plural)
            else ("do" if plural or verb.tag_ == "VBP" else "does")
        )
        return auxiliary, _with(wording, verb, base_form(verb)).write(words)
    first, others = auxiliaries[0], auxiliaries[1:]
    form = first.lower_
    if past and form in _HAVE and not others and verb.lower_ == "been":
        return ("were" if plural else "was"), wording.write(token for token in words if token != verb)
    if past and form in _HAVE and not others and verb.tag_ in ("VBN", "VBD"):
        return "did", _with(wording, verb, base_form(verb)).write(words)
    if past and form in ("has", "have", "had") and others and others[0].lower_ == "been":
        form, others = ("were" if plural else "was"), others[1:]
    elif past:
        form = PAST_OF_BE.get(form, "had" if form in ("has", "have") else form)
    if form == "was" and plural:
        form = "were"
    return form, wording.write([*others, *words])


_HAVE = frozenset("has have had 've ’ve".split())


def _with(wording: Wording, token: "Token", text: str) -> Wording:
    return Wording(set(wording.dropped), {**wording.replaced, token.i: text})


# Verbs whose past is as their present: with one subject, “it cost” is past, for “it costs” would be present.
UNCHANGED = frozenset("cost cut hit set put let shut spread hurt burst cast quit split beat bid".split())
# Nouns that open a sentence without an article.
MASS = frozenset(
    """fighting water snow rain ice fire smoke food oil gas coal gold silver money trade work music art science history
    war peace life death nobody nothing everything everyone everybody someone production construction growth inflation
    unemployment industry agriculture education religion hunger famine disease plague cholera influenza malaria
    resistance opposition support progress light heat power energy traffic demand research development training
    evidence information communication transport housing land property wealth poverty violence crime
    corruption""".split()
)


def lowered(phrase: str, clause: Clause, wording: Wording) -> str:
    """A phrase as it stands inside a sentence: its first letter small unless it begins a name."""
    if not phrase:
        return phrase
    first = min(subject_phrase(clause), key=lambda token: token.i)
    if (first.i != 0 and not first.is_sent_start) or first.i in wording.replaced:
        return phrase
    word = re.match(r"[\w.'’-]+", phrase)
    if word is None or not phrase.startswith(first.text) or is_name(first) or _is_bare_name(first, clause):
        return phrase
    return phrase[0].lower() + phrase[1:]


def _is_bare_name(token: "Token", clause: Clause) -> bool:
    """Whether a subject of one word without article, taken for a common noun, is a name: “Bapaume fell”."""
    return token == clause.subject and token.tag_ == "NN" and token.lower_ not in MASS and not list(token.children)


def is_name(token: "Token") -> bool:
    """Whether a word keeps its capital anywhere in a sentence."""
    if token.pos_ in ("DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "AUX", "NUM"):
        return token.text == "I"
    return (
        token.pos_ == "PROPN"
        or token.ent_type_ in ("NORP", "GPE", "PERSON", "ORG", "LOC", "FAC")
        or bool(re.search(r"[A-Z0-9].*[A-Z0-9]|\.[A-Z]", token.text))
    )
