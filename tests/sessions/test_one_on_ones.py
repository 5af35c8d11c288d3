import datetime as dt

import pytest
from django.urls import reverse

from people.errors import DomainError
from reminders.models import Mail
from sessions import services
from sessions.models import OneOnOne
from spaces.acting import acting_as
from tests.asked import holds


def test_a_mentee_asks(signed_in, mentor, mentee, seat):
    signed_in(mentee).post(
        reverse("sessions:one_on_one_ask", args=[seat.pk]),
        {"question": "My manager and I collided", "urgent": "on"},
    )

    with acting_as(mentor):
        one_on_one = OneOnOne.objects.get()
        assert one_on_one.question == "My manager and I collided"
        assert (one_on_one.state, one_on_one.urgent) == ("asked", True)
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
        assert planned.question == "My manager and I collided"
    mails = Mail.objects.filter(kind="sessions.one_on_one_planned")
    assert {mail.person for mail in mails} == {mentor, mentee}
    assert not holds(Mail.objects.get(kind="sessions.one_on_one_asked"))


def plan(one_on_one, mentor, hour=13):
    with acting_as(mentor):
        return services.plan_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            at=dt.time(hour),
            minutes=45,
        )


def test_planning_again_replaces_the_entry(mentor, one_on_one):
    plan(one_on_one, mentor)
    planned = plan(one_on_one, mentor, hour=15)

    assert planned.sequence == 1
    mails = Mail.objects.filter(kind="sessions.one_on_one_planned")
    assert sorted((mail.object_id, holds(mail)) for mail in mails) == [
        (f"{one_on_one.pk}.0", False),
        (f"{one_on_one.pk}.0", False),
        (f"{one_on_one.pk}.1", True),
        (f"{one_on_one.pk}.1", True),
    ]


def test_a_mentor_writes_down_what_was_discussed(
    signed_in, mentor, mentee, other_mentee, one_on_one
):
    response = signed_in(mentor).post(
        reverse("sessions:one_on_one_log", args=[one_on_one.pk]),
        {
            "on": "2026-11-09",
            "support": "psychosocial",
            "theme": "boundaries",
            "note": "We practised saying no",
        },
    )

    assert response.status_code == 302
    page = signed_in(mentee).get(one_on_one.get_absolute_url()).text
    assert "We practised saying no" in page
    assert "Psychosocial" in page
    assert f"You and {mentor.given_name}" in page
    with acting_as(other_mentee):
        assert not OneOnOne.objects.exists()


def test_nothing_is_written_about_what_is_still_to_come(mentor, one_on_one):
    with acting_as(mentor), pytest.raises(DomainError, match="from the day"):
        services.log_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            support="career",
            theme="other",
            note="",
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
    with acting_as(mentee):
        services.withdraw_one_on_one(one_on_one=one_on_one)

    mails = Mail.objects.filter(kind="sessions.one_on_one_cancelled")
    assert {mail.person for mail in mails} == {mentor, mentee}
    with acting_as(mentor), pytest.raises(DomainError, match="withdrawn meanwhile"):
        services.plan_one_on_one(
            one_on_one=one_on_one, on=dt.date(2026, 11, 13), at=dt.time(9), minutes=45
        )


def test_a_mentor_starts_one(signed_in, mentor, seat):
    response = signed_in(mentor).post(
        reverse("sessions:one_on_one_ask", args=[seat.pk]), {"question": ""}
    )

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
            services.ask_one_on_one(seat=seat, by=mentee)

    more()
    little = questions(mentee, url)
    more()
    more()
    assert questions(mentee, url) == little


def ask(seat, by, **words):
    with acting_as(by):
        return services.ask_one_on_one(seat=seat, by=by, **words)


def alarms():
    mails = Mail.objects.filter(kind="sessions.one_on_one_asked", context__urgent=True)
    assert {mail.alone for mail in mails} <= {True}
    return list(mails.values_list("object_id"))


def test_a_second_request_adds_its_words_to_the_open_one(
    signed_in, mentor, mentee, seat, one_on_one
):
    url = reverse("sessions:one_on_one_ask", args=[seat.pk])
    assert "What you write here is added to it." in signed_in(mentee).get(url).text

    signed_in(mentee).post(url, {"question": "And it happened again"})
    ask(seat, mentor, question="Let us talk on Friday")

    with acting_as(mentee):
        assert [one.question for one in OneOnOne.objects.all()] == [
            "My manager and I collided\n\nAnd it happened again\n\n"
            f"{mentor.given_name}: Let us talk on Friday"
        ]
    assert Mail.objects.count() == 1


def test_forty_urgent_requests_mail_the_mentor_once_an_hour(mentee, seat, now):
    for number in range(40):
        one_on_one = ask(seat, mentee, urgent=True, question=f"now {number}")
    assert len(alarms()) == 1
    Mail.objects.update(state=Mail.State.SENT)

    now.shift(dt.timedelta(minutes=61))
    ask(seat, mentee, urgent=True)

    assert len(alarms()) == 2
    with acting_as(mentee):
        question = OneOnOne.objects.get(pk=one_on_one.pk).question
    assert question == "\n\n".join(f"now {number}" for number in range(40))


def test_what_becomes_urgent_is_told_at_once(mentee, seat):
    ask(seat, mentee, question="When you have time")
    assert alarms() == []

    one_on_one = ask(seat, mentee, urgent=True)

    assert alarms() == [(f"{one_on_one.pk}.1",)]


def test_withdrawing_and_asking_again_is_no_way_round(mentee, seat):
    for _again in range(5):
        one_on_one = ask(seat, mentee, urgent=True)
        with acting_as(mentee):
            services.withdraw_one_on_one(one_on_one=one_on_one)
    one_on_one = ask(seat, mentee, urgent=True)

    mails = Mail.objects.filter(context__urgent=True)
    assert mails.count() == 1
    with acting_as(mentee):
        assert OneOnOne.objects.get(pk=one_on_one.pk).urgent


def test_a_request_does_not_grow_without_end(mentee, seat):
    ask(seat, mentee, question="x" * 15_000)

    with pytest.raises(DomainError, match="Your request is full"):
        ask(seat, mentee, question="x" * 15_000)
