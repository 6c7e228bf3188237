"""
Sentences of the narrator and of the people quoted, and the parses of those that hold something to ask.

The narrator's sentences are cut on the text without its stand-alone quotations, so that a quotation of four
sentences with its cue in the middle is one sentence of the narrator's; what is quoted is cut by itself. No
library cuts like that, and spaCy's own cutter splits after “Lt.” and takes quadratic time over quotation marks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quizgen.annotation import Quotation, Sentence
from quizgen.annotators.syntax import Clean, Parsed, clean, parse
from quizgen.document import Block, Document, Span

MIN_QUOTED_WORDS = 5  # fewer are part of the narrator's sentence
MAX_SENTENCE = 1200  # characters; longer is no sentence but a list or a table
MAX_WORD = 200  # a longer run without white space is no prose

# Never end a sentence: a name or a number follows.
TITLES = """
    Mr Mrs Ms Mx Dr Prof Rev Hon St Sr Jr Messrs Mme Mlle Fr Gen Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt Brig Bvt Sen
    Rep Gov Pres Amb Sec Supt Insp Det Bros Ald Mt Ft No Nos Vol Vols Fig Figs Eq Ch Art Sec pp p ed eds vs v cf c ca fl
    b d e.g i.e viz approx
""".split()
# May end a sentence; then a capital and a word that opens sentences follows.
SHORT_FORMS = """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Inc Ltd Co Corp Dept
    Univ Assn a.m p.m etc al Ave Blvd Rd Calif Mass Conn Penn Ill Ark Ariz Fla Ga Va Md Pa Wash Ore Tex Okla Tenn Minn
    Mich Wis Neb Nev Kan Ky Mo Miss Ala La Del
""".split()
OPENERS = """
    The A An This That These Those It He She They We I You There Here In On At By For From After Before When While
    Since But And Yet So As If His Her Their Its Our My Meanwhile However Two Three Four Many Some Most Several Both
    Not No According Another
""".split()

_END = re.compile(r"""(?P<stop>[.!?…]+)(?P<close>[)\]"'”’»]*(?:\[\d{1,3}\])*)(?P<gap>\s+)(?=(?P<next>\S+))""")
_WORD_BEFORE = re.compile(r"[\w.'’-]{1,30}$")
_NEVER = {word.lower() for word in TITLES}
_PERHAPS = {word.lower() for word in SHORT_FORMS}
_OPENER = set(OPENERS)
_STARTS = re.compile(r"""["'“‘«(\[—–-]*[^\W_]""")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# The date that opens an entry of a chronicle: “1969 – ”, “12 March 1961: ”.
_LABEL = re.compile(
    rf"""\s*(?P<date>(?:\d{{1,2}}\s(?:{_MONTH})|(?:{_MONTH})\s\d{{1,2}},?|(?:{_MONTH}))\s\d{{4}}|(?:c\.\s|circa\s)?\d{{3,4}}
        (?:\s(?:BC|AD|BCE|CE))?|(?:{_MONTH})\s\d{{1,2}}|\d{{1,2}}\s(?:{_MONTH}))
        (?:\s?[–—:]\s+|\s-\s|\s(?=(?:The|An?)\s[A-Za-z]))(?=[A-Z“"‘'])""",
    re.VERBOSE,
)
_TOLD_IN_NUMBERS = r"""\d
      | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty
            |seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|quarter|third)\b
      | \b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day | \b(?:yesterday|today|tomorrow|week|month|year|day)s?\b
      | \b(?:January|February|March|April|June|July|August|September|October|November|December)\b"""
_WORTH = re.compile(
    _TOLD_IN_NUMBERS
    + r"""| ["“”«»] | [‘'][^\W\d_]{2}
      | \b(?:sa(?:id|ys)|told|tells|according|report(?:ed|s)|announced|claimed|added|stated|warned|denied)\b
      | \b[A-Z][^\W\d_]+\s+(?:al-|[A-Z])[^\W\d_]*[\s,.]""",
    re.VERBOSE,
)
_WORTH_QUOTED = re.compile(_TOLD_IN_NUMBERS, re.VERBOSE)  # of quoted words only numbers and dates are asked


def split(document: Document, quotations: Sequence[Quotation]) -> tuple[Sentence, ...]:
    """The sentences of a document's prose, in order of their starts."""
    found: list[Sentence] = []
    parts = sorted(
        (part, quotation)
        for quotation in quotations
        for part in quotation.parts
        if stands_alone(quotation, document.text)
    )
    at = 0
    for index, block in enumerate(document.blocks):
        while at < len(parts) and parts[at][0].end <= block.span.start:
            at += 1
        if not block.kind.is_prose:
            continue
        here: list[tuple[Span, Quotation]] = []
        while at < len(parts) and parts[at][0].start < block.span.end:
            here.append(parts[at])
            at += 1
        found.extend(_sentences_of(document.text, index, block, here))
    return tuple(sorted(found, key=lambda sentence: (sentence.span.start, -sentence.span.end)))


def stands_alone(quotation: Quotation, text: str) -> bool:
    """Whether a quotation is a clause of its own that the narrator's sentence can be read without."""
    words = sum(len(part.of(text).split()) for part in quotation.parts)
    return quotation.block or (not quotation.embedded and words >= MIN_QUOTED_WORDS)


def _sentences_of(text: str, index: int, block: Block, quoted: list[tuple[Span, Quotation]]) -> Iterator[Sentence]:
    if _has_no_words(block.span.of(text)):
        return
    holes = [_without_stop(text, part) for part, _ in quoted]
    label = _LABEL.match(text, block.span.start, block.span.end)
    told = Span(label.end(), block.span.end) if label is not None else block.span
    if not (len(quoted) == 1 and quoted[0][1].block):
        for span in _cut(clean(text, told, holes)):
            first = label is not None and span.start == told.start
            yield Sentence(span, index, label=Span(*label.span("date")) if label is not None and first else None)
    for part, quotation in quoted:
        for span in _cut(clean(text, part)):
            yield Sentence(span, index, quotation)


def _has_no_words(text: str) -> bool:
    return any(b - a > MAX_WORD for a, b in pairwise([-1, *(m.start() for m in re.finditer(r"\s", text)), len(text)]))


def _without_stop(text: str, part: Span) -> Span:
    """The part less its last comma or stop, which belongs to the sentence around it when that is parsed."""
    end = part.end
    while end > part.start + 1 and text[end - 1] in ".,!?…;: ":
        end -= 1
    return Span(part.start, end)


def _cut(cleaned: Clean) -> Iterator[Span]:
    text, offsets = cleaned.text, cleaned.offsets
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match) or (text[start] == "(" and match["close"].startswith(")")):
            yield Span(offsets[start], offsets[match.end("close") - 1] + 1)
            start = match.end("gap")
    if start < len(text):
        yield Span(offsets[start], offsets[len(text) - 1] + 1)


def _ends(text: str, match: re.Match[str]) -> bool:
    following = match["next"]
    if not _STARTS.match(following):
        return False
    first = following.lstrip("\"'“‘«([—–-")[:1]
    if first.islower():
        return False
    if match["stop"] != ".":
        return match["stop"] != "…" or first.isupper()
    if match["close"].startswith(")") and first.isdigit():
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before[0] if before else ""
    opening = re.split(r"[^\w]", following.lstrip("\"'“‘«(["), maxsplit=1)[0]
    opener = opening in _OPENER
    if re.fullmatch(r"[A-Z]", word):  # an initial, unless a word follows that opens sentences
        return opener and opening not in ("A", "I")
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word) or word.lower() in _PERHAPS:
        return opener or bool(match["close"].strip(")"))
    return word.lower() not in _NEVER or (word.islower() and word in ("no", "v", "c", "b", "d", "e") and opener)


def parse_sentences(
    document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> tuple[Parsed, ...]:
    """The parses of the sentences that hold a number, a date, a name or quoted words."""
    text = document.text
    holes = sorted(
        (_without_stop(text, part), quotation)
        for quotation in quotations
        if stands_alone(quotation, text)
        for part in quotation.parts
    )
    starts = {hole.start: quotation for hole, quotation in holes}
    jobs: list[tuple[Sentence, Clean]] = []
    at = 0
    for sentence in sentences:
        if sentence.within is not None:
            cleaned = clean(text, sentence.span)
            wanted = bool(_WORTH_QUOTED.search(cleaned.text))
        else:
            while at < len(holes) and holes[at][0].end <= sentence.span.start:
                at += 1
            inside: list[Span] = []
            while at < len(holes) and holes[at][0].start < sentence.span.end:
                inside.append(holes[at][0])
                at += 1
            cleaned = clean(text, sentence.span, inside)
            introduces = cleaned.text.endswith(":")
            wanted = introduces or bool(inside) or bool(_WORTH.search(cleaned.text))
        if wanted and len(cleaned.text) <= MAX_SENTENCE:
            jobs.append((sentence, _with_comma(_without_dots(cleaned))))
    docs = parse(cleaned.text for _, cleaned in jobs)
    parsed: list[Parsed] = []
    for (sentence, cleaned), tokens in zip(jobs, docs, strict=True):
        masked = (
            tuple((token.i, starts[at]) for token in tokens if (at := cleaned.offsets[token.idx]) in starts)
            if sentence.within is None
            else ()
        )
        parsed.append(Parsed(sentence, tokens, cleaned.offsets, masked))
    return tuple(parsed)


# “On 4 June 1989 Polish miners met”: without a comma the parser counts 1989 miners.
_FRONTED = re.compile(
    rf"""(?:\A|(?<=[,;]\s)|(?<=\band\s)|(?<=\bbut\s))(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Dd]uring|[Uu]ntil|[Ff]rom)\s
        (?:(?:the\s)?(?:early|late|mid|morning|evening|night|afternoon|spring|summer|autumn|winter)\s(?:of\s)?)?
        (?:\d{{1,2}}\s(?:{_MONTH})\s\d{{4}}|(?:{_MONTH})\s\d{{1,2}},\s\d{{4}}|(?:{_MONTH})\s\d{{4}}
          |\d{{1,2}}\s(?:{_MONTH})|(?:{_MONTH})\s\d{{1,2}}|1\d{{3}}|20\d\d)
        (?=\s(?!and\b|or\b|to\b|until\b|through\b|of\b|at\b|AD\b|BC\b|CE\b|BCE\b|when\b|where\b|which\b|that\b|as\b|with\b
          |for\b|on\b|alone\b|[AP]M\b|(?:{_MONTH})\b)[A-Za-z])""",
    re.VERBOSE,
)


# After these the parser sees the end of a sentence: “a duel with Brig. Felix Berg”.
_DOTTED = re.compile(
    r"\b(?:Ald|Amb|Brig|Bvt|Capt|Cdr|Cmdr|Cpl|Det|Hon|Insp|Maj|Mlle|Mme|Pres|Pvt|Sec|Sgt|Supt)(?P<dot>\.)(?=\s[A-Z])"
)


def _without_dots(cleaned: Clean) -> Clean:
    """The characters to parse, without the full stops of ranks and titles that the parser does not know."""
    text, offsets = cleaned.text, cleaned.offsets
    for at in reversed([match.start("dot") for match in _DOTTED.finditer(text)]):
        text, offsets = text[:at] + text[at + 1 :], (*offsets[:at], *offsets[at + 1 :])
    return Clean(text, offsets)


def _with_comma(cleaned: Clean) -> Clean:
    """The characters to parse, with the comma that British English leaves out after a date that opens a clause."""
    text, offsets = cleaned.text, cleaned.offsets
    for date in reversed([match.end() for match in _FRONTED.finditer(text)]):
        text = f"{text[:date]},{text[date:]}"
        offsets = (*offsets[:date], offsets[date - 1], *offsets[date:])
    return Clean(text, offsets)


def told(
    sentences: Sequence[Sentence], parsed: Sequence[Parsed], quotations: Sequence[Quotation]
) -> tuple[tuple[Sentence, ...], tuple[Parsed, ...]]:
    """The same sentences and parses, with the quotations as they are once their speakers are known."""
    by_parts = {quotation.parts: quotation for quotation in quotations}

    def now(quotation: Quotation) -> Quotation:
        return by_parts.get(quotation.parts, quotation)

    def again(sentence: Sentence) -> Sentence:
        return sentence if sentence.within is None else replace(sentence, within=now(sentence.within))

    return tuple(again(sentence) for sentence in sentences), tuple(
        replace(one, sentence=again(one.sentence), masked=tuple((at, now(quotation)) for at, quotation in one.masked))
        for one in parsed
    )
