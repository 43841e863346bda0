"""Personal data is found however people write it, and other numbers are not taken for it."""

import re
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.checks import masking
from district.checks.masking import mask, mask_problems
from district.checks.privacy import find_personal_data
from district.checks.problem import Place, Problem

CORPUS = Path(__file__).with_name("personuppgifter.txt")
ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\([n\\])")
NUMBER = "811218-9876"


def texts(heading: str) -> list[tuple[str, bool]]:
    """Return the texts below a heading of the corpus, and whether each is judged right."""
    section = re.search(rf"^# {heading}\n(.*?)(?:\n\n|\Z)", CORPUS.read_text("utf-8"), re.S | re.M)
    assert section
    plain = [ESCAPE.sub(lambda e: chr(int(e[1], 16)) if e[1] else e[2].replace("n", "\n"), line.removeprefix("! "))
             for line in section[1].splitlines()]  # fmt: skip
    return [(text, line[0] != "!") for text, line in zip(plain, section[1].splitlines(), strict=True)]


@pytest.mark.parametrize(
    ("heading", "kinds", "number", "right"),
    [
        ("personnummer", {"personal_number"}, 40, 38),
        ("telefon", {"private_phone"}, 42, 39),
        ("e-post", {"private_email"}, 20, 18),
        ("vanliga texter", set(), 60, 59),
    ],
)
def test_personal_data_is_told_from_other_texts(heading: str, kinds: set[str], number: int, right: int) -> None:
    corpus = texts(heading)
    told = {text: {data.kind for data in find_personal_data(text)} for text, _ in corpus}
    assert {text: found for text, found in told.items() if (found == kinds) != dict(corpus)[text]} == {}
    assert len(corpus) == number
    assert sum(found == kinds for found in told.values()) >= right


def test_every_number_of_a_pasted_list_is_found() -> None:
    rows = [text for heading in ("personnummer", "telefon") for text, _ in texts(heading) if "\n" not in text]
    each = [data.text for row in rows for data in find_personal_data(row)]
    assert [data.text for data in find_personal_data("\n".join(rows))] == each
    assert len(find_personal_data("070-123 45 67\n070-123 45 68\n")) == 2


def test_a_personal_number_is_found_where_phone_numbers_and_mail_addresses_are_not_looked_for() -> None:
    for text, is_right in texts("personnummer"):
        assert [data.kind for data in find_personal_data(text, None)] == ["personal_number"] * is_right
    assert not any(find_personal_data(text, None) for text, _ in (*texts("telefon"), *texts("e-post")))


def test_the_districts_own_numbers_and_addresses_are_recognised_in_every_writing() -> None:
    own = ["070-174 06 05", "KIM@example.net", "kim.åberg@example.net"]
    # The corpus begins with one number in many writings.
    phones = [*takewhile(lambda text: "031" not in text, (text for text, _ in texts("telefon")))]
    mails = [text for text, _ in texts("e-post") if not re.search(r"kim\.al|kim\+", text, re.IGNORECASE)]
    assert (len(phones), len(mails)) == (31, 18)
    assert {text: found for text in (*phones, *mails) if (found := find_personal_data(text, own))} == {}
    assert find_personal_data("031-390 06 05, kim.al@example.net", own) == find_personal_data(
        "031-390 06 05, kim.al@example.net"
    )


def test_personal_data_is_placed_where_it_begins_and_ends_in_the_file() -> None:
    text = "Hej\u2011hå &amp; då: 811218&#45;9\u200b876, kim&commat;example.net"
    assert [(data.index, data.text) for data in find_personal_data(text)] == [
        (17, "811218&#45;9\u200b876"),
        (35, "kim&commat;example.net"),
    ]


@given(st.text(st.sampled_from("0178 -+()/@.aå\n"), max_size=200))
def test_masking_keeps_the_position_of_all_other_text(text: str) -> None:
    masked = mask(text, find_personal_data(text))
    assert len(masked) == len(text)
    assert find_personal_data(masked) == []


@pytest.mark.parametrize(
    ("sentence", "quoted", "shown"),
    [
        (f"”{NUMBER}” är ingen tid.", f"start: {NUMBER}", ("”••••••-••••” är ingen tid.", "start: ••••••-••••")),
        # The number goes on in the next line, as one text in the sentence.
        ("”Kim 640823- 3234” finns inte.", "  Kim 640823-", ("”Kim ••••••- ••••” finns inte.", "  Kim ••••••-")),
        # The sentence cuts a long text.
        ("”Hej hå! 811218-98…” är för långt.", "x: 1", ("”Hej hå! ••••••-••…” är för långt.", "x: 1")),
    ],
)  # fmt: skip
def test_personal_data_is_masked_in_all_that_is_said_of_a_mistake(
    sentence: str, quoted: str, shown: tuple[str, str]
) -> None:
    written = f"start: {NUMBER}\ntext: |\n  Kim 640823-\n  3234\n"
    problem = Problem(Place(f"docs/{NUMBER}.yml"), sentence, quoted)
    (masked,) = mask_problems([problem], {f"docs/{NUMBER}.yml": written}, ())
    assert (masked.sentence, masked.quoted) == shown
    assert masked.place.file == "docs/••••••-••••.yml"


def test_a_long_line_is_searched_once_however_many_mistakes_quote_it(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    monkeypatch.setattr(masking, "find_personal_data", lambda text, _: searched.append(text) or [])
    problems = [Problem(Place("a.yml", 1, column), "Fel.", "en lång rad") for column in range(1, 5)]
    assert [*masking.mask_problems(problems, {}, ())] == problems
    assert searched.count("en lång rad") == 1
