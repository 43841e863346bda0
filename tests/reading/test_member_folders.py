"""Reading of the member folders together with the public ones."""

from pathlib import Path

import pytest

from district.__main__ import main
from district.checks.problem import Mistakes
from district.library.goal_work import records_naming
from district.reading import load, settings
from sealed import MEMBERS


def test_a_personal_number_is_refused_on_member_pages_but_not_a_phone_number(config: Path) -> None:
    file = config.parent / "medlem-docs/arbetsgrupper.md"
    file.write_text(file.read_text("utf-8") + "\nMejla a@example.org eller ring 070-123 45 67.\n", "utf-8")
    members = config.with_name("mkdocs.members.yml")
    assert main(["check", str(members)]) == 0
    file.write_text(file.read_text("utf-8") + "\n19121212-1212\n", "utf-8")
    with pytest.raises(Mistakes, match="personnummer") as raised:
        load.library(settings.folders(members))
    assert "1212-1212" not in str(raised.value)


def test_a_member_record_may_name_a_public_goal_and_never_the_other_way(config: Path) -> None:
    library = load.library(settings.folders(MEMBERS))
    party = next(event for event in library.events if event.name == "2025/medlemsfest")
    assert party.origin.members
    assert library.goals_of(party)[0].plan.origin.members is False
    assert party in records_naming(library, library.goals_of(party)[0])
    event = config.parent / "data/events/2025/fika-den-femtonde.yml"
    event.write_text(event.read_text("utf-8") + "\nstudy: motesteknik\n", "utf-8")
    with pytest.raises(Mistakes, match="Studien ”motesteknik” finns inte"):
        load.library(settings.folders(config))
