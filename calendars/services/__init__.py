from calendars.services.availability import (
    add_absence,
    drop_absence,
    forget_hours,
    forget_past,
    set_hours,
)
from calendars.services.feeds import (
    feed_entries,
    make_feed,
    person_of_feed,
    withdraw_feed,
)

__all__ = [
    "add_absence",
    "drop_absence",
    "feed_entries",
    "forget_hours",
    "forget_past",
    "make_feed",
    "person_of_feed",
    "set_hours",
    "withdraw_feed",
]
