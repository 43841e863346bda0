"""Read a picture's size from the beginning of its file.

Pillow reads the EXIF orientation of JPEG, PNG and WebP. The smaller library `imagesize` reads it in JPEG alone,
and takes the size of an SVG without width and height from the first shape in it.
"""

import re
from typing import BinaryIO

from PIL import Image

ENDINGS = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_SVG_BYTES = 10_000  # in which the root element must end
_ROOT = re.compile(r"<svg\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*["']([^"']*)["']""")
_PIXELS = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
# The EXIF tag, and its values for a picture turned by 90 degrees either way.
_ORIENTATION, _TURNED = 0x0112, range(5, 9)


def size(file: BinaryIO) -> tuple[int, int] | None:
    """Return width and height in pixels, after EXIF orientation, or None if the file has no readable size."""
    try:
        with Image.open(file) as image:
            turned = image.getexif().get(_ORIENTATION) in _TURNED
            return (image.height, image.width) if turned else (image.width, image.height)
    except OSError:
        file.seek(0)
        return _svg_size(file)


def _svg_size(file: BinaryIO) -> tuple[int, int] | None:
    """Return the root element's width and height if both are in pixels, else those of its viewBox."""
    root = _ROOT.search(file.read(_SVG_BYTES).decode("utf-8", "replace"))
    attributes = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    for sides in (
        [attributes.get("width", ""), attributes.get("height", "")],
        attributes.get("viewBox", "").replace(",", " ").split()[2:],
    ):
        numbers = [round(float(found[1])) for each in sides if (found := _PIXELS.fullmatch(each))]
        if len(numbers) == 2 and all(numbers):
            return numbers[0], numbers[1]
    return None
