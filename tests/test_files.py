"""Files are written whole or not at all, and errors name the file."""

import os
import threading
from pathlib import Path

import pytest

from quizgen.errors import OutputError
from quizgen.files import write_all


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_every_file_and_makes_folders(tmp_path: Path) -> None:
    write_all({tmp_path / "a.html": b"one", tmp_path / "new" / "deep" / "b.json": b"two"})
    assert (tmp_path / "a.html").read_bytes() == b"one"
    assert (tmp_path / "new" / "deep" / "b.json").read_bytes() == b"two"
    assert names(tmp_path) == ["a.html", "new"]


def test_replaces_and_leaves_the_same_bytes_untouched(tmp_path: Path) -> None:
    same, other = tmp_path / "same", tmp_path / "other"
    same.write_bytes(b"as before")
    other.write_bytes(b"old")
    os.utime(same, (1, 1))
    write_all({same: b"as before", other: b"new"})
    assert same.stat().st_mtime == 1
    assert other.read_bytes() == b"new"


def test_one_failure_leaves_all_old_files_whole(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_bytes(b"old")
    bad.mkdir()
    with pytest.raises(OutputError, match=r"bad\.html: is a folder \(.+\)"):
        write_all({good: b"new", bad: b"new"})
    assert good.read_bytes() == b"old"
    assert names(tmp_path) == ["bad.html", "good.html"]


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match=r"quiz\.html: cannot be written: .+ \(.+\)"):
        write_all({tmp_path / "kept.html": b"new", tmp_path / "out" / "quiz.html": b"new"})
    assert names(tmp_path) == ["out"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match=r"quiz\.html: cannot be written: Permission denied"):
            write_all({tmp_path / "quiz.html": b"new"})
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device to write to")
def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def full(self: Path, mode: str = "r") -> object:
        return real(Path("/dev/full") if "w" in mode else self, mode, buffering=0)

    (tmp_path / "quiz.html").write_bytes(b"old")
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OutputError, match=r"quiz\.html: cannot be written: No space left"):
        write_all({tmp_path / "quiz.html": b"new"})
    monkeypatch.undo()
    assert (tmp_path / "quiz.html").read_bytes() == b"old"
    assert names(tmp_path) == ["quiz.html"]


def test_a_link_keeps_pointing_where_it_points(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_bytes(b"old")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    write_all({tmp_path / "link.html": b"new"})
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_bytes() == b"new"


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_all({pipe: b"new", tmp_path / "quiz.html": b"page"})
    reader.join(timeout=20)
    assert read == [b"new"]
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe", "quiz.html"]


def test_a_pipe_that_nobody_reads_on_leaves_the_old_files_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "quiz.html").write_bytes(b"old")

    def leave() -> None:
        with pipe.open("rb") as file:
            file.read(1)

    reader = threading.Thread(target=leave, daemon=True)
    reader.start()
    with pytest.raises(OutputError, match="pipe: cannot be written: Broken pipe"):
        write_all({tmp_path / "quiz.html": b"new", pipe: b"x" * 1_000_000})
    reader.join(timeout=20)
    assert (tmp_path / "quiz.html").read_bytes() == b"old"
    assert names(tmp_path) == ["pipe", "quiz.html"]


def test_the_advice_fits_the_fault(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match=r"is no folder; check the name\)"):
        write_all({tmp_path / "out" / "deeper" / "quiz.html": b"new"})
    with pytest.raises(OutputError, match=r"File name too long \(give a shorter name\)"):
        write_all({tmp_path / ("x" * 300): b"new"})
