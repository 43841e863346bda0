"""Older newsletters and studies have pages by year."""

from datetime import date

from built import BLUEBERRY, build
from district.library.library import Library
from records import letter, study


def test_older_letters_and_studies_have_a_page_for_each_year() -> None:
    letters = tuple(
        letter(f"{year}/brev-{number}", title=f"Brev {number} {year}", date=f"{year}-01-{number:02}")
        for year in (2023, 2024, 2025)
        for number in range(1, 13)
    )
    studies = tuple(
        study(f"c-{year}", title=f"Cirkel {year}", published=f"{year}-01-01", sessions=[{"start": f"{year}-02-01"}])
        for year in range(1990, 2026)
    )
    built = build(Library(BLUEBERRY, (*letters, *studies)), date(2026, 3, 15))
    first = built.text("nyhetsbrev/")
    assert "Brev 12 2025" in first
    assert "Brev 12 2023" not in first
    assert "nyhetsbrev/2023/" in built.links("nyhetsbrev/")
    assert "Brev 12 2023" in built.text("nyhetsbrev/2023/")
    assert "Cirkel 2025" in built.text("studier/")
    assert "Cirkel 1990" not in built.text("studier/")
    assert "Cirkel 1990" in built.text("studier/tidigare/1990/")
