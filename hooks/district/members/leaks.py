"""Search a folder for texts in any encoding.

The encodings are plain bytes, HTML, URL and `\\u` escapes, base64, gzip, zlib, ZIP and UTF-16, nested
up to three deep.
"""

import base64
import html
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote_to_bytes

_DEPTH = 3
_MAX_DECOMPRESSED = 50_000_000  # bytes of one stream
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
# The headers of gzip (RFC 1952, 2.3.1) and zlib (RFC 1950, 2.2).
_COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_ZIP_ENTRY = re.compile(rb"PK\x03\x04.{22}(?P<name>.{2})(?P<extra>.{2})", re.DOTALL)
_BASE64URL_TO_BASE64 = bytes.maketrans(b"-_", b"+/")
_ASCII_TEXT = bytes(range(32, 127)) + b"\t\n\r"
_ENTITY = re.compile(rb"&(#\d+|#[xX][0-9a-fA-F]+|\w+);?")
_PERCENT = re.compile(rb"%[0-9a-fA-F]{2}")
# Latin-1 characters as UTF-16.
_UTF16 = (
    (re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){6,}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\x20-\x7e\xa0-\xff]){6,}"), "utf-16-be"),
)
_ESCAPE = re.compile(rb"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
# Window sizes for zlib.decompressobj: detect gzip or zlib, and raw deflate.
_WBITS_AUTO, _WBITS_RAW = 47, -15


def find(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each file below the folder, as a relative path, with each text in its contents or path, sorted.

    Case is ignored. Where texts overlap, only the first and longest of them is found.
    """
    originals = {word.casefold().encode(): word for word in words}
    if not originals:
        return []
    longest_first = sorted(originals, key=len, reverse=True)
    pattern = re.compile(b"|".join(map(re.escape, longest_first)))

    found = set()
    for file in (path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        for text in chain(decodings(path.encode()), decodings(file.read_bytes())):
            folded = text.decode("utf-8", "surrogateescape").casefold().encode("utf-8", "surrogateescape")
            found |= {(path, originals[hit]) for hit in pattern.findall(folded)}
    return sorted(found)


def decodings(data: bytes, depth: int = _DEPTH) -> Iterator[bytes]:
    """Yield the bytes and everything that they decode to, nested up to `depth`."""
    yield data
    if depth == 0:
        return
    for unpacked in _unpacked(data):
        yield from decodings(unpacked, depth - 1)
    for text in _unescaped(data):
        if text != data:
            yield from decodings(text, depth - 1)


def _unescaped(data: bytes) -> Iterator[bytes]:
    # Binary data, such as ciphertext, has every escape by chance. Only data that is mostly text is unescaped.
    if len(data.translate(None, _ASCII_TEXT)) * 2 < len(data):
        if _ENTITY.search(data):
            yield html.unescape(data.decode("utf-8", "surrogateescape")).encode("utf-8", "replace")
        if _PERCENT.search(data):
            yield unquote_to_bytes(data)
        if _ESCAPE.search(data):
            yield _ESCAPE.sub(lambda found: _character(found[1] or found[2]), data)
    for pattern, encoding in _UTF16:
        if runs := pattern.findall(data):
            yield b"\n".join(run.decode(encoding).encode() for run in runs)


def _character(digits: bytes) -> bytes:
    number = int(digits, 16)
    return chr(number).encode("utf-8", "surrogatepass") if number < 0x110000 else b""


def _unpacked(data: bytes) -> Iterator[bytes]:
    runs = [run.translate(_BASE64URL_TO_BASE64, b"\r\n") for run in _BASE64.findall(data)]
    # The base64 may start after other letters, at any of four offsets.
    for start in range(4) if runs else ():
        yield b"\n".join(_base64_decoded(run[start:]) for run in runs)
    for header in _COMPRESSED.finditer(data):
        yield from _decompressed(data[header.start() :], _WBITS_AUTO)
    for entry in _ZIP_ENTRY.finditer(data):
        size = sum(int.from_bytes(entry[name], "little") for name in ("name", "extra"))
        yield from _decompressed(data[entry.end() + size :], _WBITS_RAW)


def _base64_decoded(letters: bytes) -> bytes:
    """Decode base64 without padding (RFC 4648, 3.2), also if it is truncated."""
    whole = letters[: -1 if len(letters) % 4 == 1 else None]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _decompressed(data: bytes, wbits: int) -> Iterator[bytes]:
    """Yield the start of a stream up to the size limit, or nothing if it is not valid."""
    try:
        start = zlib.decompressobj(wbits).decompress(data, _MAX_DECOMPRESSED)
    except zlib.error:
        return
    if start:
        yield start
