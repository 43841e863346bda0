"""A new file from questions and answers, each of which may be any text."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.commands import asking
from district.editing import new_file
from district.reading import yaml_source

TODAY = date(2025, 3, 15)


AWKWARD = 'Möte: "hej" # nu', "- x", "[öppet", "'", "*alla*", "2024-06-09", "null", "å: ä: ö"


def asked(kind: str, *lines: str) -> tuple[dict[str, str], list[str]]:
    """Return the answers that were accepted, and the messages about the others."""
    messages: list[str] = []
    left: Iterator[str] = iter(lines)
    return asking.ask(kind, TODAY, lambda _: next(left), messages.append), messages


@pytest.mark.parametrize("text", AWKWARD)
def test_an_answer_needs_no_yaml_quotes(text: str) -> None:
    answers, messages = asked("event", text, "2025-06-09", "", text, text, text, text)
    assert messages == []
    read = yaml_source.read(new_file.render("event", answers), "x.yml")
    assert (read.problems, read.value) == (
        [],
        {
            "title": text,
            "published": "2025-03-15",
            "start": "2025-06-09",
            "summary": text,
            "where": {"name": text, "address": text},
            "for": text,
        },
    )


@pytest.mark.parametrize("text", ["i morgon: 18.30", '"', "[", "måndag # kväll"])
def test_an_invalid_time_is_asked_for_again_with_a_message_about_times(text: str) -> None:
    answers, messages = asked("event", "Möte", text, "2025-06-09", "", "", "", "", "")
    assert answers["start"] == "2025-06-09"
    assert len(messages) == 1
    assert messages[0].startswith(f"”{text}” går inte att läsa som en tid. Skriv till exempel 2024-06-09 18:30, ")


def test_an_unknown_kind_of_study_is_asked_for_again_with_the_kinds_in_swedish() -> None:
    _, messages = asked("study", "Läs: Kapitalet", "bokcirkel: ny", "samtal", "book_circle", "", "", "", "")
    assert [line.partition(".")[0] for line in messages] == [
        "”bokcirkel: ny” går inte att använda här", "”samtal” går inte att använda här"
    ]  # fmt: skip
    assert "book_circle (bokcirkel), course (kurs)" in messages[1]


@pytest.mark.parametrize(("kind", "helped"), [("event", "repeat"), ("study", "materials")])
def test_a_commented_field_is_valid_when_its_mark_is_removed(kind: str, helped: str) -> None:
    known = {"title": "Möte", "published": "2025-03-15", "start": "2025-06-09", "type": "circle"}
    text = re.sub(r"^#(?=\w|  )", "", new_file.render(kind, known), flags=re.MULTILINE)
    read = yaml_source.read(text, "x.yml")
    assert read.problems == []
    assert isinstance(read.value, dict)
    assert {helped, "signup", "for", "goals"} <= read.value.keys()


@given(st.text())
def test_an_answer_is_never_read_as_yaml(text: str) -> None:
    known = {"title": "x", "published": "2025-03-15", "type": "circle", "summary": "x"}
    for kind, key in (("event", "start"), ("event", "end"), ("study", "type"), ("study", "start")):
        read = yaml_source.read(new_file.render(kind, {"start": "2025", **known, key: text}), "x.yml")
        assert all("osynligt styrtecken" in problem.sentence for problem in read.problems)
