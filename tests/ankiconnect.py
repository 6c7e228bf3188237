"""
A server that speaks AnkiConnect's language over a real collection, for the tests of `quizgen push`.

The add-on itself needs Anki's window. The headless server on the package index (anki-connect-server 0.5.0) needs a
newer Python than quizgen does, takes no key and makes every note type a common one, gaps or not. So here are the
actions that quizgen asks for, each as the add-on's documentation and its answers have it: the status is always 200, a
note whose first field is there already is a duplicate, a field or template of an unknown name is passed over in
silence, what could not be added is null, what is not there any more is {}.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from anki.collection import Collection
from anki.consts import MODEL_CLOZE, QUEUE_TYPE_SUSPENDED
from anki.errors import NotFoundError


class RefusalError(Exception):
    """What an action answers as its error."""


class Server:
    """AnkiConnect over one collection; keeps which actions were asked for, and can be told to fail at one."""

    def __init__(self, collection: Collection, key: str | None = None) -> None:
        self.collection = collection
        self.key = key
        self.asked: list[str] = []
        self.fail_at: tuple[str, int] | None = None  # an action, and the how manyeth of it fails
        self.url = ""

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request.get("action", "")
        try:
            if request.get("key") != self.key and name != "requestPermission":
                raise RefusalError("valid api key must be provided")
            action = ACTIONS.get(name)
            if action is None:
                raise RefusalError("unsupported action")
            self.asked.append(name)
            if self.fail_at == (name, self.asked.count(name)):
                raise RefusalError("the disk is full")
            return {"result": action(self.collection, **request.get("params", {})), "error": None}
        except Exception as error:  # as the add-on does: whatever goes wrong is told, and Anki runs on
            return {"result": None, "error": str(error)}


@contextmanager
def serving(collection: Collection, key: str | None = None) -> Iterator[Server]:
    """A server on a free port of this computer."""
    server = Server(collection, key)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send(json.dumps(server.answer(json.loads(body))).encode("ascii"))

        def send(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    with listening(Handler) as url:
        server.url = url
        yield server


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address at which a handler answers."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def version(collection: Collection) -> int:
    return 6


def deck_names(collection: Collection) -> list[str]:
    return [deck.name for deck in collection.decks.all_names_and_ids()]


def create_deck(collection: Collection, deck: str) -> int:
    made = collection.decks.id(deck)
    assert made is not None
    return made


def change_deck(collection: Collection, cards: Sequence[Any], deck: str) -> None:
    collection.set_deck(cards, create_deck(collection, deck))


def model_names(collection: Collection) -> list[str]:
    return [model.name for model in collection.models.all_names_and_ids()]


def _model(collection: Collection, name: str) -> Any:
    collection.models._clear_cache()  # what an import changed is not seen else
    model = collection.models.by_name(name)
    if model is None:
        raise RefusalError(f"model was not found: {name}")
    return model


def model_field_names(collection: Collection, modelName: str) -> list[str]:  # noqa: N803
    return [field["name"] for field in _model(collection, modelName)["flds"]]


def model_templates(collection: Collection, modelName: str) -> dict[str, dict[str, str]]:  # noqa: N803
    templates = _model(collection, modelName)["tmpls"]
    return {template["name"]: {"Front": template["qfmt"], "Back": template["afmt"]} for template in templates}


def model_styling(collection: Collection, modelName: str) -> dict[str, str]:  # noqa: N803
    return {"css": _model(collection, modelName)["css"]}


def create_model(
    collection: Collection,
    modelName: str,  # noqa: N803
    inOrderFields: list[str],  # noqa: N803
    cardTemplates: list[dict[str, str]],  # noqa: N803
    css: str | None = None,
    isCloze: bool = False,  # noqa: N803
) -> Any:
    if modelName in model_names(collection):
        raise RefusalError("Model name already exists")
    models = collection.models
    model = models.new(modelName)
    if isCloze:
        model["type"] = MODEL_CLOZE
    for field in inOrderFields:
        models.add_field(model, models.new_field(field))
    if css is not None:
        model["css"] = css
    for number, sides in enumerate(cardTemplates, start=1):
        template = models.new_template(sides.get("Name", f"Card {number}"))
        template["qfmt"], template["afmt"] = sides["Front"], sides["Back"]
        models.add_template(model, template)
    models.add(model)
    return model


def update_model_templates(collection: Collection, model: dict[str, Any]) -> None:
    there = _model(collection, model["name"])
    for template in there["tmpls"]:
        sides = model["templates"].get(template["name"], {})
        template["qfmt"] = sides.get("Front") or template["qfmt"]
        template["afmt"] = sides.get("Back") or template["afmt"]
    collection.models.update_dict(there)


def update_model_styling(collection: Collection, model: dict[str, Any]) -> None:
    there = _model(collection, model["name"])
    there["css"] = model["css"]
    collection.models.update_dict(there)


def find_notes(collection: Collection, query: str) -> list[int]:
    return list(collection.find_notes(query))


def find_cards(collection: Collection, query: str) -> list[int]:
    return list(collection.find_cards(query))


def notes_info(collection: Collection, notes: Sequence[Any]) -> list[dict[str, Any]]:
    return [_if_there(_note_info, collection, id) for id in notes]


def cards_info(collection: Collection, cards: Sequence[Any]) -> list[dict[str, Any]]:
    return [_if_there(_card_info, collection, id) for id in cards]


def _if_there(tell: Callable[[Collection, Any], dict[str, Any]], collection: Collection, id: Any) -> dict[str, Any]:
    try:
        return tell(collection, id)
    except NotFoundError:
        return {}


def _note_info(collection: Collection, id: Any) -> dict[str, Any]:
    note = collection.get_note(id)
    return {
        "noteId": note.id,
        "modelName": note.note_type()["name"],
        "tags": note.tags,
        "fields": _fields(note),
        "cards": list(note.card_ids()),
    }


def _card_info(collection: Collection, id: Any) -> dict[str, Any]:
    card = collection.get_card(id)
    output = card.render_output()
    return {
        "cardId": card.id,
        "note": card.nid,
        "deckName": collection.decks.name(card.did),
        "modelName": card.note_type()["name"],
        "fields": _fields(card.note()),
        "question": output.question_and_style(),
        "answer": output.answer_and_style(),
        "queue": card.queue,
        "type": card.type,
        "due": card.due,
        "interval": card.ivl,
    }


def _fields(note: Any) -> dict[str, dict[str, object]]:
    return {name: {"value": value, "order": order} for order, (name, value) in enumerate(note.items())}


def add_notes(collection: Collection, notes: list[dict[str, Any]]) -> list[int | None]:
    return [_added(collection, note) for note in notes]


def _added(collection: Collection, wanted: dict[str, Any]) -> int | None:
    deck = collection.decks.id_for_name(wanted["deckName"])
    if deck is None:
        return None
    note = collection.new_note(_model(collection, wanted["modelName"]))
    for name, value in wanted["fields"].items():
        if name in note:
            note[name] = value
    note.tags = wanted.get("tags", [])
    twice = note.fields_check() == 2
    if not note.fields[0] or (twice and not wanted.get("options", {}).get("allowDuplicate", False)):
        return None
    collection.add_note(note, deck)
    return note.id


def update_note_fields(collection: Collection, note: dict[str, Any]) -> None:
    there = collection.get_note(note["id"])
    for name, value in note["fields"].items():
        if name in there:
            there[name] = value
    collection.update_note(there)


def add_tags(collection: Collection, notes: Sequence[Any], tags: str) -> None:
    collection.tags.bulk_add(notes, tags)


def remove_tags(collection: Collection, notes: Sequence[Any], tags: str) -> None:
    collection.tags.bulk_remove(notes, tags)


def suspend(collection: Collection, cards: list[Any]) -> bool:
    awake = [id for id in cards if collection.get_card(id).queue != QUEUE_TYPE_SUSPENDED]
    collection.sched.suspend_cards(awake)
    return bool(awake)


def unsuspend(collection: Collection, cards: list[Any]) -> None:
    collection.sched.unsuspend_cards(cards)


def delete_notes(collection: Collection, notes: Sequence[Any]) -> None:
    collection.remove_notes(notes)


ACTIONS: dict[str, Callable[..., Any]] = {
    "version": version,
    "deckNames": deck_names,
    "createDeck": create_deck,
    "changeDeck": change_deck,
    "modelNames": model_names,
    "modelFieldNames": model_field_names,
    "modelTemplates": model_templates,
    "modelStyling": model_styling,
    "createModel": create_model,
    "updateModelTemplates": update_model_templates,
    "updateModelStyling": update_model_styling,
    "findNotes": find_notes,
    "findCards": find_cards,
    "notesInfo": notes_info,
    "cardsInfo": cards_info,
    "addNotes": add_notes,
    "updateNoteFields": update_note_fields,
    "addTags": add_tags,
    "removeTags": remove_tags,
    "suspend": suspend,
    "unsuspend": unsuspend,
    "deleteNotes": delete_notes,
}
