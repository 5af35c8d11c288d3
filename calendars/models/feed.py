from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Func, Value
from django.utils import timezone

from spaces.models import Open
from spaces.models.open import OWN_ROWS


class FeedQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)


class Feed(Open):
    """A person's secret address of a calendar feed; only a digest is kept.

    The web process sees the row of who acts, and of an address whose it is.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = FeedQuerySet.as_manager()
    worker_grants = ""
    web_rows = OWN_ROWS

    def __str__(self):
        return f"feed of {self.person_id}"


def reader_of(digest: str) -> Func:
    """Whose feed has this digest, in a query: nobody acts yet who asks it."""
    return Func(
        Value(digest), function="calendars_reader_of", output_field=BigIntegerField()
    )
