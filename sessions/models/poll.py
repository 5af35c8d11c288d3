from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup, Seat
from sessions.models.group import OfGroupQuerySet
from spaces.models import Open

PERSON = settings.AUTH_USER_MODEL


class DatePollQuerySet(OfGroupQuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def with_voters(self):
        """With who asked, and the people who `voted` and who are `voting`: mentees."""
        given = Vote.objects.filter(date__poll=models.OuterRef("pk")).order_by()
        asked = Seat.objects.held().here().mentees()
        asked = asked.filter(group=models.OuterRef("group")).order_by()
        return self.select_related("asked_by").annotate(
            voted=ArraySubquery(given.values("person").distinct()),
            voting=ArraySubquery(asked.values("person")),
        )


class DatePoll(Open):
    """A question to a group: on which of these dates can everybody come (R9)?"""

    group = models.ForeignKey(MentorGroup, models.CASCADE, related_name="polls")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    place = models.CharField(_("place"), max_length=200, blank=True)
    picked = models.OneToOneField(
        "PollDate", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DatePollQuerySet.as_manager()
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                condition=models.Q(closed_at=None),
                name="sessions_poll_one_open",
            )
        ]

    def __str__(self):
        return f"poll {self.pk}"


class PollDate(Open):
    """One of the dates of a poll; wall clock in the programme's time zone."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="dates")
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"))

    worker_grants = "SELECT"

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint("poll", "on", "at", name="sessions_polldate_once")
        ]

    def __str__(self):
        return f"{self.on} {self.at}"


class VoteQuerySet(models.QuerySet):
    def of_poll(self, poll):
        return self.filter(date__poll=poll)


class Vote(Open):
    """One person's answer for one date."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        IF_NEED_BE = "if_need_be", _("If need be")
        NO = "no", _("No")

    date = models.ForeignKey(PollDate, models.CASCADE, related_name="votes")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = VoteQuerySet.as_manager()
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("date", "person", name="sessions_vote_once")
        ]

    def __str__(self):
        return f"{self.person_id} {self.answer}"
