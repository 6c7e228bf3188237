"""Packages in real Anki: what is imported, what a second import changes, and what the cards show."""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from factories import deck, evidence, how_many, when, who_said
from hypothesis import given
from hypothesis import strategies as st

from quizgen import lock
from quizgen.deck import FORMS, Deck, NoteForm
from quizgen.document import Source
from quizgen.item import Item, Kind
from quizgen.lock import Lock
from quizgen.renderers import anki as renderer
from quizgen.renderers import notes as noted
from quizgen.renderers import notetypes
from quizgen.templates import template_text

try:
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
except ImportError:
    pytest.skip("the package anki is not installed (the set-up commands do it)", allow_module_level=True)

pytestmark = pytest.mark.anki

FIRST = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(hours=1)  # newer than what Anki itself stamps on local changes
HOSTILE = (
    "<script>alert(1)</script> & </p> {{Answer}} {{c1::x}} a::b [sound:x.mp3] [latex]x[/latex] \\(x\x1f\x00\u202e\ud800"
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


CHOICES = dict.fromkeys(Kind, NoteForm.CHOICE)


def built(
    *items: Item,
    on: Lock | None = None,
    now: datetime = FIRST,
    look: str = "as it is",
    forms: Mapping[Kind, NoteForm] = CHOICES,
) -> tuple[Deck, Lock]:
    """What a build makes of items: the deck and the next lock."""
    before = lock.stamp_note_types(on or Lock.empty("balloons"), look, now)
    cards, after, retired = lock.update(before, items, now, forms)
    assert after.note_types
    changed = after.note_types.changed
    title = "The first balloons"
    return Deck("balloons", title, cards, retired=retired, note_types_changed=changed), after


def import_into(collection: Collection, package: Deck | bytes) -> Any:
    """Import as Anki's dialog does by default (update what is newer, merge nothing) and return the log."""
    path = Path(collection.path).with_name("deck.apkg")
    path.write_bytes(package if isinstance(package, bytes) else renderer.render(package))
    return collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    ).log


def note_of(collection: Collection, deck: Deck, number: int) -> Any:
    return collection.get_note(collection.db.scalar("select id from notes where guid = ?", guids(deck)[number]))


def guids(deck: Deck) -> list[str]:
    return [noted.guid(deck.id, card.id) for card in deck.cards]


def note_type(collection: Collection) -> Any:
    collection.models._clear_cache()  # Anki's Python side remembers note types over an import
    return collection.models.by_name(notetypes.note_type(NoteForm.CHOICE).name)


def visible(page: str) -> str:
    """What a reader sees of a card side: no style, no script, no tags."""
    page = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", page)
    return re.sub(r"<[^>]*>", "", page)


def study(collection: Collection, deck: Deck) -> None:
    """Review every card once, as Good, and leave the learner's own marks on the first two notes."""
    collection.decks.select(collection.decks.id_for_name(deck.title))
    while queued := collection.sched.get_queued_cards(fetch_limit=1).cards:
        card = collection.get_card(queued[0].card.id)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=queued[0].states, rating=3)  # Easy: leaves learning
        collection.sched.answer_card(answer)
    for number in range(min(2, len(deck.cards))):
        note = note_of(collection, deck, number)
        note.add_tag("mine::hard")
        collection.update_note(note)
        collection.set_user_flag_for_cards(2, note.card_ids())
        collection.sched.suspend_cards(note.card_ids())


CARD_STATE = "select nid, type, queue, due, ivl, factor, reps, lapses, flags from cards order by id"
HISTORY = "select cid, ease, ivl, time from revlog order by id"


def test_every_card_arrives_renders_and_hides_its_answer(collection: Collection) -> None:
    open_question = replace(how_many(), distractors=())
    items = [replace(when(), explanation="“Thursday” + heading"), who_said(), open_question]
    package, _ = built(*items)
    log = import_into(collection, package)
    assert len(log.new) == collection.note_count() == collection.card_count() == len(items)
    for number, item in enumerate(items):
        note = note_of(collection, package, number)
        assert note["Answer"] == item.key
        (card,) = note.cards()
        output = card.render_output()
        front, back = visible(output.question_text), visible(output.answer_text)
        assert item.stem in front
        assert front.count(item.key) == (1 if item.distractors else 0)
        assert all(option in front for option in item.distractors)
        assert back.count(item.key) >= (2 if item.distractors else 1)
        assert item.explanation in back
        assert "The River Gazette" in back
        assert "<mark>" in output.answer_text
        assert "<mark>" not in output.question_text
        assert "error" not in (front + back).casefold()
        assert card.due == number + 1
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert collection.note_count() == len(items)


GAPPED = replace(
    when("Which year completes the sentence? The first balloon of ____ rose {{c1::x}} above “a::b”.", "1784", ()),
    kind=Kind.CLOZE,
)


@pytest.mark.parametrize("form", NoteForm)
def test_each_note_type_shows_its_answer_only_on_the_back(collection: Collection, form: NoteForm) -> None:
    item = {
        NoteForm.CLOZE: replace(GAPPED, key="17::84 }} x"),
        NoteForm.QUOTATION: who_said("We rose {{c1::up}} and sat <b>there</b>"),
        NoteForm.TYPED: replace(when(), accept=("15 Sept 1784", "1784-09-15")),
    }.get(form, replace(how_many(), explanation="two and one"))
    package, _ = built(replace(item, distractors=()), forms=dict.fromkeys(Kind, form))
    assert len(import_into(collection, package).new) == 1
    note = note_of(collection, package, 0)
    assert collection.card_count() == 1
    output = note.cards()[0].render_output()
    front, back = html.unescape(visible(output.question_text)), html.unescape(visible(output.answer_text))
    assert item.key not in front.replace("[[type:Answer]]", "")
    assert item.key in back
    shown = front.replace("Who said this?", "Who said")
    for words in re.split(r"____|[“”?:] ?", item.stem):
        assert words.strip() in shown
    assert ("[[type:Answer]]" in output.question_text) == (form is NoteForm.TYPED)
    assert [word for word in item.accept if word not in back] == []
    assert item.explanation in back
    assert "The River Gazette" in back
    assert "The River Gazette" not in front
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_a_note_type_is_for_good(collection: Collection) -> None:
    """Anki would take neither the old note nor the new one."""
    first, state = built(when(), who_said(), forms=FORMS)
    assert [card.form for card in first.cards] == [NoteForm.CHOICE, NoteForm.QUOTATION]
    import_into(collection, first)
    changed = replace(when(), stem="On which day did Vincenzo Lunardi fly over London?")
    second, _ = built(changed, who_said(), how_many(), on=state, now=LATER, forms=dict.fromkeys(Kind, NoteForm.TYPED))
    assert [card.form for card in second.cards] == [NoteForm.CHOICE, NoteForm.QUOTATION, NoteForm.TYPED]
    log = import_into(collection, second)
    assert (len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)) == (1, 1, 1, 0)


def test_words_quoted_stand_by_themselves(collection: Collection) -> None:
    report = replace(
        who_said(), stem="According to a report of 7 March 2019, who said: “It was calm”?", claim="b", distractors=()
    )
    told = replace(who_said(), stem="Who said that the town lay below him?", claim="c", distractors=())
    joint = replace(who_said(), stem="Who said that “the town lay below” him?", claim="d", distractors=())
    package, _ = built(who_said("It was calm"), report, told, joint, forms=FORMS)
    import_into(collection, package)
    shown = [note_of(collection, package, number) for number in range(4)]
    assert [(note["Lead"], note["Quote"]) for note in shown] == [
        ("Who said this?", "“It was calm”"),
        ("According to a report of 7 March 2019, who said this?", "“It was calm”"),
        ("Who said that the town lay below him?", ""),
        ("Who said that “the town lay below” him?", ""),
    ]


def test_a_deck_of_subdecks_has_one_for_each_kind(collection: Collection) -> None:
    package, _ = built(when(), who_said(), how_many(), forms=FORMS)
    import_into(collection, replace(package, subdecks=True, description="For class 8b."))
    names = [entry.name for entry in collection.decks.all_names_and_ids() if entry.name != "Default"]
    title = package.title
    assert names == [title, f"{title}::Dates", f"{title}::Numbers", f"{title}::Who said it"]
    homes = [collection.decks.name(note_of(collection, package, number).cards()[0].did) for number in range(3)]
    assert homes == [f"{title}::Dates", f"{title}::Who said it", f"{title}::Numbers"]
    assert [note_of(collection, package, number).cards()[0].due for number in range(3)] == [1, 2, 3]
    assert collection.decks.by_name(title)["desc"] == "For class 8b."


def test_tags_tell_the_period() -> None:
    assert noted.note_tags(replace(when(), date="1784-09-15", tags=("theme::air",))) == [
        "kind::when",
        "source::balloon",
        "period::1700s::1784",
        "theme::air",
    ]


def test_a_link_opens_the_page_at_the_passage() -> None:
    text = "On 15 September 1784 Lunardi rose above a long-suffering London, with a cat, a dog and a pigeon."
    item = when(proof=(evidence(text, source=Source(title="T", url="https://a.example/x#top")),))
    link = re.search(r'href="([^"]*)"', noted.note_fields(deck(item).cards[0])["Source"])
    assert link is not None
    assert link[1] == (
        "https://a.example/x#top:~:text=On%2015%20September%201784%20Lunardi,a%20dog%20and%20a%20pigeon."
    )


def test_an_unchanged_build_is_the_same_package_and_changes_nothing(collection: Collection) -> None:
    package, state = built(when(), who_said(), how_many())
    again, _ = built(when(), who_said(), how_many(), on=state, now=LATER)
    assert renderer.render(package) == renderer.render(again)
    import_into(collection, package)
    study(collection, package)
    before = collection.db.all("select * from notes"), collection.db.all("select * from cards")
    log = import_into(collection, again)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 3)
    assert (collection.db.all("select * from notes"), collection.db.all("select * from cards")) == before


def test_a_second_build_updates_what_changed_and_keeps_all_history(collection: Collection) -> None:
    first, state = built(when(), who_said(), how_many())
    import_into(collection, first)
    study(collection, first)
    history, cards = collection.db.all(HISTORY), collection.db.all(CARD_STATE)
    assert len(history) == 3
    assert all(ivl > 0 for _, _, ivl, _ in history)

    reworded = replace(who_said(), stem="Whose words are these: “The whole town lay below me”?")
    added = when("On what date did a balloon first cross the Channel?", "7 January 1785")
    second, _ = built(when(), reworded, added, on=state, now=LATER)  # the third item is gone
    log = import_into(collection, second)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (1, 1, 1)
    assert note_of(collection, first, 1)["Question"] == reworded.stem
    assert collection.db.all(HISTORY) == history
    old = collection.db.all(CARD_STATE)
    assert [row for row in old if row in cards] == cards  # due, interval, flag and suspension, of all three
    assert note_of(collection, first, 0).has_tag("mine::hard")
    assert collection.note_count() == 4
    assert second.retired == ((first.cards[2].id, how_many().stem),)
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_a_local_edit_survives_until_its_item_changes(collection: Collection) -> None:
    first, state = built(when(), who_said())
    import_into(collection, first)
    note = note_of(collection, first, 0)
    note["Working"] = "my own words"
    collection.update_note(note)
    second, _ = built(when(), replace(who_said(), key="V. Lunardi"), on=state, now=LATER)
    import_into(collection, second)
    assert note_of(collection, first, 0)["Working"] == "my own words"
    assert note_of(collection, first, 1)["Answer"] == "V. Lunardi"


def test_an_edit_without_a_newer_time_would_not_arrive(collection: Collection) -> None:
    """Why the lock moves the time of what changed, and of nothing else."""
    first, state = built(when(), who_said())
    import_into(collection, first)
    changed = replace(when(), stem="On which day did Vincenzo Lunardi fly over London?")
    second, _ = built(changed, who_said(), on=state, now=LATER)
    late = replace(second, cards=(replace(second.cards[0], changed=first.cards[0].changed), second.cards[1]))
    import_into(collection, late)
    assert note_of(collection, first, 0)["Question"] == when().stem
    import_into(collection, second)
    assert note_of(collection, first, 0)["Question"] == changed.stem


def test_a_renamed_deck_and_a_card_moved_by_the_learner_stay_where_they_are(collection: Collection) -> None:
    first, state = built(when(), who_said())
    import_into(collection, first)
    mine = collection.decks.id("My own")
    collection.set_deck(note_of(collection, first, 0).card_ids(), mine)
    second, _ = built(when(), who_said(), how_many(), on=state, now=LATER)
    import_into(collection, replace(second, title="Balloons, renamed"))
    homes = [collection.decks.name(note_of(collection, second, number).cards()[0].did) for number in range(3)]
    assert homes == ["My own", first.title, "Balloons, renamed"]


def test_a_gap_keeps_its_number_when_its_words_change(collection: Collection) -> None:
    first, state = built(GAPPED, forms=FORMS)
    import_into(collection, first)
    study(collection, first)
    history = collection.db.all(HISTORY)
    second, _ = built(replace(GAPPED, key="1783"), on=state, now=LATER)
    log = import_into(collection, second)
    assert (len(log.updated), collection.card_count()) == (1, 1)
    assert "1783" in note_of(collection, first, 0).cards()[0].render_output().answer_text
    assert collection.db.all(HISTORY) == history
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_a_new_look_arrives_and_the_notes_stay(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    first, state = built(when())
    import_into(collection, first)
    green = replace(notetypes.note_type(NoteForm.CHOICE), css=".card { color: green; }")
    monkeypatch.setattr(noted, "note_type", lambda form: green)
    same_time, _ = built(when(), on=state, now=LATER)
    import_into(collection, same_time)
    assert "green" not in note_type(collection)["css"]
    second, _ = built(when(), on=state, now=LATER, look="green")
    log = import_into(collection, second)
    assert note_type(collection)["css"] == ".card { color: green; }"
    assert (len(log.updated), len(log.duplicate)) == (0, 1)
    assert len([name for name in collection.models.all_names() if name.startswith("Quizgen")]) == 1


def test_two_decks_may_ask_the_same(collection: Collection) -> None:
    one, _ = built(when())
    import_into(collection, one)
    log = import_into(collection, replace(one, id="airships", title="Airships"))
    assert len(log.new) == 1
    assert collection.note_count() == 2


def test_a_spare_field_can_be_renamed_later(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    first, state = built(when())
    import_into(collection, first)
    choice = notetypes.note_type(NoteForm.CHOICE)
    renamed = {("Period" if name == "Spare1" else name): id for name, id in choice.fields.items()}
    monkeypatch.setattr(noted, "note_type", lambda form: replace(choice, fields=renamed))
    second, _ = built(when(), on=state, now=LATER, look="renamed")
    import_into(collection, second)
    assert "Period" in collection.models.field_names(note_type(collection))
    assert collection.note_count() == 1


PROOF = "Attribution Working Evidence Source Also Date Kind Spare1 Spare2 Spare3 Spare4"
FROZEN = {
    NoteForm.CHOICE: (1759312800001, f"ItemId Question Answer Option1 Option2 Option3 Option4 Right Accepted {PROOF}"),
    NoteForm.QUESTION: (1759312810001, f"ItemId Question Answer Accepted {PROOF}"),
    NoteForm.QUOTATION: (
        1759312820001,
        f"ItemId Question Lead Quote Answer Option1 Option2 Option3 Option4 Right Accepted {PROOF}",
    ),
    NoteForm.CLOZE: (1759312830001, f"ItemId Text Lead Answer Accepted {PROOF}"),
    NoteForm.TYPED: (1759312840001, f"ItemId Question Answer Accepted {PROOF}"),
}


@pytest.mark.parametrize("form", NoteForm)
def test_ids_and_fields_are_frozen(form: NoteForm) -> None:
    """A change here makes Anki refuse the notes of every learner. Only a spare field may get a name."""
    id, names = FROZEN[form]
    type = notetypes.note_type(form)
    assert (type.id, type.name, type.template, type.template_id) == (
        id,
        f"Quizgen {form.capitalize()}",
        form.capitalize(),
        id + 100,
    )
    assert type.fields == {name: id + 200 + place for place, name in enumerate(names.split())}
    assert type.is_cloze == (form is NoteForm.CLOZE)


def test_guids_and_deck_ids_are_frozen() -> None:
    assert noted.guid("balloons", "item-1") == "jb+D0,?{>z"
    assert renderer.deck_id("balloons") == 1304779897093


def test_how_fields_are_written_is_part_of_the_lock() -> None:
    """If this fails on purpose, raise lock.CONTENT_VERSION: else learners never get the new fields."""
    item = replace(
        when(explanation="“Wednesday” + heading “16 September 1784” → 15 September 1784"),
        accept=("15 Sept 1784",),
        according_to="the Gazette",
        evidence=(*when().evidence, evidence("It was that day.", document="b", source=Source(url="isbn:1"))),
    )
    fields = noted.note_fields(deck(item).cards[0])
    assert lock.CONTENT_VERSION == 2
    assert {name: value for name, value in fields.items() if value} == {
        "ItemId": "item-1",
        "Question": "On what date did Vincenzo Lunardi fly over London?",
        "Answer": "15 September 1784",
        "Option1": "15 September 1784",
        "Option2": "21 November 1783",
        "Option3": "7 January 1785",
        "Option4": "5 June 1783",
        "Right": "1",
        "Accepted": "15 Sept 1784",
        "Attribution": "the Gazette",
        "Working": "“Wednesday” + heading “16 September 1784” → 15 September 1784",
        "Evidence": "On <mark>15 September 1784</mark> Lunardi rose above London.",
        "Source": '<a href="https://gazette.example/balloon?a=1&amp;b=2#:~:text=On%2015%20September%201784%20Lunardi'
        '%20rose%20above%20London."><cite>The balloon ascends</cite></a>,'
        " Ada Field, The River Gazette, 16 September 1784",
        "Also": "<figure><blockquote>It was that day.</blockquote>"
        "<figcaption><cite>b</cite>, isbn:1</figcaption></figure>",
        "Kind": "when",
    }


def test_hostile_text_stays_text(collection: Collection) -> None:
    source = Source(title=HOSTILE, author=HOSTILE, publisher=HOSTILE, url=f"javascript:{HOSTILE}")
    proof = evidence(HOSTILE, "{{Answer}}", document="a b::c\x00\"'", source=source)
    item = replace(
        when(f"1 {HOSTILE}?", f"2 {HOSTILE}", tuple(f"{number} {HOSTILE}" for number in (3, 4, 5))),
        evidence=(proof, proof),
        explanation=HOSTILE,
        according_to=HOSTILE,
        tags=("two words", "::", "", "a:: ::b", '"quoted"', "\u3000"),
    )
    plain = when()
    package, _ = built(item, plain)
    package = replace(package, title=f"Deck {HOSTILE}", description=HOSTILE)
    assert len(import_into(collection, package).new) == 2
    note = note_of(collection, package, 0)
    output = note.cards()[0].render_output()
    for page in (output.question_text, output.answer_text):
        assert page.count("<script>") == 1  # the card's own
        assert "{{Answer}}" in visible(page)
        assert "[sound:" not in page
        assert "\x00" not in page
        assert "<a " not in page
        assert "[latex]" not in page
    assert "alert(1)" in output.answer_text
    assert output.question_av_tags == output.answer_av_tags == []
    assert sorted(note.tags) == ["a::b", "kind::when", "quoted", "source::a_b_c_'", "two_words"]
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


@pytest.mark.parametrize(
    "url", ["http://[broken", "ftp://a.example/x", "https://", "https://a.example/x y", "//a.example"]
)
def test_what_is_no_web_address_is_shown_as_text(url: str) -> None:
    item = when(proof=(evidence("On 15 September 1784.", source=Source(title="Title", url=url)),))
    assert noted.note_fields(deck(item).cards[0])["Source"] == f"<cite>Title</cite>, {url}"


@given(st.text())
def test_any_text_is_shown_as_it_is(text: str) -> None:
    field = noted.note_fields(deck(when(f"Q{text}?")).cards[0])["Question"]
    assert not set(field) & set("<>\n\x1f\x00")
    kept = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) != "Cc")
    shown = unicodedata.normalize("NFC", f"Q{kept}?")
    assert html.unescape(field).replace(" ", "") == "".join(shown.split())


def test_two_cards_with_one_id_are_both_named() -> None:
    package = deck(when(), who_said())
    twins = replace(package, cards=tuple(replace(card, id="same") for card in package.cards))
    with pytest.raises(ValueError, match=r"one GUID.*Lunardi fly.*Who said"):
        renderer.render(twins)


def test_the_package_depends_on_nothing_but_the_deck(tmp_path: Path) -> None:
    content = renderer.render(deck(when(), who_said()))
    path = tmp_path / "deck.apkg"
    path.write_bytes(content)
    with ZipFile(path) as archive:
        assert [entry.filename for entry in archive.infolist()] == ["collection.anki2", "media"]
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
        assert all(entry.compress_size < entry.file_size for entry in archive.infolist()[:1])


def test_note_numbers_leave_room_for_cards_and_stay_when_others_come() -> None:
    items = [replace(when(), claim=f"{number}") for number in range(2000)]
    first, state = built(*items)
    numbers = renderer.note_ids(first.cards)
    assert all(after - before >= renderer.IDS_APART for before, after in pairwise(sorted(numbers)))
    assert max(numbers) <= FIRST.timestamp() * 1000
    second, _ = built(*items, when(), on=state, now=LATER)
    assert renderer.note_ids(second.cards)[:-1] == numbers


def test_a_field_of_angle_brackets_takes_no_time() -> None:
    item = when(f"Which {'<' * 200_000}?")
    assert len(renderer.render(deck(item))) > 0  # quadratic time would take minutes
    assert renderer.render(deck()) == renderer.render(deck())


@pytest.mark.parametrize("form", NoteForm)
def test_templates_ask_for_nothing_from_outside(form: NoteForm) -> None:
    type = notetypes.note_type(form)
    for text in (type.front, type.back, type.css):
        assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|FrontSide|fetch\(|Storage", text)
    assert "<!--" not in type.front + type.back


def page_of(side: str) -> str:
    """A card side in a page like that of Anki's reviewer."""
    return f'<!doctype html><body class="card card1"><div id="qa">{side}</div></body>'


@pytest.mark.browser
def test_both_sides_show_the_options_in_one_order(collection: Collection, browser: Any) -> None:
    package, _ = built(*(replace(when(), claim=f"{number}") for number in range(8)))
    import_into(collection, package)
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.clock.set_fixed_time(datetime(2024, 5, 1, 12))
    orders: dict[int, list[list[str]]] = {1: [], 2: []}
    for day, seen in orders.items():
        page.clock.set_fixed_time(datetime(2024, 5, day, 12))
        for number in range(8):
            card = note_of(collection, package, number).cards()[0].render_output()
            page.set_content(page_of(card.question_and_style()))
            front = page.locator("li").all_inner_texts()
            page.set_content(page_of(card.answer_and_style()))
            assert page.locator("li").all_inner_texts() == front
            assert page.locator("li.right").all_inner_texts() == [when().key]
            seen.append(front)
    assert len(set(map(tuple, orders[1]))) > 1  # from card to card
    assert orders[1] != orders[2]  # from day to day
    page.close()


@pytest.mark.browser
def test_options_answer_to_keys_and_to_touch(collection: Collection, browser: Any) -> None:
    package, _ = built(when(), who_said())
    import_into(collection, package)
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    card = note_of(collection, package, 0).cards()[0].render_output()
    for way in ("digit", "enter", "click"):
        page.set_content(page_of(card.question_and_style()))
        assert page.locator("li.right").count() == 0
        options = page.locator("li").all_inner_texts()
        wrong = next(index for index, text in enumerate(options) if text != when().key)
        if way == "digit":
            page.keyboard.press(str(wrong + 1))
        elif way == "enter":
            page.locator("li").nth(wrong).press("Enter")
        else:
            page.locator("li").nth(wrong).click()
        assert page.locator("li.right").all_inner_texts() == [when().key]
        assert page.locator("li.wrong").all_inner_texts() == [options[wrong]]
        assert page.locator(".verdict").inner_text() == "Not this one."
        page.keyboard.press(str(options.index(when().key) + 1))  # a second choice is none
        assert page.locator("li.wrong").count() == 1
    page.evaluate("side => { document.getElementById('qa').innerHTML = side }", card.answer_and_style())
    page.evaluate(template_text("anki/choice.js"))  # as desktop Anki: the same page, the other side
    assert page.locator("li.wrong").all_inner_texts() == [options[wrong]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.browser
def test_cards_are_readable_without_javascript(collection: Collection, browser: Any) -> None:
    package, _ = built(when(), who_said())
    import_into(collection, package)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    page = context.new_page()
    output = note_of(collection, package, 0).cards()[0].render_output()
    page.set_content(page_of(output.question_and_style()))
    assert set(page.locator("li:visible").all_inner_texts()) == {when().key, *when().distractors}
    page.set_content(page_of(output.answer_and_style()))
    assert page.locator(".answer").inner_text() == when().key
    assert page.locator("mark").inner_text() == when().key
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("form", NoteForm)
def test_every_note_type_fits_a_narrow_phone(collection: Collection, browser: Any, form: NoteForm) -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
    item = GAPPED if form is NoteForm.CLOZE else who_said(f"We rose over {long}")
    item = replace(item, explanation=long, according_to=long, accept=(long,))
    package, _ = built(item, forms=dict.fromkeys(Kind, form))
    import_into(collection, package)
    output = note_of(collection, package, 0).cards()[0].render_output()
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    for side in (output.question_and_style(), output.answer_and_style()):
        side = side.replace("[[type:Answer]]", '<input type="text" id="typeans">')
        for night in ("", " nightMode"):
            page.set_content(page_of(side).replace('class="card', f'class="card{night}'))
            assert page.locator(".quizgen").inner_text().strip()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.browser
def test_no_place_among_the_options_is_likelier_to_be_right(browser: Any) -> None:
    page = browser.new_page()
    places = page.evaluate(
        """script => Array.from({ length: 1000 }, (_, number) => {
            document.body.innerHTML = `<main class="quizgen" data-item="${number}" data-right="1" data-side="back">
                <ol class="options"><li data-option="1"><li data-option="2"><li data-option="3"><li data-option="4">`;
            eval(script);
            return [...document.querySelectorAll("li")].findIndex(option => option.dataset.option === "1");
        })""",
        template_text("anki/choice.js"),
    )
    assert all(200 < places.count(place) < 300 for place in range(4))
    page.close()
