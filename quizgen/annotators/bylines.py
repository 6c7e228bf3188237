"""
Bylines: whole lines that say who wrote a text, when it was published, or both.

A line of prose with a date in it is none; a day of updating is no publication date.
"""

import re
from dataclasses import dataclass
from datetime import date

from quizgen.dates import FULL_DATE, MONTHS, WEEKDAYS, full_date

LONGEST = 160
FIGURES = re.compile(r"\d{4}")
LABEL = re.compile(
    r"""\W*(?:first\s+)?(?:(?:publish(?:ed)?|post(?:ed)?|date[d]?|issued|released|created|written|filed|on|(?:publication|issue)\s+date)
      (?:\s+date)?(?:\s+(?:on|at))?\s*:?)?\s*(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?[\s,|–—-]*(?:on\s+)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
AFTER = re.compile(
    r"""T?[\s,/|@·•–—-]*(?:at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?)?\s*(?:[ap]\.?m\.?)?\s*\(?(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2})?)?\)?\W*
      (?:\(?(?:last\s+)?(?:updated?|modified|edited|changed|revised)\b.*|by\s+(?P<author>.*)|\d+\s+(?:min|comment|view|share).*)?""",
    re.IGNORECASE | re.VERBOSE,
)
BY = re.compile(
    r"(?:story\s+|report\s+|written\s+|posted\s+|reported\s+|article\s+|words?\s+)?by:?\s+(?P<rest>\S.*)", re.IGNORECASE
)
SMALL_WORDS = frozenset(
    "and of the for in at de van von der den al el bin ibn la le du da dos & with special to".split()
)
CALENDAR = frozenset((*MONTHS, *WEEKDAYS, "Spring", "Summer", "Autumn", "Winter"))
EDGES = " \t\xa0,|–—-•·/()"


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that says who wrote a text, when it was published, or both."""

    author: str | None
    published: date | None


def byline(line: str) -> Byline | None:
    """The author and day that a whole line consists of."""
    if len(line) > LONGEST:
        return None
    found = FULL_DATE.search(line) if FIGURES.search(line) else None
    day = full_date(found) if found else None
    if found and day:
        after = AFTER.fullmatch(line, found.end())
        if after is None:
            return None
        before = line[: found.start()]
        if LABEL.fullmatch(before):
            author = after["author"]
            return Byline(author.strip(EDGES) if author and _names(author.strip(EDGES)) else None, day)
        by = BY.fullmatch(before.rstrip(EDGES))
        if by is None and not before.rstrip(" \xa0").endswith(("|", "•", "·", "–", "—", "/")):
            return None
        author = (by["rest"] if by else before).strip(EDGES)
        return Byline(author, day) if _names(author) else None
    by = BY.fullmatch(line)
    author = by["rest"].strip(EDGES) if by else ""
    return Byline(author, None) if author and _names(author) else None


def _names(author: str) -> bool:
    """Whether words read like the names of people or an agency: short, capitalised, no calendar words."""
    words = re.findall(r"[^\s,;/|]+", author)
    if not 1 <= len(words) <= 12 or words[0] in CALENDAR or (author.endswith((".", ":")) and len(words[-1]) > 3):
        return False
    return words[0].lower() not in SMALL_WORDS | {"a", "an"} and all(
        word in SMALL_WORDS or word[0].isupper() or word[0] in "@&(‘’'" for word in words
    )
