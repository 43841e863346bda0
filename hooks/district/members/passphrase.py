"""Generate and check the passphrases of the member pages, made of plain Swedish words."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

MIN_WORDS = 6  # of about 3,000: 69 bits of entropy, before 600,000 iterations of PBKDF2
# Categories of Unicode: dashes, spaces, line and paragraph separators, and control characters.
_SEPARATORS = frozenset({"Pd", "Zs", "Zl", "Zp", "Cc"})
_WORDLIST = Path(__file__).with_name("passphrase.txt")


@cache
def wordlist() -> tuple[str, ...]:
    return tuple(_WORDLIST.read_text("utf-8").split())


def generate(number: int = MIN_WORDS) -> str:
    """Return a random passphrase of `number` words. Raises ValueError for fewer than six words."""
    if number < MIN_WORDS:
        raise ValueError(number)
    while True:
        phrase = " ".join(secrets.choice(wordlist()) for _ in range(number))
        if is_strong(phrase):
            return phrase


def normalize(phrase: str) -> str:
    """Return a passphrase in NFKC and lower case, with single spaces for dashes, white space and control characters.

    Invisible characters that come with pasted text (category Cf) are removed. overrides/assets/medlem.js
    does the same before it derives a key; tests/members/phrases.json has examples for both.
    """
    text = unicodedata.normalize("NFKC", phrase).lower()
    return " ".join("".join(map(_separated, text)).split())


def is_strong(phrase: str) -> bool:
    """Return whether the passphrase has at least six different words of the word list.

    Other words may be added, but count for nothing: how hard they are to guess is not known.
    """
    return len(set(normalize(phrase).split()) & set(wordlist())) >= MIN_WORDS


def _separated(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in _SEPARATORS or character == "\N{MINUS SIGN}" else character
