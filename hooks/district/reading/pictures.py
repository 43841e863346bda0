"""Pictures as they are published: upright, in the web's colours, no larger than need be, and without metadata."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

from district.model import media
from district.reading.unusable import UnusableFileError

LARGEST = 1600  # pixels, of the longer side
MOST_PIXELS = 100_000_000  # of all frames of a picture together
_KINDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
_READABLE = ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF"]
_ANIMATED = ("WEBP", "GIF")
_SETTINGS = {"JPEG": {"quality": 85, "optimize": True, "progressive": True}, "WEBP": {"quality": 85, "method": 4}}

# EXIF tags, and the orientations of a picture turned by 90 degrees either way.
_ORIENTATION, _TURNED = 0x0112, range(5, 9)
_PLACE, _DETAILS = 0x8825, 0x8769
_NAMES, _OWNER = (0x013B, 0x9C9D), 0xA430
# The same in XMP, which is not parsed.
_XMP_PLACE, _XMP_NAME = b"GPSLatitude", b"dc:creator"


@cache
def _prepare() -> None:
    """Let Pillow read HEIC, and turn off its own limit on pixels: MOST_PIXELS is checked instead."""
    # Imported when it is needed: it loads a library of several megabytes.
    from pillow_heif import register_heif_opener

    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None


@contextmanager
def _opened(file: Path) -> Iterator[Image.Image]:
    """Open a picture of any kind, whatever its name says, having read no more than its header.

    Raises UnusableFileError for a file that is no picture, is damaged, or is too large to decode.
    """
    _prepare()
    try:
        with Image.open(file, formats=_READABLE) as image:
            frames = getattr(image, "n_frames", 1) if image.format in _ANIMATED else 1
            if image.width * image.height > MOST_PIXELS:
                raise UnusableFileError("picture_too_large", pixels=image.width * image.height // 1_000_000)
            if image.width * image.height * frames > MOST_PIXELS:
                raise UnusableFileError("picture_too_long", frames=frames)
            yield image
    except UnusableFileError:
        raise
    except Exception as error:  # Pillow raises exceptions of any kind for a broken file
        raise UnusableFileError("picture_broken") from error


def look(file: Path) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Return the size in pixels as published, and the personal data in the metadata. Pixels are not read."""
    with _opened(file) as image:
        return _size(image), tuple(_traces(image))


def verify(file: Path) -> None:
    """Raise UnusableFileError unless all pixels can be read."""
    with _opened(file) as image:
        # Decoded eight times smaller, which still reads all of it.
        _draft(image, (1, 1))
        for frame in ImageSequence.Iterator(image) if image.format in _ANIMATED else (image,):
            frame.load()


def published(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size in pixels that a photo of this size is published in: its shape is kept."""
    scale = min(1, LARGEST / max(size))
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def cleaned(file: Path) -> bytes:
    """Return the picture encoded again from its pixels, without metadata such as place, time and camera.

    The same bytes every time.
    """
    kind = _KINDS[media.ending(media.published_name(file.name))]
    with _opened(file) as image:
        size, duration = _size(image), image.info.get("duration", 100)
        _draft(image, published(image.size))
        is_animated = kind in _ANIMATED and image.format in _ANIMATED
        frames = [_plain(frame, size) for frame in (ImageSequence.Iterator(image) if is_animated else (image,))]
    settings: dict[str, Any] = dict(_SETTINGS.get(kind, {}))
    if len(frames) > 1:
        settings |= {"save_all": True, "append_images": frames[1:], "duration": duration, "loop": 0}
    out = io.BytesIO()
    (_on_white(frames[0]) if kind == "JPEG" else frames[0]).save(out, kind, **settings)
    return out.getvalue()


def _draft(image: Image.Image, size: tuple[int, int]) -> None:
    """Let a JPEG be decoded at half its size or less, if that is at least `size`. A HEIC would become its thumbnail."""
    if image.format in ("JPEG", "MPO"):
        image.draft(None, size)


def _size(image: Image.Image) -> tuple[int, int]:
    # Pillow has turned the size of a TIFF already.
    turned = image.format != "TIFF" and image.getexif().get(_ORIENTATION) in _TURNED
    return published((image.height, image.width) if turned else (image.width, image.height))


def _traces(image: Image.Image) -> Iterator[str]:
    """Yield which personal data the original's metadata has: `photo_place`, `photo_name`."""
    exif, xmp = image.getexif(), image.info.get("xmp", b"")
    xmp = xmp.encode() if isinstance(xmp, str) else xmp
    if exif.get_ifd(_PLACE) or _XMP_PLACE in xmp:
        yield "photo_place"
    named = any(exif.get(tag) for tag in _NAMES) or exif.get_ifd(_DETAILS).get(_OWNER)
    if named or _XMP_NAME in xmp or image.info.get("Author"):
        yield "photo_name"


def _plain(frame: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the frame upright, in the colours of the web, in this size, and nothing but pixels."""
    image = ImageOps.exif_transpose(frame)
    if image.mode not in ("L", "LA", "RGB", "RGBA"):
        image = image.convert("RGBA" if "transparency" in image.info or "A" in image.mode else "RGB")
    if (profile := frame.info.get("icc_profile")) and image.mode in ("RGB", "RGBA"):
        image = _in_web_colours(image, profile)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture without transparency, which JPEG lacks."""
    if "A" not in image.mode:
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _in_web_colours(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError):
        return image
