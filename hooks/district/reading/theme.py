"""Read the theme: the templates of the page around the content, and the files that go with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

_ICON = re.compile(r"\.icons/[\w/-]+\.svg")


@dataclass(frozen=True)
class Theme:
    """A theme's templates by name, its files by address, and the address of Material's stylesheet."""

    templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Path] = field(default_factory=dict)
    stylesheet: str = ""


def read_theme(folder: Path) -> Theme:
    """Read the theme in `folder`, with the icons and the stylesheet that it takes from Material.

    Raises FileNotFoundError if Material is not installed or lacks one of them.
    """
    own = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    templates = {name: path.read_text("utf-8") for name, path in own.items() if not name.startswith("assets/")}
    material = _material()
    for name in sorted({icon for text in templates.values() for icon in _ICON.findall(text)}):
        templates[name] = (material / name).read_text("utf-8")
    found = sorted(material.glob("assets/stylesheets/main.*.min.css"))
    if not found:
        raise FileNotFoundError(material / "assets/stylesheets")
    stylesheet = found[0].relative_to(material).as_posix()
    assets = {name: path for name, path in own.items() if name.startswith("assets/")}
    return Theme(templates, {**assets, stylesheet: material / stylesheet}, stylesheet)


def _material() -> Path:
    # Found without importing the package.
    package = find_spec("material")
    if package is None or package.origin is None:
        raise FileNotFoundError("mkdocs-material")
    return Path(package.origin).parent / "templates"
