import datetime as dt

import pytest
from django.urls import reverse

from people.errors import DomainError
from sessions import services
from sessions.models import GroupAgreement, Session, Signature
from spaces.acting import acting_as


def test_a_member_signs_for_oneself_once(signed_in, mentee, first, group):
    url = reverse("sessions:sign", args=[group.pk])
    signed_in(mentee).post(url)
    signed_in(mentee).post(url)

    assert [signature.seat.person for signature in Signature.objects.all()] == [mentee]
    page = signed_in(mentee).get(reverse("sessions:first_meeting", args=[group.pk]))
    assert "signed on 9 November 2026" in page.text
    assert "I sign this" not in page.text


def test_nobody_signs_before_a_first_meeting_is_planned(seat):
    with pytest.raises(DomainError, match="at the first meeting"):
        services.sign(seat=seat)


def test_the_group_writes_how_it_treats_each_other(
    signed_in, mentor, mentee, outsider, group, first
):
    url = reverse("sessions:agreement", args=[group.pk])
    signed_in(mentee).post(url, {"text": "Telephones away"})
    signed_in(mentor).post(url, {"text": "Telephones away, and on time"})

    with acting_as(mentee):
        assert [one.text for one in GroupAgreement.objects.all()] == [
            "Telephones away, and on time"
        ]
    with acting_as(outsider):
        assert not GroupAgreement.objects.exists()
    page = signed_in(mentee).get(reverse("sessions:group", args=[group.pk])).text
    assert "Telephones away, and on time" in page


def test_the_hub_names_one_next_step(signed_in, mentor, mentee, poll, group):
    url = reverse("sessions:group", args=[group.pk])

    page = signed_in(mentee).get(url)
    assert page.context["step"].kind == "sessions.vote"
    assert reverse("sessions:poll", args=[poll.pk]) in page.text

    for seat in group.seats.all():
        services.vote(
            poll=poll,
            person=seat.person,
            answers={date.pk: "yes" for date in poll.dates.all()},
        )
    assert signed_in(mentor).get(url).context["step"].kind == "sessions.pick_date"
    assert signed_in(mentee).get(url).context["step"] is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_hub_asks_as_often_for_much_as_for_little(
    signed_in, mentor, mentee, group, held, count, django_assert_num_queries
):
    with acting_as(mentor):
        for number in range(count):
            services.add_action(
                group=group,
                by=mentor,
                text=f"Thing {number}",
                owner=mentee,
                due_on=dt.date(2026, 12, 1 + number),
            )
            Session.objects.create(
                group=group, on=dt.date(2027, 1, 1 + number), at=dt.time(9)
            )
    client = signed_in(mentee)
    client.get(reverse("sessions:group", args=[group.pk]))
    with django_assert_num_queries(HUB):
        client.get(reverse("sessions:group", args=[group.pk]))


HUB = 30


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("session_list", 10), ("series", 10), ("first_meeting", 10)]
)
def test_lists_of_meetings_ask_as_often_for_many(
    signed_in, mentee, group, series, count, name, queries, django_assert_num_queries
):
    kept = group.sessions.values_list("pk", flat=True)[:count]
    group.sessions.exclude(pk__in=list(kept)).delete()
    client = signed_in(mentee)
    args = [] if name == "session_list" else [group.pk]
    client.get(reverse(f"sessions:{name}", args=args))
    with django_assert_num_queries(queries):
        client.get(reverse(f"sessions:{name}", args=args))
