"""A group goes through its meeting: started, step by step, its clock, and the end.

`version` is that of the page that was pressed on: of two presses at once one counts.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.methods.course import MINUTE, Course, parts_of, text_key
from sessions.methods.method import Stage
from sessions.methods.minutes import cuts, plan
from sessions.methods.models.run import Run
from sessions.running.services.run_changes import locked, save
from sessions.session.models.session import Session
from spaces.errors import DomainError
from writing.services import turn_over

CLOCK = ("ends_at", "paused_left")


@transaction.atomic
def start_run(
    *, session, by, method: str, minutes: int, opening="", closing="", case_owner=None
) -> Run:
    """Begin, led by `by`; the run that goes on already when there is one."""
    going_on = Run.objects.of_session(session).in_circle(session.group.circle_id)
    going_on = going_on.going_on()
    if run := going_on.first():
        return run
    slots = _planned(session, minutes, opening, method, closing)
    _check_members(session, [case_owner])
    first = slots[0]
    if not any(slot.method.has_case for slot in slots):
        case_owner = None
    run = Run(
        session=session,
        space_id=session.group.circle_id,
        author=by,
        leader=by,
        opening=opening,
        method=method,
        closing=closing,
        minutes=minutes,
        case_owner=case_owner,
        step=first.key,
        ends_at=timezone.now() + timedelta(minutes=first.minutes),
        paused_left=None,
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        # Somebody else pressed first: it is the same meeting.
        return going_on.get()
    return run


def _planned(session, minutes, *slugs):
    if session.state == Session.State.CANCELLED:
        raise DomainError(_("This meeting is cancelled: plan another one first."))
    try:
        methods = parts_of(*slugs)
        slots = plan(minutes, *methods)
    except KeyError:
        raise DomainError(_("Choose one of the methods that stand here.")) from None
    except ValueError:
        raise DomainError(
            _("That does not fit into so few minutes: take more, or leave a part out.")
        ) from None
    stages = [method.stage for method in methods]
    if Stage.METHOD not in stages or stages != sorted(stages, key=list(Stage).index):
        raise DomainError(_("Choose one of the methods that stand here."))
    return slots


@transaction.atomic
def step_on(*, run, by, version: int) -> Run:
    """Go to the next step, and turn over what it turns over (A3)."""
    run = locked(run, by, version)
    slot = Course(run).beside(1)
    if slot is None:
        raise DomainError(_("This is the last step: end the meeting here."))
    if slot.step.turns:
        key = text_key(run, slot, slot.step.turns)
        turn_over(space_id=run.space_id, key=key, by=by)
    return _go_to(run, slot)


@transaction.atomic
def step_back(*, run, by, version: int) -> Run:
    """One step back; what was turned over stays so."""
    run = locked(run, by, version)
    slot = Course(run).beside(-1)
    if slot is None:
        raise DomainError(_("This is the first step."))
    return _go_to(run, slot)


@transaction.atomic
def take_lead(*, run, by) -> Run:
    """`by` leads from here on; step and clock stay as they are (A5)."""
    run = locked(run)
    if run.leader_id == by.pk:
        return run
    run.leader = by
    if run.observer_id == by.pk:
        run.observer = None
    return save(run, "leader", "observer")


@transaction.atomic
def set_roles(*, run, by, version: int, **roles) -> Run:
    """`roles`: case_owner, timekeeper, note_taker and observer, each a member or None."""
    run = locked(run, by, version)
    _check_members(run.session, roles.values())
    observer = roles.get("observer", run.observer)
    if observer and observer in (roles.get("case_owner", run.case_owner), run.leader):
        raise DomainError(
            _("Who watches does nothing else: choose another observer, or none.")
        )
    for name, person in roles.items():
        setattr(run, name, person)
    return save(run, *roles)


@transaction.atomic
def pause(*, run, by, version: int) -> Run:
    """Hold the clock; it has what was left of the step."""
    run = locked(run, by, version, clock=True)
    if not run.is_paused:
        run.paused_left = round(run.left.total_seconds())
        run.ends_at = None
    return save(run, *CLOCK)


@transaction.atomic
def resume(*, run, by, version: int) -> Run:
    run = locked(run, by, version, clock=True)
    if run.is_paused:
        run.ends_at, run.paused_left = timezone.now() + run.left, None
    return save(run, *CLOCK)


@transaction.atomic
def add_minutes(*, run, by, version: int, minutes: int) -> Run:
    """Give the step more minutes: from now on, when it is over already.

    The meeting takes so many longer; what the step was over by comes off a later one.
    """
    run = locked(run, by, version, clock=True)
    more, left = timedelta(minutes=minutes), max(run.left, timedelta())
    run.behind += round((left - run.left).total_seconds())
    if run.is_paused:
        run.paused_left = round((left + more).total_seconds())
    else:
        run.ends_at = timezone.now() + left + more
    return save(run, "behind", *CLOCK)


@transaction.atomic
def end_run(*, run, by, version: int) -> Run:
    run = locked(run, by, version)
    run.ended_at, run.ends_at, run.paused_left = timezone.now(), None, None
    return save(run, "ended_at", *CLOCK)


def _check_members(session, people):
    wanted = {person.pk for person in people if person}
    held = session.group.seats.held().filter(person__in=wanted)
    if wanted != set(held.values_list("person", flat=True)):
        raise DomainError(_("Choose somebody of the group."))


def _go_to(run, slot) -> Run:
    """What the group is behind by then comes off the steps to come, this one too."""
    course = Course(run)
    gone_on = course.place_of(slot.key) > course.at
    expected = course.expected
    late = timedelta(seconds=run.behind) - run.left
    coming = course.slots[course.place_of(slot.key) :] if gone_on else ()
    cut = cuts(coming, late // MINUTE).get(slot.key, 0)
    run.step, run.paused_left = slot.key, None
    run.ends_at = timezone.now() + timedelta(minutes=slot.minutes - cut)
    run.behind += round((Course(run).expected - expected).total_seconds())
    run.since = run.version + 1
    return save(run, "step", "since", "behind", *CLOCK)
