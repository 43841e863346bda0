"""Documents as blocks, and documents that cannot be a plan."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from district.editing import plan_document
from district.reading.unusable import UnusableFileError
from plan_documents import libre_office, word


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
