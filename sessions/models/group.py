from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup, Seat
from spaces.erasing import Rows
from spaces.fields import SealedTextField
from spaces.models import Confidential, Open, Seen, Space

# The groups that the person of the transaction leads, for a policy.
LED = (
    "SELECT seat.group_id FROM groups_seat seat WHERE seat.role = 'mentor' "
    "AND seat.left_at IS NULL AND seat.person_id = spaces_person()"
)
# Where a row may lie, for a policy as well.
# Before the circle that the group of the meeting has now, and no other.
IN_ITS_CIRCLE = (
    "EXISTS (SELECT FROM mentoring_sessions_session met "
    "JOIN groups_mentorgroup its_group ON its_group.id = met.group_id "
    "WHERE met.id = {table}.session_id "
    "AND its_group.circle_id = {table}.space_id)"
)
# A circle that the group of the meeting has, or had.
OF_THE_GROUP = (
    "EXISTS (SELECT FROM mentoring_sessions_session met "
    "JOIN groups_mentorgroup its_group ON its_group.id = met.group_id "
    "LEFT JOIN groups_formercircle former ON former.group_id = met.group_id "
    "WHERE met.id = {table}.session_id "
    "AND {table}.space_id IN (its_group.circle_id, former.space_id))"
)
IN_THE_OWN = (
    "EXISTS (SELECT FROM spaces_space own WHERE own.id = space_id AND own.kind = 'own')"
)
# Of the two whose seat it is.
IN_ITS_PAIR = (
    "EXISTS (SELECT FROM groups_seat of_two "
    "WHERE of_two.id = seat_id AND of_two.pair_id = space_id)"
)


class OfGroupQuerySet(models.QuerySet):
    """Rows that the people with a seat in the group may see, and nobody else."""

    def visible_to(self, person):
        return self.filter(group__in=Seat.objects.held().of(person).values("group"))

    def of_group(self, group):
        return self.filter(group=group)

    def with_group(self):
        return self.select_related("group__programme", "group__mentor")

    def knowing(self, person):
        """With `is_open`: whether the person has seen who is in the group's circle.

        And `is_led`: whether they are the group's mentor, as long as the seat is held.
        """
        seen = Seen.objects.filter(
            space=models.OuterRef("group__circle"), person=person
        )
        led = Seat.objects.leading(person).filter(group=models.OuterRef("group"))
        return self.annotate(is_open=models.Exists(seen), is_led=models.Exists(led))


class SignatureQuerySet(models.QuerySet):
    def of_now(self):
        """Given in the circle that the group has now."""
        return self.filter(circle=F("seat__group__circle"))


class Signature(Open):
    """A member's word that everything stays in the group (R7), once in each circle.

    Given by the person alone, which a trigger holds. Nothing depends on it.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="signatures")
    circle = models.ForeignKey(Space, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    objects = SignatureQuerySet.as_manager()
    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("seat", "circle", name="sessions_signature_once"),
        ]

    def __str__(self):
        return f"signature of seat {self.seat_id}"


class GroupAgreement(Confidential):
    """An agreement of before: how the members treat each other is a text (1.3).

    `manage.py seal_anew` brings its rows over; nothing writes or reads them any more.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="agreements")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = SealedTextField(_("what we agreed"), word="text")
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "agreement"
    sealed_with = ("author", "group", "changed_at")
    may_change = None

    erased = [Rows()]

    def __str__(self):
        return f"agreement {self.pk}"
