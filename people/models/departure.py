from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.fields import AddressField
from people.models.person import Person
from spaces.models import Open


class DepartureQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(back_at=None)

    def newest_first(self):
        return self.select_related("left_by", "back_by").order_by("-left_at", "-pk")


class Departure(Open):
    """That somebody has left the organisation, *uit dienst*: who said so, and when.

    The account is closed while one stands: a trigger holds `Person.is_active` to it.
    Nothing that the person wrote is touched.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="departures")
    left_at = models.DateTimeField(default=timezone.now)
    left_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # Where the person was told; what went to somebody else since.
    address = AddressField()
    address_given_up = models.BooleanField(default=False)
    number_given_up = models.CharField(max_length=50, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    web_grants = "SELECT, INSERT, UPDATE (address_given_up, number_given_up, back_at, back_by_id)"
    worker_grants = "SELECT"
    objects = DepartureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", condition=Q(back_at=None), name="people_departure_once"
            ),
            models.CheckConstraint(
                condition=Q(back_at=None, back_by=None)
                | Q(back_at__gte=F("left_at"), back_by__isnull=False),
                name="people_departure_back_later",
                violation_error_message=_("Nobody comes back before leaving."),
            ),
            models.CheckConstraint(
                condition=~Q(person=F("left_by")), name="people_departure_of_another"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} left at {self.left_at}"
