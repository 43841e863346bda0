"""The plan's goals as CSV and JSON."""

import csv
import io
import json
from datetime import date

import pytest

from built import Built
from district.library.goal_work import goal_work
from district.library.library import Library
from district.model.plan import Goal, PlanGoal
from district.site.files import goal_table

TODAY = date(2025, 3, 15)


URL = "https://lingonriket.example/hemsida/"


# The numbers


def test_the_csv_opens_correctly_in_swedish_excel(built: Built) -> None:
    data = built.file("plan/2025.csv")
    assert data.startswith(b"\xef\xbb\xbfM\xc3\xa5l-id;Grupp;")
    assert data.count(b"\r\n") == data.count(b"\n") == 13
    rows = [*csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")]
    assert rows[9]["Mål"] == 'bygga en egen <folkhögskola> & "akademi" *i mossen*'
    assert rows[2]["Tillfällen som varit"] == "6"


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_never_becomes_a_formula(text: str, library: Library) -> None:
    assert goal_table.harmless(text) == f"'{text}"
    goal = Goal.model_construct(id="m", text=text)
    plan_goal = PlanGoal(library.plans[0], library.plans[0].areas[0], goal, ())
    cells = [
        *csv.reader(
            io.StringIO(goal_table.as_csv([goal_work(library, plan_goal, TODAY)]).decode("utf-8-sig")), delimiter=";"
        )
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in cells for cell in row)


def test_other_cells_are_unchanged() -> None:
    assert [goal_table.harmless(cell) for cell in ("1 = 1", "", None, 0)] == ["1 = 1", "", None, 0]


def test_the_json_has_every_goal_and_describes_its_fields(library: Library, built: Built) -> None:
    value = json.loads(built.file("plan/2025.json"))
    assert (value["year"], value["as_of"]) == (2025, "2025-03-15")
    assert value["counts"] == {"done": 1, "ongoing": 3, "planned": 6, "dropped": 1, "unreported": 1}
    assert [goal["id"] for goal in value["goals"]] == [ref for ref in library.plan_goals if ref.startswith("2025")]
    assert all(goal.keys() == {*value["fields"], "url"} for goal in value["goals"])


def test_every_field_is_described_on_the_plans_page(built: Built) -> None:
    shown = built.text("plan/2025/")
    for field in goal_table.FIELDS:
        assert f"{field.heading} {field.key} {field.about}." in shown
    assert {"plan/2025.csv", "plan/2025.json", "plan/2025/berattelse/", "plan/2025/ateras/"} <= {
        *built.links("plan/2025/")
    }
