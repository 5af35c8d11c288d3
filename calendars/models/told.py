from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from calendars.appointment import Appointment
from reminders.models import Mail
from spaces.models import Open
from spaces.models.open import OWN_ROWS


class ToldQuerySet(models.QuerySet):
    def of_groups(self, groups):
        return self.filter(group_id__in=groups)

    def of(self, person):
        return self.filter(person=person)

    def held_back(self):
        """Whose mail was kept while the person was away, who is back."""
        return self.filter(
            mail__state=Mail.State.HELD,
            mail__handed_over_at=None,
            person__is_active=True,
        )

    def standing(self):
        """What is not called off."""
        return self.exclude(told=None)

    def in_doubt(self):
        """Told last by a mail that did not arrive, or may not have; with the mail."""
        return self.filter(mail__in=Mail.objects.not_arrived()).select_related("mail")


class Told(Open):
    """What the calendar of one person was told last of one appointment.

    `told` and `was` are appointments as they are kept, None where there is none: `was`
    is what the calendar knew before `mail` went out, and knows as long as that has not
    left. The sequence is the person's own, and only ever rises.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uid = models.CharField(max_length=60)
    # Not a foreign key: this room lies below the groups.
    group_id = models.BigIntegerField(db_index=True)
    sequence = models.PositiveIntegerField(default=0)
    told = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    was = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    # Who meets whom is nobody else's.
    web_rows = OWN_ROWS
    web_grants = "SELECT"
    worker_grants = "SELECT, INSERT, UPDATE"
    objects = ToldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "uid", name="calendars_told_once")
        ]

    def __str__(self):
        return f"{self.uid} to {self.person_id}"

    @property
    def appointment(self) -> Appointment | None:
        return Appointment.of(self.uid, self.told)

    @property
    def before(self) -> Appointment | None:
        return Appointment.of(self.uid, self.was)


class StaleQuerySet(models.QuerySet):
    def of(self, groups):
        return self.filter(group_id__in=groups)

    def groups(self) -> list[int]:
        """Which groups, the longest waiting first."""
        groups = self.order_by().values_list("group_id")
        waiting = groups.annotate(first=models.Min("pk")).order_by("first")
        return [group_id for group_id, _first in waiting]


class Stale(Open):
    """Something about the dates of a group has changed, and no calendar knows of it yet.

    Written by the transaction that changes it. Rows are only added and taken away: two
    changes of one group do not wait for each other here.
    """

    group_id = models.BigIntegerField(db_index=True)
    # Whose act it was; nobody's where a worker changed something.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT, INSERT, DELETE"
    objects = StaleQuerySet.as_manager()

    def __str__(self):
        return f"of group {self.group_id}"
