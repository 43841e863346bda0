"""What the environment holds for the member pages: the site key, the passphrases, the feeds' secret."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from district.members import passphrase
from district.members.jose import KEY_BYTES

KEY, PHRASES, FEEDS = "MEMBERS_KEY", "MEMBERS_PASSPHRASES", "MEMBERS_FEED_SECRET"


class Refused(Exception):
    """The member pages cannot be sealed; the sentence says why, in Swedish."""


@dataclass(frozen=True)
class Vault:
    """Secrets, kept out of anything that prints a record."""

    site_key: bytes = field(repr=False)
    passphrases: tuple[str, ...] = field(repr=False)


def new_key() -> str:
    """A random site key or feed secret, as it is written in the environment."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")


def from_environment(environment: Mapping[str, str]) -> Vault:
    """The site key and the passphrases. Raises Refused where anything is missing or too weak."""
    phrases = tuple(line.strip() for line in environment.get(PHRASES, "").splitlines() if line.strip())
    if not phrases:
        raise Refused(f"{PHRASES} saknas. Skriv en lösenfras på varje rad; python -m district passphrase gör en.")
    for number, phrase in enumerate(phrases, 1):
        if not passphrase.is_long_enough(phrase):
            raise Refused(
                f"Lösenfras nummer {number} i {PHRASES} är för kort: den behöver minst sex olika ord. "
                "python -m district passphrase gör en ny."
            )
    return Vault(_key(environment, KEY), phrases)


def feed_secret(environment: Mapping[str, str]) -> bytes | None:
    """The key that the feeds' address is made with, None where members have no feeds. Raises Refused for no key."""
    return _key(environment, FEEDS) if environment.get(FEEDS, "").strip() else None


def _key(environment: Mapping[str, str], name: str) -> bytes:
    text = environment.get(name, "").strip()
    if not text:
        raise Refused(f"{name} saknas. python -m district passphrase --key gör en nyckel.")
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise Refused(f"{name} är ingen nyckel: den ska vara 43 tecken. python -m district passphrase --key gör en.")
    return key
