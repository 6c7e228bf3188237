"""
What `quizgen init` lays out: a project with one sample source and one deck that builds at once.
"""

from pathlib import Path

from quizgen import files
from quizgen.errors import OutputError
from quizgen.templates import template_folder

RENAMED = {"gitignore": ".gitignore"}  # under its own name it would act on the templates themselves


def lay_out(folder: Path) -> tuple[Path, ...]:
    """Write a new project into a folder, which may exist; never over a file that is there."""
    template = template_folder() / "project"
    laid: dict[Path, bytes] = {}
    for path in sorted(template.rglob("*")):
        if path.is_file():
            inside = path.relative_to(template)
            laid[folder / inside.with_name(RENAMED.get(inside.name, inside.name))] = path.read_bytes()
    there = next((path for path in laid if path.exists()), None)
    if there is not None:
        raise OutputError(str(there), "is there already", "choose a new folder")
    if (folder / "decks").exists():
        raise OutputError(str(folder / "decks"), "is there already", "this is a project; add a deck beside the others")
    files.write_all(laid)
    return tuple(laid)
