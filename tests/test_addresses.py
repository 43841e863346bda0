"""Every address that is made is known, so that no file can take it and every link to it holds."""

from datetime import date

import pytest

from conftest import ROOT
from district.library import addresses
from district.reading import load, settings
from district.site import site


@pytest.mark.parametrize("config", ["mkdocs.yml", "tests/exempel/mkdocs.yml"])
def test_every_generated_address_is_claimed(config: str) -> None:
    library = load.library(settings.folders(ROOT / config))
    known = {claim.address for claim in addresses.claims(library)}
    for path in site.build(library, date(2025, 3, 15), "https://example.org/"):
        address = path.removesuffix("index.md").removesuffix("index.html")
        assert (address.removesuffix(".md") + "/" if address.endswith(".md") else address) in known, path


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
def test_where_a_link_on_a_written_page_leads(url: str, address: str | None) -> None:
    assert addresses.target(url, "a/", "a/b/") == address


def test_a_text_in_data_starts_where_it_is_shown() -> None:
    assert addresses.target("../b/", "plan/2024/a/") == "plan/2024/b/"
