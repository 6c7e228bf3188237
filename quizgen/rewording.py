"""
A teacher's own wording of questions: templates for the words that open a stem, checked by example before any build.

    [wording]
    who_said = "Whose words{when}: “{words}”?"
    when_day = "On which day"
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from quizgen.item import Item, Kind
from quizgen.vetting import is_quoted

# Each opening as the question makers write it.
OPENINGS = {
    "when_day": "on what date",
    "when_month": "in which month and year",
    "when_year": "in which year",
    "how_many": "how many",
}
TEMPLATES = ("who_said",)
KEYS = (*TEMPLATES, *OPENINGS)
_FIELD = re.compile(r"\{([^{}]*)\}")
_FIELDS = {"words": "We do not come unless invited", "when": " on 2 October 2015"}
_QUOTED = re.compile(
    r"(?:According to a report of (?P<report>[^“:]*?), )?"
    r"[Ww]ho \w+(?P<when> (?:on|in) [^“:]*?)?(?P<joint>:| that) “(?P<words>.*)”\??\Z",
    re.DOTALL,
)


def mistake(key: str, wording: str) -> str | None:
    """What is wrong with a wording, None where its example reads as a question."""
    if key in OPENINGS:
        if _FIELD.search(wording) or wording.rstrip().endswith("?"):
            return f"replaces the words “{OPENINGS[key]}” and has no fields and no question mark"
        return None if wording.strip() else "is empty"
    unknown = [name for name in _FIELD.findall(wording) if name not in _FIELDS]
    if unknown:
        return f"has no field {{{unknown[0]}}}; known: {', '.join(f'{{{name}}}' for name in _FIELDS)}"
    if "{words}" not in wording:
        return "does not say {words}, which stands for the quotation"
    example = fill(wording, _FIELDS)
    if "{" in example or "}" in example:
        return "has a brace without its partner"
    return None if example.endswith("?") else f"is no question: “{example}”"


def fill(wording: str, fields: Mapping[str, str]) -> str:
    """A template with its fields filled in."""
    return _FIELD.sub(lambda match: fields.get(match[1], match[0]), wording)


def reworded(item: Item, wordings: Mapping[str, str]) -> Item:
    """The item with its stem in the teacher's words."""
    if not wordings:
        return item
    if is_quoted(item):
        return _quoted(item, wordings["who_said"]) if "who_said" in wordings else item
    stem = item.stem
    for key, opening in OPENINGS.items():
        kind = Kind.HOW_MANY if key == "how_many" else Kind.WHEN
        if key in wordings and item.kind is kind:
            stem = _opened(stem, opening, wordings[key].strip())
    return replace(item, stem=stem)


def _opened(stem: str, opening: str, words: str) -> str:
    """The stem with another opening, capital where it opens the stem."""

    def put(match: re.Match[str]) -> str:
        return words[0].upper() + words[1:] if match.start() == 0 else words[0].lower() + words[1:]

    return re.sub(rf"\b{re.escape(opening)}\b", put, stem, count=1, flags=re.IGNORECASE)


def _quoted(item: Item, template: str) -> Item:
    found = _QUOTED.match(item.stem)
    if found is None:
        return item
    when = f" in a report of {found['report']}" if found["report"] else found["when"] or ""
    return replace(item, stem=fill(template, {"words": found["words"], "when": when}))
