"""The browsers in which a person is signed in: their beginning and their end."""

from django.contrib.auth import login
from django.db import transaction
from django.utils import timezone

from people.accounts.devices import this_device
from people.accounts.session_store import SIGNED_IN, digest
from people.models import Person, SignIn
from spaces.reopening import reopen_some

# Who signs in waits for it: more than come in a day, and no more than a moment's work.
A_SWEEP = 1000


def begin_sign_in(request, person: Person, **options) -> None:
    """Sign the person in here, and note when and with which device.

    Some of their texts are opened, as only a process of theirs can: whether they do is
    found before somebody looks for them.
    """
    login(request, person, **options)
    browser, system = this_device()
    request.session[SIGNED_IN] = {
        "at": timezone.now().isoformat(),
        "browser": browser,
        "system": system,
    }
    forget_expired()
    reopen_some(person)


@transaction.atomic
def forget_expired() -> None:
    """Whenever somebody signs in: the worker has no right to see sessions."""
    expired = SignIn.objects.filter(expire_date__lt=timezone.now())
    # Two who sign in at once do not wait for each other.
    expired = expired.select_for_update(skip_locked=True)[:A_SWEEP]
    SignIn.objects.filter(pk__in=expired.values("pk")).delete()


@transaction.atomic
def end_sign_in(*, sign_in: SignIn) -> None:
    """The next request of that browser is nobody's."""
    sign_in.delete()


@transaction.atomic
def end_sign_ins(*, person: Person) -> None:
    """End every session of the person; none that there are now counts any more."""
    person.signed_out_at = timezone.now()
    person.save(update_fields=["signed_out_at"])
    SignIn.objects.filter(person=person).delete()


@transaction.atomic
def forget_other_sign_ins(*, person: Person, here: str | None) -> None:
    """Those that another password has ended: their digest fits no longer.

    `here` is the key of the session that goes on, if there is one.
    """
    others = SignIn.objects.filter(person=person)
    others.other_than(digest(here or "")).delete()


def mark_seen(*, key: str) -> None:
    SignIn.objects.filter(pk=digest(key)).update(seen_at=timezone.now())
