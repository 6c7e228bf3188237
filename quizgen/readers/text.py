"""Plain text (.txt, .text): the file's characters are the document's, one for one."""

from quizgen.metadata import Metadata
from quizgen.readers.encoding import decode
from quizgen.readers.lines import cut
from quizgen.readers.page import Page


def read_page(raw: bytes, where: str) -> Page:
    """The text of a file as it stands, cut into stretches."""
    text = decode(raw, where)
    return Page(text, cut(text), Metadata())
