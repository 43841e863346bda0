"""`district newsletter`."""

from pathlib import Path

import pytest

from district.__main__ import main
from sites import Write, district

pytestmark = pytest.mark.usefixtures("fixed_day")


def test_a_draft_cannot_be_published_until_its_placeholders_are_replaced(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write({})
    assert main(["newsletter", str(config)]) == 0
    file = tmp_path / "docs/nyhetsbrev/2025/mars.md"
    assert str(file) in capsys.readouterr().out
    assert main(["check", str(config)]) == 1
    printed = capsys.readouterr().err
    assert "docs/nyhetsbrev/2025/mars.md:7:1: Här står ”«SKRIV HÄR: en hälsning" in printed
    assert "2 fel att rätta." in printed
    assert district("build", tmp_path / "site", config).returncode != 0
    text = file.read_text("utf-8")
    file.write_text("\n".join("Hej!" if "«" in line else line for line in text.split("\n")), "utf-8")
    assert main(["check", str(config)]) == 0


@pytest.mark.parametrize("mark", ["«SKRIV HÄR»", "Hej «SKRIV HÄR: något", "« SKRIV HÄR: ett namn» och mer"])
def test_a_placeholder_is_found_anywhere_on_a_line(write: Write, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    letter = f"---\ntitle: Brev\ndate: 2025-03-01\nsummary: Kort.\n---\n\nHej!\n\n{mark}\n"
    assert main(["check", str(write({"docs/nyhetsbrev/2025/brev.md": letter}))]) == 1
    assert f"docs/nyhetsbrev/2025/brev.md:9:{mark.index('«') + 1}: Här står" in capsys.readouterr().err


def test_an_existing_file_is_never_overwritten(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = "---\ntitle: Mitt\ndate: 2025-03-01\nsummary: Kort.\n---\n\nMitt eget.\n"
    config = write({"docs/nyhetsbrev/2025/mars.md": mine})
    assert main(["newsletter", str(config), "--name", "mars"]) == 0
    assert (tmp_path / "docs/nyhetsbrev/2025/mars.md").read_text("utf-8") == mine
    assert str(tmp_path / "docs/nyhetsbrev/2025/mars-2.md") in capsys.readouterr().out


@pytest.mark.parametrize(("name", "file"), [("Vår", "var.md"), ("../mars!", "mars.md"), ("a b", "a-b.md")])
def test_a_name_becomes_one_that_is_valid_in_an_address(write: Write, tmp_path: Path, name: str, file: str) -> None:
    assert main(["newsletter", str(write({})), "--name", name]) == 0
    assert (tmp_path / "docs/nyhetsbrev/2025" / file).is_file()
