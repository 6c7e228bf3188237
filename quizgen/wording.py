"""
How messages are worded: counts, near misses, text that is safe to print on one line.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable

_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """A name as text that every encoding can write; the system gives a byte that is no UTF-8 as half a character."""
    return _SURROGATE.sub(_written_out, text)


def _written_out(half: re.Match[str]) -> str:
    code = ord(half[0])
    return f"%{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"


def count(number: int, noun: str) -> str:
    """A number with its noun: “1 card”, “2 cards”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def near(wrong: str, known: Iterable[str]) -> list[str]:
    """The known names that a mistyped one may stand for, the nearest first."""
    names = list(dict.fromkeys(known))
    starting = [name for name in names if len(wrong) > 1 and name.startswith(wrong)]
    return list(dict.fromkeys([*difflib.get_close_matches(wrong, names, n=3), *starting]))[:3]


def one_of(wrong: str, known: Iterable[str]) -> str:
    """What to do about a name that is none of the known ones: the nearest, and all of them."""
    names = list(known)
    nearest = near(wrong, names)[:1]
    return "".join(f"did you mean {name}? " for name in nearest) + f"known: {', '.join(names)}"


def printable(text: str) -> str:
    """A text on one line, without characters that steer a terminal or turn the writing round."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\n\r\v\f":
        return " "
    hidden = character in _REORDERING or unicodedata.category(character) in ("Cc", "Cs")
    return "\ufffd" if hidden else character
