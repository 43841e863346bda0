"""Passphrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.members import passphrase, secrets


def test_the_word_list_is_long_and_its_words_are_short_and_swedish() -> None:
    words = passphrase.wordlist()
    assert len(words) == len(set(words)) >= 2048
    assert all(3 <= len(word) <= 9 and set(word) <= set("abcdefghijklmnopqrstuvwxyzåäö") for word in words)
    assert all(passphrase.is_long_enough(passphrase.generate()) for _ in range(50))
    assert len({passphrase.generate() for _ in range(50)}) == 50


@given(st.text())
def test_a_phrase_may_be_typed_with_hyphens_and_extra_spaces(text: str) -> None:
    once = passphrase.normalize(text)
    assert passphrase.normalize(f"  {once.replace(' ', '-')} ") == passphrase.normalize(once)


@pytest.mark.parametrize("phrase", ["", "ett två tre fyra fem", "hej " * 6])
def test_a_short_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(secrets.SealingError, match=r"minst sex|saknas"):
        secrets.from_environment({secrets.KEY: secrets.new_key(), secrets.PHRASES: phrase})
