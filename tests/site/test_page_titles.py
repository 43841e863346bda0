"""Every page's title, in a browser's tab and among search hits, tells it from all other pages."""

from lxml import html

from built import BLUEBERRY, Built, build
from district.library.library import Library
from district.model.district import Named
from records import event, group, letter, news, study


def titles(built: Built) -> list[str]:
    pages = (html.document_fromstring(built.file(f"{address}index.html")) for address in built.pages)
    return [page.findtext(".//title") for page in pages]


def test_no_two_pages_have_the_same_title(built: Built) -> None:
    found = titles(built)
    assert len(found) > 60
    assert sorted(found) == sorted({*found})


def test_records_and_a_town_of_the_same_name_have_titles_of_their_own() -> None:
    spring, summer = "2025-03-01", "2025-06-01"
    records = (
        group("sommar", title="Sommar"),
        *(event(f"2025/{day}", title="Sommar", start=day) for day in (spring, summer)),
        *(study(f"a-{year}", title="Sommar", sessions=[{"start": f"{year}-05"}]) for year in (2024, 2025)),
        *(letter(f"2025/{day}", title="Sommar", date=day) for day in (spring, summer)),
        *(news(f"2025/{day}", title="Sommar", date=day) for day in (spring, summer)),
    )
    town = Named(id="sommar", name="Sommar")
    found = titles(build(Library(BLUEBERRY.model_copy(update={"municipalities": (town,)}), records)))
    about_them = [title for title in found if not title.startswith(("Affisch: ", "Program: "))]
    assert sum("Sommar" in title for title in about_them) == len(records) + 1
    assert sorted(found) == sorted({*found})
