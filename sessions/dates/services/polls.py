from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import MentorGroup
from programmes import clock
from programmes.moments import refuse_unfit
from reminders import services as reminders
from sessions.dates.models.poll import DatePoll, PollDate, Vote
from sessions.dates.polled import said_of, standing_of
from sessions.session.models.session import Session
from sessions.session.services.sessions import move_session, plan_session, still_planned
from spaces.errors import DomainError

# One date is nothing to vote on; of more than so many nobody answers each.
AT_LEAST, AT_MOST = 2, 12
# So long people get to answer, where nobody says otherwise.
DAYS_TO_ANSWER = 7
Ending = DatePoll.Ending


@transaction.atomic
def propose_dates(
    *,
    group,
    by,
    dates,
    minutes: int = 120,
    place: str = "",
    answer_by=None,
    kind=Session.Kind.FIRST,
    session=None,
) -> DatePoll:
    """Ask the group on which of these (date, time) pairs everybody can come (R9).

    For its first meeting, one more of another `kind`, or another date of a `session`,
    which keeps its length and place. `answer_by` is the last day to answer. One at a
    time about the same: one of which all dates have passed makes way.
    """
    # Two clicks must not make two polls.
    group = _locked(group)
    # Polls before the meeting: who picks a date locks them in that order.
    _make_way(group, kind, session)
    if session is not None:
        session = still_planned(session)
        kind, minutes, place = session.kind, session.minutes, session.place
    if session is None and kind == Session.Kind.FIRST:
        _refuse_second_first(group)
    dates = sorted(set(dates))
    _refuse_dates(group, dates, session)
    poll = DatePoll.objects.create(
        group=group,
        asked_by=by,
        minutes=minutes,
        place=place,
        kind=kind,
        session=session,
        was_on=session and session.on,
        was_at=session and session.at,
        answer_by=_last_day(group, dates, answer_by),
    )
    PollDate.objects.bulk_create(PollDate(poll=poll, on=on, at=at) for on, at in dates)
    _ask_members(poll)
    return poll


def _make_way(group, kind, session):
    """Close what asked about the same and is over; raises where it goes on."""
    polls = DatePoll.objects.open().about(group=group, kind=kind, session=session)
    # One that is picked right now: before, or after, but not meanwhile.
    list(polls.select_for_update())
    for known in polls.with_votes():
        standing = standing_of(known, group.programme, timezone.now())
        if not known.overtaken and not standing.tally.all_past:
            raise DomainError(
                _(
                    "The group is voting on dates already: pick one, or stop that "
                    "poll first."
                )
            )
        _close(known, known.overtaken or Ending.PASSED)


def _refuse_second_first(group):
    if group.sessions.first_meetings().exists():
        raise DomainError(_("The first meeting is planned already: you can move it."))


def _refuse_dates(group, dates, session):
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
    others = group.sessions.standing().exclude(pk=session and session.pk)
    taken = others.filter(on__in=[on for on, _at in dates]).first()
    if taken:
        raise DomainError(
            _("The group meets on %(day)s already: propose another day instead.")
            % {"day": date_format(taken.on, "l j F")}
        )
    if session and (session.on, session.at) in dates:
        raise DomainError(_("That is when the meeting is now: propose other dates."))


def _last_day(group, dates, answer_by):
    """The last day to answer; without a word a week, and before the first date."""
    today = clock.today_in(group.programme)
    (first, _at), (last, _at) = dates[0], dates[-1]
    if answer_by is None:
        usual = today + timedelta(days=DAYS_TO_ANSWER)
        return max(today, min(usual, first - timedelta(days=1)))
    if not today <= answer_by <= last:
        raise DomainError(
            _("Let people answer by a day from today on, before the dates are over.")
        )
    return answer_by


def _ask_members(poll: DatePoll) -> None:
    """The first mail goes now; the sweep sends the same again to who stays silent."""
    group = poll.group
    asked = group.seats.held().taking_part().exclude(person=poll.asked_by)
    reminders.post_all(
        reminders.Posting(
            person=seat.person,
            kind="sessions.vote",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=str(poll.pk),
            link=reverse("sessions:poll", args=[poll.pk]),
            context=said_of(poll, group) | {"until": poll.answer_by.isoformat()},
            day=clock.day_of(group.programme, poll.asked_at),
        )
        for seat in asked.select_related("person")
    )


@transaction.atomic
def vote(*, poll: DatePoll, person, answers: dict, by=None) -> None:
    """Keep a member's answers by date; they can change until a date is picked.

    Those of dates that have passed are not kept. `by` is who writes down what the
    person said: only of who has not answered in person, and until they do.
    """
    poll = still_asking(poll)
    seat = poll.group.seats.held().of(person).with_pause().first()
    if seat is None:
        raise DomainError(_("Only who is in the group now answers."))
    if seat.paused_until:
        raise DomainError(_("You take a pause: nobody waits for your answer."))
    known = {vote.date_id: vote for vote in Vote.objects.of_poll(poll).of(person)}
    if by is not None and any(vote.entered_by_id is None for vote in known.values()):
        raise DomainError(
            _("%(name)s has answered in person: only they change that now.")
            % {"name": person.full_name}
        )
    to_come = _to_come(poll)
    if not to_come:
        raise DomainError(_("All these dates have passed: there is nothing to answer."))
    given = {date: answers[date.pk] for date in to_come if answers.get(date.pk)}
    if not given:
        raise DomainError(_("Choose an answer for each date."))
    _keep(person, given, known, by)


def _to_come(poll) -> list[PollDate]:
    programme = poll.group.programme
    return [
        poll_date
        for poll_date in poll.dates.all()
        if not clock.has_begun(programme, poll_date.on, poll_date.at)
    ]


def _keep(person, given, known, by):
    now = timezone.now()

    def since(date, answer):
        """The same answer again is no other answer."""
        vote = known.get(date.pk)
        return vote.answered_at if vote and vote.answer == answer else now

    Vote.objects.bulk_create(
        [
            Vote(
                date=date,
                person=person,
                answer=answer,
                answered_at=since(date, answer),
                entered_by=by,
            )
            for date, answer in given.items()
        ],
        update_conflicts=True,
        unique_fields=["date", "person"],
        update_fields=["answer", "answered_at", "entered_by"],
    )


@transaction.atomic
def pick_date(*, poll: DatePoll, date: PollDate, ending=Ending.PICKED) -> Session:
    """Close the poll with this date: the meeting is planned or moved, and all are told."""
    poll = still_asking(poll)
    if clock.has_begun(poll.group.programme, date.on, date.at):
        raise DomainError(_("That date has passed: pick one that is still to come."))
    session = _meet(poll, date)
    poll.picked = date
    _close(poll, ending)
    return session


def _meet(poll, date) -> Session:
    group, when = poll.group, {"on": date.on, "at": date.at}
    if poll.session is not None:
        kept = {"minutes": poll.session.minutes, "place": poll.session.place}
        return move_session(session=poll.session, **when, **kept)
    if poll.kind == Session.Kind.FIRST:
        _refuse_second_first(group)
    more = {"minutes": poll.minutes, "place": poll.place}
    return plan_session(group=group, kind=poll.kind, **when, **more)


@transaction.atomic
def close_poll(*, poll: DatePoll) -> None:
    """Stop asking without picking a date."""
    _close(still_asking(poll), Ending.STOPPED)


def _close(poll, ending):
    poll.closed_at, poll.ending = timezone.now(), ending
    poll.save(update_fields=["picked", "closed_at", "ending"])


def still_asking(poll) -> DatePoll:
    """The poll, locked, and then the meeting that it moves: others lock in this order."""
    poll = (
        DatePoll.objects.select_for_update(of=["self"])
        .select_related("group__programme", "group__mentor")
        .get(pk=poll.pk)
    )
    if poll.session_id is not None:
        sessions = Session.objects.select_for_update(of=["self"])
        poll.session = sessions.select_related("group__programme", "group__mentor").get(
            pk=poll.session_id
        )
    if not poll.is_asking:
        raise DomainError(_("The vote on dates has closed meanwhile."))
    return poll


def _locked(group) -> MentorGroup:
    """Two who propose at once: the second one finds the poll of the first.

    Rows that refer to the group are written meanwhile, as its key stays (`no_key`).
    """
    return (
        MentorGroup.objects.select_for_update(of=["self"], no_key=True)
        .select_related("programme")
        .get(pk=group.pk)
    )
