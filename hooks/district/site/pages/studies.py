"""The studies' pages: current and finished ones, older years, and each study."""

from collections.abc import Iterator
from datetime import date

from district.library.months import coming
from district.library.occasions import Occasion
from district.library.years import archive
from district.model.study import Study
from district.site.page import Page, record_page
from district.site.view import View

TOP = ("studier/", "Studier")
# No study has an address below this.
OLDER = "studier/tidigare/"


def study_pages(view: View) -> Iterator[Page]:
    """Yield the list with the nearest meeting first, the older years, and a page for each study."""
    library, today = view.library, view.today
    ahead = {study.name: coming(library.occasions_of(study), today) for study in library.studies}
    past = {study.name for study in library.studies if _is_past(study, ahead[study.name])}
    current = sorted(
        (study for study in library.studies if study.name not in past),
        key=lambda study: (ahead[study.name][0].start.moment.isoformat() if ahead[study.name] else "9", study.title),
    )
    finished = sorted((study for study in library.studies if study.name in past), key=_last_day, reverse=True)
    newest, older = archive(finished, lambda study: _last_day(study).year)
    values = {
        "current": current,
        "finished": [study for _, group in newest for study in group],
        "ahead": ahead,
        "older": [year for year, _ in older],
    }
    yield Page("studier/", "studies", "Studier", "Cirklar, kurser, föreläsningar och samtal.", values=values)
    for year, group in older:
        title, about = f"Studier som avslutades {year}", f"Cirklar, kurser och annat som avslutades {year}."
        values = {"finished": group, "ahead": {}}
        yield Page(f"{OLDER}{year}/", "studies-year", title, about, crumbs=(TOP,), values=values)
    for study in library.studies:
        yield record_page(
            view,
            study,
            (TOP,),
            events=library.events_of(study),
            occasions=library.occasions_of(study),
            coming=ahead[study.name],
            is_past=study.name in past,
            organizer=library.group(study.organizer),
        )


def _last_day(study: Study) -> date:
    return study.last_day or study.changed


def _is_past(study: Study, ahead: tuple[Occasion, ...]) -> bool:
    """Return whether it is done, all its meetings are over, or it is cancelled and had none."""
    return study.status == "done" or bool(not ahead and (study.sessions or study.status == "cancelled"))
