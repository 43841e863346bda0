"""Times as people write them, in files with a message and in forms as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.language import odd_characters, written_times
from district.language.links import Base, absolute
from district.model.when import When

DAY, EVENING = "2027-01-14", "2027-01-14 18:30"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14 januari 2027 kl 18.30", EVENING, ""),
        ("torsdag den 14 jan. 2027 klockan 18:30", EVENING, ""),
        ("kl 18.30 den 14:e januari 2027", EVENING, ""),
        ("14/1 2027 18.30", EVENING, ""),
        ("2027-01-14T18:30", EVENING, ""),
        ("“2027–01–14\u00a018.30”", EVENING, ""),
        ("14.01.2027", DAY, ""),
        ("20270114", DAY, ""),
        ("januari 2027", "2027-01", ""),
        ("2027", "2027", ""),
        ("14 januari 2027 18.30–20", EVENING, "2027-01-14 20:00"),
        ("2027-01-14 18:30 till 2027-01-15 12:00", EVENING, "2027-01-15 12:00"),
        ("2027-01-14 18.30-01.00", EVENING, "2027-01-15 01:00"),
        ("14–16 januari 2027", DAY, "2027-01-16"),
        ("2027-01-13 24:00", "2027-01-14 00:00", ""),
        ("20.30", "2027-01-14 20:30", ""),
        ("vecka 12", "", ""),
        ("31 februari 2027", "", ""),
        ("14 januari", "", ""),
        ("i morgon", "", ""),
    ],
)
def test_a_time_in_swedish_becomes_that_of_the_files(text: str, start: str, end: str) -> None:
    assert written_times.read(text, DAY if text == "20.30" else "") == (start, end)


@given(st.text() | st.from_regex(r"\d{1,4}[-/. ]\d\d?[-/. ]\d{1,4}( kl)? \d\d?[.:]\d\d(-\d\d)?"))
def test_whatever_is_understood_is_a_time(text: str) -> None:
    for time in filter(None, written_times.read(text)):
        assert str(When.parse(time)).replace("T", " ") == time


def test_characters_that_cannot_be_seen_are_shown() -> None:
    assert odd_characters.visible("a\u00a0b\u200bc\x1bd") == "a␣b·c·d"


def test_a_picture_is_found_by_its_path_below_the_docs_folder_with_and_without_a_slash() -> None:
    base = Base("kalender/2027/x/", lambda target: absolute(target, "https://x.example/"), files=("bilder/a.jpg",))
    for url in ("bilder/a.jpg", "/bilder/a.jpg", "../../../bilder/a.jpg"):
        assert base.resolve(url) == "https://x.example/bilder/a.jpg"
