"""Published PDF files: metadata, and what a viewer would run."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from canaries import document
from district.reading import documents
from district.reading.pdf_text import pdf_texts
from district.reading.unusable import UnusableFileError

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
        # Written inside the page, not as a separate object.
        page.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=script)])
        pdf.save(tmp_path / "x.pdf")
    assert b"app.alert" in everything((tmp_path / "x.pdf").read_bytes())
    assert b"app.alert" not in everything(documents.cleaned(tmp_path / "x.pdf"))


def test_a_published_pdf_starts_nothing_and_holds_no_other_files_or_names(tmp_path: Path) -> None:
    name, text = pikepdf.Name, pikepdf.String
    actions = {
        name.Launch: {"F": text("starta.exe")},
        name.SubmitForm: {"F": text("https://samlare.example/")},
        name.GoToE: {"T": pikepdf.Dictionary(N=text("bilaga.csv"))},
    }
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        note = pikepdf.Dictionary(Subtype=name.Text, T=text("Rut Okand"), Contents=text("En kommentar"))
        links = [
            pikepdf.Dictionary(Subtype=name.Link, A=pikepdf.Dictionary(S=action, **rest))
            for action, rest in actions.items()
        ]
        field = pdf.make_indirect(pikepdf.Dictionary(Subtype=name.Widget, FT=name.Tx, T=text("Falt")))
        page.Annots = pikepdf.Array([note, field, *links])
        pdf.attachments["bilaga.csv"] = b"hemlig rad"
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], XFA=pdf.make_stream(b"<script>xfa.host</script>"))
        pdf.save(tmp_path / "x.pdf")
    before = everything((tmp_path / "x.pdf").read_bytes())
    made = everything(documents.cleaned(tmp_path / "x.pdf"))
    gone = (b"starta.exe", b"samlare.example", b"Rut Okand", b"hemlig rad", b"bilaga.csv", b"xfa.host")
    assert [word for word in gone if word not in before] == []
    assert [word for word in gone if word in made] == []
    assert b"En kommentar" in made
    assert b"Falt" in made


def test_a_form_within_itself_is_read_once() -> None:
    with pikepdf.new() as pdf:
        page, form = pdf.add_blank_page(), pdf.make_stream(b"BT (070) Tj ET" + b" /X Do" * 50)
        form.Subtype = pikepdf.Name.Form
        form.Resources = page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        page.obj.Contents = pdf.make_stream(b"/X Do /X Do")
        pdf.save(out := BytesIO())
    assert next(pdf_texts(out.getvalue())).split() == ["070", "070"]


@pytest.mark.parametrize("instructions", [b"/X1 Do", b"BT 1 Td ET", b"BT TJ ET"])
def test_a_pdf_whose_text_cannot_be_read_is_refused_since_nobody_can_look_in_it(instructions: bytes) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page().obj.Contents = pdf.make_stream(instructions)
        pdf.save(out := BytesIO())
    with pytest.raises(UnusableFileError):
        [*pdf_texts(out.getvalue())]


def test_a_pdf_that_names_its_author_is_noted(tmp_path: Path) -> None:
    document(tmp_path / "x.pdf", "Kallelse", AUTHOR)
    assert documents.look(tmp_path / "x.pdf") == ("pdf_name",)
    (tmp_path / "y.pdf").write_bytes(documents.cleaned(tmp_path / "x.pdf"))
    assert documents.look(tmp_path / "y.pdf") == ()
