"""
Anki's note types: their ids, fields and templates, frozen from the first release.

An id, a name or a place in the order that changes here makes Anki refuse every later import (a test holds them). What a
later version needs takes the place of a spare field, which keeps its id.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quizgen.deck import NoteForm
from quizgen.templates import template_text

FIRST_ID = 1759312800001
FORM_IDS = 10_000  # from one form's ids to the next one's
_FORMS = (NoteForm.CHOICE, NoteForm.QUESTION, NoteForm.QUOTATION, NoteForm.CLOZE, NoteForm.TYPED)
_PROOF = "Attribution Working Evidence Source Also Date Kind Spare1 Spare2 Spare3 Spare4"
_OPTIONS = "Option1 Option2 Option3 Option4 Right"
FIELDS: Mapping[NoteForm, tuple[str, ...]] = {
    NoteForm.CHOICE: tuple(f"ItemId Question Answer {_OPTIONS} Accepted {_PROOF}".split()),
    NoteForm.QUESTION: tuple(f"ItemId Question Answer Accepted {_PROOF}".split()),
    NoteForm.QUOTATION: tuple(f"ItemId Question Lead Quote Answer {_OPTIONS} Accepted {_PROOF}".split()),
    NoteForm.CLOZE: tuple(f"ItemId Text Lead Answer Accepted {_PROOF}".split()),
    NoteForm.TYPED: tuple(f"ItemId Question Answer Accepted {_PROOF}".split()),
}
SORTED_BY: Mapping[NoteForm, str] = {form: "Text" if form is NoteForm.CLOZE else "Question" for form in _FORMS}
INTERACTIVE = (NoteForm.CHOICE, NoteForm.QUOTATION)


@dataclass(frozen=True, slots=True)
class NoteType:
    """One note type: what Anki knows it by, its fields with their ids in order, and its one template."""

    form: NoteForm
    name: str
    id: int
    fields: Mapping[str, int]
    template: str
    template_id: int
    front: str
    back: str
    css: str

    @property
    def is_cloze(self) -> bool:
        """Whether it is of Anki's cloze kind."""
        return self.form is NoteForm.CLOZE


@cache
def note_type(form: NoteForm) -> NoteType:
    """The note type of a form."""
    first = FIRST_ID + FORM_IDS * _FORMS.index(form)
    name = form.value.capitalize()
    options = template_text("anki/options.html")  # on the front a tap chooses, on the back it may mean what it means
    script = f"<script>\n{template_text('anki/choice.js')}</script>" if form in INTERACTIVE else ""
    proof = template_text("anki/proof.html")
    return NoteType(
        form=form,
        name=f"Quizgen {name}",
        id=first,
        fields={field: first + 200 + place for place, field in enumerate(FIELDS[form])},
        template=name,
        template_id=first + 100,
        front=_with(f"{form.value}_front", {"options": options}) + script,
        back=_with(f"{form.value}_back", {"options": options.replace('class="tappable" ', ""), "proof": proof})
        + script,
        css=template_text("anki/card.css"),
    )


def _with(name: str, parts: Mapping[str, str]) -> str:
    """A template with the parts that it shares with others put in."""
    text = template_text(f"anki/{name}.html")
    for part, content in parts.items():
        text = text.replace(f"<!-- {part} -->\n", content)
    return text


def note_types() -> tuple[NoteType, ...]:
    """All note types, in the order of their ids."""
    return tuple(note_type(form) for form in _FORMS)


def digest() -> str:
    """A digest of how the cards look: the lock keeps since when they look so."""
    looks = [(one.front, one.back, one.css) for one in note_types()]
    return hashlib.sha256(json.dumps(looks).encode("utf-8")).hexdigest()[:16]
