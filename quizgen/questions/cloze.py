"""
Cloze: “Which year completes the sentence? The Suez Canal opened in ____.” → 1869.

The source's own sentence with one gap, for what no other question asks. Names and dates are made full; beyond that only
words that join the sentence to the one before are left out, and asides where it is too long.
"""

import re
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotators.countries import STEMS, country, with_article
from quizgen.annotators.names import INSTITUTIONS
from quizgen.fact import Gap, GapSort, Passage
from quizgen.item import Item, Kind, Reason
from quizgen.questions.clause import CONDITIONS, Clause, Wording, clause_of
from quizgen.questions.fullnames import References, complete
from quizgen.questions.hanging import hanging, names_in
from quizgen.questions.soundness import not_stated, slip
from quizgen.questions.stem import MAX_STEM_WORDS, claim_name, evidence_of, has_day, year_in
from quizgen.questions.telling import reported_on
from quizgen.questions.trimming import CONNECTIVES, bad_joint, commas_beside_cuts, trim, whole_quotations
from quizgen.questions.turned import Turned

if TYPE_CHECKING:
    from spacy.tokens import Token

GAP = "____"
_OPENS = frozenset("“\"‘'")
MIN_WORDS = 8
NAMES_WITHOUT_DATE = 3
ASKED = {GapSort.PERSON: "Whose name"}


def question(claim: Passage, known: References, style: str) -> Item | Turned:
    """The item that leaves out what is most telling of what can be left out."""
    worst: Turned | None = None
    for gap in claim.gaps:
        for hard in (False, True):
            item = _question(claim, gap, known, style, hard)
            if isinstance(item, Item):
                return item
            worst = worst or item
            if item.reason is not Reason.TOO_LONG:
                break
    return worst or Turned(Reason.NOT_WORTH)


def _question(claim: Passage, gap: Gap, known: References, style: str, hard: bool) -> Item | Turned:
    doc = claim.parsed.tokens
    root = next(token for token in doc if token.dep_ == "ROOT")
    clause = clause_of(claim.parsed, root)
    begins = doc[0].text[0].isalpha() or doc[0].text in _OPENS
    rest = re.match(r"[A-Z]{2,}\. [A-Z]", doc.text) is not None  # of a heading: “TAI. Time coordinates …”
    if clause is None or not begins or rest or not _balanced(doc.text) or root.tag_ in ("VB", "VBG"):
        return Turned(Reason.GRAMMAR, "no whole sentence")
    if (unreal := _not_stated(claim, doc[gap.first])) is not None:
        return unreal
    wording = _cut(clause, gap, hard)
    if isinstance(wording, Turned):
        return wording
    tokens = [token for token in doc if token.i not in wording.dropped]
    told = reported_on(claim)
    problem = complete(tokens, claim.parsed, known, wording, style, gap.timex, told[0] if told is not None else None)
    problem = problem or hanging(tokens, wording, clause)
    if problem is not None:
        return Turned(Reason.NOT_ALONE, f"“{problem}”")
    if (wrong := slip(claim, tokens, wording)) is not None:
        return wrong
    for at in range(gap.first, gap.last + 1):
        wording.replaced[at] = f"{GAP}{doc[gap.last].whitespace_}" if at == gap.first else ""
    sentence = wording.write(tokens)
    sentence = re.sub(rf"(?<={GAP})\s+(?=[”\"’'])", "", sentence)
    sentence = re.sub(r"\.+$", ".", sentence[:1].upper() + sentence[1:])
    key = _key(claim, gap, style)
    if _tells(key, sentence):
        return Turned(Reason.LEAK, "the sentence says it elsewhere")
    frame = ""
    if not (has_day(sentence) or year_in(sentence)) and gap.timex is None:
        if told is None and claim.document.kind == "news":
            return Turned(Reason.MANY_ANSWERS, "no date")
        if told is not None and gap.sort is GapSort.NAME:
            return Turned(Reason.NOT_WORTH, "a name in a report of the day")
        frame = f" from a report of {timevalues.write(told[0], style)}" if told is not None else ""
    stop = "" if sentence.endswith(".") else "."
    stem = f"{ASKED.get(gap.sort, f'Which {gap.sort}')} completes the sentence{frame}? {sentence}{stop}"
    words = len(stem.split())
    if words > MAX_STEM_WORDS + len(frame.split()):
        return Turned(Reason.TOO_LONG, stem)
    named = names_in(sentence[1:])
    dated = bool(frame) or year_in(sentence)
    needed = 1 if dated else NAMES_WITHOUT_DATE if gap.timex is None else 2
    if len(sentence.split()) < MIN_WORDS or named < needed:
        return Turned(Reason.NOT_ALONE, "few names")
    day = gap.timex.value if gap.timex is not None else None
    return Item(
        kind=Kind.CLOZE,
        claim=claim_name(f"cloze {gap.sort}", [token for token in tokens if not gap.first <= token.i <= gap.last]),
        stem=stem,
        key=key,
        evidence=(evidence_of(claim, (gap.span.start, gap.span.end)),),
        rule=claim.rule,
        accept=_accepted(claim, gap, key),
        date=day,
        precision=timevalues.precision(day) if day is not None else None,
    )


def _cut(clause: Clause, gap: Gap, hard: bool) -> Wording | Turned:
    """What a sentence does without: what joins it to the one before, brackets, and where it is too long asides."""
    doc = clause.verb.doc
    wording = Wording(_joining(clause))
    wording.drop(commas_beside_cuts(doc, wording))
    brackets = _in_brackets(clause, range(gap.first, gap.last + 1))
    bracketed = any(token.text in ("(", "[") for token in doc[max(0, gap.first - 4) : gap.first])
    if (bracketed or gap.timex is not None) and any(re.search(r"\d", doc[at].text) for at in brackets):
        return Turned(Reason.GRAMMAR, "one of several dates in brackets")
    wording.dropped |= brackets
    if hard:
        wording.drop(doc[at] for at in whole_quotations(doc, trim(clause)))
        wording.drop(commas_beside_cuts(doc, wording))
        if clause.subject.i in wording.dropped or clause.verb.i in wording.dropped:
            return Turned(Reason.GRAMMAR, "the clause would lose its subject")
        if gap.first in wording.dropped:
            return Turned(Reason.TOO_LONG, "what is asked stands in an aside")
        if (joint := bad_joint(list(doc), wording)) is not None:
            return Turned(Reason.GRAMMAR, f"“{joint}” after a cut")
    last = max(token.i for token in doc if token.i not in wording.dropped and not token.is_punct)
    tail = doc[last].tag_ == "VBG" and last > 0 and doc[last - 1].text == ","
    if tail or (hard and doc[last].pos_ in ("CCONJ", "ADP", "SCONJ", "DET")):
        return Turned(Reason.GRAMMAR, f"breaks off after “{doc[last]}”")
    return wording


def _not_stated(claim: Passage, token: "Token") -> Turned | None:
    """Why the clause of a token, or one above it, does not say that something was so."""
    for above in (token, *token.ancestors):
        if above.pos_ not in ("VERB", "AUX"):
            continue
        if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in above.children):
            return Turned(Reason.NOT_TRUE, "a condition")
        clause = clause_of(claim.parsed, above)
        if clause is not None and (unreal := not_stated(clause)) is not None:
            return unreal
    return None


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


_LEAD = re.compile(
    r"(?:(?:But|And|Yet|So|Nor)\b,?|(?:In (?:addition|contrast|response|return|turn|fact|particular|the meantime)"
    r"|By contrast|As a (?:result|consequence)|For (?:example|instance)|At the same time|On the other hand|Of course"
    r"|After (?:this|that)|Since then|Until then|Consequently|Similarly|Likewise|Additionally|Unfortunately),)\s+"
)


def _joining(clause: Clause) -> set[int]:
    """The tokens that join a sentence to the one before: “But”, “In addition,”, “also”."""
    doc = clause.verb.doc
    lead = _LEAD.match(doc.text)
    gone = {token.i for token in doc if lead is not None and token.idx < lead.end()}
    for token in doc:
        if token.i not in gone and token.text != "," and not _joins(token, clause):
            break
        gone.add(token.i)
    gone.update(token.i for token in doc if token.lower_ in _LEADING and token.dep_ == "advmod")
    return gone


_LEADING = frozenset("also subsequently consequently therefore thus moreover furthermore".split())


def _joins(token: "Token", clause: Clause) -> bool:
    alone = not list(token.children) and token.nbor().pos_ != "ADP"  # “Later in life” is a time
    return token.lower_ in CONNECTIVES and token.dep_ == "advmod" and token.head == clause.verb and alone


def _in_brackets(clause: Clause, gap: range) -> set[int]:
    """The tokens of asides in brackets, but of that with the gap."""
    gone: set[int] = set()
    inside: list[int] = []
    for token in clause.verb.doc:
        if token.text in ("(", "["):
            inside = [token.i]
        elif inside:
            inside.append(token.i)
            if token.text in (")", "]"):
                gone.update(inside if not set(inside) & set(gap) else ())
                inside = []
    return gone


def _key(claim: Passage, gap: Gap, style: str) -> str:
    words = " ".join(gap.span.of(claim.document.document.text).split())
    if gap.timex is not None:
        return timevalues.write(gap.timex.value, style)
    state = country(words)
    return state if state is not None and gap.sort is GapSort.COUNTRY else words


def _tells(key: str, sentence: str) -> bool:
    words = [word for word in re.findall(r"[A-Z]\w{4,}", key) if word.lower() not in INSTITUTIONS]
    if any(re.search(rf"\b{word[:5]}", sentence) for word in words):
        return True  # “the Aleut people” beside the Aleutian Islands
    stem = STEMS.get(key, key)
    return re.search(rf"(?<!\w)(?:{re.escape(key)}|{re.escape(stem)})", sentence) is not None


def _accepted(claim: Passage, gap: Gap, key: str) -> tuple[str, ...]:
    written = " ".join(gap.span.of(claim.document.document.text).split())
    forms = [written]
    if gap.timex is not None:
        forms += [timevalues.write(gap.timex.value, style) for style in ("mdy", "dmy")] + [gap.timex.value]
    elif gap.sort is GapSort.PERSON:
        forms.append(key.split()[-1])
    elif gap.sort is GapSort.COUNTRY:
        forms.append(with_article(key))
    return tuple(dict.fromkeys(form for form in forms if form != key))
