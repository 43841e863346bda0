"""Read the text in a PDF (ISO 32000-1, 9), well enough to find numbers and addresses in it."""

import io
import re
from collections.abc import Callable, Iterator

import pikepdf

from district.reading.unusable import UnusableFileError

_MAP = re.compile(rb"begin(?P<kind>bfchar|bfrange)(?P<rows>.*?)end(?P=kind)", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOVE = "\v"
Decode = Callable[[bytes], str]


def pdf_texts(data: bytes) -> Iterator[str]:
    """Yield the text of each page, with its fields, notes and links. Nothing if the file is no PDF, or is locked.

    The text is given twice, with and without spaces for moves to the right, which may also be within a word. Raises
    UnusableFileError if it cannot be read, since personal data in it would not be found.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                text = "".join([*_shown(page.obj, set()), *_notes(page.obj)])
                yield f"{text.replace(_MOVE, ' ')}\n{text.replace(_MOVE, '')}"
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return
    # A part is missing, or is not of the type that it should be.
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise UnusableFileError("pdf_broken") from error


def _notes(page: pikepdf.Object) -> Iterator[str]:
    for note in page.get("/Annots", pikepdf.Array()):
        for text in (note.get("/V"), note.get("/Contents"), note.get("/A", pikepdf.Dictionary()).get("/URI")):
            if isinstance(text, pikepdf.String):
                yield f"\n{text}"


def _shown(stream: pikepdf.Object, read: set[tuple[int, int]]) -> Iterator[str]:
    """Yield what the instructions of a page or a form show, with each form once; `read` are those already shown."""
    empty = pikepdf.Dictionary()
    resources = stream.get("/Resources", empty)
    fonts, forms = resources.get("/Font", empty), resources.get("/XObject", empty)
    decode: Decode = _single_bytes
    for instruction in pikepdf.parse_content_stream(stream):
        operands = instruction.operands
        match str(instruction.operator):
            case "Tf":
                decode = _decoder(fonts.get(str(operands[0]), empty))
            case "Tj" | "TJ" | "'" | '"':
                yield from _strings(operands[-1], decode)
            case "Td" | "TD":
                yield "\n" if float(operands[1]) else _MOVE
            case "T*" | "Tm" | "ET":
                yield "\n"
            case "Do":
                form = forms[str(operands[0])]
                if str(form.get("/Subtype")) == "/Form" and form.objgen not in read:
                    read.add(form.objgen)
                    yield from _shown(form, read)


def _strings(operand: pikepdf.Object, decode: Decode) -> Iterator[str]:
    if isinstance(operand, pikepdf.String):
        yield decode(bytes(operand))
    elif isinstance(operand, pikepdf.Array):
        for part in operand:
            yield from _strings(part, decode)
    elif float(operand) < 0:
        yield _MOVE


def _single_bytes(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _decoder(font: pikepdf.Object) -> Decode:
    """Return how a font's strings are read: by its table of characters, if it has one (9.10.3)."""
    if "/ToUnicode" not in font:
        return _single_bytes
    characters: dict[bytes, str] = {}
    for found in _MAP.finditer(font["/ToUnicode"].read_bytes()):
        codes = [bytes.fromhex(code[1].decode()) for code in _CODE.finditer(found["rows"])]
        if found["kind"] == b"bfchar":
            characters |= {code: _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=False)}
        else:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
                characters |= dict(_range(first, last, text))
    width = max(map(len, characters), default=1)
    return lambda data: "".join(characters.get(data[start : start + width], "") for start in range(0, len(data), width))


def _range(first: bytes, last: bytes, text: bytes) -> Iterator[tuple[bytes, str]]:
    begin, number = int.from_bytes(first, "big"), int.from_bytes(text, "big")
    # There are no more codes of two bytes, and a range may claim more.
    for code in range(begin, min(int.from_bytes(last, "big"), begin + 0xFFFF) + 1):
        yield code.to_bytes(len(first), "big"), _utf16((number + code - begin).to_bytes(len(text), "big"))


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")
