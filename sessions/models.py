from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup, Seat
from programmes.models import Programme
from spaces.fields import SealedTextField
from spaces.models import Confidential, Open

PERSON = settings.AUTH_USER_MODEL


class OfGroupQuerySet(models.QuerySet):
    """Rows that the people with a seat in the group may see, and nobody else."""

    def visible_to(self, person):
        return self.filter(group__in=MentorGroup.objects.of(person))


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

    objects = OfGroupQuerySet.as_manager()
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group", condition=Q(closed_at=None), name="sessions_poll_one_open"
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


class Vote(Open):
    """One person's answer for one date."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        IF_NEED_BE = "if_need_be", _("if need be")
        NO = "no", _("no")

    date = models.ForeignKey(PollDate, models.CASCADE, related_name="votes")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    answered_at = models.DateTimeField(default=timezone.now)

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("date", "person", name="sessions_vote_once")
        ]

    def __str__(self):
        return f"{self.person_id} {self.answer}"


class Series(Open):
    """The working agreements of a group on when and where it meets (1.3)."""

    class State(models.TextChoices):
        PLANNING = "planning", _("being planned")
        PLANNED = "planned", _("planned")

    group = models.OneToOneField(MentorGroup, models.CASCADE, related_name="series")
    every_weeks = models.PositiveSmallIntegerField(
        _("every … weeks"),
        choices=[(weeks, str(weeks)) for weeks in Programme.EVERY_WEEKS],
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), help_text="0 is Monday.", validators=[MaxValueValidator(6)]
    )
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=120,
        validators=[MinValueValidator(15), MaxValueValidator(480)],
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    first_on = models.DateField(_("first date"))
    until = models.DateField(_("last date at the latest"))
    state = models.CharField(max_length=10, choices=State, default=State.PLANNING)
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    objects = OfGroupQuerySet.as_manager()

    def __str__(self):
        return f"series of {self.group_id}"


class SessionQuerySet(OfGroupQuerySet):
    def upcoming(self, today):
        return self.filter(state=Session.State.PLANNED, on__gte=today)

    def held(self):
        return self.filter(state=Session.State.HELD)

    def awaiting_log(self):
        """Held, and no log written yet."""
        return self.held().filter(logged_at=None)


class Session(Open):
    """A meeting of a mentor group: only when, where, what kind and its state."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first meeting")
        INTERVISION = "intervision", _("intervision")
        WORK_VISIT = "work_visit", _("work visit")
        GUEST = "guest", _("guest")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="sessions")
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.INTERVISION
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    # Wall clock, in the programme's time zone: 16:00 stays 16:00 in summer.
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=120)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # A calendar entry keeps its uid for life; each change raises the sequence.
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    from_series = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    held_at = models.DateTimeField(null=True, blank=True)
    logged_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(
                "group",
                "on",
                condition=~Q(state="cancelled"),
                name="sessions_session_one_a_day",
                violation_error_message=_("The group meets on that day already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"


class Signature(Open):
    """A member's word that everything stays in the group (R7)."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="signature")
    signed_at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"

    def __str__(self):
        return f"signature of seat {self.seat_id}"


class GroupAgreement(Confidential):
    """How the members treat each other, in their own words: the circle (1.3)."""

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="agreements")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedTextField(_("what we agreed"))
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"agreement {self.pk}"


class Attendance(Confidential):
    """Whether a member was at a session: the circle."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "person", name="sessions_attendance_once"
            )
        ]

    def __str__(self):
        return f"{self.person_id} {self.presence}"


class SessionNote(Confidential):
    """What was brought in and what was learnt at a session: the circle."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="note")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    brought_in = SealedTextField(_("what was brought in"), blank=True)
    learnt = SealedTextField(_("what we learnt"), blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"note of {self.session_id}"


class ActionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None)


class Action(Confidential):
    """Something agreed for next time, with its owner, *actiehouder* (R14)."""

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="actions")
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedTextField(_("what"))
    due_on = models.DateField(_("by"))
    done_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = [F("done_at").asc(nulls_first=True), "due_on"]

    def __str__(self):
        return f"action {self.pk}"


class OneOnOne(Confidential):
    """A conversation of one mentee with the mentor, *een-op-een* (R11): the pair."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Support(models.TextChoices):
        CAREER = "career", _("career-related")
        PSYCHOSOCIAL = "psychosocial", _("psychosocial")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="one_on_ones")
    mentor = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    urgent = models.BooleanField(_("cannot wait until the next meeting"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    question = SealedTextField(_("what it is about"), blank=True)
    on = models.DateField(_("date"), null=True, blank=True)
    at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # What it was about is sealed too: a theme says much about a person.
    support = SealedTextField(_("kind of support"), blank=True)
    theme = SealedTextField(_("theme"), blank=True)
    note = SealedTextField(_("what was discussed and agreed"), blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self):
        return f"one-on-one {self.pk}"


class CalendarFeed(Open):
    """A person's secret address of a calendar feed; only a digest is kept."""

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    worker_grants = ""

    def __str__(self):
        return f"feed of {self.person_id}"
