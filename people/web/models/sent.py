import datetime as dt

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from spaces.models import Open

# A page that lay open for longer sends anew.
KEPT = dt.timedelta(days=7)


class SentQuerySet(models.QuerySet):
    def claim(self, *, person, digest, made_at) -> bool:
        """Whether what a page of `made_at` sends was not done since that page was made.

        Who claims the same meanwhile waits for the end of this transaction.
        """
        now = timezone.now()
        self.filter(person=person, at__lt=now - KEPT).delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_sent (digest, person_id, at, location)"
                " VALUES (%s, %s, %s, '')"
                " ON CONFLICT (digest) DO UPDATE SET at = EXCLUDED.at, location = ''"
                " WHERE people_sent.at < %s RETURNING digest",
                [digest, person.pk, now, min(made_at, now)],
            )
            return cursor.fetchone() is not None

    def done(self, *, digest, location) -> None:
        self.filter(pk=digest).update(at=timezone.now(), location=location)


class Sent(Open):
    """Something that a person sent from a page, and where that led (`people.web.once`)."""

    digest = models.CharField(
        max_length=64,
        primary_key=True,
        help_text="Keyed: of who sent what where; tells nobody what was sent.",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(db_index=True)
    location = models.TextField()

    worker_grants = ""
    objects = SentQuerySet.as_manager()

    def __str__(self):
        return f"sent by {self.person_id}"
