"""The address that adds an occasion to Google's calendar. It is opened only by whoever taps it."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from district.library.occasions import Occasion
from district.model.when import When

_ZONE = "Europe/Stockholm"


def google_link(occasion: Occasion, place: str, url: str) -> str:
    """Return the address; `url` is that of the occasion's page. The start must have a day."""
    start, end = occasion.start, occasion.end or occasion.start
    # The day after the last, as in DTEND (RFC 5545 3.6.1).
    last = _written(end) if end.clock else f"{occasion.last_day + timedelta(days=1):%Y%m%d}"
    values = {"action": "TEMPLATE", "text": occasion.title, "dates": f"{_written(start)}/{last}", "ctz": _ZONE}
    return f"https://calendar.google.com/calendar/render?{urlencode({**values, 'location': place, 'details': url})}"


def _written(when: When) -> str:
    value: datetime | date = when.value
    return f"{value:%Y%m%dT%H%M%S}" if isinstance(value, datetime) else f"{value:%Y%m%d}"
