"""
A claim that makes no item, and why; and a second try that cuts more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from quizgen.item import Item, Reason

# What a shorter question may mend.
MENDABLE = frozenset({Reason.TOO_LONG, Reason.GRAMMAR, Reason.NOT_ALONE})


@dataclass(frozen=True, slots=True)
class Turned:
    """A clause that cannot be asked about, and why."""

    reason: Reason
    detail: str = ""


def gently_then_hard(make: Callable[[bool], Item | Turned]) -> Item | Turned:
    """What `make` makes of a claim with the lighter cuts; where its length or sense fails, with the hard ones."""
    item = make(False)
    return make(True) if isinstance(item, Turned) and item.reason in MENDABLE else item
