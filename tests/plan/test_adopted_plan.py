"""A plan is entered and shown word for word: this folder holds a copy of Sjuhärad's for 2024 and its YAML."""

import re
from pathlib import Path

import pytest

from built import Built, build
from district.library.library import Library
from district.model.plan import Plan, PlanGoal
from district.reading import load, settings
from sites import write_small

FOLDER = Path(__file__).parent
ADOPTED = (FOLDER / "verksamhetsplan-2024.md").read_text("utf-8")


@pytest.fixture(scope="module")
def sjuharad(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A district with nothing but the plan."""
    files = {"data/plan/2024.yml": (FOLDER / "verksamhetsplan-2024.yml").read_text("utf-8")}
    return load.library(settings.folders(write_small(tmp_path_factory.mktemp("sjuharad"), files)))


@pytest.fixture(scope="module")
def built(sjuharad: Library) -> Built:
    return build(sjuharad)


@pytest.fixture(scope="module")
def plan(sjuharad: Library) -> Plan:
    (found,) = sjuharad.plans
    return found


@pytest.fixture(scope="module")
def plan_goals(sjuharad: Library, plan: Plan) -> tuple[PlanGoal, ...]:
    return sjuharad.goals_in(plan)


def words(text: str) -> list[str]:
    """Return the words of a text without line breaks and Markdown's marks."""
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


def test_every_goal_is_shown_word_for_word_at_its_anchor(plan_goals: tuple[PlanGoal, ...], built: Built) -> None:
    for plan_goal in plan_goals:
        page, _, anchor = plan_goal.path.partition("#")
        (section,) = built.page(page).xpath(f"//*[@id='{anchor}']")
        text = plan_goal.goal.text
        # As a heading it begins with a capital.
        assert text[:1].upper() + text[1:] in " ".join(section.text_content().split())


def test_every_section_of_the_plan_is_shown_on_its_page(plan: Plan, built: Built) -> None:
    page = built.page("plan/2024/")
    for text in (plan.intro, plan.closing):
        assert " ".join(words(text or "")) in built.text("plan/2024/")
    for area in plan.areas:
        (section,) = page.xpath(f"//*[@id='{area.id}']")
        shown = " ".join(section.text_content().split())
        assert area.title in shown
        assert " ".join(words(area.text or "")) in shown
        assert area.quote is None or (area.quote.text in shown and area.quote.source in shown)


def test_the_pages_of_a_plan_without_reports_say_so(built: Built) -> None:
    assert "28 mål i nio områden · fem minuters läsning 28 väntar på rapport" in built.text("plan/2024/")
    report = built.text("plan/2024/berattelse/")
    assert "Verksamhetsplan 2024 har 28 mål i nio områden. Alla väntar på rapport." in report
    assert "genomfört" not in report
    assert "28 mål saknar status" in built.text("plan/2024/ateras/")
