"""The draft of a newsletter."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import example, given
from lxml import html

from built import TODAY
from district.editing.newsletter_draft import draft
from district.language import markdown
from district.language.links import Base
from district.library.library import Library
from district.reading import load, settings
from district.site.templating import editable, inert
from sites import EXAMPLE, Write
from texts import folded, written


def of(config: Path, today: date = TODAY) -> str:
    """Return the draft's text without front matter."""
    return draft(load.library(settings.folders(config)), today).split("---\n", 2)[2]


def test_the_draft_of_the_made_up_district_is_as_expected_word_for_word(library: Library) -> None:
    assert draft(library, TODAY) == Path(__file__).with_name("nyhetsbrev-utkast.md").read_text("utf-8")


def test_the_same_data_and_day_give_the_same_draft(library: Library) -> None:
    again = load.library(settings.folders(EXAMPLE / "mkdocs.yml"))
    assert draft(library, TODAY) == draft(again, TODAY)


def test_the_first_newsletter_looks_as_far_back_as_ahead(library: Library) -> None:
    text = draft(replace(library, all_records=tuple(r for r in library.records if r.kind != "newsletter")), TODAY)
    assert "\nnumber:" not in text
    assert "[Seminarium om allmännyttan](/studier/seminarium-bostad/), seminarium." in text
    assert "**Ny plan:** [Verksamhetsplan 2025](/plan/2025/)." in text
    assert "[Grundcirkel för nya medlemmar](/studier/grundcirkel/), studiecirkel" not in text


def test_a_draft_without_news_says_so(write: Write) -> None:
    config = write({})
    text = draft(load.library(settings.folders(config)), TODAY)
    assert "summary: Just nu har vi inget nytt att berätta.\n" in text
    assert "De närmaste åtta veckorna finns inget i kalendern än." in text
    assert "## " not in text


def test_counts_of_one_are_in_the_singular(write: Write) -> None:
    files = {
        "data/events/2025/plock.yml": "title: Plock\npublished: 2025-03-01\nstart: 2025-04-01\n",
        "data/events/2025/rens.yml": "title: Rens\npublished: 2025-03-01\nstart: 2025-04-02\nstatus: cancelled\n",
        "data/studies/sylt.yml": "title: Sylt\nkind: course\npublished: 2025-03-01\n",
        "data/plan/2025.yml": "title: Plan\npublished: 2024-01-01\nareas: [{id: a, title: A, goals: "
        "[{id: b, text: plocka, due: 2025-04-30}]}]\n",
    }
    text = draft(load.library(settings.folders(write(files))), TODAY)
    summary = "En händelse fram till 10 maj, en ändring, en ny studie och nytt om ett mål."
    assert f"summary: {summary}\n" in text
    assert "## En ny studie\n\n- [Sylt](/studier/sylt/), kurs. Dagen är inte bestämd än.\n" in text
    assert "- **Inställt:** [Rens](/kalender/2025/rens/), som skulle ha varit onsdag 2 april.\n" in text
    assert "- [Plocka](/plan/2025/#a-b), senast onsdag 30 april.\n" in text


def test_a_day_of_another_year_has_its_year(write: Write) -> None:
    event = "title: Plock\npublished: 2025-12-01\nstart: 2026-01-15 18:30\n"
    text = of(write({"data/events/2026/plock.yml": event}), date(2025, 12, 20))
    assert "- **Torsdag 15 januari 2026 kl. 18.30:** [Plock](/kalender/2026/plock/).\n" in text


def test_a_cancelled_event_is_not_coming_and_known_changes_are_not_repeated(write: Write) -> None:
    event = "title: Plock\npublished: 2025-02-01\nupdated: 2025-03-01\nstart: 2025-04-01\nstatus: cancelled\n"
    letter = "---\ntitle: Brev\ndate: 2025-03-01\nsummary: Kort.\n---\n\nHej!\n"
    files = {"data/events/2025/plock.yml": event, "docs/nyhetsbrev/2025/brev.md": letter}
    assert "Plock" not in of(write(files))


def test_a_new_hour_of_the_same_day_is_said_with_the_old_one(write: Write) -> None:
    event = "title: Plock\npublished: 2025-03-01\nstart: 2025-04-01 19:00\nmoved_from: 2025-04-01 18:30\n"
    weekly = "title: Rens\npublished: 2025-03-01\nstart: 2025-04-02 18:00\nrepeat:\n  every: week\n  count: 1\n"
    weekly += "  moved: [{from: 2025-04-02, start: 2025-04-02 17:00}]\n"
    text = of(write({"data/events/2025/plock.yml": event, "data/events/2025/rens.yml": weekly}))
    changed = text.partition("## Det här har ändrats")[2]
    assert "från tisdag 1 april kl. 18.30 till tisdag 1 april kl. 19.00." in changed
    assert "från onsdag 2 april kl. 18.00 till onsdag 2 april kl. 17.00." in changed


@given(written)
@example("<b>&amp; &lt;i&gt; &#60;")
@example("<me@example.org> <https://example.org/> 1. ett | två ~~tre~~")
@example("- 1) \\*stjärna\\* \\")
def test_any_text_in_a_draft_is_shown_as_written(text: str) -> None:
    base = Base("", inert)
    for line in (
        f"- {editable(text)}",
        f"- [{editable(text)}](/kalender/)",
        f"- **Dag:** {editable(text)}, på *nätet*",
    ):
        page = html.fromstring(f"<div>{markdown.html(line, base)}</div>")
        assert folded(text) in folded(page.text_content())
        assert {element.tag for element in page.iter()} <= {"div", "ul", "li", "a", "strong", "em"}
