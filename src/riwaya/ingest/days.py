"""The day that a time printed by a machine says, in the zone that it prints."""

from datetime import date, datetime
from email.utils import parsedate_to_datetime


def day_printed(printed: str) -> date | None:
    """The day of a time as RFC 822 or ISO 8601 prints it, in the zone that it prints; None for anything else.

    >>> day_printed("Fri, 17 May 2024 00:30:00 +0300"), day_printed("2024-05-17T23:59:00Z"), day_printed("yesterday")
    (datetime.date(2024, 5, 17), datetime.date(2024, 5, 17), None)
    """
    printed = printed.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(printed).date()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
