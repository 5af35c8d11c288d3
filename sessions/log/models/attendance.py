from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.session.models.of_group import LED, OF_THE_GROUP
from sessions.session.models.session import Session
from spaces.erasing import ErasedRows, Stays
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


# The meetings of which the person of the transaction takes notes, for the same circle.
NOTED = (
    "SELECT taker.session_id FROM mentoring_sessions_notetaker taker "
    "WHERE taker.person_id = spaces_person() "
    "AND taker.space_id = mentoring_sessions_attendance.space_id "
    "UNION ALL SELECT run.session_id FROM mentoring_sessions_run run "
    "WHERE run.note_taker_id = spaces_person() "
    "AND run.space_id = mentoring_sessions_attendance.space_id"
)


class AttendanceQuerySet(models.QuerySet):
    def of_group(self, group):
        return self.filter(session__group=group)

    def with_person(self):
        return self.select_related("person").order_by("person__sort_key")

    def latest_first(self):
        return self.order_by("-session__on", "-session__at")

    def with_late(self):
        """With `late`: whether who acts noted that they came late (`CameLate`)."""
        noted = CameLate.objects.filter(
            session=models.OuterRef("session"), person=models.OuterRef("person")
        )
        return self.annotate(late=models.Exists(noted))


class CameLateQuerySet(models.QuerySet):
    def of_session(self, session):
        return self.filter(session=session)

    def other_than(self, people):
        return self.exclude(person__in=people)


class CameLate(Confidential):
    """That somebody came late, as a mentor notes it for themselves: nobody else reads it."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT, DELETE"
    may_add = (
        "author_id = spaces_person() AND space_id IN (SELECT own.id "  # noqa: S608
        "FROM spaces_space own WHERE own.kind = 'own' "
        "AND own.owner_id = spaces_person()) AND session_id IN ("
        "SELECT met.id FROM mentoring_sessions_session met "
        f"WHERE met.group_id IN ({LED}))"
    )
    may_change = "author_id = spaces_person()"
    erased = [ErasedRows()]
    objects = CameLateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "author", "person", name="sessions_came_late_once"
            )
        ]

    def __str__(self):
        return f"late {self.pk}"


class Attendance(Confidential):
    """Whether a member was at a session: the circle."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence)

    # The mentor says who was there, or who takes notes for that circle.
    may_add = may_change = (
        "(session_id IN (SELECT session.id FROM mentoring_sessions_session session "  # noqa: S608
        f"WHERE session.group_id IN ({LED})) OR session_id IN ({NOTED})) "
        f"AND {OF_THE_GROUP.format(table='mentoring_sessions_attendance')}"
    )

    erased = [Stays("who was at a meeting is what the group keeps of it; no words")]
    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "person", "space", name="sessions_attendance_once"
            )
        ]

    def __str__(self):
        return f"{self.person_id} {self.presence}"

    @property
    def is_present(self) -> bool:
        return self.presence == self.Presence.PRESENT
