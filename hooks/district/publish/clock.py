"""Today's date. No other module reads the clock."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today(timezone: str) -> date:
    """Return the date in a time zone: that of SOURCE_DATE_EPOCH (seconds since 1970, UTC) if set, else today's.

    Raises ValueError if SOURCE_DATE_EPOCH is not a number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(ZoneInfo(timezone)).date()
