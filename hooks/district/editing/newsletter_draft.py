"""Write the draft of the next newsletter, as Markdown for a person to finish."""

from collections.abc import Iterator
from datetime import date

import yaml
from markupsafe import Markup

from district.editing.newsletter_digest import Digest, digest
from district.language import swedish
from district.library.library import Library
from district.model.when import When
from district.site.templating import Templates


def draft(library: Library, today: date) -> str:
    """Return the text of the newsletter's file: front matter, and a body with placeholders for what a person writes."""
    contents = digest(library, today)
    text_format = TextFormat(today)
    templates = Templates(library=library, today=today, link=lambda target: Markup(f"/{target}"))
    body = templates.render("draft.markdown", digest=contents, format=text_format)
    head = _front_matter(contents, text_format)
    front_matter = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front_matter}---\n\n{body}"


def _front_matter(contents: Digest, text_format: "TextFormat") -> dict[str, object]:
    head: dict[str, object] = {
        "title": f"Nyhetsbrev {swedish.month(contents.today)}",
        "date": contents.today,
        "summary": swedish.sentence(swedish.listed(_summary(contents, text_format))) + ".",
    }
    last = contents.last
    # A number with letters, such as 3B, cannot be incremented.
    if last and last.number and last.number.isdecimal():
        head["number"] = int(last.number) + 1
    if contents.goals:
        head["goals"] = [*contents.goals]
    return head


def _summary(contents: Digest, text_format: "TextFormat") -> Iterator[str]:
    """Yield the parts of: 25 händelser fram till 10 maj, en ny studie, nytt om två mål."""
    number = swedish.number
    if upcoming := len(contents.upcoming + contents.undated):
        until = text_format.omit_year(swedish.short_day(contents.until))
        yield f"{number(upcoming, 'en händelse', 'händelser')} fram till {until}"
    if changes := len(contents.changes):
        yield number(changes, "en ändring", "ändringar")
    if studies := len(contents.studies):
        yield number(studies, "en ny studie", "nya studier")
    if goals := len(contents.goals):
        yield f"nytt om {number(goals, 'ett mål', 'mål')}"
    if not (upcoming or changes or studies or goals):
        yield "just nu har vi inget nytt att berätta"


class TextFormat:
    """Format days, times and sentences for a newsletter. The current year is left out of dates."""

    capitalize = staticmethod(swedish.sentence)

    def __init__(self, today: date) -> None:
        self._year = today.year

    def omit_year(self, text: str) -> str:
        return swedish.in_year(text, self._year)

    def when(self, start: When, end: When | None = None) -> str:
        """Return a time such as: tisdag 18 mars kl. 18.30–20.00, i maj, under 2026."""
        if start.has_day:
            return self.omit_year(swedish.when(start, end))
        return "i " + self.omit_year(swedish.when(start)) if start.month else f"under {start.year}"

    def day(self, value: date) -> str:
        return self.omit_year(swedish.day(value))

    @staticmethod
    def sentence(text: str) -> str:
        """Return the text with a full stop unless it ends with a mark already."""
        return text if text.rstrip().endswith((".", "!", "?", "…", ":")) else f"{text.rstrip()}."
