"""
Where the templates are: beside the package in a checkout, inside it in an installed wheel.

Everything is read as UTF-8 text and handed on as it stands; who renders it decides what its braces mean.
"""

from functools import cache
from pathlib import Path


def template_folder() -> Path:
    """The folder that holds every template."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


@cache
def template_text(name: str) -> str:
    """A template's text by its path inside the folder, e.g. `anki/card.css`."""
    return (template_folder() / name).read_text(encoding="utf-8")
