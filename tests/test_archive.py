"""Long archives: the first page stays short however many years a district has written."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from district.library.library import Library
from district.library.years import MAX_FIRST, archive
from district.model.base import ORIGIN, Origin
from district.model.district import District
from district.model.newsletter import Newsletter
from district.model.study import Study
from district.site import site

BLUEBERRY = District(name="Blåbär", short_name="Blåbär")
TODAY = date(2026, 3, 15)


@given(st.lists(st.integers(2000, 2030)).map(lambda years: sorted(years, reverse=True)))
def test_every_item_is_in_one_place_and_no_year_is_divided(years: list[int]) -> None:
    newest, older = archive(years, lambda year: year)
    assert [item for _, group in (*newest, *older) for item in group] == years
    assert len({year for year, _ in (*newest, *older)}) == len(newest) + len(older)
    assert sum(len(group) for _, group in newest[1:]) <= MAX_FIRST


def letter(year: int, number: int) -> Newsletter:
    words = {"title": f"Brev {number} {year}", "date": f"{year}-01-{number:02}", "summary": "Nytt.", "\0body": "Hej!"}
    return Newsletter.model_validate({**words, ORIGIN: Origin("", f"{year}/brev-{number}")})


def study(year: int) -> Study:
    words = {"title": f"Cirkel {year}", "kind": "circle", "published": f"{year}-01-01"}
    return Study.model_validate({**words, "sessions": [{"start": f"{year}-02-01"}], ORIGIN: Origin("", f"c-{year}")})


def test_older_letters_and_studies_have_a_page_for_each_year() -> None:
    letters = tuple(letter(year, number) for year in (2023, 2024, 2025) for number in range(1, 13))
    studies = tuple(study(year) for year in range(1990, 2026))
    built = site.build(Library(BLUEBERRY, newsletters=letters, studies=studies), TODAY, "https://example.org/")
    first = str(built["nyhetsbrev/index.md"].data)
    assert "Brev 12 2025" in first
    assert "Brev 12 2023" not in first
    assert 'href="../nyhetsbrev/2023/"' in first
    assert "Brev 12 2023" in str(built["nyhetsbrev/2023/index.md"].data)
    assert "Cirkel 2025" in str(built["studier/index.md"].data)
    assert "Cirkel 1990" not in str(built["studier/index.md"].data)
    assert "Cirkel 1990" in str(built["studier/tidigare/1990/index.md"].data)
