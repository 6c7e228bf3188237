"""
Writing files so that a stopped build leaves the old ones whole.

Every file goes to a temporary name beside its target; only when all are written are they renamed, in the
order given. A file that already holds the same bytes is not touched. A pipe or a device is written into, never
replaced, and before anything is renamed.
"""

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from quizgen.errors import OutputError

_NO_SUCH_PLACE = "a folder of this path is missing or is no folder; check the name"
_NO_RIGHTS = "change its rights, or write elsewhere"
_NO_SPACE = "free some space, or write elsewhere"
ADVICE = {
    errno.ENOENT: _NO_SUCH_PLACE,
    errno.ENOTDIR: _NO_SUCH_PLACE,
    errno.EEXIST: _NO_SUCH_PLACE,
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: _NO_RIGHTS,
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.ENAMETOOLONG: "give a shorter name",
}


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none; OutputError names the one that cannot be written."""
    renames: dict[Path, Path] = {}  # temporary file → target
    streams: dict[Path, bytes] = {}
    try:
        for number, (path, content) in enumerate(files.items()):
            with _naming(path):
                if path.exists() and not path.is_file() and not path.is_dir():
                    streams[path] = content  # not resolved: /dev/stdout leads to a name that is in no folder
                    continue
                target = path.resolve()  # a link keeps pointing where it points
                if target.is_dir():
                    raise OutputError(str(path), "is a folder", "give a file name that no folder has")
                if target.is_file() and _holds(target, content):
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                temporary = target.with_name(f".quizgen-{os.getpid()}-{number}.tmp")
                renames[temporary] = target
                _write(temporary, content)
        for path, content in streams.items():
            with _naming(path):
                path.write_bytes(content)
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
        raise OutputError(str(path), what, ADVICE.get(error.errno or 0, "write elsewhere")) from error
