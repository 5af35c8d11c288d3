"""The same page sent twice makes one of it: held by the database."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import connections, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from boards.models import Composition
from people.models import RosterImport, Sent
from programmes.models import Programme, Topic
from sessions.models import Action, OneOnOne
from spaces.acting import acting_as
from tests.crossmentor.test_public import named

MADE = re.compile(r'name="made" value="(\d+)"')
# Each makes something that a second time would make another one of.
GUARDED = {
    "programmes:programme_new",
    "programmes:invite",
    "programmes:topic_list",
    "programmes:coordinator_list",
    "boards:composition_new",
    "boards:composition_copy",
    "groups:apart",
    "boards:sheet_new",
    "boards:propose",
    "groups:go_on",
    "groups:keep",
    "groups:join",
    "groups:mentor",
    "sessions:action_new",
    "sessions:session_new",
    "sessions:log",
    "sessions:poll_form",
    "sessions:session_poll",
    "sessions:one_on_one_ask",
    "sessions:hours",
    "sessions:point_list",
    "writing:give_sure",
    "people:roster_list",
}
# Whose page makes an id for what is new.
WITH_AN_ID = {"workbook:new_goal"}


def urls(group):
    programme = group.programme
    seat = group.seats.mentees().earliest("pk")
    return {
        "programmes:programme_new": (),
        "programmes:invite": (programme.pk,),
        "programmes:topic_list": (programme.pk,),
        "programmes:coordinator_list": (programme.pk,),
        "boards:composition_new": (programme.pk,),
        "groups:apart": (programme.pk,),
        "boards:sheet_new": (programme.pk,),
        "people:roster_list": (),
        "sessions:action_new": (group.pk,),
        "sessions:session_new": (group.pk,),
        "sessions:poll_form": (group.pk,),
        "sessions:one_on_one_ask": (seat.pk,),
        "sessions:hours": (),
        "sessions:point_list": (seat.pk,),
    }


def made(client, url) -> str:
    return MADE.search(client.get(url).text)[1]


def test_every_address_that_makes_something_is_guarded():
    found = dict(named(get_resolver()))

    guarded = {name for name, view in found.items() if hasattr(view, "makes_once")}
    rooms = {one.partition(":")[0] for one in GUARDED | WITH_AN_ID}
    new = {
        name
        for name in found
        if re.search(r":(?:\w+_)?(?:new|copy)(?:_\w+)?$", name)
        and name.partition(":")[0] in rooms
    }

    assert guarded == GUARDED
    assert new - guarded == WITH_AN_ID


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(GUARDED))
def test_its_page_says_when_it_was_made(name, group, mentor, coordinator, signed_in):
    if name not in urls(group):
        template = {
            "boards:composition_copy": "boards/_composition.html",
            "boards:propose": "boards/_propose.html",
            "groups:go_on": "groups/reason_form.html",
            "groups:join": "groups/join_form.html",
            "groups:mentor": "groups/mentor_form.html",
            "groups:keep": "groups/reason_form.html",
            "sessions:log": "sessions/log/log_form.html",
            "sessions:session_poll": "sessions/dates/poll_form.html",
            "writing:give_sure": "writing/give_confirm.html",
        }[name]
        text = (settings.ROOT / "templates" / template).read_text()
        assert "{% csrf_token %}{% once %}" in text
        return
    person = mentor if name.startswith("sessions:") else coordinator
    client = signed_in(person)

    assert made(client, reverse(name, args=urls(group)[name]))


CASES = {
    "action": lambda group, coordinator: (
        group.mentor,
        reverse("sessions:action_new", args=[group.pk]),
        {"text": "Call", "owner": group.mentor_id, "due_on": "2090-11-25"},
        Action,
    ),
    "one-on-one": lambda group, coordinator: (
        group.mentor,
        reverse(
            "sessions:one_on_one_ask", args=[group.seats.mentees().earliest("pk").pk]
        ),
        {"question": "How are you?"},
        OneOnOne,
    ),
    "composition": lambda group, coordinator: (
        coordinator,
        reverse("boards:composition_new", args=[group.programme_id]),
        {"name": "One"},
        Composition,
    ),
    "programme": lambda group, coordinator: (
        coordinator,
        reverse("programmes:programme_new"),
        {
            "name": "Another",
            "starts_on": "2027-01-01",
            "months": 12,
            "meeting_every_weeks": 6,
            "min_size": 4,
            "max_size": 6,
            "preferred_size": 5,
            "overlap_months": 3,
            "overlap_hours": 8,
            "time_zone": "Europe/Amsterdam",
            "country": "NL",
            "liberation_day": "fifth",
            "notice_days": 2,
            "retention_months": 6,
        },
        Programme,
    ),
}


def count(model, person):
    with acting_as(person), transaction.atomic():
        return model.objects.count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("case", CASES)
def test_two_at_the_same_time_make_one(case, group, coordinator):
    person, url, data, model = CASES[case](group, coordinator)
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    data |= {"made": made(client, url)}
    before = count(model, person)
    gate = Barrier(2)

    def send(_number):
        other = Client()
        other.cookies = client.cookies
        gate.wait()
        try:
            return other.post(url, data)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, range(2)))

    assert count(model, person) == before + 1
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer["Location"] for answer in answers}) == 1


def test_sent_again_it_is_answered_as_the_first_and_says_so(
    signed_in, coordinator, programme
):
    client = signed_in(coordinator)
    url = reverse("boards:composition_new", args=[programme.pk])
    first, second = made(client, url), made(client, url)

    one = client.post(url, {"name": "One", "made": first})
    other = client.post(url, {"name": "One", "made": second})

    made_one = Composition.objects.get()
    assert one["Location"] == other["Location"] == made_one.get_absolute_url()
    said = [str(message) for message in get_messages(other.wsgi_request)]
    assert said == ["This was sent twice, and done once."]


def test_from_a_page_of_afterwards_it_is_meant(signed_in, coordinator, programme):
    client = signed_in(coordinator)
    url = reverse("boards:composition_new", args=[programme.pk])
    for _time in range(2):
        client.post(url, {"name": "One", "made": made(client, url)})

    assert Composition.objects.count() == 2


def test_other_words_from_the_same_page_are_another_one(
    signed_in, coordinator, programme
):
    client = signed_in(coordinator)
    url = reverse("boards:composition_new", args=[programme.pk])
    page = made(client, url)
    for name in ("One", "Two"):
        client.post(url, {"name": name, "made": page})

    assert Composition.objects.count() == 2


def test_somebody_else_may_make_the_same(client, signed_in, coordinator, programme):
    other = programme.coordinators.create(
        person=type(coordinator).objects.create(
            organisation=programme.organisation, email="b@a.example", given_name="B"
        )
    ).person
    url = reverse("boards:composition_new", args=[programme.pk])
    page = made(signed_in(coordinator), url)
    for person in (coordinator, other):
        signed_in(person).post(url, {"name": "One", "made": page})

    assert Composition.objects.count() == 2


def test_what_was_refused_can_be_sent_again(signed_in, coordinator, programme):
    client = signed_in(coordinator)
    url = reverse("programmes:topic_list", args=[programme.pk])
    page = made(client, url)
    topic = Topic.objects.create(
        organisation=programme.organisation, name_nl="A", name_en="A"
    )
    sent = {"name_nl": "A", "name_en": "A", "made": page}
    assert client.post(url, sent).status_code == 200
    topic.delete()

    assert client.post(url, sent).status_code == 302
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("page", ["", "x", "-1", "9" * 18, "²", "1e5"])
def test_a_page_that_says_nothing_of_itself_is_taken(
    page, signed_in, coordinator, programme
):
    url = reverse("boards:composition_new", args=[programme.pk])
    for _time in range(2):
        signed_in(coordinator).post(url, {"name": "One", "made": page})

    assert Composition.objects.count() == 2
    assert not Sent.objects.exists()


def test_nothing_of_what_was_sent_is_kept(signed_in, mentor, group):
    client = signed_in(mentor)
    url = reverse("sessions:action_new", args=[group.pk])
    sent = {"text": "Secret", "owner": mentor.pk, "due_on": "2090-11-25"}
    client.post(url, sent | {"made": made(client, url)})

    row = Sent.objects.values().get()
    assert set(row) == {"digest", "person_id", "at", "location"}
    assert "Secret" not in str(row)
    assert RosterImport.objects.count() == 0
