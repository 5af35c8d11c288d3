"""What waits for coordinators: groups that became small or break a rule, and who left.

And for members: a circle that opens once they have seen who is in it, and somebody in it
who has another name or address.
"""

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from groups.models import Breach, BreachRule, MentorGroup, Seat, Wait
from people.models import RosterEvent
from people.services.register import folded, is_another_name
from programmes import clock
from programmes.models import Programme, ProgrammeCoordinator, Role
from reminders.due import Due, concerns
from reminders.letters import called
from reminders.models import Mail

# A sweep that was away so long still tells of a new name.
TOLD_WITHIN = dt.timedelta(days=14)
# Of a programme: whether a seat of a mentee ended, and whether somebody has left the
# organisation whose seat did not.
SEATS = Seat.objects.filter(group__programme=OuterRef("programme"))
ENDED = Exists(SEATS.departed().mentees())
LEFT = Exists(SEATS.held().of_leavers())


def waiting(*, now, person=None, roles=None):
    if person is None:
        yield from _renamed(now)
        yield from _readdressed(now)
    elif concerns(roles, "shut out"):
        yield from _to_see(person)
    if not concerns(roles, "programme coordinator"):
        return
    coordinators = _coordinators(person)
    # What is not is not asked for.
    if any(coordinator.somebody_ended for coordinator in coordinators):
        yield from _too_small(coordinators, now)
    yield from _broken(coordinators, now)
    if any(coordinator.somebody_left for coordinator in coordinators):
        yield from _left_behind(coordinators)


def _coordinators(person) -> list[ProgrammeCoordinator]:
    """Who coordinates what, but for what is over and has nobody left behind."""
    coordinators = ProgrammeCoordinator.objects.annotate(
        somebody_ended=ENDED, somebody_left=LEFT
    )
    is_over = Q(programme__state=Programme.State.ENDED, somebody_left=False)
    coordinators = coordinators.exclude(is_over).select_related("programme")
    if person is None:
        return list(coordinators.select_related("person"))
    coordinators = list(coordinators.filter(person=person))
    for coordinator in coordinators:
        coordinator.person = person
    return coordinators


def _due(kind, group, person, *, link="", context=None, **more):
    """What waits for somebody about a group, which is done on its page or at `link`."""
    return Due(
        kind=kind,
        person=person,
        programme_id=group.programme_id,
        zone=group.programme.time_zone,
        link=link or group.get_absolute_url(),
        context={"group": called(group)} | (context or {}),
        **more,
    )


def _to_see(person):
    """Circles that open once the person has seen who is in them; on Today, no mail."""
    seats = Seat.objects.held().of(person).closed().with_since()
    for seat in seats.select_related("group__mentor", "group__programme"):
        yield _due(
            "groups.to_see",
            seat.group,
            person,
            object_id=str(seat.group_id),
            since=clock.day_of(seat.group.programme, seat.since),
            mail=False,
        )


def _renamed(now):
    """Tells each group that somebody in it got another name, once for each change.

    Read from what the database noted, whichever way the name was changed.
    """
    renamed = RosterEvent.objects.renamed(now - TOLD_WITHIN).select_related("by")
    for group, event in _in_groups(filter(is_another_name, renamed)):
        yield from _another_name(group, event)


def _readdressed(now):
    """Tells each group of another address of somebody in it who had never come in.

    Else a seat that all had seen could be taken by whoever reads mail there.
    """
    events = RosterEvent.objects.readdressed_unseen(now - TOLD_WITHIN)
    for group, event in _in_groups(events.select_related("by", "person")):
        yield from _another_address(group, event)


def _in_groups(all_events):
    """Each event with the groups under way that had its person at that moment."""
    events = defaultdict(list)
    for event in all_events:
        events[event.person_id].append(event)
    if not events:
        return
    for group in MentorGroup.objects.under_way().seating(events).with_everybody():
        for person_id, of_person in events.items():
            for event in of_person:
                if group.had(person_id, event.at):
                    yield group, event


def _another_address(group, event):
    for reader in {seat.person for seat in group.all_seats if seat.left_at is None}:
        if reader.pk != event.person_id and group.had(reader.pk, event.at):
            name = {"name": event.person.full_name}
            yield _change("groups.readdressed", group, reader, event, name)


def _another_name(group, event):
    known = {seat.person for seat in group.all_seats}
    namesakes = [
        person.email
        for person in known
        if person.pk != event.person_id
        and folded(person.full_name) == folded(event.became)
    ]
    for reader in {seat.person for seat in group.all_seats if seat.left_at is None}:
        if group.had(reader.pk, event.at):
            you = {"you": reader.pk == event.person_id, "namesakes": sorted(namesakes)}
            yield _change("groups.renamed", group, reader, event, you)


def _change(kind, group, reader, event, more):
    """What was noted of somebody in the group, told to one who is in it."""
    changed = {
        "was": event.was,
        "became": event.became,
        "on": event.on.isoformat(),
        "by": event.by.full_name if event.by else "",
    }
    return _due(
        kind,
        group,
        reader,
        object_id=f"{event.pk}.{group.pk}",
        since=event.on,
        context=changed | more,
    )


def _too_small(coordinators, now):
    """Told once for each departure; its page says what can be done (R1).

    Not as long as it waits for somebody by a coordinator's choice.
    """
    groups = MentorGroup.objects.too_small().select_related("mentor", "programme")
    groups = list(
        groups.filter(
            programme__in={coordinator.programme_id for coordinator in coordinators}
        )
    )
    if not groups:
        return
    standing = Wait.objects.standing(clock.earliest_day(now))
    waits = standing.filter(group__in=groups).by_group()
    for group in groups:
        wait = waits.get(group.pk)
        if wait and wait.until >= clock.today_in(group.programme, now):
            continue
        for coordinator in coordinators:
            if coordinator.programme_id == group.programme_id:
                yield _due(
                    "groups.too_small",
                    group,
                    coordinator.person,
                    # Each departure is told, also the second of a day.
                    object_id=f"{group.pk}.{group.last_left_at.timestamp():.0f}",
                    since=clock.day_of(coordinator.programme, group.last_left_at),
                    link=reverse("groups:small", args=[group.pk]),
                    context={"count": group.mentee_count},
                )


def _broken(coordinators, now):
    """Told once for each two who may not sit together since the roster changed."""
    state = Programme.State.RUNNING
    running = {
        coordinator.programme_id
        for coordinator in coordinators
        if coordinator.programme.state == state
    }
    if not running:
        return
    unreasoned = Breach.objects.unreasoned().of_programmes(running)
    groups = set(unreasoned.values_list("group", flat=True))
    if not groups:
        return
    # Who they are only of those: the rules themselves are planned in half the time.
    breaches = list(unreasoned.filter(group__in=groups).with_people())
    since = Mail.objects.first_written(
        "groups.broken", [breach.pk for breach in breaches]
    )
    for breach in breaches:
        group = breach.group
        for coordinator in coordinators:
            if coordinator.programme_id == group.programme_id:
                yield _due(
                    "groups.broken",
                    group,
                    coordinator.person,
                    object_id=breach.pk,
                    since=clock.day_of(
                        coordinator.programme, since.get(breach.pk, now)
                    ),
                    # However long it lasts: one mail.
                    day=clock.day_of(coordinator.programme, group.published_at),
                    context={
                        "one": breach.first.person.full_name,
                        "other": breach.second.person.full_name,
                        "rule": "R2" if breach.rule == BreachRule.DISCIPLINE else "R3",
                    },
                )


def _left_behind(coordinators):
    """Told once for each seat of somebody who has left the organisation."""
    seats = Seat.objects.waiting_for_decision().with_group().select_related("person")
    seats = seats.filter(
        group__programme__in={coordinator.programme_id for coordinator in coordinators}
    )
    for seat in seats:
        for coordinator in coordinators:
            if coordinator.programme_id == seat.group.programme_id:
                yield _due(
                    "groups.left_behind",
                    seat.group,
                    coordinator.person,
                    object_id=str(seat.pk),
                    since=clock.day_of(coordinator.programme, seat.gone_at),
                    link=reverse("groups:leaver", args=[seat.person_id]),
                    context={
                        "name": seat.person.full_name,
                        "leads": seat.role == Role.MENTOR,
                    },
                )
