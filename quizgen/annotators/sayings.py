"""
Sayings: in one parsed sentence, each place where someone is said to say something.

A saying is a cue with the words beside it that name the speaker, read off the dependency parse with plain
order as a second opinion. Whom those words stand for is for `speakers`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.annotators.cues import BASES, NOUNS, SPEECH, VERBS, Behaviour
from quizgen.annotators.names import INSTITUTIONS, OFFICES
from quizgen.annotators.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_WEAK = frozenset((Behaviour.CALLS, Behaviour.THINKS, Behaviour.MANNERS))
_QUOTED_AS = frozenset(
    ("quoted", "cited", "reported", "heard", "overheard", "recorded", "filmed", "seen", "paraphrased")
)
_QUOTE_MARKS = frozenset("\"“”'‘’«»`") | {"``", "''"}
_LINKS = frozenset((",", ".", "?", "!", "…", "...", "-", "--", "—", "–", ";")) | _QUOTE_MARKS


_NOMINAL = frozenset(("PROPN", "NOUN", "ADJ", "DET", "PART"))
_PREDICATED = frozenset(
    "words message reply response answer motto slogan mantra verdict advice conclusion question warning".split()
)
_NOUN_LINKS = frozenset("that : , of about was is were are will would it he she they this".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue at token `cue`, up to `cue_end`; the speaker's words have their head at `speaker`.

    `claim` is the root of the clause that is said, where there is one. `via` is the head of the words that
    name who passed it on. `strong` tells a verb of saying from one of thinking, calling or gesture.
    """

    cue: int
    cue_end: int
    speaker: int
    strong: bool
    rule: str
    claim: int | None = None
    via: int | None = None

    @property
    def relays(self) -> bool:
        """Whether the cue may be an outlet's that only passes words on."""
        return self.rule == "relay"


def sayings(parsed: Parsed) -> tuple[Saying, ...]:
    """Every saying of a sentence, in order of the cues."""
    doc = parsed.tokens
    masked = {at for at, _ in parsed.masked}
    found = [saying for token in doc for saying in _at(doc, token, masked)]
    return tuple(sorted(found, key=lambda saying: saying.cue))


def _at(doc: "Doc", token: "Token", masked: set[int]) -> Iterator[Saying]:
    word = token.lower_
    if word == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        target = _object(doc[token.i + 1]) or _object(token)
        if target is not None:
            yield Saying(token.i, token.i + 2, target.i, True, "according to", _governor(token))
        return
    if word in ("put", "puts") and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "it":
        subject = subject_of(doc, token, masked)
        if subject is not None:
            yield Saying(token.i, token.i + 2, subject.i, True, "put it")
        return
    if word in NOUNS and token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(doc, token, masked)
        return
    if word not in VERBS or not (token.tag_.startswith("VB") or (word in SPEECH and token.pos_ != "PROPN")):
        return
    base = BASES[word]
    relays = base in ("cite", "quote")
    if token.dep_ in ("amod", "compound") and not relays:
        return
    if token.i and doc[token.i - 1].lower_ == "as" and token.tag_ in ("VBG", "VBN"):
        return
    strong = bool(VERBS[word] - _WEAK)
    claim = _claim(token, masked)
    if word in _QUOTED_AS or relays:
        relayed = _relayed(doc, token)
        if relayed is not None:
            yield relayed
            return
        if relays:
            return
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children)
    if passive:
        agent = next((child for child in token.children if child.dep_ == "agent"), None)
        target = _object(agent) if agent is not None else None
        if target is not None:
            yield Saying(token.i, token.i + 1, target.i, strong, "passive", claim)
        return
    subject = subject_of(doc, token, masked)
    if subject is not None and subject.i > token.i and subject.i + 1 < len(doc) and doc[subject.i + 1].text == "-":
        subject = _noun_at(doc, subject.i)  # “co-author Jane Doe”
    if subject is None:
        return
    rule = "relay" if Behaviour.RELAYS in VERBS[word] else "inverted" if subject.i > token.i else "subject"
    yield Saying(token.i, token.i + 1, subject.i, strong, rule, claim)


def subject_of(doc: "Doc", verb: "Token", masked: set[int], depth: int = 0) -> "Token | None":
    """The head of the words that name who does what a verb says."""
    trailing = _trailing(doc, verb)
    if trailing is not None:
        return trailing
    own = [
        child
        for child in verb.children
        if child.dep_ in _SUBJECTS and child.i not in masked and child.text not in _QUOTE_MARKS and child.tag_ != "VBG"
    ]
    before = [child for child in own if child.i < verb.i and child.tag_ not in ("WDT",)]
    after = [child for child in own if child.i > verb.i]
    if verb.i and doc[verb.i - 1].text in _LINKS and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
        inverted = _noun_at(doc, verb.i + 1)
        if inverted is not None and _quote_before(doc, verb.i, masked) and not before:
            return after[0] if after else inverted
    if before:
        subject = before[-1]
        if subject.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
            return verb.head
        return subject
    if after:
        return after[0]
    if depth > 3:
        return None
    head = verb.head
    if head is verb:
        return _noun_before(doc, verb)
    if verb.tag_ == "VBG" and head.dep_ == "relcl" and verb.i and doc[verb.i - 1].text == ",":
        root = next((token for token in verb.ancestors if token.dep_ == "ROOT"), head)
        return subject_of(doc, root, masked, depth + 1)  # “…, saying” of a man who said more: the main subject's
    if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis", "dep") and head.pos_ in ("VERB", "AUX"):
        return subject_of(doc, head, masked, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return subject_of(doc, head.head, masked, depth + 1)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if verb.tag_ == "VBN":
            return None
        if head.lower_ in NOUNS:  # “resigned in a letter, stating …”
            governor = next((token for token in head.ancestors if token.pos_ in ("VERB", "AUX")), None)
            writer = subject_of(doc, governor, masked, depth + 1) if governor is not None else None
            return writer or head
        return head
    return _noun_before(doc, verb)


def _trailing(doc: "Doc", verb: "Token") -> "Token | None":
    """The speaker in “CLAIM, the head of the board Jane Doe said.”, where parsers lose the thread.

    The words between the last comma and the verb are one noun phrase with an office: either a name follows
    the institution's, or the name stands before the comma and after another.
    """
    if verb.lower_ not in SPEECH or verb.tag_ not in ("VBD", "VBZ") or verb.i < 3:
        return None
    start = verb.i - 1
    while start >= 0 and (doc[start].pos_ in _NOMINAL or doc[start].lower_ in ("of", "for", "to")):
        if verb.i - start > 14:
            return None
        start -= 1
    if start < 1 or doc[start].text != ",":
        return None
    words = [doc[i].lower_ for i in range(start + 1, verb.i)]
    if not any(word in OFFICES for word in words):
        return None
    if doc[start - 1].ent_type_ == "PERSON" and doc[verb.i - 1].ent_type_ != "PERSON":
        name = start - 1
        while name > 0 and doc[name - 1].ent_type_ == "PERSON":
            name -= 1
        return doc[start - 1] if name > 0 and doc[name - 1].text == "," else None
    if not {"of", "for"} & set(words) or doc[verb.i - 1].pos_ != "PROPN":
        return None
    name = verb.i - 1
    while name > start and doc[name - 1].pos_ == "PROPN" and doc[name - 1].lower_ not in INSTITUTIONS:
        name -= 1
    return doc[verb.i - 1] if doc[name - 1].lower_ in INSTITUTIONS else None


def _relayed(doc: "Doc", token: "Token") -> Saying | None:
    """“Reuters quoted Bloggs as saying”, “Bloggs was cited as saying”, “…, citing Bloggs”."""
    ahead = [doc[i].lower_ for i in range(token.i + 1, min(token.i + 25, len(doc)))]
    as_saying = any(a == "as" and b in ("saying", "telling", "stating", "having") for a, b in pairwise(ahead))
    subject = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children)
    if as_saying and passive:
        subject = subject or subject_of(doc, token, set())
        if subject is None:
            return None
        return Saying(token.i, token.i + 1, subject.i, True, "quoted as saying", _claim_of_saying(doc, token))
    target = next(
        (child for child in token.children if child.dep_ in ("dobj", "dative", "nsubj") and child.i > token.i), None
    )
    if as_saying or (target is not None and token.lower_ in ("citing", "quoting")):
        target = target or _noun_at(doc, token.i + 1)
        if subject is None or subject.i > token.i:
            subject = subject_of(doc, token, set())
        if target is None:
            return None
        via = subject.i if subject is not None and subject.i != target.i else None
        claim = _claim_of_saying(doc, token) if as_saying else _claim(token.head)
        return Saying(token.i, token.i + 1, target.i, True, "cited", claim, via)
    return None


def _claim(verb: "Token", masked: Collection[int] = ()) -> int | None:
    """The root of what a verb of saying says: its clause, or the clause that it trails."""
    own = next((child for child in verb.children if child.dep_ == "ccomp" and child.i not in masked), None)
    if own is not None:
        return None if own.i < verb.i and precedes_semicolon(own) else own.i
    head = verb.head
    trails = verb.dep_ == "parataxis" or (verb.dep_ == "conj" and _trailing(verb.doc, verb) is not None)
    if not trails or follows_semicolon(verb):
        return None
    return head.i if head.i < verb.i and head.pos_ in ("VERB", "AUX") and head.i not in masked else None


def precedes_semicolon(verb: "Token") -> bool:
    """Whether a semicolon ends the clause of a verb."""
    ends = verb.right_edge.i + 1
    return ends < len(verb.doc) and verb.doc[ends].text == ";"


def follows_semicolon(verb: "Token") -> bool:
    """Whether a clause is one of its own: “they attacked; fighting continued” says nothing of who tells it."""
    begins = verb.left_edge.i
    return begins > 0 and verb.doc[begins - 1].text == ";"


def _claim_of_saying(doc: "Doc", token: "Token") -> int | None:
    """The claim after “as saying”."""
    for i in range(token.i + 1, min(token.i + 27, len(doc))):
        if doc[i].tag_ == "VBG" and doc[i - 1].lower_ == "as":
            return _claim(doc[i])
    return None


def _noun(doc: "Doc", token: "Token", masked: set[int]) -> Iterator[Saying]:
    """“his warning that “…””, “in the words of Bloggs, “…””: a noun beside the quotation."""
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if owner is None and token.lower_ == "words":
        link = next((child for child in token.children if child.lower_ == "of"), None)
        owner = _object(link) if link is not None else None
    if owner is None:
        return
    end = max(token.i, owner.i) + 1
    if end < len(doc) and doc[end].pos_ == "AUX" and token.lower_ not in _PREDICATED:
        return  # “her statement was “out of line””: a judgement on it
    for i in range(end, min(end + 6, len(doc))):
        if doc[i].text in _QUOTE_MARKS:
            yield Saying(token.i, token.i + 1, owner.i, True, "noun")
            return
        if doc[i].lower_ not in _NOUN_LINKS and not (doc[i].pos_ in ("ADJ", "ADV") and _opens(doc, i + 1)):
            return


def _opens(doc: "Doc", i: int) -> bool:
    """Whether a colon stands at a token, “simple” of “his answer was simple:” before it."""
    return i < len(doc) and doc[i].text == ":"


def _object(token: "Token") -> "Token | None":
    return next((child for child in token.children if child.dep_ in ("pobj", "dobj", "pcomp")), None)


def _governor(token: "Token") -> int | None:
    """The verb that “according to” hangs on: the root of what is said."""
    head = token.head
    return head.i if head is not token and head.pos_ in ("VERB", "AUX") else None


def _quote_before(doc: "Doc", i: int, masked: set[int]) -> bool:
    """Whether a closing quotation mark stands right before a token, with or without a comma."""
    for j in range(i - 1, max(i - 4, -1), -1):
        if doc[j].text in _QUOTE_MARKS or j in masked:
            return True
        if doc[j].text not in _LINKS:
            return False
    return False


def _noun_at(doc: "Doc", i: int) -> "Token | None":
    """The head of the noun phrase that begins at a token, adverbs passed over."""
    while i < len(doc) and doc[i].pos_ == "ADV":
        i += 1
    if i >= len(doc) or doc[i].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
        return None
    head: Token | None = None
    while i < len(doc) and doc[i].pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "PUNCT"):
        if doc[i].pos_ == "PUNCT" and doc[i].text not in ("-", ".", "–"):
            break
        if doc[i].text in _QUOTE_MARKS:
            break
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            head = doc[i]
        i += 1
    return head


def _noun_before(doc: "Doc", verb: "Token") -> "Token | None":
    """The noun right before a finite verb, auxiliaries and adverbs between passed over."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    i = verb.i - 1
    while i >= 0 and doc[i].pos_ in ("ADV", "AUX"):
        i -= 1
    return doc[i] if i >= 0 and doc[i].pos_ in ("NOUN", "PROPN", "PRON") else None
