"""A form on GitHub becomes a file, and nothing else."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from district import __main__
from district.editing import github_form, proposals
from district.editing.event_changes import OPTIONS
from district.editing.github_form import Form, FormError
from district.editing.proposals import GOAL_STATUSES, STUDY_KINDS, Proposal, Repository
from district.reading import files, load, settings, yaml_source

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = {
    form.name: form for form in github_form.parse_forms({p.stem: p.read_text("utf-8") for p in FOLDER.glob("*.yml")})
}
EXAMPLE = settings.folders(ROOT / "tests/exempel/mkdocs.yml")
REPOSITORY = Repository(load.library(EXAMPLE), date(2025, 3, 15), files.texts(EXAMPLE))
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
    """The text that GitHub makes of a filled in form."""
    rows = [f"### {label}\n\n{answers.get(key) or '_No response_'}" for label, key in FORMS[name].fields.items()]
    return "\r\n\r\n".join(rows)


def made(name: str, /, **answers: str) -> Proposal:
    body = filled(name, answers)
    form = github_form.matching_form(body, tuple(FORMS.values()))
    assert form == FORMS[name]
    found = proposals.convert(name, github_form.parse_answers(body, form), REPOSITORY)
    assert found
    return found


def values(text: str) -> Any:
    found = yaml_source.read(text, "x.yml")
    assert found.problems == []
    return found.value


def test_an_event() -> None:
    found = made("handelse", title="Öppet hus: soppa!", start="2025-06-09 kl. 18.30", text="Hej!\n\n- en\n- två")
    assert found.path == "data/events/2025/oppet-hus-soppa.yml"
    assert found.title == "Ny händelse: Öppet hus: soppa!"
    assert values(found.text) == {
        "title": "Öppet hus: soppa!",
        "published": "2025-03-15",
        "start": "2025-06-09 18:30",
        "text": "Hej!\n\n- en\n- två\n",
    }


def test_a_second_file_of_the_same_name_gets_a_number() -> None:
    assert made("handelse", title="Årskonferens", start="2025-12-01").path == "data/events/2025/arskonferens-2.yml"


def test_a_study() -> None:
    found = made("studiecirkel", title="Läs Kapitalet", type="Bokcirkel", start="2025-09-01 18:00", name="Biblioteket")
    assert found.path == "data/studies/las-kapitalet.yml"
    study = values(found.text)
    assert study["kind"] == "book_circle"
    assert study["sessions"] == [{"start": "2025-09-01 18:00", "where": {"name": "Biblioteket"}}]


def unchanged(before: str, after: str) -> list[str]:
    """The lines of a file that an edit took away."""
    kept = after.splitlines()
    return [line for line in before.splitlines() if line not in kept]


def test_cancelling_changes_only_what_it_must() -> None:
    page = "https://lingonriket.example/hemsida/kalender/2025/arskonferens/"
    found = made("andra", page=page, what="Det är inställt", note="Snöstorm.")
    before = REPOSITORY.files[found.path]
    assert unchanged(before, found.text) == ["updated: 2025-02-03"]
    assert values(found.text) == {
        **values(before), "status": "cancelled", "note": "Snöstorm.", "updated": "2025-03-15"
    }  # fmt: skip


def test_a_postponed_event_is_cancelled_in_place() -> None:
    found = made("andra", page="Hyresgästkväll om renoveringar", what="Det är inställt")
    assert values(found.text)["status"] == "cancelled"
    assert len(found.text.splitlines()) == len(REPOSITORY.files[found.path].splitlines())


def test_one_turn_of_a_repeat() -> None:
    found = made("andra", page="/kalender/2025/styrelsemote/", what="Det är inställt", day="2025-05-13")
    assert values(found.text)["repeat"]["except"] == ["2025-07-08", "2025-08-12", "2025-05-13"]


def test_a_new_time_and_a_new_place() -> None:
    found = made("andra", page="/kalender/2025/hyresgastkvall/", what="Det får en ny tid", start="2025-04-02 18:00")
    assert values(found.text)["start"] == "2025-04-02 18:00"
    with pytest.raises(FormError, match="kommun"):
        made("andra", page="/kalender/2025/hyresgastkvall/", what="Det får en ny plats", name="Parken")


@pytest.mark.parametrize("what", ["Något annat", "hittepå"])
def test_what_a_person_must_do_is_said(what: str) -> None:
    with pytest.raises(FormError, match="människa"):
        made("andra", page="/kalender/2025/hyresgastkvall/", what=what)


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(FormError, match="Ingen händelse"):
        made("andra", page="/kalender/2025/finns-inte/", what="Det är inställt")


@pytest.mark.parametrize("ref", sorted(REPOSITORY.library.plan_goals))
def test_every_goal_can_be_reported(ref: str) -> None:
    found = made("mal", goal=ref, status="Genomfört", text="Vi gjorde det.\n\nDet blev bra.")
    plan_goal = REPOSITORY.library.plan_goals[ref]
    assert unchanged(REPOSITORY.files[found.path], found.text) in ([], [f"        status: {plan_goal.goal.status}"])
    plan, area = values(found.text), plan_goal.plan.areas.index(plan_goal.area)
    goal = plan["areas"][area]["goals"][plan_goal.area.goals.index(plan_goal.goal)]
    last = {"date": "2025-03-15", "status": "done", "text": "Vi gjorde det.\n\nDet blev bra.\n"}
    assert goal["history"][-1] == last
    assert len(goal["history"]) == len(plan_goal.goal.history) + 1


def test_a_goal_by_its_address() -> None:
    ref = next(iter(REPOSITORY.library.plan_goals))
    address = f"https://x.example/{REPOSITORY.library.plan_goals[ref].path}"
    assert made("mal", goal=address, status="Pågår", text="Igång.").title == f"Rapport: {ref}"


def test_a_question_that_stands_twice_is_not_guessed_at() -> None:
    body = filled("handelse", {"title": "A", "start": "2025", "text": "### Vad händer?\n\nB"})
    with pytest.raises(FormError, match="två gånger"):
        github_form.parse_answers(body, FORMS["handelse"])


def test_any_other_issue_is_left_alone() -> None:
    assert github_form.matching_form("Hej!\n\n### Rubrik\n\ntext", tuple(FORMS.values())) is None
    body = filled("fel", {"page": "x", "text": "y"})
    assert github_form.matching_form(body, tuple(FORMS.values())) == FORMS["fel"]
    assert proposals.convert("fel", {}, REPOSITORY) is None


def choices(form: str, key: str) -> list[str]:
    fields = yaml.safe_load((FOLDER / f"{form}.yml").read_text("utf-8"))["body"]
    return next(field["attributes"]["options"] for field in fields if field.get("id") == key)


def test_every_choice_in_the_forms_is_known() -> None:
    assert choices("studiecirkel", "type") == [*STUDY_KINDS]
    assert choices("andra", "what") == [*OPTIONS]
    assert choices("mal", "status") == [*GOAL_STATUSES]


def check_no_more_than_asked(title: str, text: str) -> None:
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
def test_injections_stay_text(hostile: str) -> None:
    check_no_more_than_asked(hostile, hostile)
    for key in ("start", "end", "municipality", "online", "for", "goals", "name"):
        found = made("handelse", **{"title": "A", "start": "2025", key: hostile})
        assert not {"status", "a", "q", "x"} & set(values(found.text))
    with pytest.raises(FormError):
        made("andra", page=hostile, what="Det är inställt")
    with pytest.raises(FormError):
        made("mal", goal=hostile, status="Pågår", text="x")


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_stays_text(title: str, text: str) -> None:
    if " ".join(title.split()) and not title.strip().startswith("_No response"):
        check_no_more_than_asked(f"x{title}".replace("###", ""), text.replace("###", ""))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_edit_changes_the_note_alone_or_nothing(hostile: str) -> None:
    try:
        found = made("andra", page="/kalender/2025/arskonferens/", what="Det är inställt", note=hostile)
    except FormError:
        return
    before = values(REPOSITORY.files[found.path])
    after = values(found.text)
    assert {key: after[key] for key in before if key != "updated"} == {
        k: v for k, v in before.items() if k != "updated"
    }
    assert set(after) - set(before) == {"status", "note"}


@pytest.fixture
def issue(write: Callable[[dict[str, str]], Path], tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Runs the command on an issue of a small district, and gives what it wrote."""
    forms = {f".github/ISSUE_TEMPLATE/{path.name}": path.read_text("utf-8") for path in FOLDER.glob("*.yml")}
    config = write(forms)

    def run(body: str, /, **issue: Any) -> dict[str, str]:
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"issue": {"number": 12, "title": "${{ x }}", "body": body, **issue}}), "utf-8")
        out = tmp_path / "ut"
        assert __main__.main(["from-issue", str(event), str(out), str(config)]) == 0
        return {p.relative_to(out).as_posix(): p.read_text("utf-8") for p in out.rglob("*") if p.is_file()}

    return run


def test_the_command_writes_a_proposal(issue: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    written = issue(filled("handelse", {"title": "Plockdag", "start": "2026-08-15 10:00"}))
    assert written["branch"] == "fran-arende-12\n"
    assert written["title"] == "Ny händelse: Plockdag\n"
    assert "Closes #12" in written["body.md"]
    assert "title: Plockdag\n" in written["files/data/events/2026/plockdag.yml"]
    assert not (tmp_path / "data/events/2026/plockdag.yml").exists()


def test_the_command_tells_what_is_wrong_in_the_same_words(issue: Callable[..., dict[str, str]]) -> None:
    written = issue(filled("handelse", {"title": "Plockdag", "start": "i morgon"}))
    assert written.keys() == {"comment.md"}
    assert "”i morgon” är ingen tid. Skriv till exempel 2024-06-09 18:30" in written["comment.md"]


def test_the_command_says_nothing_of_other_issues(issue: Callable[..., dict[str, str]]) -> None:
    assert issue("Hej!") == {}
    assert issue(filled("fel", {"page": "x", "text": "y"})) == {}
    assert issue("", body=None) == {}


def test_forms_are_told_apart() -> None:
    for form in FORMS.values():
        assert github_form.matching_form(filled(form.name, {}), tuple(FORMS.values())) == form
    assert isinstance(FORMS["fel"], Form)
