"""Who has left the organisation: the account closes, and opens again when undone."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from people.accounts.services.sign_ins import end_sign_ins
from people.models import Departure, Person
from people.rules import why_not_left
from reminders.services import give_back, post
from spaces.errors import DomainError


@transaction.atomic
def mark_left(*, person: Person, by: Person) -> Departure:
    """Close the account of somebody who has left, and tell that person at once.

    Every sign-in ends, the calendar's address answers no more, and mails are held.
    Seats are not touched: each is asked for on its own. Again, nothing changes. Raises
    DomainError about oneself and about coordinators.
    """
    person = _locked(person)
    if departure := person.departures.standing().first():
        return departure
    if reason := why_not_left(person, by):
        raise DomainError(reason)
    departure = Departure.objects.create(
        person=person, left_by=by, address=person.email
    )
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sign_ins(person=person)
    post(
        person=person,
        kind="people.has_left",
        object_id=departure.pk,
        link=reverse("left"),
        address=departure.address,
        context=_said_by(by) | _kept_until(departure, person),
    )
    _follow(person, left=True, by=by)
    return departure


@transaction.atomic
def mark_all_left(*, people, by: Person) -> list[Departure]:
    """All of them or, when one may not be marked, nobody; as `mark_left`."""
    return [mark_left(person=person, by=by) for person in people]


@transaction.atomic
def put_on_hold(*, person: Person, by: Person, given_on: str) -> Departure:
    """Mark somebody as having left, whose address or number another person has now.

    `given_on` says which: "email" or "employee_number". The account gives it up and
    keeps all else; the person is told at the address as it was. Raises DomainError.
    """
    departure = mark_left(person=person, by=by)
    person = _locked(person)
    if given_on == "email":
        departure.address_given_up, person.email = True, ""
    else:
        departure.number_given_up = person.employee_number
        person.employee_number = ""
    departure.save(update_fields=["address_given_up", "number_given_up"])
    person.save(update_fields=[given_on])
    return departure


@transaction.atomic
def take_back_departure(*, person: Person, by: Person) -> None:
    """Open the account again: signing in, the calendar and mails are as before.

    Seats that ended meanwhile stay ended. Again, nothing changes. Raises DomainError
    when somebody else has the address or the number by now.
    """
    person = _locked(person)
    departure = person.departures.standing().first()
    if departure is None:
        return
    given_back = _given_back(person, departure)
    departure.back_at, departure.back_by = timezone.now(), by
    departure.save(update_fields=["back_at", "back_by"])
    person.is_active = True
    person.save(update_fields=["is_active", *given_back])
    give_back(person=person)
    post(
        person=person,
        kind="people.is_back",
        object_id=departure.pk,
        link="/",
        context=_said_by(by),
    )
    _follow(person, left=False, by=by)


def _given_back(person, departure) -> list[str]:
    """Restore what another could have had; answers the names of the fields."""
    restored = []
    if departure.address_given_up:
        others = Person.objects.addressed([departure.address.lower()])
        _refuse_when_taken(others, departure.address, person)
        person.email = departure.address
        restored.append("email")
    if number := departure.number_given_up:
        others = Person.objects.of(person.organisation).filter(employee_number=number)
        _refuse_when_taken(others, number, person)
        person.employee_number = number
        restored.append("employee_number")
    return restored


def _refuse_when_taken(others, what, person):
    other = others.first()
    if other and other.organisation_id != person.organisation_id:
        # Of whom nobody here knows.
        raise DomainError(
            _("%(address)s belongs to somebody already.") % {"address": what}
        )
    if other:
        raise DomainError(
            _(
                "%(what)s belongs to %(name)s now. Nobody comes back under what is "
                "somebody else's: ask who looks after this site."
            )
            % {"what": what, "name": other.full_name}
        )


def _kept_until(departure, person) -> dict:
    """Until when what they wrote for themselves is there, for them alone."""
    until = timezone.localdate(departure.left_at)
    until += dt.timedelta(days=settings.LEFT_KEPT_DAYS)
    return {"organisation": person.organisation.name, "until": until.isoformat()}


def _said_by(by) -> dict:
    return {"by": by.full_name, "by_email": by.email}


def _follow(person, *, left, by):
    for path in settings.DEPARTURE_FOLLOWERS:
        import_string(path)(person=person, left=left, by=by)


def _locked(person) -> Person:
    """Two coordinators at once: the second finds it done."""
    people = Person.objects.select_related("organisation")
    return people.select_for_update(of=["self"], no_key=True).get(pk=person.pk)
