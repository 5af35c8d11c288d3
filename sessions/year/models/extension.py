from datetime import timedelta
from uuid import uuid4

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from sessions.session.models.of_group import OfGroupQuerySet
from spaces.models import Open

PERSON = settings.AUTH_USER_MODEL
# Besides the mentor so many have to go on; with the coordinator's reason so many.
OTHERS, OTHERS_FOR_A_REASON = 4, 3
# In SQL: of groups in which who acts sits, or which they coordinate.
OF_MEMBERS_AND_COORDINATORS = (
    "group_id IN (SELECT seat.group_id FROM groups_seat seat "
    "WHERE seat.left_at IS NULL AND seat.person_id = spaces_person()) "
    "OR group_id IN (SELECT one.id FROM groups_mentorgroup one "
    "JOIN programmes_programmecoordinator runs USING (programme_id) "
    "WHERE runs.person_id = spaces_person())"
)
RUN = (
    "closed_at IS NULL AND group_id IN (SELECT one.id FROM groups_mentorgroup one "
    "JOIN programmes_programmecoordinator runs USING (programme_id) "
    "WHERE runs.person_id = spaces_person())"
)


class HasCast(Func):
    """Whether who acts has voted in the extension of that id; of nobody else it tells."""

    function = "sessions_has_cast"
    output_field = models.BooleanField()


class ExtensionQuerySet(OfGroupQuerySet):
    def asking(self, now):
        """In which a vote can be cast at this moment."""
        return self.filter(closed_at=None, opened_at__lte=now, closes_at__gt=now)

    def to_close(self, now):
        return self.filter(closed_at=None, closes_at__lte=now)

    def going_on(self):
        return self.filter(outcome=Extension.Outcome.GOES_ON)

    def with_own(self):
        """With `has_cast`: whether who acts has voted."""
        return self.annotate(has_cast=HasCast("pk"))

    def uncast(self):
        """In which who acts has not voted."""
        return self.alias(cast=HasCast("pk")).filter(cast=False)

    def latest_first(self):
        return self.order_by("-after_months")


class Extension(Open):
    """Whether a group stays together after its end: the vote on it, and what came of it.

    Who voted and how lies in `Ballot`, which only functions of the database read. A
    worker opens it; `sessions_close_extension` alone writes the outcome.
    """

    class Outcome(models.TextChoices):
        GOES_ON = "goes_on", _("the group goes on")
        ENDS = "ends", _("the group ends")

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="extensions")
    # Which end: counted from the first meeting, so that each is voted on once.
    after_months = models.PositiveSmallIntegerField()
    ends_on = models.DateField()
    months = models.PositiveSmallIntegerField(help_text="For how long it would go on.")
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    # Of the coordinator: why it may go on with three.
    reason = models.TextField(_("reason"), blank=True)
    reason_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)

    web_grants = "SELECT, UPDATE (reason, reason_by_id)"
    worker_grants = "SELECT, INSERT"
    web_rows = OF_MEMBERS_AND_COORDINATORS
    may_change = RUN
    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group", "after_months", name="sessions_extension_once"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")),
                name="sessions_extension_closes_later",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None)
                | ~Q(outcome="") & Q(closed_at__isnull=False),
                name="sessions_extension_outcome_when_closed",
            ),
        ]

    def __str__(self):
        return f"extension of {self.group_id} after {self.after_months} months"

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def is_asking(self):
        return not self.is_closed and timezone.now() < self.closes_at

    @property
    def goes_on(self):
        return self.outcome == self.Outcome.GOES_ON

    @property
    def last_moment(self):
        """The day on which it falls is the last one to vote."""
        return self.closes_at - timedelta(microseconds=1)

    @property
    def would_end_on(self):
        """The last day of a group that goes on."""
        return self.ends_on + relativedelta(months=self.months)

    @property
    def others(self) -> int:
        """How many have to go on besides the mentor."""
        return OTHERS_FOR_A_REASON if self.reason else OTHERS


class Answer(models.TextChoices):
    GO_ON = "go_on", _("I want to go on")
    CHANGES = "changes", _("I want to go on, if some things change")
    STOP = "stop", _("I want to stop")


class Ballot(Open):
    """What one member answers, until the vote is closed: then all of its rows go.

    No role may do anything with it: `sessions_cast_ballot` writes it and
    `sessions_close_extension` counts. No foreign keys, which would lock, and so mark, a
    row that others see; no number that counts up, for the same reason; and no moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    extension_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    answer = models.CharField(max_length=10, choices=Answer)

    web_grants = worker_grants = ""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "extension_id", "person_id", name="sessions_ballot_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="sessions_ballot_answer"
            ),
        ]

    def __str__(self):
        return "ballot"
