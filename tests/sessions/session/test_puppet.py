"""A coordinator makes up a mentor, seats him and calls him as the mentor of before."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.services import join_group, leave_seat, replace_mentor
from people.accounts.services.addresses import move_newcomer
from people.models import Person, RosterImport
from people.roster.services import rosters
from programmes.models import Role
from reminders.message import make_message
from reminders.models import Mail
from reminders.sweeping import write_due
from sessions.year.services.promise import write_agreement
from spaces.acting import acting_as
from tests import factories
from tests.people.roster.files import people as roster_of
from tests.sessions.session.test_people import people_page, press
from tests.sessions.year.test_group import WORDS
from writing.models import Text


@pytest.fixture
def now():
    """By the clock of the database, which notes what changes."""


@pytest.fixture
def bring(coordinator):
    """Imports rows of e-mail, given name, infix, family name, as the coordinator."""

    def bring(*row):
        roster = rosters.take_in_roster(
            organisation=coordinator.organisation,
            uploaded_by=coordinator,
            file_name="roster.csv",
            content=roster_of([*row, ""]),
        )
        if not roster.total:
            # Another name altogether: the import asks, and is told that it is right.
            rosters.say_same(roster=roster, row={"email": row[0]})
        roster.state = RosterImport.State.COMMITTING
        roster.save()
        roster = rosters.carry_out_roster(roster_id=roster.pk)
        assert roster.state == RosterImport.State.COMMITTED, roster.refusal
        return Person.objects.get(email=row[0])

    return bring


@pytest.fixture
def puppet(bring, group, mentor, coordinator):
    """Seated as the mentor of a group under way."""
    group.published_at -= dt.timedelta(30)
    group.save(update_fields=["published_at"])
    with acting_as(mentor):
        write_agreement(group=group, by=mentor, text=WORDS)
    puppet = bring("piet@mail.example", "Piet", "", "Jansen")
    puppet.discipline, puppet.years_experience = mentor.discipline, 20
    puppet.save(update_fields=["discipline", "years_experience"])
    part = factories.ParticipationFactory(
        programme=group.programme, person=puppet, role=Role.MENTOR
    )
    with acting_as(coordinator):
        replace_mentor(group=group, participation=part, by=coordinator)
    group.refresh_from_db()
    return puppet


def told(kind) -> dict:
    """The text of the mail of this kind that each person gets."""
    assert write_due(timezone.now()) >= 0
    found = Mail.objects.filter(kind=kind).select_related("person__organisation")
    return {mail.person: " ".join(make_message(mail).body.split()) for mail in found}


@pytest.fixture
def readdress(mentee, group):
    """Gives a mentee of the group another address, as the coordinator."""

    def readdress(coordinator, new):
        with acting_as(coordinator):
            move_newcomer(person=mentee, new=new)

    return readdress


def test_the_group_is_told_when_who_never_came_in_gets_another_address(
    group, mentee, mentor, coordinator, readdress
):
    old = mentee.email
    readdress(coordinator, "somebody@mail.example")

    texts = told("groups.readdressed")
    assert set(texts) == people_of(group) - {mentee}
    day = timezone.localdate().strftime("%-d %B %Y")
    assert (
        f"On {day} {coordinator} changed the address of {mentee} from {old} to "
        f"somebody@mail.example. {mentee} had never signed in here yet."
    ) in texts[mentor]


def test_an_address_of_who_had_come_in_is_their_own_matter(
    mentee, coordinator, readdress
):
    Person.objects.filter(pk=mentee.pk).update(last_login=timezone.now())
    Person.objects.filter(pk=mentee.pk).update(email="anna@new.example")

    assert told("groups.readdressed") == {}


def people_of(group) -> set:
    return {seat.person for seat in group.seats.held().with_person()}


def test_the_mail_about_a_new_mentor_says_who_he_is(puppet, group, mentor, coordinator):
    texts = told("groups.mentor_replaced")

    day = timezone.localdate().strftime("%-d %B %Y")
    said = (
        f"Piet Jansen, piet@mail.example. On the roster since {day}, put there by "
        f"{coordinator}. This address is not one of the organisation's. Until this "
        "week Piet Jansen had never signed in here."
    )
    mentees = people_of(group) - {puppet}
    assert set(texts) == {*mentees, mentor, puppet}
    assert {person for person, text in texts.items() if said in text} == mentees
    for mentee in mentees:
        assert f"{mentee}, {mentee.team}, {mentee.email}." in texts[puppet]
    assert "@" not in texts[mentor]


def test_his_new_name_is_told_to_everybody_and_stands_there(
    bring, puppet, group, mentor, mentee, coordinator, signed_in
):
    old = puppet.full_name
    Person.objects.filter(pk=mentor.pk).update(given_name="Johan", family_name="Wit")
    mentor.refresh_from_db()
    bring(puppet.email, "Johan", "", "Wit")

    texts = told("groups.renamed")
    day = timezone.localdate().strftime("%-d %B %Y")
    said = (
        f"{old} has been called {mentor} since {day}; {coordinator} changed it. Not the "
        f"same person as the {mentor} of {mentor.email}, who is in the group or was in it."
    )
    assert set(texts) == people_of(group)
    assert f"heet {old} sinds" in texts.pop(puppet)
    assert [text for text in texts.values() if said not in text] == []
    page = " ".join(signed_in(mentee).get(people_page(group)).text.split())
    for sentence in (
        f"{old} was renamed {mentor} on {day} by {coordinator}.",
        f"put there by {coordinator}.",
        "piet@mail.example",
        "This address is not one of the organisation's.",
        f"Until this week {mentor} had never signed in here.",
        f"Not the same person as the {mentor} of {mentor.email}",
    ):
        assert sentence in page, sentence


def test_he_reads_nothing_until_he_looks_and_never_what_was_before(
    puppet, group, mentee, signed_in
):
    press(signed_in(mentee), group)
    with acting_as(mentee):
        write_agreement(group=group, by=mentee, text="Said to the new one")
    hub = reverse("sessions:group", args=[group.pk])

    seen = signed_in(puppet).get(hub, follow=True).text
    assert "Said to the new one" not in seen
    with acting_as(puppet):
        assert not Text.objects.of_kind("agreement").exists()
    seen = signed_in(mentee).get(hub).text
    assert "Said to the new one" in seen
    assert seen.count("Has not looked yet") == 4
    press(signed_in(puppet), group)
    assert WORDS not in signed_in(puppet).get(hub).text
    with acting_as(puppet):
        assert Text.objects.of_kind("agreement").get().body == "Said to the new one"


def test_each_new_name_of_a_day_is_told_also_the_way_back(bring, puppet, group):
    for name in ("Anna", "Bert", "Anna"):
        bring(puppet.email, name, "", "Jansen")
    assert told("groups.renamed").keys() == people_of(group)

    renamed = Mail.objects.filter(kind="groups.renamed")
    assert renamed.count() == 3 * len(people_of(group))
    for reader in people_of(group):
        contexts = [one.context for one in renamed.filter(person=reader).order_by("pk")]
        assert [(one["was"], one["became"]) for one in contexts] == [
            ("Piet Jansen", "Anna Jansen"),
            ("Anna Jansen", "Bert Jansen"),
            ("Bert Jansen", "Anna Jansen"),
        ]
    told("groups.renamed")
    assert renamed.count() == 3 * len(people_of(group))


def test_capitals_stand_on_the_page_and_are_not_mailed(
    bring, puppet, group, mentee, signed_in
):
    bring(puppet.email, "PIET", "van", "Jánsen")

    assert told("groups.renamed") == {}
    page = signed_in(mentee).get(people_page(group)).text
    assert "Piet Jansen was renamed PIET van Jánsen" in page


def test_a_new_name_is_told_to_those_who_were_together_then(
    bring, puppet, group, mentor, mentee, coordinator
):
    bring(puppet.email, "Anna", "", "Jansen")
    with acting_as(coordinator):
        leave_seat(seat=group.seats.held().get(person=mentee), by=coordinator)
    part = factories.ParticipationFactory(
        programme=group.programme,
        person__organisation=group.programme.organisation,
        person__discipline=mentor.discipline,
    )
    with acting_as(coordinator):
        join_group(group=group, participation=part)

    texts = told("groups.renamed")
    assert set(texts) == people_of(group) - {part.person}
    assert mentee not in texts
    joined = told("groups.joined")[part.person]
    assert "Piet Jansen was renamed Anna Jansen" in joined


def test_a_name_of_before_the_seat_is_told_with_it(
    bring, group, mentor, coordinator, mentee
):
    puppet = bring("piet@mail.example", "Piet", "", "Jansen")
    bring("piet@mail.example", "Anna", "", "Jansen")
    Person.objects.filter(pk=puppet.pk).update(discipline=mentor.discipline)
    part = factories.ParticipationFactory(
        programme=group.programme, person=puppet, role=Role.MENTEE
    )
    with acting_as(coordinator):
        join_group(group=group, participation=part)

    assert told("groups.renamed") == {}
    assert "Piet Jansen was renamed Anna Jansen" in told("groups.joined")[mentee]


def test_a_name_from_right_to_left_is_told_apart_as_well(bring, puppet, group, mentor):
    Person.objects.filter(pk=mentor.pk).update(given_name="נועה", family_name="לוי")
    bring(puppet.email, "נועה", "", "לוי")
    told("groups.renamed")

    renamed = Mail.objects.filter(kind="groups.renamed")
    found = {tuple(mail.context["namesakes"]) for mail in renamed}
    assert found == {(mentor.email,)}
