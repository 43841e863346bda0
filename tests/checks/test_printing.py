"""What is printed about mistakes, and what GitHub shows of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from district.__main__ import main
from district.checks import printing
from district.checks.problem import Mistakes, Place, Problem
from sites import Write

DOZEN = Mistakes(Problem(Place("data/a.yml", line, 3), f"Fel {line}.", f"x: {line}") for line in range(1, 13))


def test_on_github_ten_mistakes_are_annotated_and_all_are_in_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    printed = printing.report(DOZEN)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "::error file=data/a.yml,line=1,col=3::Fel 1."
    assert len(lines) == printing.ANNOTATIONS == 10
    assert summary.read_text("utf-8").count("- **`data/a.yml`, rad ") == 12
    assert printed.endswith("12 fel att rätta. Ingenting har publicerats; det som låg ute ligger kvar.")


def test_outside_github_nothing_is_annotated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert printing.report(Mistakes(DOZEN.problems[:1])).endswith(
        "Ett fel att rätta. Ingenting har publicerats; det som låg ute ligger kvar."
    )
    assert capsys.readouterr().out == ""


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_becomes_a_workflow_command(file: str, sentence: str) -> None:
    printed = printing.annotation(Problem(Place(file, 2, 3), sentence))
    assert "\n" not in printed and "\r" not in printed
    properties = printed.removeprefix("::error ").partition("::")[0].split(",")
    assert [part.partition("=")[0] for part in properties] == ["file", "line", "col"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("`*_[]<>#|~!\\")))
def test_no_text_becomes_markup_in_the_summary(text: str) -> None:
    shown = Markdown().convert(printing.markdown(Mistakes([Problem(Place("a.yml"), text, f"x {text}")])))
    tags = {element.tag for element in html.fromstring(f"<div>{shown}</div>").iter()}
    assert tags <= {"div", "h2", "ul", "li", "strong", "code", "p"}


def test_the_caret_is_below_the_column() -> None:
    # A tab keeps its width, a letter with a combining ring has width one, and an emoji two.
    assert str(Problem(Place("a", 1, 4), "Fel.", "\tåx!")).splitlines()[-1] == "    \t  ^"
    assert str(Problem(Place("a", 1, 4), "Fel.", "a\u030ax!")).splitlines()[-1] == "      ^"
    assert str(Problem(Place("a", 1, 3), "Fel.", "🍒x!")).splitlines()[-1] == "       ^"
    long = str(Problem(Place("a", 1, 500), "Fel.", "x" * 499 + "!" + "y" * 500)).splitlines()
    assert long[1].index("!") == long[2].index("^")
    assert len(long[1]) < 140


@pytest.mark.parametrize(
    ("address", "where", "is_said"),
    [
        ("http://localhost:8000/", "true", True),
        ("/", "true", True),
        ("https://blabar.example/forening/", "true", False),
        ("http://localhost:8000/", "", False),
    ],
)
def test_a_workflow_says_that_the_address_of_the_site_is_not_set(
    address: str, where: str, is_said: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", where)
    printing.warn_of_local_address(address)
    assert capsys.readouterr().err.startswith(f"::warning::Sajtens adress är {address}") == is_said


def test_check_says_that_the_address_is_not_set(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check", str(write({}))]) == 0
    assert "sätt SITE_URL" in capsys.readouterr().err
