"""Rewrite a text with plain spaces, hyphens and signs, and map positions in it back to the original."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

from district.language.odd_characters import typed

BREAK = "\v"  # stands for a line break within a number, or between two
# Entities, escapes, tags without attributes, line breaks within a number, and what is not plain. It begins with a set
# of characters, so that it is fast.
_SPECIAL = re.compile(
    r"[^\x00-\t\x0b-$'-;=-\[\]-\x7fÅÄÖåäöé·•](?:(?<=&)#?\w+;|(?<=%)[2-7][0-9A-Fa-f]|(?<=<)/?[A-Za-z]\w*/?>"
    r"|(?<=\\)(?=[^\w\s])|(?<=[\d -]\n)[\s>]*(?=\d)|(?<=[^\x00-\x7f]))"
)


@dataclass(frozen=True)
class PlainWriting:
    """A text in plain writing. The character at `starts[i]` and those after it were at `origins[i]` and after it."""

    text: str
    starts: list[int]
    origins: list[int]

    def origin(self, index: int) -> int:
        """Return where the character at an index of the plain text was."""
        nearest = bisect_right(self.starts, index) - 1
        return self.origins[nearest] + index - self.starts[nearest]


def plain_writing(text: str) -> PlainWriting:
    """Return the text as it would be typed on a keyboard."""
    parts, starts, origins, length, end = list[str](), [0], [0], 0, 0
    for found in _SPECIAL.finditer(text):
        plain = _plain(found[0])
        parts += [text[end : found.start()], plain]
        end = found.end()
        length += len(parts[-2]) + len(plain)
        starts.append(length)
        origins.append(end)
    return PlainWriting("".join([*parts, text[end:]]), starts, origins)


def _plain(special: str) -> str:
    if special[0] in "<\n":
        return " " if special[0] == "<" else BREAK
    if special[0] == "%":
        return chr(int(special[1:], 16))
    return "" if special == "\\" else "".join(map(typed, html.unescape(special)))
