"""A mail's Subject as encoded words (RFC 2047), the same bytes on every Python.

Python's own folding loses spaces between encoded words, or leaves nothing between them, by version.
"""

from collections.abc import Iterator

_MOST = 75  # characters of an encoded word (RFC 2047, 2); a line with one has at most 76
_NAME = "Subject: "
_START, _END = "=?utf-8?q?", "?="
# What may stand for itself in an encoded word everywhere in a header (RFC 2047, 5 (3)).
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")


def header(subject: str) -> bytes:
    """Return the header's lines.

    The whole subject is encoded, with its spaces: those between two encoded words are not part of it.
    """
    return (_NAME + "\r\n ".join(f"{_START}{word}{_END}" for word in _words(subject)) + "\r\n").encode("ascii")


def _words(subject: str) -> Iterator[str]:
    """Yield parts that fit into an encoded word, without splitting a character."""
    word, most = "", _MOST + 1 - len(_NAME + _START + _END)
    for character in subject:
        encoded = "".join(map(_byte, character.encode()))
        if len(word + encoded) > most:
            yield word
            word, most = "", _MOST - len(_START + _END)
        word += encoded
    yield word


def _byte(byte: int) -> str:
    return chr(byte) if byte in _PLAIN else "_" if byte == ord(" ") else f"={byte:02X}"
