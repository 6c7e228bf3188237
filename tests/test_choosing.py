"""What a teacher's deck.toml keeps of the items, and in whose words it asks them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import evidence, how_many, when, who_said

from quizgen import rewording
from quizgen.choosing import Choice, choose, quality
from quizgen.cli import main
from quizgen.errors import DeckError
from quizgen.item import Item, Precision, Reason
from quizgen.project import plan_deck
from quizgen.rewording import reworded
from quizgen.scaffold import lay_out


def dated(day: str, **more: object) -> Item:
    item = when(f"On what date, {day}, did Vincenzo Lunardi fly over London?", day)
    return replace(item, date=day, precision=Precision.DAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice(), ["1784-09-14", "1784-09-15", "1784-09-16", None]),
        (Choice(first=date(1784, 9, 15)), ["1784-09-15", "1784-09-16", None]),
        (Choice(last=date(1784, 9, 15)), ["1784-09-14", "1784-09-15", None]),
        (Choice(first=date(1784, 9, 15), last=date(1784, 9, 15)), ["1784-09-15", None]),
    ],
)
def test_a_period_keeps_its_days_and_what_has_none(choice: Choice, kept: list[str | None]) -> None:
    items = [dated("1784-09-14"), dated("1784-09-15"), dated("1784-09-16"), who_said()]
    chosen = choose(items, choice)
    assert [item.date for item in chosen.items] == kept
    assert {refusal.reason for refusal in chosen.refusals} <= {Reason.LEFT_OUT}
    assert len(chosen.items) + len(chosen.refusals) == len(items)


def test_a_phrase_leaves_out_whatever_holds_it() -> None:
    chosen = choose([when(), who_said()], Choice(without=("LUNARDI FLY",)))
    assert chosen.items == (who_said(),)
    assert "“LUNARDI FLY”" in chosen.refusals[0].detail


def test_a_claim_leaves_out_the_item_that_makes_it() -> None:
    chosen = choose([when(), who_said()], Choice(claims=frozenset({when().claim})))
    assert chosen.items == (who_said(),)


def test_quality_counts_what_makes_a_card_good() -> None:
    good = dated("1784-09-15")
    assert quality(good) == 5
    assert quality(replace(good, distractors=())) == 4
    assert quality(replace(good, distractors=(), date=None)) == 3
    assert quality(replace(good, distractors=(), date=None, key="a b c d e")) == 2
    assert quality(replace(good, stem="x " * 60, distractors=(), date=None, key="a b c d e")) == 1


def test_a_least_quality_turns_down_what_is_below() -> None:
    plain = replace(dated("1784-09-16"), distractors=())
    chosen = choose([dated("1784-09-15"), plain], Choice(quality=5))
    assert [item.date for item in chosen.items] == ["1784-09-15"]


def test_a_budget_keeps_what_several_sources_tell_and_the_order() -> None:
    items = [dated(f"1784-09-{day:02d}") for day in range(1, 9)]
    twice = replace(items[5], evidence=(evidence("a"), evidence("b", document="diary")))
    chosen = choose([*items[:5], twice, *items[6:]], Choice(most=2))
    assert [item.date for item in chosen.items] == ["1784-09-01", "1784-09-06"]
    assert [refusal.reason for refusal in chosen.refusals] == [Reason.OVER_BUDGET] * 6


def test_a_budget_keeps_the_proportion_of_the_kinds() -> None:
    days = [dated(f"1784-09-{day:02d}") for day in range(1, 9)]
    items = [*days, *(how_many(f"How many {n}?", "3") for n in range(4))]
    chosen = choose(items, Choice(most=6))
    assert sorted(item.kind.value for item in chosen.items) == ["how_many"] * 2 + ["when"] * 4


@pytest.mark.parametrize(
    ("key", "words", "item", "stem"),
    [
        ("when_day", "On which day", when(), "On which day did Vincenzo Lunardi fly over London?"),
        (
            "when_day",
            "On which day",
            when("According to Ada, on what date did it sink?"),
            "According to Ada, on which day did it sink?",
        ),
        ("how_many", "What number of", how_many("How many sails came?", "3"), "What number of sails came?"),
        ("how_many", "What number of", when(), when().stem),
        ("who_said", "Whose words{when}: “{words}”?", who_said("We go"), "Whose words: “We go”?"),
    ],
)
def test_a_wording_replaces_the_opening(key: str, words: str, item: Item, stem: str) -> None:
    assert reworded(item, {key: words}).stem == stem


@pytest.mark.parametrize(
    ("stem", "asked"),
    [
        ("Who said on 2 October 2015: “We go”?", "Whose words on 2 October 2015: “We go”?"),
        ("Who said on 2 October 2015 that “we go”?", "Whose words on 2 October 2015: “we go”?"),
        ("Who asked: “Who goes?”", "Whose words: “Who goes?”?"),
        ("Who said: “We go to: the mill”?", "Whose words: “We go to: the mill”?"),
    ],
)
def test_a_template_takes_the_words_and_the_day(stem: str, asked: str) -> None:
    item = replace(who_said(), stem=stem)
    assert reworded(item, {"who_said": "Whose words{when}: “{words}”?"}).stem == asked


@pytest.mark.parametrize(
    ("key", "words", "what"),
    [
        ("who_said", "Whose words: “{word}”?", "has no field {word}"),
        ("who_said", "Whose words?", "does not say {words}"),
        ("who_said", "Whose words: “{words}”", "is no question"),
        ("who_said", "Whose words: “{words}” {?", "has a brace without its partner"),
        ("when_day", "On which day?", "has no fields and no question mark"),
        ("how_many", " ", "is empty"),
    ],
)
def test_a_template_is_tried_on_an_example(key: str, words: str, what: str) -> None:
    assert what in (rewording.mistake(key, words) or "")


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The deck.toml of a new project, with its comments away."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    (path,) = (tmp_path / "decks").glob("*/deck.toml")
    return path


_KEYS = ("exclude", "max_cards", "answers", "[wording]", "when_day", "who_said")


def built(deck: Path, more: str) -> dict[str, object]:
    name = deck.parent.name
    text = deck.read_text(encoding="utf-8").split("# The deck's period")[0]
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(_KEYS))
    deck.write_text(f"{bare}\n{more}", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", name, "--format", "json"])
    assert done.exit_code == 0, done.output
    result: dict[str, object] = json.loads((deck.parent / f"{name}.json").read_text(encoding="utf-8"))
    return result


def items_of(deck_json: dict[str, object]) -> list[dict[str, object]]:
    items = deck_json["items"]
    assert isinstance(items, list)
    return items


def test_a_deck_file_decides(deck: Path) -> None:
    all_of_them = items_of(built(deck, ""))
    unwanted = str(all_of_them[0]["id"])
    few = built(
        deck,
        f'exclude = ["{unwanted}"]\nmax_cards = 3\nanswers = "typed"\n[wording]\nwhen_day = "On which day"\n'
        'who_said = "Whose words{when}: “{words}”?"\n',
    )
    kept = items_of(few)
    assert len(kept) == 3
    assert unwanted not in {item["id"] for item in kept}
    assert {item["id"] for item in kept} < {item["id"] for item in all_of_them}
    assert [item["distractors"] for item in kept] == [[]] * 3
    stems = " ".join(str(item["stem"]) for item in kept)
    assert "On what date" not in stems
    assert "Who said" not in stems
    reasons = {refusal["reason"] for refusal in few["refusals"]}  # type: ignore[attr-defined]
    assert {"left out by deck.toml", "over the deck's budget"} <= reasons


def test_what_was_excluded_by_id_stays_out_and_comes_back_as_itself(deck: Path) -> None:
    before = items_of(built(deck, ""))
    id = str(before[0]["id"])
    for _ in range(2):
        assert id not in {item["id"] for item in items_of(built(deck, f'exclude = ["{id}"]\n'))}
    assert [item["id"] for item in items_of(built(deck, ""))] == [item["id"] for item in before]


def test_words_of_a_report_are_asked_in_the_teachers_words_too() -> None:
    told = replace(who_said("It was calm"), stem="According to a report of 7 March 2019, who said: “It was calm”?")
    templates = {"who_said": "Whose words{when}: “{words}”?"}
    assert reworded(told, templates).stem == "Whose words in a report of 7 March 2019: “It was calm”?"
    on_a_day = replace(told, stem="Who said on 7 March 2019: “It was calm”?")
    assert reworded(on_a_day, templates).stem == "Whose words on 7 March 2019: “It was calm”?"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("first_day = 2015-10-07\nlast_day = 2015-10-01", "last_day: lies before first_day"),
        ('first_day = "soon"', "first_day: 'soon' is no day"),
        ("min_quality = 9", "min_quality: 9 is not a number that it takes"),
        ("max_cards = 0", "max_cards: 0 is not a number that it takes"),
        ('answers = "spoken"', 'answers: "spoken" is no way to answer'),
        ('[wording]\nwho = "Who?"', 'wording: no wording of "who"'),
        ('[wording]\nwho_said = "Who?"', "wording: who_said does not say {words}"),
    ],
)
def test_a_mistake_is_named_with_its_key(deck: Path, line: str, message: str) -> None:
    text = deck.read_text(encoding="utf-8").split("# The deck's period")[0]
    deck.write_text(text + line + "\n", encoding="utf-8")
    with pytest.raises(DeckError) as caught:
        plan_deck(Path(), deck.parent.name)
    assert message in str(caught.value)
