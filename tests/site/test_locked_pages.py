"""Links to the members' pages, and the page about how they are protected."""

from urllib.parse import urljoin

import pytest
from lxml import html

from built import BLUEBERRY, build
from district.commands import building
from district.library.library import Library
from district.site.templating import SOURCES
from sites import Write


def links(*, locked_pages: bool) -> dict[str, set[str]]:
    """The targets of the links of each whole page, as addresses below the site's."""
    built = build(Library(BLUEBERRY), locked_pages=locked_pages)
    return {
        path: {
            urljoin(built.url + path, link).removeprefix(built.url)
            for link in html.document_fromstring(built.file(f"{path}index.html")).xpath("//a/@href")
        }
        for path in built.pages
    }


def test_every_page_leads_to_the_members_pages_where_there_are_any() -> None:
    found = links(locked_pages=True)
    assert "medlem/om/" in found
    assert all("medlem/" in targets for targets in found.values())
    # The page at medlem/ leads on to how they are protected.
    assert 'href="om/"' in SOURCES["unlock.html"]


def test_nothing_leads_there_where_there_are_none() -> None:
    found = links(locked_pages=False)
    assert len(found) > 4
    assert not [link for link in {*found, *set().union(*found.values())} if link.startswith("medlem/")]


@pytest.mark.parametrize(("value", "leads"), [("distriktet/medlem", True), ("", False), (None, False)])
def test_the_environment_says_whether_there_are_any(
    write: Write, monkeypatch: pytest.MonkeyPatch, value: str | None, leads: bool
) -> None:
    monkeypatch.delenv("LOCKED_PAGES", raising=False)
    if value is not None:
        monkeypatch.setenv("LOCKED_PAGES", value)
    assert building.begin(write({})).view.locked_pages is leads
