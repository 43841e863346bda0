"""Published PDF files: metadata, and what a viewer would run."""

from io import BytesIO
from pathlib import Path

import pikepdf

from canaries import document
from district.reading import documents

AUTHOR = "Kassören Karin"


def everything(data: bytes) -> bytes:
    """Return all that a PDF holds, uncompressed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def test_a_published_pdf_keeps_its_text_and_loses_its_author(tmp_path: Path) -> None:
    document(tmp_path / "x.pdf", "Kallelse till årsmötet", AUTHOR)
    before, made = (tmp_path / "x.pdf").read_bytes(), documents.cleaned(tmp_path / "x.pdf")
    assert made == documents.cleaned(tmp_path / "x.pdf")
    for name in (AUTHOR.encode(), b"/Thumb", b"/Metadata", b"/PieceInfo", b"/Author", b"creator"):
        assert name in everything(before)
        assert name not in everything(made)
    assert "Kallelse till årsmötet".encode() in everything(made)


def test_what_an_earlier_version_said_is_gone(tmp_path: Path) -> None:
    document(tmp_path / "x.pdf", "Kallelse", AUTHOR)
    with (tmp_path / "x.pdf").open("ab") as file:
        file.write(b"\n% " + AUTHOR.encode())
    assert AUTHOR.encode() not in documents.cleaned(tmp_path / "x.pdf")


def test_nothing_in_a_published_pdf_runs(tmp_path: Path) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        pdf.Root.OpenAction, pdf.Root.AA, page.AA = script, pikepdf.Dictionary(WC=script), pikepdf.Dictionary(O=script)
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("a"), script]))
        # Written inside the page, not as a part of its own.
        page.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=script)])
        pdf.save(tmp_path / "x.pdf")
    assert b"app.alert" in everything((tmp_path / "x.pdf").read_bytes())
    assert b"app.alert" not in everything(documents.cleaned(tmp_path / "x.pdf"))


def test_a_pdf_that_names_its_author_is_noted(tmp_path: Path) -> None:
    document(tmp_path / "x.pdf", "Kallelse", AUTHOR)
    assert documents.look(tmp_path / "x.pdf") == ("pdf_name",)
    (tmp_path / "y.pdf").write_bytes(documents.cleaned(tmp_path / "x.pdf"))
    assert documents.look(tmp_path / "y.pdf") == ()
