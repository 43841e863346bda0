"""Sealed files and the lock: standard JOSE."""

import json

import pytest
from jwcrypto import jwe, jwk
from jwcrypto.common import base64url_decode

from district.members import jose, passphrase
from sealed import opened

KEY = bytes(range(32))


def unwrapped(lock: str, phrase: str) -> bytes:
    token = jwe.JWE()
    token.deserialize(lock)
    token.decrypt(jwk.JWK.from_password(passphrase.normalize(phrase)))
    return bytes(base64url_decode(json.loads(token.payload)["k"]))


def test_a_sealed_file_is_standard_jose_and_padded() -> None:
    token = jose.encrypt(b"hemligt", KEY)
    assert opened(token, KEY) == b"hemligt".ljust(16 * 1024)
    assert json.loads(base64url_decode(token.partition(".")[0])) == {"alg": "dir", "enc": "A256GCM"}
    assert len(token) == len(jose.encrypt(b"x" * 9000, KEY))
    with pytest.raises(jwe.InvalidJWEData):
        opened(token, KEY[::-1])


def test_padding_leaves_few_different_sizes() -> None:
    assert {jose.padded_size(size) for size in range(1, 16 * 1024 + 1)} == {16 * 1024}
    for size in range(1, 5_000_000, 4999):
        assert size <= jose.padded_size(size) <= max(16 * 1024, 2 * size)


def test_a_key_is_derived_slowly() -> None:
    header = json.loads(jose.wrap_key(KEY, ["en två tre fyra fem sex"]))["header"]
    assert (header["alg"], header["p2c"]) == ("PBES2-HS512+A256KW", 600_000)


def test_each_phrase_unlocks_and_no_other_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jose, "PBKDF2_ITERATIONS", 1000)
    lock = jose.wrap_key(KEY, ["en två tre fyra fem sex", "sex fem fyra tre två ett"])
    assert unwrapped(lock, "En-två tre  fyra fem sex") == unwrapped(lock, "sex fem fyra tre två ett") == KEY
    with pytest.raises(jwe.InvalidJWEData):
        unwrapped(lock, "en två tre fyra fem sju")
