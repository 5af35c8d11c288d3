from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sessions.one_on_ones.models.one_on_one import OneOnOne
from spaces.erasing import Stays
from spaces.models import Confidential


class SlotQuerySet(models.QuerySet):
    def numbered(self, pk):
        return self.filter(pk=pk)

    def since(self, day):
        """From that day on."""
        return self.filter(on__gte=day)


class Slot(Confidential):
    """A time that the one who was asked for a one-on-one offers: for the pair (R11).

    It goes once one is picked, others are asked for, or the two plan otherwise.
    """

    one_on_one = models.ForeignKey(OneOnOne, models.CASCADE, related_name="slots")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place"), max_length=200, blank=True)

    web_grants = "SELECT, INSERT, DELETE"
    # Into the space of that one-on-one, and no other that its author is in.
    may_add = (
        "author_id = spaces_person() AND EXISTS ("
        "SELECT FROM mentoring_sessions_oneonone asked "
        "WHERE asked.id = mentoring_sessions_slot.one_on_one_id "
        "AND asked.space_id = mentoring_sessions_slot.space_id)"
    )
    may_change = None
    erased = [Stays("a time that was offered; no words")]
    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint("one_on_one", "on", "at", name="sessions_slot_once")
        ]

    def __str__(self):
        return f"time offered for {self.one_on_one_id}"
