"""The pictures and documents beside texts: their kinds, their names on the site, and what is known of each."""

from dataclasses import dataclass
from pathlib import PurePath

# What browsers show everywhere is published in its own format, other pictures as JPEG.
_SHOWN = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
_AS_JPEG = frozenset({".jfif", ".heic", ".heif", ".avif", ".tif", ".tiff"})


def ending(path: str) -> str:
    return PurePath(path).suffix.lower()


def is_picture(path: str) -> bool:
    return ending(path) in _SHOWN | _AS_JPEG


def is_document(path: str) -> bool:
    return ending(path) == ".pdf"


def published_name(path: str) -> str:
    """Return the name or address that a file gets on the site: `bilder/IMG_1.HEIC` becomes `bilder/IMG_1.jpg`."""
    return f"{path[: -len(ending(path))]}.jpg" if ending(path) in _AS_JPEG else path


@dataclass(frozen=True)
class Media:
    """A file that pages may show: where it lies, and a digest of it.

    `length` is its length in bytes as published, 0 until that is made; `size` its width and height in pixels as
    published, if it is a picture. `label` is its name in messages, `members` is set if it lies in the members' folder,
    and `traces` are the kinds of personal data that the original's metadata has.
    """

    file: str
    digest: str
    length: int = 0
    size: tuple[int, int] | None = None
    label: str = ""
    members: bool = False
    traces: tuple[str, ...] = ()
