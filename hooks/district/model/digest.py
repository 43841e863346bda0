"""A digest of several values at once: the key of everything that is kept between runs."""

import hashlib
from collections.abc import Iterable


def digest(parts: Iterable[bytes | str]) -> str:
    """Return 32 hexadecimal digits (BLAKE2b, 128 bits) that depend on each part and on where it ends."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()
