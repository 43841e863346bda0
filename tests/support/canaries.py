"""Unique words (canaries) in every place where something for members only may be written."""

import io
import random
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pikepdf
import yaml
from PIL import Image, PngImagePlugin
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from district.model.base import Record, WrittenRecord
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study
from sites import copy_example, write_files

# Valid values, by key or by key and the one above it, for fields whose value is checked; every other text is a canary.
FITTING: dict[str, Any] = {
    "published": "2025-03-01",
    "date": "2025-03-01",
    "updated": "2025-03-02",
    "start": "2025-06-05 18:00",
    "end": "2025-06-05 20:00",
    "moved_from": "2025-06-04 18:00",
    "by": "2025-06-01",
    "due": "2025-12",
    "adopted": "2025-02-01",
    "until": "2025-06-26",
    "from": "2025-06-12",
    "except": ["2025-06-19"],
    "cancelled.date": "2025-06-26",
    "on": ["thu"],
    "interval": "1",
    "topics": ["studier"],
    "goals": ["2025/studier/cirklar"],
    "municipality": "trollmossa",
    "study": "grundcirkel",
    "follows": "2025/studier/cirklar",
    "abf": "false",
    "phone": "033-12 34 56",
    "order": "1",
    "municipalities": ["trollmossa"],
    "groups": ["distriktsstyrelsen"],
}
ADDRESSES = dict.fromkeys(("url", "online"), "https://example.org/{}") | {"email": "{}@example.org"}
LEFT_OUT = {"count", "dates", "nth", "origin"}
# The public district: what the values above refer to, and little more.
PUBLIC = {
    "data/district.yml": "name: Föreningen Blåbär\nshort_name: Blåbär\nid: blabar\n"
    "municipalities: [{id: trollmossa, name: Trollmossa}]\ntopics: [{id: studier, name: Studier}]\n",
    "data/groups/distriktsstyrelsen.yml": "title: Styrelsen\nkind: board\npublished: 2025-01-02\n",
    "data/plan/2025.yml": "title: Plan\npublished: 2025-02-01\nareas:\n"
    "- {id: studier, title: Studier, goals: [{id: cirklar, text: Vi plockar blåbär.}]}\n",
    "data/studies/grundcirkel.yml": "title: Grundcirkel\nkind: circle\npublished: 2025-01-02\n",
    "docs/om.md": "# Om oss\n\nVi plockar blåbär.\n",
}


@dataclass
class Flock:
    """Every canary of a run, by the place where it is written."""

    dice: random.Random = field(default_factory=random.SystemRandom)
    planted: dict[str, str] = field(default_factory=dict)

    def new(self, place: str) -> str:
        # Not a word in any language, and letters that no encoding, slug or upper case changes.
        word = "".join(self.dice.choice("bcdfghjkmnpqrtvwxz") for _ in range(14))
        self.planted[place] = word
        return word

    def record(self, model: type[BaseModel], place: str) -> dict[str, Any]:
        """Return a record of the kind with every field filled in."""
        found = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            if key in LEFT_OUT or name in LEFT_OUT or key.startswith("\0"):
                continue
            found[key] = self.value(key, info, f"{place}.{key}")
        return found

    def value(self, key: str, info: FieldInfo, place: str) -> Any:
        inner = next((part for part in parts(info.annotation) if is_model(part)), None)
        if inner and key == "goals":
            return [self.record(inner, place)]
        for known in (".".join(place.split(".")[-2:]), key):
            if known in FITTING:
                return FITTING[known]
        if inner:
            value = self.record(inner, place)
            return [value] if any(get_origin(part) is tuple for part in parts(info.annotation)) else value
        if options := next((get_args(part) for part in parts(info.annotation) if get_origin(part) is Literal), None):
            return "week" if key == "every" else options[0]
        if key in ADDRESSES:
            return ADDRESSES[key].format(self.new(place))
        if key == "file":
            return "bilder/planterad.jpg"
        if key == "was":
            return [self.new(place)]
        return self.new(place) if key in ("id", "title") else f"Hemligt {self.new(place)} här."


def parts(annotation: Any) -> Iterator[Any]:
    """Yield the annotation, and the types inside `X | None` and `tuple[X, ...]`."""
    yield annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        for part in get_args(annotation):
            yield from parts(part)


def is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def plant(folder: Path) -> tuple[Path, Flock]:
    """Write a district with canaries in what is for members; return its member configuration."""
    flock = Flock()
    copy_example(folder)
    for name in ("data", "docs", "medlem-data", "medlem-docs"):
        shutil.rmtree(folder / name)
    write_files(folder, PUBLIC)
    kinds: list[tuple[type[Record], str, str]] = [
        (Event, "event", "events/2025/{}.yml"), (Event, "nästa event", "events/2025/{}.yml"),
        (Study, "study", "studies/{}.yml"), (Plan, "plan", "plan/2031.yml"),
        (Newsletter, "newsletter", "nyhetsbrev/2025/{}.md"), (News, "news", "nytt/2025/{}.md"),
        (Group, "group", "groups/{}.yml"),
    ]  # fmt: skip
    for model, named, where in kinds:
        record = flock.record(model, named)
        if model in (Event, Newsletter, News):
            record["was"] = [f"2025/{record['was'][0]}"]
        if model is Plan:
            # An old name is a year, which can be no canary.
            del flock.planted["plan.was"]
            record["was"] = ["2030"]
        name = flock.new(f"{named} filnamn") if "{}" in where else ""
        path = folder / ("medlem-docs" if issubclass(model, WrittenRecord) else "medlem-data") / where.format(name)
        text = yaml.safe_dump(record, allow_unicode=True, default_style='"')
        if issubclass(model, WrittenRecord):
            body = f"Hemligt {flock.new(f'{named}.text')} här."
            text = f"---\n{yaml.safe_dump(record, allow_unicode=True, default_style=chr(34))}---\n\n# Brev\n\n{body}\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    plant_pages(folder / "medlem-docs", flock)
    return folder / "mkdocs.members.yml", flock


def plant_pages(docs: Path, flock: Flock) -> None:
    """Write a page with front matter, a comment, pictures and attachments."""
    title, body, comment = (flock.new(f"sida {name}") for name in ("titel", "text", "kommentar"))
    pdf, picture = flock.new("bilaga filnamn"), flock.new("bild filnamn")
    (docs / f"{flock.new('sida filnamn')}.md").write_text(
        f"---\ntitle: {title}\ndescription: {flock.new('sida beskrivning')}\n---\n\n"
        f"# {title}\n\n{body}\n\n"
        f"<!-- {comment} -->\n\n![{flock.new('bild alt')}](bilder/{picture}.png)\n\n[Bilaga](filer/{pdf}.pdf)\n",
        "utf-8",
    )
    for name in ("bilder", "filer"):
        (docs / name).mkdir()
    image = Image.new("RGB", (1700, 40), "#a8121c")
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", flock.new("bild PNG-text"))
    notes.add_text("Author", flock.new("bild PNG-text, packad"), zip=True)
    image.save(docs / f"bilder/{picture}.png", pnginfo=notes)
    image.save(
        docs / "bilder/planterad.jpg", exif=exif(flock.new("bild EXIF")), comment=flock.new("bild JPEG").encode()
    )
    document(docs / f"filer/{pdf}.pdf", flock.new("bilaga text"), flock.new("bilaga författare"))


def document(file: Path, text: str, author: str) -> None:
    """Write a PDF with a compressed text, and its author in all places where programs write one."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = pdf.make_stream(zlib.compress(text.encode()), Filter=pikepdf.Name.FlateDecode)
        page.Thumb = pdf.make_stream(author.encode())
        page.PieceInfo = pikepdf.Dictionary(Program=pikepdf.String(author))
        page.Metadata = pdf.make_stream(author.encode())
        pdf.docinfo["/Author"] = author
        with pdf.open_metadata() as xmp:
            xmp["dc:creator"] = [author]
        pdf.save(file, compress_streams=False)


def exif(text: str) -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = text  # ImageDescription
    found[0x9C9C] = text.encode("utf-16-le")  # XPComment
    return found


def photo(comment: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#a8121c").save(out, "JPEG", exif=exif(comment))
    return out.getvalue()
