"""Days and hours as they are where a programme is held, whatever the server's are."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils import timezone

# From east to west over the date line; no place is further from UTC.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)


def today_in(programme, now: datetime | None = None) -> date:
    return day_of(programme, now or timezone.now())


def day_of(programme, moment: datetime) -> date:
    """The day on which that moment falls there."""
    return day_in(programme.time_zone, moment)


def day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def as_day(programme, moment) -> TruncDate:
    """In a query: the day on which the moments of that name fall there."""
    return TruncDate(moment, tzinfo=ZoneInfo(programme.time_zone))


def earliest_day(now: datetime) -> date:
    """No programme has an earlier day now: for a query over several of them."""
    return (now.astimezone(UTC) - WEST).date()


def latest_day(now: datetime) -> date:
    """No programme has a later day now: for a query over several of them."""
    return (now.astimezone(UTC) + EAST).date()


def wall_clock(programme, on: date, at: time) -> datetime:
    """The moment at which a clock on the wall there shows `on`, `at`."""
    return wall_clock_in(programme.time_zone, on, at)


def wall_clock_in(zone: str, on: date, at: time) -> datetime:
    return datetime.combine(on, at, tzinfo=ZoneInfo(zone))


def is_skipped(programme, on: date, at: time) -> bool:
    """Whether no clock there shows it: clocks are put forward over it that night."""
    shown = wall_clock(programme, on, at).astimezone(UTC)
    return shown.astimezone(ZoneInfo(programme.time_zone)).time() != at


def has_begun(programme, on: date, at: time) -> bool:
    return wall_clock(programme, on, at) <= timezone.now()
