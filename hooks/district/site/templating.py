"""The package's Jinja templates, and the escaping that keeps text from data plain text."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from district.language import headings, labels, markdown, plain_text, swedish, yaml_text
from district.language.headings import contents
from district.language.links import Base, absolute, in_markdown, is_local
from district.library.goal_work import STANDINGS
from district.library.library import Library
from district.model.media import published_name
from district.model.store import Store
from district.site import progress_bar
from district.site.compiled import Compiled

# Read on import, so that building a site opens no file.
SOURCES = {path.name: path.read_text("utf-8") for path in Path(__file__).with_name("templates").iterdir()}
# Whatever has a meaning in Markdown or HTML is written as a character reference, which has none in either.
_MEANING = re.compile(r"[^\w\s,.?;%/åäöÅÄÖ–-]|_|[^\S ]|(?<=\d)\.|^-|(?<=\s)-|--+|^\s|(?<=\s)\s|\s$")


def inert(value: object) -> Markup:
    """Return text escaped so that Markdown, HTML and attributes show it unchanged. Markup is returned as it is."""
    if isinstance(value, Markup):
        return value
    return Markup(_MEANING.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), str(value)))


# A backslash does not escape a character reference.
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# Markdown syntax within a line or at its start. The backslash goes before its last character.
_MARK = re.compile(r"[\\`*_\[\]|~]|<(?=[\w/!?])|^[-+>#=:]|^\d+[.)]")


def editable(value: object) -> Markup:
    """Return text as one line of Markdown that shows it unchanged, with backslashes that people can read past."""
    if isinstance(value, Markup):
        return value
    line = "" if value is None else " ".join(str(value).split())
    marked = _MARK.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)
    return Markup(_REFERENCE.sub("&amp;", marked))


def _lines(value: str | None) -> Markup:
    """Return plain text as HTML or Markdown that keeps its line breaks."""
    return Markup("<br>\n").join(inert(line) for line in (value or "").splitlines())


@pass_context
def _prose(context: Context, text: str | None, level: int = 2) -> Markup:
    """Return Markdown that a person wrote as HTML that fits into the page, or into a feed or a mail."""
    if not text:
        return Markup("")
    # Only pages have ids: links to headings lead from elsewhere to the page of the record, which has all its texts.
    ids, record = context.get("ids"), context["record"]
    is_there = ids and (record is None or record.path == context["page_folder"])
    own = "" if is_there else context["link"](record.path).unescape()
    base = Base(context["folder"], context["link"], own=own, files=context["files"])
    return markdown.html(text, base, level=level, ids=ids, store=context["store"])


@pass_context
def _page_prose(context: Context, text: str) -> Markup:
    """Return the Markdown of a whole page as HTML; its first heading is the page's only if it has the top level."""
    store = context["store"]
    level = 1 if "<h1>" in markdown.read(text, store).html else 2
    base = Base(context["folder"], context["link"], context["page_folder"], files=context["files"])
    return markdown.html(text, base, level=level, ids=context["ids"], store=store)


@pass_context
def _from_markdown(context: Context, text: str) -> Markup:
    """Return a page's template in Markdown, filled in, as HTML whose headings have ids."""
    return Markup(headings.fitted(markdown.page(text), 1, context["ids"]))


def _tied(text: str) -> str:
    """Return a time with no-break spaces after `kl.` and between the day and the month."""
    return _DAY_AND_MONTH.sub("\\1\u00a0", text.replace("kl. ", "kl.\u00a0"))


def _telephone(number: str) -> str:
    """Return a phone number as in a `tel:` address (RFC 3966): its digits, and the plus before them."""
    return re.sub(r"[^+\d]", "", number)


_DAY_AND_MONTH = re.compile(r"\b(\d{1,2}) (?=[a-zåäö]+\b)")


def _host(url: str) -> str:
    """Return the host of a URL without `www.`, to name a link."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _squeezed(text: Markup) -> Markup:
    """Return text from several lines of a template as one line."""
    return Markup(" ".join(text.split()))


_FILTERS = {
    "prose": _prose,
    "page_prose": _page_prose,
    "from_markdown": _from_markdown,
    "contents": contents,
    "lines": _lines,
    "squeezed": _squeezed,
    "tied": _tied,
    "sentence": swedish.sentence,
    "weekday": swedish.weekday_abbreviation,
    "host": _host,
    "published": published_name,
    "minutes": lambda text: plain_text.minutes_to_read([text]),
    "month_name": swedish.month_name,
    "telephone": _telephone,
    "address": in_markdown,
    "yaml": yaml_text.scalar,
    "day": swedish.day,
    "short_day": swedish.short_day,
    "month": swedish.month,
    "month_abbreviation": swedish.month_abbreviation,
    "hour": swedish.hour,
    "number": swedish.number,
    "dated": swedish.dated,
}
_GLOBALS = {
    "when": swedish.when,
    "hours": swedish.hours,
    "repeat": swedish.repeat,
    "days": swedish.days,
    "by": swedish.by,
    "standings": STANDINGS,
    "bar": progress_bar.bar,
    "segment": progress_bar.segment,
    "height": progress_bar.HEIGHT,
    "width": progress_bar.WIDTH,
    "words": labels,
}


class _Headings(Extension):
    """Convert the Markdown headings of a template to HTML when it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _HEADING.sub(lambda heading: f"<h{len(heading[1])}>{heading[2]}</h{len(heading[1])}>", source)


_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


def outward(library: Library, site_url: str, escape: Callable[[object], Markup] = inert, **values: Any) -> "Templates":
    """Return templates for files that are read outside the site, whose links are absolute."""
    link = partial(absolute, site_url=site_url)
    values |= {
        "library": library,
        "district": library.district,
        "files": library.media,
        "link": link,
        "is_trial": is_local(site_url),
    }
    return Templates(escape, store=library.store, **values)


def _finalize(escape: Callable[[object], Markup]) -> Callable[[object], Markup]:
    """Return the function that every printed value goes through. Titles and places are printed on many pages."""
    known: dict[object, Markup] = {None: Markup("")}

    def finalize(value: object) -> Markup:
        if type(value) is Markup:
            return value
        if type(value) is not str and value is not None:
            return escape(value)
        if value not in known:
            known[value] = escape(value)
        return known[value]

    return finalize


class Templates:
    """Renders the package's templates with values that all of them get, and their macros too.

    `escape` is applied to values in Markdown templates: `inert`, or `editable` for text that people go
    on editing. With `html` the headings of Markdown templates become HTML, so that a template without
    other Markdown gives finished HTML. Templates for plain text (.txt, .yml) escape nothing. Compiled
    templates, and Markdown as HTML, are kept in the `store`, if there is one.
    """

    def __init__(
        self,
        escape: Callable[[object], Markup] = inert,
        *,
        html: bool = False,
        store: Store | None = None,
        **values: Any,
    ) -> None:
        self._store = store
        self._escapes = {"md": escape, "markdown": editable}
        self._html = html
        self._values: Mapping[str, Any] = {"store": store, **values}
        self._environments: dict[object, Environment] = {}

    def render(self, template: str, /, **values: Any) -> str:
        """Return the template filled in. Raises jinja2.UndefinedError for a value that is missing."""
        return self._environment(template.rpartition(".")[2]).get_template(template).render(values)

    def _environment(self, suffix: str) -> Environment:
        escape = self._escapes.get(suffix)
        if escape not in self._environments:
            kind = f"{escape.__name__ if escape else ''} {self._html}"
            self._environments[escape] = environment = Environment(
                bytecode_cache=Compiled(self._store, kind) if self._store else None,
                loader=DictLoader(SOURCES),
                undefined=StrictUndefined,
                finalize=escape and _finalize(escape),
                # Calendars and YAML are plain text.
                autoescape=lambda name: not (name or "").endswith((".txt", ".yml")),
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=True,
                auto_reload=False,
                extensions=[_Headings] if self._html else [],
            )
            environment.filters |= _FILTERS
            environment.globals |= {**_GLOBALS, **self._values}
        return self._environments[escape]
