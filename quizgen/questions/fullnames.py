"""
Names and dates made full.

A card is read by someone who has not seen the source. `complete` writes a surname as the full name and “the
Defence Ministry” as the Russian Defence Ministry where the document leaves no doubt which is meant, and
turns “on Wednesday” into the day.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import Basis, Timex, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.names import ROLE_WORDS
from quizgen.annotators.people import hero, shared_surnames
from quizgen.annotators.syntax import Parsed
from quizgen.questions.clause import Wording
from quizgen.questions.matter import Matter, complete_matter, matter
from quizgen.questions.trimming import quoted_tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

INSTITUTIONS = """
    Ministry Department Army Navy Parliament Embassy Council Committee Government Command Agency Office Court
    Commission Cabinet Senate Assembly Congress Force Directorate Staff Academy Society Admiralty Treasury
    Museum University Institute Observatory
""".split()


@dataclass(frozen=True, slots=True)
class References:
    """What a document says about its own names, looked up by the question makers."""

    document: Annotated
    hero: str | None  # whom the document is about
    shared: frozenset[str]  # surnames that two of its people bear
    matter: Matter | None  # the thing the document is about
    institutions: dict[str, frozenset[str]]  # “Defense Ministry” → full forms: {“Russian Defense Ministry”}


def references(document: Annotated) -> References:
    """Look up all names of a document once."""
    whom = hero(document.document, document.people)
    shared = shared_surnames(document.people)
    thing = matter(document) if whom is None else None
    name = whom.name if whom is not None else None
    return References(document, name, shared, thing, _institutions(document.document.text))


OWN_NAME = 3  # a form this much more frequent than all fuller ones is the name itself: “Red Army”
_TAILS = "|".join(INSTITUTIONS)


_INSTITUTION = re.compile(
    rf"(?<![\w.’'-])(?:(?:(?:[A-Z]\.){{2,4}}|[A-Z](?:[\w-]|\.(?=\w)){{0,30}})(?:['’]s)?\s){{1,4}}(?:{_TAILS})\b"
    r"(?:\sof\s[A-Z]\w{1,30}(?:\s[A-Z]\w{1,30})?)?"
)


def _institutions(text: str) -> dict[str, frozenset[str]]:
    """Every name of an institution, by its shorter forms."""
    found: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for match in _INSTITUTION.finditer(text):
        words = match[0].split()
        if words[0] in ("The", "A", "An", "In", "At", "On", "But", "And"):
            words = words[1:]
        counts[" ".join(words)] += 1
        for start in range(1, len(words) - 1):
            found.setdefault(" ".join(words[start:]), set()).add(" ".join(words))
    return {
        short: frozenset(full)
        for short, full in found.items()
        if counts[short] <= OWN_NAME * sum(counts[form] for form in full)
    }


def full_institution(name: str, known: References, sentence: str = "") -> str | None:
    """The one fuller form of an institution's name.

    Where the document knows several owners (“the Russian …”, “the Turkish Defence Ministry”), the sentence has to
    name one of them; else None.
    """
    owners: dict[str, list[str]] = {}
    for form in known.institutions.get(name, frozenset()):
        owners.setdefault(re.sub(r"['’]s$", "", form.split()[0])[:4], []).append(form)
    if len(owners) > 1:
        owners = {owner: forms for owner, forms in owners.items() if re.search(rf"\b{re.escape(owner)}", sentence)}
    if len(owners) != 1:
        return None
    (forms,) = owners.values()
    return min(forms, key=lambda form: ("’s" in form or "'s" in form, len(form), form))


def institution_before(word: str, position: int, known: References) -> str | None:
    """The institution that “the ministry” stands for: the only ministry named in the lines before."""
    text = known.document.document.text
    lines = text[max(0, position - 700) : position]
    named = {match[0] for match in _INSTITUTION.finditer(lines) if match[0].split()[-1].lower() == word.lower()}
    full = {full_institution(name, known) or name for name in named}
    full = {name.removeprefix("The ") for name in full if len(name.removeprefix("The ").split()) > 2}
    return next(iter(full)) if len(full) == 1 else None


def complete(
    tokens: "Sequence[Token]",
    parsed: Parsed,
    known: References,
    wording: Wording,
    style: str,
    asked: Timex | None = None,
    told_on: str | None = None,
    but: str | None = None,
) -> str | None:
    """Write names and dates in full among the tokens kept; the reason in words where it cannot be done.

    `told_on` is the day the words were said, ISO: “the past 24 hours” end on it. `but` is a person for whom a pronoun
    may stay, because the card names him elsewhere or asks for him.
    """
    quoted = quoted_tokens(tokens[0].doc) if tokens else set()
    kept = [token for token in tokens if token.i not in wording.dropped and token.i not in quoted]
    _complete_pronouns(kept, parsed, known, wording, but)
    _complete_people(kept, parsed, known, wording)
    _complete_institutions(kept, known, wording)
    _complete_definite(kept, parsed, known, wording)
    if known.matter is not None:
        complete_matter(kept, parsed, known.matter, known.document, wording)
    shared = _shared_surname(kept, known, wording)
    if shared is not None:
        return f"which {shared}"
    return _complete_dates(kept, parsed, known, wording, style, asked, told_on)


def _shared_surname(kept: "list[Token]", known: References, wording: Wording) -> str | None:
    """A surname that stands alone and that two persons of the document bear."""
    for token in kept:
        before = token.nbor(-1) if token.i else None
        joined = before is not None and before.pos_ == "PROPN" and before.text[:1].isupper()
        if token.text in known.shared and token.i not in wording.replaced and not joined:
            return token.text
    return None


def _complete_people(kept: "list[Token]", parsed: Parsed, known: References, wording: Wording) -> None:
    spans = {token.i: parsed.token_span(token) for token in kept}
    named: set[str] = set()
    if known.hero is not None:
        _complete_hero(kept, known.hero, wording)
    for span, person in known.document.people_in(parsed.sentence.span):
        inside = [token for token in kept if span.contains(spans[token.i]) and token.i not in wording.replaced]
        if not inside or person.name in named:
            continue
        if _is_part_of_a_name(inside):
            continue
        last = inside[-1]
        if _is_a_firms(last, known.document.document.source.title or ""):
            continue
        if last.whitespace_ and last.i + 1 < len(last.doc) and last.nbor().ent_type_ in ("NORP", "GPE"):
            continue  # “Native Alaskans” are not called Native
        named.add(person.name)
        written = re.findall(r"[\w.'’-]+", span.of(known.document.document.text))
        if " " in person.name and set(person.name.split()) <= set(written):
            continue  # “Edwin “Buzz” Aldrin” is full as it stands
        before = [token for token in kept if inside[0].i - len(person.name.split()) < token.i < inside[0].i]
        if " ".join(token.text for token in [*before, *inside]).endswith(person.name):
            continue
        wording.replaced[inside[0].i] = person.name
        _space(wording, inside)


# “The elder Berg” is told apart from another.
_RELATIVES = frozenset("elder older younger senior junior".split())


def _is_a_firms(surname: "Token", title: str) -> bool:
    """Whether a surname with its “'s” is the name of a firm: “Corran's sold its ships”, or the title has it."""
    after = surname.doc[surname.i + 1 : surname.i + 3]
    if len(after) < 2 or after[0].text not in ("'s", "’s"):
        return False
    return after[1].pos_ in ("VERB", "AUX", "PUNCT", "ADP", "CCONJ") or f"{surname.text}{after[0].text}" in title


def _is_part_of_a_name(words: "list[Token]") -> bool:
    """Whether words that name a person stand in a longer name: “Edward Baker Corran”, ““Ned” Corran”, “the Corran
    family”."""
    first, last = words[0], words[-1]
    before = first.nbor(-1) if first.i else None
    ranked = before is not None and before.lower_.rstrip(".") in ROLE_WORDS
    named = before is not None and before.text[:1].isupper() and before.pos_ == "PROPN" and before.ent_type_ != "GPE"
    named = named and not (ranked and before is not None and before.ent_type_ != "PERSON")
    named = named or (before is not None and before.lower_ in _RELATIVES)
    nicknamed = before is not None and before.text in ("”", '"', "’", "'") and first.i > 1
    modifies = last.dep_ in ("compound", "nmod") and last.head.i > last.i and last.head.text.islower()
    after = last.doc[last.i + 1 : last.i + 2]
    opens = first.ent_iob_ == "I" and not ranked
    firm = last.ent_type_ == "ORG" and (opens or any(token.ent_iob_ == "I" for token in after))
    return len(words) == 1 and (named or nicknamed or modifies or firm)


def _complete_pronouns(
    kept: "list[Token]", parsed: Parsed, known: References, wording: Wording, but: str | None
) -> None:
    """Write one “he”, “she”, “his” or “her” of each person as the name, unless the name stands before it: the subject
    of the main clause (“After his marriage he moved” → “After his marriage Jonas Berg moved”), else the first."""
    named = {but}
    spans = {token.i: parsed.token_span(token) for token in kept}
    for span, person in known.document.people_in(parsed.sentence.span):
        if any(span.overlaps(other) for other in spans.values()):
            named.add(person.name)
    resolved = [token for token in kept if spans[token.i] in known.document.pronouns]
    pronouns = [token for token in resolved if token.i not in wording.replaced]
    for token in sorted(pronouns, key=lambda token: (not _is_main_subject(token), token.i)):
        name = known.document.pronouns[spans[token.i]]
        if name in named or " " not in name:
            continue
        named.add(name)
        wording.replaced[token.i] = name if token.tag_ != "PRP$" else f"{name}’s"


def _is_main_subject(token: "Token") -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"


# Things with names of their own, of which a text mostly has one of each kind.
_NAMED_THINGS = frozenset(
    word.lower()
    for word in """
    Ministry Department Parliament Embassy Committee Court Commission Senate Assembly Congress Academy Society
    Museum University Institute Observatory Bridge Canal Railway School College Church Cathedral Abbey
    Hospital Theatre Library Gallery Tower Palace Castle Station Airport Stadium
    League Federation Orchestra Telescope Laboratory Treaty Pact Convention Act Expedition Dam Line Declaration
    Articles Charter Covenant Protocol Accord
    """.split()
)


_LINES_BEFORE = 1500  # characters


def _complete_definite(kept: "list[Token]", parsed: Parsed, known: References, wording: Wording) -> None:
    """Write “the bridge” as the Forth Bridge where the lines before name one and no other."""
    for token in kept:
        article = token.nbor(-1) if token.i else None
        if token.lower_ not in _NAMED_THINGS or article is None or token.i in wording.replaced:
            continue
        if article.lower_ != "the" or article.i in wording.dropped or len(list(token.children)) > 1:
            continue
        if token.i + 1 < len(token.doc) and token.nbor().head == token:
            continue
        if token.text[0].isupper() and re.match(r"of\b|[A-Z]", token.doc[token.i + 1 : token.i + 2].text):
            continue  # “the League Cup”
        full = named_before(token.text.lower(), parsed.token_span(token).start, known)
        if full is not None:
            wording.replaced[token.i] = full


def named_before(word: str, position: int, known: References) -> str | None:
    """The one name that ends in a noun, or opens with it, in the lines before: “Forth Bridge”, “Treaty of Rome”."""
    lines = known.document.document.text[max(0, position - _LINES_BEFORE) : position]
    title = word.capitalize()
    found = re.finditer(
        rf"(?<![\w.’'-])(?:(?P<before>(?:[A-Z][\w-]+(?:['’]s)?[ \n]){{1,4}}){title}\b(?! of [A-Z])"
        rf"|{title} of (?P<after>(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*))",
        lines,
    )
    matches = list(found)
    if matches and re.search(
        rf"\b(?:an?|another|new|civil|second|both)\s(?:[\w-]+\s){{0,2}}{word}s?\b", lines[matches[-1].end() :]
    ):
        return None
    names = {" ".join(match[0].split()).removeprefix("The ") for match in matches}
    names = {name for name in names if name != title and not name.endswith("s")}
    return next(iter(names)) if len(names) == 1 else None


_FUNCTION = frozenset(("ADP", "SCONJ", "CCONJ", "ADV", "DET", "AUX", "PRON", "VERB"))


def _complete_hero(kept: "list[Token]", hero: str, wording: Wording) -> None:
    """Write the first bare surname of a life's hero in full, also where relatives share it."""
    surname = hero.split()[-1]
    if any(token.text == surname and token.i and token.nbor(-1).pos_ == "PROPN" for token in kept):
        return
    if any(hero in written for written in wording.replaced.values()):
        return
    for token in kept:
        before = token.nbor(-1) if token.i else None
        named = before is not None and before.text[:1].isupper() and before.pos_ not in _FUNCTION
        bare = not named and (before is None or before.text not in ("“", "”", '"', "’", "'"))
        if token.text == surname and bare and not _is_part_of_a_name([token]):
            wording.replaced.setdefault(token.i, hero)
            return


def _space(wording: Wording, tokens: "list[Token]") -> None:
    for token in tokens[1:]:
        wording.replaced[token.i] = ""


def _complete_institutions(kept: "list[Token]", known: References, wording: Wording) -> None:
    names = set(INSTITUTIONS)
    for position, token in enumerate(kept):
        if token.text not in names or token.i in wording.replaced or (token.is_sent_start and token.pos_ == "NOUN"):
            continue
        start = position
        while (
            start > 0
            and kept[start - 1].i == kept[start].i - 1
            and (kept[start - 1].text[:1].isupper() and kept[start - 1].dep_ in ("compound", "amod", "poss"))
        ):
            start -= 1
        words = kept[start : position + 1]
        if words[0].is_sent_start and words[0].pos_ == "DET":
            words = words[1:]
        sentence = " ".join(word.text for word in token.doc)
        full = full_institution(" ".join(word.text for word in words), known, sentence)
        if full is None or (start > 0 and kept[start - 1].dep_ in ("poss", "case")):
            continue
        if start > 1 and kept[start - 1].lower_ in ("and", "&", "of") and kept[start - 2].text[:1].isupper():
            continue  # “the Rivers and Ports Committee”
        first = words[0]
        article = "" if start > 0 and kept[start - 1].lower_ == "the" else "the "
        if "’s " in full or "'s " in full:
            article = ""
            if start > 0 and kept[start - 1].lower_ == "the":
                wording.replaced[kept[start - 1].i] = ""
        wording.replaced[first.i] = article + full
        _space(wording, words)


_LAST_HOURS = re.compile(r"(?:the\s+)?(?:past|last|previous)\s+(?P<length>\S+\s+(?:hours|days|weeks))", re.IGNORECASE)


def counts_back(words: str) -> bool:
    """Whether words name a stretch up to now: “the past 24 hours”."""
    return _LAST_HOURS.fullmatch(words) is not None


def _is_plain_day(timex: Timex) -> bool:
    """Whether an expression is a day and nothing else, so that it can be written as the deck writes its dates."""
    return len(timex.value) == 10 and timex.mod is None and timex.end_value is None and timex.joint is None


_NO_TIME = frozenset("future former past late then".split())
_TIMES_OF_DAY = frozenset("morning afternoon evening night eve dawn noon midnight".split())
# “over a year ago” is not over 2002.
_SHIFTING = frozenset("over about nearly almost around than least at roughly some under".split())


def _names_a_day(word: "Token") -> bool:
    """Whether a capitalised word right before a day or month makes a name of both."""
    capital = word.text[:1].isupper() and bool(word.whitespace_)
    return capital and word.pos_ in ("PROPN", "ADJ") and word.ent_type_ != "GPE"


def _complete_dates(
    kept: "list[Token]",
    parsed: Parsed,
    known: References,
    wording: Wording,
    style: str,
    asked: Timex | None,
    told_on: str | None,
) -> str | None:
    text = known.document.document.text
    written_up_to = 0
    for timex in known.document.timexes_in(parsed.sentence.span):
        if timex is asked or timex.span.start < written_up_to:
            continue
        extent = timex.extent if timex.extent is not None and timex.basis is not Basis.EXPLICIT else timex.span
        inside = [token for token in kept if extent.overlaps(parsed.token_span(token))]
        if not inside:
            continue
        words = timex.span.of(text)
        written_up_to = extent.end
        if timex.type is TimexType.SET:
            continue
        length = _LAST_HOURS.fullmatch(re.sub(r"\s+", " ", words))
        if length is not None:
            if told_on is None:
                return f"“{words}” needs a date"
            _put(wording, inside, f"the {length['length']} to {timevalues.write(told_on, style)}")
            continue
        if timex.type is TimexType.DURATION:
            continue
        if inside[-1].dep_ == "poss" or any(child.dep_ == "case" for child in inside[-1].children):
            return f"“{words}’s” needs a date"
        if re.search(r"-(?:SP|SU|FA|WI)$", timex.value) and inside[-1].dep_ in ("compound", "amod", "nmod"):
            continue  # “the spring flood”
        adjective = inside[-1].dep_ in ("compound", "amod", "nmod") and inside[-1].head not in inside
        written = _written(timex, style)
        before = inside[0].nbor(-1) if inside[0].i > 1 else None
        if before is not None and timex.basis is not Basis.EXPLICIT and _names_a_day(before):
            continue  # “Black January”
        if adjective and words.lower() in _NO_TIME:
            continue  # “his future wife”
        if adjective and timex.basis is not Basis.EXPLICIT and inside[-1].head.text[:1].isupper():
            continue  # “the February Revolution”
        if adjective and timex.basis is not Basis.EXPLICIT:
            if inside[-1].head.lower_ in _TIMES_OF_DAY:
                return f"“{words} {inside[-1].head}” needs a date"
            _put(wording, inside, "")
        elif timex.basis is Basis.VAGUE and words.lower() in _NO_TIME:
            continue
        elif written is None:
            return f"“{words}” needs a date"
        elif timex.basis is not Basis.EXPLICIT or _is_plain_day(timex):
            if inside[0].i and inside[0].nbor(-1).lower_ in _SHIFTING:
                return f"“{inside[0].nbor(-1)} {words}” needs a date"
            weekend = written.startswith("the weekend")
            if weekend and (inside[0].i == 0 or inside[0].nbor(-1).pos_ != "ADP"):
                return f"“{words}” needs a date"
            _put(wording, inside, written if weekend else _with_preposition(written, inside))
    return None


def _written(timex: Timex, style: str) -> str | None:
    if timex.value.endswith("-WE") and (days := timevalues.interval(timex.value)) is not None:
        first, last = (day.isoformat() for day in days)
        return f"the weekend of {timevalues.write(first, style, last)}"
    if timex.basis is Basis.VAGUE or timevalues.precision(timex.value) is None:
        return None
    written = timevalues.write(timex.value.split("T")[0], style, timex.end_value)
    return f"the night of {written}" if timex.value.endswith("TNI") else written


def _put(wording: Wording, inside: "list[Token]", text: str) -> None:
    wording.replaced[inside[0].i] = text
    _space(wording, inside)


def _with_preposition(written: str, inside: "list[Token]") -> str:
    before = inside[0].doc[inside[0].i - 1] if inside[0].i else None
    if before is not None and before.pos_ in ("ADP", "SCONJ"):
        return written
    return ("on " if (written[0].isdigit() and " " in written) or "," in written else "in ") + written
