from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spaces.erasing import ErasedRows
from spaces.models import Confidential


class SpentQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(author=person)

    def between(self, first, last):
        return self.filter(on__range=(first, last))

    def minutes(self) -> int:
        return self.aggregate(all=models.Sum("minutes", default=0))["all"]


class Spent(Confidential):
    """Time that a mentor spent on the mentorship on one day (R8): the own space.

    `about` is the meeting or the one-on-one that it was taken from, if it was.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", pgettext_lazy("time spent", "meeting of the group")
        ONE_ON_ONE = "one_on_one", pgettext_lazy("time spent", "one-on-one")
        PREPARATION = "preparation", pgettext_lazy("time spent", "preparation")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.CharField(max_length=36, blank=True)

    web_grants = "SELECT, INSERT, DELETE"
    erased = [ErasedRows()]
    objects = SpentQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "author",
                "kind",
                "about",
                condition=~Q(about=""),
                name="sessions_spent_taken_once",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 1440)), name="sessions_spent_in_a_day"
            ),
        ]

    def __str__(self):
        return f"time spent {self.pk}"
