import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from boards import due as boards_due
from people.models import Adviser, Coordinator
from programmes import due
from programmes.due import waiting
from programmes.models import OWN_WORDS, Participation, Programme
from programmes.services.participations import invite_people
from reminders.asking import Asking, why_not
from spaces.acting import acting_as
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    TopicFactory,
    write_text,
)
from writing.models import Text

pytestmark = pytest.mark.django_db

SETTINGS = {
    "name": "Cross-mentoring 2027",
    "starts_on": "2027-01-11",
    "months": 12,
    "meeting_every_weeks": 6,
    "min_size": 4,
    "max_size": 6,
    "preferred_size": 5,
    "overlap_months": 6,
    "overlap_hours": 12,
    "time_zone": "Europe/Amsterdam",
    "country": "NL",
    "region": "NL Midden",
    "liberation_day": "yearly",
    "notice_days": 2,
    "retention_months": 6,
}


@pytest.fixture
def invited(programme):
    return ParticipationFactory(
        programme=programme, state=Participation.State.INVITED, role="mentee"
    )


@pytest.fixture
def topics(programme):
    return TopicFactory.create_batch(6, organisation=programme.organisation)


def test_a_coordinator_opens_a_programme_and_runs_it(signed_in, organisation):
    person = PersonFactory(organisation=organisation)
    Coordinator.objects.create(organisation=organisation, person=person)

    response = signed_in(person).post(reverse("programmes:programme_new"), SETTINGS)

    programme = Programme.objects.get(name="Cross-mentoring 2027")
    assert response.url == programme.get_absolute_url()
    assert list(Programme.objects.coordinated_by(person)) == [programme]
    assert organisation.topics.count() >= 10


def test_only_coordinators_open_programmes(signed_in, mentor):
    response = signed_in(mentor).post(reverse("programmes:programme_new"), SETTINGS)

    assert response.status_code == 403
    assert not Programme.objects.filter(name="Cross-mentoring 2027").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"min_size": 3}, "A group has 4 to 6 mentees"),
        ({"preferred_size": 6, "max_size": 5}, "A group has 4 to 6 mentees"),
        ({"starts_on": ""}, "required"),
    ],
)
def test_bad_settings_are_refused_and_kept(signed_in, coordinator, change, words):
    url = reverse("programmes:programme_new")

    content = signed_in(coordinator).post(url, SETTINGS | change).content.decode()

    assert words in content
    assert "Cross-mentoring 2027" in content
    assert not Programme.objects.filter(name="Cross-mentoring 2027").exists()


def test_a_name_is_given_once(signed_in, coordinator, programme):
    form = SETTINGS | {"name": programme.name}

    response = signed_in(coordinator).post(reverse("programmes:programme_new"), form)

    assert b"a programme of this name already" in response.content


def test_a_first_programme_asks_for_the_roster_before_people_are_invited(
    signed_in, organisation, coordinator, programme
):
    page = signed_in(coordinator)

    first = page.get(programme.get_absolute_url())
    PersonFactory(organisation=organisation)
    then = page.get(programme.get_absolute_url())

    assert [first.context["step"], then.context["step"]] == ["import", "invite"]
    assertContains(first, reverse("people:roster_list"))


@pytest.mark.parametrize(
    "name", ["programme_detail", "programme_edit", "participation_list", "invite"]
)
@pytest.mark.parametrize("who", ["mentor", "outsider"])
def test_pages_of_the_coordinator_are_not_found_by_others(
    request, signed_in, programme, coordinator, name, who
):
    url = reverse(f"programmes:{name}", args=[programme.pk])
    assert signed_in(coordinator).get(url).status_code == 200
    assert signed_in(request.getfixturevalue(who)).get(url).status_code == 404


def test_inviting_posts_one_mail_each(signed_in, coordinator, programme):
    people = PersonFactory.create_batch(2, organisation=programme.organisation)
    url = reverse("programmes:invite", args=[programme.pk])
    form = {"role": "mentor", "people": [person.pk for person in people]}

    signed_in(coordinator).post(url, form)
    signed_in(coordinator).post(url, form)

    parts = programme.participations.filter(role="mentor")
    assert {part.person for part in parts} == set(people)
    assert [person.mails.count() for person in people] == [1, 1]


def test_people_of_elsewhere_cannot_be_invited(signed_in, coordinator, programme):
    stranger = PersonFactory()
    url = reverse("programmes:invite", args=[programme.pk])

    signed_in(coordinator).post(url, {"role": "mentee", "people": [stranger.pk]})

    assert not stranger.participations.exists()


def test_a_mentee_enrols_with_needs_and_words(signed_in, invited, topics):
    client = signed_in(invited.person)
    url = reverse("programmes:enrolment", args=[invited.pk])
    form = {
        f"topic_{topics[0].pk}": 3,
        f"topic_{topics[1].pk}": 1,
    }
    typed = {
        "client_id": uuid4(),
        "author": invited.person.pk,
        "title": "",
        "body": "Nee zeggen",
    }
    save = reverse("writing:save", args=[OWN_WORDS, invited.pk])
    assert client.post(save, typed).status_code == 200

    response = client.post(url, form)

    assert response.status_code == 302
    invited.refresh_from_db()
    assert invited.state == "enrolled"
    assert sorted(invited.needs.values_list("topic", "weight")) == sorted(
        [(topics[0].pk, 3), (topics[1].pk, 1)]
    )
    assert b"Nee zeggen" in client.get(url).content


def test_words_of_a_mentee_are_not_for_the_coordinator(
    invited, topics, coordinator, outsider, signed_in
):
    write_text(by=invited.person, kind=OWN_WORDS, key=invited.pk, body="Nee zeggen")
    url = reverse("programmes:enrolment", args=[invited.pk])
    save = reverse("writing:save", args=[OWN_WORDS, invited.pk])

    for person in (coordinator, outsider):
        typed = {"client_id": uuid4(), "author": person.pk, "title": "", "body": "x"}
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).post(save, typed).status_code == 404
        with acting_as(person), transaction.atomic():
            assert not Text.objects.exists()


def test_a_mentor_writes_no_own_words(programme, signed_in):
    part = ParticipationFactory(programme=programme, role="mentor", state="invited")
    typed = {"client_id": uuid4(), "author": part.person.pk, "title": "", "body": "x"}
    save = reverse("writing:save", args=[OWN_WORDS, part.pk])
    assert signed_in(part.person).post(save, typed).status_code == 404


@pytest.mark.parametrize("chosen", [0, 6])
def test_one_to_five_topics(signed_in, invited, topics, chosen):
    form = {f"topic_{topic.pk}": 2 for topic in topics[:chosen]}

    response = signed_in(invited.person).post(
        reverse("programmes:enrolment", args=[invited.pk]), form
    )

    assert b"topic" in response.content
    invited.refresh_from_db()
    assert invited.state == "invited"


def test_a_mentor_enrols_with_expertise_and_capacity(signed_in, programme, topics):
    part = ParticipationFactory(programme=programme, role="mentor", state="invited")
    url = reverse("programmes:enrolment", args=[part.pk])
    form = {f"topic_{topics[0].pk}": 3, "max_group": 5, "motivation": "Iets teruggeven"}

    signed_in(part.person).post(url, form)

    part.refresh_from_db()
    assert (part.state, part.max_group, part.motivation) == (
        "enrolled",
        5,
        "Iets teruggeven",
    )
    assert list(part.expertise.values_list("topic", "level")) == [(topics[0].pk, 3)]


def test_declining_is_one_click_and_can_be_undone(signed_in, invited, topics):
    client = signed_in(invited.person)
    client.post(reverse("programmes:decline", args=[invited.pk]))
    invited.refresh_from_db()
    assert invited.state == "declined"

    url = reverse("programmes:enrolment", args=[invited.pk])
    client.post(url, {f"topic_{topics[0].pk}": 3})
    invited.refresh_from_db()
    assert invited.state == "enrolled"


def test_declining_needs_a_post(signed_in, invited):
    url = reverse("programmes:decline", args=[invited.pk])
    assert signed_in(invited.person).get(url).status_code == 405


def test_nobody_enrols_for_another(signed_in, invited, mentee):
    url = reverse("programmes:decline", args=[invited.pk])
    assert signed_in(mentee).post(url).status_code == 404
    invited.refresh_from_db()
    assert invited.state == "invited"


def test_who_is_in_a_group_does_not_withdraw_here(signed_in, mentee, programme):
    part = programme.participations.get(person=mentee)
    signed_in(mentee).post(reverse("programmes:decline", args=[part.pk]))
    part.refresh_from_db()
    assert part.state == "enrolled"


@pytest.mark.parametrize(
    ("name", "queries"), [("participation_list", 9), ("invite", 10)]
)
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_more_people(
    signed_in, programme, coordinator, count, name, queries, django_assert_num_queries
):
    ParticipationFactory.create_batch(count, programme=programme)
    PersonFactory.create_batch(count, organisation=programme.organisation)
    invite_people(
        programme=programme,
        people=PersonFactory.create_batch(count, organisation=programme.organisation),
        role="mentee",
        by=coordinator,
    )
    client = signed_in(coordinator)
    url = reverse(f"programmes:{name}", args=[programme.pk])
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)


def test_waiting_yields_unanswered_invitations(invited, mentee):
    fresh = list(waiting(now=timezone.now()))
    assert [(due.person, due.mail) for due in fresh] == [(invited.person, False)]
    later = list(waiting(now=timezone.now() + dt.timedelta(days=6)))
    assert [due.mail for due in later] == [True]
    assert list(waiting(now=timezone.now(), person=mentee)) == []


@pytest.mark.parametrize(
    ("state", "kinds"), [("running", ["programmes.enrol"]), ("ended", [])]
)
def test_a_newcomer_of_groups_under_way_is_invited(
    signed_in, coordinator, programme, state, kinds
):
    programme.state = Programme.State.RUNNING
    programme.save()
    person = PersonFactory(organisation=programme.organisation)
    invite_people(programme=programme, people=[person], role="mentee", by=coordinator)
    programme.state = state
    programme.save()
    mail = person.mails.get(kind="programmes.invited")

    assert (why_not(mail, Asking()) is None) == bool(kinds)
    assert [item.kind for item in waiting(now=timezone.now(), person=person)] == kinds
    assert list(waiting(now=timezone.now())) == []


@pytest.fixture
def enrolled(programme):
    """One mentor and four mentees who said yes, long before the start."""
    programme.starts_on = timezone.localdate() + dt.timedelta(60)
    programme.save()
    for role in ("mentor", *["mentee"] * 4):
        ParticipationFactory(programme=programme, role=role, answered_at=timezone.now())
    return programme


def composable(person):
    found = waiting(now=timezone.now(), person=person)
    return [due.line for due in found if due.kind == "programmes.answered"]


def test_when_everybody_answered_the_groups_wait(signed_in, enrolled, coordinator):
    said = f"Everybody answered for {enrolled}: its groups can be composed"
    assert composable(coordinator) == [said]
    assert composable(None) == [said]

    page = signed_in(coordinator).get("/").text

    assert said in page
    assert "Nothing waits for you now." not in page
    link = reverse("boards:composition_list", args=[enrolled.pk])
    # Its name and its button, and not once more beside the programme.
    assert page.count(f'href="{link}"') == 2


def test_they_wait_for_nobody_else(enrolled, mentee):
    assert composable(mentee) == []


@pytest.mark.parametrize("change", ["unanswered", "few", "running", "near"])
def test_groups_do_not_wait(enrolled, coordinator, change, signed_in):
    if change == "unanswered":
        ParticipationFactory(programme=enrolled, state="invited")
    elif change == "few":
        enrolled.participations.mentees().first().delete()
    elif change == "running":
        enrolled.state = Programme.State.RUNNING
    else:
        # The room of groups says it from then on.
        assert boards_due.AHEAD == due.NEAR
        enrolled.starts_on = timezone.localdate() + dt.timedelta(due.NEAR)
    enrolled.save()

    assert composable(coordinator) == []


def test_who_need_not_wait_for_the_last_ones_finds_the_way(
    signed_in, enrolled, coordinator, invited
):
    Adviser.objects.create(
        organisation=enrolled.organisation,
        name="Vera Vos",
        telephone="030 123 45 67",
        named_by=coordinator,
    )
    page = signed_in(coordinator).get("/").text

    assert "Nothing waits for you now." in page
    assertContains(signed_in(coordinator).get("/"), ">Compose groups</a>", count=1)


def test_a_new_coordinator_reads_where_to_begin(signed_in, organisation, coordinator):
    person = PersonFactory(organisation=organisation)
    Coordinator.objects.create(organisation=organisation, person=person)

    assert b"Open your first programme" in signed_in(person).get("/").content
    assert b"Open your first programme" not in signed_in(coordinator).get("/").content
