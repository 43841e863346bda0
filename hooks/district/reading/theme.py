"""Read the theme: the templates of the page around the content, and the files that go with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FONT = "assets/public-sans.woff2"


@dataclass(frozen=True)
class Theme:
    """A theme's templates by name, its files by address, and its font, which texts for print are measured with."""

    templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Path] = field(default_factory=dict)
    font: bytes = field(default=b"", repr=False)


def read_theme(folder: Path) -> Theme:
    """Read the theme in `folder`."""
    own = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    templates = {name: path.read_text("utf-8") for name, path in own.items() if not name.startswith("assets/")}
    assets = {name: path for name, path in own.items() if name.startswith("assets/")}
    return Theme(templates, assets, assets[_FONT].read_bytes() if _FONT in assets else b"")
