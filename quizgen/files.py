"""
Writing files so that a stopped build leaves the old ones whole.

Every file goes to a temporary name beside its target; only when all are written are they renamed, in the
order given. A file that already holds the same bytes is not touched.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from quizgen.errors import OutputError


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none; OutputError names the one that cannot be written."""
    renames: dict[Path, Path] = {}  # temporary file → target
    try:
        for number, (path, content) in enumerate(files.items()):
            with _naming(path):
                target = path.resolve()  # a link keeps pointing where it points
                if target.is_dir():
                    raise OutputError(str(path), "is a folder", "give a file name that no folder has")
                if target.is_file() and _holds(target, content):
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                temporary = target.with_name(f".quizgen-{os.getpid()}-{number}.tmp")
                renames[temporary] = target
                _write(temporary, content)
        for temporary, target in renames.items():
            with _naming(target):
                temporary.replace(target)
    finally:
        for temporary in renames:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    return path.stat().st_size == len(content) and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # else a power cut after the rename can leave an empty file


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise OutputError(str(path), what, "free some space, change the folder's rights or write elsewhere") from error
