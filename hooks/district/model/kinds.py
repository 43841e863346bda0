"""Which kinds of files there are: where each lies, and what it may be called."""

import re
from dataclasses import dataclass

from district.model.base import Record
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study

LETTERS = "nyhetsbrev"
RECORD_ENDINGS = (".yml", ".yaml")
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", *RECORD_ENDINGS)
_NAME = "[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True)
class Folder:
    """Where records of a kind lie, and what their files may be called."""

    model: type[Record]
    pattern: str
    example: str

    def holds(self, name: str) -> bool:
        return re.fullmatch(self.pattern, name, re.ASCII) is not None


FOLDERS = {
    "events": Folder(Event, rf"\d{{4}}/{_NAME}", "events/2024/valskola.yml"),
    "studies": Folder(Study, _NAME, "studies/valskola.yml"),
    "plan": Folder(Plan, r"\d{4}", "plan/2024.yml"),
}
LETTER = Folder(Newsletter, rf"\d{{4}}/{_NAME}", f"{LETTERS}/2024/valet.md")
PAGE_NAME = re.compile(rf"({_NAME}/)*({_NAME}|README)", re.ASCII)
