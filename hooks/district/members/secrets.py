"""Read the member pages' secrets from the environment: passphrases and feed secret."""

import base64
import binascii
import secrets
from collections.abc import Mapping

from district.members import passphrase

KEY_BYTES = 32
# Environment variables.
PHRASES, FEEDS = "MEMBERS_PASSPHRASES", "MEMBERS_FEED_SECRET"


class SealingError(Exception):
    """The member pages cannot be sealed. The message is a Swedish sentence that says why."""


def new_key() -> str:
    """Return a random feed secret as it is written in the environment: 43 characters of base64url."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")


def passphrases(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the passphrases, one on each line of their variable.

    Raises SealingError if there is none, or if one is easy to guess.
    """
    phrases = tuple(line.strip() for line in environment.get(PHRASES, "").splitlines() if line.strip())
    if not phrases:
        raise SealingError(f"{PHRASES} saknas. Skriv en lösenfras på varje rad; python -m district passphrase gör en.")
    for number, phrase in enumerate(phrases, 1):
        if not passphrase.is_strong(phrase):
            raise SealingError(
                f"Lösenfras nummer {number} i {PHRASES} är för lätt att gissa: den behöver minst sex olika ord "
                "ur sajtens ordlista. python -m district passphrase gör en ny."
            )
    return phrases


def feed_secret(environment: Mapping[str, str]) -> bytes | None:
    """Return the secret that the feeds' addresses are derived from, or None if members have no feeds.

    Raises SealingError if it is malformed.
    """
    text = environment.get(FEEDS, "").strip()
    if not text:
        return None
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SealingError(
            f"{FEEDS} är ingen nyckel: den ska vara 43 tecken. python -m district passphrase --key gör en."
        )
    return key
