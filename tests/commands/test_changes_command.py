"""`district changes`."""

from pathlib import Path

import pytest

from district import __main__
from district.editing.reader_changes import NO_CHANGES
from sites import EXAMPLE, Write


def test_the_command_compares_two_folders(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["changes", str(config), str(config.parent)]) == 0
    assert NO_CHANGES in capsys.readouterr().out


def test_a_mistake_in_the_new_version_is_an_error_and_one_in_the_old_is_not(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write({"data/events/2026/a.yml": "title: A\n"})
    assert __main__.main(["changes", str(EXAMPLE), str(config)]) == 1
    assert "Fältet ”published” saknas" in capsys.readouterr().err
    assert __main__.main(["changes", str(config), str(EXAMPLE)]) == 0
    assert "går inte att läsa" in capsys.readouterr().out
