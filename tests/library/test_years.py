"""Division of a long archive into years."""

from hypothesis import given
from hypothesis import strategies as st

from district.library.grouping import MAX_FIRST, archive


@given(st.lists(st.integers(2000, 2030)).map(lambda years: sorted(years, reverse=True)))
def test_every_item_is_in_one_group_and_no_year_is_divided(years: list[int]) -> None:
    newest, older = archive(years, lambda year: year)
    assert [item for _, group in (*newest, *older) for item in group] == years
    assert len({year for year, _ in (*newest, *older)}) == len(newest) + len(older)
    assert sum(len(group) for _, group in newest[1:]) <= MAX_FIRST
