from calendars.models.feed import Feed

__all__ = ["Feed"]
