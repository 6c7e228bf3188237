"""
Every rule's own examples: what its FINDS show must be found, what its IGNORES show must make no claim.

Each example is read as a paragraph of the news of Friday, 8 March 2019.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from quizgen import extractors
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.syntax import base_form
from quizgen.extractors import RULES
from quizgen.fact import Claim, DatedEvent, LifeDate, Participant, Passage, Quantity, Reported, Statement
from quizgen.item import Refusal
from quizgen.pipeline import annotate
from quizgen.readers import read_text

FRIDAY = date(2019, 3, 8)
NOT_RULES = {"__init__", "attribution"}  # attribution says for every rule who asserts a clause
FIRST_WORDS = 3

Rule = Callable[[Annotated], Iterator[Claim | Refusal]]
Value = tuple[str, ...]


def module_of(rule: Rule) -> ModuleType:
    return sys.modules[rule.__module__]


def name_of(rule: Rule) -> str:
    return rule.__module__.rpartition(".")[2]


def shown_by(rule: Rule) -> dict[Value, tuple[str, ...]]:
    """What a rule shows; a rule that shows nothing fails a test of its own, not the collection."""
    return getattr(module_of(rule), "FINDS", {})


def ignored_by(rule: Rule) -> tuple[str, ...]:
    return getattr(module_of(rule), "IGNORES", ())


def annotated(sentence: str) -> Annotated:
    """An example below a heading, so that it cannot be taken for the title itself."""
    return annotate(read_text(f"The news of the day\n\n{sentence}\n", FRIDAY))


def value_of(claim: Claim) -> Value:
    """A claim in the plain words of the tables."""
    match claim:
        case Statement():
            words = claim.quotation.parts[0].of(claim.document.document.text).split()
            speaker = claim.quotation.speaker
            return (speaker.name if speaker else "", " ".join(words[:FIRST_WORDS]))
        case Reported():
            return (claim.attribution.speaker.name, claim.told.text)
        case DatedEvent():
            return (base_form(claim.verb), claim.timex.value)
        case Participant():
            name = claim.span.of(claim.document.document.text)
            return (base_form(claim.verb), claim.part.value, name)
        case LifeDate():
            return (claim.name, claim.event.value, claim.value)
        case Passage():
            gap = claim.gaps[0]
            return (gap.sort.value, gap.span.of(claim.document.document.text))
        case Quantity():
            return (f"{claim.qualifier} {claim.number.text}".strip().lower(), claim.noun.text, claim.verb.text)


def found_by(rule: Rule, sentence: str) -> list[Value]:
    return [value_of(claim) for claim in rule(annotated(sentence)) if not isinstance(claim, Refusal)]


FOUND = [
    pytest.param(rule, value, sentence, id=f"{name_of(rule)}: {sentence}")
    for rule in RULES
    for value, sentences in shown_by(rule).items()
    for sentence in sentences
]
IGNORED = [
    pytest.param(rule, sentence, id=f"{name_of(rule)}: {sentence}") for rule in RULES for sentence in ignored_by(rule)
]


@pytest.mark.parametrize(("rule", "value", "sentence"), FOUND)
def test_a_rule_finds_what_it_shows(rule: Rule, value: Value, sentence: str) -> None:
    assert found_by(rule, sentence) == [value]


@pytest.mark.parametrize(("rule", "sentence"), IGNORED)
def test_a_rule_ignores_near_misses(rule: Rule, sentence: str) -> None:
    assert found_by(rule, sentence) == []


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_says_what_it_finds_and_shows_it(rule: Rule) -> None:
    assert "Misses on purpose" in (module_of(rule).__doc__ or "")
    sentences = [sentence for shown in shown_by(rule).values() for sentence in shown]
    assert sentences and all(shown_by(rule).values()), "FINDS shows nothing"
    assert ignored_by(rule), "IGNORES shows nothing"
    assert len({*sentences, *ignored_by(rule)}) == len(sentences) + len(ignored_by(rule))


def test_folder_and_rules_agree() -> None:
    folder = {path.stem for path in Path(extractors.__path__[0]).glob("*.py")}
    assert {name_of(rule) for rule in RULES} == folder - NOT_RULES
    assert len(set(RULES)) == len(RULES)


def test_a_refusal_names_its_rule_and_its_words() -> None:
    for rule in RULES:
        for sentence in ignored_by(rule):
            for refusal in rule(annotated(sentence)):
                assert isinstance(refusal, Refusal)
                assert refusal.rule == module_of(rule).RULE
                assert refusal.text and refusal.text in sentence
