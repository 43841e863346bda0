"""Text written as YAML scalars reads back as the same text."""

from hypothesis import given
from hypothesis import strategies as st

from district.language.yaml_text import scalar
from district.reading import yaml_source

DATE_LIKE = st.text("0123456789-: ", max_size=12)
ONE_LINE = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=20)


@given(DATE_LIKE | ONE_LINE)
def test_scalar_reads_back_as_the_same_text(text: str) -> None:
    source = yaml_source.read(f"key: {scalar(text)}", "")
    assert (source.value, source.problems) == ({"key": text}, [])


def test_dates_and_times_are_not_quoted() -> None:
    assert [scalar(text) for text in ("2024-06-09 18:30", "2024-06", "-", "18:")] == [
        "2024-06-09 18:30",
        "2024-06",
        "'-'",
        "'18:'",
    ]
