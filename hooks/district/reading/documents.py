"""PDF files as they are published: without author, XMP, thumbnails, and anything that a viewer would run."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from district.reading.unusable import UnusableFileError

# pikepdf is imported when it is needed: it loads a library of several megabytes.
if TYPE_CHECKING:
    from pikepdf import Pdf

# Keys to remove (ISO 32000): metadata, thumbnails, private data of applications, actions and scripts, and embedded
# files, which are not checked for personal data.
_LEFT_OUT = (
    *("/Metadata", "/Thumb", "/PieceInfo", "/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA"),
    *("/EmbeddedFiles", "/EF", "/FS", "/AF"),
)
# Actions that start programs, send forms, and open or play other files.
_ACTIONS = ("/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute")


@contextmanager
def _opened(file: Path) -> "Iterator[Pdf]":
    """Open a PDF. Raises UnusableFileError for one that is broken or asks for a password."""
    import pikepdf

    try:
        with pikepdf.open(file) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise UnusableFileError("pdf_locked") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise UnusableFileError("pdf_broken") from error


def look(file: Path) -> tuple[str, ...]:
    """Return the kind of note that the original calls for: `pdf_name` if its metadata names the author."""
    with _opened(file) as pdf:
        has_xmp = "/Metadata" in pdf.Root and b"dc:creator" in pdf.Root.Metadata.read_bytes()
        return ("pdf_name",) if has_xmp or str(pdf.docinfo.get("/Author", "")) else ()


def cleaned(file: Path) -> bytes:
    """Return the document without metadata and earlier versions. The same bytes every time."""
    with _opened(file) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for part in pdf.objects:
            _strip(part)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _strip(part: object) -> None:
    """Remove what is left out from a part and from those written inside it."""
    import pikepdf

    if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for key in [*part.keys()] if str(part.get("/S")) in _ACTIONS else _LEFT_OUT:
            if key in part:
                del part[key]
        # A comment says who wrote it; a field of a form has its name there.
        if "/T" in part and part.get("/Subtype", pikepdf.Name.Widget) != pikepdf.Name.Widget:
            del part["/T"]
        inside = [value for _, value in part.items()]
    else:
        inside = [*part] if isinstance(part, pikepdf.Array) else []
    for value in inside:
        # Indirect objects are among the parts of the document.
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _strip(value)
