"""A filled-in GitHub form becomes one file and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from district.editing import event_changes, github_form, goal_reports, proposals
from district.editing.event_changes import OPTIONS
from district.editing.github_form import Form, FormError
from district.editing.proposals import NEWS_KINDS, QUESTIONS, REPEATS, STUDY_KINDS, Proposal, Repository
from district.reading import files, load, settings, yaml_source
from district.site.pages import missing_reports
from records import event
from sites import EXAMPLE, ROOT

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"


FORMS = {
    form.name: form for form in github_form.parse_forms({p.stem: p.read_text("utf-8") for p in FOLDER.glob("*.yml")})
}


WRITTEN = settings.folders(EXAMPLE / "mkdocs.yml")


DESK = Repository(load.library(WRITTEN), date(2025, 3, 15), files.texts(WRITTEN))


HOSTILE = (
    "`touch /tmp/x`",
    "$(touch /tmp/x)",
    "${{ secrets.GITHUB_TOKEN }}",
    "::set-output name=x::y",
    "::error::x\n::add-mask::y",
    "../../.github/workflows/publish",
    "!!python/object/apply:os.system [ls]",
    "&a *a <<: {status: cancelled}",
    'x"\nstatus: cancelled\nq: "',
    "---\nstatus: cancelled",
    "x\u2028status: cancelled",
    "x\u0085status: cancelled",
    "# x: y",
    "- x",
    "| x",
    "{a: b}",
    "@alla fixes #1",
)


def filled(name: str, answers: Mapping[str, str]) -> str:
    """Return the text that GitHub makes of a filled-in form."""
    rows = [f"### {label}\n\n{answers.get(key) or '_No response_'}" for label, key in FORMS[name].fields.items()]
    return "\r\n\r\n".join(rows)


@dataclass(frozen=True)
class Made:
    """A proposal with one file."""

    path: str
    text: str
    title: str


def made(name: str, /, **answers: str) -> Made:
    found = proposed(name, **answers)
    ((path, text),) = found.files.items()
    return Made(path, text, found.title)


def proposed(name: str, /, **answers: str) -> Proposal:
    body = filled(name, answers)
    form = github_form.matching_form(body, tuple(FORMS.values()))
    assert form == FORMS[name]
    found = proposals.convert(name, github_form.parse_answers(body, form), DESK)
    assert found
    return found


def values(text: str) -> Any:
    found = yaml_source.read(text, "x.yml")
    assert found.problems == []
    return found.value


def test_an_event_form_becomes_an_event() -> None:
    found = made("handelse", title="Öppet hus: soppa!", start="2025-06-09 kl. 18.30", text="Hej!\n\n- en\n- två")
    assert found.path == "data/events/2025/oppet-hus-soppa.yml"
    assert found.title == "Ny händelse: Öppet hus: soppa!"
    assert values(found.text) == {
        "title": "Öppet hus: soppa!",
        "published": "2025-03-15",
        "start": "2025-06-09 18:30",
        "text": "Hej!\n\n- en\n- två\n",
    }


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert made("handelse", title="Årskonferens", start="2025-12-01").path == "data/events/2025/arskonferens-2.yml"


def test_a_study_form_becomes_a_study() -> None:
    found = made("studiecirkel", title="Läs Kapitalet", type="Bokcirkel", start="2025-09-01 18:00", name="Biblioteket")
    assert found.path == "data/studies/las-kapitalet.yml"
    study = values(found.text)
    assert study["kind"] == "book_circle"
    assert study["sessions"] == [{"start": "2025-09-01 18:00", "where": {"name": "Biblioteket"}}]


def test_every_question_of_the_news_form_reaches_the_file() -> None:
    found = made(
        "nyhet",
        **{"title": "Hyrorna sänks", "summary": "Två procent.", "text": "Det blev så.", "type": "Uttalande"},
        **{"groups": "Bostadsgruppen, trollmossa", "topics": "Bostäder åt alla", "goals": "2025/synas/dorrknackning"},
        **{"image": "bilder/kaffekopp.png", "alt": "En kopp"},
    )
    assert found.path == "docs/nytt/2025/hyrorna-sanks.md"
    assert values(found.text.split("---\n")[1]) == {
        **{"title": "Hyrorna sänks", "date": "2025-03-15", "summary": "Två procent.", "kind": "statement"},
        **{"topics": ["bostad"], "goals": ["2025/synas/dorrknackning"], "groups": ["bostadsgruppen", "trollmossa"]},
        "image": {"file": "bilder/kaffekopp.png", "alt": "En kopp"},
    }
    assert found.text.endswith("---\n\nDet blev så.\n")


def test_every_question_of_the_event_form_reaches_the_file() -> None:
    found = made(
        "handelse",
        **{"title": "Soppa", "start": "14 juni 2027 kl 18.30", "end": "01.00", "summary": "Kom.", "for": "alla"},
        **{"name": "Tuvan", "address": "Gatan 1", "access": "Ramp.", "municipality": "Blåbärsviks kommun"},
        **{"signup": "https://example.org/x", "signup_by": "1 juni 2027", "online": "https://example.org/y"},
        **{"repeat": "Varje månad, samma veckodag", "until": "15 dec 2027", "topics": "Internfeminism, klimat"},
        **{"goals": "https://x.example/plan/2024/#synas-forsta-maj\n2024/klimat/buss", "text": "Mer."},
        **{"image": "/bilder/kaffekopp.png", "alt": "En kopp"},
    )
    assert found.path == "data/events/2027/soppa.yml"
    assert values(found.text) == {
        **{"title": "Soppa", "published": "2025-03-15", "start": "2027-06-14 18:30", "end": "2027-06-15 01:00"},
        **{"summary": "Kom.", "for": "alla", "text": "Mer.\n", "topics": ["internfeminism", "klimat"]},
        "where": {
            **{"name": "Tuvan", "address": "Gatan 1", "access": "Ramp.", "municipality": "blabarsvik"},
            "online": "https://example.org/y",
        },
        "image": {"file": "bilder/kaffekopp.png", "alt": "En kopp"},
        "signup": {"url": "https://example.org/x", "by": "2027-06-01"},
        "repeat": {"every": "month", "on": ["mon"], "nth": "2", "until": "2027-12-15"},
        "goals": ["2024/synas/forsta-maj", "2024/klimat/buss"],
    }


def test_a_study_form_has_six_meetings_and_a_reading_list() -> None:
    later = "\n".join(f"{day} september 2025 kl 18–20" for day in (8, 15, 22)) + "\n- 29 september 2025\noktober 2025"
    answers = {"title": "Läs", "type": "Kurs", "start": "1 september 2025 18.00-20.00", "name": "Tuvan"}
    found = made("studiecirkel", **answers, sessions=later, materials="- Kapitalet\nManifestet", signup="Ring.")
    study = values(found.text)
    whole = [(f"2025-09-{day} 18:00", f"2025-09-{day} 20:00") for day in ("01", "08", "15", "22")]
    assert [(each["start"], each.get("end")) for each in study["sessions"]] == [
        *whole, ("2025-09-29", None), ("2025-10", None)
    ]  # fmt: skip
    assert {each["where"]["name"] for each in study["sessions"]} == {"Tuvan"}
    assert study["materials"] == [{"title": "Kapitalet"}, {"title": "Manifestet"}]
    assert study["signup"] == {"note": "Ring."}


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


def test_a_turn_gets_a_new_time_or_place_and_keeps_the_reason() -> None:
    page = {"page": "/kalender/2025/styrelsemote/", "day": "13 maj 2025", "note": "Lokalen."}
    found = made("andra", **page, what="Det får en ny tid", start="14 maj 2025 kl 18.00", end="20")
    moved = {"from": "2025-05-13", "start": "2025-05-14 18:00", "end": "2025-05-14 20:00", "note": "Lokalen."}
    assert values(found.text)["repeat"]["moved"][-1] == moved
    found = made("andra", **page, what="Det får en ny plats", name="Parken")
    place = values(found.text)["repeat"]["moved"][-1]
    assert (place["from"], place["where"], place["note"]) == ("2025-05-13", {"name": "Parken"}, "Lokalen.")
    with pytest.raises(FormError, match="vilken dag"):
        made("andra", page=page["page"], what="Det får en ny plats", name="Parken")


def test_a_study_or_one_of_its_meetings_can_be_cancelled_with_the_reason() -> None:
    page = {"page": "/studier/grundcirkel/", "what": "Det är inställt", "note": "Sjukt."}
    study = values(made("andra", **page).text)
    assert (study["status"], study["note"]) == ("cancelled", "Sjukt.")
    session = values(made("andra", **page, day="26 mars 2025").text)["sessions"][2]
    assert (session["status"], session["note"]) == ("cancelled", "Sjukt.")
    with pytest.raises(FormError, match="ingen träff 2025-03-27"):
        made("andra", **page, day="27 mars 2025")


def removed(before: str, after: str) -> list[str]:
    """Return the lines of a file that an edit removed."""
    kept = after.splitlines()
    return [line for line in before.splitlines() if line not in kept]


def test_cancelling_an_event_changes_only_status_note_and_day() -> None:
    page = "https://lingonriket.example/hemsida/kalender/2025/arskonferens/"
    found = made("andra", page=page, what="Det är inställt", note="Snöstorm.")
    before = DESK.files[found.path]
    assert removed(before, found.text) == ["updated: 2025-02-03"]
    assert values(found.text) == {
        **values(before), "status": "cancelled", "note": "Snöstorm.", "updated": "2025-03-15"
    }  # fmt: skip


def test_what_is_on_again_gets_its_status_and_a_note_instead_of_the_reason() -> None:
    page = "Hyresgästkväll om renoveringar"
    found = values(made("andra", page=page, what="Det blir av ändå").text)
    assert (found["status"], found["note"]) == ("confirmed", "Det blir av som planerat.")
    found = values(made("andra", page=page, what="Det blir av ändå", note="Värden har svarat!").text)
    assert found["note"] == "Värden har svarat!"
    with pytest.raises(FormError, match="ta bort dagen ur ”cancelled”"):
        made("andra", page="Torgmöten varannan dag", what="Det blir av ändå", day="2025-04-07")


def test_cancelling_a_postponed_event_changes_its_status() -> None:
    found = made("andra", page="Hyresgästkväll om renoveringar", what="Det är inställt")
    assert values(found.text)["status"] == "cancelled"
    assert len(found.text.splitlines()) == len(DESK.files[found.path].splitlines())


def test_one_occasion_of_a_repeating_event_can_be_cancelled() -> None:
    found = made("andra", page="/kalender/2025/styrelsemote/", what="Det är inställt", day="2025-05-13", note="Sjukt.")
    assert values(found.text)["repeat"]["cancelled"] == [{"date": "2025-05-13", "note": "Sjukt."}]


def test_a_new_time_is_set_and_a_new_place_needs_a_municipality() -> None:
    found = made("andra", page="/kalender/2025/hyresgastkvall/", what="Det får en ny tid", start="2025-04-02 18:00")
    assert values(found.text)["start"] == "2025-04-02 18:00"
    assert values(found.text)["moved_from"] == "2025-03-19 18:00"
    with pytest.raises(FormError, match="kommun"):
        made("andra", page="/kalender/2025/hyresgastkvall/", what="Det får en ny plats", name="Parken")


def test_an_event_that_gets_its_first_time_back_was_moved_from_the_other() -> None:
    times = {"start": "2025-06-08 18:30", "moved_from": "2025-06-01 18:30"}
    text = "title: Möte\npublished: 2025-01-01\nstart: 2025-06-08 18:30\nmoved_from: 2025-06-01 18:30\n"
    answers = {"what": "Det får en ny tid", "start": "2025-06-01 18:30"}
    found = values(event_changes.apply_change(text, event(**times), answers, DESK.today))
    assert (found["start"], found["moved_from"]) == ("2025-06-01 18:30", "2025-06-08 18:30")


@pytest.mark.parametrize("what", ["Något annat", "hittepå"])
def test_a_change_that_needs_a_person_is_refused(what: str) -> None:
    with pytest.raises(FormError, match="människa"):
        made("andra", page="/kalender/2025/hyresgastkvall/", what=what)


def test_an_unknown_page_is_refused() -> None:
    with pytest.raises(FormError, match="Ingen händelse"):
        made("andra", page="/kalender/2025/finns-inte/", what="Det är inställt")


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


def test_a_question_that_occurs_twice_is_refused() -> None:
    body = filled("handelse", {"title": "A", "start": "2025", "text": "### Vad händer?\n\nB"})
    with pytest.raises(FormError, match="två gånger"):
        github_form.parse_answers(body, FORMS["handelse"])


def test_other_issues_give_no_proposal() -> None:
    assert github_form.matching_form("Hej!\n\n### Rubrik\n\ntext", tuple(FORMS.values())) is None
    body = filled("fel", {"page": "x", "text": "y"})
    assert github_form.matching_form(body, tuple(FORMS.values())) == FORMS["fel"]
    assert proposals.convert("fel", {}, DESK) is None


def choices(form: str, key: str) -> list[str]:
    fields = yaml.safe_load((FOLDER / f"{form}.yml").read_text("utf-8"))["body"]
    return next(field["attributes"]["options"] for field in fields if field.get("id") == key)


def test_every_choice_in_the_forms_is_known() -> None:
    assert choices("studiecirkel", "type") == [*STUDY_KINDS]
    assert choices("nyhet", "type") == [*NEWS_KINDS]
    assert choices("andra", "what") == [*OPTIONS]
    assert choices("mal", "status") == [*goal_reports.STATUSES]
    assert choices("handelse", "repeat") == [*REPEATS]


def test_every_question_that_an_answer_names_is_in_a_form() -> None:
    code = "".join(
        (ROOT / f"hooks/district/editing/{name}.py").read_text("utf-8") for name in ("proposals", "event_changes")
    )
    named = {*re.findall("rutan ”([^”…]+)", code), *(q for questions in QUESTIONS.values() for q in questions.values())}
    labels = [label for form in FORMS.values() for label in form.fields]
    assert len(named) == 14
    assert [name for name in named if not any(label.startswith(name.strip()) for label in labels)] == []


def check_only_given_fields(title: str, text: str) -> None:
    found = made("handelse", title=title, start="2025-06-09", summary=title, text=text)
    folder, _, name = found.path.rpartition("/")
    assert folder == "data/events/2025"
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert "\n" not in found.title
    assert not set(found.title) & set("`$@#{}<>*[]\\")
    read = yaml_source.read(found.text, "x.yml")
    if not read.problems:
        assert isinstance(read.value, dict)
        assert set(read.value) <= {"title", "published", "start", "summary", "text"}
        assert read.value["start"] == "2025-06-09"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_injected_syntax_stays_text(hostile: str) -> None:
    check_only_given_fields(hostile, hostile)
    for key in ("start", "end", "municipality", "online", "for", "goals", "name"):
        found = made("handelse", **{"title": "A", "start": "2025", key: hostile})
        assert not {"status", "a", "q", "x"} & set(values(found.text))
    with pytest.raises(FormError):
        made("andra", page=hostile, what="Det är inställt")
    with pytest.raises(FormError):
        made("mal", goal=hostile, status="Pågår", text="x")
    with pytest.raises(FormError):
        made("flera-mal", reports=hostile)


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_stays_text(title: str, text: str) -> None:
    if " ".join(title.split()) and not title.strip().startswith("_No response"):
        check_only_given_fields(f"x{title}".replace("###", ""), text.replace("###", ""))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_injected_syntax_in_one_of_several_reports_stays_in_it(hostile: str) -> None:
    try:
        found = made("flera-mal", reports=f"2025/synas/loppis: pågår, {hostile}\n2025/synas/fonster: pågår, x")
    except FormError:
        return
    changed = [goal["history"] for goal in values(found.text)["areas"][1]["goals"][1:3]]
    assert [[row.keys() for row in history] for history in changed] == [[{"date", "status", "text"}]] * 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_injected_note_changes_nothing_else(hostile: str) -> None:
    try:
        found = made("andra", page="/kalender/2025/arskonferens/", what="Det är inställt", note=hostile)
    except FormError:
        return
    before = values(DESK.files[found.path])
    after = values(found.text)
    assert {key: after[key] for key in before if key != "updated"} == {
        k: v for k, v in before.items() if k != "updated"
    }
    assert set(after) - set(before) == {"status", "note"}


def test_every_form_is_recognised() -> None:
    for form in FORMS.values():
        assert github_form.matching_form(filled(form.name, {}), tuple(FORMS.values())) == form
    assert isinstance(FORMS["fel"], Form)


def test_no_more_mistakes_are_told_than_fit_in_a_comment() -> None:
    told = github_form.as_list(f"Fel {number}." for number in range(9_000))
    assert told.splitlines()[-2:] == ["- Fel 49.", "- … och mer. Rätta det här först."]
