"""Swedish compounds are split into the words that people search for, and other words are left whole."""

import pytest

from district.language.compounds import boundaries, hyphens, stems

# Words that stand elsewhere on a site.
USED = frozenset(stem for word in ("skola", "val", "sång", "kör", "fest", "kommun") for stem in stems(word))


@pytest.mark.parametrize(
    ("word", "part"),
    [
        # These are found only by where they may be hyphenated.
        ("distriktsårskonferensen", "konferensen"),
        ("gruppledarträff", "träff"),
        ("klimatpolitik", "politik"),
        ("studiecirkeln", "cirkeln"),
        ("bokcirkel", "cirkel"),
        ("medlemsmöte", "möte"),
        ("skördemarknaden", "marknaden"),
        ("nattbuss", "buss"),
        # Their parts are used elsewhere.
        ("valskola", "skola"),
        ("kampsångskören", "kören"),
        ("medlemsfest", "fest"),
    ],
)
def test_the_last_word_of_a_compound_begins_at_a_boundary(word: str, part: str) -> None:
    assert part in {word[at:] for at in boundaries(word, USED, hyphens(word))}


@pytest.mark.parametrize(
    "word",
    ["möjliga", "reform", "förening", "kommunen", "samtal", "medlemmar", "tillgänglighet", "skola", "2026"],
)
def test_a_word_that_is_no_compound_is_left_whole(word: str) -> None:
    assert boundaries(word, USED, hyphens(word)) == ()


def test_no_part_is_too_short_for_a_word() -> None:
    assert boundaries("valskola", USED, hyphens("valskola")) == (3,)


def test_what_is_too_long_for_a_word_is_left_whole() -> None:
    assert boundaries("skola" * 20, USED, hyphens("skola" * 20)) == ()
