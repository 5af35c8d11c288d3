from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup, Seat
from sessions.session.models.of_group import OfGroupQuerySet
from sessions.session.models.session import Session
from spaces.models import Open

PERSON = settings.AUTH_USER_MODEL
# Of a poll that moves a meeting: that still stands where it did.
STANDS = Q(
    session__state=Session.State.PLANNED,
    session__on=F("was_on"),
    session__at=F("was_at"),
)


class DatePollQuerySet(OfGroupQuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def asking(self):
        """Open, and not overtaken by what became of the meeting that was to move."""
        return self.open().filter(Q(session=None) | STANDS)

    def about(self, *, group, kind, session=None):
        """Of the same purpose: the first, one more, or moving this very meeting."""
        if session is not None:
            return self.filter(session=session)
        first = Q(kind=Session.Kind.FIRST)
        alike = first if kind == Session.Kind.FIRST else ~first
        return self.filter(alike, group=group, session=None)

    def end(self, ending):
        return self.update(closed_at=timezone.now(), ending=ending)

    def with_votes(self):
        """With all that `sessions.polled` counts: `members`, `offered`, `cast`, `taken`.

        Who sits in the group and takes part now, the dates, the answers, and the days on
        which the group meets already; and with who asked.
        """
        members = Seat.objects.held().taking_part().filter(group=OuterRef("group"))
        offered = PollDate.objects.filter(poll=OuterRef("pk"))
        cast = Vote.objects.filter(date__poll=OuterRef("pk"))
        meets = Session.objects.standing().filter(group=OuterRef("group"))
        # Without a meeting that moves, none is left out.
        moves = Coalesce(OuterRef("session"), 0)
        return self.select_related("asked_by", "session").annotate(
            members=ArraySubquery(members.order_by().values("person")),
            offered=ArraySubquery(
                offered.order_by("on", "at").values(
                    one=JSONObject(pk="pk", on="on", at="at")
                )
            ),
            cast=ArraySubquery(
                cast.order_by("pk").values(
                    one=JSONObject(
                        date="date",
                        person="person",
                        answer="answer",
                        answered_at="answered_at",
                        entered_by="entered_by",
                    )
                )
            ),
            taken=ArraySubquery(meets.exclude(pk=moves).order_by().values("on")),
        )


class DatePoll(Open):
    """A question to a group: on which of these dates can everybody come (R9)?

    About its first meeting, one more of another `kind`, or another date for a `session`.
    """

    class Ending(models.TextChoices):
        PICKED = "picked", _("The date is picked.")
        BY_ITSELF = (
            "by_itself",
            _("Everybody can: an hour after the last answer the date was picked."),
        )
        STOPPED = "stopped", _("This vote was stopped without picking a date.")
        PASSED = "passed", _("All dates had passed, and new ones were proposed.")
        MOVED = "moved", _("The meeting was moved meanwhile: this vote has stopped.")
        CANCELLED = (
            "cancelled",
            _("The meeting was cancelled meanwhile: this vote has stopped."),
        )
        HELD = "held", _("The meeting was held meanwhile: this vote has stopped.")
        GROUP_OVER = "group_over", _("The group has ended, and this vote with it.")

    group = models.ForeignKey(MentorGroup, models.CASCADE, related_name="polls")
    kind = models.CharField(
        max_length=12, choices=Session.Kind, default=Session.Kind.FIRST
    )
    # The meeting that is to move, and where it stood when that was asked.
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="polls"
    )
    was_on = models.DateField(null=True, blank=True)
    was_at = models.TimeField(null=True, blank=True)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    # The last day to answer. Null: of before, when none was said.
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    place = models.CharField(_("place"), max_length=200, blank=True)
    picked = models.OneToOneField(
        "PollDate", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    # Why it is closed. Empty also of before: picked, or stopped.
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = DatePollQuerySet.as_manager()
    # It picks what all have agreed on.
    worker_grants = "SELECT, UPDATE"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group",
                condition=Q(closed_at=None, session=None, kind="first"),
                name="sessions_poll_one_first",
            ),
            models.UniqueConstraint(
                "group",
                condition=Q(closed_at=None, session=None) & ~Q(kind="first"),
                name="sessions_poll_one_more",
            ),
            models.UniqueConstraint(
                "session",
                condition=Q(closed_at=None),
                name="sessions_poll_one_move",
            ),
            models.CheckConstraint(
                condition=Q(session=None)
                | Q(was_on__isnull=False, was_at__isnull=False),
                name="sessions_poll_moves_from",
            ),
        ]

    def __str__(self):
        return f"poll {self.pk}"

    @property
    def about(self) -> str:
        """What it asks dates for: "first", "more" or "move"."""
        if self.session_id:
            return "move"
        return "first" if self.kind == Session.Kind.FIRST else "more"

    @property
    def overtaken(self) -> str:
        """What became of the meeting that was to move; "" as long as it stands."""
        if self.session_id is None:
            return ""
        state = self.session.state
        if state != Session.State.PLANNED:
            held = state == Session.State.HELD
            return self.Ending.HELD if held else self.Ending.CANCELLED
        stood = (self.was_on, self.was_at) == (self.session.on, self.session.at)
        return "" if stood else self.Ending.MOVED

    @property
    def is_asking(self) -> bool:
        return self.closed_at is None and not self.overtaken

    @property
    def ended(self) -> str:
        """Why nobody votes any more, in words."""
        if self.closed_at is None:
            ending = self.overtaken
        else:
            before = self.Ending.PICKED if self.picked_id else self.Ending.STOPPED
            ending = self.ending or before
        return self.Ending(ending).label if ending else ""


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

    def of(self, person):
        return self.filter(person=person)


class Vote(Open):
    """One person's answer for one date."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        IF_NEED_BE = "if_need_be", _("If need be")
        NO = "no", _("No")

    date = models.ForeignKey(PollDate, models.CASCADE, related_name="votes")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    # When it became this answer.
    answered_at = models.DateTimeField(default=timezone.now)
    # Who wrote down what the person said; null: the person.
    entered_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VoteQuerySet.as_manager()
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("date", "person", name="sessions_vote_once")
        ]

    def __str__(self):
        return f"{self.person_id} {self.answer}"
