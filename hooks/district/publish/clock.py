"""The day it is, read once at the edge; the core is told."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today(timezone: str) -> date:
    """The day in the time zone: SOURCE_DATE_EPOCH (seconds since 1970, UTC) if set, else now.

    Raises ValueError where that is no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(ZoneInfo(timezone)).date()
