from calendars.models.availability import Absence, WorkingHours
from calendars.models.feed import Feed
from calendars.models.told import Stale, Told

__all__ = ["Absence", "Feed", "Stale", "Told", "WorkingHours"]
