"""Which case and which method a page proposes, and why; one press begins with them."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from programmes.models import Role
from sessions.models import Case, Pressing, Run, Session
from sessions.running.casting import OfferedCase
from sessions.running.choosing import propose_case, propose_method
from sessions.running.services.runs import start_run
from sessions.session.services.coming import answer
from spaces.acting import acting_as
from tests.sessions.conftest import FIRST, act
from tests.sessions.running.test_casting import offer, own, say, wish
from tests.sessions.year.test_group import renew

LONG_AGO = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
NAMES = ("Anna", "Ben", "Carl", "Dora")


def person(pk, name):
    return SimpleNamespace(
        pk=pk, full_name=name, called=name, sort_key=name, is_active=True
    )


PEOPLE = [person(pk, name) for pk, name in enumerate(NAMES, 1)]
MENTOR = person(9, "Mia")


def seat(one, role=Role.MENTEE, joined_at=LONG_AGO):
    return SimpleNamespace(person=one, person_id=one.pk, role=role, joined_at=joined_at)


SEATS = [seat(MENTOR, Role.MENTOR), *map(seat, PEOPLE)]


def offered(one, pressing=Pressing.NOW, wishers=()):
    case = Case(pressing=pressing)
    case = SimpleNamespace(pressing=pressing, author=one, author_id=one.pk)
    return OfferedCase(case, list(wishers), is_own=False, is_wished=False)


def days_ago(days):
    return timezone.now() - dt.timedelta(days)


anna, ben, carl, dora = PEOPLE


@pytest.mark.parametrize(
    ("offers", "last", "proposed", "why"),
    [
        # Who has not brought one for longest.
        (
            [offered(anna), offered(ben)],
            {1: days_ago(9), 2: days_ago(30)},
            ben,
            "Ben has not brought one for longest.",
        ),
        (
            [offered(anna), offered(ben)],
            {1: days_ago(9)},
            ben,
            "Ben has not brought one yet in the group as it is now.",
        ),
        # What cannot wait goes first, whosever turn it is.
        (
            [offered(anna, Pressing.CANNOT_WAIT), offered(ben)],
            {1: days_ago(1)},
            anna,
            "Anna says that it cannot wait.",
        ),
        # Where it is nobody's turn before the other's, what more would like.
        (
            [offered(anna), offered(ben, wishers=[carl, dora])],
            {},
            ben,
            "Ben has not brought one yet in the group as it is now. "
            "Would like it: Carl, Dora.",
        ),
        # A wish takes no turn of another.
        (
            [offered(anna, wishers=[carl, dora]), offered(ben)],
            {1: days_ago(9)},
            ben,
            "Ben has not brought one yet in the group as it is now.",
        ),
        ([offered(carl)], {}, carl, "It is the only one that was offered."),
        # The mentor may bring something, and takes no turn.
        (
            [offered(MENTOR), offered(dora)],
            {4: days_ago(1)},
            dora,
            "Dora has not brought one for longest.",
        ),
        ([offered(MENTOR)], {}, MENTOR, "It is the only one that was offered."),
    ],
)
def test_the_case_that_is_proposed(offers, last, proposed, why):
    found, who, words = propose_case(SEATS, offers, last)

    assert (found.case.author, who, words) == (proposed, proposed, why)


def test_without_a_line_it_goes_by_turns():
    last = {1: days_ago(2), 2: days_ago(3), 3: days_ago(4), 4: days_ago(5)}

    assert propose_case(SEATS, [], last) == (
        None,
        dora,
        "Dora has not brought one for longest.",
    )
    assert propose_case([SEATS[0]], [], last) == (None, None, "")


def test_turns_of_a_newcomer_count_from_the_first_meeting():
    """Those who were there longer and brought nothing go before."""
    newcomer = person(5, "Aad")
    seats = [*SEATS, seat(newcomer, joined_at=days_ago(3))]

    _none, who, _why = propose_case(seats, [], dict.fromkeys((1, 2, 3), days_ago(8)))
    assert who == dora

    _none, who, _why = propose_case(seats, [], dict.fromkeys((1, 2, 3, 4), days_ago(8)))
    assert who == newcomer


def test_who_is_not_counted_is_not_proposed():
    left = person(6, "Aart")
    left.is_active = False

    found, who, _why = propose_case([*SEATS[1:], seat(left)], [offered(MENTOR)], {})

    assert (found, who) == (None, anna)


@pytest.mark.parametrize(
    ("people", "minutes", "practice", "used", "slug"),
    [
        (6, 90, 0, [], "five-step"),
        # Not the one of last time.
        (6, 90, 0, ["five-step"], "appreciative"),
        (6, 90, 1, ["five-step"], "incident"),
        (6, 45, 1, ["five-step"], "appreciative"),
        (3, 90, 1, ["five-step"], "appreciative"),
        (6, 120, 1, ["incident", "five-step"], "ten-step"),
        (6, 90, 3, ["incident", "five-step"], "consulting-gossip"),
        # All were used: the one of longest ago.
        (6, 90, 0, ["five-step", "appreciative", "five-step"], "appreciative"),
        # Whoever is too few for any has the plainest.
        (2, 45, 0, ["five-step"], "five-step"),
    ],
)
def test_the_method_that_is_proposed(people, minutes, practice, used, slug):
    method, _why = propose_method(
        people=people, minutes=minutes, practice=practice, used=used
    )

    assert method.slug == slug


def test_it_says_why():
    said = {"people": 5, "minutes": 60, "practice": 0, "used": ["five-step"]}

    assert propose_method(**said)[1] == (
        "It suits 5 people and 60 minutes. Last time: The five-step method."
    )
    with translation.override("nl"):
        assert (
            "Past bij 5 mensen en 60 minuten. De vorige keer:"
            in (propose_method(**said)[1])
        )


@pytest.fixture
def opening(meeting, now):
    """It is the hour of the meeting."""
    now.move_to(dt.datetime(2026, 11, 19, 15, 5, tzinfo=dt.UTC))
    return meeting


def fields(page) -> dict:
    """What the form of the proposal sends."""
    form = page.partition('aria-labelledby="proposal"')[2].partition("</form>")[0]
    hidden = form.split('<input type="hidden" name="')[1:]
    pairs = (one.partition('" value="') for one in hidden)
    return {name: rest.partition('"')[0] for name, _mark, rest in pairs}


def test_the_meeting_begins_by_one_press(opening, group, mentor, signed_in):
    """A meeting with a line of every member (A8)."""
    for one in group.seats.select_related("person"):
        offer(one.person, opening, f"De zaak van {one.person.given_name}")
    chosen = group.seats.mentees().order_by("person__sort_key").first().person
    client = signed_in(mentor)
    page = client.get(opening.get_absolute_url()).text
    section = page.partition('id="proposal"')[2].partition("</section>")[0]

    assert f"De zaak van {chosen.given_name}" in section
    assert page.count('class="button"') == 1
    client.post(reverse("sessions:run_start", args=[opening.pk]), fields(page))

    with acting_as(mentor):
        run = Run.objects.get()
        assert (run.case_owner, run.method, run.leader) == (chosen, "five-step", mentor)
        assert (run.opening, run.closing, run.minutes) == (
            "last-time",
            "take-along",
            120,
        )
    # From then on the page leads to where the group is.
    page = client.get(opening.get_absolute_url())
    assert "proposal" not in page.context
    assert f'href="{reverse("sessions:run", args=[run.pk])}"' in page.text


def test_before_the_day_nothing_begins(meeting, mentee, signed_in):
    page = signed_in(mentee).get(meeting.get_absolute_url())

    assert page.context["proposal"].method.slug == "five-step"
    assert fields(page.text) == {}


def test_what_was_not_offered_is_proposed_to_nobody(opening, mentee, mentor, signed_in):
    say(mentee, opening, "Mijn geheim", Pressing.CANNOT_WAIT)

    page = signed_in(mentor).get(opening.get_absolute_url())

    assert page.context["proposal"].offer is None
    assert "Mijn geheim" not in page.text
    assert own(mentee, opening)[0][0] == "Mijn geheim"


def test_who_cannot_come_is_not_proposed(
    meeting, mentee, other_mentee, mentor, signed_in
):
    offer(mentee, meeting, pressing=Pressing.CANNOT_WAIT)
    offer(other_mentee, meeting)
    with acting_as(mentee):
        told = (meeting.on, meeting.at)
        answer(session=meeting, person=mentee, can=False, told=told)

    page = signed_in(mentor).get(meeting.get_absolute_url())

    assert page.context["proposal"].person == other_mentee


def test_turns_and_methods_are_those_of_the_circle_of_now(
    opening, group, mentee, mentor, signed_in
):
    with acting_as(mentor):
        parts = {"opening": "", "method": "five-step", "closing": ""}
        run = act(
            mentor, start_run, session=opening, minutes=45, case_owner=mentee, **parts
        )
        Run.objects.filter(pk=run.pk).update(
            ended_at=timezone.now(), ends_at=None, paused_left=None
        )
    # What was gone through proposes nothing more; the next one does.
    next_one = Session.objects.create(
        group=group, on=FIRST + dt.timedelta(7), at=dt.time(9)
    )
    page = signed_in(mentor).get(next_one.get_absolute_url())
    assert page.context["proposal"].person != mentee
    assert page.context["proposal"].method.slug == "ten-step"

    _group, newcomer = renew(group)

    # The newcomer was not there, and both read the same.
    proposals = [
        signed_in(one).get(next_one.get_absolute_url()).context["proposal"]
        for one in (mentor, newcomer)
    ]
    assert {one.method.slug for one in proposals} == {"five-step"}
    assert proposals[0].person == proposals[1].person != newcomer


def test_the_experience_of_a_group_counts(opening, group, mentor, signed_in):
    for day in range(1, 5):
        Session.objects.create(
            group=group, on=FIRST - dt.timedelta(day), at=dt.time(9), state="held"
        )

    session = signed_in(mentor).get(opening.get_absolute_url()).context["session"]

    assert session.practice == 4


def test_the_page_costs_the_same_whatever_was_brought(
    questions, opening, group, mentee, other_mentee
):
    before = questions(mentee, opening.get_absolute_url())
    for one in group.seats.select_related("person"):
        offer(one.person, opening)
    wish(other_mentee, opening, mentee)

    costs = questions(mentee, opening.get_absolute_url())
    # It gathers what a meeting needs: as many as a wide page may (16).
    assert costs == before + 1 <= 17
