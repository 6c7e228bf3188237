"""
The words of a quotation that a card can quote: whole sentences that stand alone, with when they were said and their
evidence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quizgen import timevalues
from quizgen.annotation import Basis, Speaker
from quizgen.annotators.annotated import Annotated
from quizgen.document import AnchorBasis, Span
from quizgen.fact import Statement
from quizgen.item import Evidence, Precision, Reason
from quizgen.questions.hanging import UNIQUE
from quizgen.questions.telling import dated_by
from quizgen.questions.turned import Turned

MIN_WORDS, MAX_WORDS = 5, 40
SHORT = 8  # words; shorter ones have to name somebody or something
# Sentences that open with these answer or continue something the card does not show.
_CONTINUES = re.compile(
    r"(?:Yes|No|Not yet|But|And|So|Or|Yet|Also|Then|Therefore|However|Instead|Otherwise|That['’]s"
    r"|That (?:is|was|could|can|would|will|may|might|does|did|has|had|[a-z]+ed)|This is why|Which|Secondly|Thirdly"
    r"|Again|Maybe|Of course|Absolutely|Exactly|Nor|Because(?! of)|Only then|As for)\b"
)
_EXPLETIVE = re.compile(
    r"\b[Ii]t(?:['’]s|\s+(?:is|was|will\s+be|would\s+be|has\s+been|seems|appears|may\s+be|might\s+be))\s+"
    r"(?:[\w’'-]+\s+){0,3}?"
    r"(?:(?:im)?possible|clear|important|necessary|essential|vital|crucial|hard|difficult|easy|time|better|best|wrong|right"
    r"|early|late|(?:un)?likely|(?:un)?acceptable|surprise|good|bad|sad|wonderful|safe|true|certain|obvious|decided|agreed"
    r"|known|said|believed|hoped|expected|my|our|your|up|a\s+(?:pity|shame|mistake|privilege|pleasure|fact|matter|question))\b"
    r"|\b[Ii]t\s+(?:seems|appears|turns\s+out|takes|took|does\s+appear)\b"
    r"|\bmak(?:e|es|ing)\s+it\s+(?:clear|possible|harder|easier)"
)
# “they [the miners]”: the source itself says who is meant.
_EXPLAINED = re.compile(r"\b(?:they|them|it|he|him|she|her|this|these|those|we|us)\s+\[([^\]]{3,60})\]", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?P<it>it|its|they|them|their|theirs)\b|\b(?P<he>he|him|his|she|her|hers)\b", re.IGNORECASE)
# “this country” means the speaker's own; “those who …” points to nothing outside.
_POINTING = re.compile(
    r"\b(?:this|these|those|such)\b(?!,?\s+(?:who|that|which|of|in|willing|years?|months?|week|morning|evening|afternoon"
    r"|century|country|nation|world|weekend|is\s+(?:why|how|what)|day|decade|house|city|hour|moment|spring|summer"
    r"|autumn|winter|season)\b)",
    re.IGNORECASE,
)
# “The violation lasted …”: a subject without anything that tells which.
_BARE_SUBJECT = re.compile(
    r"The (?P<noun>[a-z-]+(?<!s)) (?:is|are|was|were|has|have|had|will|would"
    r"|can|could|may|must|lasted|took|[a-z]+ed)\b"
)
_SAME = re.compile(
    r"\b[Mm]y words\b|\bthat (?:far|much|way|long|bad|good|hard|easy)\b"
    r"|\bas well(?=[.,]|$)|\bhere\b|\bthere\b(?=[.,;]|$)"
    r"|\b(?:was|were|am|are|been|went|go|lived|live) there (?:when|as|and|for|in)\b|\bpresent\b(?=[.,]|$)"
    r"|\bthe same\b(?!\s+(?:time|way)\b)(?![^.!?]*\bas\b)|\b(?:We|I|They|He|She)\s+also\b|\[the\s",
    re.IGNORECASE,
)
# Events and bodies that were named before the quotation: “the meeting”, “the presidents”.
_KNOWN_BEFORE = re.compile(
    r"(?<!\b[Aa]ll )\b(?:the|both|two|our)\s+(?P<noun>offer|request|presidents|ministers|leaders"
    r"|sides|parties|meeting|talks|strikes|operation|attacks?"
    r"|incidents?|decision|agreement|deal|proposals?|document|group|organi[sz]ation|company|region|area"
    r"|areas|city|town|village|plan|conflict|crisis|situation|issue|question|process|movement|mission|programme|program)\b"
    r"(?!\s+(?:of|in|to|that|on|for|between|against|with|from|by|at|who|which|over)\b)"
)
_SINCE_THEN = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now(?=[.,]|$)|(?:this|last|next|past)"
    r"\s+(?:morning|few\s+\w+|week|weekend|month|year|24\s+hours|\w+\s+(?:days|weeks|months)))\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:the(?! (?:last|past|first|same|next))|a|an|our|your|my|all|some|any|no|every|each|many|most|few|several"
    r"|two|three|four|other)\s+[\w-]{3,}"
    r"|(?<=[a-z,;]\s)[A-Z][\w-]+|\A(?!(?:We|I|You|It|They|He|She|This|That|These|Those|There|In|On|At|If|When|As|For"
    r"|What|How|Why|Who|Where|While|Since|After|Before|Under|By|With|From|To|Let|Don|Do|Not|Now|Once|Unless)\b)[A-Z][a-z]+"
    r"|\b[a-z]{3,}(?:tion|ment|ness|ity|ism|ship|ists|ers|ors|ions)s?\b"
)
_PLURAL = re.compile(
    r"\b(?!(?:is|was|has|does|this|us|its|as|always|perhaps|less|news|means|series)\b)[A-Za-z][a-z]{2,}s\b"
    r"|\b(?:people|men|women|children|police)\b|\b(?:\w+ )?and (?:the )?\w+",
    re.IGNORECASE,
)
_HUMAN_NOUN = re.compile(
    r"\b(?:man|woman|men|women|people|president|minister|leader|king|queen|father|mother|child|soldier|person|doctor"
    r"|pilot|captain|general)s?\b|(?<=[a-z,;]\s)[A-Z][a-z]+",
)
_DOUBLE = re.compile(r"[“”\"«»]|``|''")


@dataclass(frozen=True, slots=True)
class When:
    """When words were said, as far as the source tells: on a day, or no later than a report that quotes them."""

    day: str | None = None  # ISO
    reported: str | None = None  # the day of the report, ISO
    working: str = ""

    @property
    def known(self) -> bool:
        return self.day is not None or self.reported is not None

    def behind_said(self, style: str) -> str:
        """“ on 7 October 2015”, “ in October 2015”, or nothing."""
        if self.day is None:
            return ""
        exact = timevalues.precision(self.day) is Precision.DAY
        return f" {'on' if exact else 'in'} {timevalues.write(self.day, style)}"

    def framed(self, question: str, style: str) -> str:
        """A question with the report in front that it is about, where only that is dated."""
        if self.reported is None:
            return question
        opening = f"According to a report of {timevalues.write(self.reported, style)}, "
        return opening + question[0].lower() + question[1:]


def said_when(claim: Statement) -> When:
    """When the words were said: a dateline dates the report, which may tell of what was said before."""
    quotation = claim.quotation
    if quotation.date is None:
        return When()
    anchor = claim.document.block_at(quotation.parts[0].start).anchor
    by_dateline = quotation.date_basis is Basis.COMPLETED and not quotation.date_working
    if by_dateline and anchor is not None and anchor.basis is AnchorBasis.DATELINE:
        return When(reported=quotation.date, working=_block_working(claim))
    return When(quotation.date, working=quotation.date_working or _block_working(claim))


def since_then(words: str) -> bool:
    """Whether words count from the day they were said: “today”, “last week”."""
    return _SINCE_THEN.search(words) is not None


def _block_working(claim: Statement) -> str:
    anchor = claim.document.block_at(claim.quotation.parts[0].start).anchor
    return dated_by(anchor) if anchor is not None and anchor.certain else ""


OWN_NAME = 3  # mentions of somebody with one name


def is_known(document: Annotated, speaker: Speaker) -> bool:
    """Whether a name tells who somebody is: in full, with a role, or one that the text uses again and again."""
    if " " in speaker.name or speaker.role:
        return True
    person = document.person(speaker.name)
    return person is not None and len(person.mentions) >= OWN_NAME


def choose(claim: Statement) -> tuple[Span, ...] | Turned:
    """The sentences to ask: the longest run that stands alone and fits; two spans where the cue breaks it."""
    text = claim.document.document.text
    if _is_reporters(claim):
        return Turned(Reason.NOT_WORTH, "a reporter tells the story")
    worst = Turned(Reason.NOT_WORTH, f"fewer than {MIN_WORDS} words")
    best: tuple[Span, ...] = ()
    for run in _runs(claim):
        spoken = joined(run, text)
        words = len(spoken.split())
        if words < MIN_WORDS:
            continue
        if words > MAX_WORDS:
            worst = Turned(Reason.TOO_LONG, f"more than {MAX_WORDS} words")
            continue
        problem = _stands(spoken, _follows_that(text, run[0].start), claim.document.kind == "news") or _takes_back(
            claim, run
        )
        if problem is not None:
            worst = problem
        elif words > len(joined(best, text).split()):
            best = run
    return best or worst


_HANDS_OVER = re.compile(
    r"(?P<ends>\b(?:ending|that was|with) (?:that|this|our|the) report (?:from|by) )?(?P<name>[A-Z]\w+ [A-Z]\w+)"
    r"(?(ends)|(?: has (?:this|the|our|more)\b.{0,20}| reports?\s*[.:]?\s*$))"
)
_RELAYS = re.compile(r"\W*According to [A-Z]")


def _is_reporters(claim: Statement) -> bool:
    """Whether words are a reporter's and tell the story, as the narrator does in print: those of whoever hands over to
    a reporter in a broadcast, and of whom he hands over to; or they only say what somebody else says."""
    speaker = claim.quotation.speaker
    text = claim.document.document.text
    if speaker is None or speaker.rule != "transcript":
        return False
    turns = [(quotation, quotation.span.of(text)) for quotation in claim.document.quotations]
    reporters = {
        name
        for quotation, words in turns
        if "report" in words or " has " in words
        for handed in _HANDS_OVER.finditer(words)
        for name in (handed["name"], quotation.speaker.name if quotation.speaker is not None else "")
    }
    return speaker.name in reporters or _RELAYS.match(claim.quotation.span.of(text)) is not None


def _takes_back(claim: Statement, run: tuple[Span, ...]) -> Turned | None:
    """Why a run may not end where it does: the next sentence makes a condition of it."""
    text = claim.document.document.text
    part = next(part for part in claim.quotation.parts if part.contains(run[-1]))
    if re.match(r"\W*(?:Only|Unless|Otherwise|Except|If not|Provided)\b", text[run[-1].end : part.end]):
        return Turned(Reason.NOT_TRUE, "the next sentence makes a condition")
    return None


def joined(spans: tuple[Span, ...], text: str) -> str:
    """The words at some spans, a space between, without the comma that only made room for the cue."""
    words = " ".join(span.of(text) for span in spans)
    return _MADE_ROOM.sub(" ", words) if len(spans) > 1 else words


_MADE_ROOM = re.compile(r",\s(?=(?:to|that|of|in|on|for|with|by|from|because|as|than)\b)")


def _runs(claim: Statement) -> Iterator[tuple[Span, ...]]:
    """All runs of whole sentences within one part, and sentences that the cue breaks in two."""
    text = claim.document.document.text
    by_part = [
        [sentence.span for sentence in claim.document.sentences_of(claim.quotation) if part.contains(sentence.span)]
        for part in claim.quotation.parts
    ]
    broken = [
        bool(this and following) and text[following[0].start].islower() and this[-1].of(text)[-1] in ",–—-"
        for this, following in pairwise([*by_part, []])
    ]
    for number, spans in enumerate(by_part):
        first_whole = 1 if number and broken[number - 1] else 0
        last_whole = len(spans) - (1 if broken[number] else 0)
        for first in range(first_whole, last_whole):
            for last in range(first, min(last_whole, first + 6)):
                yield (Span(spans[first].start, spans[last].end),)
        if broken[number] and len(spans) > first_whole:
            yield (spans[-1], by_part[number + 1][0])


def _follows_that(text: str, start: int) -> bool:
    """Whether “that” leads from the narrator's words to the quotation: said that “nobody will come”."""
    return re.search(r"\bthat\s+[\"“'‘«]\s?$", text[max(0, start - 9) : start]) is not None


LEAST_CONTENT = 3  # words of a quotation that mean something by themselves
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    """this that these those there here then than they them their what when where which while will would could should
    have been being were does doing done with from into about over under after before between very much many more most
    some such just only also even still ever never always maybe perhaps really quite well like know think mean guess
    said says thing things something anything everything nothing somebody anybody everybody nobody people want wanted
    going gonna make made take took come came because unless until though million billion thousand hundred dozen
    wasn weren didn doesn isn aren hasn haven hadn wouldn couldn shouldn first last
    your yours mine ours myself yourself himself itself themselves okay yeah sure great good nice right true""".split()
)


_SUBORDINATE = re.compile(r"(?:When|While|Although|Though|Because(?! of)|Since|Unless|Whereas)\s[^.]*$")


def _stands(words: str, after_that: bool, is_news: bool) -> Turned | None:
    """Why words do not stand alone as somebody's full thought."""
    words = re.sub(r"\s+", " ", words).strip()
    opening = words.lstrip("\"'“‘«([…. ")
    if not opening or opening[0] in "#@" or (opening[0].islower() and not after_that):
        return Turned(Reason.GRAMMAR, "begins in the middle of a sentence")
    if (continues := _CONTINUES.match(opening)) is not None:
        return Turned(Reason.NOT_ALONE, f"“{continues[0]} …” continues something")
    if _SUBORDINATE.match(opening) and not re.search(r"[,;:?–—]", opening.rstrip(" ,;:–—-")):
        return Turned(Reason.GRAMMAR, "a subordinate clause and no main one")
    if words.count("(") != words.count(")") or words.count("[") != words.count("]"):
        return Turned(Reason.GRAMMAR, "a bracket without its partner")
    if re.search(r"[.!?]\s+[a-z]", words.replace("...", "…")):
        return Turned(Reason.GRAMMAR, "a small letter after a full stop")
    if re.search(r"[…:;–—-]$|\.\.\.$|https?://", words):
        return Turned(Reason.GRAMMAR, "ends in the middle of a sentence")
    bare = _EXPLETIVE.sub(" ", _EXPLAINED.sub(r"\1", words))
    for match in _PERSONAL.finditer(bare):
        before = bare[: match.start()]
        if match[0].lower() in ("their", "its", "his", "her") and re.search(r"\w and $", before):
            continue  # “the US and their allies”
        needed = _HUMAN_NOUN if match["he"] else _PLURAL if match[0].lower().startswith("the") else _NOUN
        if not needed.search(before):
            return Turned(Reason.NOT_ALONE, f"“{match[0]}”")
    for pattern in (_POINTING, _SAME):
        pointing = pattern.search(bare)
        if pointing is not None and not _compares_within(bare, pointing):
            return Turned(Reason.NOT_ALONE, f"“{pointing[0]}”")
    bare_subject = _BARE_SUBJECT.match(opening) if is_news else None
    if bare_subject is not None and bare_subject["noun"] not in UNIQUE:
        return Turned(Reason.NOT_ALONE, f"“the {bare_subject['noun']}”")
    for known in _KNOWN_BEFORE.finditer(bare):
        if known["noun"].rstrip("s") not in bare[: known.start()].lower():
            return Turned(Reason.NOT_ALONE, f"“{known[0]}”")
    if len(words.split()) < SHORT and not re.search(r"(?<=[a-z,;] )[A-Z]|\b[A-Z]{2,}\b|\d", words):
        return Turned(Reason.NOT_ALONE, "names nothing that tells what it is about")
    named = re.search(r"(?<=[a-z,;] )[A-Z][a-z]", words) is not None
    if len(set(_CONTENT.findall(words.lower())) - _EMPTY) + named < LEAST_CONTENT:
        return Turned(Reason.NOT_WORTH, "says nothing by itself")
    return None


def _compares_within(words: str, pointing: re.Match[str]) -> bool:
    """Whether “the same …” takes up something in the words themselves: “determined … the same determination”."""
    thing = re.match(r"\s+([a-z]{6})", words[pointing.end() :])
    return pointing[0].lower() == "the same" and thing is not None and thing[1] in words[: pointing.start()]


def as_quoted(words: str) -> str:
    """Words as they stand between double marks: inner double marks single, the last comma or stop away."""
    words = re.sub(r"\s+", " ", words).strip()
    opened = False

    def single(match: re.Match[str]) -> str:
        nonlocal opened
        if match[0] in ("“", "«", "``"):
            opened = True
            return "‘"
        if match[0] in ("”", "»", "''") or opened:
            opened = False
            return "’"
        opened = True
        return "‘"

    return re.sub(r"[,.](’)$", r"\1", _DOUBLE.sub(single, words).rstrip(" ,.;"))


def names(name: str, words: str) -> bool:
    """Whether words name the speaker or a part of his name."""
    said = {word.lower() for word in re.findall(r"[^\W\d_]+", words)}
    return any(word.lower() in said for word in re.findall(r"[^\W\d_]{3,}", name))


def evidence_around(claim: Statement, chosen: tuple[Span, ...], answer: Span | None = None) -> Evidence:
    """The words asked, with the narrator's words around them that name the speaker, who is the answer unless another
    one is given."""
    document = claim.document.document
    quotation, speaker = claim.quotation, claim.quotation.speaker
    assert speaker is not None
    around = list(chosen)
    block = claim.document.block_at(chosen[0].start)
    named = (span for span in (quotation.cue, speaker.mention) if span is not None)
    around.extend(span for span in named if block.span.contains(span))
    hull = Span(min(span.start for span in around), max(span.end for span in around))
    narrated = claim.document.narrated_at(around[-1]) if len(around) > len(chosen) else None
    sentence = narrated.span if narrated is not None else None
    if sentence is not None and len(sentence) + len(hull) < 900:
        hull = Span(min(hull.start, sentence.start), max(hull.end, sentence.end))
    while hull.start > block.span.start and document.text[hull.start - 1] in "\"'“‘«`":
        hull = Span(hull.start - 1, hull.end)
    while hull.end < block.span.end and document.text[hull.end] in ".,\"'”’»":
        hull = Span(hull.start, hull.end + 1)
    mention = speaker.mention
    is_name = mention is not None and hull.contains(mention) and names(speaker.name, mention.of(document.text))
    answer = answer or (mention if is_name else None)
    return Evidence(document.id, hull, hull.of(document.text), answer, document.source)
