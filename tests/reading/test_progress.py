"""Slow work shows on a terminal how far it has come."""

import itertools
import sys

import pytest

from district.reading import progress


@pytest.mark.parametrize(
    ("is_terminal", "seconds", "shown"),
    [
        (True, 1, "\rLäser: 3 av 4\rLäser: 4 av 4\n"),
        (True, 0.1, ""),
        (False, 1, ""),
    ],
)
def test_progress_is_shown_on_one_line_of_a_terminal_after_two_seconds(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_terminal: bool,
    seconds: float,
    shown: str,
) -> None:
    clock = itertools.count(0, seconds)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    assert [*progress.shown("Läser", "abcd", 4)] == ["a", "b", "c", "d"]
    assert capsys.readouterr().err == shown
