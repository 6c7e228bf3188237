"""
Words that mean nothing without their text: “the group”, “its”, “those villages”, “there”.

`hanging` names the first of a stem; `names_in` counts what a stem names instead.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.fact import Attribution
from quizgen.questions.clause import Clause, Wording
from quizgen.questions.fullnames import INSTITUTIONS
from quizgen.questions.trimming import quoted_tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

# Things there is only one of, or that need no telling which.
UNIQUE = frozenset(
    """sun moon earth world sky sea ocean air ground west east north south equator internet web press media public
    poor rich past future present universe atmosphere horizon coast truth law economy environment globe
    surface weather dead wounded injured night morning afternoon evening way beginning end start majority
    number total use basis course help aid support""".split()
)


# Capitalised or not, these say what somebody is and not who.
TITLES_ALONE = frozenset(
    """king queen emperor empress tsar czar pope president premier chancellor governor general admiral prince princess
    duke president-elect elect minister assembly society convention committee council commission company court league
    board directory tribunal treaty constitution articles declaration act accord accords charter covenant protocol
    revolution corps army navy fleet division regiment brigade battalion""".split()
)


# Reflexives are left out: what they mean stands in their own clause.
PLURAL = frozenset("they them their theirs".split())


NEUTER = frozenset("it its".split())


HUMAN = frozenset("he him his she her hers".split())


SECOND = frozenset("you your yours yourself yourselves".split())


FIRST_OR_SECOND = SECOND | frozenset("i me my mine we us our ours myself ourselves".split())


POINTING = frozenset("this that these those such another latter former".split())


POINTING_BACK = frozenset(
    "similar further additional same following ensuing subsequent aforementioned resulting".split()
)


ORDINAL = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|\w+th|\d+(?:st|nd|rd|th)|last|only|final)$", re.IGNORECASE
)


def hanging(
    tokens: "Sequence[Token]",
    wording: Wording,
    clause: Clause,
    attribution: Attribution | None = None,
) -> str | None:
    """The first words that point outside the card, None where it stands alone.

    Pronouns may stand for the subject of the clause and, in the card, for the one who asserts it.
    """
    subject = clause.subject
    kept = [
        token for token in tokens if token.i not in wording.dropped and wording.replaced.get(token.i, "x") == token.text
    ]
    kept += [token for token in tokens if token.i not in wording.dropped and token.i not in wording.replaced]
    unique = sorted({token.i: token for token in kept}.values(), key=lambda token: token.i)
    everything = [token for token in tokens if token.i not in wording.dropped and token != clause.verb]
    written = [token for token in everything if token.pos_ == "PRON" and token.i in wording.replaced]
    for token in unique:
        if token.lower_ in HUMAN and any(name.i < token.i or name.dep_ in ("nsubj", "nsubjpass") for name in written):
            continue  # the name stands where the first pronoun stood, or the main one
        if (found := _hangs(token, everything, wording, subject, attribution)) is not None:
            return found
    return None


def _hangs(
    token: "Token",
    kept: "list[Token]",
    wording: Wording,
    subject: "Token",
    attribution: Attribution | None,
) -> str | None:
    word = token.lower_
    if word in FIRST_OR_SECOND and (token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$")) and token.text != "US":
        own = attribution is not None and word not in SECOND and token.i in quoted_tokens(token.doc)
        return None if own else token.text  # “we” in quotation marks are the speaker's
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        if word in PLURAL | NEUTER | HUMAN and not _has_antecedent(token, kept, subject, attribution):
            return token.text
        if token.pos_ == "PRON" and word in POINTING and token.dep_ not in ("mark", "nsubj", "dobj"):
            return token.text
        if word in POINTING and token.tag_ == "DT":
            return token.text
    if word in POINTING and (token.tag_ in ("DT", "PDT") or (token.dep_ == "advmod" and token.head.i == token.i + 1)):
        return _noun_with(token)
    if word in ("one", "both") and token.dep_ in ("nsubj", "nsubjpass") and not list(token.children):
        return token.text
    if word in _OF_SOMETHING and token.dep_ == "nsubj" and not list(token.children):
        return token.text
    if word in ("here", "there") and token.dep_ == "advmod":
        return token.text
    if word == "then" and token.dep_ in ("pcomp", "pobj"):
        return f"{token.head.text} then"
    if word in POINTING_BACK and token.dep_ == "amod" and (word, token.head.lower_) != ("same", "time"):
        return _noun_with(token)
    if word == "other" and token.dep_ == "amod" and token.head.dep_ != "conj" and not _compared(token, kept):
        return _noun_with(token)
    if word == "the" and token.dep_ == "det" and token.head.i in wording.replaced:
        return None
    if word == "the" and [other.lower_ for other in token.doc[token.i + 1 : token.i + 3]] == ["same", "time"]:
        return None
    if word == "the" and token.dep_ == "det" and not _is_definite(token.head, kept, wording):
        return _noun_with(token)
    return None


# They are so of what was said before.
_OF_SOMETHING = frozenset("exceptions examples reasons others highlights results".split())


def _compared(other: "Token", kept: "list[Token]") -> bool:
    """Whether names before “other” tell from whom: “held not by Norvik but by other towns of the coast”."""
    told = any(child.dep_ == "prep" for child in other.head.children)
    return told and any(token.i < other.i and token.pos_ == "PROPN" for token in kept)


def _noun_with(token: "Token") -> str:
    return f"{token.text.lower()} {token.head.text}" if token.head != token else token.text


def _has_antecedent(token: "Token", kept: "list[Token]", subject: "Token", attribution: Attribution | None) -> bool:
    """Whether a pronoun has its noun on the card: the nearest subject before it that agrees, or who says so."""
    word = token.lower_
    if token.dep_ == "expl" or (word == "it" and _is_expletive(token)):
        return True
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    clause_mates = {child.i for child in verb.children} if token.tag_ != "PRP$" else set()
    if (
        clause_mates
        and verb.dep_ == "conj"
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    ):
        clause_mates |= {child.i for child in verb.head.children}  # “annexed the land and divided it”
    before = [
        other
        for other in reversed(kept)
        if other.i < token.i
        and other.dep_ in ("nsubj", "nsubjpass")
        and other.pos_ != "PRON"
        and other.i not in clause_mates
    ]
    if subject.i < token.i and subject.pos_ != "PRON" and subject.i not in clause_mates and subject not in before:
        before.append(subject)
    fronted = token.tag_ == "PRP$" and token.i < subject.i and subject.head.dep_ == "ROOT"
    if fronted and subject.pos_ == "PROPN" and _agrees(word, subject):
        return True  # “In his address, Obama said”
    said_by = attribution.subject if attribution is not None else None
    if said_by is not None and said_by.pos_ != "PRON" and (said_by.doc is not token.doc or said_by.i < token.i):
        before.append(said_by)  # “He left in 1985, Berg said”: he may be anybody
    owns = token.tag_ == "PRP$" and token.head.dep_ == "dobj" and token.head.head == subject.head
    actors = [other for other in before if token.tag_ != "PRP$" or _is_actor(other) or (owns and other == subject)]
    return any(_agrees(word, other) for other in actors)


def _is_actor(noun: "Token") -> bool:
    """Whether a noun can own things: a person, a body, a country, or several of them."""
    return (
        noun.pos_ == "PROPN"
        or bool(noun.ent_type_)
        or is_person_noun(noun)
        or noun.tag_ == "NNS"
        or noun.lower_ in _BODIES
    )


_BODIES = frozenset(word.lower() for word in INSTITUTIONS) | frozenset("group company country party team crew".split())


def _is_expletive(token: "Token") -> bool:
    """Whether “it” only makes room for a clause: “it was likely that”, “it was decided to”."""
    verb, children = token.head, list(token.head.children)
    told = any(child.dep_ in ("ccomp", "xcomp", "csubj") for child in children)
    if told and token.dep_ == "nsubjpass":
        return verb.lower_ in _MADE_KNOWN
    return (told or any(child.dep_ in ("advcl", "acomp") for child in children)) and (
        verb.lower_ in ("is", "was", "be", "been", "became", "took", "takes", "seems", "seemed")
    )


_MADE_KNOWN = frozenset(
    """announced decided agreed reported suggested proposed said believed thought known found discovered shown
    estimated revealed confirmed established determined proved proven decreed ordered ruled recommended claimed
    expected planned""".split()
)


def _agrees(pronoun: str, noun: "Token") -> bool:
    plural = noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in noun.children)
    if pronoun in PLURAL:
        return plural or noun.ent_type_ == "ORG"
    if pronoun in HUMAN:
        return not plural and (noun.ent_type_ == "PERSON" or noun.pos_ == "PROPN" or is_person_noun(noun))
    return not plural and noun.ent_type_ != "PERSON" and not is_person_noun(noun)


def is_person_noun(noun: "Token") -> bool:
    """Whether a common noun names a human by its ending or office."""
    return bool(re.search(r"(?:er|or|man|woman|ist|ian|ent|chief|king|queen|boy|girl)$", noun.lower_))


def _is_definite(noun: "Token", kept: "list[Token]", wording: Wording) -> bool:
    """Whether “the” + noun says by itself which one is meant."""
    beside = [child for child in noun.children if child in kept and (child.text[0].isupper() or child.dep_ in _TELLING)]
    if noun.lower_ in TITLES_ALONE and not beside:
        return False  # “the King”: of which country?
    if noun.pos_ == "PROPN" or noun.lower_ in UNIQUE or noun.ent_type_ in ("GPE", "LOC", "ORG", "FAC", "NORP", "EVENT"):
        return noun.pos_ != "NOUN" or noun.lower_ in UNIQUE or _has_name(noun)
    if noun.pos_ == "ADJ" or noun.tag_ == "VBN" or re.fullmatch(r"\d{3,4}s", noun.text):
        return True
    there = {token.i for token in kept}
    named = noun.i + 1 < len(noun.doc) and (noun.nbor().pos_ == "PROPN" or re.fullmatch(r"\d{4}", noun.nbor().text))
    if named and noun.i + 1 in there:
        return True  # “the river Dene”, “the television channel France 24”
    for child in noun.children:
        if child.i not in there:
            continue
        if child.dep_ in ("compound", "amod", "poss", "nmod", "nummod") and (
            child.pos_ == "PROPN"
            or child.text[:1].isupper()
            or child.tag_ in ("JJS", "RBS")
            or (ORDINAL.match(child.lower_) and (noun.lower_ not in _SERIAL or _tells_more(noun, there)))
            or child.dep_ == "poss"
        ):
            return True
        near = child.left_edge.i <= noun.i + 2  # what stands further off was put to it by mistake
        if child.dep_ in ("prep", "acl", "relcl", "appos") and child.i > noun.i and (near or child.dep_ != "appos"):
            return True
    return False


# Of these everything has a first and a second.
_SERIAL = frozenset(
    """meeting meetings session sessions conference edition volume part phase stage round match game test attempt attack
    version day week month year season period step half chapter book issue installment instalment set film album work
    child son daughter marriage wife husband term tour trip visit""".split()
)


def _tells_more(noun: "Token", there: set[int]) -> bool:
    """Whether more than an ordinal tells which: “the first woman to fly”, and not “the first meeting”."""
    return any(
        child.i in there and child.dep_ not in ("det", "punct") and not ORDINAL.match(child.lower_)
        for child in noun.children
    )


_TELLING = frozenset(("prep", "poss", "acl", "relcl", "appos"))


def _has_name(noun: "Token") -> bool:
    return any(child.text[:1].isupper() or child.dep_ in ("prep", "poss") for child in noun.children)


_LEAD = re.compile(
    r"^(?:According to .*?, (?:(?:speaking|reporting) on [^,]*(?:, \d{4})?, )?|As reported on [^,]*(?:, \d{4})?, )"
)


_DATE_WORDS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|On|In|At|From|How|According|Who|Whom|Whose|Which|Where|What|By|Roughly)\b"
)


def names_in(stem: str) -> int:
    """How many capitalised names a stem holds besides the one it says so according to."""
    asked = _DATE_WORDS.sub("", _LEAD.sub("", stem))
    return len(re.findall(r"\b[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*", asked))
