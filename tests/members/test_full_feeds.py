"""Feeds that show their contents are not sealed in an open repository."""

from pathlib import Path

import pytest

from district.__main__ import main
from sealed import Secrets
from sites import copy_example


def test_full_feeds_are_refused_in_an_open_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = copy_example(tmp_path / "district").with_name("mkdocs.members.yml")
    config.write_text(config.read_text("utf-8").replace("extra:\n", "extra:\n  feeds: full\n"), "utf-8")
    for name, value in (Secrets.new().environment | {"MEMBERS_IN_OPEN_REPOSITORY": "true"}).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "plain").mkdir()
    assert main(["seal", "--config", str(config), str(tmp_path / "plain"), str(tmp_path / "site/medlem")]) == 1
    assert "feeds: full går inte i ett öppet förråd" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
