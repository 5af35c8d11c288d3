from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.models.seat import Seat
from spaces.models import Open

# Of a seat that is held: the one who sits there, and the mentor of the group.
OF_THE_TWO = """EXISTS (
  SELECT FROM groups_seat seat
  JOIN groups_mentorgroup mentor_group ON mentor_group.id = seat.group_id
  WHERE seat.id = groups_pause.seat_id AND seat.left_at IS NULL
    AND spaces_person() IN (seat.person_id, mentor_group.mentor_id))"""


class PauseQuerySet(models.QuerySet):
    def running(self, now=None):
        now = now or timezone.now()
        return self.filter(ended_at=None, began_at__lte=now, ends_at__gt=now)

    def at(self, moment):
        """Those of that moment, whether they are over by now or not."""
        until = Coalesce("ended_at", "ends_at")
        return (
            self.filter(began_at__lte=moment)
            .annotate(until=until)
            .filter(until__gt=moment)
        )

    def of_seat(self, seat):
        return self.filter(seat=seat)

    def close_passed(self, now):
        """Write down that those whose day has come are over."""
        over = self.filter(ended_at=None, ends_at__lte=now)
        return over.update(ended_at=F("ends_at"))

    def in_groups(self, groups):
        return self.filter(seat__group__in=groups)

    def stretches(self):
        """(seat, from when, until when) of each, as it went or will go."""
        until = Coalesce("ended_at", "ends_at")
        return self.order_by("began_at").values_list("seat", "began_at", until)


class Pause(Open):
    """That the holder of a seat takes part in nothing until a day.

    The seat stays: its holder reads, and counts towards the size of the group. Nobody
    waits for them, and the meetings of that time are not in their calendar. The group
    and the coordinator see that they pause, and until when.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField(default=timezone.now)
    # When the day begins on which they are back, where the programme is.
    ends_at = models.DateTimeField()
    # Where they were back before.
    ended_at = models.DateTimeField(null=True, blank=True)

    web_grants = "SELECT, INSERT, UPDATE (ends_at, ended_at)"
    worker_grants = "SELECT"
    web_rows = "true"
    may_add = may_change = OF_THE_TWO
    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("began_at")),
                name="groups_pause_ends_later",
            ),
            models.UniqueConstraint(
                "seat",
                condition=Q(ended_at=None),
                name="groups_pause_one_at_a_time",
            ),
        ]

    def __str__(self):
        return f"pause of {self.seat_id} until {self.ends_at:%Y-%m-%d}"
