"""
Names made full, and words that mean nothing without their text.

A card is read by someone who has not seen the source. `complete` writes a surname as the full name and “the
Defence Ministry” as the Russian Defence Ministry where the document leaves no doubt which is meant, and
turns “on Wednesday” into the day; `hanging` names the words that still point outside the card.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen import timevalues
from quizgen.annotation import Basis, Timex, TimexType
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.syntax import Parsed
from quizgen.fact import Attribution
from quizgen.questions.clause import Clause, Wording, quoted_tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

INSTITUTIONS = """
    Ministry Department Army Navy Parliament Embassy Council Committee Government Command Agency Office Court
    Commission Cabinet Senate Assembly Congress Force Directorate Staff Academy Society Admiralty Treasury
    Museum University Institute Observatory
""".split()
# Things there is only one of, or that need no telling which.
UNIQUE = frozenset(
    """sun moon earth world sky sea ocean air ground west east north south equator internet web press media public
    poor rich past future present universe atmosphere horizon coast truth law economy environment globe
    surface weather dead wounded injured night morning afternoon evening way beginning end start majority
    number total use basis course help aid support""".split()
)
# Reflexives are left out: what they mean stands in their own clause.
PLURAL = frozenset("they them their theirs".split())
NEUTER = frozenset("it its".split())
HUMAN = frozenset("he him his she her hers".split())
FIRST_OR_SECOND = frozenset("i me my mine we us our ours you your yours myself ourselves yourself".split())
POINTING = frozenset("this that these those such another latter former".split())
ORDINAL = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|\w+th|\d+(?:st|nd|rd|th)|last|only|final)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class References:
    """What a document says about its own names, looked up by the question makers."""

    document: Annotated
    hero: str | None  # whom the document is about
    institutions: dict[str, frozenset[str]]  # “Defense Ministry” → full forms: {“Russian Defense Ministry”}


def references(document: Annotated) -> References:
    """Look up all names of a document once."""
    return References(document, _hero(document), _institutions(document.document.text))


_TAILS = "|".join(INSTITUTIONS)
_INSTITUTION = re.compile(
    rf"(?<![\w.’'-])(?:(?:(?:[A-Z]\.){{2,4}}|[A-Z](?:[\w-]|\.(?=\w)){{0,30}})(?:['’]s)?\s){{1,4}}(?:{_TAILS})\b"
    r"(?:\sof\s[A-Z]\w{1,30}(?:\s[A-Z]\w{1,30})?)?"
)


def _institutions(text: str) -> dict[str, frozenset[str]]:
    """Every name of an institution, by its shorter forms."""
    found: dict[str, set[str]] = {}
    for match in _INSTITUTION.finditer(text):
        words = match[0].split()
        if words[0] in ("The", "A", "An", "In", "At", "On", "But", "And"):
            words = words[1:]
        for start in range(1, len(words) - 1):
            found.setdefault(" ".join(words[start:]), set()).add(" ".join(words))
    return {short: frozenset(full) for short, full in found.items()}


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
) -> str | None:
    """Write names and dates in full among the tokens kept; the reason in words where it cannot be done.

    `told_on` is the day the words were said, ISO: “the past 24 hours” end on it.
    """
    quoted = quoted_tokens(tokens[0].doc) if tokens else set()
    kept = [token for token in tokens if token.i not in wording.dropped and token.i not in quoted]
    _complete_people(kept, parsed, known, wording)
    _complete_institutions(kept, known, wording)
    return _complete_dates(kept, parsed, known, wording, style, asked, told_on)


def _complete_people(kept: "list[Token]", parsed: Parsed, known: References, wording: Wording) -> None:
    spans = {token.i: parsed.token_span(token) for token in kept}
    named: set[str] = set()
    if known.hero is not None:
        _complete_hero(kept, known.hero, wording)
    for span, person in known.document.people_in(parsed.sentence.span):
        inside = [token for token in kept if span.contains(spans[token.i]) and token.i not in wording.replaced]
        if not inside or person.name in named:
            continue
        named.add(person.name)
        before = [token for token in kept if inside[0].i - len(person.name.split()) < token.i < inside[0].i]
        if " ".join(token.text for token in [*before, *inside]).endswith(person.name):
            continue
        wording.replaced[inside[0].i] = person.name
        _space(wording, inside)


def _hero(document: Annotated) -> str | None:
    """The full name of the person a document is about: the one that its title names."""
    title = document.document.source.title or ""
    named = {person.name for person in document.people if " " in person.name and person.name in title}
    return next(iter(named)) if len(named) == 1 else None


def _complete_hero(kept: "list[Token]", hero: str, wording: Wording) -> None:
    """Write the first bare surname of a life's hero in full, also where relatives share it."""
    surname = hero.split()[-1]
    if any(token.text == surname and token.i and token.nbor(-1).pos_ == "PROPN" for token in kept):
        return
    for token in kept:
        bare = token.i == 0 or not token.nbor(-1).text[:1].isupper() or token.nbor(-1).pos_ != "PROPN"
        if token.text == surname and bare:
            wording.replaced.setdefault(token.i, hero)
            return


def _space(wording: Wording, tokens: "list[Token]") -> None:
    for token in tokens[1:]:
        wording.replaced[token.i] = ""


def _complete_institutions(kept: "list[Token]", known: References, wording: Wording) -> None:
    names = set(INSTITUTIONS)
    for position, token in enumerate(kept):
        if token.text not in names or token.i in wording.replaced:
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
    for timex in known.document.timexes_in(parsed.sentence.span):
        if timex is asked:
            continue
        inside = [token for token in kept if timex.span.overlaps(parsed.token_span(token))]
        if not inside:
            continue
        words = timex.span.of(text)
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
        if adjective and timex.basis is not Basis.EXPLICIT:
            _put(wording, inside, "")
        elif written is None:
            return f"“{words}” needs a date"
        elif timex.basis is not Basis.EXPLICIT:
            _put(wording, inside, _with_preposition(written, inside))
    return None


def _written(timex: Timex, style: str) -> str | None:
    if timex.basis is Basis.VAGUE or timevalues.precision(timex.value) is None:
        return None
    return timevalues.write(timex.value.split("T")[0], style, timex.end_value)


def _put(wording: Wording, inside: "list[Token]", text: str) -> None:
    wording.replaced[inside[0].i] = text
    _space(wording, inside)


def _with_preposition(written: str, inside: "list[Token]") -> str:
    before = inside[0].doc[inside[0].i - 1] if inside[0].i else None
    if before is not None and before.pos_ in ("ADP", "SCONJ"):
        return written
    return ("on " if (written[0].isdigit() and " " in written) or "," in written else "in ") + written


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
    for token in unique:
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
        return token.text
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        if word in PLURAL | NEUTER | HUMAN and not _has_antecedent(token, kept, subject, attribution):
            return token.text
        if token.pos_ == "PRON" and word in POINTING and token.dep_ not in ("mark", "nsubj", "dobj"):
            return token.text
        if word in POINTING and token.tag_ == "DT":
            return token.text
    if word in POINTING and token.tag_ in ("DT", "PDT"):
        return _noun_with(token)
    if word in ("here", "there") and token.dep_ == "advmod":
        return token.text
    if word in ("similar", "further", "additional", "same") and token.dep_ == "amod":
        return _noun_with(token)
    if word == "other" and token.dep_ == "amod" and token.head.dep_ != "conj":
        return _noun_with(token)
    if word == "the" and token.dep_ == "det" and not _is_definite(token.head, kept, wording):
        return _noun_with(token)
    return None


def _noun_with(token: "Token") -> str:
    return f"{token.text.lower()} {token.head.text}" if token.head != token else token.text


def _has_antecedent(token: "Token", kept: "list[Token]", subject: "Token", attribution: Attribution | None) -> bool:
    """Whether a pronoun has its noun on the card: the nearest subject before it that agrees, or who says so."""
    word = token.lower_
    if token.dep_ == "expl" or (word == "it" and _is_expletive(token)):
        return True
    verb = token.head
    while verb.pos_ == "ADP" and verb.head != verb:
        verb = verb.head
    clause_mates = {child.i for child in verb.children} if token.tag_ != "PRP$" else set()
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
    if attribution is not None and attribution.subject is not None and attribution.subject.pos_ != "PRON":
        before.append(attribution.subject)
    actors = [other for other in before if token.tag_ != "PRP$" or _is_actor(other)]
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
    return any(child.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "acomp") for child in token.head.children) and (
        token.head.lower_ in ("is", "was", "be", "been", "took", "takes", "seems", "seemed")
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
    if noun.pos_ == "PROPN" or noun.lower_ in UNIQUE or noun.ent_type_ in ("GPE", "LOC", "ORG", "FAC", "NORP", "EVENT"):
        return noun.pos_ != "NOUN" or noun.lower_ in UNIQUE or _has_name(noun)
    if noun.pos_ == "ADJ" or noun.tag_ == "VBN":
        return True
    there = {token.i for token in kept}
    if noun.i + 1 < len(noun.doc) and noun.nbor().pos_ == "PROPN" and noun.i + 1 in there:
        return True  # “the river Dene”, “the television channel France 24”
    for child in noun.children:
        if child.i not in there:
            continue
        if child.dep_ in ("compound", "amod", "poss", "nmod", "nummod") and (
            child.pos_ == "PROPN"
            or child.text[:1].isupper()
            or child.tag_ in ("JJS", "RBS")
            or ORDINAL.match(child.lower_)
            or child.dep_ == "poss"
        ):
            return True
        if child.dep_ in ("prep", "acl", "relcl", "appos") and child.i > noun.i:
            return True
    return False


def _has_name(noun: "Token") -> bool:
    return any(child.text[:1].isupper() or child.dep_ in ("prep", "poss") for child in noun.children)


_LEAD = re.compile(
    r"^(?:According to .*?, (?:(?:speaking|reporting) on [^,]*(?:, \d{4})?, )?|As reported on [^,]*(?:, \d{4})?, )"
)
_DATE_WORDS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|On|In|At|From|How|According)\b"
)


def names_in(stem: str) -> int:
    """How many capitalised names a stem holds besides the one it says so according to."""
    asked = _DATE_WORDS.sub("", _LEAD.sub("", stem))
    return len(re.findall(r"\b[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*", asked))
