"""Read the settings file of an engine, mkdocs.yml, without the engine."""

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from district.checks.problem import Mistakes, Problem
from district.reading import yaml_source

OVERRIDES = Path(__file__).resolve().parents[3] / "overrides"
# The value of a `!ENV` tag: a name, or names and a default in brackets.
_ENV = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"[A-Z_][A-Z0-9_]*")


@dataclass(frozen=True)
class Folders:
    """Where people write: `root` is where files are named from, in messages and on GitHub.

    `public` is set in the members' settings alone: the public pair, read beside the members' own.
    `site_url` is the site's address.
    """

    root: Path
    data: Path
    docs: Path
    public: "Folders | None" = None
    site_url: str = ""


def folders(file: Path) -> Folders:
    """Return the folders of a site by its mkdocs.yml.

    `extra.data_dir` is relative to the file that sets it, this one or one that it inherits;
    `docs_dir`, as in MkDocs, to this one. Raises Mistakes if either is not set, or a file cannot be read.
    """
    data, docs = _folder(file, "extra", "data_dir"), _find(file, "docs_dir")
    if not (data and docs):
        missing = "docs_dir" if data else "extra: data_dir"
        raise Mistakes([Problem.of_file(file.name, "settings_missing", field=missing)])
    public_data, public_docs = _folder(file, "extra", "public_data_dir"), _folder(file, "extra", "public_docs_dir")
    public = Folders(file.parent, public_data, public_docs) if public_data and public_docs else None
    return Folders(file.parent, data, file.parent / docs[1], public, site_url(file))


def setting(file: Path, name: str, default: str) -> str:
    """Return the text below `extra` in the settings file, or in those that it inherits."""
    found = _find(file, "extra", name)
    return found[1] if found else default


def site_url(file: Path) -> str:
    """Return the site's address as MkDocs reads it, with a slash at the end."""
    found = _find(file, "site_url")
    return f"{found[1].rstrip('/') if found else ''}/"


def theme_folder(file: Path) -> Path:
    """Return the theme's own folder: `theme.custom_dir`, relative to the settings file that sets it."""
    return _folder(file, "theme", "custom_dir") or OVERRIDES


def files(file: Path) -> list[Path]:
    """Return the settings file and those that it inherits."""
    return [path for path, _ in _inherited(file)]


def environment_names(file: Path) -> set[str]:
    """Return the names of the environment variables that the settings read with `!ENV`."""
    texts = (path.read_text("utf-8") for path in files(file))
    values = (value for text in texts for value in _ENV.findall(text))
    words = (word.strip() for value in values for word in value.strip("[]").split(","))
    return set(filter(_NAME.fullmatch, words))


def has_members(file: Path) -> bool:
    """Return whether the settings are those of the members' site."""
    return _folder(file, "extra", "public_data_dir") is not None


def _folder(file: Path, *keys: str) -> Path | None:
    found = _find(file, *keys)
    return found[0].parent / found[1] if found else None


def _find(file: Path, *keys: str) -> tuple[Path, str] | None:
    """Return the nearest file that sets a value, this one or one that it inherits, and the value."""
    for path, found in _inherited(file):
        value: Any = found
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            return path, _text(value)
    return None


def _text(value: Any) -> str:
    """Return a value; `!ENV [NAME, …, default]` is the first variable that is set, or the default."""
    if not isinstance(value, list):
        return str(value)
    return next((os.environ[name] for name in value[:-1] if name in os.environ), str(value[-1]))


def _inherited(file: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Return the file and those that it inherits, nearest first, with their values as text."""
    try:
        values = _values(file.read_text("utf-8"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise Mistakes([Problem.of_file(file.name, "settings_unreadable")]) from error
    above = _inherited(file.parent / values["INHERIT"]) if "INHERIT" in values else []
    return [(file, values), *above]


# A run asks for many settings, one by one.
@lru_cache
def _values(text: str, name: str) -> dict[str, Any]:
    source = yaml_source.read(text, name)
    if not isinstance(source.value, dict):
        raise Mistakes(source.problems or [source.problem(source.place(()), "settings_missing", field="docs_dir")])
    return source.value
