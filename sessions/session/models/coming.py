from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from sessions.session.models.session import Session
from spaces.models import Open

PERSON = settings.AUTH_USER_MODEL

# The one answer that the page of a signed link is opened for ("person.session"); see
# `sessions.session.services.coming.by_link`.
BY_LINK = "concat(person_id, '.', session_id) = current_setting('crossmentor.answering', true)"
OWN = f"person_id = spaces_person() OR {BY_LINK}"
# Planned in a group whose circle, as it is now, is open to the person of the transaction.
OF_CIRCLE = (
    "session_id IN (SELECT planned.id FROM mentoring_sessions_session planned "
    "JOIN groups_mentorgroup its_group ON its_group.id = planned.group_id "
    "WHERE planned.state = 'planned' "
    "AND its_group.circle_id IN (SELECT spaces_mine()))"
)
SEATED = (
    "EXISTS (SELECT FROM mentoring_sessions_session planned "
    "JOIN groups_seat seat ON seat.group_id = planned.group_id "
    "WHERE planned.id = mentoring_sessions_coming.session_id "
    "AND seat.left_at IS NULL "
    "AND seat.person_id = mentoring_sessions_coming.person_id)"
)


class ComingQuerySet(models.QuerySet):
    def of_now(self):
        """For the day and hour at which the meeting is planned now."""
        return self.filter(on=F("session__on"), at=F("session__at"))

    def of_session(self, session):
        return self.filter(session=session)

    def of(self, person):
        return self.filter(person=person)

    def cannot(self):
        return self.filter(can=False)


class Coming(Open):
    """Whether a member can come to a meeting: the circle of now reads it, nobody else.

    Not the coordinator, and not what sends the mails. Said by the person alone, who
    has a seat; `on` and `at` are for when it was said: once the meeting moves, it does
    not hold any more.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="coming")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    can = models.BooleanField()
    on = models.DateField()
    at = models.TimeField()
    answered_at = models.DateTimeField(default=timezone.now)

    objects = ComingQuerySet.as_manager()

    web_grants = 'SELECT, INSERT, UPDATE (can, "on", at, answered_at)'
    worker_grants = ""
    web_rows = f"{OWN} OR {OF_CIRCLE}"
    may_add = may_change = f"({OWN}) AND {SEATED}"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "session", "person", name="sessions_coming_once_a_person"
            )
        ]

    def __str__(self):
        return f"{self.person_id} at {self.session_id}"
