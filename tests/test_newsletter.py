"""The draft of a newsletter: what it tells, what it leaves to a person, and what it never does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from lxml import html

from conftest import EPOCH, ROOT, mkdocs
from district.__main__ import main
from district.editing.newsletter_draft import draft
from district.language import markdown
from district.language.links import Base
from district.library.library import Library
from district.reading import load, settings
from district.site.templating import editable, inert
from test_text import folded, written

TODAY = date(2025, 3, 15)
Write = Callable[[dict[str, str]], Path]


@pytest.fixture(scope="module")
def library() -> Library:
    return load.library(settings.folders(ROOT / "tests/exempel/mkdocs.yml"))


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def of(config: Path, today: date = TODAY) -> str:
    """The draft's own text, without front matter."""
    return draft(load.library(settings.folders(config)), today).split("---\n", 2)[2]


def test_the_made_up_districts_draft_is_word_for_word_this(library: Library) -> None:
    assert draft(library, TODAY) == (ROOT / "tests/nyhetsbrev-utkast.md").read_text("utf-8")


def test_the_same_data_and_day_give_the_same_draft(library: Library) -> None:
    again = load.library(settings.folders(ROOT / "tests/exempel/mkdocs.yml"))
    assert draft(library, TODAY) == draft(again, TODAY)


def test_the_first_letter_goes_as_far_back_as_the_calendar_goes_ahead(library: Library) -> None:
    text = draft(replace(library, newsletters=()), TODAY)
    assert "\nnumber:" not in text
    assert "[Seminarium om allmännyttan](/studier/seminarium-bostad/), seminarium." in text
    assert "**Ny plan:** [Verksamhetsplan 2025](/plan/2025/)." in text
    assert "[Grundcirkel för nya medlemmar](/studier/grundcirkel/), studiecirkel" not in text


def test_with_nothing_to_tell_it_says_so(write: Write) -> None:
    config = write({})
    text = draft(load.library(settings.folders(config)), TODAY)
    assert "summary: Just nu har vi inget nytt att berätta.\n" in text
    assert "De närmaste åtta veckorna finns inget i kalendern än." in text
    assert "## " not in text


def test_one_of_a_thing_is_said_as_one(write: Write) -> None:
    files = {
        "data/events/2025/plock.yml": "title: Plock\npublished: 2025-03-01\nstart: 2025-04-01\n",
        "data/events/2025/rens.yml": "title: Rens\npublished: 2025-03-01\nstart: 2025-04-02\nstatus: cancelled\n",
        "data/studies/sylt.yml": "title: Sylt\nkind: course\npublished: 2025-03-01\n",
        "data/plan/2025.yml": "title: Plan\npublished: 2024-01-01\nareas: [{id: a, title: A, goals: "
        "[{id: b, text: plocka, due: 2025-04-30}]}]\n",
    }
    text = draft(load.library(settings.folders(write(files))), TODAY)
    said = "En händelse fram till 10 maj, en ändring, en ny studie och nytt om ett mål."
    assert f"summary: {said}\n" in text
    assert "## En ny studie\n\n- [Sylt](/studier/sylt/), kurs. Dagen är inte bestämd än.\n" in text
    assert "- **Inställt:** [Rens](/kalender/2025/rens/), som skulle ha varit onsdag 2 april.\n" in text
    assert "- [Plocka](/plan/2025/a/#b), senast onsdag 30 april.\n" in text


def test_a_day_of_another_year_says_its_year(write: Write) -> None:
    event = "title: Plock\npublished: 2025-12-01\nstart: 2026-01-15 18:30\n"
    text = of(write({"data/events/2026/plock.yml": event}), date(2025, 12, 20))
    assert "- **Torsdag 15 januari 2026 kl. 18.30:** [Plock](/kalender/2026/plock/).\n" in text


def test_what_is_cancelled_does_not_come_and_what_was_told_is_not_told_again(write: Write) -> None:
    event = "title: Plock\npublished: 2025-02-01\nupdated: 2025-03-01\nstart: 2025-04-01\nstatus: cancelled\n"
    letter = "---\ntitle: Brev\ndate: 2025-03-01\nsummary: Kort.\n---\n\nHej!\n"
    files = {"data/events/2025/plock.yml": event, "docs/nyhetsbrev/2025/brev.md": letter}
    assert "Plock" not in of(write(files))


@given(written)
@example("<b>&amp; &lt;i&gt; &#60;")
@example("<me@example.org> <https://example.org/> 1. ett | två ~~tre~~")
@example("- 1) \\*stjärna\\* \\")
def test_any_text_in_a_draft_reads_as_written(text: str) -> None:
    base = Base("", inert)
    for line in (
        f"- {editable(text)}",
        f"- [{editable(text)}](/kalender/)",
        f"- **Dag:** {editable(text)}, på *nätet*",
    ):
        page = html.fromstring(f"<div>{markdown.html(line, base)}</div>")
        assert folded(text) in folded(page.text_content())
        assert {element.tag for element in page.iter()} <= {"div", "ul", "li", "a", "strong", "em"}


def test_the_command_writes_a_letter_that_nobody_can_publish_unfinished(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write({})
    assert main(["newsletter", str(config)]) == 0
    file = tmp_path / "docs/nyhetsbrev/2025/mars.md"
    assert str(file) in capsys.readouterr().out
    assert main(["check", str(config)]) == 1
    said = capsys.readouterr().err
    assert "docs/nyhetsbrev/2025/mars.md:7:1: Här står ”«SKRIV HÄR: en hälsning" in said
    assert "2 fel att rätta." in said
    assert mkdocs(config, tmp_path / "site").returncode != 0
    text = file.read_text("utf-8")
    file.write_text("\n".join("Hej!" if "«" in line else line for line in text.split("\n")), "utf-8")
    assert main(["check", str(config)]) == 0


@pytest.mark.parametrize("mark", ["«SKRIV HÄR»", "Hej «SKRIV HÄR: något", "« SKRIV HÄR: ett namn» och mer"])
def test_a_mark_is_found_wherever_it_stands(write: Write, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    letter = f"---\ntitle: Brev\ndate: 2025-03-01\nsummary: Kort.\n---\n\nHej!\n\n{mark}\n"
    assert main(["check", str(write({"docs/nyhetsbrev/2025/brev.md": letter}))]) == 1
    assert f"docs/nyhetsbrev/2025/brev.md:9:{mark.index('«') + 1}: Här står" in capsys.readouterr().err


def test_the_command_never_overwrites_a_file(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = "---\ntitle: Mitt\ndate: 2025-03-01\nsummary: Kort.\n---\n\nMitt eget.\n"
    config = write({"docs/nyhetsbrev/2025/mars.md": mine})
    assert main(["newsletter", str(config), "--name", "mars"]) == 1
    assert "finns redan och är orört. Välj ett annat namn, till exempel --name mars-2." in capsys.readouterr().err
    assert (tmp_path / "docs/nyhetsbrev/2025/mars.md").read_text("utf-8") == mine
    assert main(["newsletter", str(config), "--name", "mars-2"]) == 0
    assert (tmp_path / "docs/nyhetsbrev/2025/mars-2.md").is_file()


@pytest.mark.parametrize("name", ["Vår", "../mars", "mars.md", "a b"])
def test_a_name_that_no_address_can_have_is_refused(
    write: Write, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["newsletter", str(write({})), "--name", name]) == 1
    assert "Filen kan inte heta" in capsys.readouterr().err
