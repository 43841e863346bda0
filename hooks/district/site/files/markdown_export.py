"""A page's words as Markdown that a person can take along and go on writing in."""

import re
from datetime import date
from functools import partial

from district.language.links import absolute
from district.library.library import Library
from district.site.page import Page
from district.site.templating import Templates, editable

_EMPTY_LINES = re.compile(r"\n{3,}")


def markdown(page: Page, template: str, library: Library, today: date, site_url: str) -> str:
    """What the page says by its template, with full addresses and no more marks than needed."""
    link = partial(absolute, site_url=site_url)
    templates = Templates(editable, library=library, district=library.district, today=today, link=link)
    text = templates.render(f"{template}.md", title=page.title, **page.values)
    return _EMPTY_LINES.sub("\n\n", text).strip() + "\n"
