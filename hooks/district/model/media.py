"""The kinds of file that may lie beside texts, and the names that they are published under."""

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
