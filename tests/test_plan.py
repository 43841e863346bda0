"""The district's plan for 2024 stands on the site word for word, and its goals lead both ways."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from conftest import ROOT, Site
from district.library.library import Library, PlanGoal
from district.model.plan import Plan
from district.reading import load, settings
from district.site import site

TODAY = date(2025, 3, 15)
ADOPTED = (ROOT / "tests/verksamhetsplan-2024.md").read_text("utf-8")


@pytest.fixture(scope="module")
def library() -> Library:
    return load.library(settings.folders(ROOT / "mkdocs.yml"))


@pytest.fixture(scope="module")
def plan(library: Library) -> Plan:
    (found,) = (plan for plan in library.plans if plan.name == "2024")
    return found


@pytest.fixture(scope="module")
def plan_goals(library: Library, plan: Plan) -> tuple[PlanGoal, ...]:
    return library.goals_in(plan)


def words(text: str) -> list[str]:
    """The words in a text, whatever its line breaks and Markdown marks."""
    return re.sub(r"^[#>-]+ ?", "", text, flags=re.M).split()


def test_the_plan_is_entered_word_for_word_in_its_order(plan: Plan) -> None:
    entered: list[str] = [plan.title, plan.intro or ""]
    group = None
    for area in plan.areas:
        if area.group != group:
            entered.append(group := area.group or "")
        entered.append(area.title)
        if area.quote:
            entered += [area.quote.text, area.quote.source]
        entered += [area.text or "", *(goal.text for goal in area.goals if goal.said == "list")]
    entered.append(plan.closing or "")
    assert words("\n".join(entered)) == words(ADOPTED)


def test_there_are_23_goals_in_lists_and_5_in_the_text(plan_goals: tuple[PlanGoal, ...]) -> None:
    said = [plan_goal.goal.said for plan_goal in plan_goals]
    assert (said.count("list"), said.count("text")) == (23, 5)
    source = " ".join(words(ADOPTED))
    for plan_goal in plan_goals:
        assert plan_goal.goal.text in source


def test_every_goal_stands_word_for_word_at_its_anchor(plan_goals: tuple[PlanGoal, ...], real: Site) -> None:
    for plan_goal in plan_goals:
        page, _, anchor = plan_goal.path.partition("#")
        (section,) = real.pages[page].xpath(f"//*[@id='{anchor}']")
        assert plan_goal.goal.text in " ".join(section.text_content().split())


def test_every_section_of_the_plan_stands_on_its_page(plan: Plan, real: Site) -> None:
    for text in (plan.intro, plan.closing):
        assert " ".join(words(text or "")) in real.text("plan/2024/")
    for area in plan.areas:
        shown = real.text(f"plan/2024/{area.id}/")
        assert " ".join(words(area.text or "")) in shown
        assert area.quote is None or (area.quote.text in shown and area.quote.source in shown)


def test_whatever_names_a_goal_and_the_goal_lead_to_each_other(library: Library, real: Site) -> None:
    for record in library.records:
        for plan_goal in library.goals_of(record):
            assert plan_goal.path in real.links(record.path)
            assert record.path in real.links(plan_goal.path.partition("#")[0])


@pytest.fixture(scope="module")
def as_adopted(library: Library, plan: Plan) -> Library:
    """The plan with no word of how it went, whatever has been reported since."""
    blank = {"status": None, "history": ()}
    areas = [a.model_copy(update={"goals": tuple(g.model_copy(update=blank) for g in a.goals)}) for a in plan.areas]
    adopted = plan.model_copy(update={"areas": tuple(areas)})
    return replace(library, plans=tuple(adopted if each is plan else each for each in library.plans))


def test_where_nothing_is_reported_the_pages_say_so(as_adopted: Library) -> None:
    built = site.build(as_adopted, TODAY, "https://example.org/")

    def said(path: str) -> str:
        return " ".join(html.document_fromstring(str(built[path].data)).text_content().split())

    assert "28 mål: 28 ej återrapporterade" in said("plan/2024/index.md")
    report = said("plan/2024/berattelse/index.md")
    assert "Verksamhetsplan 2024 har 28 mål i nio områden. Inget av dem är återrapporterat." in report
    assert "genomfört" not in report
    assert "28 mål saknar status" in said("plan/2024/ateras/index.md")
