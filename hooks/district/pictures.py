"""How large a picture is, from the first bytes of its file."""

from typing import BinaryIO

from PIL import Image

ENDINGS = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp"})
_ORIENTATION, _ON_ITS_SIDE = 0x0112, range(5, 9)  # EXIF: a telephone held upright


def size(file: BinaryIO) -> tuple[int, int] | None:
    """Width and height as it is shown, or None for what is no picture."""
    try:
        with Image.open(file) as image:
            turned = image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
            return (image.height, image.width) if turned else (image.width, image.height)
    except OSError:
        return None
