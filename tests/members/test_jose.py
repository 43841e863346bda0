"""Sealed files and the lock: standard JOSE."""

import json

import pytest
from jwcrypto import jwe, jwk
from jwcrypto.common import base64url_decode

from district.members import jose, passphrase

KEY = bytes(range(32))


def opened(lock: str, phrase: str) -> bytes:
    token = jwe.JWE()
    token.deserialize(lock)
    token.decrypt(jwk.JWK.from_password(passphrase.normalize(phrase)))
    return bytes(base64url_decode(json.loads(token.payload)["k"]))


def test_a_sealed_file_is_standard_jose_and_padded() -> None:
    token = jose.encrypt(b"hemligt", "text/html", "namn", KEY)
    read = jwe.JWE()
    read.deserialize(token, key=jose._jwk(KEY))
    head, _, rest = read.payload.partition(b"\n")
    assert json.loads(head) == {"type": "text/html", "size": 7}
    assert rest.rstrip(b"\0") == b"hemligt"
    assert read.jose_header == {"alg": "dir", "enc": "A256GCM", "file": "namn"}
    assert len(token) == len(jose.encrypt(b"x" * 9000, "image/png", "namn", KEY))


def test_padding_leaves_few_different_sizes() -> None:
    assert {jose.padded_size(size) for size in range(1, 16 * 1024 + 1)} == {16 * 1024}
    for size in range(1, 5_000_000, 4999):
        assert size <= jose.padded_size(size) <= max(16 * 1024, 2 * size)


def test_each_phrase_unlocks_and_no_other_does() -> None:
    lock = jose.wrap_key(KEY, ["en två tre fyra fem sex", "sex fem fyra tre två ett"])
    assert opened(lock, "En-två tre  fyra fem sex") == opened(lock, "sex fem fyra tre två ett") == KEY
    recipients = json.loads(lock)["recipients"]
    assert [r["header"]["p2c"] for r in recipients] == [600_000] * 2
    assert {r["header"]["alg"] for r in recipients} == {"PBES2-HS512+A256KW"}
    with pytest.raises(jwe.InvalidJWEData):
        opened(lock, "en två tre fyra fem sju")


def test_a_sealed_files_name_depends_on_the_key() -> None:
    name = jose.hidden_name(KEY, "kalender/2025/fest/index.html")
    assert len(name) == 40
    assert name != jose.hidden_name(KEY[::-1], "kalender/2025/fest/index.html")
