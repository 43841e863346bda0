"""The annual report and the list of missing reports, word for word as in tests/exempel/vantat."""

import re
from datetime import date

import pytest
from lxml import html

from built import BLUEBERRY, Built
from district.language import markdown
from district.library.goal_work import goal_work
from district.library.library import Library
from district.site.pages import annual_report, missing_reports
from district.site.view import View
from records import event, group, plan, study
from sites import EXAMPLE

TODAY = date(2025, 3, 15)


URL = "https://lingonriket.example/hemsida/"


def expected(name: str) -> str:
    return (EXAMPLE / "vantat" / name).read_text("utf-8")


def letters(element: html.HtmlElement) -> str:
    """Return the visible text without spaces."""
    return "".join(element.text_content().split())


# The annual report and the list, word for word: tests/exempel/vantat/ is what they should say


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_report_is_as_expected_word_for_word(year: str, library: Library, built: Built) -> None:
    plan = next(plan for plan in library.plans if plan.name == year)
    view = View(library, TODAY, URL)
    written = annual_report.markdown(annual_report.page(view, plan), annual_report.editable_templates(view))
    assert written == expected(f"berattelse-{year}.md")
    assert built.file(f"plan/{year}/berattelse/berattelse.txt").decode() == written


@pytest.mark.parametrize("name", ["berattelse", "ateras"])
@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_pages_have_the_same_words(name: str, year: str, built: Built) -> None:
    article = built.page(f"plan/{year}/{name}/")
    extras = ("crumbs", "paper", "tools no-print", "edit")
    for extra in article.xpath(f".//*[{' or '.join(f'@class={each!r}' for each in extras)}] | .//script"):
        extra.drop_tree()
    as_html = markdown.read(expected(f"{name}-{year}.md")).html
    assert letters(article) == letters(html.document_fromstring(as_html))


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_list_of_missing_reports_is_as_expected_word_for_word(year: str, library: Library) -> None:
    plan = next(plan for plan in library.plans if plan.name == year)
    view = View(library, TODAY, URL)
    written = annual_report.markdown(missing_reports.page(view, plan), annual_report.editable_templates(view))
    assert written == expected(f"ateras-{year}.md")


def test_each_meeting_that_was_not_held_has_its_own_sentence() -> None:
    sessions = [
        {"start": "2025-01-10 18:00", "status": "cancelled", "note": "Ledaren blev sjuk."},
        {"start": "2025-01-17 18:00", "status": "postponed", "note": "Lokalen var upptagen."},
        {"start": "2025-01-24 18:00", "status": "cancelled", "note": "Ledaren blev sjuk."},
        {"start": "2025-01-31 18:00", "status": "cancelled"},
        {"start": "2025-02-07 18:00", "status": "tentative"},
        {"start": "2025-02"},
    ]
    areas = [{"id": "studier", "title": "Studier", "goals": [{"id": "cirkel", "text": "starta en cirkel"}]}]
    records = plan(areas=areas), study(goals=["2025/studier/cirkel"], sessions=sessions)
    view = View(Library(BLUEBERRY, records), TODAY, URL)
    page = annual_report.page(view, view.library.plans[0])
    written = annual_report.markdown(page, annual_report.editable_templates(view))
    assert re.findall(r"\[Cirkel\]\(\S+\) (.*?)(?= \[Cirkel\]|$)", written, re.MULTILINE) == [
        "(två träffar, 10–24 januari 2025) har ställts in. Skälet som angavs: ”Ledaren blev sjuk.”",
        "(en träff, 17 januari 2025) har skjutits upp. Skälet som angavs: ”Lokalen var upptagen.”",
        "(en träff, 31 januari 2025) har ställts in.",
        "(en träff, februari 2025) planerades, men om det blev av framgår inte: ingen dag är angiven.",
        "(en träff, 7 februari 2025) planerades, men om det blev av framgår inte: det stod som preliminärt.",
    ]


def test_what_was_called_off_in_another_year_is_no_study_without_meetings() -> None:
    areas = [{"id": "studier", "title": "Studier", "goals": [{"id": "cirkel", "text": "starta en cirkel"}]}]
    goals = ["2025/studier/cirkel"]
    called_off = event("2024/torg", title="Torg", start="2024-05-01", status="cancelled", goals=goals)
    view = View(Library(BLUEBERRY, (called_off, plan(areas=areas), study(goals=goals))), TODAY, URL)
    page = annual_report.page(view, view.library.plans[0])
    written = annual_report.markdown(page, annual_report.editable_templates(view))
    assert re.findall(r"\[(\w+)\]\(\S+\) finns bland studierna, men utan träffar", written) == ["Cirkel"]


def test_the_report_says_who_answered_for_what_and_what_was_held_for_no_goal() -> None:
    mine = {"responsible": "foreningen"}
    goals = [
        {"id": "te", "text": "koka te", "due": "2025-03", **mine},
        {"id": "saft", "text": "göra saft", "status": "dropped", **mine},
        {"id": "gele", "text": "göra gelé", "responsible": "valberedningen", "status": "done"},
        {"id": "must", "text": "göra must"},
    ]
    records = (
        plan(areas=[{"id": "a", "title": "Allt", "goals": goals}]),
        group(),
        event("2025/te", title="Tekväll", start="2025-04-01", organizer="foreningen", goals=["2025/a/te"]),
        event("2025/fest", title="Fest", start="2025-05-01", organizer="en granne"),
    )
    view = View(Library(BLUEBERRY, records), date(2026, 1, 15), URL)
    page = annual_report.page(view, view.library.plans[0])
    written = annual_report.markdown(page, annual_report.editable_templates(view))
    told = re.sub(r"\[(.*?)\]\(\S+\)", r"\1", written).partition("## Annat under året")[2].partition("## Styrelsen")[0]
    assert [line for line in told.splitlines() if line] == [
        "Utanför planens mål hölls:",
        "- Fest (1 maj 2025)",
        "## Vilka som har svarat för vad",
        "- Föreningen ansvarade för målen ”koka te” (väntar på rapport) och ”göra saft” (utgår),"
        " och ordnade Tekväll (1 april 2025).",
        "- Valberedningen ansvarade för målet ”göra gelé” (klart).",
        "- En granne ordnade Fest (1 maj 2025).",
        "Ett mål har ingen ansvarig i planen.",
    ]


def test_edit_links_open_the_line_that_the_goal_begins_on(library: Library) -> None:
    for plan_goal in library.plan_goals.values():
        lines = (EXAMPLE / plan_goal.plan.origin.file).read_text("utf-8").split("\n")
        assert lines[plan_goal.line - 1].strip() == f"- id: {plan_goal.goal.id}"
    edit = "https://github.com/exempel/lingonriket/edit/main/data/plan/2024.yml#L60"
    assert edit in expected("ateras-2024.md")
    assert library.plan_goals["2024/klimat/buss"].line == 60


def test_nothing_more_is_asked_about_a_goal_that_is_done_or_dropped(library: Library) -> None:
    gaps = {
        ref: missing_reports.gaps(goal_work(library, plan_goal, TODAY)) for ref, plan_goal in library.plan_goals.items()
    }
    assert gaps["2024/synas/tidning"] == ()
    assert gaps["2024/synas/forsta-maj"] == ()
    assert gaps["2025/organisation/kontaktperson"] == ("overdue", "responsible")
    assert gaps["2025/synas/loppis"] == ("status", "responsible", "activity")
