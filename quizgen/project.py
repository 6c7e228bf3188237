"""
From what the user names to the files of one deck.

    deck.toml or loose documents → Plan → build → Built → write

A project is a folder that holds `decks/`: each deck is a folder there with a `deck.toml` that says which
documents of `sources/` it is made of. Loose documents need no project. Either way the plan says everything
that a build depends on; paths stay as the user named them, so that messages show them so.
"""

import codecs
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from quizgen import files, lock, pipeline, readers
from quizgen.annotators.timexes import borrow_anchors
from quizgen.dates import write_day
from quizgen.deck import Deck
from quizgen.deckfile import STYLES, load_deck_file
from quizgen.document import AnchorBasis, Document
from quizgen.errors import DeckError, OutputError, SourceError
from quizgen.renderers import FORMATS
from quizgen.wording import count, near

DECK_FILE = "deck.toml"
DECK_LOCK = "deck.lock.json"
LOCK_ENDING = ".lock.json"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DeckAt:
    """A deck by its name, and the project it belongs to."""

    project: Path
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build of one deck depends on."""

    id: str
    title: str
    sources: tuple[Path, ...]
    folder: Path
    lock: Path
    formats: tuple[str, ...] = tuple(FORMATS)
    options: pipeline.Options = field(default_factory=pipeline.Options)
    description: str = ""
    published: date | None = None

    def output(self, name: str) -> Path:
        """Where the file of a format goes."""
        return self.folder / f"{self.id}{FORMATS[name].extension}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a build met and went on: where, what, what to do about it."""

    where: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.todo})" if self.todo else f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Built:
    """A deck and the bytes of its files, not yet written."""

    deck: Deck
    documents: tuple[Document, ...]
    files: Mapping[Path, bytes]
    notices: tuple[Notice, ...]


def find_project(start: Path) -> Path | None:
    """The nearest folder from `start` upward that holds `decks/`, as a path relative to where `start` is."""
    folder = start
    for _ in start.resolve().parts:
        if (folder / "decks").is_dir():
            return folder
        folder = folder / ".."
    return None


def deck_names(project: Path) -> tuple[str, ...]:
    """The decks of a project: the folders in `decks/` that hold a `deck.toml`."""
    return tuple(sorted(path.parent.name for path in (project / "decks").glob(f"*/{DECK_FILE}")))


def every_deck(start: Path) -> list[DeckAt]:
    """All decks of the project around a folder."""
    here = find_project(start)
    if here is None:
        todo = "name documents to build from, or lay out a project with quizgen init DIR"
        raise DeckError("decks", "no such folder here or above", todo)
    names = deck_names(here)
    if not names:
        raise DeckError(str(here / "decks"), "no folder in it has a deck.toml", "quizgen init DIR lays out an example")
    return [DeckAt(here, name) for name in names]


def meant(words: Sequence[str], start: Path) -> list[DeckAt | Path | DeckError]:
    """What each word means, seen from a folder: a deck, a file or folder, or neither; each once."""
    here = find_project(start)
    names = deck_names(here) if here else ()
    found: dict[Path, DeckAt | Path | DeckError] = {}
    for word in words:
        path = start / word
        folder = path.parent if path.name == DECK_FILE else path
        if here and word in names:
            found[(here / "decks" / word).resolve()] = DeckAt(here, word)
        elif (folder / DECK_FILE).is_file():
            found[folder.resolve()] = DeckAt(folder / ".." / "..", folder.resolve().name)
        else:
            found[path.resolve()] = path if path.exists() else _neither(word, path, names)
    return list(found.values())


def _neither(word: str, path: Path, decks: Sequence[str]) -> DeckError:
    beside = [str(path.parent / entry.name) for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    nearest = near(word, [*decks, *sorted(beside)])
    todo = f"did you mean {' or '.join(nearest)}?" if nearest else "check the name"
    return DeckError(word, "neither a deck of a project here nor a file or folder", todo)


def documents_in(path: Path) -> tuple[Path, ...]:
    """A file itself, or every document in a folder and below, in order of name."""
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise SourceError(str(path), "no such file or folder", "check the name")
    found = tuple(_documents_below(path))
    if not found:
        raise SourceError(str(path), "no document in this folder", f"quizgen reads {readers.EXTENSIONS}")
    return found


def _documents_below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(str(folder), f"cannot be listed: {error.strerror}", "check its permissions") from error
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not (path / DECK_FILE).is_file():  # a deck's folder holds quizzes, not documents
                yield from _documents_below(path)
        elif path.is_file() and path.suffix.lower() in readers.READERS and not _is_output(path):
            yield path


def _is_output(path: Path) -> bool:
    """A quiz that an earlier build of loose documents put there."""
    return path.suffix == FORMATS["html"].extension and path.with_name(path.stem + LOCK_ENDING).is_file()


def plan_deck(project: Path, name: str, formats: Sequence[str] = ()) -> Plan:
    """What `decks/<name>/deck.toml` asks for; `formats` override the file's own."""
    folder = project / "decks" / name
    path = folder / DECK_FILE
    wanted = load_deck_file(path)
    plan = Plan(
        id=name,
        title=wanted.title,
        description=wanted.description.strip(),
        sources=_matching(wanted.sources, project / "sources", str(path)),
        folder=folder,
        lock=folder / DECK_LOCK,
        formats=_once(formats or wanted.formats),
        options=pipeline.Options(_once(wanted.kinds), STYLES[wanted.date_style], _once(wanted.tags)),
    )
    return _harmless(plan)


def plan_loose(
    paths: Sequence[Path],
    folder: Path,
    *,
    title: str | None = None,
    published: date | None = None,
    formats: Sequence[str] = (),
) -> Plan:
    """One deck from documents and folders of documents, its files in `folder`."""
    sources = _once(source for path in paths for source in documents_in(path))
    id = _name(paths, title)
    plan = Plan(
        id=id,
        title=(title or "").strip() or re.sub(r"[-_\s]+", " ", id).strip() or id,
        sources=sources,
        folder=folder,
        lock=folder / (id + LOCK_ENDING),
        formats=_once(formats or FORMATS),
        published=published,
    )
    return _harmless(plan)


def read(paths: Sequence[Path], published: date | None) -> tuple[Document, ...]:
    """Documents that are read together: one without a date may get it from those beside it."""
    return borrow_anchors(readers.read_all(paths, published))


def read_one(path: Path, published: date | None, title: str | None) -> Document:
    """One document, with the title that the user gives it."""
    return _titled(readers.read(path, published), title)


def read_stream(data: bytes, published: date | None, title: str | None) -> Document:
    """A document from standard input: a web page where it starts like one, else plain text."""
    page = data.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("stdin.html" if page else "stdin.txt")
        path.write_bytes(data)
        try:
            document = readers.read(path, published)
        except SourceError as error:
            raise SourceError("standard input", error.what) from error
    return replace(_titled(document, title), path="-")


def _titled(document: Document, title: str | None) -> Document:
    return replace(document, source=replace(document.source, title=title)) if title else document


def slug(title: str, longest: int = 60) -> str:
    """A title as a file's name: letters and digits of any script, hyphens between."""
    text = unicodedata.normalize("NFC", title).lower()
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return "-".join(kept.split())[:longest].strip("-")


def _name(paths: Sequence[Path], title: str | None) -> str:
    if title:
        return slug(title) or "quiz"
    if len(paths) == 1 and paths[0].is_file():
        return paths[0].stem
    folders = {(path.parent if path.is_file() else path).resolve() for path in paths}
    return slug(folders.pop().name) or "quiz" if len(folders) == 1 else "quiz"


def _matching(patterns: Sequence[str], folder: Path, where: str) -> tuple[Path, ...]:
    if not folder.is_dir():
        raise DeckError(where, f"sources: there is no folder {folder}", "put the deck's documents there")
    return _once(path for pattern in patterns for path in _match(pattern, folder, where))


def _match(pattern: str, folder: Path, where: str) -> Iterator[Path]:
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise DeckError(where, f'sources: "{pattern}" leads out of sources/', "patterns are relative to sources/")
    try:
        matches = sorted(folder.glob(pattern))
    except ValueError as error:
        raise DeckError(where, f'sources: "{pattern}" is no pattern: {error}', 'for example "*.md"') from error
    matched = False
    for path in matches:
        for document in _documents_below(path) if path.is_dir() else (path,):
            if document.suffix.lower() in readers.READERS and not document.name.startswith("."):
                matched = True
                yield document
    if not matched:
        holds = sum(1 for _ in _documents_below(folder))
        todo = f"sources/ holds {count(holds, 'document')}; quizgen reads {readers.EXTENSIONS}"
        raise DeckError(where, f'sources: no document matches "{pattern}"', todo)


def _harmless(plan: Plan) -> Plan:
    """The plan, unless its files can go nowhere, or would lie on its documents or its lock: before the long work."""
    outputs = [plan.output(name) for name in plan.formats]
    sources = {path.resolve(): path for path in plan.sources}
    for output in (*outputs, plan.lock):
        if output.resolve() in sources:
            source = str(sources[output.resolve()])
            raise OutputError(source, "the quiz would overwrite this document", "give -o DIR or --title")
        if output.is_dir():
            raise OutputError(str(output), "is a folder", "move it, or give the deck another name")
    place = next(path for path in (plan.folder, *plan.folder.absolute().parents) if path.exists())
    if not place.is_dir():
        raise OutputError(str(plan.folder), f"cannot be a folder: {place.name} is a file", "name another with -o")
    if not os.access(place, os.W_OK):
        raise OutputError(
            str(plan.folder), "nothing may be written there", "change its rights, or name another with -o"
        )
    if plan.lock in outputs:
        raise OutputError(str(plan.lock), "the deck would overwrite its own lock", "give the deck another name")
    return plan


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def build(plan: Plan, now: datetime, progress: Callable[[Document], None] = lambda _: None) -> Built:
    """Read, ask, give identities and render; writes nothing. `now` dates what changed since the last build."""
    before = lock.load(plan.lock, plan.id)  # first: a lock that cannot be trusted stops a build before the long work
    documents = read(plan.sources, plan.published)
    made = pipeline.make(documents, plan.options, progress)
    if not made.items:
        where = str(plan.sources[0]) if len(plan.sources) == 1 else plan.title
        todo = f"quizgen explain {plan.sources[0]} shows why"
        raise DeckError(where, f"no card could be made of {count(len(documents), 'document')}", todo)
    cards, after, gone = lock.update(before, made.items, now)
    if "apkg" in plan.formats:
        from quizgen.renderers import anki

        after = lock.stamp_note_types(after, anki.note_types_digest(), now)
    deck = Deck(
        id=plan.id,
        title=plan.title,
        cards=cards,
        refusals=made.refusals,
        conflicts=made.conflicts,
        retired=gone,
        description=plan.description,
        date_style=plan.options.date_style,
        note_types_changed=after.note_types.changed if after.note_types else None,
    )
    outputs = {plan.output(name): FORMATS[name].render(deck) for name in plan.formats}
    return Built(deck, documents, {**outputs, plan.lock: lock.dump(after)}, _notices(plan, documents, deck))


def write(built: Built) -> None:
    """Write a deck's files and its lock."""
    files.write_all(built.files)


def _notices(plan: Plan, documents: Sequence[Document], deck: Deck) -> tuple[Notice, ...]:
    used = Counter(evidence.document for card in deck.cards for evidence in card.item.evidence)
    found: list[Notice] = []
    for document in documents:
        found += document_notices(document)
        if not used[document.id]:
            todo = f"quizgen explain {document.path} shows why"
            found.append(Notice(document.path, "no card came of this document", todo))
    if deck.retired:
        number = count(len(deck.retired), "card")
        todo = "Anki keeps them until you delete them; -v lists them"
        found.append(Notice(str(plan.lock), f"{number} of the last build went away", todo))
    return tuple(found)


def document_notices(document: Document) -> Iterator[Notice]:
    """What is uncertain about a document's dates."""
    give = "give it with --published DATE, or published = in its metadata"
    if _guessed(Path(document.path)):
        yield Notice(
            document.path, "is not UTF-8, so its encoding was guessed", "save it as UTF-8 if letters look wrong"
        )
    anchors = [block.anchor for block in document.prose()]
    undated = anchors.count(None)
    if undated:
        some = "no date" if undated == len(anchors) else f"{count(undated, 'paragraph')} without a date"
        yield Notice(document.path, f"{some}, so weekdays and “yesterday” stay unresolved", give)
    doubtful = {anchor.basis: anchor for anchor in anchors if anchor and not anchor.certain}
    if guess := doubtful.get(AnchorBasis.TEXT):
        what = f"no date of publication; weekdays go by {write_day(guess.day)}, a date in its text"
        yield Notice(document.path, what, give)
    if AnchorBasis.PUBLISHED in doubtful:
        what = "its posts have lost their times; all go by the date of publication"
        yield Notice(document.path, what, "set a heading with the date above each day's posts")


def _guessed(path: Path) -> bool:
    """Whether a text says nowhere how it is encoded; a web page says it in its head."""
    if path.suffix.lower() in (".html", ".htm") or not path.is_file():
        return False
    raw = path.read_bytes()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
