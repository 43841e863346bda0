"""Read the theme: the templates of the page around the content, and the files that go with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Theme:
    """A theme's templates by name, and its files by address."""

    templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Path] = field(default_factory=dict)


def read_theme(folder: Path) -> Theme:
    """Read the theme in `folder`."""
    own = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    templates = {name: path.read_text("utf-8") for name, path in own.items() if not name.startswith("assets/")}
    return Theme(templates, {name: path for name, path in own.items() if name.startswith("assets/")})
