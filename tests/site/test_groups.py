"""Groups and news: what each group does, links both ways, and how to reach and join the district."""

from datetime import date
from pathlib import Path

from lxml import html
from PIL import Image

from built import BLUEBERRY, Built, build
from district.language import labels
from district.library.library import Library
from district.model.base import Contact, Link, Origin
from district.model.district import MenuItem
from district.reading import load, settings
from records import event, group, news, plan
from sites import write_small


def test_each_group_and_what_it_arranges_answers_for_and_writes_link_to_each_other(
    library: Library, built: Built
) -> None:
    ways = [(record.path, library.group(record.organizer)) for record in library.scheduled]
    ways += [
        (goal.path.partition("#")[0], library.group(goal.goal.responsible)) for goal in library.plan_goals.values()
    ]
    ways += [(piece.path, library.group(name)) for piece in library.newest_news for name in piece.groups]
    ways += [(goal.path.partition("#")[0], each) for each in library.groups for goal in library.goals_of(each)]
    known = [(page, found) for page, found in ways if found]
    assert len(known) == 12
    for page, found in known:
        assert found.path in built.links(page)
        assert any(link.startswith(page) for link in built.links(found.path))


def test_an_organizer_that_is_no_group_is_shown_as_text(built: Built) -> None:
    assert "Klimatgruppen" in built.text("kalender/2024/klimatdag/")


def test_the_page_of_a_town_shows_its_branches_and_their_contact(built: Built) -> None:
    page = built.page("kalender/kommun/trollmossa/")
    (box,) = (box for box in page.find_class("box") if "Vänsterpartiet Trollmossa" in box.text_content())
    assert "Sammankallande: trollmossa@example.org" in box.text_content()
    assert "vi/akerbarsas/" in built.links("kalender/kommun/hjortrontuna/")


def test_the_groups_are_listed_by_kind(built: Built) -> None:
    headings = [heading.text for heading in built.page("vi/").iter("h2")]
    assert headings == ["Styrelsen", "Lokalföreningar", "Arbetsgrupper", "Förtroendevalda", "Unga", "Hör av dig"]
    assert set(headings[:-1]) <= set(labels.group_kinds.values())


def test_a_group_has_a_feed_and_a_calendar_of_what_it_does(built: Built) -> None:
    assert "Hyrorna sänks i Trollmossa".encode() in built.file("vi/bostadsgruppen/feed.xml")
    assert "Hyresgästkväll".encode() in built.file("vi/bostadsgruppen/kalender.ics")
    assert b"VEVENT" not in built.file("vi/unga-lingon/kalender.ics")


def test_a_group_reports_its_goals_from_its_page_one_by_one_or_in_one_form() -> None:
    mine = {"responsible": "foreningen", "due": "2025-03"}
    goals = [{"id": name, "text": f"göra {name}", **mine} for name in ("saft", "sylt")]
    history = [{"date": "2025-02-01", "status": "done", "text": "Kokt."}]
    done = [{"id": "gele", "text": "göra gelé", "responsible": "foreningen", "history": history}]
    areas = [{"id": "a", "title": "A", "goals": [*goals, *done, {"id": "te", "text": "göra te"}]}]
    district = BLUEBERRY.model_copy(update={"repository": "https://github.com/bar/bar"})
    site = build(Library(district, (group(), plan(areas=areas))), date(2025, 4, 15))
    forms = [link for link in site.links("vi/foreningen/") if "/issues/new" in link]
    (both,) = (link for link in forms if "flera-mal" in link)
    assert "2025/a/saft%3A" in both and "2025/a/sylt%3A" in both and "gele" not in both and "te%3A" not in both
    assert [link.partition("goal=")[2] for link in forms if link != both] == ["2025/a/saft", "2025/a/sylt"]
    (details,) = site.page("vi/foreningen/").xpath("//article/div/div[1]/*[last()]")
    assert details.tag == "details"
    assert "Väntar på rapport, skulle vara klart senast i mars 2025" in details.text_content()
    assert [link for link in site.links("plan/2025/") if "goal=2025/a/te" in link]
    assert both in site.links("plan/2025/ateras/")


def test_nothing_of_a_members_plan_is_put_into_a_public_form() -> None:
    areas = [{"id": "a", "title": "A", "goals": [{"id": "te", "text": "hemligt te", "responsible": "foreningen"}]}]
    secret = plan(areas=areas).model_copy(update={"origin": Origin("medlem/plan/2025.yml", "2025", members=True)})
    district = BLUEBERRY.model_copy(update={"repository": "https://github.com/bar/bar"})
    site = build(Library(district, (group(), secret)))
    assert "hemligt te" in site.text("vi/foreningen/").lower()
    assert not [
        link for page in site.pages for link in site.links(page) if "issues/new?template" in link and "a/te" in link
    ]


def test_one_tap_leads_from_home_to_joining_and_to_the_contacts() -> None:
    known = {"join": Link(title="Bli medlem", url="https://example.net/bli"), "contact": (Contact(role="Styrelsen"),)}
    site = build(Library(BLUEBERRY.model_copy(update=known)))
    assert {"https://example.net/bli", "vi/"} <= set(site.links(""))
    assert "Styrelsen" in site.text("vi/")


def test_what_the_district_has_not_filled_in_is_asked_for_in_the_preview_alone() -> None:
    assert "väntar på att fyllas i" in build(Library(BLUEBERRY), preview=True).text("")
    public = build(Library(BLUEBERRY))
    assert "väntar" not in public.text("")
    assert b"Bli medlem" not in public.file("index.html")


def test_the_menu_is_the_districts_own() -> None:
    menu = (MenuItem(title="Vi", page="vi/"), MenuItem(title="Planen", page="/plan/"))
    page = html.document_fromstring(build(Library(BLUEBERRY.model_copy(update={"menu": menu}))).file("index.html"))
    wide, narrow = page.xpath("//nav[@aria-label='Huvudmeny']"), page.xpath("//nav[@aria-label='Meny']")
    own = [("./vi/", "Vi"), ("./plan/", "Planen")]
    assert [(link.get("href"), link.text) for nav in wide for link in nav.iter("a")] == own
    assert [(link.get("href"), link.text) for nav in narrow for link in nav.iter("a")][:2] == own


def test_index_md_is_the_districts_own_words_on_the_home_page(tmp_path: Path) -> None:
    config = write_small(tmp_path, {"docs/index.md": "Kom *precis* som du är.\n"})
    home = build(load.library(settings.folders(config))).page("")
    assert [words.text for words in home.iter("em")] == ["precis"]


def test_the_archive_of_news_keeps_two_years_on_its_first_page() -> None:
    many = [news(f"{year}/nytt-{n}", date=f"{year}-0{n}-01") for year in (2022, 2023, 2024) for n in range(1, 10)]
    site = build(Library(BLUEBERRY, tuple(many)))
    assert "nytt/2022/" in site.links("nytt/")
    assert "nytt/2022/nytt-1/" in site.links("nytt/2022/")
    assert "nytt/2022/nytt-1/" not in site.links("nytt/")


def test_an_address_in_a_group_may_stand_anywhere_on_the_site(tmp_path: Path) -> None:
    files = {
        "data/groups/klubben.yml": "title: Klubben\nkind: other\npublished: 2025-01-01\n"
        "contact:\n  - role: Kassör\n    email: kassor@example.org\n",
        "docs/om.md": "# Om oss\n\nSkriv till kassor@example.org.\n",
    }
    assert load.library(settings.folders(write_small(tmp_path, files))).groups[0].contact[0].role == "Kassör"


def test_a_group_that_was_renamed_is_found_by_its_old_name() -> None:
    library = Library(BLUEBERRY, (group("nya", was=["gamla"]),))
    assert library.group("gamla") is library.groups[0]
    assert library.called("Någon annan") == "Någon annan"


def test_an_own_page_may_have_a_picture_and_gets_contents_when_it_is_long(tmp_path: Path) -> None:
    head = "---\nimage:\n  file: bilder/hus.png\n  alt: Huset vid torget.\n---\n"
    chapters = "".join(f"\n## Del {number}\n\nText.\n" for number in range(1, 5))
    config = write_small(tmp_path, {"docs/hus.md": f"{head}# Huset\n{chapters}", "docs/kort.md": "# Kort\n\n## Del\n"})
    (tmp_path / "docs/bilder").mkdir()
    Image.new("RGB", (2, 2)).save(tmp_path / "docs/bilder/hus.png")
    site = build(load.library(settings.folders(config)))
    assert site.page("hus/").xpath("//img/@alt") == ["Huset vid torget."]
    assert site.page("hus/").xpath("//nav//a/@href") == ["#del-1", "#del-2", "#del-3", "#del-4"]
    assert site.page("kort/").xpath("//nav") == []


def test_one_may_sign_up_by_mail() -> None:
    site = build(Library(BLUEBERRY, (event(signup={"url": "mailto:styrelsen@example.org"}),)))
    assert "mailto:styrelsen@example.org" in site.links("kalender/2025/mote/")
    assert b"styrelsen@example.org" in site.file("kalender/2025/mote/handelse.ics")
    assert b"mailto:" not in site.file("kalender/2025/mote/handelse.ics")
