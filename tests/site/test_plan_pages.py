"""The plan's pages: bars, figures, what was done for each goal, and news."""

import re
from datetime import date
from urllib.parse import urljoin

import feedparser
from lxml import html

from built import Built
from district.library import activity
from district.library.goal_work import goal_work
from district.library.identity import urn
from district.library.library import Library
from district.model.plan import Goal

TODAY = date(2025, 3, 15)


URL = "https://lingonriket.example/hemsida/"


def test_every_bar_has_its_figures_in_words(each_built: Built) -> None:
    for bar in (bar for page in each_built.pages.values() for bar in page.xpath("//svg[@class='progress']")):
        done, total = re.findall(r"\d+", bar.get("aria-label"))
        (words,) = bar.getparent().find_class("counts")
        assert sum(map(int, re.findall(r"\d+", words.text_content()))) == int(total)
        assert bool(re.search(rf"\b{done} klar", words.text_content())) == (done != "0")


def test_svg_drawings_have_no_style_and_no_script(each_built: Built) -> None:
    for page in each_built.pages.values():
        assert not page.xpath("//svg//@style | //svg//script | //svg//style | //svg//@*[starts-with(name(), 'on')]")


def test_the_table_of_figures_adds_up(built: Built) -> None:
    rows = built.pages["plan/2025/"].xpath("//div[contains(@class, 'numbers')]/table//tr[td]")
    figures = [[int(cell.text) for cell in row.xpath("td")] for row in rows]
    assert all(sum(row[:-1]) == row[-1] for row in figures)
    assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1] == [1, 3, 6, 1, 1, 12]
    assert len(built.pages["plan/2025/"].xpath("//svg[@role='img']")) == 1


# One page


def test_a_plans_page_has_every_area_and_goal_once_in_order_and_no_id_twice(library: Library, built: Built) -> None:
    for plan in library.plans:
        page = built.page(plan.path)
        ids = page.xpath("//@id")
        assert len(ids) == len({*ids})
        goals = library.goals_in(plan)
        assert [area.get("id") for area in page.xpath("//section[@class='area']")] == [area.id for area in plan.areas]
        found = [(f"{plan.path}#{goal.get('id')}", goal.xpath("string(h3/text())")) for goal in page.find_class("goal")]
        assert [(path, text.strip().lower()) for path, text in found] == [
            (goal.path, goal.goal.text.lower()) for goal in goals
        ]


def test_the_address_that_an_area_had_leads_on_to_the_area_and_its_goals(library: Library, built: Built) -> None:
    for plan_goal in library.plan_goals.values():
        # The area once had a page, with the goal at #goal.
        old = f"{plan_goal.plan.path}{plan_goal.area.id}/"
        page = html.document_fromstring(built.file(f"{old}index.html"))
        (script,) = page.xpath("//script/@src")
        assert urljoin(built.url + old, script) == f"{built.url}assets/redirect.js"
        # The script puts -goal after the address of the area.
        (area,) = page.xpath("//link[@rel='canonical']/@href")
        assert urljoin(built.url + old, f"{area}-{plan_goal.goal.id}") == built.url + plan_goal.path


# What was done


def test_a_goal_that_continues_another_is_linked_both_ways(built: Built) -> None:
    assert "plan/2024/#studier-cirklar" in built.links("plan/2025/")
    assert "plan/2025/#studier-cirklar" in built.links("plan/2024/")


def test_past_coming_and_cancelled_events_of_a_goal_are_listed_apart(library: Library, built: Built) -> None:
    open_house = goal_work(library, library.plan_goals["2024/synas/oppet-hus"], TODAY).events[0]
    assert (len(open_house.held), len(open_house.coming)) == (26, 7)
    shown = built.text("plan/2024/")
    assert "På gång Händelse Öppet hus med soppa sju gånger, 18 mars – 29 april" in shown
    assert "Det som har varit Händelse Öppet hus med soppa 26 gånger, 3 september 2024 – 11 mars" in shown
    assert "Inställt eller uppskjutet Händelse Klimatdag vid sjön 14 september 2024" in shown


# What is new


def test_a_report_about_a_goal_is_an_entry_of_the_plans_feed(library: Library, built: Built) -> None:
    feed = feedparser.parse(built.file("plan/atom.xml"))
    entries = {entry.id: entry for entry in feed.entries}
    done = entries[urn(library.district, "history/2025/internfeminism/bokcirkel/2025-03-14")]
    assert done.title == "Målet ”starta en bokcirkel för kvinnor och icke-binära” är nu genomfört"
    assert done.link == URL + "plan/2025/#internfeminism-bokcirkel"
    assert done.published.startswith("2025-03-14T00:00:00")
    dropped = entries[urn(library.district, "history/2024/synas/tidning/2024-06-10")]
    assert dropped.title == "Målet ”ge ut en tidning till alla hushåll” utgår"
    assert "https://example.org/protokoll/7" in dropped.content[0].value
    rows = sum(len(plan_goal.goal.history) for plan_goal in library.plan_goals.values())
    assert len(entries) == rows + len(library.plans)


def test_the_newest_row_is_the_status_and_others_need_none() -> None:
    rows = [{"date": "2024-05-02", "text": "Två.", "status": "done"}, {"date": "2024-03-01", "text": "Ett."}]
    earlier = {"date": "2024-02-01", "text": "Noll.", "status": "ongoing"}
    goal = Goal.model_validate({"id": "m", "text": "ett mål", "history": [*rows, earlier]})
    assert goal.reported == "done"
    assert Goal.model_validate({"id": "m", "text": "ett mål", "status": "planned"}).reported == "planned"


def test_the_newest_reports_are_on_the_home_page(library: Library, built: Built) -> None:
    newest = activity.newest(library, 5)
    assert [item.published for item in newest] == sorted((item.published for item in newest), reverse=True)
    assert all(item.published <= TODAY for item in newest)
    assert "Målet ”starta en bokcirkel för kvinnor och icke-binära” är nu genomfört" in built.text("")
    assert "plan/2025/#internfeminism-bokcirkel" in built.links("")


def test_a_record_and_the_goals_that_it_names_link_to_each_other(library: Library, built: Built) -> None:
    # A plan names the goals that it continues.
    records = [record for record in library.records if record not in library.plans]
    named = [(record, plan_goal) for record in records for plan_goal in library.goals_of(record)]
    assert named
    for record, plan_goal in named:
        assert plan_goal.path in built.links(record.path)
        assert record.path in built.links(plan_goal.path.partition("#")[0])
