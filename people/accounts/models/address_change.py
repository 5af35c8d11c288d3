import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.fields import AddressField
from people.models.person import Person
from spaces.models import Open

# As an invitation: longer than a holiday.
VALID = dt.timedelta(days=30)
OPEN = Q(done_at=None, declined_at=None, withdrawn_at=None)


class AddressChangeQuerySet(models.QuerySet):
    def unfinished(self):
        """Neither done nor given up, however long ago they were asked for."""
        return self.filter(OPEN)

    def standing(self):
        """Those that can still be agreed to, proved or ended."""
        asked = Q(asked_at__gt=timezone.now() - VALID)
        changes = self.unfinished().filter(asked, person__is_active=True)
        return changes.select_related("person__organisation", "asked_by")

    def standing_or_declined(self):
        """Also those of which the person said that it is not their address."""
        return self.standing() | self.exclude(declined_at=None)

    def declined(self, address):
        return self.filter(new_address=address).exclude(declined_at=None)

    def due(self):
        """Of the host's, those that need no more than that somebody does them."""
        return self.standing().filter(due_at__lte=timezone.now()).proven()

    def proven(self):
        return self.exclude(proven_at=None)

    def asked_since(self, moment):
        return self.filter(asked_at__gt=moment)

    def of_person(self, person):
        return self.filter(person=person)

    def of(self, organisation):
        return self.filter(person__organisation=organisation)


class AddressChange(Open):
    """That somebody's e-mail address is to become another one, from asked to done.

    It is done when the new address has proved itself and the person has agreed; of the
    host's, also when its day has come and the person has not ended it. The database
    holds that: nobody writes `done_at` but `people_change_address`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="address_changes")
    old_address = AddressField()
    new_address = AddressField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose roster has the new one; null: a command.",
    )
    due_at = models.DateTimeField(
        null=True, help_text="Of the host's: from when on nobody needs to agree."
    )
    agreed_at = models.DateTimeField(null=True)
    proven_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    web_grants = (
        "SELECT, INSERT, UPDATE (agreed_at, proven_at, declined_at, withdrawn_at)"
    )
    worker_grants = "SELECT"
    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", condition=OPEN, name="people_addresschange_one_open"
            ),
            models.UniqueConstraint(
                "new_address", condition=OPEN, name="people_addresschange_one_each"
            ),
            models.CheckConstraint(
                condition=~Q(old_address=F("new_address"))
                & ~Q(old_address="")
                & ~Q(new_address=""),
                name="people_addresschange_changes",
                violation_error_message=_("This is the address already."),
            ),
        ]

    def __str__(self):
        return f"address of {self.person_id}"

    @property
    def is_hosts(self) -> bool:
        return self.due_at is not None
