from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import MentorGroup
from people.errors import DomainError
from programmes import clock
from programmes.moments import refuse_unfit
from reminders import services as reminders
from reminders.letters import called
from sessions.models import DatePoll, PollDate, Session, Vote
from sessions.services.telling import tell_group

AT_LEAST, AT_MOST = 2, 12


@transaction.atomic
def propose_dates(*, group, by, dates, minutes: int, place: str = "") -> DatePoll:
    """Ask the group on which of these (date, time) pairs everybody can come (R9)."""
    # Two clicks must not make two polls.
    group = _locked(group)
    if group.polls.open().exists():
        raise DomainError(
            _(
                "The group is voting on dates already: pick one, or stop that poll first."
            )
        )
    if group.sessions.first_meetings().exists():
        raise DomainError(_("The first meeting is planned already: you can move it."))
    dates = sorted(set(dates))
    if not AT_LEAST <= len(dates) <= AT_MOST:
        raise DomainError(
            ngettext(
                "Propose between %(least)d and %(most)d different dates; now it is "
                "%(count)d.",
                "Propose between %(least)d and %(most)d different dates; now there are "
                "%(count)d.",
                len(dates),
            )
            % {"least": AT_LEAST, "most": AT_MOST, "count": len(dates)}
        )
    for on, at in dates:
        refuse_unfit(programme=group.programme, on=on, at=at)
    poll = DatePoll.objects.create(
        group=group, asked_by=by, minutes=minutes, place=place
    )
    PollDate.objects.bulk_create(PollDate(poll=poll, on=on, at=at) for on, at in dates)
    _ask_mentees(poll)
    return poll


def _ask_mentees(poll: DatePoll) -> None:
    """The first mail goes now; the sweep sends the same again to who stays silent."""
    group = poll.group
    reminders.post_all(
        reminders.Posting(
            person=seat.person,
            kind="sessions.vote",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=str(poll.pk),
            link=reverse("sessions:poll", args=[poll.pk]),
            context={"group": called(group), "asked_by": poll.asked_by.full_name},
            day=clock.day_of(group.programme, poll.asked_at),
        )
        for seat in group.seats.held().mentees().select_related("person")
    )


@transaction.atomic
def vote(*, poll: DatePoll, person, answers: dict) -> None:
    """Keep a member's answers by date; they can change until a date is picked."""
    poll = _still_open(poll)
    for date in poll.dates.all():
        if answer := answers.get(date.pk):
            Vote.objects.update_or_create(
                date=date,
                person=person,
                defaults={"answer": answer, "answered_at": timezone.now()},
            )


@transaction.atomic
def pick_date(*, poll: DatePoll, date: PollDate) -> Session:
    """Close the poll with this date: the first meeting, with an invitation to all."""
    poll = _still_open(poll)
    if clock.has_begun(poll.group.programme, date.on, date.at):
        raise DomainError(_("That date has passed: pick one that is still to come."))
    if poll.group.sessions.standing().filter(on=date.on).exists():
        raise DomainError(_("The group meets on that day already."))
    session = Session.objects.create(
        group=poll.group,
        kind=Session.Kind.FIRST,
        on=date.on,
        at=date.at,
        minutes=poll.minutes,
        place=poll.place,
    )
    poll.picked = date
    _close(poll)
    tell_group(session, "sessions.first_planned")
    return session


@transaction.atomic
def close_poll(*, poll: DatePoll) -> None:
    """Stop asking without picking a date."""
    _close(_still_open(poll))


def _close(poll):
    poll.closed_at = timezone.now()
    poll.save(update_fields=["picked", "closed_at"])


def _still_open(poll) -> DatePoll:
    poll = (
        DatePoll.objects.select_for_update(of=["self"])
        .select_related("group__programme", "group__mentor")
        .get(pk=poll.pk)
    )
    if poll.closed_at:
        raise DomainError(_("The vote on dates has closed meanwhile."))
    return poll


def _locked(group) -> MentorGroup:
    return (
        MentorGroup.objects.select_for_update(of=["self"])
        .select_related("programme")
        .get(pk=group.pk)
    )
