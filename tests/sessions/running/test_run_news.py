"""What an open page of a run asks every few seconds, in whatever state who asks is."""

import datetime as dt

import pytest
from django.conf import settings as used
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from people.accounts.services.sign_ins import end_sign_ins
from people.models import SignIn
from people.services.departures import mark_left
from people.web.prepared import prepared
from sessions.methods.models.run import Run, run_for_news
from spaces.acting import acting_as
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ASKED = {"If-None-Match": '"1.0"'}
BY_SCRIPT = ASKED | {"Accept": "application/json"}


@pytest.fixture
def page(run):
    return reverse("sessions:run_news", args=[run.pk])


@pytest.fixture
def polling(signed_in, page, other_mentee):
    """A telephone that asked so often that all that is kept of the asking is kept."""
    client = signed_in(other_mentee)
    answers = [client.get(page, headers=BY_SCRIPT).status_code for _ in range(5)]
    assert answers == [304] * 5
    return client


def ends_here(client, **_cast):
    client.post(reverse("account_logout"))


def ends_everywhere(client, other_mentee, **_cast):
    end_sign_ins(person=other_mentee)


def is_over(client, **_cast):
    SignIn.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))


def is_forgotten(client, **_cast):
    SignIn.objects.all().delete()


def has_another_password(client, other_mentee, **_cast):
    other_mentee.set_password("a new password of theirs")
    other_mentee.save()


def left_the_organisation(client, other_mentee, coordinator, **_cast):
    mark_left(person=other_mentee, by=coordinator)


def came_by_a_way_that_is_gone(client, settings, **_cast):
    settings.AUTHENTICATION_BACKENDS = used.AUTHENTICATION_BACKENDS[1:]


def left_the_group(client, run, other_mentee, coordinator, **_cast):
    with acting_as(coordinator):
        seat = run.session.group.seats.get(person=other_mentee)
        leave_seat(seat=seat, by=coordinator)


def is_another_by_now(client, outsider, **_cast):
    client.force_login(outsider, used.AUTHENTICATION_BACKENDS[0])


def ends_on_another_device(client, other_mentee, **_cast):
    there = Client()
    there.force_login(other_mentee, used.AUTHENTICATION_BACKENDS[0])
    there.post(reverse("account_logout"))


def is_listed_as_of_another(client, outsider, **_cast):
    SignIn.objects.update(person=outsider)


STATES = {
    ends_here: 401,
    ends_everywhere: 401,
    is_over: 401,
    is_forgotten: 401,
    has_another_password: 401,
    left_the_organisation: 401,
    came_by_a_way_that_is_gone: 401,
    left_the_group: 404,
    is_another_by_now: 404,
    ends_on_another_device: 304,
    is_listed_as_of_another: 304,
}


@pytest.mark.parametrize(
    ("becomes", "status"), STATES.items(), ids=lambda it: getattr(it, "__name__", it)
)
def test_the_next_poll_knows_what_became_of_who_asks(
    polling, page, run, becomes, status, other_mentee, coordinator, outsider, settings
):
    cast = {"run": run, "other_mentee": other_mentee, "coordinator": coordinator}
    becomes(polling, outsider=outsider, settings=settings, **cast)

    answer = polling.get(page, headers=BY_SCRIPT)

    assert answer.status_code == status
    told = [answer.has_header(name) for name in ("ETag", "Left")]
    assert told == [status == 304] * 2
    # The page itself answers the same; there somebody signs in.
    whole = polling.get(run.get_absolute_url())
    assert whole.status_code == {401: 302, 404: 404, 304: 200}[status]


def test_a_poll_that_opens_in_a_window_leads_to_signing_in(polling, page):
    ends_here(polling)

    answer = polling.get(page, headers=ASKED)

    assert (answer.status_code, answer.url.split("?")[0]) == (
        302,
        reverse("account_login"),
    )


def test_a_poll_notes_that_the_sign_in_is_in_use(polling, page):
    long_ago = timezone.now() - dt.timedelta(minutes=6)
    SignIn.objects.update(seen_at=long_ago)

    assert polling.get(page, headers=BY_SCRIPT).status_code == 304

    assert SignIn.objects.get().seen_at > long_ago + dt.timedelta(minutes=5)


def test_a_poll_at_another_host_is_refused(polling, page):
    answer = polling.get(page, headers=BY_SCRIPT | {"Host": "elsewhere.example.org"})

    assert answer.status_code == 400


def test_an_unchanged_poll_is_as_closed_as_a_page(polling, page, run):
    same = polling.get(page, headers=BY_SCRIPT)
    whole = polling.get(run.get_absolute_url())

    closed = [
        "Cache-Control",
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    ]
    assert same["Cache-Control"] == "no-store, private"
    assert [same[name] for name in closed] == [whole[name] for name in closed]


def test_a_run_that_ended_tells_no_time(polling, page, run, mentor):
    with acting_as(mentor), transaction.atomic():
        Run.objects.update(ended_at=timezone.now())

    answer = polling.get(page, headers=BY_SCRIPT)

    assert (answer.status_code, answer.has_header("Left")) == (304, False)


def test_the_policy_holds_for_a_plan_that_is_kept(run, mentee, outsider, coordinator):
    """Without what the queryset asks, on one connection, as one after the other."""

    @prepared
    def any_run(pk):
        return Run.objects.filter(pk=pk)

    everybody = [mentee, outsider, coordinator, PersonFactory(), None] * 4
    found = []
    for person in everybody:
        with acting_as(person), transaction.atomic():
            found.append(any_run(run.pk))

    assert found == [run, None, None, None, None] * 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        assert (any_run.written.sql.replace("%s", "$1"),) in cursor.fetchall()


def test_who_asks_finds_no_more_than_who_acts(run, mentee, outsider):
    with acting_as(outsider), transaction.atomic():
        assert run_for_news(mentee.pk, run.pk) is None
    with acting_as(mentee), transaction.atomic():
        assert run_for_news(outsider.pk, run.pk) is None
        assert run_for_news(mentee.pk, run.pk) == run
