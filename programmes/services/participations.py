"""Inviting people and their answers: enrolling, declining, withdrawing."""

from zlib import crc32

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.accounts.services.invitations import invite
from programmes import clock
from programmes.models import Expertise, Need, Participation, Programme
from programmes.refusals import refuse_ended
from reminders.models import Mail
from reminders.services import post
from spaces.errors import DomainError

State = Participation.State
MOST_NEEDS = 5


@transaction.atomic
def invite_people(*, programme, people, role, by) -> list[Participation]:
    """Invite people of the organisation; who takes part or has left is left alone.

    Answers the new invitations. Somebody who declined or withdrew is invited again.
    Raises DomainError where the programme has ended.
    """
    # Two who invite the same people at once: the second one waits, and finds them invited.
    refuse_ended(Programme.objects.select_for_update(no_key=True).get(pk=programme.pk))
    # Who answers at this moment is waited for: nobody who said yes is invited again.
    known = {
        part.person_id: part
        for part in programme.participations.select_for_update().filter(
            person__in=people
        )
    }
    invited = []
    for person in people:
        part = known.get(person.pk) or Participation(programme=programme, person=person)
        if part.pk and part.state in (State.INVITED, State.ENROLLED):
            continue
        if not person.is_active:
            continue
        part.role, part.state = role, State.INVITED
        part.invited_at, part.answered_at = timezone.now(), None
        part.save()
        _send_invitation(part, by)
        invited.append(part)
    return invited


@transaction.atomic
def invite_again(*, participation, by) -> None:
    """Send the invitation of somebody who has not answered once more.

    Raises DomainError when one arrived today, or the programme has ended: nothing is
    sent.
    """
    participation = _unanswered(participation)
    refuse_ended(participation.programme)
    if not participation.person.is_active:
        raise DomainError(
            _("%(name)s has left: take the invitation back.")
            % {"name": participation.person.full_name}
        )
    participation.invited_at = timezone.now()
    participation.save(update_fields=["invited_at"])
    if _send_invitation(participation, by).state == Mail.State.SENT:
        raise DomainError(
            _(
                "%(name)s was sent an invitation today already: nothing was sent now. "
                "Ask in person, or try again tomorrow."
            )
            % {"name": participation.person.full_name}
        )


@transaction.atomic
def withdraw_invitation(*, participation) -> None:
    """Take an unanswered invitation back: what was before it stands again.

    Somebody who was enrolled before has left again; of others nothing is left. It goes
    by the topics, which coordinators see: whether there are words shows in nothing.
    """
    participation = _unanswered(participation)
    if participation.needs.exists() or participation.expertise.exists():
        participation.state = State.WITHDRAWN
        participation.answered_at = timezone.now()
        participation.save(update_fields=["state", "answered_at"])
    else:
        participation.delete()


def _unanswered(participation) -> Participation:
    """The invitation as it is now; who answers at this moment waits, or was first."""
    parts = Participation.objects.select_related("programme", "person")
    part = _there(parts.select_for_update(of=["self"]), participation)
    if part.state != State.INVITED:
        raise DomainError(_("This invitation was answered already."))
    return part


def _there(parts, participation) -> Participation:
    part = parts.filter(pk=participation.pk).first()
    if part is None:
        raise DomainError(_("This invitation was withdrawn already."))
    return part


def _send_invitation(part, by) -> Mail:
    if not part.person.has_way_in:
        invite(person=part.person, by=by)
    programme = part.programme
    return post(
        person=part.person,
        kind="programmes.invited",
        programme_id=programme.pk,
        zone=programme.time_zone,
        # Somebody whose address was corrected is invited anew on the same day.
        object_id=f"{part.pk}.{crc32(part.person.email.encode())}",
        day=clock.day_of(programme, part.invited_at),
        link=reverse("programmes:enrolment", args=[part.pk]),
        context={
            "programme": str(programme),
            "role": part.role,
            "by": by.full_name,
            "starts_on": programme.starts_on.isoformat(),
            "months": programme.months,
        },
    )


@transaction.atomic
def enrol_mentee(*, participation, needs: dict) -> None:
    """Enrol with needs {topic: weight 1 to 3}; own words are a text beside them."""
    refuse_ended(participation.programme)
    _refuse_when_closed(participation)
    if not 1 <= len(needs) <= MOST_NEEDS:
        raise DomainError(
            _("Choose one to %(most)d topics: those matter most to you.")
            % {"most": MOST_NEEDS}
        )
    participation.needs.all().delete()
    Need.objects.bulk_create(
        Need(participation=participation, topic=topic, weight=weight)
        for topic, weight in needs.items()
    )
    _answer(participation, State.ENROLLED)


@transaction.atomic
def enrol_mentor(*, participation, expertise: dict, max_group, motivation) -> None:
    """Enrol with expertise {topic: level 1 to 3}, capacity and why."""
    refuse_ended(participation.programme)
    _refuse_when_closed(participation)
    if not expertise:
        raise DomainError(_("Choose at least one topic that you can help others with."))
    participation.expertise.all().delete()
    Expertise.objects.bulk_create(
        Expertise(participation=participation, topic=topic, level=level)
        for topic, level in expertise.items()
    )
    participation.max_group = max_group
    participation.motivation = motivation
    _answer(participation, State.ENROLLED)


@transaction.atomic
def decline(*, participation) -> None:
    """Say no to an invitation, or take back an enrolment before the groups start.

    Twice is once.
    """
    _refuse_when_closed(participation)
    if participation.state == State.ENROLLED:
        _answer(participation, State.WITHDRAWN)
    elif participation.state == State.INVITED:
        _answer(participation, State.DECLINED)


def _answer(participation, state):
    participation.state = state
    participation.answered_at = timezone.now()
    participation.save()


def _refuse_when_closed(participation):
    # Who is being seated at this very moment waits here, and is seated or not after it.
    _there(Participation.objects.select_for_update(no_key=True), participation)
    if participation.seats.filter(left_at=None).exists():
        raise DomainError(
            _(
                "You are in a mentor group already. Talk to your coordinator to change it."
            )
        )
