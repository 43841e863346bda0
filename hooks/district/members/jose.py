"""Encrypt the member site's files and wrap its key for each passphrase, as JOSE.

A file is a JWE in compact serialization (RFC 7516, 7.1) with `dir` and `A256GCM` (RFC 7518, 4.5 and
5.3) under the site key. The site key is a JWK (RFC 7517), encrypted as a JWE in JSON serialization
(RFC 7516, 7.2) with one recipient for each passphrase: `PBES2-HS512+A256KW` (RFC 7518, 4.8).
"""

import hmac
import json
from collections.abc import Iterable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from jwcrypto import jwa, jwe, jwk
from jwcrypto.common import base64url_encode

from district.members.passphrase import normalize

KEY_BYTES = 32
PBKDF2_ITERATIONS = 600_000
_MIN_SIZE, _MIB = 16 * 1024, 1024 * 1024
# jwcrypto refuses more iterations than this, also when encrypting, to limit what an untrusted token can cost.
jwa.default_max_pbkdf2_iterations = PBKDF2_ITERATIONS


def padded_size(size: int) -> int:
    """Return the size in bytes that a plaintext is padded to.

    This is a power of two from 16 KiB to 1 MiB, and above that a whole number of MiB.
    """
    if size > _MIB:
        return -(-size // _MIB) * _MIB
    return max(_MIN_SIZE, 1 << (size - 1).bit_length())


def hidden_name(site_key: bytes, path: str) -> str:
    """Return a file name that does not reveal `path`: 40 hexadecimal digits.

    It is HMAC-SHA-256 truncated to 160 bits (RFC 2104, 5), under a key derived with HKDF (RFC 5869)
    for names only.
    """
    name_key = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"names").derive(site_key)
    return hmac.digest(name_key, path.encode(), "sha256")[:20].hex()


def encrypt(content: bytes, media_type: str, name: str, site_key: bytes) -> str:
    """Return a file as a JWE in compact serialization.

    The plaintext is a line of JSON with type and size in bytes, the content, and padding. `name` is in
    the protected header, so that one file cannot be served as another.
    """
    head = json.dumps({"type": media_type, "size": len(content)}).encode() + b"\n"
    plaintext = (head + content).ljust(padded_size(len(head) + len(content)), b"\0")
    header = {"alg": "dir", "enc": "A256GCM", "file": name}
    return str(jwe.JWE(plaintext, json.dumps(header), recipient=_jwk(site_key)).serialize(compact=True))


def wrap_key(site_key: bytes, passphrases: Iterable[str]) -> str:
    """Return the site key as a JWE in JSON serialization that each of the passphrases decrypts."""
    key = {"kty": "oct", "k": base64url_encode(site_key)}
    token = jwe.JWE(json.dumps(key).encode(), json.dumps({"enc": "A256GCM"}))
    for phrase in passphrases:
        header = {"alg": "PBES2-HS512+A256KW", "p2c": PBKDF2_ITERATIONS}
        token.add_recipient(jwk.JWK.from_password(normalize(phrase)), json.dumps(header))
    return str(token.serialize())


def _jwk(key: bytes) -> jwk.JWK:
    return jwk.JWK(kty="oct", k=base64url_encode(key))
