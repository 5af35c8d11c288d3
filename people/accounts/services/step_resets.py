"""The way out for who has neither the phone nor a code any more.

Three hold a part of it: the host asks by a command, the link comes by mail, and the
first step (the password, or single sign-on) is the person's. None of them lets
anybody in alone, nor do the link and the command without the first step.
"""

from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.accounts.services.notes import Event, note_event, zone_of
from people.accounts.services.sign_ins import end_sign_ins
from people.models import Person, StepReset
from reminders.services import post
from spaces.errors import DomainError

SALT = "people.step_reset"
KIND = "people.step_reset"


@transaction.atomic
def ask_step_reset(*, person: Person) -> StepReset:
    """Mail the person the link; DomainError when there is nothing to take away."""
    if not Authenticator.objects.filter(user=person).exists():
        raise DomainError(_("%(name)s has no second step.") % {"name": person})
    if not (person.has_usable_password() or person.socialaccount_set.exists()):
        raise DomainError(
            _("%(name)s has no first step: first a new password, by the sign-in page.")
            % {"name": person}
        )
    withdraw_step_resets(person=person)
    reset = StepReset.objects.create(person=person)
    post(
        person=person,
        kind=KIND,
        object_id=reset.pk,
        link=reverse("people:ways_in"),
        way_in=step_reset_path(reset),
        zone=zone_of(person),
        context={"until": reset.ends_at},
    )
    return reset


def step_reset_path(reset: StepReset) -> str:
    key = signing.dumps(reset.pk, salt=SALT)
    return reverse("people:step_reset", args=[key])


def find_step_reset(key: str) -> StepReset:
    """The one behind a link; DomainError says that it works no longer.

    Another password than when it was asked for ends it: who reads the person's mail
    could have chosen one by a link there.
    """
    try:
        pk = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        pk = None
    standing = StepReset.objects.standing().select_related("person__organisation")
    reset = standing.filter(pk=pk, person__is_active=True).first()
    set_at = reset and reset.person.password_set_at
    if reset is None or (set_at and set_at > reset.asked_at):
        raise DomainError(_("This link has ended. Ask for it once more."))
    return reset


@transaction.atomic
def take_second_steps(*, reset: StepReset) -> None:
    """All second steps and passkeys go, every sign-in ends, and the person is told.

    For who has shown the first step. DomainError when it was done or withdrawn.
    """
    # Two windows, or who withdraws it meanwhile: it is done once or not at all.
    standing = StepReset.objects.standing().select_for_update()
    if not standing.filter(pk=reset.pk).exists():
        raise DomainError(_("This link has ended. Ask for it once more."))
    reset.used_at = timezone.now()
    reset.save(update_fields=["used_at"])
    Authenticator.objects.filter(user=reset.person).delete()
    end_sign_ins(person=reset.person)
    note_event(person=reset.person, event=Event.STEPS_TAKEN)


@transaction.atomic
def withdraw_step_resets(*, person: Person) -> int:
    """Also when a second step is shown: whoever has it needs no way around it."""
    open_ones = StepReset.objects.filter(
        person=person, used_at=None, withdrawn_at=None
    ).select_for_update()
    pks = list(open_ones.values_list("pk", flat=True))
    return StepReset.objects.filter(pk__in=pks).update(withdrawn_at=timezone.now())
