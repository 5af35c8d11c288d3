import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.services import join_group
from reminders.due import waiting
from sessions.models import Signature
from sessions.year.services.promise import sign, write_agreement
from sessions.year.texts import AGREEMENT
from sessions.year.written import texts_of
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests import factories
from tests.asked import holds, written
from tests.writing.pages import typed
from writing.models import Text


def agree(client, url, words):
    """Write down how we treat each other, without JavaScript."""
    box = client.get(url).context["box"]
    return client.post(url, typed(box, agreement=words))


def renew(group, *, seen=True):
    """Somebody new comes, and all see that; answers the group and who came."""
    discipline = group.seats.first().person.discipline
    part = factories.ParticipationFactory(
        programme=group.programme,
        person__discipline=discipline,
        person__organisation=group.programme.organisation,
    )
    join_group(group=group, participation=part)
    group.refresh_from_db()
    return factories.see_all(group) if seen else group, part.person


def test_a_member_signs_for_oneself_once(signed_in, mentee, first, group):
    url = reverse("sessions:sign", args=[group.pk])
    signed_in(mentee).post(url)
    signed_in(mentee).post(url)

    assert [signature.seat.person for signature in Signature.objects.all()] == [mentee]
    page = signed_in(mentee).get(reverse("sessions:first_meeting", args=[group.pk]))
    assert "signed on 9 November 2026" in page.text
    assert "I sign this" not in page.text


def test_nobody_signs_before_a_first_meeting_is_planned(seat, mentee):
    with acting_as(mentee), pytest.raises(DomainError, match="at the first meeting"):
        sign(seat=seat)


def test_nobody_signs_for_another(signed_in, mentor, mentee, seat, first, group):
    with acting_as(mentor):
        with pytest.raises(DomainError, match="signs for themselves"):
            sign(seat=seat)
        with (
            pytest.raises(ProgrammingError, match="for themselves"),
            transaction.atomic(),
        ):
            Signature.objects.create(seat=seat, circle_id=group.circle_id)

    assert not Signature.objects.exists()


def test_each_circle_asks_for_the_promise_once(signed_in, mentee, group, held, now):
    signed_in(mentee).post(reverse("sessions:sign", args=[group.pk]))
    now.shift(86400)
    before, (group, _newcomer) = group.circle_id, renew(group)
    seat = group.seats.get(person=mentee)

    page = signed_in(mentee).get(reverse("sessions:first_meeting", args=[group.pk]))
    assert "sign once more" in page.text
    assert "I sign this" in page.text
    found = waiting(now=timezone.now(), person=mentee)
    (due,) = [one for one in found if one.kind == "sessions.sign"]
    assert due.since == timezone.localdate()
    mail = written("sessions.sign", mentee)
    assert holds(mail)

    for _press in range(2):
        signed_in(mentee).post(reverse("sessions:sign", args=[group.pk]))
    given = seat.signatures.order_by("pk").values_list("circle", flat=True)
    assert list(given) == [before, group.circle_id]
    assert not holds(mail)


def test_who_has_not_signed_reads_and_writes_all_the_same(
    signed_in, mentee, other_mentee, group, held
):
    url = reverse("sessions:agreement", args=[group.pk])
    agree(signed_in(mentee), url, "Telephones away")

    page = signed_in(other_mentee).get(reverse("sessions:group", args=[group.pk]))

    assert not Signature.objects.exists()
    assert "Telephones away" in page.text


def test_the_group_writes_how_it_treats_each_other(
    signed_in, mentor, mentee, outsider, group, first
):
    url = reverse("sessions:agreement", args=[group.pk])
    agree(signed_in(mentee), url, "Telephones away")
    agree(signed_in(mentor), url, "Telephones away, and on time")

    with acting_as(mentee):
        [text] = Text.objects.of_kind("agreement")
        assert (text.body, text.author) == ("Telephones away, and on time", mentee)
        assert [one.author for one in text.revisions.all()] == [mentee, mentor]
    with acting_as(outsider):
        assert not Text.objects.exists()
    page = signed_in(mentee).get(reverse("sessions:group", args=[group.pk])).text
    assert "Telephones away, and on time" in page


WORDS = "What Thera told us about her father stays with the five of us"


@pytest.fixture
def renewed(group, mentor, first):
    """The group agreed on something, and then a newcomer came."""
    with acting_as(mentor):
        write_agreement(group=group, by=mentor, text=WORDS)
    return renew(group)


def test_a_new_circle_is_not_filled_with_the_words_of_the_old_one(
    signed_in, mentee, renewed
):
    group, newcomer = renewed
    url = reverse("sessions:agreement", args=[group.pk])

    page = signed_in(mentee).get(url)

    assert page.context["box"].form["body"].value() == ""
    assert page.text.count(WORDS) == 1
    assert "Your group, 6 people" in page.text
    assert "Your group, 5 people" in page.text
    assert WORDS not in signed_in(newcomer).get(url).text

    # Whatever the form holds: the press writes what it was given and no more.
    agree(signed_in(mentee), url, "Telephones away")

    for person in (mentee, newcomer):
        with acting_as(person):
            found = {one.space_id: one.body for one in texts_of(group, [AGREEMENT])}
            assert found[group.circle_id] == "Telephones away"
    with acting_as(newcomer):
        assert Text.objects.of_kind("agreement").count() == 1


@pytest.mark.parametrize("name", ["group", "first_meeting"])
def test_words_of_before_stand_under_their_own_readers(
    signed_in, mentee, renewed, name
):
    group, newcomer = renewed
    url = reverse(f"sessions:{name}", args=[group.pk])

    page = signed_in(mentee).get(url)

    found = page.context["agreement"]
    assert found.text is None
    assert page.text.count(WORDS) == 1
    assert str(found.audience_of_former) == "Your group, 5 people"
    assert str(found.audience) == "Your group, 6 people"
    assert WORDS not in signed_in(newcomer).get(url).text


def test_a_log_of_before_says_who_reads_it(signed_in, mentor, group, held):
    url = reverse("sessions:log", args=[held.pk])
    client = signed_in(mentor)
    data = typed(*client.get(url).context["boxes"], brought_in=WORDS) | {
        "kind": "guest",
        "actions-TOTAL_FORMS": "0",
        "actions-INITIAL_FORMS": "0",
    }
    presences = {f"presence-{seat.person_id}": "present" for seat in group.seats.all()}
    client.post(url, data | presences)
    renew(group)

    page = signed_in(mentor).get(url)

    assert page.context["boxes"][0].form["body"].value() == WORDS
    assert str(page.context["circle_audience"]) == "Your group, 5 people"
