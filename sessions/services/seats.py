"""What was planned follows who sits in a group.

A coordinator who acts here is in no space: open rows only are read and written. Of a
one-on-one that is what its invitations said; the row itself ends with its seat.
"""

from collections import defaultdict
from datetime import date, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import MentorGroup
from intake.models import Intake
from programmes import clock
from programmes.models import Role
from reminders.letters import called
from reminders.models import Mail
from reminders.services import Posting, post_all
from sessions.models import DatePoll, Series, Session
from sessions.services.telling import when_and_where


@transaction.atomic
def follow_seats(*, began, ended) -> None:
    """Bring meetings, polls and calendars in line with seats that began and ended.

    Who comes gets all coming dates in one mail, who goes one that takes them out of
    the calendar, with the one-on-ones and intakes that both of a pair lose. A group
    in which nobody sits any more has nothing planned.
    """
    groups = {seat.group_id: seat.group for seat in [*began, *ended]}
    # A series that is being planned right now: before, or after, but not meanwhile.
    list(Series.objects.select_for_update().filter(group__in=groups))
    over = _over(groups)
    dates = _renew(groups, over)
    _close(over)
    lost = [
        (seat, seat.person, entry)
        for seat in _but(ended, began)
        for entry in dates[seat.group_id]
    ]
    lost += [*_one_on_ones(ended, groups), *_intakes(ended)]
    gained = [
        _message("sessions.dates", seat, seat.person, dates[seat.group_id])
        for seat in _but(began, ended)
        if dates[seat.group_id]
    ]
    post_all([*_called_off(lost), *gained])


def _over(groups) -> set[int]:
    going_on = MentorGroup.objects.under_way().filter(pk__in=groups)
    return set(groups) - set(going_on.values_list("pk", flat=True))


def _called_off(lost):
    """One mail to each person about all that is lost."""
    by_person = defaultdict(list)
    for seat, person, entry in lost:
        by_person[person].append((seat, entry))
    for person, found in by_person.items():
        seat, _entry = found[0]
        entries = [entry for _seat, entry in found]
        yield _message("sessions.called_off", seat, person, entries)


def _but(seats, others):
    """Without who keeps a place in the same group, when its mentor is replaced."""
    again = {(seat.group_id, seat.person_id) for seat in others}
    return [seat for seat in seats if (seat.group_id, seat.person_id) not in again]


def _mentors(groups, ended):
    """Who led each group until now."""
    led = {seat.group_id: seat.person for seat in ended if seat.role == Role.MENTOR}
    return {pk: group.mentor for pk, group in groups.items()} | led


def _renew(groups, over) -> dict[int, list[dict]]:
    """Raise the coming meetings' sequence, so that a calendar believes what it is told.

    Those of groups that are over are cancelled. Answers them by group as entries.
    """
    now = timezone.now()
    sessions = [
        session
        for session in Session.objects.planned()
        .filter(group__in=groups, on__gte=clock.earliest_day(now))
        .select_related("group__programme", "group__mentor")
        .select_for_update(of=["self"])
        if session.starts_at > now
    ]
    found = defaultdict(list)
    for session in sessions:
        session.sequence += 1
        session.changed_at = now
        if session.group_id in over:
            session.state = Session.State.CANCELLED
        found[session.group_id].append(
            _entry("session", str(session.uid), session.sequence, session)
        )
    Session.objects.bulk_update(sessions, ["sequence", "changed_at", "state"])
    return found


def _close(over):
    """Nobody votes any more, and no series is planned."""
    DatePoll.objects.open().filter(group__in=over).update(closed_at=timezone.now())
    Series.objects.being_planned().filter(group__in=over).update(
        state=Series.State.PLANNED
    )


def _one_on_ones(ended, groups):
    """Each planned one of an ended seat for both, as the latest mail about it said."""
    seats = {seat.pk: seat for seat in ended}
    mails = (
        Mail.objects.filter(
            kind__in=["sessions.one_on_one_planned", "sessions.one_on_one_cancelled"],
            programme_id__in={seat.group.programme_id for seat in ended},
            person__in={
                *(seat.person for seat in ended),
                *_mentors(groups, ended).values(),
            },
            context__seat__in=list(seats),
        )
        .select_related("person")
        .order_by("pk")
    )
    latest = {(mail.context["uid"], mail.person_id): mail for mail in mails}
    for mail in latest.values():
        said, seat = mail.context, seats[mail.context["seat"]]
        on, at = date.fromisoformat(said["on"]), time.fromisoformat(said["at"])
        if mail.kind == "sessions.one_on_one_planned" and not clock.has_begun(
            seat.group.programme, on, at
        ):
            entry = {name: said[name] for name in ("on", "at", "minutes", "place")} | {
                "what": "one_on_one",
                "uid": said["uid"],
                "sequence": said["sequence"] + 1,
                "other": said["other"],
            }
            yield seat, mail.person, entry


def _intakes(ended):
    seats = {seat.pk: seat for seat in ended}
    intakes = Intake.objects.filter(
        seat__in=seats, state=Intake.State.PLANNED, at__isnull=False
    ).select_related("mentor")
    for intake in intakes:
        seat = seats[intake.seat_id]
        if clock.has_begun(seat.group.programme, intake.on, intake.at):
            continue
        for person, other in (
            (seat.person, intake.mentor),
            (intake.mentor, seat.person),
        ):
            entry = _entry("intake", f"intake-{intake.pk}", intake.sequence + 1, intake)
            yield seat, person, entry | {"other": other.full_name}


def _entry(what, uid, sequence, meeting) -> dict:
    said = {"what": what, "uid": uid, "sequence": sequence, "other": ""}
    return said | when_and_where(meeting)


def _message(kind, seat, person, entries) -> Posting:
    """Says what is known now: who left learns nothing of what changes later."""
    group = seat.group
    return Posting(
        person=person,
        kind=kind,
        programme_id=group.programme_id,
        zone=group.programme.time_zone,
        object_id=seat.pk,
        link=reverse("sessions:session_list"),
        context={
            "group": called(group),
            "group_id": group.pk,
            "zone": group.programme.time_zone,
            "entries": sorted(entries, key=lambda said: (said["on"], said["at"])),
        },
    )
