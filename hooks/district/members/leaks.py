"""Looks for words in every byte of a folder, however they are dressed.

Plain, as HTML, URL and `\\u` escapes, base64, gzip, zlib and UTF-16, and in each other.
"""

import base64
import html
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

_DEPTH = 3
_MOST = 50_000_000  # bytes of one unpacked part
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_ZIP_ENTRY = re.compile(rb"PK\x03\x04.{22}(?P<name>.{2})(?P<extra>.{2})", re.DOTALL)
_PLAIN64 = bytes.maketrans(b"-_", b"+/")
_TEXT = bytes(range(32, 127)) + b"\t\n\r"
_ENTITY = re.compile(rb"&(#\d+|#[xX][0-9a-fA-F]+|\w+);?")
_URL = re.compile(rb"%[0-9a-fA-F]{2}")
# Letters of Latin-1 as UTF-16, from either end.
_UTF16 = (
    (re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){6,}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\x20-\x7e\xa0-\xff]){6,}"), "utf-16-be"),
)
_ESCAPE = re.compile(rb"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")


@dataclass(frozen=True, order=True)
class Leak:
    file: str
    word: str


def find(folder: Path, words: Iterable[str]) -> list[Leak]:
    """Every word that is somewhere in a file below the folder, or in a file's name."""
    wanted = {word.casefold().encode(): word for word in words}
    if not wanted:
        return []
    longest_first = sorted(wanted, key=len, reverse=True)
    pattern = re.compile(b"|".join(map(re.escape, longest_first)))

    @cache
    def hits(data: bytes) -> frozenset[str]:
        return frozenset(wanted[hit] for view in views(data) for hit in pattern.findall(_folded(view)))

    found = set()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        found |= {Leak(path, word) for word in hits(path.encode()) | hits(file.read_bytes())}
    return sorted(found)


def _folded(data: bytes) -> bytes:
    return data.decode("utf-8", "surrogateescape").casefold().encode("utf-8", "surrogateescape")


def views(data: bytes, depth: int = _DEPTH) -> Iterator[bytes]:
    """The bytes, and everything that they may be read as."""
    yield data
    if depth == 0:
        return
    for unpacked in _unpacked(data):
        yield from views(unpacked, depth - 1)
    for text in _unescaped(data):
        if text != data:
            yield from views(text, depth - 1)


def _unescaped(data: bytes) -> Iterator[bytes]:
    # Noise, such as what is sealed, holds signs of every kind of escape; text is what may be escaped.
    if len(data.translate(None, _TEXT)) * 2 < len(data):
        if _ENTITY.search(data):
            yield html.unescape(data.decode("utf-8", "surrogateescape")).encode("utf-8", "replace")
        if _URL.search(data):
            yield unquote_to_bytes(data)
        if _ESCAPE.search(data):
            yield _ESCAPE.sub(lambda found: _character(found[1] or found[2]), data)
    for pattern, form in _UTF16:
        if runs := pattern.findall(data):
            yield b"\n".join(run.decode(form).encode() for run in runs)


def _character(code: bytes) -> bytes:
    number = int(code, 16)
    return chr(number).encode("utf-8", "surrogatepass") if number < 0x110000 else b""


def _unpacked(data: bytes) -> Iterator[bytes]:
    runs = [run.translate(_PLAIN64, b"\r\n") for run in _BASE64.findall(data)]
    # The text may begin in the middle of other letters.
    for start in range(4) if runs else ():
        yield b"\n".join(_decoded(run[start:]) for run in runs)
    for packed in _PACKED.finditer(data):
        yield from _inflated(data[packed.start() :], 47)
    for entry in _ZIP_ENTRY.finditer(data):
        size = sum(int.from_bytes(entry[name], "little") for name in ("name", "extra"))
        yield from _inflated(data[entry.end() + size :], -15)


def _decoded(letters: bytes) -> bytes:
    """Base64 whose padding has been left out, or was cut off in the middle (RFC 4648 3.2)."""
    whole = letters[: -1 if len(letters) % 4 == 1 else None]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _inflated(data: bytes, form: int) -> Iterator[bytes]:
    """As much of it as can be inflated (RFC 1950, 1951, 1952)."""
    inflating = zlib.decompressobj(form)
    out = b""
    try:
        out = inflating.decompress(data, _MOST)
    except zlib.error:
        return
    if out:
        yield out
