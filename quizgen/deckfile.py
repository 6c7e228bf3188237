"""
deck.toml → DeckFile: what a deck is made of and how it is written, checked, each mistake named with its key.
"""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from quizgen import rewording
from quizgen.choosing import BEST
from quizgen.deck import NoteForm
from quizgen.errors import DeckError
from quizgen.item import Kind
from quizgen.renderers import FORMATS, USUAL
from quizgen.wording import one_of

STYLES = {"7 October 2015": "dmy", "October 7, 2015": "mdy"}

QUOTED = (Kind.WHO_SAID, Kind.COMPLETE_QUOTE)
TYPED = (Kind.WHEN, Kind.HOW_MANY, Kind.WHO, Kind.WHERE, Kind.WHAT)
"""The kinds whose answers can be typed to the letter."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Tag = Annotated[str, StringConstraints(pattern=r"^\S+$")]


class DeckFile(BaseModel):
    """A `deck.toml`: what a deck is made of and how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    description: str = ""
    sources: tuple[Text, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(default=tuple(Kind), min_length=1)
    date_style: Literal["7 October 2015", "October 7, 2015"] = "7 October 2015"
    interface: str = "en"
    formats: tuple[str, ...] = Field(default=USUAL, min_length=1)
    tags: tuple[Tag, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    exclude: tuple[Text, ...] = ()
    min_quality: Annotated[int, Field(ge=1, le=BEST)] = 1
    max_cards: Annotated[int, Field(ge=1)] | None = None
    answers: Literal["choice", "typed"] = "choice"
    note_types: dict[Kind, NoteForm] = Field(default_factory=dict)
    subdecks: bool = False
    wording: dict[str, str] = Field(default_factory=dict)

    @field_validator("note_types")
    @classmethod
    def _fit(cls, forms: dict[Kind, NoteForm]) -> dict[Kind, NoteForm]:
        fitting = {NoteForm.QUOTATION: QUOTED, NoteForm.CLOZE: (Kind.CLOZE,), NoteForm.TYPED: TYPED}
        for kind, form in forms.items():
            if kind not in fitting.get(form, tuple(Kind)):
                kinds = ", ".join(f'"{one}"' for one in fitting[form])
                raise ValueError(f'"{kind}" makes no note of the type "{form}"|it is for {kinds}')
        return forms

    @field_validator("wording")
    @classmethod
    def _asks(cls, wording: dict[str, str]) -> dict[str, str]:
        for key, words in wording.items():
            if key not in rewording.KEYS:
                raise ValueError(f'no wording of "{key}"|{one_of(key, rewording.KEYS)}')
            wrong = rewording.mistake(key, words)
            if wrong is not None:
                raise ValueError(f"{key} {wrong}|mend the template")
        return wording

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("last_day: lies before first_day|exchange them")
        return self

    @field_validator("interface")
    @classmethod
    def _spoken(cls, interface: str) -> str:
        from quizgen.renderers import pages  # with Jinja, for decks that have the key

        if interface not in pages.languages():
            raise ValueError(f'no language "{interface}"|{one_of(interface, pages.languages())}')
        return interface

    @field_validator("formats")
    @classmethod
    def _known(cls, formats: tuple[str, ...]) -> tuple[str, ...]:
        for name in formats:
            if name not in FORMATS:
                raise ValueError(f'no format "{name}"|{one_of(name, FORMATS)}')
        return formats


def load_deck_file(path: Path) -> DeckFile:
    """Read and check a `deck.toml`."""
    where = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise DeckError(where, "no such file", "quizgen init DIR lays out a project with a deck") from error
    except OSError as error:
        raise DeckError(where, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DeckError(where, "is not UTF-8 text", "save it as UTF-8") from error
    try:
        return DeckFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DeckError(*_toml_mistake(where, str(error))) from error
    except ValidationError as error:
        raise DeckError(*_mistake(where, error)) from error


_NUMBERS = {
    "min_quality": f"write min_quality = 1 up to {BEST}",
    "max_cards": "write max_cards = 40",
}


def _toml_mistake(where: str, message: str) -> tuple[str, str, str]:
    at = re.fullmatch(r"(.*) \(at (line \d+, column \d+|end of document)\)", message, re.DOTALL)
    what = f"{at[2]}: {at[1]}" if at else message
    return where, f"not valid TOML, {what}", "mend the line"


def _mistake(where: str, error: ValidationError) -> tuple[str, str, str]:
    """The first mistake in a deck.toml, unknown keys before others: a typo makes a key both unknown and missing."""
    found = sorted(error.errors(), key=lambda each: each["type"] != "extra_forbidden")[0]
    key = str(found["loc"][0]) if found["loc"] else ""
    value = found["input"]
    match found["type"]:
        case "extra_forbidden":
            return where, f"{key}: unknown key", one_of(key, DeckFile.model_fields)
        case "missing":
            return where, f"{key}: missing", "add " + ('sources = ["*"]' if key == "sources" else f'{key} = "…"')
        case "enum" if key == "note_types" and "[key]" not in found["loc"]:
            return where, f'{key}: no note type "{value}"', one_of(str(value), NoteForm)
        case "enum":
            return where, f'{key}: no kind "{value}"', one_of(str(value), Kind)
        case "literal_error" if key == "answers":
            return where, f'{key}: "{value}" is no way to answer', 'known: "choice", "typed"'
        case "greater_than_equal" | "less_than_equal" | "int_type" | "int_parsing":
            return where, f"{key}: {value} is not a number that it takes", _NUMBERS[key]
        case "date_type" | "date_from_datetime_parsing" | "date_parsing" | "date_from_datetime_inexact":
            return where, f"{key}: {value!r} is no day", f"write {key} = 2015-10-07"
        case "literal_error":
            return (
                where,
                f'{key}: "{value}" is no style of dates',
                "known: " + ", ".join(f'"{name}"' for name in STYLES),
            )
        case "value_error":
            what, _, todo = found["msg"].removeprefix("Value error, ").partition("|")
            return where, f"{key}: {what}" if key else what, todo
        case "string_pattern_mismatch":
            return where, f'{key}: "{value}" is no tag', "a tag has no spaces; write-it-so"
        case "string_too_short" | "too_short":
            return where, f"{key}: is empty", "give one, or leave the key out" if key != "title" else "give one"
        case "tuple_type":
            return where, f"{key}: is not a list", f'write {key} = ["…", "…"]'
        case _:
            return where, f"{key}: {found['msg'][:1].lower()}{found['msg'][1:]}", "see the comments of a new deck.toml"
