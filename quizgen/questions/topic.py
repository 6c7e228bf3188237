"""
Topics: “Sydney to Hobart yacht race: on what date did Terra Firma arrive at Eden?”

What a document is about, from its title, before a stem that does not name it. A headline is no topic, and neither is a
title whose words the document itself hardly uses.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.syntax import parse
from quizgen.item import Item, Kind

LONGEST = 6  # words of a title that can stand before a question
OFTEN = 3  # times that a document uses a name of its topic
FRAMED = frozenset((Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE, Kind.WHAT, Kind.CLOZE, Kind.ORDER))
_HISTORY = re.compile(
    r"^(?:A |An |The )?(?:(?:brief|short|early) )?(?:history|story|chronicle|chronology|timeline|life) of (?:the )?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:,? (?:in|since|from|until|till|to|after|before|during|by))?,?(?: the)?(?: [A-Z][a-z]+)? \d{4}(?:[-–]\d{2,4})?$"
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def subject_matter(title: str) -> str:
    """A title without “A history of the …” and the years it covers."""
    return _DATED.sub("", _HISTORY.sub("", " ".join(title.split())))


def topic(document: Annotated) -> str | None:
    """What a document is about, in a few words; None where its title does not tell."""
    words = subject_matter(document.document.source.title or "")
    if not words or len(words.split()) > LONGEST or re.search(r"[.:;?!“”\"()]", words):
        return None
    named = [word for word in re.findall(r"[A-Z][\w-]+", words) if len(word) > 2]
    text = document.document.text
    names = [word for word in named if re.search(rf"\b{word.lower()}\b", text) is None]
    if not any(len(re.findall(rf"(?<=[a-z,] ){re.escape(word)}\b", text)) >= OFTEN for word in names):
        return None
    if any(token.tag_ in _FINITE for doc in parse([words]) for token in doc):
        return None
    return words[0].upper() + words[1:]


def framed(item: Item, topics: Mapping[str, str | None]) -> Item:
    """The item with its document's topic before the stem, where the stem has none of the topic's words."""
    about = topics.get(item.evidence[0].document)
    if about is None or item.kind not in FRAMED:
        return item
    told = {word[:5] for word in re.findall(r"\w{4,}|[A-Z]\w+", item.stem)}
    told = {word.lower() for word in told}
    own = [word for word in re.findall(r"\w+", about) if word[:1].isupper() or len(word) > 3]
    answers = (item.key, *item.accept, *item.distractors)
    if any(word[:5].lower() in told for word in own) or any(word in answer for word in own for answer in answers):
        return item
    return replace(item, stem=f"{about}: {item.stem[0].lower()}{item.stem[1:]}")
