import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from groups.services import leave_seat
from reminders.models import Mail
from sessions.models import NOTE, QUESTION, OneOnOne
from sessions.one_on_ones.keys import question_key
from sessions.one_on_ones.services.one_on_ones import (
    ask_one_on_one,
    log_one_on_one,
    plan_one_on_one,
    withdraw_one_on_one,
)
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.asked import holds
from tests.calendars.mails import all_sent, posted, told
from tests.sessions.conftest import ask
from writing.models import Revision, Text


def ask_url(seat):
    return reverse("sessions:one_on_one_ask", args=[seat.pk])


def sent_along(person, seat, body, before=0):
    """What the page sends of the question, as without JavaScript."""
    fields = {"client_id": uuid4(), "author": person.pk, "title": "", "body": body}
    key = question_key(seat, before)
    return {f"own-{name}": one for name, one in fields.items()} | {
        "texts": f"own {QUESTION} {key}"
    }


def asked(person, one_on_one) -> list[str]:
    """What `person` reads that a one-on-one is about; the clock stands still."""
    about = Text.objects.of_kind(QUESTION).about(str(one_on_one.pk))
    with transaction.atomic(), acting_as(person):
        return sorted(text.body for text in about)


def test_a_mentee_asks(signed_in, mentor, mentee, seat):
    sent = sent_along(mentee, seat, "My manager and I collided")
    signed_in(mentee).post(ask_url(seat), sent | {"urgent": "on"})

    with acting_as(mentor), transaction.atomic():
        one_on_one = OneOnOne.objects.get()
        assert (one_on_one.state, one_on_one.urgent) == ("asked", True)
    assert asked(mentor, one_on_one) == ["My manager and I collided"]
    mail = Mail.objects.get()
    assert (mail.person, mail.kind) == (mentor, "sessions.one_on_one_asked")
    assert "collided" not in str(mail.context)


def test_a_mentor_plans_and_both_are_invited(signed_in, mentor, mentee, one_on_one):
    signed_in(mentor).post(
        reverse("sessions:one_on_one_plan", args=[one_on_one.pk]),
        {"on": "2026-11-12", "at": "13:00", "minutes": "45", "place": "Canteen"},
    )

    with acting_as(mentee):
        planned = OneOnOne.objects.get()
        assert planned.starts_at == dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
    assert {mail.person for mail in posted("planned")} == {mentor, mentee}
    assert not holds(Mail.objects.get(kind="sessions.one_on_one_asked"))


def plan(one_on_one, mentor, hour=13):
    with acting_as(mentor):
        return plan_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            at=dt.time(hour),
            minutes=45,
        )


def test_planning_again_replaces_the_entry(mentor, one_on_one):
    plan(one_on_one, mentor)
    first = list(posted("planned"))
    assert [told(mail) for mail in first] == [{str(one_on_one.pk): ("REQUEST", 0)}] * 2

    plan(one_on_one, mentor, hour=15)

    assert [holds(mail) for mail in first] == [False] * 2
    again = posted("planned")
    assert [told(mail) for mail in again] == [{str(one_on_one.pk): ("REQUEST", 1)}] * 2
    assert [holds(mail) for mail in again] == [True] * 2


def test_a_mentor_writes_down_what_was_discussed(
    signed_in, mentor, mentee, other_mentee, one_on_one
):
    response = signed_in(mentor).post(
        reverse("sessions:one_on_one_log", args=[one_on_one.pk]),
        {
            "on": "2026-11-09",
            "support": "psychosocial",
            "theme": "boundaries",
        },
    )

    assert response.status_code == 302
    page = signed_in(mentee).get(one_on_one.get_absolute_url()).text
    assert "Psychosocial" in page
    assert f"You and {mentor.given_name}" in page
    with acting_as(other_mentee):
        assert not OneOnOne.objects.exists()


def test_nothing_is_written_about_what_is_still_to_come(mentor, one_on_one):
    with acting_as(mentor), pytest.raises(DomainError, match="from the day"):
        log_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            support="career",
            theme="other",
        )


def test_a_mentee_withdraws_before_it_is_planned(signed_in, mentee, one_on_one):
    signed_in(mentee).post(
        reverse("sessions:one_on_one_withdraw", args=[one_on_one.pk])
    )

    with acting_as(mentee):
        assert OneOnOne.objects.get().state == "withdrawn"
    assert [(mail.kind, holds(mail)) for mail in Mail.objects.all()] == [
        ("sessions.one_on_one_asked", False)
    ]


def test_calling_a_planned_one_off_is_told_to_both(mentor, mentee, one_on_one):
    plan(one_on_one, mentor)
    all_sent()
    with acting_as(mentee):
        withdraw_one_on_one(one_on_one=one_on_one)

    assert {mail.person for mail in posted("off")} == {mentor, mentee}
    with acting_as(mentor), pytest.raises(DomainError, match="withdrawn meanwhile"):
        plan_one_on_one(
            one_on_one=one_on_one, on=dt.date(2026, 11, 13), at=dt.time(9), minutes=45
        )


def test_a_mentor_starts_one(signed_in, mentor, seat):
    response = signed_in(mentor).post(ask_url(seat), {"plan": "1"})

    with acting_as(mentor):
        one_on_one = OneOnOne.objects.get()
    assert response.url == reverse("sessions:one_on_one_plan", args=[one_on_one.pk])
    assert not Mail.objects.exists()


def test_nobody_asks_with_the_seat_of_another(signed_in, other_mentee, seat):
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])

    assert signed_in(other_mentee).post(url, {}).status_code == 404


def test_the_list_asks_as_often_for_many(mentee, seat, questions):
    url = reverse("sessions:one_on_one_list")

    def more():
        with acting_as(mentee):
            ask_one_on_one(seat=seat, by=mentee)

    more()
    little = questions(mentee, url)
    more()
    more()
    assert questions(mentee, url) == little


def alarms():
    mails = Mail.objects.filter(kind="sessions.one_on_one_asked", context__urgent=True)
    assert {mail.alone for mail in mails} <= {True}
    return list(mails.values_list("object_id"))


def test_a_second_request_puts_a_later_version_or_words_beside(
    signed_in, mentor, mentee, seat, one_on_one
):
    page = signed_in(mentee).get(ask_url(seat)).text
    assert "What you write here is put with it." in page
    assert "My manager and I collided" in page

    with acting_as(mentee), transaction.atomic():
        head = Text.objects.drafts().get().head
    ask(seat, mentee, "It happened again", based_on=head)
    ask(seat, mentor, "Let us talk on Friday")

    for person in (mentee, mentor):
        assert asked(person, one_on_one) == [
            "It happened again",
            "Let us talk on Friday",
        ]
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "language", "words"),
    [
        ("mentee", "en", "Added to what you asked before. It is one conversation."),
        ("mentor", "en", "{} had asked for one already: it is one conversation."),
        ("mentor", "nl", "{} had er al om gevraagd: het is één gesprek."),
    ],
)
def test_who_asks_for_what_is_asked_already_is_told_by_whom(
    request, signed_in, mentee, seat, one_on_one, who, language, words
):
    person = request.getfixturevalue(who)
    person.language = language
    person.save(update_fields=["language"])

    page = signed_in(person).post(ask_url(seat), follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert told == [words.format(mentee.given_name)]


def test_what_is_typed_about_it_is_read_by_nobody_until_asked(
    signed_in, mentor, mentee, seat, other_mentee, outsider
):
    url = reverse("writing:save", args=[QUESTION, question_key(seat, 0)])
    sent = sent_along(mentee, seat, "My manager and I coll")
    fields = {name.removeprefix("own-"): one for name, one in sent.items()}
    assert signed_in(mentee).post(url, fields).status_code == 200

    with acting_as(mentor), transaction.atomic():
        assert not Text.objects.exists()
    for person in (other_mentee, outsider):
        other = fields | {"author": person.pk}
        assert signed_in(person).post(url, other).status_code == 404
    assert "My manager and I coll" in signed_in(mentee).get(ask_url(seat)).text


def test_each_request_begins_with_an_empty_page(signed_in, mentee, seat, one_on_one):
    with acting_as(mentee):
        withdraw_one_on_one(one_on_one=one_on_one)

    assert "collided" not in signed_in(mentee).get(ask_url(seat)).text
    again = ask(seat, mentee, "Something else", before=1)
    assert asked(mentee, one_on_one) == ["My manager and I collided"]
    assert asked(mentee, again) == ["Something else"]


def note_url(one_on_one):
    return reverse("writing:save", args=[NOTE, one_on_one.pk])


def write(client, person, one_on_one, body, based_on=""):
    fields = {"client_id": uuid4(), "author": person.pk, "title": "", "body": body}
    return client.post(note_url(one_on_one), fields | {"based_on": based_on})


def test_the_two_write_the_note_together(signed_in, mentor, mentee, one_on_one):
    plan(one_on_one, mentor)
    first = write(signed_in(mentor), mentor, one_on_one, "We practised")
    second = write(
        signed_in(mentee),
        mentee,
        one_on_one,
        "We practised saying no",
        first.json()["based_on"],
    )

    assert (first.status_code, second.status_code) == (200, 200)
    for person in (mentor, mentee):
        page = signed_in(person).get(one_on_one.get_absolute_url()).text
        assert "We practised saying no" in page
        assert "The other reads along while you type." in page
    with acting_as(mentor), transaction.atomic():
        assert Text.objects.of_kind(NOTE).get().revisions.count() == 2


def test_two_at_once_make_a_second_version_and_either_goes_back(
    signed_in, mentor, mentee, one_on_one
):
    plan(one_on_one, mentor)
    write(signed_in(mentor), mentor, one_on_one, "From the mentor")
    answer = write(signed_in(mentee), mentee, one_on_one, "From the mentee").json()
    assert answer["beside"] == 1

    page = signed_in(mentor).get(answer["versions"]).text
    assert ("From the mentor" in page, "From the mentee" in page) == (True, True)
    with acting_as(mentor), transaction.atomic():
        text = Text.objects.of_kind(NOTE).get()
        other = text.revisions.get(author=mentee)
    url = reverse("writing:restore", args=[text.pk, other.pk])
    assert signed_in(mentor).post(url).status_code == 302
    with acting_as(mentee), transaction.atomic():
        assert Text.objects.of_kind(NOTE).get().body == "From the mentee"


def test_nobody_else_writes_or_reads_the_note(
    signed_in, mentor, one_on_one, other_mentee, outsider, coordinator
):
    plan(one_on_one, mentor)
    write(signed_in(mentor), mentor, one_on_one, "We practised")
    for person in (other_mentee, outsider, coordinator):
        answer = write(signed_in(person), person, one_on_one, "Mine")
        assert answer.status_code == 404
        with acting_as(person), transaction.atomic():
            assert not Text.objects.exists()
            assert not Revision.objects.exists()


def test_the_note_of_a_group_that_was_left_stays_as_it_is(
    signed_in, mentor, mentee, one_on_one, seat, coordinator
):
    plan(one_on_one, mentor)
    write(signed_in(mentor), mentor, one_on_one, "We practised")
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    page = signed_in(mentee).get(one_on_one.get_absolute_url()).text
    assert "We practised" in page
    assert "<textarea" not in page
    for person in (mentor, mentee):
        answer = write(signed_in(person), person, one_on_one, "Other")
        assert answer.status_code == 404


@pytest.mark.parametrize("key", ["x", "1", "1.", ".1", "1.x", "-1.0", "9" * 20 + ".1"])
def test_an_address_of_nothing_saves_nothing(signed_in, mentee, seat, key):
    fields = {"client_id": uuid4(), "author": mentee.pk, "title": "", "body": "x"}
    for kind in (QUESTION, NOTE):
        url = f"/writing/{kind}/{key}/save/"
        assert signed_in(mentee).post(url, fields).status_code == 404


@pytest.mark.parametrize("page", ["ask", "detail"])
def test_the_pages_ask_no_more_than_twelve_times(
    signed_in, mentor, mentee, seat, one_on_one, page, questions
):
    plan(one_on_one, mentor)
    write(signed_in(mentor), mentor, one_on_one, "We practised")
    ask(seat, mentee, "Something else", before=1)
    url = ask_url(seat) if page == "ask" else one_on_one.get_absolute_url()

    # Within the transaction of a test it is said twice who acts.
    assert max(questions(person, url) - 1 for person in (mentee, mentor)) <= 12


def test_forty_urgent_requests_mail_the_mentor_once_an_hour(mentee, seat, now):
    for _again in range(40):
        ask(seat, mentee, urgent=True)
    assert len(alarms()) == 1
    Mail.objects.update(state=Mail.State.SENT)

    now.shift(dt.timedelta(minutes=61))
    ask(seat, mentee, urgent=True)

    assert len(alarms()) == 2


def test_what_becomes_urgent_is_told_at_once(mentee, seat):
    ask(seat, mentee, "When you have time")
    assert alarms() == []

    one_on_one = ask(seat, mentee, urgent=True)

    assert alarms() == [(f"{one_on_one.pk}.1",)]


def test_withdrawing_and_asking_again_is_no_way_round(mentee, seat):
    for _again in range(5):
        one_on_one = ask(seat, mentee, urgent=True)
        with acting_as(mentee):
            withdraw_one_on_one(one_on_one=one_on_one)
    one_on_one = ask(seat, mentee, urgent=True)

    mails = Mail.objects.filter(context__urgent=True)
    assert mails.count() == 1
    with acting_as(mentee):
        assert OneOnOne.objects.get(pk=one_on_one.pk).urgent
