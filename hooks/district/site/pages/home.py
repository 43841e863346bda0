"""The home page."""

from collections.abc import Iterator

from district.library.activity import newest
from district.library.addresses import HOME
from district.library.goal_work import areas
from district.library.months import coming
from district.site.page import Page
from district.site.view import View

_MOST = 5  # items of each kind


def home(view: View) -> Iterator[Page]:
    """Yield the home page."""
    library, today = view.library, view.today
    ahead = coming(library.occasions, today)
    plan = library.plans[-1] if library.plans else None
    values = {
        "coming": [occasion for occasion in ahead if occasion.start.has_day][:_MOST],
        "undated": sum(not occasion.start.has_day for occasion in ahead),
        "plan": plan,
        "areas": areas(library, plan, today) if plan else (),
        "news": newest(library, _MOST),
        "words_of_own": next((page.text for page in library.written_pages if page.path == HOME), ""),
        "newsletter": next(iter(library.newest_newsletters), None),
    }
    about = f"Det som händer, det vi har lovat och hur långt vi har kommit. {library.district.name}."
    yield Page("", "home", library.district.name, about, values=values)
