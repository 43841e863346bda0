"""Texts to paste into a post: a short and a long one, with what matters first and the address last."""

from collections.abc import Iterable
from dataclasses import dataclass

from district.language import labels, swedish
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import PlanGoal
from district.site.announcement import Announcement

_WELCOME = "Välkommen!"
_PROMISED = "Det här lovade vi. Nu är det gjort."


@dataclass(frozen=True)
class Posts:
    """A short and a long text."""

    short: str
    long: str

    @property
    def file(self) -> str:
        """Both texts as one file to download, where scripts cannot copy them."""
        return f"KORT TEXT\n\n{self.short}\n\n\nLÅNG TEXT\n\n{self.long}\n"


def of_announcement(what: Announcement) -> Posts:
    """Return the texts about an event or a study."""
    if what.is_off:
        was = f"Skulle ha varit: {_inside(what.when)}"
        short = _lines([what.headline, was, what.url])
        return Posts(short, _paragraphs([what.headline, was, what.note, what.url]))
    label = what.label and f"{what.label}: "
    welcome = "" if what.is_full else _WELCOME
    short = _lines([f"{label}{what.title}", what.when, what.where, welcome, what.url])
    facts = _lines(
        [
            f"När: {_inside(what.when)}",
            what.also,
            what.where and f"Var: {what.where}",
            *(f"{name}: {text}" for name, text in what.facts),
        ]
    )
    end = _lines([f"{welcome} Läs mer:".strip(), what.url])
    return Posts(short, _paragraphs([f"{label}{what.title}", what.note, what.summary, facts, end]))


def of_goal(plan_goal: PlanGoal, site_url: str) -> Posts:
    """Return the texts about a goal that is done, in the words of the plan and of the report."""
    goal = plan_goal.goal
    reports = sorted((row for row in goal.history if row.status == "done"), key=lambda row: row.date)
    promise, url = swedish.sentence(goal.text), site_url + plan_goal.path
    quoted = f"”{promise}”"
    report = reports[-1].text if reports else ""
    return Posts(_paragraphs([_PROMISED, quoted, url]), _paragraphs([_PROMISED, quoted, report, url]))


def of_text(record: News | Newsletter, site_url: str) -> Posts:
    """Return the texts about a newsletter or a piece of news."""
    title = f"Nytt nyhetsbrev: {record.title}" if isinstance(record, Newsletter) else record.title
    if isinstance(record, News) and record.type != "news":
        title = f"{labels.news_kind[record.type]}: {record.title}"
    url = site_url + record.path
    long = _paragraphs([title, record.summary or "", _lines(["Läs hela:", url])])
    return Posts(_lines([title, url]), long)


def _inside(when: str) -> str:
    """Return a time as it stands within a sentence."""
    return when[:1].lower() + when[1:]


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(filter(None, parts))


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))
