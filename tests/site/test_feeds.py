"""The feeds, as read by feedparser."""

import re
from datetime import date
from html import unescape
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import html

from built import BLUEBERRY, Built, build
from district.library.channels import channels
from district.library.identity import urn
from district.library.library import Library
from district.model.base import Record
from records import event, study


def feed(built: Built, path: str) -> Any:
    return feedparser.parse(built.file(path))


def identity(entry: Any) -> tuple[str, str, str]:
    # feedparser reads RSS's titles as HTML and Atom's as text.
    return entry.id, entry.link, unescape(entry.title)


def test_every_feed_is_well_formed_and_names_itself_and_its_page(each_built: Built) -> None:
    addresses = each_built.named("feed.xml", "atom.xml")
    assert len(addresses) >= 10
    for address in addresses:
        read = feed(each_built, address)
        assert not read.bozo, (address, read.get("bozo_exception"))
        links = {link.rel: link.href for link in read.feed.links}
        assert links["self"] == each_built.url + address
        assert links["alternate"] == each_built.url + address.rpartition("/")[0] + ("/" if "/" in address else "")
        assert read.feed.language == "sv"


def test_rss_and_atom_have_the_same_entries(each_built: Built) -> None:
    for address in each_built.named("feed.xml"):
        folder = address.removesuffix("feed.xml")
        rss, atom = feed(each_built, f"{folder}feed.xml"), feed(each_built, f"{folder}atom.xml")
        assert [identity(entry) for entry in rss.entries] == [identity(entry) for entry in atom.entries]


def test_every_entry_has_a_unique_permanent_id_and_links_to_its_page(each_built: Built) -> None:
    entries = feed(each_built, "feed.xml").entries
    assert len({entry.id for entry in entries}) == len(entries)
    for entry in entries:
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}", entry.id)
        assert not entry.guidislink
        page, _, anchor = entry.link.removeprefix(each_built.url).partition("#")
        assert page in each_built.pages
        assert not anchor or each_built.pages[page].xpath(f"//*[@id='{anchor}']")


def test_entries_are_in_order_of_their_day_with_the_newest_first(each_built: Built) -> None:
    published = [entry.published_parsed for entry in feed(each_built, "feed.xml").entries]
    assert published == sorted(published, reverse=True)


def test_entries_have_the_full_text_with_absolute_links(each_built: Built) -> None:
    for entry in feed(each_built, "atom.xml").entries:
        body = html.fragment_fromstring(entry.content[0].value, create_parent=True)
        assert body.text_content().strip()
        for address in body.xpath(".//@href | .//@src"):
            assert address.startswith(("https://", "http://", "mailto:")), address


def test_a_cancellation_is_a_second_entry_for_the_event(built: Built, library: Library) -> None:
    ids = {entry.id: entry for entry in feed(built, "kalender/atom.xml").entries}
    cancelled = [event for event in library.events if event.status == "cancelled"]
    assert cancelled
    for found in cancelled:
        main = urn(library.district, f"event/{found.oldest_name}")
        assert main in ids
        (change,) = (entry for entry in ids.values() if entry.title == f"Inställt: {found.title}" and entry.id != main)
        assert change.published.startswith(str(found.changed))


def test_a_renamed_event_keeps_its_entrys_id(built: Built, library: Library) -> None:
    renamed = next(event for event in library.events if event.was)
    ids = {entry.id for entry in feed(built, "kalender/atom.xml").entries}
    assert urn(library.district, f"event/{renamed.was[0]}") in ids


def test_an_rss_description_comes_before_the_content(built: Built) -> None:
    for item in ElementTree.fromstring(built.file("feed.xml")).iter("item"):  # noqa: S314
        names = [element.tag.rpartition("}")[2] for element in item]
        assert names.index("description") < names.index("encoded")


def test_opml_lists_every_feed(built: Built, library: Library) -> None:
    outlines = ElementTree.fromstring(built.file("prenumerera/feeds.opml")).iter("outline")  # noqa: S314
    listed = [outline.attrib["xmlUrl"] for outline in outlines]
    assert listed == [built.url + channel.rss for channel in channels(library)]


def titles_of_changes(*records: Record) -> list[str]:
    entries = feed(build(Library(BLUEBERRY, records)), "kalender/feed.xml").entries
    return sorted(entry.title for entry in entries if ":" in entry.title)


def test_a_cancelled_or_moved_occasion_of_a_series_is_an_entry_dated_by_the_change() -> None:
    weekly: dict[str, Any] = {
        "every": "week",
        "count": "4",
        "cancelled": [{"date": "2025-06-08", "note": "Föreläsaren är sjuk."}],
    }
    weekly["moved"] = [{"from": "2025-06-15", "start": "2025-06-16 19:00"}]
    series = event(start="2025-06-01 18:30", updated="2025-03-10", repeat=weekly)
    assert titles_of_changes(series) == [
        "Inställt: Möte, söndag 8 juni 2025 kl. 18.30",
        "Ny tid: Möte, måndag 16 juni 2025 kl. 19.00",
    ]
    entries = feed(build(Library(BLUEBERRY, (series,))), "kalender/atom.xml").entries
    (cancelled,) = (entry for entry in entries if entry.title.startswith("Inställt"))
    assert cancelled.published.startswith("2025-03-10")
    assert cancelled.summary == "Föreläsaren är sjuk."


def test_a_moved_event_and_a_moved_meeting_are_entries() -> None:
    meeting = {"start": "2025-06-02 18:00", "moved_from": "2025-05-26 18:00"}
    found = titles_of_changes(event(moved_from="2025-05-30 18:30"), study(sessions=[meeting]))
    assert found == ["Ny tid: Cirkel, måndag 2 juni 2025 kl. 18.00", "Ny tid: Möte, söndag 1 juni 2025 kl. 18.30"]


STORM = {"status": "cancelled", "note": "Storm."}
ON_AGAIN = {"status": "confirmed", "note": "Stormen drog förbi."}


def ids_of(*records: Record) -> dict[str, str]:
    """Return the titles of a feed's entries by id."""
    return {entry.id: entry.title for entry in feed(build(Library(BLUEBERRY, records)), "kalender/atom.xml").entries}


@pytest.mark.parametrize(
    ("states", "told"),
    [
        # An event, with the words that the form writes; then without the status, and cancelled once more.
        (
            [event(updated=f"2025-03-{day}", **state) for day, state in (("02", STORM), ("03", ON_AGAIN))],
            ["Inställt: Möte", "Blir av: Möte"],
        ),
        (
            [
                event(updated="2025-03-02", **STORM),
                event(updated="2025-03-03", note="Möt upp vid Folkets hus."),
                event(updated="2025-03-04", status="cancelled", note="Ny storm."),
            ],
            ["Inställt: Möte", "Nytt besked: Möte", "Inställt: Möte"],
        ),
        # A meeting, and a study.
        (
            [
                study(updated=f"2025-03-{day}", sessions=[{"start": "2025-06-01 18:00", **state}])
                for day, state in (("02", STORM), ("03", ON_AGAIN))
            ],
            [f"{word}: Cirkel, söndag 1 juni 2025 kl. 18.00" for word in ("Inställt", "Blir av")],
        ),
        (
            [
                study(updated=f"2025-03-{day}", status=status, note=note, sessions=[{"start": "2025-06-01 18:00"}])
                for day, status, note in (("02", "cancelled", "Ingen ledare."), ("03", "open", "Vi har en ledare!"))
            ],
            ["Inställd: Cirkel", "Nytt besked: Cirkel"],
        ),
        # An evening of a series.
        (
            [
                event(
                    updated="2025-03-02", repeat={"every": "week", "count": "3", "cancelled": [{"date": "2025-06-08"}]}
                ),
                event(updated="2025-03-03", note="Den åttonde blir av.", repeat={"every": "week", "count": "3"}),
            ],
            ["Inställt: Möte, söndag 8 juni 2025 kl. 18.30", "Nytt besked: Möte"],
        ),
    ],
)
def test_each_change_is_one_new_entry_whatever_was_said_before(states: list[Record], told: list[str]) -> None:
    known = {urn(BLUEBERRY, f"{states[0].kind}/{states[0].oldest_name}")}
    for state, title in zip(states, told, strict=True):
        new = {each: text for each, text in ids_of(state).items() if each not in known}
        assert [*new.values()] == [title]
        known |= new.keys()
        later = state.model_copy(update={"updated": date(2025, 3, 10), "text": "Mer."})
        assert known >= ids_of(later).keys()


def test_a_change_is_in_the_feed_for_a_month_however_much_else_is_new() -> None:
    changed = event("2025/storm", updated="2025-03-01", **STORM)
    others = [event(f"2025/nr-{number}", title="Annat", published="2025-03-02") for number in range(60)]
    shown = [
        [entry.title for entry in feed(build(Library(BLUEBERRY, (changed, *others)), day), "kalender/feed.xml").entries]
        for day in (date(2025, 3, 31), date(2025, 4, 1))
    ]
    assert shown == [["Annat"] * 50 + ["Inställt: Möte"], ["Annat"] * 50]


def test_an_event_that_has_not_been_changed_since_it_was_published_is_one_entry() -> None:
    assert [*ids_of(event(status="confirmed", note="Ta med kaffe.")).values()] == ["Möte"]


def test_a_change_of_an_occasion_that_was_over_is_no_news() -> None:
    weekly = {"every": "week", "count": "2", "cancelled": [{"date": "2025-01-08"}]}
    assert titles_of_changes(event(start="2025-01-01 18:30", updated="2025-03-10", repeat=weekly)) == []
