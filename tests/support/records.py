"""Records built in memory, without any file."""

from typing import Any

from district.model.added_keys import BODY, ORIGIN
from district.model.base import Origin
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study


def event(name: str = "2025/mote", **values: Any) -> Event:
    known = {"title": "Möte", "published": "2025-01-01", "start": "2025-06-01 18:30"}
    return Event.model_validate({**known, **values, ORIGIN: Origin(f"data/events/{name}.yml", name)})


def study(name: str = "cirkel", **values: Any) -> Study:
    known = {"title": "Cirkel", "kind": "circle", "published": "2025-01-01"}
    return Study.model_validate({**known, **values, ORIGIN: Origin(f"data/studies/{name}.yml", name)})


def plan(name: str = "2025", **values: Any) -> Plan:
    known = {"title": "Plan", "published": "2025-01-01"}
    return Plan.model_validate({**known, **values, ORIGIN: Origin(f"data/plan/{name}.yml", name)})


def letter(name: str = "2025/brev", **values: Any) -> Newsletter:
    known = {"title": "Brev", "date": "2025-03-01", "summary": "Nytt.", BODY: "Hej!"}
    return Newsletter.model_validate({**known, **values, ORIGIN: Origin(f"docs/nyhetsbrev/{name}.md", name)})


def group(name: str = "foreningen", **values: Any) -> Group:
    known = {"title": "Föreningen", "kind": "branch", "published": "2025-01-01"}
    return Group.model_validate({**known, **values, ORIGIN: Origin(f"data/groups/{name}.yml", name)})


def news(name: str = "2025/nyhet", **values: Any) -> News:
    known = {"title": "Nyhet", "date": "2025-03-01", BODY: "Hej!"}
    return News.model_validate({**known, **values, ORIGIN: Origin(f"docs/nytt/{name}.md", name)})
