"""The Jinja templates: the words of the site, and what keeps text from data mere text."""

import os
import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, cached_property, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from district.editing import yaml_edit
from district.language import labels, markdown, swedish
from district.language.links import Base, absolute, in_markdown
from district.language.markdown import contents
from district.library import goal_progress
from district.library.library import Library
from district.publish.memory import code_age, digest
from district.site import progress_bar

FOLDER = Path(__file__).with_name("templates")
# Whatever Markdown or HTML gives a meaning, as a character reference, which has none in either.
_MEANING = re.compile(r"[^\w\s,.?;%åäöÅÄÖ–-]|_|[^\S ]|(?<=\d)\.|^-|(?<=\s)-|--+|^\s|(?<=\s)\s|\s$")


def inert(value: object) -> Markup:
    """Text that reads as it was written, in Markdown, in HTML and in an attribute."""
    return value if isinstance(value, Markup) else _inert(str(value))


# Titles and places stand on many pages.
@lru_cache(maxsize=10_000)
def _inert(text: str) -> Markup:
    return Markup(_MEANING.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text))


# A text that looks like a character reference is the one thing that a backslash cannot make plain.
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# What Markdown gives a meaning within a line or first in one; its last character takes the backslash.
_MARK = re.compile(r"[\\`*_\[\]|~]|<(?=[\w/!?])|^[-+>#=:]|^\d+[.)]")


def editable(value: object) -> Markup:
    """Text as one line of Markdown that reads as it was written, for a person who goes on writing."""
    if isinstance(value, Markup):
        return value
    line = "" if value is None else " ".join(str(value).split())
    marked = _MARK.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)
    return Markup(_REFERENCE.sub("&amp;", marked))


def _lines(value: str | None) -> Markup:
    """Plain text that keeps its line breaks."""
    return Markup("<br>\n").join(inert(line) for line in (value or "").splitlines())


@pass_context
def _prose(context: Context, text: str | None, level: int = 2, ids: bool = False) -> Markup:
    """Markdown that a person wrote, as HTML that fits into the page."""
    return markdown.html(text, Base(context["folder"], context["link"]), level=level, ids=ids) if text else Markup("")


def _tied(text: str) -> str:
    """A time that stays on one line with the word before it."""
    return text.replace("kl. ", "kl.\u00a0")


def _squeezed(text: Markup) -> Markup:
    """Sentences from many lines of a template as one paragraph."""
    return Markup(" ".join(text.split()))


_FILTERS = {
    "prose": _prose,
    "contents": contents,
    "lines": _lines,
    "squeezed": _squeezed,
    "tied": _tied,
    "address": in_markdown,
    "yaml": yaml_edit.scalar,
    **{
        function.__name__: function
        for function in (
            swedish.day,
            swedish.short_day,
            swedish.month,
            swedish.month_abbreviation,
            swedish.hour,
            swedish.number,
            swedish.dated,
        )
    },
}
_GLOBALS = {
    "when": swedish.when,
    "repeat": swedish.repeat,
    "days": swedish.days,
    "standings": goal_progress.STANDINGS,
    "bar": progress_bar.bar,
    "segment": progress_bar.segment,
    "height": progress_bar.HEIGHT,
    "width": progress_bar.WIDTH,
    "words": labels,
}


class _Compiled(FileSystemBytecodeCache):
    """Templates compiled once, kept where Python keeps its own compiled code, as long as none of this code changes."""

    def get_source_checksum(self, source: str) -> str:
        return digest([code_age(), version("jinja2"), source])


@cache
def _compiled(how: str) -> BytecodeCache | None:
    """For templates whose values are written so: what is written out at once is part of their code."""
    folder = Path(__file__).with_name("__pycache__")
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(folder), f"{how}-%s.cache") if os.access(folder, os.W_OK) else None


class _Headings(Extension):
    """A template's own headings as the HTML that Markdown makes of them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _HEADING.sub(lambda heading: f"<h{len(heading[1])}>{heading[2]}</h{len(heading[1])}>", source)


_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


class _Environment(Environment):
    """Gives every template the same globals, where Jinja makes a mapping of two mappings for each page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals


def _environment(written: Callable[[object], Markup] | None, words: Mapping[str, Any], *, html: bool) -> Environment:
    """Where templates live whose every expression is `written` so; the words are there in each, and in each macro."""
    environment = _Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        finalize=written and (lambda value: Markup("") if value is None else written(value)),
        # Text for a calendar or a mail is text already.
        autoescape=lambda name: not (name or "").endswith((".txt", ".yml")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=[_Headings] if html else [],
        bytecode_cache=_compiled(f"{written.__name__ if written else 'text'}{'-html' if html else ''}"),
    )
    environment.filters |= _FILTERS
    environment.globals |= {**_GLOBALS, **words}
    return environment


def outward(library: Library, site_url: str) -> "Templates":
    """For what is read away from the site: every link is a whole address."""
    return Templates(library=library, district=library.district, link=partial(absolute, site_url=site_url))


class Templates:
    """Renders a template with the words that every template may use.

    `markdown` is how a value is written in Markdown: so that nothing in it means anything, or so
    that a person can go on writing. With `html` the headings of Markdown templates are HTML, so that
    a page whose template has no other Markdown is ready.
    """

    def __init__(self, markdown: Callable[[object], Markup] = inert, *, html: bool = False, **words: Any) -> None:
        self._written = {"md": markdown, "markdown": editable}
        self._html = html
        self._given: Mapping[str, Any] = words
        self._environments: dict[object, Environment] = {}

    @cached_property
    def ready(self) -> "Templates":
        """The same, for HTML."""
        return Templates(self._written["md"], html=True, **self._given)

    @property
    def words(self) -> Any:
        """What the data's codes are called."""
        return labels

    def render(self, template: str, /, **words: Any) -> str:
        # In Markdown every expression is made inert, so there is no field to forget.
        return self._environment(template.rpartition(".")[2]).get_template(template).render(words)

    def _environment(self, suffix: str) -> Environment:
        written = self._written.get(suffix)
        if written not in self._environments:
            self._environments[written] = _environment(written, self._given, html=self._html)
        return self._environments[written]
