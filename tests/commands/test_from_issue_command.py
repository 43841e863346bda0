"""`district from-issue`."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from district import __main__
from district.editing import github_form
from plan_documents import word
from sites import ROOT, Write

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"


FORMS = {
    form.name: form for form in github_form.parse_forms({p.stem: p.read_text("utf-8") for p in FOLDER.glob("*.yml")})
}


def filled(name: str, answers: Mapping[str, str]) -> str:
    """Return the text that GitHub makes of a filled-in form."""
    rows = [f"### {label}\n\n{answers.get(key) or '_No response_'}" for label, key in FORMS[name].fields.items()]
    return "\r\n\r\n".join(rows)


@pytest.fixture
def issue(write: Write, tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Run the command on an issue of a small district, and return the files it wrote."""
    forms = {f".github/ISSUE_TEMPLATE/{path.name}": path.read_text("utf-8") for path in FOLDER.glob("*.yml")}
    config = write(forms)

    def run(body: str, /, attachment: bytes | None = None, **issue: Any) -> dict[str, str]:
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"issue": {"number": 12, "title": "${{ x }}", "body": body, **issue}}), "utf-8")
        out, fetched = tmp_path / "ut", tmp_path / "bilaga"
        if attachment:
            fetched.write_bytes(attachment)
        assert __main__.main(["from-issue", "--attachment", str(fetched), str(event), str(out), str(config)]) == 0
        return {p.relative_to(out).as_posix(): p.read_text("utf-8") for p in out.rglob("*") if p.is_file()}

    return run


def test_the_command_writes_a_proposal(issue: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    written = issue(filled("handelse", {"title": "Plockdag", "start": "2026-08-15 10:00"}))
    assert written["branch"] == "fran-arende-12\n"
    assert written["title"] == "Ny händelse: Plockdag\n"
    assert "Closes #12" in written["body.md"]
    assert "title: Plockdag\n" in written["files/data/events/2026/plockdag.yml"]
    assert not (tmp_path / "data/events/2026/plockdag.yml").exists()


def test_a_mistake_gives_a_comment_with_the_message_of_check(issue: Callable[..., dict[str, str]]) -> None:
    written = issue(filled("handelse", {"title": "Plockdag", "start": "i morgon"}))
    assert written.keys() == {"comment.md"}
    assert "”i morgon” går inte att läsa som en tid. Skriv till exempel 2024-06-09 18:30" in written["comment.md"]


def test_an_answer_names_the_questions_and_nothing_of_what_was_written_works_in_it(
    issue: Callable[..., dict[str, str]],
) -> None:
    hostile = "![x](https://evil.example/p.png) @alla #1 <img src=x> www.evil.example"
    answers = {"title": "A", "start": hostile, "end": "vecka 12", "municipality": hostile, "topics": "Bad"}
    written = issue(filled("handelse", answers))["comment.md"]
    assert [row.partition("** ")[0] for row in written.splitlines() if row.startswith("- ")] == [
        "- **När börjar det?", "- **När slutar det?", "- **Vilken kommun?", "- **Vilka ämnen hör det till?"
    ]  # fmt: skip
    assert "handelse" not in written and not re.search(r"(?<!district)\.yml", written)
    assert not re.search(r"@\w|#\d|[^\\][\[<]|://|www\.", written)
    refused = issue(filled("andra", {"page": hostile, "what": "Det är inställt"}))["comment.md"]
    assert not re.search(r"@\w|#\d|[^\\][\[<]|://|www\.", refused)


def test_the_answer_to_a_form_with_several_goals_has_a_line_for_each_mistake(
    issue: Callable[..., dict[str, str]], write: Write
) -> None:
    goals = "".join(f"      - id: {name}\n        text: {name}\n" for name in ("plocka", "sylta"))
    head = "title: P\npublished: 2025-01-01\nareas:\n  - id: a\n    title: A\n    goals:\n"
    write({"data/plan/2025.yml": head + goals})

    def told(reports: str) -> list[str]:
        comment = issue(filled("flera-mal", {"reports": reports}))["comment.md"]
        return [row for row in comment.splitlines() if row.startswith("- ")]

    first, second = told("2025/a/plocka: kanske\n2025/a/silta: pågår, två burkar")
    assert "2025/a/plocka" in first and "2025/a/silta" in second
    (private,) = told("2025/a/plocka: klart, ring 070-174 06 04\n2025/a/sylta: pågår, två burkar")
    assert private.startswith("- **a/plocka:** ")


def test_an_id_in_the_answer_about_a_plan_has_no_number(issue: Callable[..., dict[str, str]]) -> None:
    comment = issue(filled("plan", {"year": "2027", "text": "# A\n\n- ring 070-174 06 04"}))["comment.md"]
    assert "**Vad står i planen? a/ring:** Numret står inte" in comment and not re.search("070|06.?04", comment)


def test_an_issue_whose_empty_questions_were_deleted_is_still_read(issue: Callable[..., dict[str, str]]) -> None:
    written = issue("### Vad händer?\n\nSoppa\n\n### När börjar det?\n\n9 juni 2027 kl 18.30")
    assert "start: 2027-06-09 18:30" in written["files/data/events/2027/soppa.yml"]


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (
            "handelse",
            {"title": "Kim 811218-9876", "start": "640823-3234", "text": "070-174 06 04, kim (at) example.net"},
        ),
        ("andra", {"page": "Kim 811218-9876", "what": "Den är inställd"}),
        ("mal", {"goal": "811218-9876 kim@example.net", "text": "x"}),
    ],
)
def test_the_answer_repeats_no_personal_data(
    issue: Callable[..., dict[str, str]], form: str, answers: dict[str, str]
) -> None:
    written = issue(filled(form, answers))
    assert written.keys() == {"comment.md"}
    assert "••••••-••••" in written["comment.md"]
    assert not re.search("9876|3234|06 04|example", written["comment.md"])


PLAN = "# Klimatplan\n\n## Bussar\n\n- ordna en nattbuss\n"
ATTACHED = "[Vår plan.docx](https://github.com/user-attachments/files/17/Var.plan.docx)"


@pytest.mark.parametrize(
    ("answer", "attachment"),
    [
        (PLAN, None),
        (PLAN.replace("#", "").replace("- ", "• "), None),
        (ATTACHED, word(PLAN)),
        (f"{ATTACHED} Hej", word(PLAN)),
    ],
)
def test_a_pasted_or_attached_plan_becomes_a_proposal(
    issue: Callable[..., dict[str, str]], answer: str, attachment: bytes | None
) -> None:
    written = issue(filled("plan", {"year": "2027", "text": answer}), attachment)
    assert written["title"] == "Verksamhetsplan: 2027\n"
    assert "I planen: ett område, ett mål och " in written["body.md"]
    text = written["files/data/plan/2027.yml"]
    assert ("title: Bussar" in text, "text: ordna en nattbuss" in text) == (True, True)
    assert ("# Hej" in text) == ("Hej" in answer)


@pytest.mark.parametrize(
    ("answers", "attachment", "answer"),
    [
        ({"text": PLAN}, None, "Svara på ”Vilket år gäller planen?”."),
        ({"year": "27", "text": PLAN}, None, "”27” är inget år som en plan kan gälla."),
        ({"year": "2027", "text": ATTACHED}, None, "Filen gick inte att hämta."),
        (
            {"year": "2027", "text": ATTACHED.replace("docx", "pdf")},
            None,
            "Dokument av sorten ”.pdf” går inte att läsa.",
        ),
        ({"year": "2027", "text": ATTACHED}, b"trasig", "Dokumentet går inte att läsa."),
        ({"year": "2027", "text": f"{PLAN}- ring 070-174 06 05"}, None, "Numret står inte i district.yml"),
    ],
)
def test_a_plan_that_cannot_be_read_is_answered(
    issue: Callable[..., dict[str, str]], answers: dict[str, str], attachment: bytes | None, answer: str
) -> None:
    written = issue(filled("plan", answers), attachment)
    assert written.keys() == {"comment.md"}
    assert answer in written["comment.md"]


def test_other_issues_give_no_files(issue: Callable[..., dict[str, str]]) -> None:
    assert issue("Hej!") == {}
    assert issue(filled("fel", {"page": "x", "text": "y"})) == {}
    assert issue("", body=None) == {}
