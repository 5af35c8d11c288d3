import re

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.fields import AddressField
from people.models.organisation import Organisation
from people.models.person import Person
from people.web.isolating import isolated
from spaces.models import Open

# The first number that is written there, as far as the next word or number.
NUMBER = re.compile(r"\+?[ (]*[0-9](?:[ ().\-\u2010-\u2013]*[0-9]|/[0-9])*")
# Left out by who dials from abroad: +31 (0)30.
AT_HOME = re.compile(r"(?<=[0-9])[ .-]*\(0\)")


class AdviserQuerySet(models.QuerySet):
    def of(self, person):
        """That of the person's organisation; `reads_here`: can be given a text."""
        people = Person.objects.active().filter(
            organisation=models.OuterRef("organisation"), email=models.OuterRef("email")
        )
        return self.filter(organisation=person.organisation_id).annotate(
            reads_here=models.Exists(people)
        )


class Adviser(Open):
    """Whom to go to when the mentor is the problem, *vertrouwenspersoon*.

    Mostly a person of the organisation, known by the address; else somebody outside.
    Who looks at it is written down nowhere.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="adviser"
    )
    name = models.CharField(_("name"), max_length=200)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = AddressField(_("e-mail address"), max_length=254, blank=True)
    place = models.CharField(_("where to find"), max_length=200, blank=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField(default=timezone.now)

    # A mail asks whether its reader is the one still.
    worker_grants = "SELECT"
    objects = AdviserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""), name="people_adviser_has_a_name"
            ),
            models.CheckConstraint(
                condition=~models.Q(telephone="", email=""),
                name="people_adviser_can_be_reached",
            ),
        ]

    def __str__(self):
        return isolated(self.name)

    @property
    def dialled(self) -> str:
        """The telephone number as a link has it; empty where none is written."""
        number = NUMBER.search(self.telephone)
        number = number[0].lstrip(" (") if number else ""
        if number.startswith(("+", "00")):
            number = AT_HOME.sub("", number)
        return "".join(sign for sign in number if sign in "+0123456789")

    @property
    def colleague(self) -> Person | None:
        """The person of the organisation with this address."""
        colleagues = Person.objects.of(self.organisation_id).active()
        return colleagues.filter(email=self.email).first() if self.email else None
