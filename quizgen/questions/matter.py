"""
Matter: the thing that a document defines itself to be about, and the nouns that stand for it.

“Norvik Rovers is a football club …” under the title Norvik Rovers: from there on “the club” is Norvik Rovers, and so is
“it” where the sentence before is about nothing else. A country is known by its name.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.annotators.annotated import Annotated
from quizgen.annotators.countries import country, with_article
from quizgen.annotators.syntax import Parsed, parse
from quizgen.document import Span
from quizgen.questions.clause import Wording
from quizgen.questions.topic import subject_matter

if TYPE_CHECKING:
    from spacy.tokens import Span as Entity
    from spacy.tokens import Token

# Nouns that a text changes between for one thing, each line with the tagger's labels for things like it.
_FAMILIES = """
club team side: ORG GPE
company firm corporation business conglomerate manufacturer publisher: ORG
country nation kingdom republic principality emirate microstate: COUNTRY
city town municipality settlement village: GPE
film movie picture: WORK_OF_ART
novel novella book story tale fable: WORK_OF_ART
poem composition work piece symphony opera concerto ballet play musical painting sculpture: WORK_OF_ART
song single track album record: WORK_OF_ART
band group orchestra: ORG
ship vessel boat liner ferry: PRODUCT
university college school institution institute academy: ORG
organisation organization body agency: ORG
agreement treaty document accord pact: LAW
project software programme program system: PRODUCT ORG
ceremony awards prize prizes award: EVENT
tool device instrument machine: PRODUCT
standard scheme code: LAW
aircraft plane airliner: PRODUCT
mission spaceflight flight spacecraft: PRODUCT EVENT
bridge tower building structure castle palace cathedral church stadium: FAC
newspaper magazine journal paper: ORG
war conflict struggle: EVENT
tournament competition championship event race contest: EVENT
"""
_FAMILY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    noun: (frozenset(nouns.split()), frozenset(labels.split()))
    for line in _FAMILIES.strip().split("\n")
    for nouns, _, labels in (line.partition(":"),)
    for noun in nouns.split()
}
COUNTRY = "country"
# What each thing of a sort has one of.
_PARTS = {
    COUNTRY: frozenset("government population economy constitution parliament army monarchy currency".split()),
    "mission": frozenset("crew astronauts cosmonauts spacecraft".split()),
    "ship": frozenset("crew captain passengers hull".split()),
    "film": frozenset("plot screenplay cast soundtrack".split()),
    "novel": frozenset("plot manuscript author".split()),
    "composition": frozenset("score orchestration premiere".split()),
    "club": frozenset("stadium manager supporters".split()),
}
_PARTS_OF = {noun: parts for of, parts in _PARTS.items() for noun in _FAMILY[of][0]}


@dataclass(frozen=True, slots=True)
class Matter:
    """What a document is about, as a sentence writes it (“the Academy Awards”), and what else it calls it."""

    name: str
    nouns: frozenset[str]
    sorts: frozenset[str]  # labels of the tagger's for things that the nouns could also mean
    parts: frozenset[str] = frozenset()  # nouns for what it has one of: “the crew”

    @property
    def bare(self) -> str:
        """The name without its article."""
        return self.name.removeprefix("the ")


def matter(document: Annotated) -> Matter | None:
    """The thing a document is about; None where its title names none, or its first sentence does not say what it is."""
    title = subject_matter(document.document.source.title or "")
    if not title:
        return None
    state = country(title)
    if state is not None:
        return Matter(with_article(state), *_FAMILY[COUNTRY], _PARTS[COUNTRY])
    first = next((block.span.of(document.document.text) for block in document.document.prose()), "")
    found = _DEFINES.match(" ".join(first.split()))
    if found is None or not _is_named(re.sub(r"^(?:The|An?) ", "", title), found["name"]):
        return None
    noun = _what_it_is(f"It was a {found['what'] or found['aside']}.")
    if noun not in _FAMILY:
        return None
    named = f"{found['article']} {found['name']}" if found["article"] else found["name"]
    if not title.startswith(named):  # “An American in Paris” has its article in the title
        named = f"the {found['name']}" if found["article"] == "The" else found["name"]
    return Matter(named, *_FAMILY[noun], _PARTS_OF.get(noun, frozenset()))


_DEFINES = re.compile(
    r"(?:(?P<article>The|An?) )?(?P<name>[\w][\w .'’&-]{1,60}?)(?: \([^()]{1,160}\))?"
    r"(?:(?:, [^.;]{1,260},)? (?:is|was|are|were) (?:an?|the|one of the) (?P<what>[^.;:,]{3,160})"
    r"|, (?:an?|the) (?P<aside>[^.;:,]{3,120}),)"
)


def _is_named(title: str, name: str) -> bool:
    """Whether a sentence's subject is what a title names, be it longer or shorter by the last words."""
    one, other = (re.findall(r"[\w'’-]+", text.lower()) for text in (title, name))
    common = sum(1 for left, right in zip(one, other, strict=False) if left == right)
    return common > 0 and common >= min(len(one), len(other), 2)


def _what_it_is(sentence: str) -> str | None:
    """The noun of “It was a Scottish football club based in Fife.”"""
    (doc,) = parse([sentence])
    attributes = [token for token in doc if token.dep_ == "attr" and token.head.dep_ == "ROOT"]
    return attributes[0].lower_ if attributes and attributes[0].tag_ == "NN" else None


def complete_matter(kept: "list[Token]", parsed: Parsed, about: Matter, document: Annotated, wording: Wording) -> None:
    """Write one “the club”, or a first “it”, as the name of what the document is about, where nothing else is meant."""
    told = about.bare in parsed.tokens.text
    first = about.bare.split()[0]
    for token in kept:
        article = token.nbor(-1) if token.i else None
        if token.i in wording.replaced:
            continue
        if told:
            if token.lower_ in about.parts and _is_plain(token, article, wording):
                wording.replaced[token.i] = token.text  # the stem says of what
            continue
        if token.text == first != about.bare and article is not None and article.lower_ == "the":
            wording.replaced[token.i] = about.bare  # “the Articles” of Confederation
            return
        place = parsed.token_span(token)
        if token.lower_ in ("it", "its") and _opens(token) and _is_subject_before(about, document, place):
            mark = "’" if about.name.endswith("s") else "’s"
            wording.replaced[token.i] = about.name if token.lower_ == "it" else f"{about.name}{mark}"
            return
        if token.lower_ not in about.nouns | about.parts or not _is_plain(token, article, wording):
            continue
        if any(name.start < token.i and _is_rival(about, name) for name in parsed.tokens.ents):
            continue
        if _introduces_another(about, document, place):
            continue
        if token.lower_ == about.bare.lower():
            wording.replaced[token.i] = token.text  # “the abacus”
        elif token.lower_ in about.parts:
            wording.replaced[token.i] = f"{token.text} of {about.name}"
        elif article is not None:
            wording.replaced[article.i] = ""
            wording.replaced[token.i] = about.name
        return


def _opens(token: "Token") -> bool:
    """Whether a pronoun is, or opens, the subject of a sentence's main verb that has none before it."""
    subject = token if token.dep_ in ("nsubj", "nsubjpass") else token.head
    return subject.dep_ in ("nsubj", "nsubjpass") and subject.head.dep_ == "ROOT" and subject.left_edge.i == token.i


def _is_plain(token: "Token", article: "Token | None", wording: Wording) -> bool:
    """Whether a noun has an article and nothing else that tells which is meant."""
    if article is None or article.lower_ != "the" or article.i in wording.dropped or len(list(token.children)) > 1:
        return False
    return token.i + 1 >= len(token.doc) or token.nbor().head != token or token.nbor().dep_ in ("case", "punct")


def _is_rival(about: Matter, named: "Entity") -> bool:
    """Whether a name in the same sentence is of a thing that the matter's nouns could mean."""
    if COUNTRY.upper() in about.sorts:
        return country(named.text) is not None
    return named.label_ in about.sorts


_LOOK_BACK = 6  # sentences


def _is_subject_before(about: Matter, document: Annotated, place: Span) -> bool:
    """Whether the sentences of the paragraph before a place are about the matter: the first by name or noun, the
    others by “it”."""
    text = document.document.text
    sentence = document.narrated_at(place)
    nouns = "|".join(map(re.escape, sorted(about.nouns)))
    opens = re.compile(rf"(?:(?:The |the )?{re.escape(about.bare)}\b|The (?:{nouns})\b)(?!['’])")
    for _ in range(_LOOK_BACK):
        before = document.narrated_before(sentence) if sentence is not None else None
        if before is None:
            return False
        words = before.span.of(text)
        if opens.match(words):
            return True
        if not re.match(r"Its? ", words):
            return False
        sentence = before
    return False


def _introduces_another(about: Matter, document: Annotated, place: Span) -> bool:
    """Whether the sentence of a place, or the one before, brings in another thing of the sort: “a rival club”."""
    text = document.document.text
    sentence = document.narrated_at(place)
    if sentence is None:
        return True
    before = document.narrated_before(sentence)
    first = next(iter(document.sentences)).span  # it says what the matter is
    start = before.span.start if before is not None and before.span != first else sentence.span.start
    nouns = "|".join(map(re.escape, sorted(about.nouns)))
    return (
        re.search(
            rf"\b(?:an?|another|other|two|each|both)\s(?:[\w-]+\s){{0,3}}(?:{nouns})s?\b", text[start : place.start]
        )
        is not None
    )
