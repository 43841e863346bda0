"""Pictures as they are published: photos scaled down and without metadata, and the size of every picture.

Pillow reads the EXIF orientation of JPEG, PNG and WebP. The smaller library `imagesize` reads it in JPEG alone,
and takes the size of an SVG without width and height from the first shape in it.
"""

import io
import re
from pathlib import PurePath
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

# The limit below is ours, and has a message in Swedish.
Image.MAX_IMAGE_PIXELS = None
MOST_PIXELS = 80_000_000  # of a picture as it was taken; more would take gigabytes to open
LARGEST = 1600  # pixels, of the longer side
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
_SETTINGS = {"JPEG": {"quality": 85, "optimize": True, "progressive": True}, "WEBP": {"quality": 85, "method": 4}}

_SVG_BYTES = 10_000  # in which the root element must end
_ROOT = re.compile(r"<svg\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*["']([^"']*)["']""")
_PIXELS = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")
# The EXIF tag, and its values for a picture turned by 90 degrees either way.
_ORIENTATION, _TURNED = 0x0112, range(5, 9)


def is_photo(path: str) -> bool:
    return PurePath(path).suffix.lower() in FORMATS


def size(data: bytes, path: str) -> tuple[int, int] | None:
    """Return width and height in pixels as published, or None if the file is no picture with a readable size."""
    if PurePath(path).suffix.lower() == ".svg":
        return _svg_size(data)
    if not is_photo(path):
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            turned = image.getexif().get(_ORIENTATION) in _TURNED
            return published((image.height, image.width) if turned else (image.width, image.height))
    except OSError:
        return None


def _svg_size(data: bytes) -> tuple[int, int] | None:
    """Return the root element's width and height if both are in pixels, else those of its viewBox."""
    root = _ROOT.search(data[:_SVG_BYTES].decode("utf-8", "replace"))
    attributes = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    for sides in (
        [attributes.get("width", ""), attributes.get("height", "")],
        attributes.get("viewBox", "").replace(",", " ").split()[2:],
    ):
        numbers = [round(float(found[1])) for each in sides if (found := _PIXELS.fullmatch(each))]
        if len(numbers) == 2 and all(numbers):
            return numbers[0], numbers[1]
    return None


def published(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size in pixels that a photo of this size is published in: its shape is kept."""
    scale = min(1, LARGEST / max(size))
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def cleaned(data: bytes, path: str) -> bytes:
    """Return the picture encoded again from its pixels, without metadata such as place, time and camera.

    The same bytes every time. Raises ValueError, with the kind of mistake, for what is no picture or too large.
    """
    kind = FORMATS[PurePath(path).suffix.lower()]
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValueError("picture_too_large")
            frames = [_plain(frame) for frame in ImageSequence.Iterator(image)]
            duration = image.info.get("duration", 100)
    except (OSError, SyntaxError) as error:
        is_heic = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1")
        raise ValueError("picture_is_heic" if is_heic else "picture_broken") from error
    out = io.BytesIO()
    settings: dict[str, Any] = dict(_SETTINGS.get(kind, {}))
    if len(frames) > 1 and kind in ("GIF", "WEBP"):
        settings |= {"save_all": True, "append_images": frames[1:], "duration": duration, "loop": 0}
    first = frames[0].convert("RGB") if kind == "JPEG" else frames[0]
    first.save(out, kind, **settings)
    return out.getvalue()


def _plain(frame: Image.Image) -> Image.Image:
    """Upright, in the colours of the web, no larger than it need be, and nothing but pixels."""
    image = ImageOps.exif_transpose(frame)
    if image.mode not in ("L", "LA", "RGB", "RGBA"):
        image = image.convert("RGBA" if "transparency" in image.info or "A" in image.mode else "RGB")
    if (profile := frame.info.get("icc_profile")) and image.mode in ("RGB", "RGBA"):
        image = _in_web_colours(image, profile)
    if (size := published(image.size)) != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _in_web_colours(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError):
        return image
