"""
Words to the left that belong to a time expression or turn its meaning: “early”, “the end of”, “at least”, “since”.
"""

import re
from dataclasses import dataclass, replace

from quizgen.annotation import TimexType
from quizgen.annotators.timexes.expressions import CalendarDate, Fixed, Piece, SameDay, Shift, Weekday

_FLAGS = re.VERBOSE | re.IGNORECASE
_WINDOW = 36


@dataclass(frozen=True, slots=True)
class Prefix:
    """A pattern that ends where a piece begins, the modifier it gives (None: it only widens the span), an example."""

    pattern: re.Pattern[str]
    mod: str | None
    finds: str


def _table(*rows: tuple[str, str | None, str]) -> tuple[Prefix, ...]:
    return tuple(Prefix(re.compile(rf"(?<![\w-])(?:{pattern})\Z", _FLAGS), mod, finds) for pattern, mod, finds in rows)


CALENDAR = _table(
    (
        r"(?:the\s)?(?:very\s)?early(?:\s(?:in|on))?(?:\sthe)?\s|(?:the\s)?early-",
        "START",
        "It fell in [early October 2014].",
    ),
    (
        r"""(?:the\s)?(?:very\s)?
            (?:beginning|start|outset|opening|early\s(?:part|days|months|years)|first\s(?:part|days|weeks|months))
            \sof\s(?:the\s)?""",
        "START",
        "It fell at [the beginning of May 2014].",
    ),
    (r"(?:the\s)?mid[-\s–]?", "MID", "It fell in [mid-2014]."),
    (r"(?:the\s)?middle\sof\s(?:the\s)?", "MID", "It fell in [the middle of May 2014]."),
    (
        r"(?:the\s)?(?:very\s)?late(?:\s(?:in|on))?(?:\sthe)?\s|(?:the\s)?late-",
        "END",
        "It fell in [the late 1990s].",
    ),
    (
        r"""(?:the\s)?(?:very\s)?
            (?:end|close|lat(?:t)?er\s(?:part|half)|(?:last|final)\s(?:part|days|weeks|months))\sof\s(?:the\s)?""",
        "END",
        "It fell by [the end of May 2014].",
    ),
    (r"(?:earlier|sooner)\s", "START", "It fell [earlier this month]."),
    (r"later\s", "END", "It will fall [later this month]."),
    (r"(?:the\s)?(?:rest|remainder|whole|course)\sof\s(?:the\s)?", None, "It stood for [the rest of 2014]."),
    (
        r"(?:the\s)?(?:first|early|opening)\s(?:half|quarter|third|decades?|years)\sof\s(?:the\s)?",
        "START",
        "It fell in [the first half of the 19th century].",
    ),
    (
        r"(?:the\s)?(?:second|latter|last|final|closing)\s(?:half|third|decades?|years)\sof\s(?:the\s)?"
        r"|(?:the\s)?(?:last|final|closing)\squarter\sof\s(?:the\s)?",
        "END",
        "It fell in [the second half of the 1990s].",
    ),
    (r"(?:the\s)?turn\sof\s(?:the\s)?", "START", "It fell at [the turn of the 20th century]."),
    (r"(?:circa|ca\.?|c\.|about|around|approximately|roughly)\s?", "APPROX", "It fell [around 1540]."),
)
_ARTICLE = re.compile(r"(?<![\w-])the\s\Z", re.IGNORECASE)
AMOUNTS = _table(
    (
        r"(?:the\s)?(?:about|around|approximately|roughly|some|an\sestimated)\s",
        "APPROX",
        "It lasted [about three weeks].",
    ),
    (
        r"(?:the\s)?(?:(?:for\s)?(?:more|longer)\sthan|(?:just\s|well\s)?over|in\sexcess\sof|upwards\sof)\s",
        "MORE_THAN",
        "It lasted [more than three weeks].",
    ),
    (
        r"(?:the\s)?(?:less\sthan|fewer\sthan|(?:just\s)?under|nearly|almost|close\sto|not\squite)\s",
        "LESS_THAN",
        "It lasted [nearly three weeks].",
    ),
    (r"at\sleast\s|no\s(?:less|fewer)\sthan\s", "EQUAL_OR_MORE", "It lasted [at least three weeks]."),
    (
        r"at\smost\s|up\sto\s|no\smore\sthan\s|as\s(?:many|long)\sas\s",
        "EQUAL_OR_LESS",
        "It lasts [up to three weeks].",
    ),
    (
        r"""(?:the|these|those|his|her|its|their)\s(?:very\s)?
            (?:past|last|next|first|final|previous|preceding|following|coming|same|entire|whole|opening|initial
            |intervening|other|subsequent)\s""",
        None,
        "It rained for [the next three weeks].",
    ),
    (r"(?:just|only|another|exactly|a\smere|the|last|next|past)\s", None, "It rained for [only three weeks]."),
)
_DETERMINERS = ("the ", "these ", "those ", "his ", "her ", "its ", "their ", "last ", "next ", "past ")
_SHIFT_MODS = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}
_PREPOSITION = re.compile(
    r"(?<!\w)(?:(?P<word>before|after|by|since|prior\sto|no\slater\sthan)\s+(?:the\s)?|(?P<hyphened>pre|post)-)$",
    _FLAGS,
)
_SUFFIX = re.compile(r"\s(?:or\s(?:so|thereabouts))(?!\w)")
_PREPOSITIONS = {
    "pre": "BEFORE",
    "post": "AFTER",
    "before": "BEFORE",
    "prior to": "BEFORE",
    "after": "AFTER",
    "by": "ON_OR_BEFORE",
    "no later than": "ON_OR_BEFORE",
    "since": "ON_OR_AFTER",
}
_PREFIX_END = re.compile(r"[a-z.]+[\s\-–]+$|mid$|ca?\.\Z", re.IGNORECASE)


def widen(piece: Piece, text: str, floor: int, rule: str) -> Piece:
    """The piece with the words beside it that belong to it, to the left as far as `floor`."""
    wider = _widen_left(piece, text, floor, rule)
    suffix = _SUFFIX.match(text, piece.end)
    return replace(wider, end=suffix.end(), mod=wider.mod or "APPROX") if suffix else wider


def _widen_left(piece: Piece, text: str, floor: int, rule: str) -> Piece:
    left = text[max(floor, piece.start - _WINDOW) : piece.start]
    if not _PREFIX_END.search(left[-16:]):
        return piece
    expression = piece.expression
    if isinstance(expression, Fixed) and expression.type in (TimexType.DURATION, TimexType.SET):
        return _widen_amount(piece, left) if expression.type is TimexType.DURATION else piece
    if isinstance(expression, Shift) and rule == "three days later":
        wider = _widen_amount(piece, left)
        return replace(wider, mod=_SHIFT_MODS.get(wider.mod or "", wider.mod))
    if isinstance(expression, Fixed) and "REF" in expression.value:
        return piece
    return _widen_date(piece, left, rule, text[piece.start].isdigit() or rule == "day in words")


def _widen_amount(piece: Piece, left: str) -> Piece:
    for _ in range(2):
        for prefix in AMOUNTS:
            match = prefix.pattern.search(left)
            if match:
                determined = match[0].lower().startswith(_DETERMINERS)
                piece = replace(piece, start=piece.start - len(match[0]), mod=piece.mod or prefix.mod)
                left = "" if determined else left[: match.start()]
                break
        else:
            break
    return piece


def _takes_article(piece: Piece, rule: str, figures: bool) -> bool:
    expression = piece.expression
    if piece.part and rule in ("part of a day", "night over two days"):
        return True
    if isinstance(expression, CalendarDate):
        return bool(expression.season or (expression.day and figures))
    return isinstance(expression, Fixed | SameDay) and not piece.clock


def _widen_date(piece: Piece, left: str, rule: str, figures: bool) -> Piece:
    for prefix in CALENDAR:
        match = prefix.pattern.search(left)
        if match and (prefix.mod != "APPROX" or not isinstance(piece.expression, Shift | Weekday)):
            return replace(piece, start=piece.start - len(match[0]), mod=piece.mod or prefix.mod)
    if _takes_article(piece, rule, figures):
        match = _ARTICLE.search(left)
        if match:
            piece = replace(piece, start=piece.start - len(match[0]))
            left = left[: match.start()]
            for prefix in CALENDAR:
                wider = prefix.pattern.search(left)
                if wider and prefix.mod:
                    return replace(piece, start=piece.start - len(wider[0]), mod=prefix.mod)
    match = _PREPOSITION.search(left)
    if match and piece.mod is None:
        word = match["word"] or match["hyphened"]
        return replace(piece, mod=_PREPOSITIONS[re.sub(r"\s+", " ", word.lower())])
    return piece
