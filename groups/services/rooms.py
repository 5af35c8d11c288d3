"""Rooms above follow who sits where; this one knows them by settings only."""

from django.conf import settings
from django.utils.module_loading import import_string

from calendars.services import follow
from groups.models import MentorGroup


def have_rooms_follow(*, began=(), ended=()) -> None:
    """Tell each of `settings.SEAT_FOLLOWERS` of seats of groups under way.

    Call it in the transaction of the change, when its seats and spaces are written;
    a seat knows its `person` and `group`.
    """
    for path in settings.SEAT_FOLLOWERS:
        import_string(path)(began=list(began), ended=list(ended))


def follow_names(*, people) -> None:
    """Calendars say whom one meets, and call groups after who leads them."""
    groups = MentorGroup.objects.under_way().seating(people)
    follow(groups.values_list("pk", flat=True))


def follow_all() -> None:
    """Have the calendars of all groups looked at."""
    follow(MentorGroup.objects.values_list("pk", flat=True))
