"""A built site: complete, the same every time, and with no requests to other hosts."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

import links
from built import Built
from sites import Build, Site, Write, mkdocs, write_small


def test_a_build_prints_no_warnings(site: Site) -> None:
    assert "WARNING" not in site.output
    assert "ERROR" not in site.output
    assert "MkDocs 2" not in site.output


def test_every_link_leads_to_a_page_and_an_element_of_it(site: Site) -> None:
    assert links.broken(links.Pages(site.folder)) == []


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    for address, page in site.pages.items():
        asked = page.xpath("//link[not(@rel='canonical' or @rel='alternate' or @rel='next' or @rel='prev')]/@href")
        asked += page.xpath("//@src | //@srcset | //object/@data | //form/@action")
        assert [url for url in asked if re.match(r"(https?:)?//", url) and not url.startswith(site.url)] == [], address
    for path in site.folder.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", path.read_text("utf-8")), path


def test_every_html_file_has_a_policy_that_lets_no_script_of_others_run(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        (policy,) = page.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
        assert rules["default-src"] == "'none'", path
        assert rules.get("script-src", "'self'") == "'self'", path
        # What stands before the policy is not under it.
        assert page.xpath("/html/head/*[2]/@http-equiv") == ["Content-Security-Policy"], path


def test_every_page_announces_the_feeds_of_its_own_part_of_the_site_and_of_all_of_it(site: Site) -> None:
    for address, page in site.pages.items():
        if site.is_redirect(address) or address == "404.html":
            continue
        wanted = {"feed.xml", "atom.xml"}
        if address.startswith("kalender/"):
            wanted |= {"kalender/feed.xml", "kalender/atom.xml", "kalender/kalender.ics"}
        found = {
            urljoin(site.url + address.rpartition("/")[0] + "/", link).removeprefix(site.url)
            for link in page.xpath("//link[@rel='alternate']/@href")
        }
        assert wanted <= found, address
        assert all(address.startswith(link.rpartition("/")[0]) for link in found), address


def test_every_documented_address_exists(example: Site) -> None:
    pages = "", "om/", "prenumerera/", "kalender/", "kalender/2024/", "studier/", "plan/", "plan/2024/", "nyhetsbrev/"
    assert {*pages, "404.html", "kalender/2024/oppet-hus/", "kalender/amne/vard/"} <= example.pages.keys()
    files = "feed.xml", "atom.xml", "kalender/kalender.ics", "studier/studier.ics", "prenumerera/feeds.opml"
    for name in (*files, "kalender/2024/oppet-hus/handelse.ics", "kalender/kommun/trollmossa/feed.xml"):
        assert (example.folder / name).is_file(), name


@pytest.fixture(scope="module")
def picking(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small district in a separate folder, with a repository and an event whose address has changed."""
    files = {
        "data/district.yml": "name: Föreningen Blåbär\nshort_name: Blåbär\nid: blabar\n"
        "repository: https://github.com/exempel/blabar\nbranch: main\n",
        "data/events/2026/plockdag.yml": "title: Plockdag\npublished: 2025-01-01\nstart: 2026-08-15 10:00\n"
        "was:\n  - 2025/barplockning\n",
    }
    return build(write_small(tmp_path_factory.mktemp("picking"), files), "https://blabar.example/")


def test_a_district_in_another_folder_is_built(picking: Site) -> None:
    home = (picking.folder / "index.html").read_text("utf-8")
    assert "Föreningen Blåbär" in home
    assert "Plockdag" in home
    assert "Sjuhärad" not in "".join(path.read_text("utf-8") for path in picking.folder.rglob("*.html"))


def test_edit_links_open_the_file_that_the_page_is_made_from(picking: Site) -> None:
    edit = "https://github.com/exempel/blabar/edit/main/"
    event, about = picking.pages["kalender/2026/plockdag/"], picking.pages["om/"]
    assert event.xpath(f"//a[@href='{edit}data/events/2026/plockdag.yml']")
    assert about.xpath(f"//a[@href='{edit}docs/om.md']")
    calendar = picking.pages["kalender/"]
    assert not calendar.xpath("//a[@rel='edit']")
    new_event = "https://github.com/exempel/blabar/new/main/data/events/2025?filename=ny-handelse.yml"
    assert any(link.startswith(new_event) for link in calendar.xpath("//a/@href"))


def test_an_old_address_redirects(picking: Site) -> None:
    assert "url=../../2026/plockdag/" in (picking.folder / "kalender/2025/barplockning/index.html").read_text()


def test_a_mistake_leaves_the_built_site_unchanged(write: Write, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert mkdocs(write({}), site).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    run = mkdocs(write({"data/events/2026/plockdag.yml": "title: Plockdag\n"}), site)
    assert run.returncode != 0
    assert "data/events/2026/plockdag.yml:1:1: Fältet ”published” saknas." in run.stderr + run.stdout
    assert "Traceback" not in run.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_the_site_has_every_generated_page_and_the_bytes_of_every_other_generated_file(
    built: Built, example: Site
) -> None:
    assert built.pages.keys() <= example.pages.keys()
    for address in built.named(".xml", ".ics", ".csv", ".json", ".txt", ".eml", ".opml", "mejl.html"):
        assert (example.folder / address).read_bytes() == built.file(address), address


def test_every_link_of_a_newsletters_mail_leads_to_a_page_and_an_element_of_it(example: Site) -> None:
    pages = links.Pages(example.folder)
    mails = sorted(example.folder.glob("nyhetsbrev/*/*/mejl.html"))
    assert mails
    for mail in mails:
        for link in html.document_fromstring(mail.read_bytes()).xpath("//a/@href"):
            if link.startswith(example.url):
                assert pages.has(link), link
