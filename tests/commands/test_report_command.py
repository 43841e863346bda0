"""`district report`."""

import pytest

from district import __main__ as commands
from sites import EPOCH, EXAMPLE


def expected(name: str) -> str:
    return (EXAMPLE / "vantat" / name).read_text("utf-8")


def test_the_command_prints_the_report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert commands.main(["report", "2024", str(EXAMPLE / "mkdocs.yml")]) == 0
    assert capsys.readouterr().out == expected("berattelse-2024.md")


def test_a_year_without_a_plan_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["report", "1999", str(EXAMPLE / "mkdocs.yml")]) == 1
    assert "Det finns ingen plan för 1999. " in capsys.readouterr().err
