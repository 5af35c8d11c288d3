from calendars.models.availability import Absence, WorkingHours
from calendars.models.feed import Feed

__all__ = ["Absence", "Feed", "WorkingHours"]
