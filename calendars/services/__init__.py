from calendars.services.again import in_doubt, send_again
from calendars.services.availability import (
    add_absence,
    drop_absence,
    forget_hours,
    forget_past,
    set_hours,
)
from calendars.services.checking import amiss_in
from calendars.services.feeds import (
    feed_entries,
    invitation,
    make_feed,
    person_of_feed,
    withdraw_feed,
)
from calendars.services.telling import bring_in_line, bring_stale_in_line, follow

__all__ = [
    "add_absence",
    "amiss_in",
    "bring_in_line",
    "bring_stale_in_line",
    "drop_absence",
    "feed_entries",
    "follow",
    "forget_hours",
    "forget_past",
    "in_doubt",
    "invitation",
    "make_feed",
    "person_of_feed",
    "send_again",
    "set_hours",
    "withdraw_feed",
]
