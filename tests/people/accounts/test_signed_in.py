import pytest
from django.urls import reverse

from people.models import SignIn
from people.services.departures import mark_left
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("people:account")


def is_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_who_is_signed_in_comes_with_the_session(
    mentee, signed_in, django_assert_num_queries
):
    client = signed_in(mentee)

    # Who; as whom, begin, end, as nobody; the frame; whether a mentor reads the text.
    with django_assert_num_queries(7):
        page = client.get(reverse("handbook:text", args=["idea"]))

    assert page.wsgi_request.user == mentee
    assert page.status_code == 200


def test_a_new_password_ends_a_session(mentee, signed_in):
    client = signed_in(mentee)
    assert is_in(client)

    mentee.set_password("a new password of mine")
    mentee.save()

    assert not is_in(client)
    assert not SignIn.objects.filter(person=mentee).exists()


def test_an_account_that_is_closed_has_no_session(mentee, coordinator, signed_in):
    client = signed_in(mentee)
    mark_left(person=mentee, by=coordinator)

    assert not is_in(client)


def test_the_word_of_a_session_goes_before_the_row(mentee, signed_in):
    """The row is for listing: what it says of its person lets nobody in."""
    client = signed_in(mentee)
    SignIn.objects.update(person=PersonFactory(organisation=mentee.organisation))

    assert client.get(ACCOUNT).wsgi_request.user == mentee


def test_a_session_of_a_way_in_that_is_gone_is_over(mentee, signed_in, settings):
    client = signed_in(mentee)
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[1:]

    assert not is_in(client)
