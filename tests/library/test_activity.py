"""What has been reported about goals, as news."""

from datetime import date

from district.library import activity
from district.library.library import Library
from district.model.plan import Goal

TODAY = date(2025, 3, 15)


def test_two_reports_of_the_same_day_are_two_pieces_of_news(library: Library) -> None:
    rows = [{"date": "2024-05-02", "text": "Ett.", "status": "ongoing"}, {"date": "2024-05-02", "text": "Två."}]
    plan = library.plans[0]
    goal = Goal.model_validate({"id": "m", "text": "ett mål", "history": rows})
    area = plan.areas[0].model_copy(update={"goals": (goal,)})
    changed = Library(library.district, (plan.model_copy(update={"areas": (area,)}),))
    news = [*activity.goal_reports(changed, changed.plans[0])]
    assert [row.name for row in news] == ["2024/synas/m/2024-05-02", "2024/synas/m/2024-05-02/2"]
    assert [row.change for row in news] == ["ongoing", "news"]
