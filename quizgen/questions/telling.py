"""
Who says so, and when: the words “According to the Russian Defence Ministry, reporting on 5 October 2015” stand for.
"""

import re
from functools import lru_cache

from quizgen import timevalues
from quizgen.annotation import Basis, Speaker, SpeakerKind
from quizgen.annotators.names import GROUPS, INSTITUTIONS, OFFICES, PEOPLE_NOUNS, RANKS
from quizgen.document import Anchor, AnchorBasis
from quizgen.extractors.dated_events import verb_of
from quizgen.fact import Attribution, ClauseClaim, Passage, Reported, anchor_of
from quizgen.item import Precision, Reason
from quizgen.questions.fullnames import References, full_institution, institution_before
from quizgen.questions.turned import Turned

_COMMON_HEADS = frozenset("ministry department army agency office command council committee government party".split())
# Papers, and what people say together, that a statement can be according to.
_TELLING = frozenset(
    """reports figures statistics data documents records estimates surveys polls studies sources accounts papers tests
    results calculations minutes archives files logs leaks rumours rumors legends traditions chronicles""".split()
)
_BARE_OFFICES = frozenset("President King Queen Governor Pope Emperor Senator Mayor Minister Chancellor".split())


def dated_by(anchor: Anchor) -> str:
    """Where the date of a report comes from, for the learner."""
    return f"The report is dated by its {anchor.basis}: “{anchor.text}”."


def name_of(attribution: Attribution, known: References, sentence: str) -> str | Turned:
    """How a stem names the one who says so, made full where the document allows."""
    speaker = attribution.speaker
    name = re.sub(r"\s+", " ", speaker.name).strip()
    if speaker.kind is SpeakerKind.PERSON:
        return name
    bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
    definite = name.lower().startswith("the ")
    bare = re.sub(r"^(?:country|nation|state)['’]s\s", "", bare)
    if re.match(r"(?:the\s+)?[a-z][\w-]*['’]s?\s", bare):
        return Turned(Reason.NOT_ALONE, f"“{name}”")
    full = full_institution(bare, known, sentence)
    if full is None and known.institutions.get(bare):
        return Turned(Reason.NOT_ALONE, f"“{name}”: whose?")
    if full is not None:
        return full if re.match(r"\w+['’]s\s", full) else f"the {full}"
    if bare.lower() in _COMMON_HEADS:
        position = speaker.mention.start if speaker.mention is not None else 0
        before = institution_before(bare, position, known)
        if before is None:
            return Turned(Reason.NOT_ALONE, f"“{name}”")
        return before if re.match(r"\w+['’]s\s", before) else f"the {before}"
    if speaker.kind is SpeakerKind.UNNAMED and re.match(r"[\w.-]+(?: [\w.-]+)?['’]s?\s", bare):
        return Turned(Reason.NOT_ALONE, f"“{name}”: who?")
    if speaker.kind is SpeakerKind.UNNAMED or not bare[:1].isupper():
        if definite and not re.search(r"[A-Z]", bare):
            return Turned(Reason.NOT_ALONE, f"“{name}”")
        if re.match(r"(?:his|her|its|their|our|this|that|these|those|he|she|they|it|i|we|who|which)\b", name.lower()):
            return Turned(Reason.NOT_ALONE, f"“{name}”")
        if re.match(r"(?:the|an?)\s", name, re.IGNORECASE):
            return name[0].lower() + name[1:]
    if re.match(r"(?:Some|One|Two|Many|Several|Most|Other|Local|Official)\b", bare):
        bare = bare[0].lower() + bare[1:]
    if re.match(r"[\w.-]+['’]s?\s", bare):
        return bare
    if bare[0].islower() and _article(speaker, known) == "the " and not re.search(r"[A-Z]", bare):
        return Turned(Reason.NOT_ALONE, f"“the {bare}”")
    head = re.split(r"\s(?:of|for|from|to|at|in|with|who|that)\b", bare)[0].split()[-1].lower()
    known_heads = PEOPLE_NOUNS | GROUPS | OFFICES | RANKS | INSTITUTIONS
    people = head in known_heads or head.removesuffix("s") in known_heads or re.search(r"[A-Z]", bare)
    if bare[0].islower() and not people and head not in _TELLING:
        return Turned(Reason.NO_ATTRIBUTION, f"“{name}” is nobody")
    if definite and bare in _BARE_OFFICES:
        return Turned(Reason.NOT_ALONE, f"“{name}”: who?")
    article = _article(speaker, known)
    counted = re.match(r"(?:one|some|many|several|most|another|each)\b", bare) is not None
    if not article and bare[0].islower() and not bare.endswith("s") and "people" not in bare and not counted:
        article = "an " if bare[0] in "aeiou" else "a "
    return f"{article}{bare}"


def _article(speaker: Speaker, known: References) -> str:
    """“the ” or “a ” as the text writes the name, also where another mention of it shows it."""
    text = known.document.document.text
    name = re.sub(r"^(?:the|a|an)\s+", "", speaker.name, flags=re.IGNORECASE)
    own = re.match(r"(?:(the)|(an?))\s", speaker.name, re.IGNORECASE)
    if own is None and speaker.mention is not None:
        start = max(0, speaker.mention.start - 6)
        before = re.search(r"\b(?:(the)|(an?))\s*$", text[start : speaker.mention.start], re.IGNORECASE)
        own = before or re.match(r"(?:(the)|(an?))\s", speaker.mention.of(text), re.IGNORECASE)
    if own is not None:
        body = speaker.kind is SpeakerKind.ORGANISATION and name[:1].isupper()  # “a Pentagon report”
        if own[1] or not body:
            return "the " if own[1] else f"{own[2].lower()} "
    return "the " if _is_definite(name, text) else ""


@lru_cache(maxsize=256)  # a text has few sources of claims, and many claims of each
def _is_definite(name: str, text: str) -> bool:
    """Whether a text mostly writes “the” before a name: “the Hearst papers” are not Hearst."""
    alone = rf"{re.escape(name)}\b(?!\s(?:news|state|report|agency|[a-z]+s)\b)"
    definite = len(re.findall(rf"\b[Tt]he {alone}", text))
    return bool(definite) and 2 * definite >= len(re.findall(rf"\b{alone}", text))


def said_on(claim: ClauseClaim | Reported) -> tuple[str, str] | None:
    """The day a claim was made, ISO, and how it was reached: the cue's own day, the quotation's, the block's."""
    document, parsed = claim.document, claim.parsed
    quotation = parsed.sentence.within
    if quotation is not None and quotation.date is not None:
        return quotation.date, quotation.date_working or _block_working(claim)
    cue = claim.attribution.cue if claim.attribution is not None else None
    for timex in document.timexes_in(parsed.sentence.span) if cue is not None else ():
        if timex.basis is Basis.VAGUE:
            continue
        verb = verb_of(parsed, timex)
        if verb is not None and cue is not None and parsed.token_span(verb).overlaps(cue):
            value = timex.value.split("T")[0]
            if timevalues.precision(value) is Precision.DAY and timex.mod is None and timex.end_value is None:
                return value, timex.working
    anchor = anchor_of(document, parsed)
    if anchor is None or not anchor.certain or anchor.basis in (AnchorBasis.PUBLISHED, AnchorBasis.DATELINE):
        return None  # a report of today may tell what was said last week
    return anchor.day.isoformat(), _block_working(claim)


def reported_on(claim: ClauseClaim | Reported | Passage) -> tuple[str, str] | None:
    """The day a text was published, ISO, and how that is known."""
    if claim.document.kind == "narrative":
        return None  # the day a history was written is nobody's report
    anchor = anchor_of(claim.document, claim.parsed)
    if anchor is None or not anchor.certain:
        return None
    return anchor.day.isoformat(), _block_working(claim)


def _block_working(claim: ClauseClaim | Reported | Passage) -> str:
    anchor = anchor_of(claim.document, claim.parsed)
    return dated_by(anchor) if anchor is not None and anchor.certain else ""
