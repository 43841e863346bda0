"""The next newsletter as a first draft: what the data has to tell, in Markdown to go on writing in."""

from collections.abc import Iterator
from datetime import date

import yaml
from markupsafe import Markup

from district.editing.newsletter_digest import News, news
from district.language import swedish
from district.library.library import Library
from district.model.when import When
from district.site.templating import Templates


def draft(library: Library, today: date) -> str:
    """The letter as a file: front matter, and text with marked places for greeting and sign-off."""
    found = news(library, today)
    words = Words(today)
    head: dict[str, object] = {
        "title": f"Nyhetsbrev {swedish.month(today)}",
        "date": today,
        "summary": words.first(swedish.listed(_summary(found, words))) + ".",
    }
    # Counts on where letters are numbered by figures alone.
    if found.last and found.last.number and found.last.number.isdecimal():
        head["number"] = int(found.last.number) + 1
    if found.goals:
        head["goals"] = [*found.goals]
    templates = Templates(library=library, today=today, link=lambda target: Markup(f"/{target}"))
    body = templates.render("draft.markdown", news=found, say=words)
    front_matter = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{front_matter}---\n\n{body}"


def name_for(today: date) -> str:
    """What a letter of the month is called unless somebody says otherwise: mars."""
    return swedish.slug(swedish.month(today).split()[0])


def _summary(found: News, words: "Words") -> Iterator[str]:
    """25 händelser fram till 10 maj, en ny studie, nytt om två mål"""
    number = swedish.number
    if coming := len(found.coming + found.undated):
        until = words.this_year(swedish.short_day(found.until))
        yield f"{number(coming, 'en händelse', 'händelser')} fram till {until}"
    if changes := len(found.changes):
        yield number(changes, "en ändring", "ändringar")
    if studies := len(found.studies):
        yield number(studies, "en ny studie", "nya studier")
    if goals := len(found.goals):
        yield f"nytt om {number(goals, 'ett mål', 'mål')}"
    if not (coming or changes or studies or goals):
        yield "just nu har vi inget nytt att berätta"


class Words:
    """How a letter says things to people who read it in the year that it is written."""

    def __init__(self, today: date) -> None:
        self._year = f" {today.year}"

    def this_year(self, text: str) -> str:
        return text.replace(self._year, "")

    def when(self, start: When, end: When | None = None) -> str:
        """tisdag 18 mars kl. 18.30–20.00, i maj, under 2026: with its year only if it is another."""
        if start.has_day:
            return self.this_year(swedish.when(start, end))
        return "i " + self.this_year(swedish.when(start)) if start.month else f"under {start.year}"

    def day(self, value: date) -> str:
        return self.this_year(swedish.day(value))

    @staticmethod
    def first(text: str) -> str:
        """The text with a capital first letter, and no other letter changed."""
        return text[:1].upper() + text[1:]

    @staticmethod
    def sentence(text: str) -> str:
        """The text with a full stop, unless it ends like a sentence already."""
        return text if text.rstrip().endswith((".", "!", "?", "…", ":")) else f"{text.rstrip()}."

    @staticmethod
    def url(address: str) -> Markup:
        """An address as the target of a Markdown link."""
        return Markup(address.replace("(", "%28").replace(")", "%29"))
