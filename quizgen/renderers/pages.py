"""
What the HTML pages have in common: words, sources, text that stays text, and a policy that lets nothing out.

Every page is one file that forbids itself every request, and any script or style but its own.
"""

import json
import tomllib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from quizgen.dates import write_day
from quizgen.deck import Deck
from quizgen.document import Source
from quizgen.item import Item
from quizgen.templates import template_text

LINKED = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as a page shows it; `url` only where a browser may follow it."""

    title: str
    publisher: str | None
    published: str | None
    url: str | None


@cache
def languages() -> Mapping[str, Mapping[str, str]]:
    """The words of the interface, for each language that has them."""
    return tomllib.loads(template_text("quiz/words.toml"))


def page(name: str, interface: str, title: str, style: str, script: str = "", **content: object) -> bytes:
    """The page that a template makes of its content, as UTF-8; `interface` is the language of its own words."""
    allowed = {"style-src": style, "script-src": script}
    sources = "; ".join(f"{what} '{_csp_hash(text)}'" for what, text in allowed.items() if text)
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    words = languages()[interface]
    frame = {"interface": interface, "title": title, "policy": policy, "style": style, "script": script, "words": words}
    return _template(name).render(**frame, **content).encode()


def numbered_sources(deck: Deck) -> dict[tuple[str, Source], int]:
    """Every document that the deck cites, numbered in the order of first use."""
    numbers: dict[tuple[str, Source], int] = {}
    for card in deck.cards:
        for evidence in card.item.evidence:
            numbers.setdefault((evidence.document, evidence.source), len(numbers))
    return numbers


def cited(document: str, source: Source, style: str = "dmy") -> Cited:
    """A source as a page shows it, its date in the deck's style; without a title it goes by its document."""
    url = source.url.strip() if source.url else ""
    return Cited(
        title=source.title or document,
        publisher=source.publisher,
        published=write_day(source.published, style) if source.published else None,
        url=url if url.lower().startswith(LINKED) else None,
    )


def options(id: str, item: Item) -> Sequence[str]:
    """Right and wrong answers of an item, always in the same order, which tells nothing; none without wrong ones."""
    if not item.distractors:
        return ()
    return sorted((item.key, *item.distractors), key=lambda option: sha256(f"{id}\0{option}".encode()).digest())


@cache
def small_script(*names: str) -> str:
    """The modules of those names as one script, as small as its meaning allows.

    It runs when all of the page is there: a browser may paint between a script at the end of a page and its end.
    """
    modules = "\n".join(template_text(name) for name in names)
    whole = f"addEventListener('DOMContentLoaded', () => {{\n'use strict';\n{modules}\n}})"
    return _small("application/javascript", whole)


@cache
def small_style(*names: str) -> str:
    """The style sheets of those names as one, as small as its meaning allows."""
    return _small("text/css", "\n".join(map(template_text, names)))


def _small(type: str, text: str) -> str:
    import minify  # a library of its own weight, for pages only

    return str(minify.string(type, text))


def _csp_hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["json_text"] = _json_text
    return environment.get_template(name)


def _json_text(value: object) -> str:
    """JSON that can stand in a script element, and in an attribute within single quotation marks."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<&'\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return written
