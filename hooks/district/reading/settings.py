"""What an engine's settings file says of the folders, read without the engine."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from district.reading import yaml_source

OVERRIDES = Path(__file__).resolve().parents[3] / "overrides"
# The value of a `!ENV` tag: a name, or names in brackets with a last word that stands for itself.
_ENV = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"[A-Z_][A-Z0-9_]*")


@dataclass(frozen=True)
class Folders:
    """Where people write: `root` is where files are named from, in messages and on GitHub.

    `public` is set in the members' settings alone: the public pair, read beside the members' own.
    """

    root: Path
    data: Path
    docs: Path
    public: "Folders | None" = None


def folders(file: Path) -> Folders:
    """The folders of a site by its mkdocs.yml.

    `extra.data_dir` is relative to the file that sets it, this one or one that it inherits;
    `docs_dir`, as MkDocs has it, to this one. Raises KeyError where either is not set.
    """
    chain = [*_inherited(file)]
    data = [path.parent / extra["data_dir"] for path, extra in _extras(chain) if "data_dir" in extra]
    docs = [file.parent / values["docs_dir"] for _, values in chain if "docs_dir" in values]
    if not (data and docs):
        raise KeyError("docs_dir" if data else "extra.data_dir")
    return Folders(file.parent, data[0], docs[0], _public(file.parent, chain))


def _public(root: Path, chain: list[tuple[Path, dict[str, Any]]]) -> Folders | None:
    for path, extra in _extras(chain):
        if "public_data_dir" in extra:
            return Folders(root, path.parent / extra["public_data_dir"], path.parent / extra["public_docs_dir"])
    return None


def setting(file: Path, name: str, default: str) -> str:
    """A word below `extra` in the settings file, or in those that it inherits."""
    return next((_word(values[name]) for _, values in _extras([*_inherited(file)]) if name in values), default)


def site_url(file: Path) -> str:
    """The site's address as MkDocs reads it: `!ENV [SITE_URL, …]` is the variable, or what comes last."""
    value = next((values["site_url"] for _, values in _inherited(file) if "site_url" in values), "")
    return f"{_word(value).rstrip('/')}/"


def theme_folder(file: Path) -> Path:
    """Return the theme's own folder: `theme.custom_dir`, relative to the settings file that sets it."""
    for path, values in _inherited(file):
        theme = values.get("theme")
        if isinstance(theme, dict) and "custom_dir" in theme:
            return path.parent / _word(theme["custom_dir"])
    return OVERRIDES


def files(file: Path) -> list[Path]:
    """Return the settings file and those that it inherits."""
    return [path for path, _ in _inherited(file)]


def environment_names(file: Path) -> set[str]:
    """Return the names of the environment variables that the settings read with `!ENV`."""
    texts = (path.read_text("utf-8") for path in files(file))
    found = (names for text in texts for names in _ENV.findall(text))
    return {name for names in found for name in _NAME.findall(names)}


def has_members(file: Path) -> bool:
    """Return whether the settings are those of the members' site."""
    return _public(file.parent, [*_inherited(file)]) is not None


def _word(value: Any) -> str:
    """`!ENV [NAME, word]` is what the environment says, or what comes last."""
    if not isinstance(value, list):
        return str(value)
    return next((os.environ[name] for name in value[:-1] if name in os.environ), str(value[-1]))


def _inherited(file: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The file and those it inherits, nearest first, with their values as text."""
    value = yaml_source.read(file.read_text("utf-8"), str(file)).value
    values = value if isinstance(value, dict) else {}
    above = _inherited(file.parent / values["INHERIT"]) if "INHERIT" in values else []
    return [(file, values), *above]


def _extras(chain: list[tuple[Path, dict[str, Any]]]) -> list[tuple[Path, dict[str, Any]]]:
    return [(path, values["extra"]) for path, values in chain if isinstance(values.get("extra"), dict)]
