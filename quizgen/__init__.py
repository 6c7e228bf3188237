"""quizgen turns documents into study aids: dated facts and quotations become quizzes and Anki decks."""

__version__ = "0.1.0"
