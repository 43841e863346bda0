"""Texts in the largest size in which they fit: no line is too wide, and nothing is lost but what is cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from built import THEME
from district.site.fitting import SHY, fitted, without_pictures, wrapped
from district.site.sheets import BOLD, width_in

WIDTH = width_in(THEME.font, BOLD)
SIZES = range(19, 4, -1)
TEXTS = st.text(st.sampled_from("aåmWiö -é1"), max_size=120)


@given(TEXTS, st.floats(20, 100), st.floats(8, 80))
def test_no_line_is_too_wide_and_all_lines_are_within_the_height(text: str, width: float, height: float) -> None:
    found = fitted(text, WIDTH, (width, height), SIZES, 1.1)
    assert all(WIDTH(line.replace(SHY, "-")) * found.size <= width + 0.01 for line in found.lines)
    assert len(found.lines) * found.size * 1.1 <= height


@given(TEXTS, st.floats(2, 30))
def test_every_letter_is_kept(text: str, limit: float) -> None:
    lines = wrapped(text, WIDTH, limit, divides=True)
    assert "".join(lines).replace(SHY, "").replace(" ", "") == text.replace(" ", "")


def test_a_word_without_end_takes_no_longer_than_as_many_words() -> None:
    measured = list[int]()
    text = "a" * 1_000
    lines = wrapped(text, lambda part: measured.append(len(part)) or WIDTH(part), 10, divides=True)
    assert "".join(lines).replace(SHY, "") == text
    # Letters, which are some 100 in each part; with the whole rest in each part they would be many millions.
    assert sum(measured) < 2_000_000


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Öppet hus", ("Öppet", "hus")),
        ("Distriktsårskonferens", (f"Distriktsårs{SHY}", "konferens")),
        ("Kulturhus-öppning-och-efterfest", ("Kulturhus-", "öppning-och-", "efterfest")),
    ],
)
def test_long_words_are_divided_as_in_swedish(title: str, lines: tuple[str, ...]) -> None:
    assert fitted(title, WIDTH, (86, 60), SIZES, 1.06).lines == lines


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Språkkafé 📚✊🏽", "Språkkafé"),
        ("👩‍👩‍👧 Familjedag 1️⃣ maj 🇸🇪", "Familjedag 1 maj"),
        ("Kaffe ☕︎ à 20 kr, −5 °C, ½ → §", "Kaffe à 20 kr, −5 °C, ½ → §"),
    ],
)
def test_pictures_are_left_out_without_a_trace(text: str, plain: str) -> None:
    assert without_pictures(text) == plain
