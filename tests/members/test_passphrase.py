"""Passphrases."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.members import passphrase, secrets

WORDS = passphrase.wordlist()


def test_the_word_list_is_long_and_its_words_are_short_and_swedish() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 2048
    assert all(3 <= len(word) <= 9 and set(word) <= set("abcdefghijklmnopqrstuvwxyzåäö") for word in WORDS)
    assert all(passphrase.is_strong(passphrase.generate()) for _ in range(50))
    assert len({passphrase.generate() for _ in range(50)}) == 50


def test_a_phrase_may_be_typed_or_pasted_in_many_ways() -> None:
    """tests/browser/test_unlock.py reads the same table with the script of the page."""
    table = json.loads(Path(__file__).with_name("phrases.json").read_text("utf-8"))
    assert {way: passphrase.normalize(typed) for way, typed, _ in table} == {way: meant for way, _, meant in table}


@given(st.text())
def test_a_normalized_phrase_with_hyphens_and_extra_spaces_stays_the_same(text: str) -> None:
    once = passphrase.normalize(text)
    assert passphrase.normalize(f"  {once.replace(' ', '-')} ") == passphrase.normalize(once)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "a b c d e f",
        "ett två tre fyra fem sex",
        "qwerty asdfgh zxcvbn abcdef 123456 654321",
        " ".join(WORDS[:5] * 2),
    ],
)
def test_a_phrase_that_is_easy_to_guess_is_refused(phrase: str) -> None:
    with pytest.raises(secrets.SealingError, match=r"minst sex|saknas"):
        secrets.passphrases({secrets.PHRASES: phrase})
    assert secrets.passphrases({secrets.PHRASES: f"{phrase} {'-'.join(WORDS[:6])}"})
