"""Decks in a running Anki: what a push creates, changes and leaves alone, and what it says where it cannot."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from factories import how_many, when, who_said

from quizgen import lock, push
from quizgen.ankiconnect import AnkiConnect
from quizgen.cli import main
from quizgen.deck import FORMS, Deck, NoteForm
from quizgen.errors import AnkiError
from quizgen.item import Item, Kind
from quizgen.lock import Lock
from quizgen.renderers import anki as renderer
from quizgen.renderers.notes import deck_name, notes
from quizgen.renderers.notetypes import note_type
from quizgen.scaffold import lay_out

try:
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
    from ankiconnect import ACTIONS, Server, listening, serving
except ImportError:
    pytest.skip("the package anki is not installed (the set-up commands do it)", allow_module_level=True)

pytestmark = pytest.mark.anki

FIRST = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2024, 5, 2, 8, 0, tzinfo=UTC)
THREE = (when(), who_said(), how_many())
CHOICES = dict.fromkeys(Kind, NoteForm.CHOICE)
TITLE = "The first balloons"
TAG = "quizgen::deck::balloons"
STATE = "select id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, flags from cards order by id"
EVERYTHING = (
    "select id, guid, mid, mod, usn, tags, flds from notes order by id",
    "select * from cards order by id",
    "select * from revlog order by id",
    "select id, name, mtime_secs from notetypes order by id",
    "select id, name, mtime_secs from decks order by id",
    "select tag from tags order by tag",
    "select mod from col",
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def server(collection: Collection) -> Iterator[Server]:
    with serving(collection) as one:
        yield one


def built(
    *items: Item,
    on: Lock | None = None,
    now: datetime = FIRST,
    id: str = "balloons",
    title: str = TITLE,
    forms: Mapping[Kind, NoteForm] = CHOICES,
) -> tuple[Deck, Lock]:
    """What a build makes of items: the deck and the next lock."""
    cards, after, retired = lock.update(on or Lock.empty(id), items, now, forms)
    return Deck(id, title, cards, retired=retired), after


def pushed(server: Server, deck: Deck, known: Lock, *, prune: bool = False) -> Counter[str]:
    """Push a deck; what was done."""
    anki = AnkiConnect(server.url, server.key)
    done: Counter[str] = Counter()
    for (noun, verb), number in push.carry_out(push.compared(deck, known, anki, prune=prune), anki):
        done[f"{noun}s {verb}"] += number
    return done


def compared(server: Server, deck: Deck, known: Lock, *, prune: bool = False) -> push.Changes:
    return push.compared(deck, known, AnkiConnect(server.url, server.key), prune=prune)


def all_of(collection: Collection) -> list[Any]:
    return [collection.db.all(query) for query in EVERYTHING]


def note_with(collection: Collection, text: str) -> Any:
    """The one note in which some words stand."""
    (id,) = collection.find_notes(f'"*{text}*"')
    return collection.get_note(id)


def import_package(collection: Collection, deck: Deck) -> None:
    path = Path(collection.path).with_name("deck.apkg")
    path.write_bytes(renderer.render(deck))
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions()))
    collection.models._clear_cache()


def study(collection: Collection) -> None:
    """Review every card once."""
    collection.decks.select(collection.decks.id_for_name(TITLE))
    while queued := collection.sched.get_queued_cards(fetch_limit=1).cards:
        card = collection.get_card(queued[0].card.id)
        card.start_timer()
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=queued[0].states, rating=3))


def test_a_first_push_creates_everything(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    assert pushed(server, deck, known) == {"note types made": 1, "decks made": 1, "notes made": 3}
    there = [collection.get_note(id) for id in sorted(collection.find_notes("note:Quizgen*"))]
    wanted = notes(deck)
    assert [note.items() for note in there] == [list(note.fields.items()) for note in wanted]
    assert [set(note.tags) for note in there] == [{*note.tags, TAG} for note in wanted]
    assert [collection.decks.name(card.did) for note in there for card in note.cards()] == [TITLE] * 3
    assert [card.due for note in there for card in note.cards()] == [1, 2, 3]  # the learning order
    assert "The River Gazette" in there[0].cards()[0].render_output().answer_text


def test_every_note_type_arrives_as_it_is(collection: Collection, server: Server) -> None:
    gap = replace(when(), kind=Kind.CLOZE, stem="Fill in the gap: which date? On ____ Lunardi rose above London.")
    forms = {**FORMS, Kind.HOW_MANY: NoteForm.TYPED, Kind.WHEN: NoteForm.QUESTION}
    deck, known = built(when("When was it?"), who_said(), how_many(), gap, forms=forms)
    deck = replace(deck, subdecks=True)
    pushed(server, deck, known)
    assert not compared(server, deck, known)
    used = {note.type.name: note.type for note in notes(deck)}
    assert len(used) == 4
    for name, wanted in used.items():
        there = collection.models.by_name(name)
        (template,) = there["tmpls"]
        assert [field["name"] for field in there["flds"]] == list(wanted.fields)
        assert (template["name"], template["qfmt"], template["afmt"]) == (wanted.template, wanted.front, wanted.back)
        assert there["css"] == wanted.css
        assert bool(there["type"]) == wanted.is_cloze
    assert collection.card_count() == 4
    assert collection.find_cards(f'"deck:{deck_name(deck, Kind.CLOZE)}"')


def test_a_second_push_changes_nothing(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    before = all_of(collection)
    changes = compared(server, deck, known)
    assert not changes
    assert push.summary(changes) == f"{TITLE} (balloons): 3 as they are"
    assert pushed(server, deck, known) == {}
    assert all_of(collection) == before


def test_a_changed_card_updates_only_its_note_and_keeps_what_is_the_learners(
    collection: Collection, server: Server
) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    model = collection.models.by_name(note_type(NoteForm.CHOICE).name)
    collection.models.add_field(model, collection.models.new_field("My notes"))
    collection.models.update_dict(model)
    study(collection)
    for note in map(collection.get_note, collection.find_notes("note:Quizgen*")):
        note["My notes"] = "see page 12"
        note.add_tag("mine::hard")
        collection.update_note(note)
        collection.set_user_flag_for_cards(2, note.card_ids())
    cards, history = collection.db.all(STATE), collection.db.all("select * from revlog")
    assert len(history) >= 3
    others = "select id, mod, tags, flds from notes where flds not like '%150,000%' order by id"
    untouched = collection.db.all(others)

    after, known = built(when(), who_said(), replace(how_many(), explanation="He counted twice."), on=known)
    changes = compared(server, after, known)
    assert [list(change.fields) for change in changes.changes] == [["Working"]]
    assert pushed(server, after, known) == {"notes changed": 1}
    note = note_with(collection, "150,000")
    assert (note["Working"], note["My notes"]) == ("He counted twice.", "see page 12")
    assert {"mine::hard", TAG, "kind::how_many"} <= set(note.tags)
    assert (collection.db.all(STATE), collection.db.all("select * from revlog")) == (cards, history)
    assert len(untouched) == 2
    assert collection.db.all(others) == untouched
    assert not compared(server, after, known)


def test_tags_of_ours_come_and_go_and_others_stay(collection: Collection, server: Server) -> None:
    deck, known = built(replace(when(), tags=("balloons",)))
    pushed(server, deck, known)
    (id,) = collection.find_notes("note:Quizgen*")
    collection.tags.bulk_add([id], "Mine sourced::mine source::old_one KIND::WHEN")
    collection.tags.bulk_remove([id], "balloons")
    assert pushed(server, deck, known) == {"tags taken off": 1, "tags put on": 1}
    tags = set(collection.get_note(id).tags)
    assert {"Mine", "sourced::mine", "balloons", "source::balloon", "kind::when"} <= tags
    assert "source::old_one" not in tags
    assert not compared(server, deck, known)


def test_what_went_away_is_suspended_once_and_comes_back(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    less, after = built(when(), who_said(), on=known)
    changes = compared(server, less, after)
    assert push.summary(changes) == f"{TITLE} (balloons): 1 retired, 2 as they are"
    pushed(server, less, after)
    gone = note_with(collection, "150,000")
    assert [card.queue for card in gone.cards()] == [-1]
    assert push.RETIRED_TAG in gone.tags
    assert len(collection.find_cards("is:suspended")) == 1

    collection.sched.unsuspend_cards(gone.card_ids())  # the learner wants to keep it
    collection.tags.bulk_remove([gone.id], TAG)
    assert not compared(server, less, after)
    collection.sched.suspend_cards(gone.card_ids())

    again, known = built(*THREE, on=after)
    assert push.summary(compared(server, again, known)) == f"{TITLE} (balloons): 1 back, 2 as they are"
    pushed(server, again, known)
    gone.load()
    assert push.RETIRED_TAG not in gone.tags
    assert not collection.find_cards("is:suspended")
    assert not compared(server, again, known)


def test_a_card_that_the_learner_suspended_stays_so(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    collection.sched.suspend_cards(note_with(collection, "150,000").card_ids())
    changed, known = built(when(), who_said(), replace(how_many(), explanation="He counted twice."), on=known)
    pushed(server, changed, known)
    assert len(collection.find_cards("is:suspended")) == 1


@pytest.mark.parametrize("retired_before", [False, True])
def test_prune_deletes_only_what_went_away(collection: Collection, server: Server, retired_before: bool) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    strange = collection.new_note(collection.models.by_name("Basic"))
    strange["Front"] = "150,000"
    collection.add_note(strange, collection.decks.id_for_name(TITLE))
    less, after = built(when(), who_said(), on=known)
    if retired_before:
        pushed(server, less, after)
    assert push.summary(compared(server, less, after, prune=True)) == f"{TITLE} (balloons): 1 deleted, 2 as they are"
    assert pushed(server, less, after, prune=True) == {"notes deleted": 1}
    assert len(collection.find_notes("note:Quizgen*")) == 2
    assert note_with(collection, "150,000").id == strange.id
    assert not compared(server, less, after, prune=True)


def foreign(collection: Collection, type: str, fields: Mapping[str, str], deck: str, tags: tuple[str, ...] = ()) -> Any:
    note = collection.new_note(collection.models.by_name(type))
    for name, value in fields.items():
        note[name] = value
    note.tags = list(tags)
    collection.add_note(note, collection.decks.id(deck))
    return note


@pytest.mark.parametrize("searches", ["as Anki does", "too widely"])
@pytest.mark.parametrize("prune", [False, True])
def test_notes_of_others_are_never_touched(
    collection: Collection, server: Server, prune: bool, searches: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if searches == "too widely":
        monkeypatch.setitem(ACTIONS, "findNotes", lambda collection, query: list(collection.find_notes("")))
    deck, known = built(*THREE)
    pushed(server, deck, known)
    ours = note_type(NoteForm.CHOICE).name
    copy = collection.models.copy(collection.models.by_name(ours), add=False)
    copy["name"] = "Quizgen Choice of mine"
    collection.models.add(copy)
    id = deck.cards[2].id
    foreign(collection, "Basic", {"Front": id, "Back": "x"}, TITLE, (TAG,))
    foreign(collection, copy["name"], {"ItemId": id, "Question": "mine"}, TITLE, (TAG,))
    foreign(collection, ours, {"ItemId": "0123456789ab", "Question": "mine"}, TITLE, (TAG, "source::old"))
    foreign(collection, ours, {"ItemId": "", "Question": "mine"}, TITLE)
    foreign(collection, ours, {"ItemId": id, "Question": "another deck's"}, TITLE, ("quizgen::deck::other",))
    theirs = f"select id, mod, tags, flds from notes where flds not like '{id}%150,000%' order by id"
    cards = "select * from cards where nid in (select id from notes where flds like '%mine%' or flds like '%another%')"
    before = collection.db.all(theirs), collection.db.all(cards)
    less, after = built(when(), who_said(), on=known)
    done = pushed(server, less, after, prune=prune)
    assert done == ({"notes deleted": 1} if prune else {"cards suspended": 1, "tags put on": 1})
    assert (collection.db.all(theirs), collection.db.all(cards)) == before
    assert len(before[1]) == 4


@pytest.mark.parametrize("imported_first", [False, True])
def test_two_decks_may_ask_the_same_question(collection: Collection, server: Server, imported_first: bool) -> None:
    one, known = built(when(), how_many())
    other, known_too = built(when(), id="crossings", title="Crossings", now=LATER)
    assert one.cards[0].id == other.cards[0].id
    if imported_first:
        import_package(collection, other)
        pushed(server, one, known)
    else:
        pushed(server, one, known)
        import_package(collection, other)  # its note type becomes “Quizgen Choice+”, for AnkiConnect gives no ids
        assert "Quizgen Choice+" in [model.name for model in collection.models.all_names_and_ids()]
    assert collection.note_count() == 3
    assert not compared(server, one, known)
    assert pushed(server, other, known_too) == {"tags put on": 1}
    for model in collection.models.all():
        collection.models.update_dict({**model, "css": "old"})
    assert pushed(server, other, known_too) == {"stylings updated": 1 if imported_first else 2}
    assert not compared(server, one, known)
    less, after = built(how_many(), on=known)
    assert pushed(server, less, after, prune=True) == {"notes deleted": 1}
    assert len(collection.find_notes("tag:quizgen::deck::crossings")) == 1
    assert not compared(server, other, known_too)


def test_a_note_of_another_imported_deck_is_not_taken_for_ours(collection: Collection, server: Server) -> None:
    other, known_too = built(when(), who_said(), id="crossings", title="Crossings")
    import_package(collection, other)
    one, known = built(when(), how_many())
    assert pushed(server, one, known)["notes made"] == 2
    assert pushed(server, other, known_too) == {"tags put on": 2}
    assert len(collection.find_notes(f"tag:{TAG}")) == len(collection.find_notes("tag:*::crossings")) == 2


def test_a_card_that_the_learner_moved_stays_where_it_is(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    hard, below = collection.decks.id("Hard ones"), collection.decks.id(f"{TITLE}::My own")
    collection.set_deck(note_with(collection, "150,000").card_ids(), hard)
    collection.set_deck(note_with(collection, "whole town").card_ids(), below)
    before = all_of(collection)
    assert not compared(server, deck, known)
    pushed(server, deck, known)
    assert all_of(collection) == before
    changed, known = built(when(), who_said(), replace(how_many(), explanation="He counted twice."), on=known)
    assert pushed(server, changed, known) == {"notes changed": 1}
    assert {card.did for card in note_with(collection, "150,000").cards()} == {hard}


def test_a_deck_of_the_same_name_in_other_letters_is_the_deck(collection: Collection, server: Server) -> None:
    deck, known = built(when(), who_said())
    pushed(server, deck, known)
    collection.decks.rename(collection.decks.id_for_name(TITLE), TITLE.upper())
    assert not compared(server, deck, known)
    more, known = built(*THREE, on=known)
    assert pushed(server, more, known) == {"notes made": 1}
    assert len(collection.find_cards(f'"deck:{TITLE}"')) == 3


def test_cards_follow_their_deck_into_subdecks_and_back(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    hard = collection.decks.id("Hard ones")
    collection.set_deck(note_with(collection, "whole town").card_ids(), hard)
    parted = replace(deck, subdecks=True)
    assert push.summary(compared(server, parted, known)) == f"{TITLE} (balloons): 2 moved, 1 as they are"
    assert pushed(server, parted, known) == {"decks made": 2, "cards moved": 2}
    (card,) = note_with(collection, "150,000").cards()
    assert collection.decks.name(card.did) == deck_name(parted, Kind.HOW_MANY)
    assert not compared(server, parted, known)
    assert pushed(server, deck, known) == {"cards moved": 2}
    assert len(collection.find_cards(f'"deck:{TITLE}"')) == 2
    assert len(collection.find_cards('"deck:Hard ones"')) == 1


def test_a_card_lent_to_a_filtered_deck_is_left_there(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    cram = collection.decks.new_filtered(f"{TITLE}::Dates")
    collection.sched.rebuild_filtered_deck(cram)
    assert len(collection.find_cards("deck:filtered")) == 3
    before = collection.db.all(STATE)
    assert not compared(server, deck, known)
    pushed(server, deck, known)
    assert collection.db.all(STATE) == before


@pytest.mark.parametrize("moved", [False, True])
def test_imported_notes_are_updated_in_place(collection: Collection, server: Server, moved: bool) -> None:
    deck, known = built(*THREE)
    import_package(collection, deck)
    study(collection)
    if moved:
        hard = collection.decks.id("Hard ones")
        collection.set_deck(note_with(collection, "150,000").card_ids(), hard)
    cards, history = collection.db.all(STATE), collection.db.all("select * from revlog")
    guids = collection.db.list("select guid from notes order by id")
    changed, after = built(when(), who_said(), replace(how_many(), explanation="He counted twice."), on=known)
    done = pushed(server, changed, after)
    assert done == {"notes changed": 1, "tags put on": 3}
    assert collection.db.list("select guid from notes order by id") == guids
    assert (collection.db.all(STATE), collection.db.all("select * from revlog")) == (cards, history)
    assert note_with(collection, "150,000")["Working"] == "He counted twice."
    assert not compared(server, changed, after)


def test_a_package_may_still_be_imported_after_a_push_onto_it(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    import_package(collection, deck)
    pushed(server, deck, known)
    import_package(collection, deck)
    assert collection.note_count() == 3
    assert not compared(server, deck, known)


def test_look_that_differs_is_brought_up_to_date(collection: Collection, server: Server) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    model = collection.models.by_name(note_type(NoteForm.CHOICE).name)
    model["css"] = "old"
    model["tmpls"][0]["qfmt"] = "old {{Question}}"
    template = collection.models.new_template("Mine")
    template["qfmt"], template["afmt"] = "{{Answer}}", "{{Question}}"
    collection.models.add_template(model, template)
    collection.models.update_dict(model)
    assert list(push.details(compared(server, deck, known))) == [
        "note type Quizgen Choice: other template",
        "note type Quizgen Choice: other styling",
    ]
    assert pushed(server, deck, known) == {"templates updated": 1, "stylings updated": 1}
    model = collection.models.by_name(note_type(NoteForm.CHOICE).name)
    assert model["css"] == note_type(NoteForm.CHOICE).css
    assert [one["qfmt"] for one in model["tmpls"]] == [note_type(NoteForm.CHOICE).front, "{{Answer}}"]


def test_a_field_that_was_renamed_is_an_error_before_anything_is_written(
    collection: Collection, server: Server
) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    model = collection.models.by_name(note_type(NoteForm.CHOICE).name)
    fields = {field["name"]: field for field in model["flds"]}
    collection.models.remove_field(model, fields["Spare4"])  # nothing stands in it: it may go
    collection.models.update_dict(model)
    assert not compared(server, deck, known)
    model = collection.models.by_name(model["name"])
    fields = {field["name"]: field for field in model["flds"]}
    collection.models.rename_field(model, fields["Answer"], "Solution")
    collection.models.update_dict(model)
    with pytest.raises(AnkiError, match="Quizgen Choice: has no field Answer in Anki"):
        compared(server, deck, known)


@pytest.mark.parametrize("action", ["createModel", "createDeck", "addNotes"])
def test_a_push_that_fails_half_way_is_completed_by_the_next(
    collection: Collection, server: Server, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "ADDED", 2)
    deck, known = built(*THREE)
    server.fail_at = (action, 2 if action == "addNotes" else 1)
    with pytest.raises(AnkiError, match=f"{action} failed in Anki: the disk is full"):
        pushed(server, deck, known)
    assert collection.note_count() == (2 if action == "addNotes" else 0)
    server.fail_at = None
    pushed(server, deck, known)
    assert collection.note_count() == 3
    assert not compared(server, deck, known)


@pytest.mark.parametrize("action", ["suspend", "addTags", "unsuspend", "removeTags"])
def test_a_retirement_that_fails_half_way_is_completed_by_the_next(
    collection: Collection, server: Server, action: str
) -> None:
    deck, known = built(*THREE)
    pushed(server, deck, known)
    less, known = built(when(), who_said(), on=known)
    if action in ("unsuspend", "removeTags"):
        pushed(server, less, known)
        less, known = built(*THREE, on=known)
    server.fail_at = (action, server.asked.count(action) + 1)
    with pytest.raises(AnkiError):
        pushed(server, less, known)
    server.fail_at = None
    pushed(server, less, known)
    gone = note_with(collection, "150,000")
    retired = action in ("suspend", "addTags")
    assert (push.RETIRED_TAG in gone.tags, gone.cards()[0].queue == -1) == (retired, retired)
    assert not compared(server, less, known)


@pytest.mark.parametrize(
    "title", ["Filtered", "filtered", "current", 'A "b" *c_d\\ (e) or -f', "Past :: Present", "ß É"]
)
def test_any_title_is_found_again(collection: Collection, server: Server, title: str) -> None:
    deck, known = built(*THREE, title=title)
    pushed(server, deck, known)
    collection.tags.bulk_remove(collection.find_notes("note:Quizgen*"), TAG)
    other, known_too = built(how_many("How many saw it?"), id="other", title=title + "x")
    pushed(server, other, known_too)
    changes = compared(server, deck, known)
    assert (len(changes.new), len(changes.changes)) == (0, 3)
    assert all(change.add == (TAG,) and not change.move for change in changes.changes)


def test_a_large_deck_is_asked_for_in_batches(collection: Collection, server: Server) -> None:
    deck, known = built(
        *(when(f"When did balloon number {number} rise?", f"{number} May 1790") for number in range(620))
    )
    pushed(server, deck, known)
    assert server.asked.count("addNotes") == 31
    server.asked.clear()
    assert not compared(server, deck, known)
    assert server.asked.count("notesInfo") == 2
    assert server.asked.count("cardsInfo") == 7


# The command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The sample project, built; the name of its deck."""
    folder = tmp_path / "project"
    lay_out(folder)
    monkeypatch.chdir(folder)
    assert run("build").exit_code == 0
    (deck,) = (folder / "decks").glob("*/")
    return deck.name


def run(*args: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, list(args), catch_exceptions=False)


def test_the_command_shows_the_plan_and_does_it(collection: Collection, server: Server, project: str) -> None:
    first = run("push", "--url", server.url)
    assert first.exit_code == 0
    assert first.stderr == ""
    number = collection.note_count()
    assert number > 2
    plan, done = first.stdout.splitlines()
    assert plan.endswith(f" ({project}): {number} new, 0 as they are")
    assert done.startswith("  done: ") and done.endswith(f" {number} notes made")
    second = run("push", project, "--url", server.url)
    assert second.exit_code == 0
    assert second.stdout.splitlines()[0].endswith(f"({project}): {number} as they are")
    assert second.stdout.splitlines()[1] == "  done: nothing"


def test_a_dry_run_says_all_and_changes_nothing(collection: Collection, server: Server, project: str) -> None:
    for prune in ([], ["--prune"]):
        before = all_of(collection)
        result = run("push", "--dry-run", "--url", server.url, *prune)
        assert result.exit_code == 0
        assert all_of(collection) == before
    assert "  note type Quizgen Choice: new" in result.stdout
    assert result.stdout.count("\n  new: ") == int(re.search(r": (\d+) new", result.stdout)[1])  # type: ignore[index]
    assert "done" not in result.stdout
    writing = {"createModel", "createDeck", "addNotes", "addTags", "updateNoteFields"}
    assert not writing & set(server.asked)


def test_a_deck_that_would_be_built_otherwise_is_refused(collection: Collection, server: Server, project: str) -> None:
    (source,) = (path for path in Path("sources").rglob("*") if path.is_file() and path.suffix in (".md", ".txt"))
    kept = source.read_text(encoding="utf-8")
    source.write_text(kept + "\n\nThe Harrow Lane school opened on 3 May 1881.\n", encoding="utf-8")
    files = {path: path.read_bytes() for path in Path("decks").rglob("*") if path.is_file()}
    result = run("push", "--url", server.url)
    assert result.exit_code == 1
    assert f"has changed since it was built (build it first: quizgen build {project})" in result.stderr
    assert {path: path.read_bytes() for path in Path("decks").rglob("*") if path.is_file()} == files
    source.write_text(kept, encoding="utf-8")
    (Path("decks") / project / "deck.lock.json").unlink()
    result = run("push", "--url", server.url)
    assert result.exit_code == 1
    assert f"was not built yet (build it first: quizgen build {project})" in result.stderr
    assert collection.note_count() == 0


def test_what_was_done_before_a_failure_is_told(
    collection: Collection, server: Server, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "ADDED", 2)
    server.fail_at = ("addNotes", 2)
    result = run("push", "--url", server.url)
    assert result.exit_code == 1
    assert "1 deck made, 2 notes made" in result.stdout
    assert result.stderr.startswith(f"error: {server.url}: addNotes failed in Anki: the disk is full")
    assert len(result.stderr.splitlines()) == 1
    server.fail_at = None
    assert run("push", "--url", server.url).exit_code == 0
    assert len(set(collection.db.list("select flds from notes"))) == collection.note_count()


def test_what_anki_silently_did_not_take_is_told(
    collection: Collection, server: Server, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("push", "--url", server.url).exit_code == 0
    note = collection.get_note(collection.find_notes("note:Quizgen*")[0])
    note["Answer"] = "changed by hand"
    collection.update_note(note)
    monkeypatch.setitem(ACTIONS, "updateNoteFields", lambda collection, note: None)
    result = run("push", "--url", server.url)
    assert result.exit_code == 1
    assert "Anki did not take every change (close the note in Anki's browser, and push again)" in result.stderr


def test_only_decks_of_a_project_are_pushed(server: Server, project: str) -> None:
    Path("loose.txt").write_text("The bridge opened on 3 May 1881.", encoding="utf-8")
    result = run("push", "loose.txt", project, "--url", server.url)
    assert result.exit_code == 1
    assert "loose.txt: is no deck of a project" in result.stderr
    assert "notes made" in result.stdout  # the other deck is pushed all the same


def one_line(result: Result) -> str:
    """The one line of an error that the user can mend."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    return line.removeprefix("error: ")


def test_no_anki_is_said_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with listening(BaseHTTPRequestHandler) as url:
        pass
    advice = "start Anki with the add-on AnkiConnect, code 2055492159, or give --url"
    assert one_line(run("push", "--url", url)) == f"{url}: no answer ({advice})"


def test_a_key_is_asked_for_and_checked(collection: Collection, project: str) -> None:
    with serving(collection, key="s3cret") as server:
        assert one_line(run("push", "--url", server.url)).startswith(f"{server.url}: wants a key (give ")
        wrong = one_line(run("push", "--url", server.url, "--key", "guess"))
        assert wrong.startswith(f"{server.url}: does not take this key (give ")
        assert "guess" not in wrong
        assert collection.note_count() == 0
        assert run("push", "--url", server.url, QUIZGEN_ANKI_KEY="s3cret").exit_code == 0
    assert collection.note_count() > 2
    assert "s3cret" not in repr(AnkiConnect("http://localhost", "s3cret"))


@pytest.mark.parametrize(
    "url",
    ["127.0.0.1:1", "file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://a:b", "http://[::", "http://a b/", ""],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert "is no address of AnkiConnect (give --url like" in one_line(run("push", "--url", url))


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    assert "pass" not in one_line(run("push", "--url", "http://me:pa55@127.0.0.1:8765")).replace("a password", "")


@pytest.mark.parametrize(
    ("url", "key", "risk"),
    [
        ("http://127.0.0.1:8765", None, ""),
        ("http://localhost:8765", None, ""),
        ("http://[::1]:8765", None, ""),
        ("http://127.9.9.9:8765", None, ""),
        ("http://192.168.0.7:8765", None, "is another computer, and no key is given"),
        ("https://anki.example", None, "is another computer, and no key is given"),
        ("http://localhost.anki.example", "key", "go there unencrypted"),
        ("https://anki.example", "key", ""),
    ],
)
def test_the_risk_of_an_address_is_known(url: str, key: str | None, risk: str) -> None:
    found = AnkiConnect(url, key).risk
    assert risk in found
    assert bool(risk) == bool(found)


def answering(status: int, body: bytes, headers: Mapping[str, str] | None = None) -> AbstractContextManager[str]:
    """A server that answers everything with the same."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            if "Content-Length" not in (headers or {}):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return listening(Handler)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"<html>hello</html>", "does not answer version as AnkiConnect does"),
        (200, b"6", "does not answer version as AnkiConnect does"),
        (200, b'{"result": 6}', "does not answer version as AnkiConnect does"),
        (200, b'{"result": "six", "error": null}', "does not answer version as AnkiConnect does"),
        (200, b"[" * 100_000, "does not answer version as AnkiConnect does"),
        (200, b"\xff\xfe\xfd", "does not answer version as AnkiConnect does"),
        (200, b"", "does not answer version as AnkiConnect does"),
        (200, b'{"result": 4, "error": null}', "speaks version 4 of AnkiConnect's language, not 6"),
        (200, b'{"result": null, "error": "unsupported action"}', "version failed in Anki: unsupported action (update"),
        (200, b'{"result": null, "error": "no\\ncollection"}', "version failed in Anki: no collection"),
        (404, b"not here", "answers version with HTTP status 404"),
        (500, b'{"result": null, "error": "collection is corrupt"}', "version failed in Anki: collection is corrupt"),
    ],
)
def test_an_answer_that_is_not_ankiconnects_is_said(status: int, body: bytes, error: str) -> None:
    with answering(status, body) as url:
        assert one_line(run("push", "--url", url)).startswith(f"{url}: {error}")


def test_redirects_are_not_followed(server: Server) -> None:
    with answering(307, b"", {"Location": server.url}) as url:
        assert "sends on to another address, which is not followed" in one_line(run("push", "--url", url))
    with answering(302, b"", {"Location": server.url}) as url:
        assert "sends on to another address, which is not followed" in one_line(run("push", "--url", url))
    assert server.asked == []


def test_an_answer_that_breaks_off_is_said() -> None:
    with answering(200, b'{"result": 6', {"Content-Length": "1000"}) as url:
        assert "broke off before it had answered version" in one_line(run("push", "--url", url))


def test_an_answer_without_end_is_not_read() -> None:
    with answering(200, b" " * 2000) as url, pytest.raises(AnkiError, match="answers version with more than"):
        AnkiConnect(url, answer_bytes=1000).greet()


def test_an_anki_that_does_not_answer_in_time_is_said() -> None:
    class Sleeper(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(0.5)

    with listening(Sleeper) as url, pytest.raises(AnkiError, match=r"no answer to version within 0\.1 seconds"):
        AnkiConnect(url, seconds=0.1).greet()


def test_no_proxy_is_asked(collection: Collection, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    AnkiConnect(server.url).greet()
    assert server.asked == ["version"]


def test_a_request_is_what_ankiconnect_reads() -> None:
    seen: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Origin"] is None  # a web page's; the add-on would ask the learner about it
            seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"result": [1, null], "error": null}')

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as url:
        assert AnkiConnect(url, "key").ask("addNotes", list[int | None], {"notes": ["é"]}) == [1, None]
        AnkiConnect(url, "").ask("deckNames", object)
    assert seen == [
        {"action": "addNotes", "version": 6, "params": {"notes": ["é"]}, "key": "key"},
        {"action": "deckNames", "version": 6, "params": {}},
    ]
