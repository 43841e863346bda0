"""Sealing, as standard JOSE: what only a holder of the site key reads, and that key for each passphrase.

A file is a JWE (RFC 7516) in compact form, `dir` + `A256GCM` (RFC 7518 4.5, 5.3) under the site key.
The key, a JWK, is a JWE in JSON form with one recipient for each passphrase: `PBES2-HS512+A256KW`
(RFC 7518 4.8). Nothing here touches a disk.
"""

import hmac
import json
from collections.abc import Iterable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from jwcrypto import jwa, jwe, jwk
from jwcrypto.common import base64url_encode

from district.members.passphrase import normalised

KEY_BYTES = 32
ROUNDS = 600_000
_SMALLEST, _STEP = 16 * 1024, 1024 * 1024
# jwcrypto's cap keeps strangers' tokens from costing time, and stops our own from being made.
jwa.default_max_pbkdf2_iterations = ROUNDS


def padded_size(size: int) -> int:
    """The size that a file is given: a power of two from 16 KiB to 1 MiB, then whole MiB."""
    if size > _STEP:
        return -(-size // _STEP) * _STEP
    return max(_SMALLEST, 1 << (size - 1).bit_length())


def file_name(site_key: bytes, path: str) -> str:
    """A name that tells nothing: HMAC-SHA-256 (160 bits of it) under a key derived for names alone."""
    names = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"names").derive(site_key)
    return hmac.digest(names, path.encode(), "sha256")[:20].hex()


def seal(content: bytes, media_type: str, name: str, site_key: bytes) -> str:
    """One file: a line of JSON that tells its type and size, its bytes, and padding.

    Its name stands in the protected header, so that no file can be passed off as another.
    """
    head = json.dumps({"type": media_type, "size": len(content)}).encode() + b"\n"
    plain = (head + content).ljust(padded_size(len(head) + len(content)), b"\0")
    header = {"alg": "dir", "enc": "A256GCM", "file": name}
    return str(jwe.JWE(plain, json.dumps(header), recipient=_jwk(site_key)).serialize(compact=True))


def lock(site_key: bytes, passphrases: Iterable[str]) -> str:
    """The site key, wrapped for each passphrase."""
    key = {"kty": "oct", "k": base64url_encode(site_key)}
    sealed = jwe.JWE(json.dumps(key).encode(), json.dumps({"enc": "A256GCM"}))
    for phrase in passphrases:
        header = {"alg": "PBES2-HS512+A256KW", "p2c": ROUNDS}
        sealed.add_recipient(jwk.JWK.from_password(normalised(phrase)), json.dumps(header))
    return str(sealed.serialize())


def _jwk(key: bytes) -> jwk.JWK:
    return jwk.JWK(kty="oct", k=base64url_encode(key))
