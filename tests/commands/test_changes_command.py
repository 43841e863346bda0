"""`district changes`."""

from pathlib import Path

import pytest

from district import __main__
from district.editing.reader_changes import NO_CHANGES
from district.editing.review import Review
from sites import EXAMPLE, Write, write_small


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


def reviewed(base: Path, head: Path, folder: Path) -> Review:
    assert __main__.main(["changes", str(base), str(head), "--review", str(folder)]) == 0
    return Review.model_validate_json((folder / "review.json").read_bytes())


SOUP = "title: Soppa\npublished: 2026-01-02\nstart: 2026-06-09 18:30\n"
FILE = "data/events/2026/soppa.yml"


def test_a_review_has_the_mistakes_and_suggests_only_what_makes_one_go_away(config: Path, tmp_path: Path) -> None:
    # Of two mistakes on a line, only one can be suggested.
    repeat = "repeat:\n  every: week\n  on: [tis, ons]\n  count: 3\n"
    text = f"title: Soppa\npublished: 2026-01-02\nstart: 2026-06-09 18.30\nstatus: inställd\n{repeat}"
    head = write_small(tmp_path / "head", {FILE: text})
    found = reviewed(config, head, tmp_path / "review")
    assert [each.line for each in found.mistakes] == [3, 4, 7, 7]
    assert [(each.file, each.line, each.text) for each in found.suggestions] == [
        (FILE, 3, "start: 2026-06-09 18:30"),
        (FILE, 4, "status: cancelled"),
        (FILE, 7, "  on: [tis, wed]"),
    ]
    assert (tmp_path / "head" / FILE).read_text("utf-8") == text
    assert (tmp_path / "review/pages").read_text() == ""


def test_a_review_has_what_changes_and_what_each_page_says(tmp_path: Path) -> None:
    where = "where:\n  name: Ladan\n  address: Gatan 1\n"
    base = write_small(tmp_path / "base", {FILE: SOUP})
    changed = SOUP.replace("06-09", "06-16") + f"status: confirmed\nnote: Kom!\n{where}"
    found = reviewed(base, write_small(tmp_path / "head", {FILE: changed}), tmp_path / "review")
    assert [(each.kind, each.path) for each in found.changes] == [("event_time", "kalender/2026/soppa/")]
    (page,) = found.pages
    assert dict(page.facts) == {"När": "tisdag 16 juni 2026 kl. 18.30", "Var": "Ladan, Gatan 1", "Besked": "Kom!"}
    assert (tmp_path / "review/pages").read_text() == "kalender/2026/soppa/\n"
    (suggestion,) = found.suggestions
    assert (suggestion.line, suggestion.text) == (3, "start: 2026-06-16 18:30\nmoved_from: 2026-06-09 18:30")


def test_the_suggested_time_is_what_the_next_check_asks_for(tmp_path: Path) -> None:
    base = write_small(tmp_path / "base", {FILE: SOUP})
    moved = SOUP.replace("06-09 18:30", "06-16 18:30\nmoved_from: 2026-06-09 18:30")
    found = reviewed(base, write_small(tmp_path / "head", {FILE: moved}), tmp_path / "review")
    assert found.changes and not found.suggestions
