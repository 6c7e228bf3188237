"""
A claim that makes no item, and why.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.item import Reason

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Turned:
    """A clause that cannot be asked about, and why."""

    reason: Reason
    detail: str = ""
