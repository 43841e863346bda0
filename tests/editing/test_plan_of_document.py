"""A plan's file, made of the document that the annual meeting adopted."""

import io
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

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
from plan_documents import FORMATS, as_words, libre_office, values, word
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


@pytest.mark.parametrize("name", ["hel.md", "numrerad.txt", "pdf-text.txt", "tabell.md", "utan-listor.txt"])
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
        # What may be a number or an address of a person is for people to decide on.
        assert {problem.sentence for problem in mistakes.problems} <= PRIVATE


def test_a_divided_word_is_joined_and_a_hyphen_of_its_own_stays() -> None:
    text = (
        "Plan 2027\nEtt facklig-politiskt nätverk behövs. Vi samarbetar med ett fack-\n"
        "förbund i länet och med andra i vårt fackliga nätverk. Vi har ett facklig-\n"
        "politiskt råd, och en arbetsplats- och studieplan för alla som vill. Det är EU-\n"
        "valet som är viktigast det här året, och vi tänker satsa allt vi har på det.\n"
    )
    _, block, asked = plan_document.text_blocks(text)
    assert asked.text == "De här orden var delade mellan två rader: fackförbund. Ska något ha bindestreck?"
    for found in ("ett fackförbund", "ett facklig-politiskt råd", "arbetsplats- och", "Det är EU-valet"):
        assert found in block.text


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == part else before.read(name))
    return out.getvalue()


def in_word(text: bytes) -> bytes:
    return changed(word("# Plan\n"), "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + text))


def in_libre_office(text: bytes) -> bytes:
    end = b"</office:text>"
    return changed(libre_office("# Plan\n"), "content.xml", lambda xml: xml.replace(end, text + end))


def with_entity(xml: bytes) -> bytes:
    return xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "a">]>', 1)


def in_utf_16(xml: bytes) -> bytes:
    return xml.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("bomb.docx", lambda: in_word(b" " * 9_000_000), "plan_too_large"),
        ("entity.docx", lambda: changed(word("A"), "word/document.xml", with_entity), "plan_broken"),
        (
            "entity.odt",
            lambda: changed(libre_office("A"), "content.xml", lambda xml: in_utf_16(with_entity(xml))),
            "plan_broken",
        ),
        ("deep.docx", lambda: in_word(b"<w:sdt><w:sdtContent>" * 2_000), "plan_broken"),
        ("rows.docx", lambda: in_word(b"<w:tbl>" + b"<w:tr><w:tc><w:p/></w:tc></w:tr>" * 30_000), "plan_too_large"),
        ("deep.odt", lambda: in_libre_office(b"<text:section>" * 9_000), "plan_broken"),
        ("locked.docx", lambda: b"\xd0\xcf\x11\xe0" + b"0" * 1_000, "plan_broken"),
        ("another.odt", lambda: word("# Plan\n"), "plan_broken"),
        ("empty.docx", lambda: word(""), "plan_empty"),
        ("plan.pdf", lambda: b"%PDF-1.7", "plan_format"),
        ("plan", lambda: b"Plan", "plan_format"),
        ("long.txt", lambda: b"x " * 200_000, "plan_too_large"),
        ("lines.txt", lambda: b"x\n" * 4_000, "plan_too_large"),
        ("large.txt", lambda: b"x" * 6_000_000, "plan_too_large"),
    ],
)
def test_a_file_that_cannot_be_a_plan_is_refused(name: str, data: Callable[[], bytes], kind: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        plan_document.blocks(name, data())
    assert refused.value.kind == kind
    assert "Dokument" in refused.value.problem(name).sentence


def test_repeats_that_a_document_only_counts_are_not_written_out() -> None:
    cell = b'<table:table-cell table:number-columns-repeated="90000000"><text:p>a</text:p></table:table-cell>'
    rows = (
        b'<table:table><table:table-row table:number-rows-repeated="90000000">%s</table:table-row></table:table>' % cell
    )
    found = plan_document.blocks("x.odt", in_libre_office(b'%s<text:p>b<text:s text:c="900000000"/>c</text:p>' % rows))
    assert [block.text for block in found] == ["Plan", "a", "b c"]


def test_tables_frames_typed_lists_and_bold_headings_of_word_are_read() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph().add_run("Klimat").bold = True
    document.add_paragraph("– cykla\n– gå")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ("Mål", "Vem", "Buss", "Ida"), strict=True
    ):
        cell.text = text
    document.add_table(1, 1).cell(0, 0).text = "Inramat."
    out = io.BytesIO()
    document.save(out)
    found = plan_document.blocks("plan.docx", out.getvalue())
    assert [(block.kind, block.text) for block in found] == [
        *[("heading", "Klimat"), ("item", "cykla"), ("item", "gå")],
        *[("row", "Mål Vem"), ("row", "Buss Ida"), ("paragraph", "Inramat.")],
    ]


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
    assert asked[0].strip() == "# fråga: Fortsätter det här målet nedan? Ta i så fall bort # på nästa rad."
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
