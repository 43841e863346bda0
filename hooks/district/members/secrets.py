"""Read the member pages' secrets from the environment: site key, passphrases and feed secret."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from district.members import passphrase
from district.members.jose import KEY_BYTES

# Environment variables.
KEY, PHRASES, FEEDS = "MEMBERS_KEY", "MEMBERS_PASSPHRASES", "MEMBERS_FEED_SECRET"


class SealingError(Exception):
    """The member pages cannot be sealed. The message is a Swedish sentence that says why."""


@dataclass(frozen=True)
class MemberSecrets:
    """The site key (32 bytes) and the passphrases. Neither is in the repr, which may be logged."""

    site_key: bytes = field(repr=False)
    passphrases: tuple[str, ...] = field(repr=False)


def new_key() -> str:
    """Return a random site key or feed secret as it is written in the environment: 43 characters of base64url."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")


def from_environment(environment: Mapping[str, str]) -> MemberSecrets:
    """Return the site key and the passphrases, one on each line of their variable.

    Raises SealingError if one is missing, malformed or too short.
    """
    phrases = tuple(line.strip() for line in environment.get(PHRASES, "").splitlines() if line.strip())
    if not phrases:
        raise SealingError(f"{PHRASES} saknas. Skriv en lösenfras på varje rad; python -m district passphrase gör en.")
    for number, phrase in enumerate(phrases, 1):
        if not passphrase.is_long_enough(phrase):
            raise SealingError(
                f"Lösenfras nummer {number} i {PHRASES} är för kort: den behöver minst sex olika ord. "
                "python -m district passphrase gör en ny."
            )
    return MemberSecrets(_key(environment, KEY), phrases)


def feed_secret(environment: Mapping[str, str]) -> bytes | None:
    """Return the secret that the feeds' addresses are derived from, or None if members have no feeds.

    Raises SealingError if it is malformed.
    """
    return _key(environment, FEEDS) if environment.get(FEEDS, "").strip() else None


def _key(environment: Mapping[str, str], name: str) -> bytes:
    text = environment.get(name, "").strip()
    if not text:
        raise SealingError(f"{name} saknas. python -m district passphrase --key gör en nyckel.")
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SealingError(
            f"{name} är ingen nyckel: den ska vara 43 tecken. python -m district passphrase --key gör en."
        )
    return key
