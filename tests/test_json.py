"""The deck as JSON: the documented shape, nothing lost, and the committed schema that of the models."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from factories import deck, evidence, how_many, when, who_said
from pydantic import ValidationError

from quizgen.deck import Conflict
from quizgen.document import Source, Span
from quizgen.item import Precision, Reason, Refusal
from quizgen.renderers import deckjson

SCHEMA = Path(__file__).parents[1] / "docs" / "deck.schema.json"


def test_the_committed_schema_is_that_of_the_models() -> None:
    assert SCHEMA.read_bytes() == deckjson.schema(), "docs/file-formats.md says how to write the schema anew"


def test_an_item_has_the_documented_shape() -> None:
    item = replace(
        when(explanation="“Wednesday” + heading → 15 September 1784"),
        accept=("1784-09-15",),
        according_to="Lunardi",
        date="1784-09-15",
        precision=Precision.DAY,
        tags=("flight",),
    )
    written = json.loads(deckjson.render(deck(item)))
    assert list(written) == ["format", "id", "title", "documents", "items", "refusals", "conflicts"]
    assert written["format"] == "quizgen.deck/1"
    assert written["items"] == [
        {
            "id": "item-1",
            "kind": "when",
            "stem": "On what date did Vincenzo Lunardi fly over London?",
            "key": "15 September 1784",
            "accept": ["1784-09-15"],
            "distractors": ["21 November 1783", "7 January 1785", "5 June 1783"],
            "according_to": "Lunardi",
            "date": "1784-09-15",
            "precision": "day",
            "explanation": "“Wednesday” + heading → 15 September 1784",
            "tags": ["flight"],
            "rule": "when",
            "evidence": [
                {
                    "document": "balloon",
                    "start": 100,
                    "end": 147,
                    "text": "On 15 September 1784 Lunardi rose above London.",
                    "answer": [103, 120],
                    "source": {
                        "title": "The balloon ascends",
                        "publisher": "The River Gazette",
                        "author": "Ada Field",
                        "published": "1784-09-16",
                        "url": "https://gazette.example/balloon?a=1&b=2",
                    },
                }
            ],
        }
    ]


def test_what_is_not_known_is_null() -> None:
    item = when(proof=(evidence("It rose on Wednesday.", source=Source()),))
    written = json.loads(deckjson.render(deck(item)))["items"][0]
    assert written["evidence"][0]["answer"] is None
    assert written["evidence"][0]["source"] == dict.fromkeys(["title", "publisher", "author", "published", "url"])
    assert written["according_to"] is written["date"] is written["precision"] is None


def test_refusals_and_conflicts_are_written() -> None:
    made = replace(
        deck(),
        refusals=(Refusal(Reason.NOT_ALONE, "when", "balloon", Span(3, 9), "It rose.", detail="“It”"),),
        conflicts=(Conflict("How many watched?", (("20", evidence("20 watched.", "20")),)),),
    )
    written = json.loads(deckjson.render(made))
    assert written["refusals"] == [
        {
            "reason": "does not stand alone",
            "rule": "when",
            "document": "balloon",
            "start": 3,
            "end": 9,
            "text": "It rose.",
            "detail": "“It”",
        }
    ]
    assert written["conflicts"][0]["stem"] == "How many watched?"
    assert written["conflicts"][0]["answers"][0]["key"] == "20"
    assert written["conflicts"][0]["answers"][0]["evidence"]["answer"] == [100, 102]


def test_the_bytes_are_stable_readable_utf8_and_end_in_a_newline() -> None:
    made = deck(who_said(), when(), how_many())
    written = deckjson.render(made)
    assert written == deckjson.render(made)
    assert "“The whole town lay".encode() in written
    assert written.endswith(b"}\n")


def test_the_models_read_what_they_wrote_and_nothing_more() -> None:
    written = deckjson.render(deck(who_said(), when()))
    assert deckjson.DeckJson.model_validate_json(written) == deckjson.deck_json(deck(who_said(), when()))
    with pytest.raises(ValidationError, match="colour"):
        deckjson.DeckJson.model_validate_json(written.replace(b'"title"', b'"colour": 1, "title"', 1))
