"""What a build would change: each kind of change, the order, and that nothing is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import GAZETTE, evidence, how_many, when, who_said
from hypothesis import given
from hypothesis import strategies as st

from quizgen import difference, lock
from quizgen.cli import main
from quizgen.deck import Deck
from quizgen.difference import BROKEN_JSON, NO_JSON, NO_LOCK, OTHER_JSON, Difference, Wording
from quizgen.document import Span
from quizgen.item import Item, Precision
from quizgen.lock import Lock
from quizgen.renderers.deckjson import deck_json
from quizgen.scaffold import lay_out

FIRST = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2024, 6, 1, 8, 0, tzinfo=UTC)
PIECE = when().evidence[0]
EMPTY = Lock.empty("balloons")
DECK = """title = "The mill"
sources = ["mill.txt"]
"""
MILL = """The mill

The Hallow Mill Bridge opened on 14 September 1873. Ada Brook painted the Hallow Mill Bridge on 3 May 1874.

Two arches of the Hallow Mill Bridge collapsed on 19 February 1912.
"""
OPENED = "On what date did the Hallow Mill Bridge open?"
PAINTED = "On what date did Ada Brook paint the Hallow Mill Bridge?"
COLLAPSED = "How many arches of the Hallow Mill Bridge collapsed on 19 February 1912?"


def numbered(number: int) -> Item:
    """One of many items that are nothing alike."""
    return when(f"When was balloon {number} seen?", f"{number} May 1785", proof=(evidence(f"Balloon {number} rose."),))


def wording(item: Item) -> Wording:
    return Wording(item.stem, item.key)


def built(items: Sequence[Item], on: Lock = EMPTY, now: datetime = FIRST) -> tuple[Lock, Deck]:
    cards, after, gone = lock.update(on, items, now)
    return after, Deck(id="balloons", title="The first balloons", cards=cards, retired=gone)


def compared(old: Sequence[Item], new: Sequence[Item], *, with_json: bool = True) -> Difference:
    """The difference between a build of the old items and one of the new."""
    before, last = built(old)
    _, deck = built(new, on=before, now=LATER)
    return difference.compare(before, deck_json(last) if with_json else NO_JSON, deck)


def shown(found: Difference, *, verbose: bool = False) -> list[str]:
    return list(difference.lines(found, verbose=verbose))


def test_the_same_items_make_no_difference() -> None:
    found = compared([when(), who_said()], [when(), who_said()])
    assert found == Difference("balloons", "The first balloons")
    assert shown(found, verbose=True) == ["The first balloons (balloons): 0 added, 0 changed, 0 retired, 0 moved"]


def test_text_added_before_a_passage_is_no_difference() -> None:
    assert PIECE.answer
    later = replace(PIECE, span=Span(600, 600 + len(PIECE.text)), answer=Span(603, 603 + len(PIECE.answer)))
    assert shown(compared([when()], [replace(when(), evidence=(later,))])) == [
        "The first balloons (balloons): 0 added, 0 changed, 0 retired, 0 moved"
    ]


def test_added_changed_and_retired_cards_are_shown_with_their_wordings() -> None:
    corrected = when(key="14 September 1784")
    found = compared([when(), numbered(1), numbered(2)], [how_many(), corrected, numbered(2)])
    assert shown(found) == [
        "The first balloons (balloons): 1 added, 1 changed, 1 retired, 0 moved",
        f"  + {how_many().stem} → over 150,000",
        f"  ~ {when().stem} → 15 September 1784",
        f"    {when().stem} → 14 September 1784",
        f"  - {numbered(1).stem} → 1 May 1785",
    ]


def test_a_reworded_card_is_changed_and_not_added() -> None:
    other = replace(when("When did Vincenzo Lunardi fly over London?"), claim="fly lunardi london")
    found = compared([when()], [other])
    assert (found.added, found.retired) == ((), ())
    assert [(change.before, change.after, change.parts) for change in found.changed] == [
        (wording(when()), wording(other), "")
    ]


PARTS: dict[str, Item] = {
    "options": replace(when(), distractors=("1 May 1784", "2 May 1784", "3 May 1784")),
    "accepted answers": replace(when(), accept=("15/9/1784",)),
    "evidence": replace(when(), evidence=(evidence("On 15 September 1784 he rose.", "15 September 1784"),)),
    "evidence, source": replace(when(), evidence=(PIECE, evidence("It was that day.", document="b"))),
    "source": replace(when(), evidence=(replace(PIECE, source=replace(GAZETTE, title="Another")),)),
    "attribution": replace(when(), according_to="Lunardi"),
    "date": replace(when(), date="1784-09-15", precision=Precision.DAY),
    "explanation": replace(when(), explanation="“Wednesday” + heading"),
    "tags": replace(when(), tags=("balloons",)),
    "options, tags": replace(when(), distractors=(), tags=("balloons",)),
}


@pytest.mark.parametrize(("parts", "item"), PARTS.items(), ids=PARTS)
def test_what_changed_beside_the_wording_is_named(parts: str, item: Item) -> None:
    found = compared([when(), numbered(1)], [item, numbered(1)])
    assert [change.parts for change in found.changed] == [parts]
    assert shown(found)[1:] == [
        f"  ~ {when().stem} → 15 September 1784",
        f"    the wording stays; what changes: {parts}",
    ]


def test_evidence_that_only_stands_elsewhere_is_not_named() -> None:
    assert PIECE.answer
    later = replace(PIECE, span=Span(600, 600 + len(PIECE.text)), answer=Span(603, 603 + len(PIECE.answer)))
    found = compared([when()], [replace(when(), evidence=(later,), tags=("balloons",))])
    assert [change.parts for change in found.changed] == ["tags"]


def test_retired_cards_stand_in_order_of_their_stems() -> None:
    found = compared([when(), *(numbered(number) for number in (3, 6, 1, 5, 2, 4))], [when()])
    assert found.retired == tuple(wording(numbered(number)) for number in range(1, 7))


def test_without_json_it_is_not_known_what_changed_beside_the_wording() -> None:
    found = compared([when()], [PARTS["tags"]], with_json=False)
    assert shown(found)[-1] == "    the wording stays; what changes: options, evidence, tags or layout"


def test_cards_that_a_new_quizgen_only_lays_out_anew_are_counted_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    before, last = built([numbered(1), numbered(2), when()])
    monkeypatch.setattr(lock, "CONTENT_VERSION", lock.CONTENT_VERSION + 1)
    _, deck = built([numbered(1), numbered(2), when(key="14 September 1784")], on=before, now=LATER)
    found = difference.compare(before, deck_json(last), deck)
    assert shown(found) == [
        "The first balloons (balloons): 0 added, 3 changed, 0 retired, 0 moved",
        f"  ~ {when().stem} → 15 September 1784",
        f"    {when().stem} → 14 September 1784",
        "  ~ 2 cards with nothing but another layout (-v lists them)",
    ]
    assert f"  ~ {numbered(2).stem} → 2 May 1785" in shown(found, verbose=True)


def test_a_retired_card_that_is_back_is_not_new() -> None:
    before, _ = built([when(), numbered(1)])
    without, last = built([numbered(1)], on=before, now=LATER)
    _, deck = built([when(), numbered(1)], on=without, now=LATER)
    assert shown(difference.compare(without, deck_json(last), deck)) == [
        "The first balloons (balloons): 0 added, 0 changed, 0 retired, 0 moved, 1 returned",
        f"  + {when().stem} → 15 September 1784 (is back)",
    ]


def test_a_card_that_is_retired_already_goes_away_once() -> None:
    before, _ = built([when(), numbered(1)])
    without, last = built([numbered(1)], on=before, now=LATER)
    _, deck = built([numbered(1)], on=without, now=LATER)
    assert difference.compare(without, deck_json(last), deck).retired == ()


def test_without_a_lock_every_card_is_new() -> None:
    _, deck = built([when(), numbered(1)])
    for last in (NO_JSON, deck_json(deck)):
        assert shown(difference.compare(EMPTY, last, deck), verbose=True) == [
            "The first balloons (balloons): 2 added, 0 changed, 0 retired",
            f"  {NO_LOCK}",
            f"  + {when().stem} → 15 September 1784",
            f"  + {numbered(1).stem} → 1 May 1785",
        ]


def test_without_json_nothing_is_said_of_the_order() -> None:
    found = compared([numbered(1), numbered(2)], [numbered(2), numbered(1)], with_json=False)
    assert shown(found, verbose=True) == [
        "The first balloons (balloons): 0 added, 0 changed, 0 retired",
        "  there is no JSON of the last build, so it is not known which cards would move",
    ]


def test_json_of_an_earlier_build_is_not_taken_for_that_of_the_last() -> None:
    before, older = built([numbered(1), numbered(2)])
    after, _ = built([numbered(2), numbered(1), numbered(3)], on=before, now=LATER)
    _, deck = built([numbered(2), numbered(1), numbered(3)], on=after, now=LATER)
    found = difference.compare(after, deck_json(older), deck)
    assert found.moved is None
    assert found.notes == (f"{OTHER_JSON}, so it is not known which cards would move",)


def test_only_the_card_that_changed_its_place_has_moved() -> None:
    old = [numbered(number) for number in range(1, 7)]
    found = compared(old, [old[4], *old[:4], old[5]])
    assert shown(found)[0].endswith("1 moved")
    assert shown(found)[1:] == []
    assert shown(found, verbose=True)[1:] == [f"  > {numbered(5).stem} → 5 May 1785 (place 5 → 1)"]


def test_no_card_moves_where_others_come_and_go_before_it() -> None:
    old = [numbered(number) for number in range(1, 7)]
    found = compared(old, [when(), *old[2:4], how_many(), *old[4:]])
    assert (len(found.added), len(found.retired), found.moved) == (2, 2, ())


@given(st.permutations(range(7)))
def test_the_fewest_cards_that_explain_the_new_order_have_moved(order: list[int]) -> None:
    """Against trying all: the cards that did not move are as many as can be in one order before and after."""
    before, deck = built([numbered(number) for number in order])
    last = deck_json(deck)
    in_order = last.model_copy(update={"items": sorted(last.items, key=lambda item: item.stem)})
    found = difference.compare(before, in_order, deck)
    assert found.moved is not None
    moved = {move.card.stem for move in found.moved}
    kept = [number for number in order if numbered(number).stem not in moved]
    assert kept == sorted(kept)
    longest = max(size for size in range(8) for some in combinations(order, size) if list(some) == sorted(some))
    assert len(kept) == longest


# The command, on a project.


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def done(*args: str) -> list[str]:
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def files(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """Every file and folder below with what would tell that it was written."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")}


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one deck, not built yet, as the working folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in (("sources/mill.txt", MILL), ("decks/mill/deck.toml", DECK)):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def build(*formats: str) -> None:
    assert run("build", "--format", ",".join(formats or ("json",))).exit_code == 0


def rewrite(project: Path, old: str, new: str) -> None:
    path = project / "sources" / "mill.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_deck_that_was_never_built_is_new(mill: Path) -> None:
    assert done("diff") == [
        "The mill (mill): 3 added, 0 changed, 0 retired",
        f"  {NO_LOCK}",
        f"  + {OPENED} → 14 September 1873",
        f"  + {PAINTED} → 3 May 1874",
        f"  + {COLLAPSED} → two",
    ]


def test_a_changed_source_is_told_before_it_is_built(mill: Path) -> None:
    build()
    rewrite(mill, "14 September", "15 September")
    rewrite(mill, " Ada Brook painted the Hallow Mill Bridge on 3 May 1874.", "")
    rewrite(mill, "1912.", "1912. Teal Council closed the Hallow Mill Bridge on 5 April 1958.")
    expected = [
        "The mill (mill): 1 added, 1 changed, 1 retired, 0 moved",
        "  + On what date did Teal Council close the Hallow Mill Bridge? → 5 April 1958",
        f"  ~ {OPENED} → 14 September 1873",
        f"    {OPENED} → 15 September 1873",
        f"  - {PAINTED} → 3 May 1874",
    ]
    assert done("diff", "mill") == expected
    assert done("diff", "decks/mill", "mill") == expected, "a deck named twice is compared once"
    build()
    assert done("diff") == ["The mill (mill): 0 added, 0 changed, 0 retired, 0 moved"]


def test_a_card_that_its_teacher_excludes_goes_away_and_comes_back(mill: Path) -> None:
    build()
    toml = mill / "decks" / "mill" / "deck.toml"
    toml.write_text(DECK + 'exclude = ["Ada Brook"]\n', encoding="utf-8")
    gone = done("diff")
    assert f"  - {PAINTED} → 3 May 1874" in gone
    build()
    toml.write_text(DECK, encoding="utf-8")
    back = done("diff")
    assert back[0].startswith("The mill (mill): 0 added,")
    assert back[0].endswith(", 1 returned")
    assert f"  + {PAINTED} → 3 May 1874 (is back)" in back


def test_a_paragraph_that_moves_moves_its_cards(mill: Path) -> None:
    build()
    collapse = "Two arches of the Hallow Mill Bridge collapsed on 19 February 1912."
    rewrite(mill, collapse, "")
    rewrite(mill, "The mill\n", f"The mill\n\n{collapse}\n")
    assert done("diff") == ["The mill (mill): 0 added, 0 changed, 0 retired, 1 moved"]
    assert done("diff", "-v")[1:] == [f"  > {COLLAPSED} → two (place 3 → 1)"]
    assert done("diff", "--verbose") == done("diff", "-v")


@pytest.mark.parametrize("content", [None, "", "{}", '{"format": "quizgen.deck/9"}'])
def test_without_json_that_can_be_read_the_rest_is_told(content: str | None, mill: Path) -> None:
    build()
    path = mill / "decks" / "mill" / "mill.json"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    rewrite(mill, "14 September", "15 September")
    why = NO_JSON if content is None else BROKEN_JSON
    assert done("diff", "-v") == [
        "The mill (mill): 0 added, 1 changed, 0 retired",
        f"  {why}, so it is not known which cards would move",
        f"  ~ {OPENED} → 14 September 1873",
        f"    {OPENED} → 15 September 1873",
    ]


def test_nothing_is_written(mill: Path) -> None:
    before = files(mill)
    done("diff")
    assert files(mill) == before
    build("json", "html")
    before = files(mill)
    done("diff", "-v")
    rewrite(mill, "14 September", "15 September")
    rewritten = files(mill)
    assert len(done("diff")) == 3
    assert files(mill) == rewritten
    assert {path for path in before if before[path] != rewritten[path]} == {mill / "sources" / "mill.txt"}


def test_decks_stand_one_after_the_other_in_order_of_name(mill: Path) -> None:
    lay_out(mill / "sample")
    (mill / "sources" / "mill-bridge.md").write_bytes((mill / "sample" / "sources" / "mill-bridge.md").read_bytes())
    (mill / "decks" / "bridge").mkdir()
    text = 'title = "The bridge"\nsources = ["*.md"]\n'
    (mill / "decks" / "bridge" / "deck.toml").write_text(text, encoding="utf-8")
    lines = done("diff")
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == [
        "The bridge (bridge)",
        "The mill (mill)",
    ]
    assert done("diff") == lines
    assert done("diff", "mill") == lines[-5:]


def test_nothing_that_steers_a_terminal_is_printed(mill: Path) -> None:
    toml = mill / "decks" / "mill" / "deck.toml"
    toml.write_text(DECK.replace("The mill", r"The \u001b[31mmill"), encoding="utf-8")
    assert done("diff")[0].startswith("The \ufffd[31mmill (mill): 3 added")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["mil"], "error: mil: neither a deck of a project here nor a file or folder (did you mean mill?)"),
        (
            ["sources/mill.txt"],
            "error: sources/mill.txt: is no deck of a project (name a folder of decks/ that has a deck.toml)",
        ),
    ],
)
def test_what_is_no_deck_is_one_line_and_leaves_the_others_alone(words: list[str], line: str, mill: Path) -> None:
    result = run("diff", *words, "mill")
    assert (result.exit_code, result.stderr) == (1, line + "\n")
    assert result.stdout.startswith("The mill (mill): 3 added")


def test_an_empty_name_is_wrong_usage(mill: Path) -> None:
    result = run("diff", "")
    assert result.exit_code == 2
    assert "One of the names is empty" in result.stderr


def test_without_a_project_it_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("diff")
    assert result.exit_code == 1
    assert "quizgen init DIR" in result.stderr


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("decks/mill/deck.lock.json", "{", "decks/mill/deck.lock.json: is damaged"),
        ("decks/mill/deck.toml", "title = ", "decks/mill/deck.toml: "),
        ("sources/mill.txt", "Nothing to ask.", "no card could be made of 1 document"),
    ],
)
def test_what_stops_a_build_stops_the_comparison(path: str, text: str, what: str, mill: Path) -> None:
    build()
    (mill / path).write_text(text, encoding="utf-8")
    before = files(mill)
    result = run("diff")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")
    assert what in result.stderr
    assert result.stderr.count("\n") == 1
    assert files(mill) == before


def test_a_folder_in_place_of_the_json_is_one_line(mill: Path) -> None:
    (mill / "decks" / "mill" / "mill.json").mkdir()
    toml = mill / "decks" / "mill" / "deck.toml"
    for formats in ("", 'formats = ["html"]\n'):
        toml.write_text(DECK + formats, encoding="utf-8")
        result = run("diff")
        assert result.exit_code == 1
        assert result.stderr.startswith("error: decks/mill/mill.json: ")
        assert result.stderr.count("\n") == 1
