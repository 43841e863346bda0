"""The Jinja templates: the words of the site, and what keeps text from data mere text."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from district import progress, swedish
from district.address import Base, in_markdown
from district.contents import contents
from district.prose import Prose

FOLDER = Path(__file__).with_name("templates")
# Whatever Markdown or HTML gives a meaning, as a character reference, which has none in either.
_MEANING = re.compile(r"[^\w\s,.?;%åäöÅÄÖ–-]|_|[^\S ]|(?<=\d)\.|^-|(?<=\s)-|--+|^\s|(?<=\s)\s|\s$")

_REFERENCE = re.compile(r"&(?=#?\w+;)")
_MARK = re.compile(r"[\\`*\[\]#~]|(?<!\w)_|_(?!\w)")


def inert(value: object) -> Markup:
    """Text that reads as it was written, in Markdown, in HTML and in an attribute."""
    if isinstance(value, Markup):
        return value
    return Markup(_MEANING.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), str(value)))


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


def _yaml(value: object) -> str:
    """A value as YAML that reads back as the same text, quoted only where it must be."""
    return yaml.safe_dump(str(value), allow_unicode=True, width=10**6).removesuffix("...\n").strip()


def _lines(value: str | None) -> Markup:
    """Plain text that keeps its line breaks."""
    return Markup("<br>\n").join(inert(line) for line in (value or "").splitlines())


@pass_context
def _prose(context: Context, text: str | None, level: int = 2, ids: bool = False) -> Markup:
    """Markdown that a person wrote, as HTML that fits into the page."""
    if not text:
        return Markup("")
    prose: Prose = context["engine"]
    base = Base(context["folder"], context["link"])
    return prose.html(text, base, level=level, ids=ids)


def _squeezed(text: Markup) -> Markup:
    """Sentences from many lines of a template as one paragraph."""
    return Markup(" ".join(text.split()))


@cache
def _environment(written: Callable[[object], Markup] | None) -> Environment:
    def finalize(value: object) -> Markup:
        assert written
        return Markup("") if value is None else written(value)

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        finalize=finalize if written else None,
        # Text for a calendar or a mail is text already.
        autoescape=lambda name: not (name or "").endswith((".txt", ".yml")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for filter_ in (
        swedish.day,
        swedish.short_day,
        swedish.month,
        swedish.month_abbreviation,
        swedish.hour,
        swedish.number,
        swedish.dated,
    ):
        environment.filters[filter_.__name__] = filter_
    environment.filters |= {
        "prose": _prose,
        "contents": contents,
        "lines": _lines,
        "squeezed": _squeezed,
        "address": in_markdown,
        "yaml": _yaml,
    }
    environment.globals |= {"when": swedish.when, "repeat": swedish.repeat, "days": swedish.days}
    environment.globals |= {
        "standings": progress.STANDINGS,
        "bar": progress.bar,
        "part": progress.part,
        "height": progress.HEIGHT,
        "width": progress.WIDTH,
    }
    environment.globals["words"] = environment.get_template("words.jinja").module
    return environment


class Templates:
    """Renders a template with the words that every template may use.

    `markdown` is how a value is written in Markdown: so that nothing in it means anything, or so
    that a person can go on writing.
    """

    def __init__(self, markdown: Callable[[object], Markup] = inert, **words: Any) -> None:
        self._markdown = markdown
        self._words: Mapping[str, Any] = {"engine": Prose(), **words}

    @property
    def words(self) -> Any:
        """What the data's codes are called: `words.jinja`."""
        return _environment(None).globals["words"]

    def render(self, template: str, /, **words: Any) -> str:
        # In Markdown every expression is made inert, so there is no field to forget.
        suffix = template.rpartition(".")[2]
        environment = _environment({"md": self._markdown, "markdown": editable}.get(suffix))
        return environment.get_template(template).render(self._words, **words)
