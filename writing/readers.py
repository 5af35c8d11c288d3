"""To whom a text can be given, and for how long (R7)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Person
from people.namesakes import tell_apart
from people.web.addresses import one_address
from spaces.errors import DomainError

LONGEST = dt.timedelta(days=366)
AT_MOST = 10


def colleagues(giver):
    return Person.objects.of(giver.organisation_id).active().exclude(pk=giver.pk)


def readers_named(who: str, giver) -> list[Person]:
    """The colleague with exactly this address, else those with this name."""
    address = one_address(who)
    if "@" in address:
        return list(colleagues(giver).addressed([address]))
    named = colleagues(giver).named(who).with_work()[:AT_MOST]
    # The page tells the team beside the name.
    return tell_apart(named, ("team",))


def check_until(until):
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise DomainError(_("Choose a day from today on, at most a year ahead."))


def check_reader(reader, giver):
    if not colleagues(giver).filter(pk=reader.pk).exists():
        raise DomainError(_("Choose a colleague of your own organisation."))
