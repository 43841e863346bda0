"""How long each newsletter is as mail, for a check that makes none of those that it knows."""

from collections.abc import Callable
from functools import cache

from district.checks.problem import Mistakes, Problem
from district.library.library import Library
from district.model.digest import digest
from district.model.newsletter import Newsletter

MOST_BYTES = 100_000  # Gmail clips longer HTML, at 102 kB


def check(library: Library, site_url: str, measure: Callable[[], Callable[[Newsletter], int]]) -> None:
    """Raise Mistakes for newsletters that are too long to mail.

    `measure` returns the function that returns the length of a newsletter's HTML in bytes. It is called if a letter, or
    a goal in it, is not as it was in an earlier run.
    """
    measured, long = cache(measure), []
    for letter in library.newsletters:
        goals = (plan_goal.goal.text for plan_goal in library.goals_of(letter))
        key = digest([repr(letter), repr(library.district), site_url, *goals])
        length = library.store.get("mail sizes", key)
        if length is None:
            library.store.put("mail sizes", key, length := measured()(letter))
        if length >= MOST_BYTES:
            context = {"size": -(-length // 1000), "most": MOST_BYTES // 1000}
            long.append(Problem.of_file(letter.origin.file, "mail_too_large", **context))
    if long:
        raise Mistakes(long)
