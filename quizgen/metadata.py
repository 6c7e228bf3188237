"""
What is known of a document's origin: from its front matter, and from the `.toml` file beside it.

Front matter is TOML between `+++` lines or plain `key: value` lines between `---` lines. Both kinds of file
may be partial; what they leave open is taken from the text itself (see readers.head).
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from quizgen.dates import parse_day
from quizgen.document import Source
from quizgen.errors import SourceError
from quizgen.wording import one_of

FENCE = re.compile(r"\ufeff?(?P<fence>\+\+\+|---)[ \t]*(?:\r\n|\n|\r)")
CLOSING_FENCES = {
    "+++": re.compile(r"(?<![^\r\n])\+\+\+[ \t]*(?:\r?\n|\r|\Z)"),
    "---": re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r?\n|\r|\Z)"),
}
LINE_END = re.compile(r"\r\n|\n|\r")  # of YAML and TOML; a title may hold other characters that break a line
KEY_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
# Scripts that write such files put down a missing value as Python or JSON would; TOML leaves the key out.
NO_VALUE = re.compile(r"^[ \t]*[\w-]+[ \t]*=[ \t]*(?:None|null)[ \t]*$", re.MULTILINE)
KEY_VALUE_TODO = "write one `key: value` a line, a list as one text; or use TOML between +++ lines"


class Metadata(BaseModel):
    """The keys that front matter and a `.toml` file beside a document may have."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    kind: Literal["news", "narrative"] | None = None

    @field_validator("published", mode="before")
    @classmethod
    def _any_form_of_day(cls, value: object) -> object:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, str):
            day = parse_day(value.strip().split("T")[0] if re.match(r"\s*\d{4}-\d", value) else value)
            if day is None:
                raise ValueError("is no date")
            return day
        return value

    def or_else(self, other: "Metadata") -> "Metadata":
        """These values, and the other's where there are none."""
        return Metadata(**{**other.model_dump(exclude_none=True), **self.model_dump(exclude_none=True)})

    def source(self) -> Source:
        """The document's origin as everything after the readers sees it."""
        return Source(**self.model_dump())


def sidecar(path: Path, named: str) -> Metadata:
    """What the `.toml` file beside a document says; nothing where there is none."""
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return Metadata()
    where = str(Path(named).with_suffix(".toml"))
    try:
        values = tomllib.loads(NO_VALUE.sub("", beside.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(where, f"is no valid TOML: {error}", "mend the line, or delete the file") from error
    return _validated(values, where)


def front_matter(text: str, where: str) -> tuple[Metadata, int]:
    """What stands between the fences at the start of a text, and where the text proper begins."""
    opening = FENCE.match(text)
    if opening is None:
        return Metadata(), 0
    closing = CLOSING_FENCES[opening["fence"]]
    end = closing.search(text, opening.end())
    if end is None:
        return Metadata(), 0
    inside = text[opening.end() : end.start()]
    if opening["fence"] == "+++":
        try:
            return _validated(tomllib.loads(inside.replace("\r\n", "\n")), where), end.end()
        except tomllib.TOMLDecodeError as error:
            raise SourceError(where, f"front matter is no valid TOML: {error}", "mend the line") from error
    first = next((line for line in LINE_END.split(inside) if line.strip()), "")
    if not KEY_LINE.match(first) and not first.startswith("#"):
        return Metadata(), 0  # a rule at the top of a page, not front matter
    return _validated(_key_values(inside, where), where), end.end()


def _key_values(inside: str, where: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(LINE_END.split(inside), start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = KEY_LINE.fullmatch(line.rstrip())
        value = (match["value"] or "").strip() if match else ""
        if match is None or value[:1] in ("[", "{", "|", ">", "&", "*", "!"):
            raise SourceError(f"{where}: line {number}", "front matter may hold no lists or nesting", KEY_VALUE_TODO)
        if match["key"] in values:
            raise SourceError(f"{where}: line {number}", f"{match['key']} is given twice", "keep one of them")
        value = _unquoted(value)
        if value:
            values[match["key"]] = value
    return values


def _unquoted(value: str) -> str:
    for mark in "\"'":
        if len(value) > 1 and value[0] == mark and (end := value.rfind(mark)) > 0:
            return value[1:end]
    return value.split(" #", 1)[0].strip()


def _validated(values: Mapping[str, object], where: str) -> Metadata:
    try:
        return Metadata.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            raise SourceError(where, f"{key}: unknown key", one_of(key, Metadata.model_fields)) from error
        if key == "published":
            raise SourceError(
                where, f"published: {values[key]!r} is no date", "write it like 2015-10-07 or 7 October 2015"
            ) from error
        if key == "kind":
            raise SourceError(where, f"kind: {values[key]!r} is unknown", 'write "news" or "narrative"') from error
        raise SourceError(where, f"{key}: {values[key]!r} is not a text", "put it between quotation marks") from error
