"""Every generated address is known, so that no file can take it and links to it are valid."""

import pytest

from built import BLUEBERRY, build
from district.library import addresses
from district.library.library import Library


def unclaimed(library: Library) -> set[str]:
    """Return the generated addresses that a file could take: that no claim has, in no folder of the site's own."""
    made = build(library).addresses - {claim.address for claim in addresses.claims(library)}
    return {address for address in made if not address.startswith(addresses.OWN_FOLDERS)}


def test_every_generated_address_is_claimed(library: Library) -> None:
    assert unclaimed(library) == set()


def test_every_generated_address_of_a_small_district_is_claimed() -> None:
    assert unclaimed(Library(BLUEBERRY)) == set()


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
