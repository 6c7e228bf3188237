"""
Files → Documents: text, metadata and blocks, complete.

One format is one module with a `read_page`; READERS says which extension it reads, so that a further format
is a module and a line. Metadata: front matter, else the `.toml` file beside the document, else the page's own
markup, else what the text says in its first lines, else the date that the caller gives.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path, PurePath

from quizgen.annotators.blocks import block_up
from quizgen.document import Document
from quizgen.errors import SourceError
from quizgen.metadata import Metadata, sidecar
from quizgen.readers import html, markdown, text
from quizgen.readers.head import found_in
from quizgen.readers.lines import EDGE, cut
from quizgen.readers.page import Page
from quizgen.wording import clean

READERS: Mapping[str, Callable[[bytes, str], Page]] = {
    ".txt": text.read_page,
    ".text": text.read_page,
    ".md": markdown.read_page,
    ".markdown": markdown.read_page,
    ".html": html.read_page,
    ".htm": html.read_page,
}
EXTENSIONS = ", ".join(READERS)


def read(path: Path, published: date | None = None, id: str | None = None) -> Document:
    """The document in a file; a SourceError says what is wrong with one that cannot be read."""
    where = str(path)
    reader = READERS.get(path.suffix.lower())
    if path.is_dir():
        raise SourceError(where, "is a folder", "name a file in it")
    if not path.exists():
        raise SourceError(where, "no such file", "check the path")
    refuse_streams(path)
    if reader is None:
        raise SourceError(where, f"cannot read {path.suffix or 'a file without an extension'}", f"give {EXTENSIONS}")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(where, f"cannot be opened: {error.strerror}", "check its permissions") from error
    if not raw.strip():
        raise SourceError(where, "is empty", "write something into it, or take it out of the sources")
    page = reader(raw, where)
    if not page.text.strip(EDGE):
        raise SourceError(where, "holds no text", "write something into it, or take it out of the sources")
    return _document(page, sidecar(path, where), published, clean(id or path.stem), where)


def refuse_streams(path: Path) -> None:
    """A SourceError where a path is a pipe or a device, as `<(command)` is."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise SourceError(str(path), "is not a regular file (a pipe or a device)", "save its text in a file first")


def read_text(written: str, published: date | None = None, id: str = "text") -> Document:
    """The document that a plain text makes, without a file."""
    return _document(Page(written, cut(written), Metadata()), Metadata(), published, id, id)


def read_all(
    paths: Sequence[Path], published: date | None = None, progress: Callable[[Document], None] = lambda _: None
) -> tuple[Document, ...]:
    """The documents in files and folders, each once, in the order named; `progress` is called after each."""
    documents: list[Document] = []
    for path, id in identified(list(expanded(paths))):
        documents.append(read(path, published, id))
        progress(documents[-1])
    return tuple(documents)


def expanded(paths: Iterable[Path]) -> Iterable[Path]:
    """The files that are named, and those in the folders that are named, each once."""
    seen: set[Path] = set()
    for path in paths:
        files = [path]
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if _is_document(file, path))
            if not files:
                raise SourceError(str(path), "no document in this folder", f"put in {EXTENSIONS}")
        for file in files:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file


def _is_document(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in READERS and file.is_file()


def identified(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each file with its id: its stem, with its folders or its extension where two stems are alike."""
    ids = {path: clean(path.stem) for path in paths}
    for depth in range(1, max((len(path.resolve().parts) for path in paths), default=0)):
        alike = _alike(ids)
        for path in alike:
            twins = [other for other in alike if other.stem == path.stem]
            ids[path] = clean(_told_apart(path, twins, depth))
    seen: set[str] = set()
    for path, id in ids.items():
        if id in seen:  # “a-b/c.txt” and “a/b-c.txt”, or names that are no text
            taken = {*ids.values(), *seen}
            ids[path] = next(name for name in (f"{id}-{number}" for number in count(2)) if name not in taken)
        seen.add(ids[path])
    return [(path, ids[path]) for path in paths]


def _alike(ids: Mapping[Path, str]) -> list[Path]:
    first: dict[str, Path] = {}
    alike: dict[Path, None] = {}
    for path, id in ids.items():
        if id in first:
            alike[first[id]] = alike[path] = None
        first.setdefault(id, path)
    return list(alike)


def _told_apart(path: Path, twins: Sequence[Path], depth: int) -> str:
    """A longer id: the extension among files of one folder, else as many folders as it takes."""
    real = PurePath(path.resolve())
    if sum(twin.parent.resolve() == real.parent for twin in twins) > 1:
        return real.name if depth == 1 else "-".join((*real.parts[-depth:-1], real.name))
    return "-".join((*real.parts[1:-1][-depth:], real.stem))


def _document(page: Page, beside: Metadata, published: date | None, id: str, where: str) -> Document:
    lines = [stretch.span.of(page.text) for stretch in page.stretches]
    known = page.metadata.or_else(beside) if page.authored else beside.or_else(page.metadata)
    known = known.or_else(found_in(lines)).or_else(Metadata(published=published))
    source = known.source()
    return Document(id, page.text, source, block_up(page.text, source, page.stretches), where)
