import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.person import NAMES, Person
from people.web.isolating import isolated
from spaces.models import Open


class RosterEventQuerySet(models.QuerySet):
    def renamed(self, since):
        return self._since(since, RosterEvent.What.RENAMED)

    def readdressed_unseen(self, since):
        """Of people who had never come in: nobody knows who reads mail there."""
        came_in = RosterEvent.objects.filter(
            person=OuterRef("person"), what=RosterEvent.What.ENTERED
        )
        events = self._since(since, RosterEvent.What.ADDRESS)
        events = events.exclude(Exists(came_in.filter(at__lt=OuterRef("at"))))
        # Who came in before such things were noted has no event of it.
        return events.filter(Q(person__last_login=None) | Exists(came_in))

    def _since(self, since, what):
        """The oldest first: so they are told."""
        return self.filter(what=what, at__gte=since).order_by("at", "pk")

    def about(self, people):
        """Of these people, the oldest first, with who did it."""
        events = (
            self.filter(person__in=people).select_related("by").order_by("at", "pk")
        )
        names = (f"by__{name}" for name in NAMES)
        return events.only("person", "what", "before", "after", "at", *names)


class RosterEvent(Open):
    """What happened to a person's row of the roster: when, and by whose doing.

    A trigger writes it, whichever way the row changed; nobody else can.
    """

    class What(models.TextChoices):
        ADDED = "added", _("added")
        RENAMED = "renamed", _("another name")
        TEAM = "team", _("another team")
        ADDRESS = "address", _("another address")
        ENTERED = "entered", _("first sign-in")

    # The database deletes them along with a person: nobody else can.
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="events")
    what = models.CharField(max_length=10, choices=What)
    # Of a name its given name, infix and family name; else one word.
    before = ArrayField(models.TextField(), default=list)
    after = ArrayField(models.TextField(), default=list)
    by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Null: a command on the server.",
    )
    at = models.DateTimeField()

    web_grants = "SELECT"
    worker_grants = "SELECT"
    objects = RosterEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "at", condition=Q(what="renamed"), name="people_rosterevent_renamed"
            ),
            models.Index(
                "at", condition=Q(what="address"), name="people_rosterevent_address"
            ),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.what} at {self.at}"

    @property
    def on(self) -> dt.date:
        """The day of the organisation, which knows of no programme."""
        return timezone.localdate(self.at)

    @property
    def was(self) -> str:
        return isolated(" ".join(filter(None, self.before)))

    @property
    def became(self) -> str:
        return isolated(" ".join(filter(None, self.after)))
