import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from programmes.models import OWN_WORDS, Programme
from programmes.services import participations
from programmes.services.participations import invite_people
from reminders import delivery
from reminders.models import Mail
from spaces.acting import acting_as
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    TopicFactory,
    write_text,
)
from writing.models import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(programme):
    return ParticipationFactory(programme=programme, state="invited", role="mentee")


def test_an_unanswered_invitation_is_sent_again(signed_in, coordinator, invited):
    url = reverse("programmes:invite_again", args=[invited.pk])

    signed_in(coordinator).post(url)

    mails = invited.person.mails.filter(kind="programmes.invited")
    assert mails.count() == 1


def test_who_was_sent_one_today_is_not_sent_another_and_the_page_says_so(
    signed_in, coordinator, invited, mailoutbox
):
    url = reverse("programmes:invite_again", args=[invited.pk])
    client = signed_in(coordinator)
    client.post(url, follow=True)
    delivery.deliver_ready()
    invited.refresh_from_db()
    before = invited.invited_at

    page = client.post(url, follow=True)
    delivery.deliver_ready()

    assert [str(said) for said in page.context["messages"]] == [
        f"{invited.person.full_name} was sent an invitation today already: nothing was "
        "sent now. Ask in person, or try again tomorrow."
    ]
    invited.refresh_from_db()
    assert (len(mailoutbox), invited.invited_at) == (1, before)
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        page = signed_in(coordinator).post(url, follow=True)
        delivery.deliver_ready()
    assert "nothing was sent" not in page.text
    assert [mail.to for mail in mailoutbox] == [[invited.person.email]] * 2


@pytest.mark.parametrize("state", ["failed", "unknown"])
def test_one_that_did_not_arrive_is_sent_again_on_the_same_day(
    signed_in, coordinator, invited, mailoutbox, state
):
    url = reverse("programmes:invite_again", args=[invited.pk])
    client = signed_in(coordinator)
    client.post(url)
    Mail.objects.filter(person=invited.person).update(state=state)

    client.post(url)
    delivery.deliver_ready()

    assert [mail.to for mail in mailoutbox] == [[invited.person.email]]


def test_an_unanswered_invitation_is_withdrawn(signed_in, coordinator, invited):
    signed_in(coordinator).post(reverse("programmes:withdraw", args=[invited.pk]))
    assert not invited.person.participations.exists()


@pytest.mark.parametrize("words", ["", "niet voor de coördinator"])
def test_whether_somebody_wrote_shows_in_nothing(
    signed_in, coordinator, invited, words
):
    """Who was enrolled and is invited again may have words, which nobody else sees."""
    needs = {TopicFactory(organisation=invited.programme.organisation): 3}
    with acting_as(invited.person), transaction.atomic():
        participations.enrol_mentee(participation=invited, needs=needs)
        participations.decline(participation=invited)
    if words:
        write_text(by=invited.person, kind=OWN_WORDS, key=invited.pk, body=words)
    invite_people(
        programme=invited.programme,
        people=[invited.person],
        role="mentee",
        by=coordinator,
    )

    page = signed_in(coordinator).post(
        reverse("programmes:withdraw", args=[invited.pk]), follow=True
    )

    assert page.status_code == 200
    assert [str(said) for said in page.context["messages"]] == [
        f"The invitation to {invited.person} is withdrawn."
    ]
    invited.refresh_from_db()
    assert invited.state == "withdrawn"
    with acting_as(invited.person), transaction.atomic():
        kept = [text.body for text in Text.objects.of_kind(OWN_WORDS)]
    assert kept == ([words] if words else [])


@pytest.mark.parametrize("held", [True, False])
def test_who_sits_in_a_group_does_not_coordinate_it(
    signed_in, coordinator, programme, mentee, held
):
    if not held:
        programme = ProgrammeFactory(organisation=programme.organisation)
        programme.coordinators.create(person=coordinator)
    url = reverse("programmes:coordinator_list", args=[programme.pk])

    page = signed_in(coordinator).post(url, {"email": mentee.email}, follow=True)

    assert page.status_code == 200
    found = set(programme.coordinators.values_list("person", flat=True))
    assert found == ({coordinator.pk} if held else {coordinator.pk, mentee.pk})
    assert ("sits in a group of this programme" in page.text) is held
    assert mentee.mails.filter(kind="programmes.coordinates").exists() is not held


def test_an_answered_invitation_is_not_withdrawn(signed_in, coordinator, invited):
    invited.state = "enrolled"
    invited.save()
    signed_in(coordinator).post(reverse("programmes:withdraw", args=[invited.pk]))
    assert invited.person.participations.exists()


@pytest.mark.parametrize("name", ["invite_again", "withdraw"])
def test_only_coordinators_touch_invitations(signed_in, mentor, invited, name):
    url = reverse(f"programmes:{name}", args=[invited.pk])
    assert signed_in(mentor).post(url).status_code == 404
    assert signed_in(mentor).get(url).status_code == 405


def test_a_coordinator_adds_another_and_is_taken_off(signed_in, coordinator, programme):
    other = PersonFactory(organisation=programme.organisation)
    url = reverse("programmes:coordinator_list", args=[programme.pk])

    signed_in(coordinator).post(url, {"email": other.email.upper()})

    assert Programme.objects.coordinated_by(other).get() == programme
    assert other.mails.get().kind == "programmes.coordinates"
    row = programme.coordinators.get(person=coordinator)
    remove = reverse("programmes:coordinator_remove", args=[programme.pk, row.pk])
    signed_in(other).post(remove)
    assert [row.person for row in programme.coordinators.all()] == [other]


def test_the_last_coordinator_stays(signed_in, coordinator, programme):
    row = programme.coordinators.get()
    remove = reverse("programmes:coordinator_remove", args=[programme.pk, row.pk])

    response = signed_in(coordinator).post(remove, follow=True)

    assert b"keeps one coordinator" in response.content
    assert programme.coordinators.count() == 1


def test_somebody_of_elsewhere_is_not_added(signed_in, coordinator, programme):
    stranger = PersonFactory()
    url = reverse("programmes:coordinator_list", args=[programme.pk])

    content = signed_in(coordinator).post(url, {"email": stranger.email}).content

    assert b"Nobody on the roster" in content
    assert stranger.email.encode() in content
    assert programme.coordinators.count() == 1


def test_topics_are_added_left_out_and_taken_back(signed_in, coordinator, programme):
    client = signed_in(coordinator)
    url = reverse("programmes:topic_list", args=[programme.pk])
    client.post(url, {"name_nl": "Waterveiligheid", "name_en": "Flood safety"})
    topic = programme.organisation.topics.get()
    retire = reverse("programmes:topic_retire", args=[programme.pk, topic.pk])

    client.post(retire)
    assert not programme.organisation.topics.filter(retired_at=None).exists()
    client.post(retire, {"back": "1"})
    assert programme.organisation.topics.get(retired_at=None) == topic


def test_topics_of_elsewhere_are_not_found(signed_in, coordinator, programme):
    topic = TopicFactory()
    url = reverse("programmes:topic_retire", args=[programme.pk, topic.pk])
    assert signed_in(coordinator).post(url).status_code == 404


@pytest.mark.parametrize("name", ["coordinator_list", "topic_list"])
def test_others_do_not_find_these_pages(
    signed_in, mentor, coordinator, programme, name
):
    url = reverse(f"programmes:{name}", args=[programme.pk])
    assert signed_in(coordinator).get(url).status_code == 200
    assert signed_in(mentor).get(url).status_code == 404
