"""
Bytes → characters: which encoding a file is in, and whether it is text at all.

Nothing is normalised. A UTF-8 byte order mark stays as the first character, so that offsets equal those of
the file decoded as UTF-8; the mark of UTF-16 and UTF-32 belongs to the encoding and goes with it.
"""

import codecs
import re

from quizgen.errors import SourceError

SIGNATURES = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive (perhaps a DOCX or an EPUB)", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x7fELF": "a program", b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"SQLite format 3": "a database",
}  # fmt: skip
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TODO = "give a text file, or take it out of the sources"
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
# What Windows-1252 adds to Latin-1: the marks, dashes and dots that typewritten English needs.
TYPOGRAPHIC = re.compile(rb"[\x80-\xff]")
WESTERN = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbd" + bytes(range(0xC0, 0x100))
)


def decode(raw: bytes, where: str) -> str:
    """The characters of a file; a SourceError where it holds none or is no text."""
    for signature, what in SIGNATURES.items():
        if raw.startswith(signature):
            raise SourceError(where, f"is {what}, not text", TODO)
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding, where)
    if b"\0" in raw:
        return _decode_as(raw, _unmarked_utf16(raw, where), where)
    if len(raw.translate(None, CONTROL)) < 0.9 * len(raw):
        raise SourceError(where, "is binary, not text", TODO)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(raw, where)


def _decode_as(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(where, f"is marked as {encoding} and is not ({error.reason})", "save it as UTF-8") from error


def _unmarked_utf16(raw: bytes, where: str) -> str:
    """Text in UTF-16 has its NUL bytes nearly all on one side of each pair; anything else is binary."""
    first, second = raw[0::2].count(0), raw[1::2].count(0)
    most, least = max(first, second), min(first, second)
    if len(raw) % 2 or most < 0.3 * (len(raw) / 2) or least > 0.02 * most:
        raise SourceError(where, "is binary, not text (it holds NUL characters)", TODO)
    return "utf-16-be" if first > second else "utf-16-le"


def _detect(raw: bytes, where: str) -> str:
    high = {byte[0] for byte in TYPOGRAPHIC.findall(raw)}
    # A handful of marks and accented letters is too little evidence for a detector, and Windows-1252 in practice.
    if high <= WESTERN and len(TYPOGRAPHIC.findall(raw)) < 0.1 * len(raw):
        return raw.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise SourceError(where, "is in no encoding that can be told", "save it as UTF-8")
    return str(best)
