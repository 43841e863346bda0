"""Personal data is found, and other numbers are not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.checks import privacy
from district.checks.privacy import find_personal_data

# Made up, with a valid check digit.
NUMBER, COORDINATION = "811218-9876", "701063-2391"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        NUMBER.replace("-", ""),
        NUMBER.replace("-", "+"),
        NUMBER.replace("-", " "),
        f"19{NUMBER}",
        f"19{NUMBER}".replace("-", ""),
        COORDINATION,
        f"19{COORDINATION}",
        f"(Kim, {NUMBER}).",
        f"personnummer:{NUMBER}",
    ],
)
def test_a_personal_number_is_found_in_every_format(text: str) -> None:
    assert [spot.kind for spot in find_personal_data(text)] == ["personal_number"]
    assert [spot.kind for spot in find_personal_data(text, None)] == ["personal_number"]


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "0701234567",
        "+46701234567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "0046 70 1234567",
        "033-12 34 56",
        "08-123 456 78",
        "(033) 12 34 56",
        "070/123 45 67",
        "[ring](tel:0701234567)",
    ],
)
def test_a_phone_number_is_found_unless_it_is_the_districts_own(text: str) -> None:
    assert [spot.kind for spot in find_personal_data(text)] == ["private_phone"]
    assert find_personal_data(text, ["+46701234567", "0701234567", "033 123456", "0812345678"]) in (
        [],
        find_personal_data(text, ["0812345678"]),
    )


def test_the_districts_own_number_is_recognised_in_every_format() -> None:
    for text in ("070-123 45 67", "+46 (0)70 123 45 67", "0046701234567"):
        assert find_personal_data(text, ["0701234567"]) == []


@pytest.mark.parametrize("text", ["kim@example.net", "<kim.åberg@example.net>", "mailto:Kim@Example.net"])
def test_a_mail_address_is_found_unless_it_is_the_districts_own(text: str) -> None:
    assert [spot.kind for spot in find_personal_data(text)] == ["private_email"]
    assert find_personal_data(text, ["KIM@example.net", "kim.åberg@example.net"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-09 18:30",
        "0206-06-09",
        "20240609",
        "978-91-7037-681-8",
        "9789170376818",
        "556677-8899",
        "802000-1234",
        "bankgiro 123-4567",
        "Bg 5050-1055",
        "plusgiro 12 34 56-7",
        "SE45 5000 0000 0583 9825 7466",
        "https://exempel.se/8112189876?m=0701234567",
        "id 070123456789012",
        "18.30–20.00, 08.00–09.00",
        "kl. 09 10 11 12 13",
        "10 000 kr, 2024–2026",
        "811218-9877",
        "811318-9875",
        "2024/studier/antirasism",
        "bilder/0701234567.jpg",
    ],
)
def test_other_numbers_are_not_taken_for_personal_data(text: str) -> None:
    assert find_personal_data(text) == []


@given(st.text(st.sampled_from("0178 -+()/@.aå\n"), max_size=200))
def test_masking_keeps_the_position_of_all_other_text(text: str) -> None:
    masked = privacy.mask(text, find_personal_data(text))
    assert len(masked) == len(text)
    assert find_personal_data(masked) == []
