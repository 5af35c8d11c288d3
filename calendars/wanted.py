"""What the calendars of the people of some groups should have, as the rooms above say."""

from collections.abc import Collection, Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from calendars.appointment import Wanted


def wanted_in(groups: Collection[int]) -> Iterator[Wanted]:
    """By open rows alone, and in a constant number of queries; also what is past."""
    for path in settings.APPOINTMENTS:
        yield from import_string(path)(groups)
