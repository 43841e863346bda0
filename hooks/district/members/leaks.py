"""Search a folder for texts in any encoding and writing.

The encodings are plain bytes, HTML, URL and `\\u` escapes, quoted-printable, base64, gzip, zlib, ZIP and UTF-16,
nested up to three deep. Letters and digits are compared, without case and accents, so that a text is found also
as the site itself writes it: wrapped, folded, between tags, or as an address.
"""

import base64
import html
import quopri
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote_to_bytes

LONG = 12  # letters and digits; a shorter text may be a part of other words
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
_QUOTED_PRINTABLE = re.compile(rb"=(?:[0-9A-F]{2}|\r?\n)")
# Folded lines of calendars and quoted-printable, encoded words of mail headers (RFC 2047), and what is not seen.
_JOINED = re.compile(r"\r?\n[ \t]|=\r?\n|\?=\s+=\?[\w-]+\?[qQbB]\?|[\u00ad\u200b-\u200d\u2060\ufeff]")
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_BETWEEN = re.compile(r"[\W_]+")
_ASCII_LETTERS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
# Words of a mail header in base64 (RFC 2047, 2), with the space before the next.
_HEADER_WORD = re.compile(rb"=\?[\w-]+\?[bB]\?([\w+/]+)=*\?=(?:\s+(?==\?))?")
_LINE_ESCAPE = re.compile(rb"\\+[nNrt]")
_ESCAPE = re.compile(rb"\\+(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2}))")
# Window sizes for zlib.decompressobj: detect gzip or zlib, and raw deflate.
_WBITS_AUTO, _WBITS_RAW = 47, -15


def find(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each file below the folder, as a relative path, with each text in its contents or path, sorted.

    Texts with fewer than LONG letters and digits are found as whole words only. Where texts overlap, only the
    first and longest of them is found.
    """
    texts = {letters(word): word for word in words}
    texts.pop("", None)
    if not texts:
        return []
    whole = {letters: word for letters, word in texts.items() if len(letters) < LONG}
    anywhere = re.compile(_any_of(texts.keys() - whole.keys()))
    as_words = re.compile(f"(?<![^ ])(?:{_any_of(map(spaced, whole.values()))})(?![^ ])")
    found = set()
    for file in (path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        for data in chain(decodings(path.encode()), decodings(file.read_bytes())):
            # Among random bytes, and the theme's own names, there is any short word.
            has_words = file.suffix not in (".css", ".js") and _is_text(data)
            for plain in map(spaced, _writings(data)):
                hits = anywhere.findall(plain.replace(" ", "")) + (as_words.findall(plain) if has_words else [])
                found |= {(path, texts[letters(hit)]) for hit in hits}
    return sorted(found)


def _any_of(texts: Iterable[str]) -> str:
    """Return a pattern for the texts, the longest first; one that is never found if there are none.

    What several texts begin with stands once, since alternatives are tried in turn at every letter.
    """
    by_letter = defaultdict(list)
    given = {*texts}
    for text in given - {""}:
        by_letter[text[0]].append(text[1:])
    found = [re.escape(letter) + _any_of(rest) for letter, rest in sorted(by_letter.items())]
    if not found:
        return "" if given else "(?!)"
    return f"(?:{'|'.join(found)}){'?' * ('' in given)}" if len(found) > 1 or "" in given else found[0]


def spaced(text: str) -> str:
    """Return the letters and digits of a text without case and accents, and a space for all that is between them."""
    if text.isascii():
        return " ".join(text.translate(_ASCII_LETTERS).split())
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _BETWEEN.sub(" ", plain.casefold()).replace("ø", "o").strip()


def letters(text: str) -> str:
    """Return what texts are compared by."""
    return spaced(text).replace(" ", "")


def _writings(data: bytes) -> Iterator[str]:
    """Yield the text as it is; as a reader joins its folded lines; and without its tags."""
    text = data.decode("utf-8", "replace")
    yield text
    if "\ufffd" in text and _is_text(data):
        yield data.decode("cp1252", "replace")
    joined = _JOINED.sub("", text)
    if joined != text:
        yield joined
    if "<" in joined:
        yield _TAG.sub("", joined)
        yield _TAG.sub(" ", joined)


def decodings(data: bytes, depth: int = _DEPTH) -> Iterator[bytes]:
    """Yield the bytes and everything that they decode to, nested up to `depth`, each once."""
    found, seen = [data], {data}
    for level in range(depth + 1):
        yield from found
        if level < depth:
            # Several escapes undone in another order give the same.
            decoded = (each for known in found for each in chain(_unpacked(known), _unescaped(known)))
            found = [each for each in dict.fromkeys(decoded) if each not in seen]
            seen.update(found)


def _is_text(data: bytes) -> bool:
    if len(data.translate(None, _ASCII_TEXT)) * 2 < len(data):
        return True
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def _unescaped(data: bytes) -> Iterator[bytes]:
    # Binary data, such as ciphertext, has every escape by chance. Only data that is mostly text is unescaped.
    if _is_text(data):
        yield from (unescape(data) for pattern, unescape in _ESCAPES if pattern.search(data))
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


_ESCAPES: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    (_ENTITY, lambda data: html.unescape(data.decode("utf-8", "surrogateescape")).encode("utf-8", "replace")),
    (_PERCENT, unquote_to_bytes),
    (_QUOTED_PRINTABLE, quopri.decodestring),
    (_HEADER_WORD, lambda data: _HEADER_WORD.sub(lambda found: _base64_decoded(found[1]), data)),
    (_LINE_ESCAPE, lambda data: _LINE_ESCAPE.sub(b" ", data)),
    (_ESCAPE, lambda data: _ESCAPE.sub(lambda found: _character(found[1] or found[2]), data)),
)
