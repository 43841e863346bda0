"""The date and time. No other module reads the clock."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def seconds() -> int:
    """Return the seconds since 1970, UTC: SOURCE_DATE_EPOCH if set, else now.

    Raises ValueError if SOURCE_DATE_EPOCH is not a number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return int(epoch) if epoch else int(datetime.now(UTC).timestamp())


def today(timezone: str) -> date:
    """Return the date in a time zone, as of `seconds`."""
    return datetime.fromtimestamp(seconds(), UTC).astimezone(ZoneInfo(timezone)).date()
