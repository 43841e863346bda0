"""The plan as a plan_goal: its bars, what was done, its report, list, news and numbers."""

import csv
import io
import json
import re
from datetime import date

import feedparser
import pytest
from lxml import html
from markdown import Markdown

from conftest import EPOCH, ROOT, Site
from district import __main__ as commands
from district.language import swedish
from district.language.markdown import Dialect
from district.library import activity, goal_progress
from district.library.goal_work import goal_work
from district.library.library import Library, PlanGoal
from district.model.plan import Goal
from district.model.when import When
from district.reading import load, settings
from district.site import progress_bar
from district.site.files import goal_table, markdown_export
from district.site.pages import annual_report, missing_reports

EXAMPLE = ROOT / "tests/exempel"
TODAY = date(2025, 3, 15)
URL = "https://lingonriket.example/hemsida/"


@pytest.fixture(scope="module")
def library() -> Library:
    return load.library(settings.folders(EXAMPLE / "mkdocs.yml"))


def expected(name: str) -> str:
    return (EXAMPLE / "vantat" / name).read_text("utf-8")


def letters(element: html.HtmlElement) -> str:
    """Everything that a reader sees of it, without spaces."""
    return "".join(element.text_content().split())


# The bars


def test_a_bar_is_as_long_as_its_goals_are_many() -> None:
    parts = progress_bar.bar({"done": 1, "ongoing": 2, "planned": 1})
    assert [part.standing for part in parts] == ["done", "ongoing", "planned"]
    done, ongoing, planned = (part.width for part in parts)
    assert abs(ongoing - 2 * done) <= 1
    assert done == planned
    assert abs(parts[-1].x + parts[-1].width - progress_bar.WIDTH) <= 1


def test_no_two_standings_look_the_same_without_colour() -> None:
    looks = {standing: progress_bar.segment(standing).lines for standing in goal_progress.STANDINGS}
    assert looks["done"] == looks["planned"] == ""  # one is filled, the other is not
    drawn = [looks["ongoing"], looks["dropped"], looks["unreported"]]
    assert all(drawn)
    assert len(set(drawn)) == 3


def test_no_line_leaves_its_box() -> None:
    for width in (1, 50, 333, progress_bar.WIDTH):
        for x, y in re.findall(r"[ML](-?\d+) (-?\d+)", progress_bar.segment("ongoing", 100, width).lines):
            assert 100 <= int(x) <= 100 + width
            assert 0 <= int(y) <= progress_bar.HEIGHT


def test_every_bar_stands_with_its_figures_in_words(site: Site) -> None:
    for bar in (bar for page in site.pages.values() for bar in page.xpath("//svg[@role='img']")):
        done, total = re.findall(r"\d+", bar.get("aria-label"))
        words = bar.getparent().text_content()
        assert f"{total} mål:" in words
        assert (f"{done} genomför" in words) == (done != "0")


def test_the_drawings_bring_no_style_and_no_script(site: Site) -> None:
    for page in site.pages.values():
        assert not page.xpath("//svg//@style | //svg//script | //svg//style | //svg//@*[starts-with(name(), 'on')]")


def test_the_table_adds_up(example: Site) -> None:
    rows = example.pages["plan/2025/"].xpath("//table[@class='numbers__table']//tr[td]")
    figures = [[int(cell.text) for cell in row.xpath("td")] for row in rows]
    assert all(sum(row[:-1]) == row[-1] for row in figures)
    assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1] == [1, 3, 6, 1, 1, 12]
    # The plan and every area that has goals is drawn too.
    assert len(example.pages["plan/2025/"].xpath("//svg[@role='img']")) == len([row for row in figures if row[-1]])


# What was done


def test_a_goal_that_goes_on_leads_there_and_back(example: Site) -> None:
    assert "plan/2024/studier/#cirklar" in example.links("plan/2025/studier/")
    assert "plan/2025/studier/#cirklar" in example.links("plan/2024/studier/")


def test_events_past_and_coming_are_told_apart(library: Library, example: Site) -> None:
    open_house = goal_work(library, library.plan_goals["2024/synas/oppet-hus"], TODAY).events[0]
    assert (len(open_house.held), len(open_house.coming)) == (26, 7)
    shown = example.text("plan/2024/synas/")
    assert "På gång Händelse Öppet hus med soppa sju gånger, 18 mars – 29 april 2025" in shown
    assert "Det som har varit Händelse Öppet hus med soppa 26 gånger, 3 september 2024 – 11 mars 2025" in shown
    assert "Inställt eller uppskjutet Händelse Klimatdag vid sjön 14 september 2024" in example.text(
        "plan/2024/klimat/"
    )


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-01 11:00", "2024-05-01 15:00", "1 maj 2024"),
        ("2024-04-30 21:00", "2024-05-01 01:00", "30 april 2024"),
        ("2024-10-19", "2024-10-20", "19–20 oktober 2024"),
        ("2024-04-30", "2024-05-02", "30 april – 2 maj 2024"),
        ("2024-12-30", "2025-01-02", "30 december 2024 – 2 januari 2025"),
        ("2025-04-10 18:30", "2025-05", "10 april – maj 2025"),
        ("2026-05", "2026-09", "maj – september 2026"),
        ("2024", None, "2024"),
    ],
)
def test_days_in_prose(start: str, end: str | None, said: str) -> None:
    assert swedish.days(When.parse(start), end and When.parse(end)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("Klart.", "Klart (2 maj 2024)."), ("Klart", "Klart (2 maj 2024)."), ("Hurra!", "Hurra! (2 maj 2024)")],
)
def test_what_was_told_ends_with_its_day(text: str, said: str) -> None:
    assert swedish.dated(text, date(2024, 5, 2)) == said


# The annual report and the list, word for word: tests/exempel/vantat/ is what they should say


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_report_is_word_for_word_as_expected(year: str, library: Library, example: Site) -> None:
    plan = next(plan for plan in library.plans if plan.name == year)
    written = annual_report.markdown(library, plan, TODAY, URL)
    assert written == expected(f"berattelse-{year}.md")
    assert (example.folder / f"plan/{year}/berattelse/berattelse.txt").read_text("utf-8") == written


@pytest.mark.parametrize("name", ["berattelse", "ateras"])
@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_page_says_the_same_words(name: str, year: str, example: Site) -> None:
    article = example.pages[f"plan/{year}/{name}/"].find(".//article")
    for extra in article.xpath(".//p[@class='tools'] | .//*[@class='above'] | .//script"):
        extra.drop_tree()
    as_html = Markdown(extensions=[Dialect()]).convert(expected(f"{name}-{year}.md"))
    assert letters(article) == letters(html.document_fromstring(as_html))


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_list_is_word_for_word_as_expected(year: str, library: Library) -> None:
    plan = next(plan for plan in library.plans if plan.name == year)
    page = missing_reports.page(library, plan, TODAY)
    assert markdown_export.markdown(page, "missing", library, TODAY, URL) == expected(f"ateras-{year}.md")


def test_the_pencils_open_the_line_that_the_goal_begins_on(library: Library) -> None:
    for plan_goal in library.plan_goals.values():
        lines = (EXAMPLE / plan_goal.plan.origin.file).read_text("utf-8").split("\n")
        assert lines[plan_goal.line - 1].strip() == f"- id: {plan_goal.goal.id}"
    edit = "https://github.com/exempel/lingonriket/edit/main/data/plan/2024.yml#L60"
    assert edit in expected("ateras-2024.md")
    assert library.plan_goals["2024/klimat/buss"].line == 60


def test_the_command_writes_the_same_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert commands.main(["report", "2024", str(EXAMPLE / "mkdocs.yml")]) == 0
    assert capsys.readouterr().out == expected("berattelse-2024.md")


def test_the_command_says_which_plans_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["report", "1999", str(EXAMPLE / "mkdocs.yml")]) == 1
    assert "Det finns ingen plan för 1999. " in capsys.readouterr().err


def test_nobody_needs_to_tell_more_of_a_goal_that_is_done_or_dropped(library: Library) -> None:
    gaps = {
        ref: missing_reports.gaps(goal_work(library, plan_goal, TODAY)) for ref, plan_goal in library.plan_goals.items()
    }
    assert gaps["2024/synas/tidning"] == ()
    assert gaps["2024/synas/forsta-maj"] == ()
    assert gaps["2025/organisation/kontaktperson"] == ("overdue", "responsible")
    assert gaps["2025/synas/loppis"] == ("status", "responsible", "activity")


# What is new


def test_what_is_told_of_a_goal_is_news_in_the_plans_feed(library: Library, example: Site) -> None:
    feed = feedparser.parse((example.folder / "plan/atom.xml").read_bytes())
    entries = {entry.id: entry for entry in feed.entries}
    done = entries["tag:lingonriket.example,2025:history/2025/internfeminism/bokcirkel/2025-03-14"]
    assert done.title == "Målet ”starta en bokcirkel för kvinnor och icke-binära” är nu genomfört"
    assert done.link == URL + "plan/2025/internfeminism/#bokcirkel"
    assert done.published.startswith("2025-03-14T00:00:00")
    dropped = entries["tag:lingonriket.example,2024:history/2024/synas/tidning/2024-06-10"]
    assert dropped.title == "Målet ”ge ut en tidning till alla hushåll” utgår"
    assert "https://example.org/protokoll/7" in dropped.content[0].value
    rows = sum(len(plan_goal.goal.history) for plan_goal in library.plan_goals.values())
    assert len(entries) == rows + len(library.plans)


def test_two_rows_of_one_day_are_two_pieces_of_news(library: Library) -> None:
    rows = [{"date": "2024-05-02", "text": "Ett.", "status": "ongoing"}, {"date": "2024-05-02", "text": "Två."}]
    plan = library.plans[0]
    goal = Goal.model_validate({"id": "m", "text": "ett mål", "history": rows})
    area = plan.areas[0].model_copy(update={"goals": (goal,)})
    changed = Library(library.district, plans=(plan.model_copy(update={"areas": (area,)}),))
    told = [*activity.goal_reports(changed, changed.plans[0])]
    assert [row.name for row in told] == ["2024/synas/m/2024-05-02", "2024/synas/m/2024-05-02/2"]
    assert [row.change for row in told] == ["ongoing", "news"]


def test_what_is_new_stands_on_the_home_page(library: Library, example: Site) -> None:
    newest = activity.newest(library, TODAY, 5)
    assert [item.published for item in newest] == sorted((item.published for item in newest), reverse=True)
    assert all(item.published <= TODAY for item in newest)
    assert "Målet ”starta en bokcirkel för kvinnor och icke-binära” är nu genomfört" in example.text("")
    assert "plan/2025/internfeminism/#bokcirkel" in example.links("")


# The numbers


def test_the_csv_opens_right_in_a_swedish_excel(example: Site) -> None:
    data = (example.folder / "plan/2025.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfM\xc3\xa5l-id;Grupp;")
    assert data.count(b"\r\n") == data.count(b"\n") == 13
    rows = [*csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")]
    assert rows[9]["Mål"] == 'bygga en egen <folkhögskola> & "akademi" *i mossen*'
    assert rows[2]["Tillfällen som varit"] == "6"


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str, library: Library) -> None:
    assert goal_table.harmless(text) == f"'{text}"
    goal = Goal.model_construct(id="m", text=text)
    plan_goal = PlanGoal(library.plans[0], library.plans[0].areas[0], goal)
    cells = [
        *csv.reader(
            io.StringIO(goal_table.as_csv([goal_work(library, plan_goal, TODAY)]).decode("utf-8-sig")), delimiter=";"
        )
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in cells for cell in row)


def test_a_cell_that_is_no_formula_stays_as_it_is() -> None:
    assert [goal_table.harmless(cell) for cell in ("1 = 1", "", None, 0)] == ["1 = 1", "", None, 0]


def test_the_json_has_every_goal_and_says_what_its_fields_mean(library: Library, example: Site) -> None:
    value = json.loads((example.folder / "plan/2025.json").read_bytes())
    assert (value["year"], value["as_of"]) == (2025, "2025-03-15")
    assert value["counts"] == {"done": 1, "ongoing": 3, "planned": 6, "dropped": 1, "unreported": 1}
    assert [goal["id"] for goal in value["goals"]] == [ref for ref in library.plan_goals if ref.startswith("2025")]
    assert all(goal.keys() == {*value["fields"], "url"} for goal in value["goals"])


def test_every_field_is_described_on_the_plans_page(example: Site) -> None:
    said = example.text("plan/2025/")
    for field in goal_table.FIELDS:
        assert f"{field.heading} {field.key} {field.about}." in said
    assert {"plan/2025.csv", "plan/2025.json", "plan/2025/berattelse/", "plan/2025/ateras/"} <= {
        *example.links("plan/2025/")
    }


def test_every_status_is_in_the_made_up_plans(library: Library) -> None:
    found = {plan_goal.standing(TODAY) for plan_goal in library.plan_goals.values()}
    assert found == {*goal_progress.STANDINGS}
