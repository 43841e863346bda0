"""The studies' pages: current and finished ones, older years, and each study."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from district.language import labels
from district.library.channels import channels
from district.library.grouping import archive
from district.library.months import coming
from district.library.occasions import Occasion
from district.model.study import Study
from district.site.page import Page, record_page
from district.site.pages.posters import with_poster
from district.site.view import View

TOP = ("studier/", "Studier")
_UNKNOWN = "Vi vet inte vad det blev av"
# No study has an address below this.
OLDER = "studier/tidigare/"


def study_pages(view: View) -> Iterator[Page]:
    """Yield the list with the nearest meeting first, the older years, and a page for each study."""
    library, today = view.library, view.today
    ahead = {study.name: coming(library.occasions_of(study), today) for study in library.studies}
    past = {study.name for study in library.studies if _is_past(study, ahead[study.name])}
    unknown = {study.name for study in library.studies if _is_unknown(study, ahead[study.name], today)}
    current = sorted(
        (study for study in library.studies if study.name not in past or study.name in unknown),
        key=lambda study: (ahead[study.name][0].start.moment.isoformat() if ahead[study.name] else "9", study.title),
    )
    over = (study for study in library.studies if study.name in past - unknown)
    finished = sorted(over, key=_last_day, reverse=True)
    newest, older = archive(finished, lambda study: _last_day(study).year)
    values = {
        "groups": _sections(current, unknown),
        "channel": next(each.empty for each in library.once(channels) if each.folder == TOP[0]),
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
        year = study.sessions[0].start.year if study.sessions else study.published.year
        page = record_page(
            view,
            study,
            (TOP,),
            full_title=f"{study.title}, {labels.study_kind[study.type].lower()} {year}",
            events=library.events_of(study),
            occasions=library.occasions_of(study),
            coming=ahead[study.name],
            is_past=study.name in past,
            organizer=library.group(study.organizer),
        )
        yield from with_poster(view, page)


def _sections(studies: Iterable[Study], unknown: Collection[str]) -> list[tuple[str, list[Study]]]:
    """Return the studies that are not known to be over under their headings."""
    sections: dict[str, list[Study]] = {heading: [] for heading in ("Öppna", "Pågår", "Planeras", _UNKNOWN)}
    for study in studies:
        heading = {"open": "Öppna", "planned": "Planeras"}.get(study.status, "Pågår")
        sections[_UNKNOWN if study.name in unknown else heading].append(study)
    return [*sections.items()]


def _last_day(study: Study) -> date:
    return study.last_day or study.changed


def _is_unknown(study: Study, ahead: tuple[Occasion, ...], today: date) -> bool:
    """Return whether its time has passed without a dated meeting or a status that says it was held or cancelled."""
    is_undated = not any(session.start.has_day for session in study.sessions)
    is_over = bool(study.sessions) or study.changed.year < today.year
    return is_undated and is_over and not ahead and study.status not in ("done", "cancelled")


def _is_past(study: Study, ahead: tuple[Occasion, ...]) -> bool:
    """Return whether it is done, all its meetings are over, or it is cancelled and had none."""
    return study.status == "done" or bool(not ahead and (study.sessions or study.status == "cancelled"))
