"""
From what the user names to the files of one deck.

    deck.toml or loose documents → Plan → build → Built → write

A project is a folder that holds `decks/`: each deck is a folder there with a `deck.toml` that says which
documents of `sources/` it is made of. Loose documents need no project. Either way the plan says everything
that a build depends on; paths stay as the user named them, so that messages show them so.
"""

import codecs
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from quizgen import files, lock, pipeline, readers
from quizgen.annotation import Basis
from quizgen.annotators.annotated import Annotated
from quizgen.annotators.timexes import borrow_anchors, find_timexes
from quizgen.choosing import Choice
from quizgen.dates import write_day
from quizgen.deck import FORMS, Deck, NoteForm, SourceFile
from quizgen.deckfile import STYLES, TYPED, DeckFile, load_deck_file
from quizgen.document import Anchor, AnchorBasis, Document, Span
from quizgen.errors import DeckError, OutputError, SourceError
from quizgen.item import Kind
from quizgen.renderers import FORMATS, USUAL
from quizgen.wording import clean, count, near

DECK_FILE = "deck.toml"
DECK_LOCK = "deck.lock.json"
LOCK_ENDING = ".lock.json"
INDEX = "index.html"  # in decks/: the page that lists them all
GENERATED = b'<meta name="generator" content="quizgen">'
HEAD = 2000  # bytes of a page in which it says so
LISTED = 10  # cards that went away, in one warning
A_DAY = Anchor(date(2001, 1, 1), AnchorBasis.PUBLISHED, "")
STANDARD_INPUT = ("only explain reads standard input", "save the text in a file and name that")

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
    formats: tuple[str, ...] = USUAL
    options: pipeline.Options = field(default_factory=pipeline.Options)
    excluded: tuple[str, ...] = ()  # ids of cards that the teacher wants no more
    description: str = ""
    published: date | None = None
    forms: Mapping[Kind, NoteForm] = field(default_factory=lambda: FORMS)  # of cards that are new
    subdecks: bool = False
    interface: str = "en"

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


def without_deck_file(start: Path) -> Iterator[Notice]:
    """What is said of folders in `decks/` that are no decks, because their `deck.toml` is missing."""
    here = find_project(start)
    if here is None:
        return
    for folder in sorted((here / "decks").iterdir()):
        if folder.is_dir() and not folder.name.startswith(".") and not (folder / DECK_FILE).is_file():
            yield Notice(str(folder), f"has no {DECK_FILE}, so it is not built", _first_lines(folder))


def _first_lines(folder: Path) -> str:
    return f'write title = "…" and sources = ["*"] into {folder / DECK_FILE}'


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
        elif here and (wrong := _no_deck(word, path, here)):
            found[path.resolve()] = wrong
        else:
            found[path.resolve()] = path if path.exists() else _neither(word, path, names)
    return list(found.values())


def built_decks(words: Sequence[str], start: Path) -> Iterator[tuple[Path, str]]:
    """The JSON of each deck that is named, of all where none is, and what builds it anew."""
    for target in meant(words, start) if words else every_deck(start):
        if isinstance(target, DeckError):
            raise target
        if isinstance(target, DeckAt):
            name = f"{clean(target.name)}{FORMATS['json'].extension}"
            yield target.project / "decks" / target.name / name, f"quizgen build {target.name} --format json"
        elif target.suffix == FORMATS["json"].extension:
            yield target, "build it again with quizgen build"
        else:
            todo = "name a deck of a project, or the .json that quizgen build wrote"
            raise DeckError(str(target), "is no built deck", todo)


def _no_deck(word: str, path: Path, project: Path) -> DeckError | None:
    """What is wrong with a word that means the folder of all decks, or one of a deck without its `deck.toml`."""
    decks = project / "decks"
    if path.is_dir() and path.resolve() == decks.resolve() and deck_names(project):
        return DeckError(word, "holds the decks of this project", "quizgen build without a name builds them all")
    folder = path if path.exists() else decks / word
    inside = folder.is_dir() and folder.resolve().parent == decks.resolve()
    if inside and next(_documents_below(folder), None) is None:
        return DeckError(str(folder), f"has no {DECK_FILE}", _first_lines(folder))
    return None


def _neither(word: str, path: Path, decks: Sequence[str]) -> DeckError:
    if word == "-":
        return DeckError(word, *STANDARD_INPUT)
    beside = [str(path.parent / entry.name) for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    nearest = near(word, [*decks, *sorted(beside)])
    todo = f"did you mean {' or '.join(nearest)}?" if nearest else "check the name"
    return DeckError(word, "neither a deck of a project here nor a file or folder", todo)


def documents_in(path: Path) -> tuple[Path, ...]:
    """A file itself, or every document in a folder and below, in order of name."""
    if path.is_file():
        return (path,)
    if not path.is_dir():
        readers.refuse_streams(path)
        if str(path) == "-":
            raise SourceError(str(path), *STANDARD_INPUT)
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
    """A page that an earlier build put there: one of loose documents, beside their lock, or the index of decks."""
    endings = [format.extension for format in FORMATS.values() if path.name.endswith(format.extension)]
    locks = (path.with_name(path.name.removesuffix(ending) + LOCK_ENDING) for ending in endings)
    return any(lock.is_file() for lock in locks) or (path.name == INDEX and is_generated(path))


def is_generated(path: Path) -> bool:
    """Whether a page says of itself that quizgen wrote it."""
    try:
        with path.open("rb") as file:
            return GENERATED in file.read(HEAD)
    except OSError:
        return False


def plan_deck(project: Path, name: str, formats: Sequence[str] = ()) -> Plan:
    """What `decks/<name>/deck.toml` asks for; `formats` override the file's own."""
    folder = project / "decks" / name
    path = folder / DECK_FILE
    wanted = load_deck_file(path)
    plan = Plan(
        id=clean(name),
        title=wanted.title,
        description=wanted.description.strip(),
        sources=_matching(wanted.sources, project / "sources", str(path)),
        folder=folder,
        lock=folder / DECK_LOCK,
        formats=_once(formats or wanted.formats),
        options=_options(wanted),
        excluded=tuple(one for one in wanted.exclude if lock.is_id(one)),
        forms=_forms(wanted),
        subdecks=wanted.subdecks,
        interface=wanted.interface,
    )
    return _harmless(plan)


def _forms(wanted: DeckFile) -> Mapping[Kind, NoteForm]:
    """The form of each kind's cards: what the deck says, else typed where all answers are, else the usual one."""
    typed = dict.fromkeys(TYPED, NoteForm.TYPED) if wanted.answers == "typed" else {}
    return {**FORMS, **typed, **wanted.note_types}


def _options(wanted: DeckFile) -> pipeline.Options:
    choice = Choice(
        first=wanted.first_day,
        last=wanted.last_day,
        without=tuple(phrase for phrase in wanted.exclude if not lock.is_id(phrase)),
        quality=wanted.min_quality,
        most=wanted.max_cards,
    )
    return pipeline.Options(
        kinds=_once(wanted.kinds),
        date_style=STYLES[wanted.date_style],
        tags=_once(wanted.tags),
        choice=choice,
        typed=wanted.answers == "typed",
        wording=wanted.wording,
    )


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
    title = clean(title or "")
    id = _name(paths, title)
    plan = Plan(
        id=id,
        title=title.strip() or re.sub(r"[-_\s]+", " ", id).strip() or id,
        sources=sources,
        folder=folder,
        lock=folder / (id + LOCK_ENDING),
        formats=_once(formats or USUAL),
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
    return replace(document, source=replace(document.source, title=clean(title))) if title else document


def slug(title: str, longest: int = 60) -> str:
    """A title as a file's name: letters and digits of any script, hyphens between."""
    text = unicodedata.normalize("NFC", title).lower()
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return "-".join(kept.split())[:longest].strip("-")


def _name(paths: Sequence[Path], title: str) -> str:
    if title:
        return slug(title) or "quiz"
    if len(paths) == 1 and paths[0].is_file():
        return clean(paths[0].stem)
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
    made = pipeline.make(documents, _without(plan, before), progress)
    if not made.items:
        where = str(plan.sources[0]) if len(plan.sources) == 1 else plan.title
        todo = f"quizgen explain {plan.sources[0]} shows why"
        raise DeckError(where, f"no card could be made of {count(len(documents), 'document')}", todo)
    cards, after, gone = lock.update(before, made.items, now, plan.forms)
    if "apkg" in plan.formats:
        from quizgen.renderers import notetypes

        after = lock.stamp_note_types(after, notetypes.digest(), now)
    deck = Deck(
        id=plan.id,
        title=plan.title,
        cards=cards,
        refusals=made.refusals,
        conflicts=made.conflicts,
        documents=tuple(_source_file(document, plan.folder) for document in documents),
        retired=gone,
        description=plan.description,
        date_style=plan.options.date_style,
        note_types_changed=after.note_types.changed if after.note_types else None,
        subdecks=plan.subdecks,
        interface=plan.interface,
    )
    outputs = {plan.output(name): FORMATS[name].render(deck) for name in plan.formats}
    notices = (*_notices(made.annotated, deck), *_of_last_build(plan, before, documents, gone))
    return Built(deck, documents, {**outputs, plan.lock: lock.dump(after)}, notices)


def _without(plan: Plan, before: lock.Lock) -> pipeline.Options:
    """The plan's options, with what the cards that it excludes by id ask."""
    claims = frozenset(item.claim for item in before.items if item.id in plan.excluded)
    return replace(plan.options, choice=replace(plan.options.choice, claims=claims))


def _source_file(document: Document, folder: Path) -> SourceFile:
    path = Path(document.path)
    seen = clean(Path(os.path.relpath(path, folder)).as_posix())
    return SourceFile(document.id, seen, hashlib.sha256(path.read_bytes()).hexdigest())


def write(built: Built) -> None:
    """Write a deck's files and its lock."""
    files.write_all(built.files)


def _notices(annotated: Sequence[Annotated], deck: Deck) -> Iterator[Notice]:
    used = {evidence.document for card in deck.cards for evidence in card.item.evidence}
    for one in annotated:
        document = one.document
        yield from document_notices(one)
        if document.id not in used:
            todo = f"quizgen explain {document.path} shows why"
            yield Notice(document.path, "no card came of this document", todo)


def _of_last_build(
    plan: Plan, before: lock.Lock, documents: Sequence[Document], gone: Sequence[tuple[str, str]]
) -> Iterator[Notice]:
    """What a build means for the cards of the one before it."""
    if not gone:
        return
    known = sorted({piece.document for item in before.items if not item.retired for piece in item.evidence})
    if known and not {document.id for document in documents} & set(known):
        names = ", ".join(known[:3]) + (", …" if len(known) > 3 else "")
        what = f"was made from other sources ({names}); none of them is among these"
        yield Notice(str(plan.lock), what, "if this is another deck, give it its own name or folder")
    more = f"; and {len(gone) - LISTED} more" if len(gone) > LISTED else ""
    stems = "; ".join(f"“{stem}”" for _, stem in gone[:LISTED]) + more
    what = f"{count(len(gone), 'card')} of the last build went away: {stems}"
    yield Notice(str(plan.lock), what, "an import leaves them in Anki; quizgen push suspends them")


def document_notices(annotated: Annotated) -> Iterator[Notice]:
    """What is uncertain about a document's encoding, and about dates that something in its text depends on."""
    document = annotated.document
    give = "give it with --published DATE, or published = in its metadata"
    if _guessed(Path(document.path)):
        yield Notice(
            document.path, "is not UTF-8, so its encoding was guessed", "save it as UTF-8 if letters look wrong"
        )
    unresolved = list(_unresolved(annotated))
    if unresolved:
        dated = any(block.anchor for block in document.prose())
        what = "some paragraphs are without a date" if dated else "no date"
        words = " ".join(unresolved[0].of(document.text).split())
        others = f" and {count(len(unresolved) - 1, 'other')}" if len(unresolved) > 1 else ""
        yield Notice(document.path, f"{what}, so “{words}”{others} stay{'' if others else 's'} unresolved", give)
    relied_on = {timex.anchor for timex in annotated.timexes if timex.anchor}
    doubtful = {anchor.basis: anchor for anchor in relied_on if not anchor.certain}
    if guess := doubtful.get(AnchorBasis.TEXT):
        what = f"no date of publication; weekdays go by {write_day(guess.day)}, a date in its text"
        yield Notice(document.path, what, give)
    if AnchorBasis.PUBLISHED in doubtful:
        what = "its posts have lost their times; all go by the date of publication"
        yield Notice(document.path, what, "set a heading with the date above each day's posts")


def _unresolved(annotated: Annotated) -> Iterator[Span]:
    """The time expressions that would have a value if their paragraphs had a date."""
    document = annotated.document
    if all(block.anchor for block in document.blocks):
        return
    blocks = tuple(block if block.anchor else replace(block, anchor=A_DAY) for block in document.blocks)
    values = {timex.span: timex.value for timex in find_timexes(replace(document, blocks=blocks))}
    for timex in annotated.timexes:
        if timex.basis is Basis.VAGUE and values.get(timex.span, timex.value) != timex.value:
            yield timex.span


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
