"""The rules that need more than one field of a record, in tables.

Each rule is a function of the library; those of DATED_RULES depend on the day too. RULES_OF_PARTS are also for what
could be read of records with mistakes, and treat the addresses in `Library.unread` as existing.
"""

from collections.abc import Callable, Iterator
from datetime import date

from district.checks import goal_rules, name_rules, references, time_rules, twins
from district.checks.abf import circles_follow_abf
from district.checks.id_rules import ids_are_unique
from district.checks.markdown_rules import markdown_is_valid
from district.checks.problem import Finding
from district.library.library import Library

Rule = Callable[[Library], Iterator[Finding]]

RULES_OF_PARTS: tuple[Rule, ...] = (
    references.goals_exist,
    references.topics_exist,
    references.municipalities_exist,
    references.studies_exist,
    references.groups_exist,
    references.menu_pages_exist,
    references.identity_can_be_read,
    references.images_exist,
    ids_are_unique,
    time_rules.repeats_happen,
)
RULES: tuple[Rule, ...] = (
    goal_rules.dropped_goals_say_why,
    goal_rules.statuses_agree,
    goal_rules.goals_follow_earlier_ones,
    name_rules.addresses_are_free,
    name_rules.folders_are_free,
    name_rules.old_names_have_the_form_of_names,
    circles_follow_abf,
    time_rules.hours_exist,
    time_rules.meetings_have_starts_of_their_own,
    time_rules.events_start_in_their_year,
    time_rules.sign_up_is_before_the_end,
    twins.records_differ,
    twins.numbers_differ,
    twins.plans_have_titles_of_their_own,
)
DATED_RULES: tuple[Callable[[Library, date], Iterator[Finding]], ...] = (
    references.references_are_published,
    time_rules.reports_have_happened,
)


def findings(library: Library, whole: Library, today: date) -> Iterator[Finding]:
    """Yield the findings of all rules. `whole` also has the records with mistakes, as far as they could be read."""
    for rule in RULES:
        yield from rule(library)
    for rule in RULES_OF_PARTS:
        yield from rule(whole)
    for dated_rule in DATED_RULES:
        yield from dated_rule(library, today)
    yield from markdown_is_valid(whole, today)
