"""A filled-in GitHub form becomes one file and nothing else."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from district.editing import github_form, goal_reports, proposals
from district.editing.event_changes import OPTIONS
from district.editing.github_form import Form, FormError
from district.editing.proposals import NEWS_KINDS, QUESTIONS, REPEATS, STUDY_KINDS
from district.reading import yaml_source
from filled_forms import DESK, FOLDER, FORMS, HOSTILE, filled, made, values
from sites import ROOT


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


def test_every_form_is_recognised() -> None:
    for form in FORMS.values():
        assert github_form.matching_form(filled(form.name, {}), tuple(FORMS.values())) == form
    assert isinstance(FORMS["fel"], Form)
