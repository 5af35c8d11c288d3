import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from intake import services
from intake.models import REPORT, MenteeSeat
from programmes.models import Programme
from sessions.models import Session
from spaces.acting import acting_as
from tests.factories import formed_group, write_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(programme):
    return reverse("progress", args=[programme.pk])


def test_a_coordinator_sees_state_and_date_and_no_words(
    signed_in, url, group, mentor, mentee, coordinator
):
    today = timezone.localdate()
    seat = MenteeSeat.objects.with_intake().get(person=mentee)
    write_text(by=mentor, kind=REPORT, key=seat.pk, body="Doel: rust nemen")
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=today)
        services.put_text(seat=seat, kind=REPORT, by=mentor)
        services.answer_click(seat=seat, by=mentor, answer="no", words="Stroef")
    Session.objects.create(group=group, on=today + dt.timedelta(9), at=dt.time(16))

    content = signed_in(coordinator).get(url).content.decode()

    assert "1 of 4 held" in content
    assert mentee.full_name in content
    assert "the next one on" in content
    assert "rust nemen" not in content
    assert "Stroef" not in content


@pytest.mark.parametrize("who", ["mentor", "mentee", "outsider"])
def test_others_do_not_find_it(request, signed_in, url, who):
    assert signed_in(request.getfixturevalue(who)).get(url).status_code == 404


def test_it_is_only_read(signed_in, url, coordinator):
    assert signed_in(coordinator).post(url).status_code == 405


def test_no_groups_yet_is_said_kindly(signed_in, url, coordinator):
    assert b"There are no groups yet" in signed_in(coordinator).get(url).content


@pytest.mark.parametrize(("query", "most"), [("", 13), ("?groups=all", 11)])
@pytest.mark.parametrize("count", [1, 3])
def test_more_groups_cost_no_more_queries(
    signed_in,
    url,
    programme,
    coordinator,
    count,
    query,
    most,
    django_assert_num_queries,
):
    for _number in range(count):
        formed_group(programme)
    client = signed_in(coordinator)
    client.get(url)
    with django_assert_num_queries(most):
        assert client.get(url + query).content.count(b"0 of 4 held") == count


def test_that_nothing_needs_a_hand_is_said_kindly(
    signed_in, url, programme, coordinator
):
    said = b"Nothing needs a hand now"
    formed_group(programme)
    client = signed_in(coordinator)

    assert said not in client.get(url).content
    programme.state = Programme.State.RUNNING
    programme.save()
    assert said in client.get(url).content
