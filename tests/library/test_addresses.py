"""Every generated address is known, so that no file can take it and links to it are valid."""

import pytest

from built import BLUEBERRY, build
from district.library import addresses
from district.library.library import Library


def test_every_generated_address_is_claimed(library: Library) -> None:
    known = {claim.address for claim in addresses.claims(library)}
    assert build(library).addresses - known == set()


def test_every_generated_address_of_a_small_district_is_claimed() -> None:
    library = Library(BLUEBERRY)
    known = {claim.address for claim in addresses.claims(library)}
    assert build(library).addresses - known == set()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("/kalender/", "kalender/"),
        ("../../plan/2024/#mal", "plan/2024/"),
        ("om.md", "a/om/"),
        ("../index.md#x", ""),
        ("bild%C3%A5.png", "a/bildå.png"),
        ("sub/", "a/b/sub/"),
        ("#rubrik", None),
        ("https://exempel.se/x", None),
        ("//exempel.se/x", None),
        ("mailto:a@example.org", None),
        ("http://[", "http://["),
    ],
)
def test_the_address_of_a_link_on_a_written_page(url: str, address: str | None) -> None:
    assert addresses.target(url, "a/", "a/b/") == address


def test_a_link_in_data_is_relative_to_the_page_that_shows_it() -> None:
    assert addresses.target("../b/", "plan/2024/a/") == "plan/2024/b/"
