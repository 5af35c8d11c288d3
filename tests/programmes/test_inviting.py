"""Who is invited, who is not, and what a coordinator reads of it afterwards."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from people.services.departures import mark_left
from programmes.models import Participation, Programme
from programmes.services import participations as services
from programmes.views.programmes import candidates_of
from reminders.models import Mail
from spaces.errors import DomainError
from tests.factories import (
    DisciplineFactory,
    ParticipationFactory,
    PersonFactory,
    TopicFactory,
    coordinator_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues(programme):
    return PersonFactory.create_batch(3, organisation=programme.organisation)


@pytest.fixture
def invite(signed_in, coordinator, programme):
    """Posts the form with these people ticked, and follows."""

    def invite(*people, role="mentee"):
        url = reverse("programmes:invite", args=[programme.pk])
        form = {"role": role, "people": [person.pk for person in people]}
        return signed_in(coordinator).post(url, form, follow=True)

    return invite


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 1, "1 person is invited by e-mail."),
        ("en", 3, "3 people are invited by e-mail."),
        ("nl", 1, "1 persoon is per mail uitgenodigd."),
        ("nl", 3, "3 mensen zijn per mail uitgenodigd."),
    ],
)
def test_it_is_said_how_many(invite, coordinator, colleagues, language, count, words):
    coordinator.language = language
    coordinator.save(update_fields=["language"])

    assert told(invite(*colleagues[:count])) == [words]


def test_nobody_ticked_is_nobody_invited(invite, programme):
    page = invite()

    assert "Tick at least one person." in page.text
    assert not programme.participations.exists()


def test_a_role_that_there_is_not_is_refused(invite, programme, colleagues):
    page = invite(colleagues[0], role="coordinator")

    assert list(page.context["form"].errors) == ["role"]
    assert not programme.participations.exists()


def test_what_was_ticked_stays_ticked(signed_in, coordinator, programme, colleagues):
    url = reverse("programmes:invite", args=[programme.pk])

    page = signed_in(coordinator).post(url, {"people": [colleagues[1].pk]})

    assert page.context["ticked"] == {str(colleagues[1].pk)}


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("invited", False),
        ("enrolled", False),
        ("declined", True),
        ("withdrawn", True),
    ],
)
def test_who_takes_part_is_no_candidate(programme, state, may):
    part = ParticipationFactory(programme=programme, state=state)

    assert (part.person in candidates_of(programme)) == may


def test_who_takes_part_elsewhere_is_a_candidate(programme, colleagues):
    ParticipationFactory(
        person=colleagues[0], programme__organisation=programme.organisation
    )

    assert colleagues[0] in candidates_of(programme)


def test_who_has_left_is_no_candidate(programme, coordinator, colleagues):
    mark_left(person=colleagues[0], by=coordinator)

    assert set(candidates_of(programme)) == {coordinator, *colleagues[1:]}


@pytest.mark.parametrize("state", ["invited", "enrolled"])
def test_a_second_window_invites_nobody_twice(invite, programme, colleagues, state):
    """Somebody else invited one of them meanwhile: the page comes back, with the rest."""
    first, second, _third = colleagues
    part = ParticipationFactory(
        programme=programme, person=first, state=state, role="mentor"
    )

    page = invite(first, second)

    assert list(page.context["form"].errors) == ["people"]
    assert page.context["ticked"] == {str(first.pk), str(second.pk)}
    assert list(programme.participations.all()) == [part]


@pytest.mark.parametrize("state", ["invited", "enrolled"])
def test_nor_does_the_service(programme, coordinator, colleagues, state):
    part = ParticipationFactory(
        programme=programme, person=colleagues[0], state=state, role="mentor"
    )

    invited = services.invite_people(
        programme=programme, people=colleagues, role="mentee", by=coordinator
    )

    part.refresh_from_db()
    assert [one.person for one in invited] == colleagues[1:]
    assert (part.role, part.state) == ("mentor", state)


def test_who_left_meanwhile_is_not_invited(programme, coordinator, colleagues):
    mark_left(person=colleagues[0], by=coordinator)
    colleagues[0].refresh_from_db()

    invited = services.invite_people(
        programme=programme, people=colleagues, role="mentee", by=coordinator
    )

    assert [one.person for one in invited] == colleagues[1:]
    assert not colleagues[0].mails.filter(kind="programmes.invited").exists()


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_who_said_no_is_invited_anew_in_another_role(invite, programme, state):
    part = ParticipationFactory(
        programme=programme,
        role="mentee",
        state=state,
        answered_at=timezone.now(),
        invited_at=programme.created_at,
    )

    invite(part.person, role="mentor")

    invited_before = part.invited_at
    part.refresh_from_db()
    assert (part.role, part.state, part.answered_at) == ("mentor", "invited", None)
    assert part.invited_at > invited_before
    assert part.person.mails.get(kind="programmes.invited").context["role"] == "mentor"


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_invite_the_same_people_at_once(
    programme, coordinator, colleagues
):
    """The second one waits, and finds that they are invited."""
    runners, barrier = [coordinator, coordinator_of(programme)], Barrier(2)

    def press(by):
        try:
            barrier.wait(60)
            parts = services.invite_people(
                programme=programme, people=colleagues, role="mentee", by=by
            )
            return len(parts)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        counts = sorted(pool.map(press, runners))

    assert counts == [0, 3]
    assert programme.participations.count() == 3


def test_an_address_that_was_corrected_gets_a_mail_of_its_own(
    programme, coordinator, colleagues
):
    """On the same day, where one more to the old address would be none."""
    person = colleagues[0]
    (part,) = services.invite_people(
        programme=programme, people=[person], role="mentee", by=coordinator
    )
    person.email = "anders@firm.example"
    person.save(update_fields=["email"])

    services.invite_again(participation=part, by=coordinator)

    assert person.mails.filter(kind="programmes.invited").count() == 2


def test_who_has_a_way_in_gets_no_invitation_to_the_site(
    programme, coordinator, colleagues
):
    with_password, without = colleagues[:2]
    with_password.set_password("een zin die niemand raadt")
    with_password.save()

    services.invite_people(
        programme=programme, people=colleagues[:2], role="mentee", by=coordinator
    )

    assert not with_password.invitations.exists()
    assert without.invitations.get().invited_by == coordinator


@pytest.mark.parametrize("state", ["enrolled", "declined", "withdrawn"])
def test_what_was_answered_is_neither_sent_again_nor_taken_back(
    programme, coordinator, state
):
    part = ParticipationFactory(programme=programme, state=state)

    with pytest.raises(DomainError, match="answered already"):
        services.invite_again(participation=part, by=coordinator)
    with pytest.raises(DomainError, match="answered already"):
        services.withdraw_invitation(participation=part)

    assert Participation.objects.get(pk=part.pk).state == state
    assert not part.person.mails.exists()


def test_who_has_left_is_sent_nothing_and_can_be_taken_back(
    signed_in, coordinator, programme
):
    part = ParticipationFactory(programme=programme, state="invited")
    mark_left(person=part.person, by=coordinator)
    people = signed_in(coordinator)
    listed = people.get(reverse("programmes:participation_list", args=[programme.pk]))
    again = reverse("programmes:invite_again", args=[part.pk])
    assert again not in listed.text
    assert "has left" in listed.text

    page = people.post(again, follow=True)
    people.post(reverse("programmes:withdraw", args=[part.pk]))

    assert told(page) == [
        f"{part.person.full_name} has left: take the invitation back."
    ]
    assert not part.person.mails.filter(kind="programmes.invited").exists()
    assert not programme.participations.exists()


def test_a_mentor_who_was_enrolled_before_is_taken_back_to_that(programme):
    topic = TopicFactory(organisation=programme.organisation)
    part = ParticipationFactory(programme=programme, role="mentor", state="invited")
    services.enrol_mentor(
        participation=part, expertise={topic: 2}, max_group=5, motivation="Graag"
    )
    services.decline(participation=part)
    Participation.objects.filter(pk=part.pk).update(state="invited")
    part.refresh_from_db()

    services.withdraw_invitation(participation=part)

    part.refresh_from_db()
    assert (part.state, part.motivation) == ("withdrawn", "Graag")


def test_taken_back_twice_is_not_there_the_second_time(
    signed_in, coordinator, programme
):
    part = ParticipationFactory(programme=programme, state="invited")
    url = reverse("programmes:withdraw", args=[part.pk])
    client = signed_in(coordinator)

    assert [client.post(url).status_code for _twice in range(2)] == [302, 404]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Anna", "Bram", "Carla"}),
        ({"q": "ann"}, {"Anna"}),
        ({"q": "ANNA berg"}, {"Anna"}),
        ({"q": "nobody"}, set()),
        ({"discipline": "water"}, {"Bram"}),
        ({"discipline": "water", "q": "anna"}, set()),
        ({"discipline": "x"}, {"Anna", "Bram", "Carla"}),
    ],
)
def test_candidates_are_searched_by_name_and_discipline(
    signed_in, coordinator, programme, asked, found
):
    here = {"organisation": programme.organisation, "family_name": "Berg"}
    water = DisciplineFactory(organisation=programme.organisation)
    PersonFactory(given_name="Anna", **here)
    PersonFactory(given_name="Bram", discipline=water, **here)
    PersonFactory(given_name="Carla", **here)
    if asked.get("discipline") == "water":
        asked = asked | {"discipline": water.pk}
    url = reverse("programmes:invite", args=[programme.pk])

    page = signed_in(coordinator).get(url, asked).context["page"]

    # The coordinator can be invited too.
    assert {one.given_name for one in page} - {coordinator.given_name} == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"mentor enrolled", "mentee enrolled", "mentee declined"}),
        ({"role": "mentor"}, {"mentor enrolled"}),
        ({"state": "enrolled"}, {"mentor enrolled", "mentee enrolled"}),
        ({"role": "mentee", "state": "declined"}, {"mentee declined"}),
        ({"role": "mentor", "state": "declined"}, set()),
        ({"role": "x"}, set()),
    ],
)
def test_who_takes_part_is_shown_by_role_and_answer(
    signed_in, coordinator, programme, asked, found
):
    for words in ("mentor enrolled", "mentee enrolled", "mentee declined"):
        role, state = words.split()
        ParticipationFactory(programme=programme, role=role, state=state)
    url = reverse("programmes:participation_list", args=[programme.pk])

    page = signed_in(coordinator).get(url, asked)

    assert {f"{one.role} {one.state}" for one in page.context["page"]} == found
    assert ("Nobody answers to this." in page.text) == (not found)


def test_a_programme_of_nobody_says_so(signed_in, coordinator, programme):
    url = reverse("programmes:participation_list", args=[programme.pk])

    assert "Nobody is invited yet." in signed_in(coordinator).get(url).text


def test_two_of_one_name_are_told_apart(signed_in, coordinator, programme):
    named = {"given_name": "Jan", "family_name": "Boer", "team": None}
    for email in ("jan@firm.example", "jan.boer@firm.example"):
        ParticipationFactory(
            programme=programme, person=PersonFactory(email=email, **named)
        )
    url = reverse("programmes:participation_list", args=[programme.pk])

    page = signed_in(coordinator).get(url)

    names = {one.person.full_name for one in page.context["page"]}
    assert names == {"Jan Boer (jan)", "Jan Boer (jan.boer)"}


@pytest.mark.parametrize(
    ("people", "step"),
    [
        ([], "import"),
        (["mentee invited"], "invite"),
        (["mentor enrolled", *["mentee enrolled"] * 3], "invite"),
        (["mentor invited", *["mentee enrolled"] * 4], "invite"),
        (["mentor enrolled", *["mentee enrolled"] * 4], "compose"),
        (["mentor enrolled", *["mentee enrolled"] * 3, "mentee gone"], "invite"),
    ],
)
def test_what_a_coordinator_does_next(signed_in, coordinator, programme, people, step):
    for words in people:
        role, state = words.split()
        part = ParticipationFactory(
            programme=programme,
            role=role,
            person__organisation=programme.organisation,
            state="enrolled" if state == "gone" else state,
        )
        if state == "gone":
            mark_left(person=part.person, by=coordinator)

    page = signed_in(coordinator).get(programme.get_absolute_url())

    assert page.context["step"] == step


@pytest.mark.parametrize("state", ["running", "ended"])
def test_then_they_follow(signed_in, coordinator, programme, state):
    Programme.objects.filter(pk=programme.pk).update(state=state)

    page = signed_in(coordinator).get(programme.get_absolute_url())

    assert page.context["step"] == "follow"
    assert reverse("progress", args=[programme.pk]) in page.text


def test_who_has_left_is_counted_nowhere(signed_in, coordinator, programme):
    for state in ("invited", "enrolled", "declined"):
        ParticipationFactory(programme=programme, state=state)
        gone = ParticipationFactory(programme=programme, state=state)
        mark_left(person=gone.person, by=coordinator)

    page = signed_in(coordinator).get(programme.get_absolute_url())

    counts = {"mentee_invited": 1, "mentee_enrolled": 1, "mentee_declined": 1}
    assert page.context["counts"] == counts
    (counted,) = Programme.objects.with_counts()
    assert (counted.mentors, counted.mentees, counted.invited) == (0, 1, 1)


@pytest.mark.parametrize("service", ["withdraw_invitation", "invite_again"])
def test_who_answered_a_moment_ago_stays_enrolled(programme, coordinator, service):
    """The coordinator pressed on what was an open invitation still."""
    topic = TopicFactory(organisation=programme.organisation)
    shown = ParticipationFactory(programme=programme, state="invited")
    part = Participation.objects.get(pk=shown.pk)
    services.enrol_mentee(participation=part, needs={topic: 3})
    by = {"by": coordinator} if service == "invite_again" else {}

    with pytest.raises(DomainError, match="answered already"):
        getattr(services, service)(participation=shown, **by)

    part.refresh_from_db()
    assert part.state == "enrolled"
    assert not Mail.objects.exists()


@pytest.mark.parametrize("service", ["enrol_mentee", "decline", "withdraw_invitation"])
def test_what_was_withdrawn_a_moment_ago_is_told(programme, service):
    topic = TopicFactory(organisation=programme.organisation)
    shown = ParticipationFactory(programme=programme, state="invited")
    services.withdraw_invitation(participation=Participation.objects.get(pk=shown.pk))
    what = {"needs": {topic: 3}} if service == "enrol_mentee" else {}

    with pytest.raises(DomainError, match="withdrawn already"):
        getattr(services, service)(participation=shown, **what)

    assert not Participation.objects.exists()
