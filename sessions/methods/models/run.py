from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from people.web.prepared import prepared
from sessions.methods.files import methods
from sessions.methods.minutes import LENGTHS
from sessions.session.models.of_group import IN_ITS_CIRCLE
from sessions.session.models.session import Session
from spaces.erasing import Stays
from spaces.models import Confidential, Member

PERSON = settings.AUTH_USER_MODEL
A_DAY = timedelta(days=1)


def known_methods():
    return [(method.slug, method.title) for method in methods(get_language())]


class RunQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the circles in which `person`, who acts, is; also of before."""
        mine = Member.objects.filter(person=person, left_at=None)
        return self.filter(space__in=mine.values("space"))

    def of_session(self, session):
        return self.filter(session=session)

    def of_sessions(self, keys):
        return self.filter(session__in=keys)

    def in_circle(self, space_id):
        return self.filter(space=space_id)

    def going_on(self):
        return self.filter(ended_at=None)

    def under_way(self, now):
        """In the circle of now; what began longer ago was only not ended."""
        here = models.F("session__group__circle")
        return self.going_on().filter(space=here, started_at__gt=now - A_DAY)

    def before(self, run):
        return self.filter(started_at__lt=run.started_at)

    def jobs_done(self) -> list[dict]:
        """Who had which job beside leading, the earliest run first."""
        jobs = ("started_at", "timekeeper", "note_taker", "observer")
        return list(self.order_by("started_at").values(*jobs))

    def for_page(self):
        return self.select_related(
            "session__group__programme",
            "session__group__mentor",
            "leader",
            "case_owner",
            "timekeeper",
            "note_taker",
            "observer",
        )

    def for_news(self):
        """No more of each than tells whether it is as it was."""
        return self.only("version", "stirred", "ended_at", "ends_at", "paused_left")

    def as_used(self):
        """Of each the method, whose case it was and when it began; the latest first."""
        runs = self.order_by("-started_at")
        return runs.values_list("method", "case_owner", "started_at")


class Run(Confidential):
    """A meeting as its circle goes through it: the method, the step, and who does what.

    `step` is the key of a `TimedStep` (`sessions.methods.minutes`); `version` rises with
    whatever changes, so that a page asks for no more than that: it was `since` when the
    run came to its step. What pages show beside that has `stirred`. While it goes on, the
    clock is either running until `ends_at` or holds with `paused_left` seconds to go,
    which are below zero once the step takes longer. The seconds by which the group is
    `behind` come off the steps that have room (`sessions.methods.course`).
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="runs")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opening = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=40, choices=known_methods)
    closing = models.CharField(max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(
        choices=[(each, each) for each in LENGTHS]
    )
    step = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    since = models.PositiveIntegerField(default=1)
    stirred = models.PositiveIntegerField(default=0)
    leader = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    case_owner = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    timekeeper = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    note_taker = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    observer = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ends_at = models.DateTimeField(null=True)
    paused_left = models.IntegerField(null=True, default=0)
    behind = models.IntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    # What it runs through, and for whom, stays: nobody changes that.
    web_grants = (
        "SELECT, INSERT, UPDATE (step, version, since, stirred, leader_id, "
        "case_owner_id, timekeeper_id, note_taker_id, observer_id, ends_at, paused_left, behind, "
        "ended_at)"
    )
    may_add = "author_id = spaces_person() AND " + IN_ITS_CIRCLE.format(
        table="mentoring_sessions_run"
    )
    # Any member may take over the lead (`sessions.running.services.runs`).
    may_change = None
    erased = [Stays("how far a meeting went, and who led it; no words")]
    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                "session",
                "space",
                condition=Q(ended_at=None),
                name="sessions_run_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(observer=None)
                | Q(case_owner=None)
                | ~Q(observer=models.F("case_owner")),
                name="sessions_run_observer_brings_nothing",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False)
                | Q(ends_at=None, paused_left__isnull=False)
                | Q(ends_at__isnull=False, paused_left=None),
                name="sessions_run_clock_runs_or_holds",
            ),
        ]

    def __str__(self):
        return f"run {self.pk}"

    def get_absolute_url(self):
        return reverse("sessions:run", args=[self.pk])

    @property
    def people(self) -> list:
        """Who leads and who has a job beside that, if the run came `for_page`."""
        holders = [self.leader, self.case_owner, self.timekeeper, self.note_taker]
        return [person for person in [*holders, self.observer] if person]

    @property
    def tag(self) -> str:
        """Another one as soon as a page of it has something new to show."""
        return f"{self.version}.{self.stirred}"

    @property
    def is_going_on(self) -> bool:
        return self.ended_at is None

    def is_led_by(self, person) -> bool:
        return self.is_going_on and self.leader_id == person.pk

    @property
    def is_paused(self) -> bool:
        return self.paused_left is not None

    @property
    def left(self) -> timedelta:
        """Of the step, by the clock of the server; below zero when it is over."""
        if not self.is_going_on:
            return timedelta()
        if self.is_paused:
            return timedelta(seconds=self.paused_left)
        return self.ends_at - timezone.now()

    @property
    def is_over(self) -> bool:
        return self.left < timedelta()

    @property
    def left_ms(self) -> int:
        return round(self.left.total_seconds() * 1000)


@prepared
def run_for_news(person, pk):
    """The run of which telephones ask every few seconds, if `person` may read it."""
    return Run.objects.visible_to(person).for_news().filter(pk=pk)
