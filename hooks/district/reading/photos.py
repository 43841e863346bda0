"""Photos as they may be shown: small enough for a phone, without what the camera wrote into them."""

import io
from pathlib import PurePath
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

LARGEST = 1600  # pixels, of the longer side
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
_SETTINGS = {"JPEG": {"quality": 85, "optimize": True, "progressive": True}, "WEBP": {"quality": 85, "method": 4}}


def is_photo(path: str) -> bool:
    return PurePath(path).suffix.lower() in FORMATS


def published(size: tuple[int, int]) -> tuple[int, int]:
    """How large a photo of that size is on the site: it keeps its shape, and is no larger than it need be."""
    scale = min(1, LARGEST / max(size))
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def cleaned(data: bytes, path: str) -> bytes:
    """The picture made anew from its pixels alone: place, time, camera and comments stay behind.

    The same bytes every time. Raises ValueError for what is no picture.
    """
    kind = FORMATS[PurePath(path).suffix.lower()]
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as image:
            frames = [_plain(frame) for frame in ImageSequence.Iterator(image)]
            duration = image.info.get("duration", 100)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(path) from error
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
