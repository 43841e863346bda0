"""What was read in a file is kept for the next run, for as long as it means the same."""

from datetime import date

import pytest

from district.checks.problem import Mistakes
from district.library.library import Library
from district.model.store import Store
from district.reading import load, settings
from sites import Write, write_files

CONTACT = "contact: [{role: Kontakt, phone: 070-174 06 05}]\n"
GROUP = "title: Styrelsen\nkind: board\npublished: 2025-01-01\n"
EVENT = "title: Fika\npublished: 2025-01-01\nstart: 2025-06-01 18:30\nsummary: Ring 070-174 06 05.\n"
FILES = {"data/groups/styrelsen.yml": GROUP + CONTACT, "data/events/2025/fika.yml": EVENT}


def test_files_that_have_not_changed_are_not_parsed_again(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folders, first = settings.folders(write(FILES)), Store()
    before = load.library(folders, first, date(2025, 3, 15))
    monkeypatch.setattr("district.reading.folder_reader.yaml_source.read", None)
    assert _records(load.library(folders, Store(first.used.copy), date(2025, 3, 15))) == _records(before)


def test_a_renamed_file_is_known_by_its_new_name(write: Write) -> None:
    config, first = write(FILES), Store()
    load.library(settings.folders(config), first, date(2025, 3, 15))
    events = config.parent / "data/events/2025"
    (events / "fika.yml").rename(events / "kaffe.yml")
    found = load.library(settings.folders(config), Store(first.used.copy), date(2025, 3, 15))
    assert [event.path for event in found.events] == ["kalender/2025/kaffe/"]


def test_a_number_that_a_group_no_longer_has_is_found_in_files_that_have_not_changed(write: Write) -> None:
    config, first = write(FILES), Store()
    load.library(settings.folders(config), first, date(2025, 3, 15))
    write_files(config.parent, {"data/groups/styrelsen.yml": GROUP})
    with pytest.raises(Mistakes, match=r"fika\.yml:4:.* Numret står inte i district\.yml"):
        load.library(settings.folders(config), Store(first.used.copy), date(2025, 3, 15))


def _records(library: Library) -> list[str]:
    return sorted(map(repr, library.records))
