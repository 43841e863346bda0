"""The link that adds an occasion to Google's calendar.

Only public pages have it, since Google reads the title, the time and the place from the address.
"""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from district.library.library import Library
from district.library.occasions import Occasion


def google_link(library: Library, occasion: Occasion, url: str) -> str:
    """Return the address; `url` is that of the occasion's page. The start must have a day."""
    start, end = occasion.start, occasion.end or occasion.start
    # For whole days, the day after the last, as in DTEND (RFC 5545 3.6.1).
    last = end.value if start.clock else occasion.last_day + timedelta(days=1)
    values = {
        "action": "TEMPLATE",
        "text": occasion.title,
        "dates": f"{_written(start.value)}/{_written(last)}",
        "ctz": library.district.timezone,
        "location": library.location(occasion),
        "details": url,
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(values)}"


def _written(value: datetime | date) -> str:
    return f"{value:%Y%m%dT%H%M%S}" if isinstance(value, datetime) else f"{value:%Y%m%d}"
