"""Write a draft of a plan as a file for volunteers to read, with a question wherever something is uncertain."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from district.checks.printing import inert
from district.editing.plan_draft import Draft, DraftArea, DraftGoal, draft
from district.editing.plan_ids import Ids, continued
from district.editing.plan_markdown import fold, paragraphs
from district.editing.plan_text import Block
from district.language import swedish
from district.language.yaml_text import scalar
from district.library.library import Library
from district.model.district import District
from district.model.plan import Plan, PlanGoal
from district.model.when import YEARS
from district.reading.unusable import UnusableFileError

_ASK = "# fråga: "
_ONE_LINE = 80
# Digits and joined letters (ﬁ) within words, and words that have lost their dots.
_MISREAD = re.compile(
    r"(?<![\w-])(?:[a-zåäö]*[01568][a-zåäö]{2,}|[a-zåäö]{2,}[01568][a-zåäö]+|\w*[\ufb00-\ufb06]\w*"
    r"|ar|for|pa|fran|aven|ocksa|nar|mal|gora|ater|manga|nasta|forsta|battre|storre)(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Written:
    """A plan's file, by its name below the data folder, and what a proposal says of it, as Markdown."""

    name: str
    text: str
    note: str


def convert(
    blocks: Sequence[Block], year: str, document: str, library: Library, today: date, *, is_markdown: bool = False
) -> Written:
    """Return the file of a year's plan that was read from a document, which may be Markdown.

    Raises UnusableFileError if there can be no plan for the year, or is one.
    """
    if not re.fullmatch(r"\d{4}", year, re.ASCII) or int(year) not in YEARS:
        raise UnusableFileError("plan_year", given=year, right=today.year + 1)
    for plan in library.plans:
        if plan.name == year:
            raise UnusableFileError("plan_there", year=year, file=plan.origin.file)
    last = max((plan for plan in library.plans if plan.name < year), key=lambda plan: plan.year, default=None)
    made, earlier = draft(blocks), library.goals_in(last) if last else ()
    followed = _connect(made, earlier, library)
    lines = [
        f"# Gjord av {' '.join(document.split())}. Det som står efter # syns inte på sajten.",
        f'# Där det står "{_ASK.strip()}" är något osäkert. Rätta raden under, och ta bort frågan.',
        "# Ett id är ett kort namn i adresser. Byt det nu om du vill: när planen är publicerad ändras det aldrig.",
        *_front(made, year, today, is_markdown=is_markdown),
        *_areas(made, earlier, is_markdown=is_markdown),
    ]
    lines += [*_misread(lines), *_rest(made)]
    note = _counts(made, lines) + _decisions(earlier, followed, library.district, today)
    return Written(f"{Plan.folder}/{year}.yml", "\n".join(lines) + "\n", note)


def _connect(made: Draft, earlier: Sequence[PlanGoal], library: Library) -> Collection[str]:
    """Add the goals that the plan's goals follow, and the groups that answer for them. Return the followed goals."""
    goals = [goal for area in made.areas for goal in area.goals]
    found = continued([goal.text for goal in goals], earlier)
    groups = {group.title.casefold(): group.name for group in library.groups}
    for index, goal in enumerate(goals):
        goal.responsible = groups.get(goal.responsible.casefold(), goal.responsible)
        goal.follows, goal.is_sure = found.get(index, (None, False))
    return {followed.ref for followed, _ in found.values()}


def _front(made: Draft, year: str, today: date, *, is_markdown: bool) -> Iterator[str]:
    """Yield the fields before the areas."""
    title = made.title if year in made.title else f"{made.title or 'Verksamhetsplan'} {year}"
    if title != made.title:
        yield f"{_ASK}Är det här planens rubrik?"
    yield from _line("title", title, 0)
    yield f"{_ASK}Vilken dag blir planen offentlig?"
    yield f"published: {today}"
    if made.adopted:
        yield f"adopted: {made.adopted}"
    else:
        yield from (
            f"{_ASK}Vilken dag antogs planen? Skriv dagen, och ta bort # framför adopted.",
            f"#adopted: {year}-02-20",
        )
    yield from (f"{_ASK}{question}" for question in made.questions)
    for key, blocks in (("intro", made.intro), ("closing", made.closing)):
        yield from _text(key, blocks, 0, is_markdown=is_markdown)


def _areas(made: Draft, earlier: Sequence[PlanGoal], *, is_markdown: bool) -> Iterator[str]:
    """Yield the areas with their goals. An area that the last plan has keeps its id."""
    known = {goal.area.title.casefold(): goal.area.id for goal in earlier}
    ids = Ids()
    names = [ids.choose(area.title, wanted=known.get(area.title.casefold(), "")) for area in made.areas]
    yield "areas:" if made.areas else "areas: []"
    for area, name in zip(made.areas, names, strict=True):
        yield from _comments(area.number, area.questions, 2)
        yield f"  - id: {name}"
        yield from _line("title", area.title, 4)
        yield from _line("group", area.group, 4) if area.group else ()
        if area.quote:
            yield "    quote:"
            yield from _line("text", area.quote.text, 6)
            yield from _line("source", area.quote.mark, 6)
        yield from _text("text", area.texts, 4, is_markdown=is_markdown)
        yield from ["    goals:"] if area.goals else []
        for goal in area.goals:
            wanted = goal.follows.goal.id if goal.follows and goal.is_sure else ""
            yield from _goal(goal, ids.choose(goal.text, area=name, title=area.title, wanted=wanted))
        yield from _said(area, name, ids)


def _goal(goal: DraftGoal, name: str) -> Iterator[str]:
    yield from _comments(goal.number, goal.questions, 6)
    yield f"      - id: {name}"
    yield from _line("text", goal.text, 8)
    yield from _line("responsible", goal.responsible, 8) if goal.responsible else ()
    yield from [f"        due: {goal.due}"] if goal.due else []
    if goal.follows and goal.is_sure:
        yield f"        follows: {goal.follows.ref}"
    elif goal.follows:
        yield f"        {_ASK}Fortsätter det här målet nedan? Ta i så fall bort # framför follows."
        yield from (f"        # {line}" for line in fold(f"”{goal.follows.goal.text}”", 0))
        yield f"#        follows: {goal.follows.ref}"


def _said(area: DraftArea, name: str, ids: Ids) -> Iterator[str]:
    """Yield what may be goals in running text, as fields that are commented out."""
    if not area.said:
        return
    yield f"    {_ASK}Är det här mål? De sägs i texten. Ta i så fall bort # framför raderna under."
    yield from [] if area.goals else ["#    goals:"]
    for text in area.said:
        for line in (
            f"      - id: {ids.choose(text, area=name, title=area.title)}",
            "        said: text",
            *_line("text", text, 8),
        ):
            yield f"#{line}"


def _comments(number: str, questions: Sequence[str], indent: int) -> Iterator[str]:
    if number:
        yield f"{' ' * indent}# I dokumentet: {number}"
    for question in questions:
        yield f"{' ' * indent}{_ASK}{question}"


def _line(key: str, text: str, indent: int) -> list[str]:
    """Return a field on one line, or with its text folded below it."""
    written, is_field = scalar(text), re.match("[a-z_]+:", text)
    if is_field or (written == text and len(text) <= _ONE_LINE - indent):
        return [f"{' ' * indent}{key}: {written}"]
    return [f"{' ' * indent}{key}: >-", *fold(text, indent + 2)]


def _text(key: str, blocks: list[Block], indent: int, *, is_markdown: bool) -> list[str]:
    lines = paragraphs(blocks, indent + 2, is_markdown=is_markdown)
    return [f"{' ' * indent}{key}: |", *lines] if lines else []


def _misread(lines: Sequence[str]) -> Iterator[str]:
    """Yield the words that may have been misread when the document was scanned, with their lines in the file."""
    body = [(number, line) for number, line in enumerate(lines, 1) if not re.match(r"#|\s*- id:|\s*#", line)]
    found = [(number, word[0], line) for number, line in body for word in _MISREAD.finditer(line)]
    if found:
        yield from ("#", "# Kan de här orden vara fel inlästa? De är inte ändrade.")
        yield from (f"{_ASK}rad {number}: ”{word}” i ”{line.strip()}”" for number, word, line in found)


def _rest(made: Draft) -> Iterator[str]:
    if made.rest:
        yield from ("#", "# Det här fick ingen plats. Flytta det dit det hör, eller ta bort det.")
        yield from (f"# {line}" for text in made.rest for line in fold(text, 0))


def _counts(made: Draft, lines: Sequence[str]) -> str:
    goals = sum(len(area.goals) for area in made.areas)
    asked = sum(line.lstrip().startswith(_ASK) for line in lines)
    return (
        f"I planen: {swedish.number(len(made.areas), 'ett område', 'områden')}, "
        f"{swedish.number(goals, 'ett mål', 'mål')} och {swedish.number(asked, 'en fråga', 'frågor')}. "
        f"Frågorna är rader som börjar med `{_ASK.strip()}`.\n"
    )


def _decisions(earlier: Sequence[PlanGoal], followed: Collection[str], district: District, today: date) -> str:
    """Return a list of the last plan's goals that are neither done nor dropped, each with a link to report it.

    `followed` are those that the new plan may go on with.
    """
    rows = []
    for goal in earlier:
        if goal.standing(today) not in ("done", "dropped"):
            address = district.form_address("mal", "goal", goal.ref)
            told = f"{goal.ref}: {inert(goal.goal.text)}" + (f" ([Rapportera]({address}))" if address else "")
            rows.append(f"- [ ] {told}" + (" Fortsätter kanske: se `follows` i filen." if goal.ref in followed else ""))
    if not rows:
        return ""
    told = (
        f"\nAtt bestämma om målen från {earlier[0].plan.year}: är de genomförda, fortsätter de, eller utgår de och "
        "varför? Ett mål som fortsätter skrivs i `follows` på det nya målet. Rapportera de andra.\n"
    )
    return "\n".join([told, *rows, ""])
