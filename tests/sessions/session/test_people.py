"""Who is in the circle: seen before it opens, and what is typed meanwhile is kept."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from people.models import Person
from reminders.due import waiting
from sessions.models import Action, Kept, Vote
from sessions.year.services.promise import write_agreement
from spaces.acting import acting_as
from spaces.models import Seen
from tests.sessions.year.test_group import WORDS, renew
from writing.models import Text


@pytest.fixture
def closed(group):
    """Somebody new came, and nobody has looked yet who is in the group now."""
    return renew(group, seen=False)


def people_page(group):
    return reverse("sessions:people", args=[group.pk])


def press(client, group, **more):
    url = people_page(group)
    mark = client.get(url).context["mark"]
    return client.post(url, {"mark": mark} | more)


def has_seen(person, group):
    return Seen.objects.filter(person=person, space=group.circle_id).exists()


PAGES = ["group", "first_meeting", "agreement", "action_list", "action_new", "series"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_group_waits_until_it_is_seen(
    signed_in, mentee, other_mentee, closed, name
):
    group, newcomer = closed
    url = reverse(f"sessions:{name}", args=[group.pk])

    response = signed_in(mentee).get(url)
    assert response.url == f"{people_page(group)}?next={url.replace('/', '%2F')}"
    page = signed_in(mentee).get(response.url)
    for seat in group.seats.held().with_person():
        assert seat.person.full_name in page.text
        assert seat.person.email in page.text
        assert seat.person.team.name in page.text

    answer = signed_in(mentee).post(response.url, {"mark": page.context["mark"]})

    assert answer.url == url
    assert signed_in(mentee).get(url).status_code == 200
    assert [has_seen(one, group) for one in (mentee, other_mentee, newcomer)] == [
        True,
        False,
        False,
    ]
    assert signed_in(newcomer).get(url).status_code == 302


def test_a_script_is_told_and_its_page_stays(signed_in, mentee, closed):
    group, _newcomer = closed
    url = reverse("sessions:agreement", args=[group.pk])
    headers = {"Accept": "application/json"}

    response = signed_in(mentee).post(url, {"text": WORDS}, headers=headers)

    assert (response.status_code, response.json()) == (423, {"problem": "closed"})


def test_what_is_typed_together_waits_too(signed_in, mentee, closed):
    group, _newcomer = closed
    url = reverse("writing:save", args=["agreement", group.circle_id])
    sent = {"author": mentee.pk, "client_id": uuid4(), "body": WORDS}
    headers = {"Accept": "application/json"}

    response = signed_in(mentee).post(url, sent, headers=headers)

    assert response.status_code == 404
    press(signed_in(mentee), group)
    assert signed_in(mentee).post(url, sent, headers=headers).status_code == 200
    with acting_as(mentee):
        assert Text.objects.of_kind("agreement").get().body == WORDS


def test_a_fragment_leads_back_to_its_page(signed_in, mentor, closed):
    group, _newcomer = closed
    page = reverse("sessions:poll_form", args=[group.pk])
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}

    response = signed_in(mentor).get(
        reverse("sessions:poll_row", args=[group.pk]), headers=headers
    )

    back = page.replace("/", "%2F")
    assert response.headers["HX-Redirect"] == f"{people_page(group)}?next={back}"


def test_what_lies_in_the_circle_opens_with_the_press(
    signed_in, mentor, mentee, closed
):
    group, newcomer = closed
    press(signed_in(mentor), group)
    with acting_as(mentor):
        write_agreement(group=group, by=mentor, text=WORDS)

    hub = reverse("sessions:group", args=[group.pk])
    assert WORDS not in signed_in(newcomer).get(hub, follow=True).text
    assert WORDS not in signed_in(mentee).get(hub, follow=True).text
    press(signed_in(newcomer), group)
    assert WORDS in signed_in(newcomer).get(hub).text
    assert WORDS not in signed_in(mentee).get(hub, follow=True).text


def test_the_others_go_on_and_see_who_has_not_looked(signed_in, mentee, closed):
    group, _newcomer = closed
    press(signed_in(mentee), group)

    page = signed_in(mentee).get(reverse("sessions:group", args=[group.pk]))

    waiting_ones = {member.person for member in page.context["people"].waiting}
    held = {seat.person for seat in group.seats.held().with_person()}
    assert waiting_ones == held - {mentee}
    assert page.text.count("Has not looked yet") == 5


def change_name(group):
    Person.objects.filter(pk=group.seats.held().last().person_id).update(
        given_name="Another"
    )


def change_address(group):
    Person.objects.filter(pk=group.seats.held().last().person_id).update(
        email="another@mail.example"
    )


def somebody_comes(group):
    renew(group, seen=False)


def somebody_goes(group):
    seat = group.seats.held().mentees().last()
    leave_seat(seat=seat, by=group.mentor)


@pytest.mark.parametrize(
    "change", [change_name, change_address, somebody_comes, somebody_goes]
)
def test_what_was_seen_is_what_is_pressed(signed_in, mentee, closed, change):
    group, _newcomer = closed
    client, url = signed_in(mentee), people_page(group)
    mark = client.get(url).context["mark"]
    change(group)

    page = client.post(url, {"mark": mark})

    group.refresh_from_db()
    assert page.status_code == 200
    assert "look once more at who is here" in page.text
    assert not has_seen(mentee, group)
    client.post(url, {"mark": page.context["mark"]})
    assert has_seen(mentee, group)


def test_a_press_on_no_list_opens_nothing(signed_in, mentee, closed):
    group, _newcomer = closed
    for data in ({}, {"mark": ""}, {"mark": "0" * 64}):
        signed_in(mentee).post(people_page(group), data)

    assert not has_seen(mentee, group)


def test_the_list_is_for_members_and_leads_nowhere_else(
    signed_in, mentee, outsider, coordinator, closed
):
    group, _newcomer = closed
    for person in (outsider, coordinator):
        assert signed_in(person).get(people_page(group)).status_code == 404
        assert signed_in(person).post(people_page(group)).status_code == 404
    client = signed_in(mentee)
    mark = client.get(people_page(group)).context["mark"]

    answer = client.post(
        people_page(group) + "?next=//elsewhere.example/", {"mark": mark}
    )

    assert answer.url == group.get_absolute_url()
    assert client.delete(people_page(group)).status_code == 405


def test_a_circle_of_before_that_was_never_seen_opens_too(signed_in, group):
    """Who was slow loses nothing of what the others wrote meanwhile."""
    group, newcomer = renew(group, seen=False)
    before, mentor = group.circle_id, group.mentor
    press(signed_in(mentor), group)
    with acting_as(mentor):
        write_agreement(group=group, by=mentor, text=WORDS)
    group, _other = renew(group, seen=False)

    page = signed_in(newcomer).get(people_page(group))
    assert [circle.space_id for circle in page.context["circles"]] == [
        group.circle_id,
        before,
    ]
    assert "when somebody new came" in page.text
    press(signed_in(newcomer), group)

    with acting_as(newcomer):
        assert Text.objects.of_kind("agreement").get().body == WORDS


def test_today_says_what_waits(signed_in, mentee, closed):
    group, _newcomer = closed

    def waits():
        found = waiting(now=timezone.now(), person=mentee)
        return [one for one in found if one.kind == "groups.to_see"]

    (one,) = waits()
    assert one.since == timezone.localdate()
    assert one.line == f"See who is in your group: {group}"
    page = signed_in(mentee).get(one.link, follow=True)
    assert page.redirect_chain[-1][0].startswith(people_page(group))
    press(signed_in(mentee), group)
    assert waits() == []


def test_words_for_a_closed_circle_are_kept_for_their_writer(signed_in, mentee, closed):
    group, newcomer = closed
    url = reverse("sessions:agreement", args=[group.pk])

    sent = {"agreement-body": WORDS}
    answer = signed_in(mentee).post(url, sent, follow=True)
    signed_in(mentee).post(url, sent)

    assert "Your words are kept for you" in answer.text
    with acting_as(newcomer):
        assert not Kept.objects.exists()
    with acting_as(mentee):
        assert not Text.objects.of_kind("agreement").exists()
        kept = Kept.objects.get()
        assert (kept.words, kept.space.kind) == (WORDS, "own")
    press(signed_in(mentee), group)
    page = signed_in(mentee).get(url)
    assert page.text.count(WORDS) == 1
    assert page.context["box"].form["body"].value() == ""
    assert (
        WORDS in signed_in(mentee).get(reverse("sessions:group", args=[group.pk])).text
    )

    drop = reverse("sessions:kept_drop", args=[kept.pk])
    assert signed_in(newcomer).post(drop).status_code == 404
    signed_in(mentee).post(drop)
    with acting_as(mentee):
        assert not Kept.objects.exists()


def test_they_are_kept_whole(signed_in, mentee, closed):
    group, _newcomer = closed
    url = reverse("sessions:agreement", args=[group.pk])
    long = f"{WORDS} " * 3000 + "tot het laatste woord"

    signed_in(mentee).post(url, {"agreement-body": long})

    with acting_as(mentee):
        assert Kept.objects.get().words == long


def test_what_is_not_done_is_said(signed_in, mentee, group, poll):
    group, _newcomer = renew(group, seen=False)
    answers = {f"date-{date.pk}": "yes" for date in poll.dates.all()}
    url = reverse("sessions:poll_vote", args=[poll.pk])

    page = signed_in(mentee).post(url, answers, follow=True)

    assert "This was not done: others are in the group now" in page.text
    assert page.redirect_chain[-1][0] == people_page(group)
    assert not Vote.objects.exists()


def test_a_form_of_the_circle_of_before_sends_nothing_to_the_new_one(
    signed_in, mentee, group, first
):
    """The page was open when somebody came; another one of them was pressed meanwhile."""
    url = reverse("sessions:action_new", args=[group.pk])
    typed = {"text": WORDS, "owner": mentee.pk, "due_on": "2026-12-01"}
    typed["circle"] = str(group.circle_id)
    assert f'value="{group.circle_id}"' in signed_in(mentee).get(url).text
    group, newcomer = renew(group)

    answer = signed_in(mentee).post(url, typed)

    assert answer.url == url
    with acting_as(newcomer):
        assert not Action.objects.exists()
    with acting_as(mentee):
        assert Kept.objects.get().words == WORDS
    signed_in(mentee).post(url, typed | {"circle": str(group.circle_id)})
    with acting_as(newcomer):
        assert Action.objects.get().text == WORDS


def test_a_log_in_the_making_stays_with_those_of_before(
    signed_in, mentor, mentee, group, held, now
):
    log = reverse("sessions:log", args=[held.pk])
    box = signed_in(mentor).get(log).context["boxes"][1]

    def save(box, body, based_on=""):
        sent = {"client_id": uuid4(), "author": mentor.pk, "based_on": based_on}
        answer = signed_in(mentor).post(box.save_url, sent | {"body": body})
        assert answer.status_code == 200
        return answer.json()["based_on"]

    base = save(box, WORDS)
    now.shift(60)
    group, newcomer = renew(group, seen=False)

    # The page goes on saving by itself, for those who were there.
    save(box, f"{WORDS}!", base)
    now.shift(60)
    press(signed_in(mentor), group)
    page = signed_in(mentor).get(log)

    box = page.context["boxes"][1]
    assert box.form["body"].value() == f"{WORDS}!"
    assert "Your group, 5 people" in page.text
    assert "Your group, 6 people" not in page.text
    for person, found in ((mentee, [f"{WORDS}!"]), (newcomer, [])):
        with acting_as(person):
            texts = Text.objects.of_kind("learnt")
            assert [text.body for text in texts] == found


def test_a_fragment_leads_to_the_list_as_a_page(signed_in, mentee, closed):
    group, _newcomer = closed
    url = reverse("sessions:series", args=[group.pk])

    response = signed_in(mentee).get(url, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"].startswith(people_page(group))


def test_the_list_asks_as_often_for_many_changes_as_for_none(signed_in, mentee, closed):
    group, _newcomer = closed

    def asked():
        client = signed_in(mentee)
        client.get(people_page(group))
        with CaptureQueriesContext(connection) as found:
            client.get(people_page(group))
        return len(found)

    little = asked()
    for seat in group.seats.held():
        Person.objects.filter(pk=seat.person_id).update(family_name="Another")
        Person.objects.filter(pk=seat.person_id).update(given_name="Another")
    assert asked() == little <= 16
