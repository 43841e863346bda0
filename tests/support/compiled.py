"""Jinja's compiled templates, kept for the tests' process, in which hundreds of sites are built."""

from types import CodeType
from typing import Any

from jinja2 import Environment

_compile = Environment.compile
_known: dict[tuple[object, ...], CodeType] = {}


def _compile_once(self: Environment, source: Any, name: str | None = None, *rest: Any, **options: Any) -> CodeType:
    # Constants in a template are escaped when it is compiled, so how they are counts too.
    escaped = self.autoescape is True, self.finalize and self.finalize("*<")
    key = source, name, rest, *options.items(), *self.extensions, *escaped
    if key not in _known:
        _known[key] = _compile(self, source, name, *rest, **options)
    return _known[key]


def keep_compiled_templates() -> None:
    """Compile each template once, not once for each site."""
    Environment.compile = _compile_once  # type: ignore[method-assign]
