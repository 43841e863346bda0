"""Break words into lines, in the largest size in which they fit."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from district.language import hyphenation

# A hyphen that is shown only where a line ends with it.
SHY = "\u00ad"
# Below this part of the largest size, long words are divided sooner than set smaller.
_WHOLE, _DIVIDED = 0.45, 0.6
# How much of a word is looked at when it is divided: more letters than a line has room for.
_LETTERS = 200
Width = Callable[[str], float]


@dataclass(frozen=True)
class Fitted:
    """Lines in a size. One that ends with a soft hyphen goes on in the same word."""

    lines: tuple[str, ...]
    size: float

    @property
    def text(self) -> str:
        """The lines as one text."""
        return joined(self.lines)


def joined(lines: Iterable[str]) -> str:
    """Return lines as one text, in which divided words have soft hyphens."""
    return " ".join(lines).replace(f"{SHY} ", SHY)


def fitted(text: str, width_of: Width, box: tuple[float, float], sizes: Sequence[float], leading: float) -> Fitted:
    """Return the text in the largest of the sizes, the largest first, in which it fits in a box of a width and height.

    `width_of` returns the width of a text in size 1, and `leading` is the height of a line in size 1. What does not
    fit in the smallest size is cut off.
    """
    width, height = box
    widest = max(map(width_of, text.split()), default=0)
    whole = [(size, False) for size in sizes if size >= _WHOLE * sizes[0] and widest <= width / size]
    divided = [(size, True) for size in sizes if size <= _DIVIDED * sizes[0]]
    for size, divides in (*whole, *divided):
        lines = wrapped(text, width_of, width / size, divides=divides)
        if len(lines) * leading * size <= height:
            return Fitted(lines, size)
    most, limit = max(int(height / (leading * sizes[-1])), 1), width / sizes[-1]
    return Fitted(cut(text, width_of, limit, most), sizes[-1])


def cut(text: str, width_of: Width, limit: float, most: int) -> tuple[str, ...]:
    """Return the text in at most so many lines no wider than `limit`, with an ellipsis last if there is more."""
    lines = wrapped(text, width_of, limit, divides=True)
    if len(lines) <= most:
        return lines
    *kept, last = lines[:most]
    last = last.rstrip(SHY)
    while last and width_of(f"{last} …") > limit:
        last = last.rpartition(" ")[0] or last[:-1]
    return (*kept, f"{last} …")


def wrapped(text: str, width_of: Width, limit: float, *, divides: bool) -> tuple[str, ...]:
    """Return the text in lines no wider than `limit`. A wider word is divided if `divides`, else it exceeds it."""
    lines: list[str] = []
    line, used, gap = "", 0.0, width_of(" ")
    for word in text.split():
        width = width_of(word)
        if line and used + gap + width <= limit:
            line, used = f"{line} {word}", used + gap + width
            continue
        lines += [line] if line else []
        *parts, line = _parts(word, width_of, limit) if divides and width > limit else [word]
        lines += parts
        used = width_of(line)
    return (*lines, line) if line else ()


def _parts(word: str, width_of: Width, limit: float) -> Iterator[str]:
    """Yield a word in parts that are narrow enough: divided as in Swedish if possible, else anywhere."""
    while len(word) > _LETTERS or (width_of(word) > limit and len(word) > 1):
        head = word[:_LETTERS]
        places = [place for place in _places(head) if width_of(f"{word[:place]}-") <= limit]
        anywhere = (place for place in range(len(head) - 1, 1, -1) if width_of(f"{word[:place]}-") <= limit)
        # Compound words are often joined by a hyphen, or an s as in planerings|konferens.
        joints = [place for place in places if word[place - 1] in "-s" and place > len(head) / 5]
        place = (joints or places)[-1] if places else next(anywhere, 1)
        yield word[:place] + ("" if word[place - 1] == "-" else SHY)
        word = word[place:]
    yield word


def _places(word: str) -> list[int]:
    """Return where a word may be divided: after its own hyphens, and between syllables of at least three letters."""
    own = [place for place, letter in enumerate(word, 1) if letter == "-" and place < len(word)]
    return sorted({*own, *hyphenation.places(word)})


def without_pictures(text: str) -> str:
    """Return the text without emoji and other pictures, which fonts for text cannot draw."""
    return " ".join("".join(letter for letter in text if not _is_picture(letter)).split())


def _is_picture(letter: str) -> bool:
    # Also what joins, colours and numbers emoji.
    return letter in "\u200d\u20e3\ufe0e\ufe0f" or (
        letter > "\u2190" and unicodedata.category(letter) in ("So", "Sk", "Cn", "Co", "Cs")
    )
