"""A programme that has ended: nobody comes into it any more, and pages say so."""

import pytest
from django.urls import reverse

from programmes.forms import TOPIC
from programmes.models import Participation, Programme
from programmes.refusals import refuse_ended
from programmes.services import participations as services
from reminders.models import Mail
from spaces.errors import DomainError
from tests.factories import ParticipationFactory, PersonFactory, TopicFactory

pytestmark = pytest.mark.django_db
State = Participation.State


@pytest.fixture
def ended(programme):
    programme.state = Programme.State.ENDED
    programme.save(update_fields=["state"])
    return programme


@pytest.fixture
def invited(ended):
    return ParticipationFactory(programme=ended, state=State.INVITED)


@pytest.mark.parametrize("state", Programme.State)
def test_one_that_has_ended_is_refused_and_no_other(state):
    programme = Programme(state=state)

    assert programme.has_ended is (state == "ended")
    if programme.has_ended:
        with pytest.raises(DomainError, match="The programme has ended"):
            refuse_ended(programme)
    else:
        refuse_ended(programme)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The programme has ended."), ("nl", "Het programma is afgelopen.")],
)
def test_nobody_is_invited_into_it(signed_in, coordinator, ended, language, words):
    coordinator.language = language
    coordinator.save(update_fields=["language"])
    colleague = PersonFactory(organisation=ended.organisation)
    form = {"role": "mentee", "people": [colleague.pk]}

    url = reverse("programmes:invite", args=[ended.pk])
    page = signed_in(coordinator).post(url, form)

    assert page.context["form"].non_field_errors() == [words]
    assert not ended.participations.exists()
    assert not Mail.objects.exists()


def test_an_invitation_of_before_is_not_sent_again_and_is_taken_back(
    signed_in, coordinator, invited
):
    client = signed_in(coordinator)

    again = reverse("programmes:invite_again", args=[invited.pk])
    listed = client.post(again, follow=True)

    assert [str(one) for one in listed.context["messages"]] == [
        "The programme has ended."
    ]
    assert not Mail.objects.exists()
    assert again not in listed.text
    assert reverse("programmes:invite", args=[invited.programme_id]) not in listed.text
    client.post(reverse("programmes:withdraw", args=[invited.pk]))
    assert not Participation.objects.exists()


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_a_page_says_so_before_anything_is_typed(signed_in, coordinator, invited, role):
    invited.role = role
    invited.save(update_fields=["role"])
    TopicFactory(organisation=invited.person.organisation)

    pages = [
        signed_in(person).get(reverse(f"programmes:{name}", args=[key])).text
        for person, name, key in (
            (coordinator, "invite", invited.programme_id),
            (invited.person, "enrolment", invited.pk),
        )
    ]

    assert [page.count("The programme has ended.") for page in pages] == [1, 1]
    assert not any(
        f'name="{TOPIC}' in page or 'name="people"' in page for page in pages
    )
    # To say no is not too late.
    assert reverse("programmes:decline", args=[invited.pk]) in pages[1]


def test_who_was_invited_enrols_no_more_and_may_say_no(signed_in, invited):
    topic = TopicFactory(organisation=invited.person.organisation)
    url = reverse("programmes:enrolment", args=[invited.pk])

    page = signed_in(invited.person).post(url, {f"{TOPIC}{topic.pk}": "3"})

    invited.refresh_from_db()
    assert invited.state == State.INVITED
    assert not invited.needs.exists()
    assert page.context["form"].non_field_errors() == ["The programme has ended."]
    services.decline(participation=invited)
    assert invited.state == State.DECLINED


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_what_was_chosen_before_stays_as_it_is(ended, role):
    part = ParticipationFactory(programme=ended, role=role)
    topic = TopicFactory(organisation=ended.organisation)

    with pytest.raises(DomainError, match="has ended"):
        if role == "mentor":
            services.enrol_mentor(
                participation=part, expertise={topic: 3}, max_group=5, motivation=""
            )
        else:
            services.enrol_mentee(participation=part, needs={topic: 3})

    assert not part.needs.exists()
    assert not part.expertise.exists()
