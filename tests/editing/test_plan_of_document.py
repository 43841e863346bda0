"""A plan's file, made of the document that the annual meeting adopted."""

import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import docx
import hypothesis
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from built import BLUEBERRY
from district.checks.problem import Mistakes
from district.editing import plan_document, plan_file
from district.editing.plan_file import Written
from district.editing.plan_text import Block
from district.language.messages import SENTENCES
from district.library.library import Library
from district.model.district import District
from district.reading import load, settings
from district.reading.unusable import UnusableFileError
from plan_documents import FORMATS, as_words, values
from records import group, plan
from sites import ROOT, write_small
from texts import plain

FOLDER = ROOT / "tests/dokument"
TODAY = date(2027, 2, 20)


def made(name: str, data: bytes, year: str = "2027", library: Library | None = None) -> Written:
    blocks, known = plan_document.blocks(name, data), library or Library(BLUEBERRY)
    return plan_file.convert(blocks, year, name, known, TODAY, is_markdown=name.endswith(".md"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_plan_is_the_same_word_for_word_in_every_format(name: str) -> None:
    text = made(name, FORMATS[name]((FOLDER / "hel.md").read_text("utf-8"))).text
    assert as_words(values(text)) == as_words(values((FOLDER / "hel.yml").read_text("utf-8")))


@pytest.mark.parametrize(
    "name", ["hel.md", "numrerad.txt", "pdf-text.txt", "tabell.md", "underskrifter.txt", "utan-listor.txt"]
)
def test_a_plan_of_another_shape_becomes_the_file_beside_it(name: str, tmp_path: Path) -> None:
    text = made(name, (FOLDER / name).read_bytes()).text
    assert text == (FOLDER / name).with_suffix(".yml").read_text("utf-8")
    # It is accepted as it is, and with the marks removed from the fields that are offered.
    for each in (text, re.sub("^#(?=  |adopted)", "", text, flags=re.M)):
        load.library(settings.folders(write_small(tmp_path, {"data/plan/2027.yml": each})))


LINES = (
    *("Verksamhetsplan 2027", "Klimat", "Mål", "Innehåll", "- ordna en buss", "1. Skola", "1.1 läxor", "o\tz", "7"),
    *("Avslutningsvis", "Vi ska 6nska att det ar så.", "## Rubrik", "# A", "> citat", "Ur boken", "| Mål | Vem |"),
    *(
        "| a | b |",
        "|---|---|",
        "",
        "Sida 3 av 9",
        "**Fet**",
        "status: klar",
        "• x",
        "•",
        "– y",
        "[a](b)",
        "<b>",
        "```",
    ),
    *(
        "verk-",
        "samhet",
        f"”{'Ett långt citat ' * 3}”",
        "Antagen den 3 mars 2027",
        "Mål\tAnsvarig\tKlart",
        "x\ty\t2027",
    ),
)


PRIVATE = {SENTENCES[kind] for kind in ("private_email", "private_phone", "personal_number")}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("district"), {"data/plan/2027.yml": ""})


def words(text: str) -> set[str]:
    return {*re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))}


@hypothesis.settings(max_examples=50)
@given(
    text=st.lists(st.sampled_from(LINES) | plain, max_size=12).map("\n".join), ending=st.sampled_from([".md", ".txt"])
)
@example(text="# A\n\n- ** =" + "ord " * 30 + "**", ending=".md")
@example(text="Den som skrev den", ending=".md")
@example(text="0@0.AA", ending=".md")
@example(text="1.1 läxor\n## A\n2) x\nAvslutningsvis\n\f3", ending=".md")
def test_no_word_of_a_text_is_lost_and_the_file_is_valid(text: str, ending: str, district: Path) -> None:
    try:
        written = made(f"plan{ending}", text.encode()).text
    except UnusableFileError as error:
        assert (error.kind, words(text)) == ("plan_empty", set())
        return
    assert [word for word in words(text) if word not in written] == []
    (district.parent / "data/plan/2027.yml").write_text(written, "utf-8", newline="\n")
    try:
        assert load.library(settings.folders(district)).plans[0].year == 2027
    except Mistakes as mistakes:
        # What may be a number or an address of a person, or is as in a template, is for people to decide on.
        said = {problem.sentence for problem in mistakes.problems if "kvar från mallen" not in problem.sentence}
        assert said <= PRIVATE


GOALS = [
    {"id": "nattbuss", "text": "ordna en nattbuss till Ön"},
    {"id": "laxhjalp", "text": "ordna läxhjälp på biblioteket i Hjo varje tisdag"},
    {"id": "stuga", "text": "sälja stugan", "history": [{"date": "2026-05-01", "status": "done", "text": "Såld."}]},
    {"id": "korsang", "text": "börja sjunga i kör"},
]
AREAS = [{"id": "miljon", "title": "Klimat", "goals": GOALS}]
LAST = Library(
    District(name="Blåbär", short_name="Blåbär", id="blabar", repository="https://github.com/x/y"),
    (plan("2025", areas=AREAS), plan("2026", areas=AREAS), group("klimatgruppen", title="Klimatgruppen")),
)


def test_goals_that_are_much_alike_follow_those_of_the_last_plan() -> None:
    goals = "- ordna en nattbuss till Ön\n- ordna läxhjälp på biblioteket i Hjo\n- plantera träd"
    text = made("plan.md", f"# Plan 2027\n## Klimat\n{goals}".encode(), library=LAST).text
    (area,) = values(text)["areas"]
    assert area["id"] == "miljon"
    assert [(goal["id"], goal.get("follows")) for goal in area["goals"]] == [
        ("nattbuss", "2026/miljon/nattbuss"),
        ("laxhjalp", None),
        ("trad", None),
    ]
    asked = text.partition("text: ordna läxhjälp på biblioteket i Hjo\n")[2].splitlines()[:3]
    assert asked[0].strip() == "# fråga: Fortsätter det här målet nedan? Ta i så fall bort # framför follows."
    assert asked[-1] == "#        follows: 2026/miljon/laxhjalp"


def test_a_group_that_the_site_has_is_named_by_its_file() -> None:
    text = made("plan.md", (FOLDER / "tabell.md").read_bytes(), library=LAST).text
    goals = [goal for area in values(text)["areas"] for goal in area["goals"]]
    assert [goal["responsible"] for goal in goals] == ["klimatgruppen", "Styrelsen", "Skolgruppen"]


def test_goals_of_the_last_plan_that_are_not_settled_are_listed_to_decide_on() -> None:
    written = made("plan.md", "# Plan 2027\n## Klimat\n- ordna en nattbuss till Ön".encode(), library=LAST)
    listed = [row for row in written.note.splitlines() if row.startswith("- [ ]")]
    assert [row.split()[3] for row in listed] == [
        f"2026/miljon/{name}:" for name in ("nattbuss", "laxhjalp", "korsang")
    ]
    address = "https://github.com/x/y/issues/new?template=mal.yml&goal=2026/miljon/korsang"
    assert f"börja sjunga i kör ([Rapportera]({address}))" in listed[-1]
    assert ["Fortsätter kanske" in row for row in listed] == [True, False, False]


@pytest.mark.parametrize(("year", "kind"), [("2026", "plan_there"), ("27", "plan_year"), ("nästa år", "plan_year")])
def test_a_year_must_be_one_without_a_plan(year: str, kind: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        plan_file.convert([Block("paragraph", "A")], year, "x.md", LAST, TODAY)
    assert refused.value.kind == kind


def test_bold_lines_are_areas_also_with_a_number_and_below_a_preface_with_a_heading() -> None:
    document, texts = docx.Document(), io.BytesIO()
    document.add_heading("Förord", 1)
    document.add_paragraph("Det har varit ett bra år.")
    for title in ("1. Klimat", "2. Skola"):
        document.add_paragraph().add_run(title).bold = True
        document.add_paragraph("ordna en buss", style="List Bullet")
    document.save(texts)
    plan_made = values(made("plan.docx", texts.getvalue()).text)
    assert [(area["title"], area.get("group")) for area in plan_made["areas"]] == [("Klimat", None), ("Skola", None)]
    assert "Förord" in plan_made["intro"]
