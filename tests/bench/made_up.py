"""A made-up district of any size, the same for the same size: what a party writes in ten years."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml
from PIL import Image

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


@dataclass(frozen=True)
class Shape:
    """How much a district has written. `goals` are those of each plan; by default a fifth of the records."""

    records: int
    places: int = 8  # municipalities, and as many topics
    daily: int = 0  # events every day for a year
    plans: int = 10
    goals: int = 0
    photos: int = 0


def write(folder: Path, records: int) -> Path:
    """Write a district of so many records, and return its mkdocs.yml."""
    return write_shape(folder, Shape(records))


def write_shape(folder: Path, shape: Shape) -> Path:
    """Write a district of this shape, and return its mkdocs.yml."""
    for name, text in _files(shape):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if shape.photos:
        _photos(folder / "docs", shape.photos)
    return folder / "mkdocs.yml"


def _photos(docs: Path, number: int) -> None:
    """Write photos of 12 megapixels, each shown on one page."""
    noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000)).convert("RGB")
    (docs / "bilder").mkdir(parents=True)
    for each in range(number):
        noise.paste((each % 256, each * 7 % 256, 90), (each, each, each + 200, each + 200))
        noise.save(docs / f"bilder/{each}.jpg", quality=92)
    shown = "\n\n".join(f"![Bild {each}](bilder/{each}.jpg)" for each in range(number))
    (docs / "album.md").write_text(f"# Album\n\n{shown}\n", "utf-8")


def _files(shape: Shape) -> Iterator[tuple[str, str]]:
    records = shape.records
    made = _Writer(Random(records), shape.places)
    yield "mkdocs.yml", _SETTINGS
    yield "docs/om.md", "# Om oss\n\nVi finns inte.\n"
    yield "docs/tillganglighet.md", "# Tillgänglighet\n\nDet här är påhittat.\n"
    yield "data/district.yml", _yaml(_district(shape.places))
    goals = shape.goals or max(records * 20 // 100 // shape.plans, 1)
    for year in range(YEARS.stop - shape.plans, YEARS.stop):
        yield f"data/plan/{year}.yml", _yaml(made.plan(year, goals))
    for number in range(shape.daily):
        yield f"data/events/2026/daglig-{number}.yml", _yaml(made.event(2026) | _DAILY)
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

    def __init__(self, random: Random, places: int) -> None:
        self._random = random
        self._places = places
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
        event["where"]["municipality"] = f"kommun-{self._random.randrange(self._places)}"
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
        record["topics"] = [f"amne-{self._random.randrange(self._places)}"]
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
_DAILY: dict[str, Any] = {
    "start": "2026-01-01 18:00",
    "end": "2026-01-01 19:00",
    "repeat": {"every": "day", "until": "2026-12-31"},
}


def _district(places: int) -> dict[str, Any]:
    def named(kind: str, names: tuple[str, ...]) -> list[dict[str, str]]:
        all_names = [f"{name} {turn}" if turn else name for turn in range(places // len(names) + 1) for name in names]
        return [{"id": f"{kind}-{number}", "name": name} for number, name in enumerate(all_names[:places])]

    return {
        "name": "Vänsterpartiet Påhittade",
        "short_name": "V Påhittade",
        "id": "pahittade",
        "municipalities": named("kommun", TOWNS),
        "topics": named("amne", TOPICS),
        "repository": "https://github.com/exempel/pahittade",
    }
