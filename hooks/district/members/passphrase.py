"""Generate and check the passphrases of the member pages, made of plain Swedish words."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

MIN_WORDS = 6  # of about 3,000: 69 bits of entropy, before 600,000 iterations of PBKDF2
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
        if is_long_enough(phrase):
            return phrase


def normalize(phrase: str) -> str:
    """Return a passphrase in NFKC and lower case, with single spaces instead of hyphens and other white space.

    overrides/assets/medlem.js does the same before it derives a key.
    """
    return " ".join(unicodedata.normalize("NFKC", phrase).lower().replace("-", " ").split())


def is_long_enough(phrase: str) -> bool:
    """Return whether the passphrase has at least six different words."""
    return len(set(normalize(phrase).split())) >= MIN_WORDS
