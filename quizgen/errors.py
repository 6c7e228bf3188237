"""
What a user can mend, as a tree:

    QuizgenError            the root; the command line turns any of these into exit code 1
    ├── SourceError         a document cannot be read, or its metadata is wrong
    ├── DeckError           a deck.toml is wrong, or names what is not there
    ├── LockError           a lock cannot be trusted (it is never overwritten then)
    ├── OutputError         a file cannot be written
    └── AnkiError           Anki cannot be reached, or does not do what is asked of it

A message says where, what and what to do. A programming mistake is none of these and stays a traceback.
"""


class QuizgenError(Exception):
    """Something the user can mend: where it is, what it is, what to do."""

    def __init__(self, where: str, what: str, todo: str = "") -> None:
        self.where = where
        self.what = what
        self.todo = todo
        super().__init__(f"{where}: {what} ({todo})" if todo else f"{where}: {what}")


class SourceError(QuizgenError):
    """A document cannot be read, or its metadata is wrong."""


class DeckError(QuizgenError):
    """A deck.toml is wrong, or names what is not there."""


class LockError(QuizgenError):
    """A lock cannot be trusted."""


class OutputError(QuizgenError):
    """A file cannot be written."""


class AnkiError(QuizgenError):
    """Anki cannot be reached, or does not do what is asked of it."""
