"""Dates and sentences in Swedish."""

from datetime import date

import pytest

from district.language import swedish
from district.model.when import When


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        ("2024-05-01 11:00", "2024-05-01 15:00", "1 maj 2024"),
        ("2024-04-30 21:00", "2024-05-01 01:00", "30 april 2024"),
        ("2024-10-19", "2024-10-20", "19–20 oktober 2024"),
        ("2024-04-30", "2024-05-02", "30 april – 2 maj 2024"),
        ("2024-12-30", "2025-01-02", "30 december 2024 – 2 januari 2025"),
        ("2025-04-10 18:30", "2025-05", "10 april – maj 2025"),
        ("2026-05", "2026-09", "maj – september 2026"),
        ("2024", None, "2024"),
    ],
)
def test_days_in_a_sentence(start: str, end: str | None, sentence: str) -> None:
    assert swedish.days(When.parse(start), end and When.parse(end)) == sentence


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2025-03-01", "senast den 1 mars 2025"),
        ("2025-03-01 18:00", "senast den 1 mars 2025"),
        ("2025-03", "senast i mars 2025"),
        ("2025", "under året 2025"),
    ],
)
def test_a_last_day_in_a_sentence(due: str, said: str) -> None:
    assert swedish.by(When.parse(due)) == said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Klart.", "Klart (2 maj 2024)."), ("Klart", "Klart (2 maj 2024)."), ("Hurra!", "Hurra! (2 maj 2024)")],
)
def test_a_report_ends_with_its_day(text: str, sentence: str) -> None:
    assert swedish.dated(text, date(2024, 5, 2)) == sentence


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-05-09 18:30", "2025-05-09 20:00", "18.30–20.00"),
        ("2025-05-09 18:30", None, "18.30"),
        ("2025-05-09 18:30", "2025-05-09 18:30", "18.30"),
        ("2025-05-09", None, "hela dagen"),
        ("2025-05-09", "2025-05-09", "hela dagen"),
        ("2025-05-09", "2025-05-11", "till och med söndag 11 maj 2025"),
        ("2025-05-09 18:30", "2025-05-11 15:00", "18.30 – söndag 11 maj 2025 kl. 15.00"),
        ("2025-05-09 18:30", "2025-05", "18.30"),
    ],
)
def test_the_hours_of_an_occasion_beside_its_day(start: str, end: str | None, said: str) -> None:
    assert swedish.hours(When.parse(start), end and When.parse(end)) == said
