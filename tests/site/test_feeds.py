"""The feeds, as read by feedparser."""

from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
from lxml import html

from district.library.channels import channels
from district.library.library import Library
from sites import Site


def feed(site: Site, path: str) -> Any:
    return feedparser.parse((site.folder / path).read_bytes())


def identity(entry: Any) -> tuple[str, str, str]:
    # feedparser reads RSS's titles as HTML and Atom's as text.
    return entry.id, entry.link, unescape(entry.title)


def test_every_feed_is_well_formed_and_names_itself_and_its_page(site: Site) -> None:
    paths = [*site.folder.rglob("feed.xml"), *site.folder.rglob("atom.xml")]
    assert len(paths) >= 10
    for path in paths:
        read = feedparser.parse(path.read_bytes())
        address = path.relative_to(site.folder).as_posix()
        assert not read.bozo, (path, read.get("bozo_exception"))
        links = {link.rel: link.href for link in read.feed.links}
        assert links["self"] == site.url + address
        assert links["alternate"] == site.url + address.rpartition("/")[0] + ("/" if "/" in address else "")
        assert read.feed.language == "sv"


def test_rss_and_atom_have_the_same_entries(site: Site) -> None:
    for path in site.folder.rglob("feed.xml"):
        folder = path.relative_to(site.folder).as_posix().removesuffix("feed.xml")
        rss, atom = feed(site, f"{folder}feed.xml"), feed(site, f"{folder}atom.xml")
        assert [identity(entry) for entry in rss.entries] == [identity(entry) for entry in atom.entries]


def test_every_entry_has_a_unique_permanent_id_and_links_to_its_page(site: Site) -> None:
    entries = feed(site, "feed.xml").entries
    assert len({entry.id for entry in entries}) == len(entries)
    host = urlsplit(site.url).hostname
    for entry in entries:
        assert entry.id.startswith(f"tag:{host},")
        assert not entry.guidislink
        page, _, anchor = entry.link.removeprefix(site.url).partition("#")
        assert page in site.pages
        assert not anchor or site.pages[page].xpath(f"//*[@id='{anchor}']")


def test_entries_are_in_order_of_their_day_with_the_newest_first(site: Site) -> None:
    published = [entry.published_parsed for entry in feed(site, "feed.xml").entries]
    assert published == sorted(published, reverse=True)


def test_entries_have_the_full_text_with_absolute_links(site: Site) -> None:
    for entry in feed(site, "atom.xml").entries:
        body = html.fragment_fromstring(entry.content[0].value, create_parent=True)
        assert body.text_content().strip()
        for address in body.xpath(".//@href | .//@src"):
            assert address.startswith(("https://", "http://", "mailto:")), address


def test_a_cancellation_is_a_second_entry_for_the_event(example: Site) -> None:
    ids = {entry.id: entry for entry in feed(example, "kalender/atom.xml").entries}
    cancelled = [entry for guid, entry in ids.items() if guid.endswith("/cancelled")]
    assert cancelled
    for entry in cancelled:
        assert entry.title.startswith("Inställ")
        assert entry.id.removesuffix("/cancelled") in ids


def test_a_renamed_event_keeps_its_entrys_id(example: Site, library: Library) -> None:
    renamed = next(event for event in library.events if event.was)
    ids = {entry.id for entry in feed(example, "kalender/atom.xml").entries}
    assert f"tag:lingonriket.example,{renamed.published.year}:event/{renamed.was[0]}" in ids


def test_an_image_is_an_enclosure_with_its_length_and_type(example: Site) -> None:
    enclosures = [link for entry in feed(example, "feed.xml").entries for link in entry.enclosures]
    assert enclosures
    for link in enclosures:
        file = example.folder / link.href.removeprefix(example.url)
        assert int(link.length) == file.stat().st_size
        assert link.type.startswith("image/")


def test_an_rss_description_comes_before_the_content(example: Site) -> None:
    for item in ElementTree.parse(example.folder / "feed.xml").iter("item"):  # noqa: S314
        names = [element.tag.rpartition("}")[2] for element in item]
        assert names.index("description") < names.index("encoded")


def test_opml_lists_every_feed(example: Site, library: Library) -> None:
    outlines = ElementTree.parse(example.folder / "prenumerera/feeds.opml").iter("outline")  # noqa: S314
    listed = [outline.attrib["xmlUrl"] for outline in outlines]
    assert listed == [example.url + channel.rss for channel in channels(library)]
