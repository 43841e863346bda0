"""The rule that ids are unique: those of municipalities and topics, and all that are ids on a plan's page."""

from collections.abc import Collection, Iterable, Iterator

from district.checks.problem import Finding, KeyPath
from district.library.addresses import NUMBERS, THEME_IDS
from district.library.library import Library
from district.model.plan import Area, Goal, Plan


def ids_are_unique(library: Library) -> Iterator[Finding]:
    """Ids are unique among municipalities, among topics, and on a plan's page, where old ids still work."""
    district = library.district
    for key, rows in (("municipalities", district.municipalities), ("topics", district.topics)):
        yield from _twice(district.origin.file, (((key, i, "id"), row.id, row.id) for i, row in enumerate(rows)))
    for plan in library.plans:
        for found in _twice(plan.origin.file, _ids_on_page(plan), THEME_IDS | {NUMBERS}):
            if "was" in found.path:
                context = {"address": f"{plan.path}#{found.context['name']}", "other": plan.origin.file}
                yield Finding(found.file, found.path, "old_name_taken", context)
            else:
                yield found


def _twice(
    file: str, ids: Iterable[tuple[KeyPath, str, str]], taken: Collection[str] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for each id that is taken. `ids` are key paths, what is written there, and the ids it becomes."""
    seen = {*taken}
    for path, given, name in ids:
        if name in seen:
            yield Finding(file, path, "duplicate_id", {"given": given, "name": name})
        seen.add(name)


def _ids_on_page(plan: Plan) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the ids of areas, and then of goals, which begin with each id that their area has had."""
    for i, area in enumerate(plan.areas):
        yield from ((("areas", i, *path), name, name) for path, name in _names(area))
    for i, area in enumerate(plan.areas):
        for j, goal in enumerate(area.goals):
            for path, name in _names(goal):
                if plan.is_long and name in THEME_IDS:  # the id that it would have on its area's page
                    yield ("areas", i, "goals", j, *path), name, name
                for _, before in _names(area):
                    yield ("areas", i, "goals", j, *path), name, f"{before}-{name}"


def _names(row: Area | Goal) -> Iterator[tuple[KeyPath, str]]:
    yield ("id",), row.id
    yield from ((("was", index), name) for index, name in enumerate(row.was))
