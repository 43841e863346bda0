"""What people search for, and what they find first: the queries and pages of `sokfragor.txt`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from browsing import NOW
from sites import Site

QUERIES = Path(__file__).with_name("sokfragor.txt")
NOTHING = "ingenting"
# All queries, in one page that is opened once, on the day that the site is built for.
ASK = """async (queries) => {
    const { open } = await import(new URL("../assets/matching.js", location).href);
    const index = open(async (name) => (await fetch(name)).json());
    const answers = [];
    for (const query of queries) {
        const { hits, instead } = await index.find(query);
        const shown = await index.texts(hits.slice(0, 10));
        answers.push({ count: hits.length, instead, hits: shown.map(([address]) => address) });
    }
    return answers;
}"""


@dataclass(frozen=True)
class Asked:
    """A query, the addresses that may come first (none for a word that is nowhere), and what was found."""

    query: str
    wanted: tuple[str, ...]
    answer: dict[str, Any]

    @property
    def rank(self) -> int:
        """The place of the first right hit from 1, or 0 if there is none among ten."""
        return next((place for place, hit in enumerate(self.answer["hits"], 1) if unquote(hit) in self.wanted), 0)


def queries() -> dict[str, tuple[str, ...]]:
    lines = (line for line in QUERIES.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    pairs = (line.split(" = ") for line in lines)
    return {query: () if wanted == NOTHING else tuple(wanted.split(" eller ")) for query, wanted in pairs}


@pytest.fixture(scope="module")
def asked(chromium: Any, example: Site, serve: Callable[[Site], str]) -> list[Asked]:
    page: Page = chromium.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(serve(example) + "sok/")
    wanted = queries()
    answers = page.evaluate(ASK, [*wanted])
    page.close()
    return [Asked(query, wanted[query], answer) for query, answer in zip(wanted, answers, strict=True)]


def test_the_right_page_comes_first_for_nine_queries_of_ten(asked: list[Asked]) -> None:
    found = [each for each in asked if each.wanted]
    first, three = (sum(1 <= each.rank <= most for each in found) / len(found) for most in (1, 3))
    rank = sum(1 / each.rank for each in found if each.rank) / len(found)
    wrong = [(each.query, each.rank, each.answer) for each in found if each.rank != 1]
    print(f"{len(found)} queries: first {first:.3f}, among three {three:.3f}, mean reciprocal rank {rank:.3f}")
    print(*wrong, sep="\n")
    assert len(found) >= 120
    assert first >= 0.9, wrong
    assert three >= 0.98, wrong
    assert rank >= 0.94, wrong


def test_a_word_that_is_nowhere_finds_nothing(asked: list[Asked]) -> None:
    nowhere = [each for each in asked if not each.wanted]
    assert len(nowhere) >= 20
    assert [(each.query, each.answer) for each in nowhere if each.answer["count"]] == []
