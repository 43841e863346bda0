"""Where Swedish words may be hyphenated."""

from functools import cache
from typing import TYPE_CHECKING

# Imported when a word is hyphenated that no earlier run has met.
if TYPE_CHECKING:
    from pyphen import Pyphen

MIN = 3  # letters of a part


@cache
def _dictionary() -> "Pyphen":
    from pyphen import Pyphen

    return Pyphen(lang="sv_SE", left=MIN, right=MIN)


def places(word: str) -> list[int]:
    """Return the numbers of letters that a word may be divided after."""
    return [int(place) for place in _dictionary().positions(word)]
