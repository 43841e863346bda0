"""A made-up district of any size, the same for the same size: what a party writes in ten years."""

from calendar import monthrange
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]

EPOCH = "1773586800"  # 15 March 2026
TODAY = "2026-03-15"
YEARS = range(2017, 2027)
TOWNS = ("Åmosse", "Björkträsk", "Fågelvik", "Hökahult", "Myrås", "Ödesjö", "Sälgtorp", "Tranånger")
TOPICS = ("Arbete", "Bostad", "Klimat", "Kultur", "Landsbygd", "Skola", "Trafik", "Vård")
WHAT = ("Öppet hus", "Årsmöte", "Medlemsmöte", "Torgmöte", "Dörrknackning", "Filmkväll", "Bokbord", "Soppkväll")
ABOUT = ("bostäderna", "vården", "skolan", "kollektivtrafiken", "välfärden", "klimatet", "arbetet", "äldreomsorgen")
KINDS = ("circle", "book_circle", "course", "seminar", "lecture")
WORDS = """
alla andra arbetar att barn behöver bussen bygger där det distriktet du dörren en ett fler folk framtid för
gemensam gör har hela hur hyran i in inte jämlik kafé kan kommer kommunen kväll kämpar lokalen med medlemmar
men mer möts nya när och oss på plats pratar råd samhälle samtal ska skolan som stad större så tid till
tillsammans torget under ut vad vara varje vi vill vinst våra vården vägen välkomna äldre är åt öppet över
""".split()  # noqa: SIM905


def write(folder: Path, records: int) -> Path:
    """Write a district of so many records, and give its mkdocs.yml."""
    for name, text in _files(records):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "mkdocs.yml"


def _files(records: int) -> Iterator[tuple[str, str]]:
    made = _Writer(Random(records))
    yield "mkdocs.yml", _SETTINGS
    yield "docs/om.md", "# Om oss\n\nVi finns inte.\n"
    yield "docs/tillganglighet.md", "# Tillgänglighet\n\nDet här är påhittat.\n"
    yield "data/district.yml", _yaml(_DISTRICT)
    goals = records * 20 // 100
    for year in YEARS:
        yield f"data/plan/{year}.yml", _yaml(made.plan(year, max(goals // len(YEARS), 1)))
    for number in range(records * 72 // 100):
        year = made.year()
        yield f"data/events/{year}/handelse-{number}.yml", _yaml(made.event(year))
    for number in range(records * 4 // 100):
        yield f"data/studies/studie-{number}.yml", _yaml(made.study(made.year()))
    for number in range(records * 4 // 100):
        year = made.year()
        yield f"docs/nyhetsbrev/{year}/brev-{number}.md", made.letter(year, number)


class _Writer:
    """Writes records in life-like shares: some bare, some long, a few with Markdown in them."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._goals: list[str] = []

    def year(self) -> int:
        return self._random.choice(YEARS)

    def plan(self, year: int, goals: int) -> dict[str, Any]:
        areas = [
            {"id": f"omrade-{n}", "title": f"För {ABOUT[n]}", "text": self._prose(120), "goals": []} for n in range(8)
        ]
        for number in range(goals):
            area = areas[number % len(areas)]
            area["goals"].append(self._goal(year, f"mal-{number}"))
            self._goals.append(f"{year}/{area['id']}/mal-{number}")
        return {"title": f"Verksamhetsplan {year}", "published": f"{year}-01-20", "areas": areas}

    def _goal(self, year: int, name: str) -> dict[str, Any]:
        goal: dict[str, Any] = {"id": name, "text": self._sentence(12)}
        if self._chance(60):
            row = {"date": min(self._day(year), TODAY), "text": self._sentence(15)}
            row["status"] = self._random.choice(("ongoing", "done", "dropped"))
            goal |= {"responsible": "Distriktsstyrelsen", "history": [row]}
        return goal

    def event(self, year: int) -> dict[str, Any]:
        start = f"{self._day(year)} {self._random.randint(10, 19)}:{self._random.choice(('00', '30'))}"
        event = self._record(f"{self._random.choice(WHAT)} om {self._random.choice(ABOUT)}", year)
        event |= {"start": start, "end": f"{start[:11]}21:00"}
        event["where"] = {"name": "Folkets hus", "address": f"Ågatan {self._random.randint(1, 90)}"}
        event["where"]["municipality"] = f"kommun-{self._random.randrange(len(TOWNS))}"
        if self._chance(5):
            event |= {"status": "cancelled", "note": self._sentence(8)}
        elif self._chance(8):
            event["repeat"] = {"every": "week", "interval": self._random.randint(1, 2), "count": 10}
        return event

    def study(self, year: int) -> dict[str, Any]:
        study = self._record(f"Cirkel om {self._random.choice(ABOUT)}", year)
        study |= {"kind": self._random.choice(KINDS), "leader": "Studieorganisatören"}
        days = sorted({self._day(year) for _ in range(5)})
        study["sessions"] = [{"start": f"{day} 18:00", "end": f"{day} 20:15", "reading": "Kapitel ett"} for day in days]
        return study

    def letter(self, year: int, number: int) -> str:
        head = {
            "title": f"Brev {number}",
            "date": min(self._day(year), TODAY),
            "summary": self._sentence(14),
            "goals": self._some(),
        }
        parts = [f"## {self._sentence(5)}\n\n{self._prose(90)}\n\n- {self._sentence(9)}\n- {self._sentence(9)}\n"] * 4
        return f"---\n{_yaml(head)}---\n\n" + "\n".join(parts)

    def _record(self, title: str, year: int) -> dict[str, Any]:
        record = {"title": title, "published": f"{year}-01-10", "summary": self._sentence(14), "goals": self._some()}
        record["topics"] = [f"amne-{self._random.randrange(len(TOPICS))}"]
        if self._chance(70):
            record["text"] = self._prose(80)
        return record

    def _some(self) -> list[str]:
        return self._random.sample(self._goals, 1) if self._chance(40) else []

    def _day(self, year: int) -> str:
        month = self._random.randint(1, 12)
        return f"{year}-{month:02}-{self._random.randint(1, monthrange(year, month)[1]):02}"

    def _sentence(self, words: int) -> str:
        text = " ".join(self._random.choices(WORDS, k=words))
        return text[0].upper() + text[1:] + "."

    def _prose(self, words: int) -> str:
        """Paragraphs; in every third text one of them is Markdown."""
        parts = [self._sentence(words // 6) + " " + self._sentence(words // 6) for _ in range(3)]
        if self._chance(33):
            parts[1] = f"Läs **mer** i [kalendern](/kalender/).\n\n- {self._sentence(6)}\n- {self._sentence(6)}"
        return "\n\n".join(parts) + "\n"

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent


def _yaml(value: dict[str, Any]) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


class _Dumper(yaml.SafeDumper):
    """Writes days and times bare and long texts as blocks, as people do."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, "|" if "\n" in value else None)


_Dumper.add_representer(str, _text)

_SETTINGS = f"""\
INHERIT: {ROOT / "mkdocs.yml"}
site_url: https://pahittat.example/
docs_dir: docs
extra:
  data_dir: data
hooks:
  - {ROOT / "hooks/generated_files.py"}
theme:
  custom_dir: {ROOT / "overrides"}
"""
_DISTRICT: dict[str, Any] = {
    "name": "Vänsterpartiet Påhittade",
    "short_name": "V Påhittade",
    "id": "pahittade",
    "municipalities": [{"id": f"kommun-{number}", "name": name} for number, name in enumerate(TOWNS)],
    "topics": [{"id": f"amne-{number}", "name": name} for number, name in enumerate(TOPICS)],
    "repository": "https://github.com/exempel/pahittade",
}
