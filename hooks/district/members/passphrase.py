"""Passphrases for the member pages: made of plain Swedish words, and refused when they are too few."""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("passphrase.txt")
FEWEST = 6  # of some 3,000 words: 69 bits, before 600,000 rounds of PBKDF2


@cache
def words() -> tuple[str, ...]:
    return tuple(WORDS.read_text("utf-8").split())


def make(number: int = FEWEST) -> str:
    """A new passphrase; every word is drawn by the operating system's own dice. Raises ValueError for too few."""
    if number < FEWEST:
        raise ValueError(number)
    while True:
        phrase = " ".join(secrets.choice(words()) for _ in range(number))
        if is_long_enough(phrase):
            return phrase


def normalised(phrase: str) -> str:
    """What people write in different ways, in one: capitals, hyphens, double spaces, å in two parts.

    The script on the member pages does the same before it derives a key.
    """
    return " ".join(unicodedata.normalize("NFKC", phrase).lower().replace("-", " ").split())


def is_long_enough(phrase: str) -> bool:
    """Six words, and none of them the same."""
    return len(set(normalised(phrase).split())) >= FEWEST
