"""
Roles: what stands beside a name to say what the person is, before it, before a comma, or in apposition after it.
"""

import re
from typing import TYPE_CHECKING

from quizgen.annotators.names import (
    BODIES,
    DANGLING,
    FEMALE,
    GENERALS,
    HONORIFICS,
    INSTITUTIONS,
    MALE,
    OFFICES,
    RANKS,
    ROLE_WORDS,
    SHORT_OFFICES,
    is_woman,
)
from quizgen.dates import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WITHIN_ROLE = frozenset(("ADJ", "NOUN", "PROPN", "PART", "NUM"))


def role_before(doc: "Doc", token: int) -> tuple[str | None, bool, bool | None]:
    """The role that stands before a name, whether a title or role does so, and the sex a title tells."""
    i = token - 1
    comma = False
    if i >= 1 and doc[i].text == ",":
        comma = True
        i -= 1
    if i < 0:
        return None, False, None
    word = plain(doc[i].text)
    if comma:
        return _role_in_apposition(doc, i, is_woman(doc[token].text) is not None)
    if word == "." and i and plain(doc[i - 1].text) in ROLE_WORDS:
        i -= 1
        word = plain(doc[i].text)
    office_of = _office_of(doc, i)
    if word not in ROLE_WORDS and office_of is None:
        return _role_in_apposition(doc, i) if word in INSTITUTIONS else (None, False, None)
    end_of_role = i
    if office_of is not None and word not in ROLE_WORDS:
        i = office_of
        word = plain(doc[i].text)
    female = True if word in FEMALE else False if word in MALE else None
    end = i
    while i >= 0 and (
        doc[i].pos_ in _WITHIN_ROLE or doc[i].text in ("-", "–", ".", "&") or plain(doc[i].text) in ROLE_WORDS
    ):
        i -= 1
    if i >= 1 and doc[i].text == "," and plain(doc[i - 1].text) in ROLE_WORDS and plain(doc[end].text) in RANKS:
        return _role_in_apposition(doc, i - 1)
    if word in HONORIFICS or word in SHORT_OFFICES or word in RANKS:
        while i < end and doc[i + 1].pos_ == "NOUN" and plain(doc[i + 1].text) not in ROLE_WORDS:
            i += 1  # “the way Sen. Bloggs put it”
    role = _clean_role(doc[i + 1 : end_of_role + 1].text)
    if word in RANKS and i >= 1 and doc[i].text == "," and (role is None or is_rank(role)):
        apposed = _role_in_apposition(doc, i - 1)  # “The commander of the base, Lt. Gen. Bloggs”
        if apposed[1]:
            return apposed
    return role, True, female


def _office_of(doc: "Doc", i: int) -> int | None:
    """The office of “Secretary of State” or “head of mission” that ends at a token."""
    for j in range(i, max(i - 4, 0), -1):
        if doc[j].lower_ == "of":
            return j - 1 if j < i and plain(doc[j - 1].text) in OFFICES else None
        if doc[j].pos_ not in ("PROPN", "NOUN"):
            return None
    return None


def _role_in_apposition(doc: "Doc", end: int, human: bool = False) -> tuple[str | None, bool, bool | None]:
    """The role before a comma and a name: “the head of the bank, Jane Doe, said”.

    Behind a group the name may be the group's (“the commander of one brigade, Liwa al-Nur, said”), unless it is
    `human`, with a given name.
    """
    i = end
    office = -1
    while i >= 0 and end - i < 18:
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") or token.text in (",", ";", ":", "(", ")", "“", '"', "”"):
            break
        if plain(token.text) in OFFICES | RANKS:
            office = i
        if token.pos_ == "DET" and office >= 0:
            break
        i -= 1
    if office < 0:
        return None, False, None
    if office < end:
        link = doc[office + 1].text.lower()
        if link not in ("of", "for", "to", "at", "in", "on", "-") or (plain(doc[end].text) in BODIES and not human):
            return None, False, None
    word = plain(doc[office].text)
    female = True if word in FEMALE else False if word in MALE else None
    start = office
    while start > 0 and (doc[start - 1].pos_ in _WITHIN_ROLE or doc[start - 1].text == "-"):
        start -= 1
    return _clean_role(doc[start : end + 1].text), True, female


def role_after(doc: "Doc", i: int) -> str | None:
    """The role in apposition after a name: “Jane Doe, head of the bank, said”."""
    if i < len(doc) and doc[i].text == "(":
        while i < len(doc) and doc[i].text != ")":
            i += 1
        i += 1
    if i >= len(doc) or doc[i].text != ",":
        return None
    start = i = i + 1
    article = i < len(doc) and doc[i].pos_ == "DET"
    if article:
        start = i = i + 1
    office = -1
    linked = False
    while i < len(doc) and i - start < 22:
        token = doc[i]
        if token.text in (",", ".", ";", ":", "(", "“", '"', "”", "'", "‘", "—", "–", "--") or token.tag_ in (
            "WP",
            "WDT",
            "WP$",
        ):
            break
        if token.pos_ in ("VERB", "AUX", "ADV") and token.tag_ not in ("VBG", "VBN"):
            break
        if token.pos_ == "PRON":
            return None
        if token.pos_ in ("ADP", "SCONJ"):
            linked = True
            if office < 0:
                return None
        elif not linked and plain(token.text) in OFFICES | RANKS:
            office = i
        elif office >= 0 and not linked and token.ent_type_ == "PERSON":
            return None
        i += 1
    if office < 0:
        return None
    if article and i < len(doc) and doc[i].pos_ in ("VERB", "AUX", "ADV"):
        return None  # “…, a spokesman said” speaks of someone else
    return _clean_role(doc[start:i].text)


def plain(word: str) -> str:
    return word.lower().rstrip(".")


def _clean_role(text: str) -> str | None:
    """A role without article, honorific and stray marks; None where nothing is left of it."""
    role = re.sub(r"\s+", " ", text).strip(" ,.-–'’“”\"")
    words = role.split()
    while words and (
        plain(words[0]) in ("the", "a", "an", "then", "also", "'s", "’s")
        or words[0].isdigit()
        or words[0] in MONTHS  # “On 25 May 1961 President Kennedy”
    ):
        words.pop(0)
    words = [word for word in words if plain(word) not in HONORIFICS]
    while words and plain(words[-1]) in DANGLING:
        words.pop()
    while len(words) > 1 and plain(words[-1]) in RANKS and plain(words[-2]) not in GENERALS:
        if not any(plain(word) in OFFICES - RANKS for word in words[:-1]):
            break
        words.pop()
    if words and plain(words[-1]) in SHORT_OFFICES:
        if any(plain(word) in OFFICES for word in words[:-1]):
            words.pop()
        else:
            words[-1] = SHORT_OFFICES[plain(words[-1])]
    known = OFFICES | RANKS | {office.lower() for office in SHORT_OFFICES.values()}
    if len(words) > 18 or not any(plain(part) in known for word in words for part in (word, *word.split("-"))):
        return None
    return " ".join(words)


def is_rank(role: str) -> bool:
    return all(plain(word) in RANKS | HONORIFICS for word in re.split(r"[\s]+", role))
