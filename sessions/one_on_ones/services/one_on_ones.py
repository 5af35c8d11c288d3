import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.repeating import When
from calendars.services import follow
from groups.models import Seat
from programmes import clock
from programmes.moments import refuse_unfit
from programmes.refusals import refuse_ended
from reminders.letters import called
from reminders.services import fall, post, stand
from sessions.one_on_ones.models.one_on_one import OneOnOne
from spaces.errors import DomainError
from writing.services import publish

State = OneOnOne.State
ONE_ON_ONE = "sessions.one_on_one"
ASKED_FOR = "sessions.one_on_one_asked"
# A telephone buzzes once in it for what cannot wait.
A_WHILE = dt.timedelta(hours=1)


@transaction.atomic
def ask_one_on_one(
    *, seat, by, urgent: bool = False, draft=None, tells: bool = True
) -> OneOnOne:
    """Ask for a conversation, for the pair; the mentor may ask too (R11).

    `draft` is what `by`, who acts, wrote about it: it is put before the other. A pair
    has one open request: who asks once more puts a later version, or words beside those
    of the other. The other is mailed of the first one, and that it is urgent once an
    hour at most; not where `by` is to choose a time at once, and it `tells` nobody yet.
    """
    refuse_ended(seat.group.programme)
    # Two windows that ask at once: the second one finds the request of the first.
    # `no_key`: other rows of the seat are written meanwhile.
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    mentors = seat.group.seats.held().here().mentors()
    mentor_seat = mentors.select_related("person").first()
    if mentor_seat is None or seat.pair_id is None:
        raise DomainError(_("There is no mentor in this group now."))
    of_pair = OneOnOne.objects.of_pair(seat.pair_id)
    one_on_one = of_pair.asked().with_people().first()
    if one_on_one is None:
        one_on_one = OneOnOne(
            seat=seat, mentor=mentor_seat.person, asked_by=by, space_id=seat.pair_id
        )
    is_first = one_on_one._state.adding
    one_on_one.urgent |= urgent
    one_on_one.changed_at = timezone.now()
    alarms = urgent and not of_pair.alarmed(since=timezone.now() - A_WHILE).exists()
    if alarms:
        one_on_one.alarmed_at = timezone.now()
        if not is_first:
            # The mail of before is overtaken.
            one_on_one.sequence += 1
    one_on_one.save()
    _keep_standing(one_on_one)
    if draft and draft.body.strip():
        publish(draft=draft, space_id=seat.pair_id, key=str(one_on_one.pk))
    if tells and (is_first or alarms):
        other = seat.person if by == one_on_one.mentor else one_on_one.mentor
        tell_of(one_on_one, other, kind=ASKED_FOR, urgent=alarms)
    return one_on_one


@transaction.atomic
def plan_one_on_one(*, one_on_one, on, at, minutes: int, place: str = "") -> OneOnOne:
    """Set, or change, the date of a conversation and send both the invitation."""
    one_on_one = locked(one_on_one, State.ASKED, State.PLANNED)
    before = (one_on_one.on, one_on_one.at, one_on_one.minutes, one_on_one.place)
    if before == (on, at, minutes, place):
        return one_on_one
    refuse_unfit(programme=one_on_one.seat.group.programme, on=on, at=at)
    one_on_one.state = State.PLANNED
    one_on_one.on, one_on_one.at = on, at
    one_on_one.minutes, one_on_one.place = minutes, place
    save_change(one_on_one, "on", "at", "minutes", "place")
    return one_on_one


@transaction.atomic
def withdraw_one_on_one(*, one_on_one) -> OneOnOne:
    """Take the question back, or call the conversation off."""
    one_on_one = locked(one_on_one, State.ASKED, State.PLANNED)
    one_on_one.state = State.WITHDRAWN
    save_change(one_on_one)
    return one_on_one


@transaction.atomic
def log_one_on_one(*, one_on_one, on, support: str, theme: str) -> OneOnOne:
    """Note that a conversation was held, and what it was, for the pair."""
    one_on_one = locked(one_on_one, State.ASKED, State.PLANNED, State.HELD)
    if on > clock.today_in(one_on_one.seat.group.programme):
        raise DomainError(_("A log can be written from the day of the meeting on."))
    one_on_one.state = State.HELD
    one_on_one.on = on
    one_on_one.support, one_on_one.theme = support, theme
    one_on_one.logged_at = timezone.now()
    one_on_one.held_at = one_on_one.held_at or one_on_one.logged_at
    # `note` is of before, and bound to that moment as well.
    written = ["support", "theme", "note", "logged_at"]
    save_change(one_on_one, "on", "held_at", *written)
    return one_on_one


@transaction.atomic
def follow_up(*, one_on_one, by, weeks: int) -> OneOnOne:
    """Plan the next conversation of the two, so many weeks after one that was held.

    At the same hour and place; `by` is the mentor. Raises DomainError when they have a
    next one already.
    """
    # The pair before the conversation, as who asks for one locks it; two plan one.
    Seat.objects.select_for_update(no_key=True).get(pk=one_on_one.seat_id)
    held = locked(one_on_one, State.HELD)
    if OneOnOne.objects.of_pair(held.space_id).unfinished().exists():
        raise DomainError(_("The two of you have a next one-on-one already."))
    return plan_one_on_one(
        one_on_one=ask_one_on_one(seat=held.seat, by=by, tells=False),
        on=held.on + dt.timedelta(weeks=weeks),
        at=held.at,
        minutes=held.minutes,
        place=held.place,
    )


def _keep_standing(one_on_one):
    """The worker cannot read one-on-ones: this is what mails and calendars may say."""
    follow([one_on_one.seat.group_id])
    was_dated = one_on_one.state == State.HELD and one_on_one.at
    if not (was_dated or one_on_one.state in (State.ASKED, State.PLANNED)):
        fall(kind=ONE_ON_ONE, object_id=one_on_one.pk)
        return
    facts = {
        "state": str(one_on_one.state),
        "sequence": one_on_one.sequence,
        "seat": one_on_one.seat_id,
        "mentor": one_on_one.mentor_id,
        "waits_for": one_on_one.waits_for_id,
    }
    if one_on_one.state != State.ASKED:
        facts |= When.of(one_on_one).kept()
    stand(kind=ONE_ON_ONE, object_id=one_on_one.pk, facts=facts)


def tell_of(one_on_one, person, *, kind, urgent=False):
    """The worker cannot read one-on-ones: all that the mail says goes along."""
    group = one_on_one.seat.group
    is_mentor = person.pk == one_on_one.mentor_id
    other = one_on_one.mentee if is_mentor else one_on_one.mentor
    post(
        person=person,
        kind=kind,
        programme_id=group.programme_id,
        zone=group.programme.time_zone,
        # Asked once more with haste, it is a mail of its own.
        object_id=f"{one_on_one.pk}.{one_on_one.sequence}",
        link=reverse("sessions:one_on_one", args=[one_on_one.pk]),
        context={
            "other": other.full_name,
            "seat": one_on_one.seat_id,
            "group": called(group),
            "urgent": urgent,
        },
        urgent=urgent,
    )


def locked(one_on_one, *states) -> OneOnOne:
    """It as it is now, nobody else's to change; DomainError in another state by now."""
    one_on_one = (
        OneOnOne.objects.with_people()
        .select_for_update(of=["self"])
        .get(pk=one_on_one.pk)
    )
    if one_on_one.seat.left_at:
        raise DomainError(
            _("This one-on-one is off: you are not in a group together any more.")
        )
    if one_on_one.state not in states:
        raise DomainError(
            _("This one-on-one was held or withdrawn meanwhile: reload the page.")
        )
    return one_on_one


def save_change(one_on_one, *fields):
    one_on_one.changed_at = timezone.now()
    if one_on_one.state != State.ASKED:
        # No time is asked about any more.
        one_on_one.slots.all().delete()
    one_on_one.save(update_fields=["state", "sequence", "changed_at", *fields])
    _keep_standing(one_on_one)
