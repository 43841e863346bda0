"""Make a draft of a plan from a document's blocks: its areas, their texts word for word, and their goals."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from district.editing.plan_shapes import headings, quotations
from district.editing.plan_text import Block, looks_like_heading
from district.language import written_times
from district.model.plan import PlanGoal

# Headings that only lead to a list, that begin and end a plan, and that list its contents.
_LEADS = re.compile(
    r"(?:våra |årets )?(?:del)?mål(?:en|et|sättning(?:ar|arna|en)?)?(?: (?:för|under) .*)?|aktiviteter|åtgärder|vi vill"
)
_OPENING = ("inledning", "inledande ord", "bakgrund", "förord")
_CLOSING = ("avslutningsvis", "avslutning", "till sist", "slutord", "sammanfattning")
_CONTENTS = ("innehåll", "innehållsförteckning")
_TITLE = re.compile(r"plan|program|20\d\d", re.IGNORECASE)
_ADOPTED = re.compile(r"\b(?:antag|anto|faststäl|beslut)\w*\b.*?\b(\d{4}-\d\d-\d\d|\d{1,2} \w+ \d{4})\b", re.IGNORECASE)
# Where the signatures begin: at a line to write on, or at a place and a day.
_SIGNED = re.compile(r"[\s\\]*_{5,}.*|[A-ZÅÄÖ][\w -]{1,40}?,? (?:den )?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d)")
_MOST_SIGNATURES = 12
_COLUMNS = {
    **dict.fromkeys(("mål", "målsättning", "aktivitet", "åtgärd", "insats", "uppgift", "vad"), "text"),
    **dict.fromkeys(("ansvarig", "ansvariga", "ansvar", "vem"), "responsible"),
    **dict.fromkeys(("när", "klart", "tid", "tidplan", "datum", "senast"), "due"),
    **dict.fromkeys(("område", "rubrik"), "area"),
}
# A goal that is said in a sentence: in any area, and in one without a list.
_SAID = re.compile(r"\b(?:mål|målsättning|målet|ambitionen|avsikten)\b[^,:;]{0,60}? är att (.+)", re.IGNORECASE)
_SAID_LOOSELY = re.compile(
    r"\b(?:vi|distriktet|distriktsstyrelsen|styrelsen|föreningen|gruppen)\b[^,:;]{0,30}?"
    r" (?:ska|skall|vill|kommer att|planerar att|tänker) (.+)",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"(?:,? (?:mm|m\.m|med mera|osv|etc))?[.!]*$")


@dataclass
class DraftGoal:
    """A goal, and what is uncertain about it.

    `number` is the one that it has in the document, and `follows` a goal of the last plan that it may continue.
    """

    text: str
    number: str = ""
    responsible: str = ""
    due: str = ""
    follows: PlanGoal | None = None
    is_sure: bool = False
    questions: list[str] = field(default_factory=list)


@dataclass
class DraftArea:
    """An area with its paragraphs and its goals."""

    title: str
    group: str = ""
    number: str = ""
    quote: Block | None = None
    texts: list[Block] = field(default_factory=list)
    goals: list[DraftGoal] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """What in the text may be goals."""
        ways = (_SAID,) if self.goals else (_SAID, _SAID_LOOSELY)
        words = (block.text for block in self.texts if block.kind == "paragraph")
        sentences = [part for text in words for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", text)]
        found = (next(filter(None, (way.search(sentence) for way in ways)), None) for sentence in sentences)
        return [_AND_SO_ON.sub("", match[1]) for match in found if match]


@dataclass
class Draft:
    """A plan as a document has it; `rest` is what has no place in it."""

    title: str = ""
    adopted: str = ""
    intro: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    areas: list[DraftArea] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def draft(blocks: Iterable[Block]) -> Draft:
    """Return the plan that the blocks of a document make. No word of them is lost."""
    made, whole = Draft(), [*quotations([*blocks])]
    made.rest = [block.text for block in whole if block.kind == "rest" and not block.mark]
    made.questions = [block.text for block in whole if block.kind == "rest" and block.mark]
    made.rest += [block.text for block in whole if _is_contents(block)]
    kept = _without_front([block for block in whole if block.kind != "rest" and not _is_contents(block)], made)
    found = headings(_without_signatures(kept, made))
    if any(block.kind == "heading" and not block.level for block in found):
        made.questions.append("Rubrikerna är gissade efter hur raderna ser ut. Är varje område ett område?")
    _Reader(made).read(found)
    for names, index, texts in ((_OPENING, 0, made.intro), (_CLOSING, -1, made.closing)):
        if made.areas and made.areas[index].title.casefold() in names and not made.areas[index].goals:
            area = made.areas.pop(index)
            texts += [Block("heading", area.title), *filter(None, [area.quote]), *area.texts]
            is_used = area.group in {other.group for other in made.areas}
            made.rest += filter(None, [area.number, "" if is_used else area.group])
    goals = [block for block in made.intro if block.kind == "item"]
    if goals and not made.areas:
        made.intro = [block for block in made.intro if block.kind != "item"]
        made.questions.append("Dokumentet har inga rubriker. Vilka områden finns det?")
        made.areas.append(DraftArea("Mål", goals=[DraftGoal(block.text, block.mark) for block in goals]))
    return made


def _is_contents(block: Block) -> bool:
    return block.kind in ("heading", "paragraph") and block.text.casefold() in _CONTENTS


def _without_signatures(blocks: list[Block], made: Draft) -> list[Block]:
    """Take the signatures at the end from the blocks, so that no name of a person becomes a goal."""
    start = max(len(blocks) - _MOST_SIGNATURES, 1)
    for index, block in enumerate(blocks[start:], start):
        is_last = all(after.kind in ("paragraph", "row") for after in blocks[index:])
        if is_last and _SIGNED.fullmatch(block.text):
            made.rest += [each.text for each in blocks[index:]]
            return blocks[:index]
    return blocks


def _without_front(blocks: list[Block], made: Draft) -> list[Block]:
    """Take the title and the day that the plan was adopted from the blocks; return the others."""
    for index, block in enumerate(blocks[:3]):
        if not (block.kind == "heading" or (block.kind == "paragraph" and looks_like_heading(block.text))):
            break
        if _TITLE.search(block.text) and not _ADOPTED.search(block.text):
            made.title, made.rest = block.text, made.rest + [each.text for each in blocks[:index]]
            blocks = blocks[index + 1 :]
            break
    for block in blocks[:3] + blocks[-3:]:
        told = _ADOPTED.search(block.text) if block.kind in ("paragraph", "heading") and len(block.text) < 120 else None
        day = written_times.read(told[1])[0] if told else ""
        if len(day) == 10:
            made.adopted = day
            made.rest.append(block.text)
            return [each for each in blocks if each is not block]
    return blocks


class _Reader:
    """Reads blocks in their order into a draft."""

    def __init__(self, made: Draft) -> None:
        self.made = made
        self.area: DraftArea | None = None
        self.level, self.group, self.group_level = 0, "", 0
        self.columns: list[str] = []

    def read(self, blocks: Sequence[Block]) -> None:
        for block, after in pairwise([*blocks, Block("rest", "")]):
            if block.kind == "row":
                self._row(block.cells)
                continue
            self.columns = []
            if block.kind == "heading":
                self._heading(block, after)
            elif self.area is None:
                self.made.intro.append(block)
            elif block.kind == "item":
                self._item(block, self.area)
            else:
                self._paragraph(block, self.area)
        self._end_group()

    def _heading(self, block: Block, after: Block) -> None:
        is_above = after.kind == "heading" and (after.level > block.level or not block.level)
        if self.area and _LEADS.fullmatch(block.text.casefold().rstrip(":")):
            self.area.texts.append(replace(block, kind="paragraph"))
        elif is_above and not _LEADS.fullmatch(after.text.casefold().rstrip(":")):
            self._end_group()
            self.area, self.group, self.group_level = None, block.text, block.level
        else:
            if block.level <= self.group_level and block.level:
                self._end_group()
            is_opening = self.area and self.area.title.casefold() in _OPENING
            if self.area and not self.group and not is_opening and block.level > self.level > 0:
                self.group, self.group_level = self.area.title, self.level
                self.area.questions.append("Rubriken har både egen text och underrubriker. Är den ett eget område?")
            self.level = block.level
            self._add_area(block.text, block.mark)

    def _add_area(self, title: str, number: str = "") -> None:
        self.area = DraftArea(title, self.group, number)
        self.made.areas.append(self.area)

    def _end_group(self) -> None:
        """Close the current group. If it has no area, keep its name in `rest`."""
        if self.group and not any(self.group in (area.group, area.title) for area in self.made.areas):
            self.made.rest.append(self.group)
        self.group = ""

    def _paragraph(self, block: Block, area: DraftArea) -> None:
        if block.kind == "quote" and block.mark and not area.quote:
            area.quote = block
        elif block.text[0].islower() and area.texts and area.texts[-1].text.endswith(":"):
            area.goals.append(DraftGoal(block.text, questions=["Raden har ingen punkt i dokumentet. Är den ett mål?"]))
        else:
            area.texts.append(block)

    def _item(self, block: Block, area: DraftArea) -> None:
        is_below = block.level > 1 and area.goals
        asked = ["I dokumentet står det här under målet ovanför. Är det ett eget mål?"] if is_below else []
        area.goals.append(DraftGoal(block.text, block.mark, questions=asked))

    def _row(self, cells: Sequence[str]) -> None:
        """Read a row of a table as a goal, or as the names of the columns."""
        names = [_COLUMNS.get(cell.casefold().rstrip(":"), "") for cell in cells]
        if not self.columns and "text" in names:
            self.columns = names
            self.made.rest.append(" | ".join(cells))
            return
        self.columns = self.columns or ["text"]
        told, others = dict[str, str](), list[str]()
        for name, cell in zip([*self.columns, *("" for _ in cells)], cells, strict=False):
            if name and cell and name not in told:
                told[name] = cell
            elif cell:
                others.append(cell)
        due, until = written_times.read(told.get("due", ""))
        if until or not due:
            due = ""
            others += filter(None, [told.get("due")])
        if "area" in told or self.area is None:
            self._add_area(told.get("area") or self.group or "Mål")
        questions = [f"I tabellen står också ”{other}”. Var hör det hemma?" for other in others]
        if "text" in told and self.area:
            goal = DraftGoal(told["text"], "", told.get("responsible", ""), due, questions=questions)
            self.area.goals.append(goal)
        else:
            self.made.rest += [*others, *(told[name] for name in ("responsible", "due") if name in told)]
