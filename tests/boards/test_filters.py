import pytest
from django.urls import reverse

from boards.filters import Filter
from programmes.models import Expertise, Need
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(signed_in, coordinator, compose, composition):
    """Whose cards and which groups a board shows when it is asked so, without scripts."""
    [(first, one), (second, other)] = compose(groups=2)
    topic = factories.TopicFactory(organisation=first.person.organisation)
    Need.objects.create(participation=one[0], topic=topic, weight=3)
    Expertise.objects.create(participation=second, topic=topic, level=2)
    people = {"first": first, "second": second, "mentee": one[0], "other": other[0]}

    def shown(**asked):
        response = signed_in(coordinator).get(composition.get_absolute_url(), asked)
        left_out = response.context["hidden"]
        return {
            name
            for name, part in people.items()
            if f"card-{part.pk}" not in left_out and f"column-{part.pk}" not in left_out
        }

    shown.people, shown.topic = people, topic
    return shown


EVERYBODY = {"first", "second", "mentee", "other"}


def test_nothing_asked_shows_everybody(shown):
    assert shown() == EVERYBODY


def test_by_name(shown):
    person = shown.people["mentee"].person

    assert shown(q=person.full_name.upper()) == {"mentee", "first"}


def test_by_team(shown):
    team = shown.people["other"].person.team_id

    assert shown(team=team) == {"other", "second"}


def test_by_topic_needed_or_offered(shown):
    assert shown(topic=shown.topic.pk) == {"mentee", "first", "second"}


def test_by_discipline(shown):
    assert shown(discipline=0) == set()
    field = shown.people["other"].person.discipline_id
    assert shown(discipline=field) == EVERYBODY


def test_what_is_asked_is_kept_through_a_step_without_scripts(
    signed_in, coordinator, compose, composition
):
    [(_first, one), _second] = compose(groups=2)
    url = reverse("boards:move", args=[composition.pk])
    data = {"version": 0, "mentee": one[0].pk, "mentor": ""}

    done = signed_in(coordinator).post(f"{url}?q=Anna&team=7", data)
    refused = signed_in(coordinator).post(f"{url}?q=Anna&team=7", data)

    assert done.url == f"{composition.get_absolute_url()}?q=Anna&team=7"
    assert refused.status_code == 409
    assert refused.context["asked"] == Filter(q="Anna", team="7")
    assert refused.context["again"]["url"] == f"{url}?q=Anna&team=7"
    assert refused.context["shown_count"] == 0
