"""The examples in README and CONTRIBUTING can be read as they are."""

import re
from pathlib import Path

from canaries import document, photo
from district.reading import load, settings
from district.reading.unmeant import TEMPLATE_WORDS
from sites import ROOT, SMALL, Write

HANDBOOK = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")


BLOCKS = re.findall(
    r"^```(?:yaml|markdown)?\n(.*?)^```", HANDBOOK + (ROOT / "README.md").read_text("utf-8"), re.M | re.S
)


TEMPLATES = [*(ROOT / "hooks/district").rglob("new-*.yml"), ROOT / "hooks/district/editing/new_file.py"]
EVERYWHERE = HANDBOOK + "".join(path.read_text("utf-8") for path in TEMPLATES)


PLAN = """title: Plan
published: 2027-01-01
areas:
  - id: klimat
    title: Klimat
    goals:
      - id: cykelvag
        text: B
"""


def block(start: str) -> str:
    """Return the example that begins with a text, of which there is one."""
    (found,) = (text for text in BLOCKS if text.startswith(start))
    return str(found)


def changed(text: str) -> str:
    """Return an example in which the words that must be written over are replaced."""
    for words in TEMPLATE_WORDS:
        text = text.replace(words, "Hos oss.")
    return text


def test_every_example_is_valid_once_its_words_are_changed(write: Write) -> None:
    assert [words for words in TEMPLATE_WORDS if words not in EVERYWHERE] == []
    records = [block for block in BLOCKS if re.match(r"title: (?!Verksamhetsplan)", block)]
    report = block("        history:")
    files = {"docs/nyhetsbrev/2027/mars.md": block("---\ntitle: Nytt i mars"), "data/plan/2027.yml": PLAN + report}
    records.remove(block("title: Klimatgruppen"))
    for number, text in enumerate(records):
        start = re.search(r"^start: (\d{4})", text, re.M)
        files[f"data/events/{start[1]}/{number}.yml" if start else f"data/studies/{number}.yml"] = text
    files["data/events/2027/installt.yml"] = records[0] + block("status: ")
    library = load.library(settings.folders(write({name: changed(text) for name, text in files.items()})))
    assert (len(library.events), len(library.studies)) == (4, 1)
    assert library.plan_goals["2027/klimat/cykelvag"].goal.reported == "done"
    assert library.newsletters[0].title == "Nytt i mars"


def test_the_recipes_for_turns_and_new_times_are_valid(write: Write) -> None:
    event = "title: A\npublished: 2027-01-01\nstart: 2027-{}\n"
    starts = {"every: month\n  on": "01-28", "dates": "03-09", "every: week\n  until": "03-02"}
    files = {
        f"data/events/2027/{number}.yml": event.format(start) + block(f"repeat:\n  {key}")
        for number, (key, start) in enumerate(starts.items())
    }
    files["data/events/2027/ny.yml"] = event.partition("start:")[0] + block("start: 2027-06-16")
    library = load.library(settings.folders(write(files)))
    assert [len(library.occasions_of(event)) for event in library.events] == [6, 3, 6, 1]


def test_the_recipes_for_pictures_files_pages_topics_and_reading_lists_are_valid(write: Write, tmp_path: Path) -> None:
    picture, pdf, own = re.findall(r"`(!?\[[^`\n]+\]\(/(?:bilder|filer|bli)[^`\n]+\))`", HANDBOOK)
    used = "topics: [klimat]\nwhere:\n  municipality: hjo\nsignup:\n  note: studier@exempel.se\n"
    assert "`topics: [klimat]`" in HANDBOOK and "`municipality: hjo`" in HANDBOOK
    event = "title: A\npublished: 2027-01-01\nstart: 2027-06-09\n"
    files = {
        "docs/bilder/bokbord.jpg": "",
        "docs/filer/stadgar.pdf": "",
        "docs/om.md": f"# Om oss\n\n{picture} {pdf} {own}\n",
        "docs/bli-medlem.md": block("# Bli medlem"),
        "data/district.yml": SMALL["data/district.yml"] + block("municipalities:"),
        "data/events/2027/a.yml": event + block("image:") + used,
        "data/studies/b.yml": "title: B\nkind: circle\npublished: 2027-01-01\n" + changed(block("materials:")),
        "data/plan/2027.yml": PLAN,
        "data/plan/2028.yml": block("title: Verksamhetsplan"),
    }
    config = write(files)
    (tmp_path / "docs/bilder/bokbord.jpg").write_bytes(photo("Bokbord"))
    document(tmp_path / "docs/filer/stadgar.pdf", "Stadgar", "Karin")
    library = load.library(settings.folders(config))
    assert library.studies[0].sessions[0].reading == "Kapitel 1–3"
    assert library.plan_goals["2028/klimat/cykelvag"].goal.follows == "2027/klimat/cykelvag"
    assert {page.title for page in library.written_pages} == {"Om oss", "Bli medlem"}


def test_the_recipes_for_groups_news_menu_and_joining_are_valid(write: Write) -> None:
    district = SMALL["data/district.yml"] + "".join(map(block, ("municipalities:", "about:", "menu:")))
    event = "title: A\npublished: 2027-01-01\nstart: 2027-06-09\norganizer: klimatgruppen\n"
    files = {
        "data/district.yml": district,
        "data/groups/klimatgruppen.yml": block("title: Klimatgruppen"),
        "data/events/2027/a.yml": event,
        "data/plan/2027.yml": PLAN,
        "docs/nytt/2027/nattbussen.md": block("---\ntitle: Nattbussen"),
        "docs/bli-medlem.md": block("# Bli medlem"),
    }
    assert "`organizer: klimatgruppen`" in HANDBOOK
    library = load.library(settings.folders(write(files)))
    assert library.group(library.events[0].organizer) is library.groups[0]
    assert library.group(library.newest_news[0].groups[0]) is library.groups[0]
    assert [item.page for item in library.district.menu][-1] == "bli-medlem.md"


def test_every_link_within_the_handbook_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", HANDBOOK, re.M)
    }
    links = re.findall(r"\]\(#([^)]+)\)", re.sub(r"`[^`\n]*`", "", HANDBOOK))
    assert len(links) > 8
    assert [link for link in links if link not in headings] == []
