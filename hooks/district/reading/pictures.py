"""How large a picture is, from the first bytes of its file."""

import re
from typing import BinaryIO

from PIL import Image

ENDINGS = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_FIRST_BYTES = 10_000
_ROOT = re.compile(r"<svg\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*["']([^"']*)["']""")
_PIXELS = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
_ORIENTATION, _ON_ITS_SIDE = 0x0112, range(5, 9)  # EXIF: a telephone held upright


def size(file: BinaryIO) -> tuple[int, int] | None:
    """Width and height as it is shown, or None for what is no picture."""
    try:
        with Image.open(file) as image:
            turned = image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
            return (image.height, image.width) if turned else (image.width, image.height)
    except OSError:
        file.seek(0)
        return _size_of_drawing(file)


def _size_of_drawing(file: BinaryIO) -> tuple[int, int] | None:
    """What an SVG gives itself, or else the size of what it shows."""
    root = _ROOT.search(file.read(_FIRST_BYTES).decode("utf-8", "replace"))
    said = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    for sides in (
        [said.get("width", ""), said.get("height", "")],
        said.get("viewBox", "").replace(",", " ").split()[2:],
    ):
        numbers = [round(float(found[1])) for each in sides if (found := _PIXELS.fullmatch(each))]
        if len(numbers) == 2 and all(numbers):
            return numbers[0], numbers[1]
    return None
