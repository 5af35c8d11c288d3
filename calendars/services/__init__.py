from calendars.services.feeds import (
    feed_entries,
    make_feed,
    person_of_feed,
    withdraw_feed,
)

__all__ = ["feed_entries", "make_feed", "person_of_feed", "withdraw_feed"]
