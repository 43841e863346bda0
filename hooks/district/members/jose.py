"""Encrypt the member site's files and wrap its key for each passphrase, as JOSE.

A file is a JWE in compact serialization (RFC 7516, 7.1) with `dir` and `A256GCM` (RFC 7518, 4.5 and
5.3) under the site key. The site key is a JWK (RFC 7517), encrypted as a JWE in JSON serialization
(RFC 7516, 7.2) with one recipient for each passphrase: `PBES2-HS512+A256KW` (RFC 7518, 4.8).
"""

import json
from collections.abc import Iterable

from jwcrypto import jwa, jwe, jwk
from jwcrypto.common import base64url_encode

from district.members.passphrase import normalize

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


def encrypt(content: bytes, site_key: bytes) -> str:
    """Return a file, padded with spaces, as a JWE in compact serialization."""
    plaintext = content.ljust(padded_size(len(content)))
    header = {"alg": "dir", "enc": "A256GCM"}
    key = jwk.JWK(kty="oct", k=base64url_encode(site_key))
    return str(jwe.JWE(plaintext, json.dumps(header), recipient=key).serialize(compact=True))


def wrap_key(site_key: bytes, passphrases: Iterable[str]) -> str:
    """Return the site key as a JWE in JSON serialization that each of the passphrases decrypts."""
    key = {"kty": "oct", "k": base64url_encode(site_key)}
    token = jwe.JWE(json.dumps(key).encode(), json.dumps({"enc": "A256GCM"}))
    for phrase in passphrases:
        header = {"alg": "PBES2-HS512+A256KW", "p2c": PBKDF2_ITERATIONS}
        token.add_recipient(jwk.JWK.from_password(normalize(phrase)), json.dumps(header))
    return str(token.serialize())
