"""Another e-mail address for somebody who keeps account, texts and seats.

Whoever reads mail at an address can get in by it. So nobody gets one by a file: the
person agrees, signed in or by a link to the address of before; the new one answers a
link as well. Only who never came in, and has nothing to lose, is moved at once.
"""

import datetime as dt

from django.core import signing
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.accounts.services.invitations import (
    end_invitations,
    invitation_path,
    invite,
)
from people.accounts.services.notes import Event, note_event, zone_of
from people.models import AddressChange, Invitation, Person
from reminders.services import drop_ways_in, post
from spaces.acting import acting_as
from spaces.errors import DomainError

SALT = "people.address"
OLD, NEW = "old", "new"
# How long the person has to end what the host was asked for.
WAIT = dt.timedelta(days=3)
# Whoever makes rosters does not ask the same person all day.
A_DAY, OFTEN = dt.timedelta(days=1), 3
ASKED, PROVE, LEFT, MOVED = (
    f"people.address_{name}" for name in ("asked", "prove", "left", "moved")
)


@transaction.atomic
def change_address(
    *, person: Person, new: str, by: Person | None = None, due_at=None
) -> AddressChange | None:
    """Move somebody who never came in, and ask who did; raises DomainError."""
    if Person.objects.never_came_in().filter(pk=person.pk).exists():
        move_newcomer(person=person, new=new)
        return None
    return ask_address(person=person, new=new, by=by, due_at=due_at)


@transaction.atomic
def ask_address(
    *, person: Person, new: str, by: Person | None = None, due_at=None
) -> AddressChange:
    """Ask the person, at the address of now, whether `new` is to be theirs.

    `by` made the roster that has it. Asked for already, nothing happens anew. `due_at`:
    of the host's, whose new address is asked at once. Raises DomainError when it cannot
    become theirs.
    """
    # In the order of whoever agrees at this moment: what was asked, then the person.
    list(AddressChange.objects.of_person(person).unfinished().select_for_update())
    person = _locked(person)
    if person.is_active is False:
        raise DomainError(_("%(name)s has left.") % {"name": person.full_name})
    check_free(new, person=person)
    standing = person.address_changes.standing().first()
    if standing and due_at is None and standing.is_hosts:
        # What the host began is not ended by a file.
        return standing
    if standing and standing.new_address == new and standing.is_hosts == bool(due_at):
        return standing
    if by and person.address_changes.declined(new).exists():
        raise DomainError(
            _("%(name)s has said not to have the address %(new)s.")
            % {"name": person.full_name, "new": new}
        )
    recent = person.address_changes.asked_since(timezone.now() - A_DAY)
    if by and recent.count() >= OFTEN:
        raise DomainError(
            _("%(name)s was asked often enough today.") % {"name": person.full_name}
        )
    withdraw_changes(AddressChange.objects.filter(person=person))
    # What nobody answered in time gives the address free.
    withdraw_changes(AddressChange.objects.filter(new_address=new))
    change = AddressChange.objects.create(
        person=person,
        old_address=person.email,
        new_address=new,
        asked_by=by,
        due_at=due_at,
    )
    _post_asked(change)
    if change.is_hosts:
        _post_prove(change)
    return change


def check_free(new: str, *, person: Person) -> None:
    """Raise DomainError when the address is somebody else's, or about to be."""
    taken = Person.objects.addressed([new]).exists()
    promised = AddressChange.objects.standing().filter(new_address=new)
    if taken or promised.exclude(person=person).exists():
        raise DomainError(
            _("%(address)s belongs to somebody already.") % {"address": new}
        )


@transaction.atomic
def withdraw_changes(changes) -> None:
    """End what was asked; its links lead nowhere, and its mails are not sent."""
    changes.unfinished().update(withdrawn_at=timezone.now())


@transaction.atomic
def agree(*, change: AddressChange) -> AddressChange:
    """For the person, who is signed in or came by the link to the old address."""
    change = _standing(change)
    if change.agreed_at is None:
        change.agreed_at = timezone.now()
        change.save(update_fields=["agreed_at"])
        if change.proven_at is None:
            _post_prove(change)
    return finish(change=change)


@transaction.atomic
def prove(*, change: AddressChange) -> AddressChange:
    """For who came by the link to the new address."""
    change = _standing(change)
    if not (change.agreed_at or change.is_hosts):
        raise DomainError(_("This link has ended."))
    if change.proven_at is None:
        change.proven_at = timezone.now()
        change.save(update_fields=["proven_at"])
    return finish(change=change)


@transaction.atomic
def decline(*, change: AddressChange) -> None:
    """The person says that it is not theirs: it is not asked again."""
    change = _standing(change)
    change.declined_at = timezone.now()
    change.save(update_fields=["declined_at"])


@transaction.atomic
def finish(*, change: AddressChange) -> AddressChange:
    """Do it when all is there that it needs; else nothing happens.

    The worker can do this as well: the database looks at the conditions.
    """
    with acting_as(change.asked_by), connection.cursor() as cursor:
        cursor.execute("SELECT people_change_address(%s)", [change.pk])
        (done,) = cursor.fetchone()
    change.refresh_from_db()
    if done:
        _follow(change.person, old=change.old_address)
    return change


@transaction.atomic
def move_newcomer(*, person: Person, new: str) -> Invitation | None:
    """Give another address to somebody who never came in.

    Links at the old address end; answers the invitation to the new one, if there was
    one. Raises DomainError when the address is taken, or the person came in meanwhile.
    """
    # In the order of whoever accepts the invitation at this moment.
    was_invited = end_invitations(person=person)
    person = _locked(person)
    if not Person.objects.never_came_in().filter(pk=person.pk).exists():
        raise DomainError(_("%(name)s has come in.") % {"name": person.full_name})
    check_free(new, person=person)
    withdraw_changes(AddressChange.objects.filter(person=person))
    old, person.email = person.email, new
    person.save(update_fields=["email"])
    drop_ways_in(person=person)
    if not was_invited:
        return None
    # Whoever was invited there hears of it, also when it was no mistake of before.
    _post_left(person, old=old)
    invitation = invite(person=person)
    post(
        person=person,
        kind=MOVED,
        object_id=invitation.pk,
        link="/",
        way_in=invitation_path(invitation),
        context={"old": old, "new": new, "organisation": person.organisation.name},
    )
    return invitation


def link_path(change: AddressChange, end: str) -> str:
    return reverse("people:address", args=[signing.dumps([change.pk, end], salt=SALT)])


def find_change(key: str) -> tuple[AddressChange, str]:
    """The one behind a link, and to which address the link went; or DomainError."""
    try:
        pk, end = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        pk, end = None, ""
    change = AddressChange.objects.standing().filter(pk=pk).first()
    if change is None or change.person.email != change.old_address:
        raise DomainError(_("This link has ended: nothing waits for you here."))
    if end == NEW and not (change.agreed_at or change.is_hosts):
        raise DomainError(_("This link has ended: nothing waits for you here."))
    return change, end


def _follow(person: Person, *, old: str) -> None:
    """Tell the person at both addresses; drop the links that were for the old one."""
    person.refresh_from_db(fields=["email"])
    drop_ways_in(person=person)
    note_event(person=person, event=Event.ADDRESS_CHANGED, old=old, new=person.email)
    _post_left(person, old=old)


def _post_left(person, *, old):
    post(
        person=person,
        kind=LEFT,
        object_id=f"{person.pk} {old}"[:60],
        link=reverse("account_login"),
        address=old,
        context={"old": old, "new": person.email},
    )


def _post_asked(change):
    by = change.asked_by
    post(
        person=change.person,
        kind=ASKED,
        object_id=change.pk,
        link=reverse("people:ways_in"),
        way_in=link_path(change, OLD),
        address=change.old_address,
        zone=zone_of(change.person),
        context={
            "by": by.full_name if by else "",
            "old": change.old_address,
            "new": change.new_address,
            "due_at": change.due_at,
        },
    )


def _post_prove(change):
    post(
        person=change.person,
        kind=PROVE,
        object_id=change.pk,
        link=reverse("people:ways_in"),
        way_in=link_path(change, NEW),
        address=change.new_address,
        context={"old": change.old_address, "new": change.new_address},
    )


def _standing(change) -> AddressChange:
    """Locked; two presses at once find each other's."""
    rows = AddressChange.objects.standing().filter(pk=change.pk)
    locked = rows.select_for_update(of=["self"]).first()
    if locked is None:
        raise DomainError(_("This has been decided already."))
    return locked


def _locked(person) -> Person:
    """Two addresses for one person at once: the second finds the first."""
    people = Person.objects.select_related("organisation")
    return people.select_for_update(of=["self"], no_key=True).get(pk=person.pk)
