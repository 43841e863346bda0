"""The forms for reporting goals: which goals are meant, and what is written in their histories."""

from urllib.parse import parse_qs, urlsplit

import pytest

from district.editing import github_form
from district.editing.github_form import FormError
from district.site.pages import missing_reports
from filled_forms import DESK, HOSTILE, made, proposed, removed, values


def test_one_report_can_be_about_goals_in_several_plans() -> None:
    found = proposed("mal", goal="2024/klimat/buss\n/plan/2025/synas/#loppis", status="Pågår", text="Igång.")
    assert [*found.files] == ["data/plan/2024.yml", "data/plan/2025.yml"]
    assert all(text.count("text: Igång.") == 1 for text in found.files.values())
    assert found.title == "Rapport: 2024/klimat/buss, 2025/synas/loppis"


def test_a_goal_can_be_given_by_its_words() -> None:
    goal = DESK.library.plan_goals["2024/klimat/buss"].goal
    assert made("mal", goal=goal.text.upper(), status="Pågår", text="Igång.").title == "Rapport: 2024/klimat/buss"


def test_several_goals_are_reported_in_one_form_each_with_its_own_words() -> None:
    asked = [DESK.library.plan_goals[ref] for ref in ("2024/klimat/buss", "2025/synas/loppis", "2025/synas/fonster")]
    address = missing_reports.report_address(DESK.library, asked)
    (form,), (blocks,) = parse_qs(urlsplit(address).query).values()
    answers = ["Genomfört. 840 namn.\n\n> Ett citat.", "pågår, 30 bord", ""]
    for goal, answer in zip(asked, answers, strict=True):
        blocks = blocks.replace(f"{goal.ref}: ", f"{goal.ref}: {answer}")
    found = proposed(form.removesuffix(".yml"), reports=blocks, date="14 mars 2025")
    assert found.title == "Rapport: 2024/klimat/buss, 2025/synas/loppis"
    assert found.note == "Inget skrevs om 2025/synas/fonster, så där ändras inget.\n"
    histories = {
        goal["id"]: goal.get("history", [])
        for text in found.files.values()
        for area in values(text)["areas"]
        for goal in area.get("goals", [])
    }
    day = {"date": "2025-03-14"}
    assert histories["buss"][-1] == day | {"status": "done", "text": "840 namn.\n\n> Ett citat.\n"}
    assert histories["loppis"] == [day | {"status": "ongoing", "text": "30 bord"}]
    assert histories["fonster"] == []


def test_every_mistake_in_a_form_with_several_goals_is_told_at_its_goal() -> None:
    written = """Hej!
/plan/2024/#klimat-buss: klart, 840 namn
2025/synas/lopis: klart, den blev av
2025/synas/fonster: vi är igång
- 2025/synas/nattbuss pågår
2025/studier/valskola: pågår, en
2025/studier/valskola: pågår, två"""
    with pytest.raises(FormError) as error:
        proposed("flera-mal", reports=written)
    assert error.value.args == (
        "”Hej!” hör inte till något mål. Ta bort det, eller skriv målets namn före, "
        "som ”2025/internfeminism/bokcirkel: pågår, två cirklar är igång”.",
        "Målet ”2025/synas/lopis” finns inte. Menade du ”2025/synas/loppis”?",
        "Börja det som står om målet ”2025/synas/fonster” med pågår, klart, utgår eller planerat.",
        "Skriv också en mening om målet ”2025/synas/nattbuss”, efter ”pågår”.",
        "Målet ”2025/studier/valskola” står flera gånger. Skriv allt om det på ett ställe.",
    )


@pytest.mark.parametrize(
    ("written", "status"),
    [(": klar, den blev av", "done"), (" – Färdigt! Den blev av", "done"), (": påbörjad, den blev av", "ongoing")],
)
def test_how_a_goal_goes_is_understood_in_the_words_that_people_use(written: str, status: str) -> None:
    (text,) = proposed("flera-mal", reports=f"2025/synas/loppis{written}", date="14 mars 2025").files.values()
    goals = {goal["id"]: goal for area in values(text)["areas"] for goal in area.get("goals", [])}
    assert [(row["status"], row["text"].lower()) for row in goals["loppis"]["history"]] == [(status, "den blev av")]


def test_a_form_with_several_goals_must_say_something_of_one() -> None:
    with pytest.raises(FormError, match="minst ett mål"):
        proposed("flera-mal", reports="2025/synas/loppis:\n\n> lämna över namnen för nattbussen\n2025/synas/nattbuss: ")


@pytest.mark.parametrize("ref", sorted(DESK.library.plan_goals))
def test_a_report_can_be_added_to_every_goal(ref: str) -> None:
    found = made("mal", goal=ref, status="Genomfört", text="Vi gjorde det.\n\nDet blev bra.")
    plan_goal = DESK.library.plan_goals[ref]
    assert removed(DESK.files[found.path], found.text) in ([], [f"        status: {plan_goal.goal.status}"])
    plan, area = values(found.text), plan_goal.plan.areas.index(plan_goal.area)
    goal = plan["areas"][area]["goals"][plan_goal.area.goals.index(plan_goal.goal)]
    last = {"date": "2025-03-15", "status": "done", "text": "Vi gjorde det.\n\nDet blev bra.\n"}
    assert goal["history"][-1] == last
    assert len(goal["history"]) == len(plan_goal.goal.history) + 1


def test_a_report_of_an_earlier_day_leaves_the_newest_status() -> None:
    found = made("mal", goal="2024/synas/forsta-maj", status="Pågår", text="Vi är igång.", date="2024-03-01")
    assert removed(DESK.files[found.path], found.text) == []


def test_a_goal_can_be_given_by_its_address() -> None:
    ref = next(iter(DESK.library.plan_goals))
    address = f"https://x.example/{DESK.library.plan_goals[ref].path}"
    assert made("mal", goal=address, status="Pågår", text="Igång.").title == f"Rapport: {ref}"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_injected_syntax_in_one_of_several_reports_stays_in_it(hostile: str) -> None:
    try:
        found = made("flera-mal", reports=f"2025/synas/loppis: pågår, {hostile}\n2025/synas/fonster: pågår, x")
    except FormError:
        return
    changed = [goal["history"] for goal in values(found.text)["areas"][1]["goals"][1:3]]
    assert [[row.keys() for row in history] for history in changed] == [[{"date", "status", "text"}]] * 2


def test_no_more_mistakes_are_told_than_fit_in_a_comment() -> None:
    told = github_form.as_list(f"Fel {number}." for number in range(9_000))
    assert told.splitlines()[-2:] == ["- Fel 49.", "- … och mer. Rätta det här först."]
