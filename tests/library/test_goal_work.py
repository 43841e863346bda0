"""The bars of goals by status."""

import re
from datetime import date

from district.library import goal_work
from district.library.library import Library
from district.site import progress_bar

TODAY = date(2025, 3, 15)


# The bars


def test_parts_of_a_bar_are_as_wide_as_their_numbers_of_goals() -> None:
    parts = progress_bar.bar({"done": 1, "ongoing": 2, "planned": 1})
    assert [part.standing for part in parts] == ["done", "ongoing", "planned"]
    done, ongoing, planned = (part.width for part in parts)
    assert abs(ongoing - 2 * done) <= 1
    assert done == planned
    assert abs(parts[-1].x + parts[-1].width - progress_bar.WIDTH) <= 1


def test_every_status_looks_different_without_colour() -> None:
    looks = {standing: progress_bar.segment(standing).lines for standing in goal_work.STANDINGS}
    assert looks["done"] == looks["planned"] == ""  # one is filled, the other is not
    drawn = [looks["ongoing"], looks["dropped"], looks["unreported"]]
    assert all(drawn)
    assert len(set(drawn)) == 3


def test_no_line_is_drawn_outside_its_part() -> None:
    for width in (1, 50, 333, progress_bar.WIDTH):
        for x, y in re.findall(r"[ML](-?\d+) (-?\d+)", progress_bar.segment("ongoing", 100, width).lines):
            assert 100 <= int(x) <= 100 + width
            assert 0 <= int(y) <= progress_bar.HEIGHT


def test_the_made_up_plans_have_every_status(library: Library) -> None:
    found = {plan_goal.standing(TODAY) for plan_goal in library.plan_goals.values()}
    assert found == {*goal_work.STANDINGS}
