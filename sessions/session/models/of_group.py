"""Rows of a group, and in which space a row may lie: for querysets and policies."""

from django.db import models

from groups.models import Seat
from spaces.models import Seen

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
