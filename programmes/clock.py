"""Dates as they are where a programme is held."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def today_in(programme, now: datetime | None = None) -> date:
    now = now or timezone.now()
    return now.astimezone(ZoneInfo(programme.time_zone)).date()


def wall_clock(programme, on: date, at: time) -> datetime:
    """The moment at which a clock on the wall there shows `on`, `at`."""
    return datetime.combine(on, at, tzinfo=ZoneInfo(programme.time_zone))


def has_begun(programme, on: date, at: time) -> bool:
    return wall_clock(programme, on, at) <= timezone.now()


def day_before_at_eight(programme, on: date) -> datetime:
    return wall_clock(programme, on - timedelta(days=1), time(8))
