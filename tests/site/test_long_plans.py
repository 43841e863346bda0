"""A plan with more goals than a page has room for: each area has a page, and every address still leads to its goal."""

from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

from built import BLUEBERRY, URL, Built, build
from district.checks.id_rules import ids_are_unique
from district.library import addresses
from district.library.library import Library
from district.model.plan import MOST_GOALS
from district.site.pages.annual_report import MOST_OTHERS
from district.site.pages.table import all_pages
from district.site.search.entries import entries
from district.site.view import View
from records import event, plan

TEXT = "vara på torget i varje kommun minst en gång i månaden och bjuda på kaffe"
AREAS = [f"plan/2024/omrade-{number}/" for number in range(8)]
DONE = {"date": "2024-05-01", "status": "done", "text": f"I år har vi kunnat {TEXT}."}


def library(goals: int, areas: int = 8, done: int = 3, **first: Any) -> Library:
    """A district whose plan has so many goals, every so many of them done, and an event for each area's first one.

    `first` are more fields of the first goal.
    """
    chapters: list[dict[str, Any]] = [
        {"id": f"omrade-{n}", "title": f"Område {n}", "text": "## Varför\n\nSe [nedan](#omrade-1).", "goals": []}
        for n in range(areas)
    ]
    chapters[0]["was"] = ["forr"]
    for number in range(goals):
        chapters[number % areas]["goals"].append(
            {"id": f"mal-{number}", "text": f"{TEXT}, {number}", "history": [] if number % done else [DONE]}
        )
    chapters[0]["goals"][0] |= first
    others = (event(f"2024/e{n}", title=f"Torgmöte {n}", start="2024-05-04") for n in range(MOST_OTHERS + 1))
    named = (event(f"2024/m{n}", start="2024-05-04", goals=[f"2024/omrade-{n}/mal-{n}"]) for n in range(areas))
    district = BLUEBERRY.model_copy(update={"repository": "https://github.com/exempel/blabar"})
    return Library(district, (*others, *named, plan("2024", title="Vår plan", areas=chapters)))


@pytest.fixture(scope="module")
def long() -> Library:
    return library(600, was=["gammalt"])


@pytest.fixture(scope="module")
def site(long: Library) -> Built:
    return build(long)


def test_no_page_of_a_plan_of_600_goals_is_above_150_kb_and_its_report_is_whole_as_a_file(site: Built) -> None:
    pages = [path for path in site.contents if path.startswith("plan/2024/") and path.endswith("index.html")]
    assert {path: size for path in pages if (size := len(site.file(path))) > 150_000} == {}
    assert {"plan/2024/index.html", "plan/2024/omrade-7/index.html", "plan/2024/ateras/index.html"} < {*pages}
    # GitHub refuses a longer address.
    assert max(map(len, site.links("plan/2024/ateras/"))) < 8000
    report = site.file("plan/2024/berattelse/berattelse.txt").decode()
    assert all(f"{TEXT}, {number}”" in report for number in range(600))
    assert f"Torgmöte {MOST_OTHERS}" in report
    shown = site.text("plan/2024/berattelse/")
    assert f"{MOST_OTHERS + 1} händelser" in shown
    assert TEXT not in shown


def test_every_goal_of_a_long_plan_is_on_its_page_and_leads_to_the_whole_goal(long: Library, site: Built) -> None:
    page, areas = site.page("plan/2024/"), {path: site.page(path) for path in site.named(*AREAS)}
    for goal in long.all_goals:
        (row,) = page.xpath(f"//li[@id='{goal.area.id}-{goal.goal.id}']")
        assert urljoin("plan/2024/", row.find("a").get("href")) == goal.path
        area, _, name = goal.path.partition("#")
        assert areas[area].get_element_by_id(name).xpath("string(h3/text())").strip().endswith(goal.goal.text[1:])
    assert {goal.path for goal in long.all_goals} < {entry.path for entry in entries(long, all_pages(view(long)))}
    assert "kalender/2024/m0/" in site.links("plan/2024/omrade-0/")
    assert "plan/2024/omrade-0/#mal-0" in site.links("kalender/2024/m0/")


def test_old_addresses_lead_to_the_areas_and_goals_of_a_long_plan(site: Built) -> None:
    ids = {"omrade-0", "forr", "omrade-0-gammalt", "forr-mal-0", "forr-gammalt"}
    assert ids < {*site.page("plan/2024/").xpath("//@id")}
    # The script of the redirect puts #gammalt after the address.
    (now,) = html.document_fromstring(site.file("plan/2024/forr/index.html")).xpath("//link[@rel='canonical']/@href")
    assert urljoin(f"{URL}plan/2024/forr/", now) == f"{URL}plan/2024/omrade-0/"
    assert "gammalt" in site.page("plan/2024/omrade-0/").xpath("//@id")


def test_a_link_to_a_heading_in_an_areas_text_leads_to_the_plans_page(site: Built) -> None:
    assert "plan/2024/#omrade-1" in site.links("plan/2024/omrade-0/")
    for address in ("plan/2024/", "plan/2024/omrade-1/"):
        ids = site.page(address).xpath("//@id")
        assert len(ids) == len({*ids})


def test_an_area_of_a_long_plan_is_found_once_and_its_address_is_claimed_once(long: Library, site: Built) -> None:
    found = [entry.path for entry in entries(long, all_pages(view(long))) if entry.title == "Område 3"]
    assert found == ["plan/2024/omrade-3/"]
    claimed = [claim.address for claim in addresses.claims(long)]
    assert claimed.count("plan/2024/omrade-3/") == 1
    assert addresses.own_ids(long)["plan/2024/omrade-3/"] == {f"mal-{number}" for number in range(3, 600, 8)}
    unclaimed = site.addresses - {*claimed}
    assert {address for address in unclaimed if not address.startswith(addresses.OWN_FOLDERS)} == set()


def test_a_goal_of_a_long_plan_may_not_be_named_like_an_element_of_the_theme() -> None:
    usual, many = library(MOST_GOALS, id="innehall"), library(MOST_GOALS + 1, id="innehall")
    assert [*ids_are_unique(usual)] == []
    (finding,) = ids_are_unique(many)
    assert (finding.kind, finding.path) == ("duplicate_id", ("areas", 0, "goals", 0, "id"))


def test_a_usual_plan_is_one_page_below_150_kb_when_all_of_it_is_done() -> None:
    usual = library(MOST_GOALS, done=1)
    assert {page.path for page in all_pages(view(usual)) if page.path.startswith("plan/2024/")} == {
        "plan/2024/",
        "plan/2024/berattelse/",
        "plan/2024/ateras/",
    }
    built = build(usual)
    assert len(built.page("plan/2024/").find_class("goal")) == MOST_GOALS
    assert len(built.file("plan/2024/index.html")) < 150_000
    assert usual.plan_goals["2024/omrade-1/mal-1"].path == "plan/2024/#omrade-1-mal-1"


def view(library: Library) -> View:
    return View(library, date(2025, 3, 15), URL)
