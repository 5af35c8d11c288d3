from django.conf import settings
from django.db import models
from django.utils import timezone

from sessions.session.models.of_group import LED, OF_THE_GROUP
from sessions.session.models.session import Session
from spaces.erasing import Stays
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL
LEADS = (
    f"(session_id IN (SELECT met.id FROM mentoring_sessions_session met "  # noqa: S608
    f"WHERE met.group_id IN ({LED})) "
    "OR session_id IN (SELECT run.session_id FROM mentoring_sessions_run run "
    "WHERE run.space_id = mentoring_sessions_notetaker.space_id "
    "AND run.leader_id = spaces_person()))"
)


class NoteTakerQuerySet(models.QuerySet):
    def of_session(self, session):
        return self.filter(session=session)

    def in_circle(self, space_id):
        return self.filter(space=space_id)


class NoteTaker(Confidential):
    """Who writes the log of a meeting for its circle, *notulist*; the latest holds.

    Named by the mentor, or by who led a run of it; a run names its own (`Run`).
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="note_takers")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    may_add = (
        "author_id = spaces_person() "
        f"AND {OF_THE_GROUP.format(table='mentoring_sessions_notetaker')} AND {LEADS}"
    )
    may_change = None
    erased = [Stays("who takes notes; no words")]
    objects = NoteTakerQuerySet.as_manager()

    class Meta:
        ordering = ["-named_at"]

    def __str__(self):
        return f"{self.person_id} takes notes of {self.session_id}"
