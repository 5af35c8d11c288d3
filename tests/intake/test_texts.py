"""What the two write around an intake: saved as typed, and put before the other."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from intake import services
from intake.models import JUDGEMENT, PREPARATION, REPORT, MenteeSeat
from programmes.models import OWN_WORDS
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import write_text
from writing.models import Revision, Text

pytestmark = pytest.mark.django_db
WORDS = "Ik wil leren nee zeggen"
KINDS = (PREPARATION, OWN_WORDS, REPORT, JUDGEMENT)


@pytest.fixture
def seat(mentee):
    return MenteeSeat.objects.with_intake().get(person=mentee)


@pytest.fixture
def held(seat, mentor):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=timezone.localdate())
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def key_of(kind, seat):
    return str(seat.participation_id if kind == OWN_WORDS else seat.pk)


def writer_of(kind, mentor, mentee):
    return mentee if kind in (PREPARATION, OWN_WORDS) else mentor


def save_url(kind, seat):
    return reverse("writing:save", args=[kind, key_of(kind, seat)])


def typed(person, body=WORDS, based_on=""):
    """As the script sends it."""
    return {
        "client_id": uuid4(),
        "based_on": based_on,
        "author": person.pk,
        "title": "",
        "body": body,
    }


def read(person, seat, client):
    return client(person).get(seat.get_absolute_url()).text


def put(seat, kind, by):
    with acting_as(by):
        return services.put_text(seat=seat, kind=kind, by=by)[0]


@pytest.fixture
def given(seat, mentee):
    """A preparation of the mentee that the mentor reads."""
    write_text(by=mentee, kind=PREPARATION, key=seat.pk, body=WORDS)
    return put(seat, PREPARATION, mentee)


@pytest.mark.parametrize("kind", KINDS)
def test_each_saves_as_typed_for_its_writer_alone(
    signed_in, held, mentor, mentee, other_mentee, outsider, coordinator, kind
):
    writer = writer_of(kind, mentor, mentee)
    other = mentor if writer == mentee else mentee
    answer = signed_in(writer).post(save_url(kind, held), typed(writer))
    assert answer.status_code == 200

    for person in (other, other_mentee, outsider, coordinator):
        saved = signed_in(person).post(save_url(kind, held), typed(person, "Gestolen"))
        assert saved.status_code == 404
        with acting_as(person), transaction.atomic():
            assert list(Text.objects.all()) == list(Revision.objects.all()) == []
    assert WORDS not in read(other, held, signed_in)
    assert WORDS in read(writer, held, signed_in)
    with acting_as(writer), transaction.atomic():
        assert [text.body for text in Text.objects.all()] == [WORDS]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_and_two_windows_both_stay(held, mentor, mentee, kind):
    writer = writer_of(kind, mentor, mentee)
    long = "é" * 40_000
    write_text(by=writer, kind=kind, key=key_of(kind, held), body=long)
    saved = write_text(by=writer, kind=kind, key=key_of(kind, held), body="Elders")

    assert saved.beside == 1
    with acting_as(writer), transaction.atomic():
        assert Text.objects.get().body == long
        assert {one.body for one in Revision.objects.all()} == {long, "Elders"}


def test_the_other_reads_exactly_the_version_that_was_put(
    signed_in, seat, mentor, mentee, given
):
    first = write_text(by=mentee, kind=PREPARATION, key=seat.pk, body=WORDS)
    write_text(
        by=mentee,
        kind=PREPARATION,
        key=seat.pk,
        body="Half zin",
        based_on=first.based_on,
    )

    page = read(mentor, seat, signed_in)
    assert (WORDS in page, "Half zin" in page) == (True, False)
    put(seat, PREPARATION, mentee)
    page = read(mentor, seat, signed_in)
    assert (WORDS in page, "Half zin" in page) == (False, True)
    history = reverse("writing:history", args=[given.pk])
    versions = signed_in(mentor).get(history).text
    assert (WORDS in versions, "Half zin" in versions) == (True, True)


def test_the_history_of_the_own_text_stays_behind(given, mentor, mentee, signed_in):
    with acting_as(mentee), transaction.atomic():
        draft = Text.objects.drafts().get()
    assert draft.pk != given.pk
    for name in ("history", "versions"):
        url = reverse(f"writing:{name}", args=[draft.pk])
        assert signed_in(mentor).get(url).status_code == 404


def test_what_is_put_is_written_by_nobody(given, mentor, mentee, signed_in):
    with acting_as(mentor), transaction.atomic():
        text = Text.objects.get()
        revision = Revision.objects.get()
    url = reverse("writing:restore", args=[text.pk, revision.pk])
    for person in (mentor, mentee):
        assert signed_in(person).post(url).status_code == 404
    added = {"text": text, "space_id": text.space_id, "author": mentor, "body": "Zo"}
    with acting_as(mentor), pytest.raises(DatabaseError, match="row-level security"):
        with transaction.atomic():
            Revision.objects.create(**added)
    with acting_as(mentor), transaction.atomic():
        text.body = "Anders"
        with pytest.raises(DatabaseError, match="did not affect any rows"):
            with transaction.atomic():
                text.save(update_fields=["body"])
    with acting_as(mentor), transaction.atomic():
        assert Text.objects.filter(pk=text.pk).delete()[0] == 0
        assert Revision.objects.get().body == WORDS


def test_taking_back_takes_every_version(
    signed_in, seat, mentor, mentee, given, other_mentee
):
    url = reverse("intake:take_back", args=[seat.pk, PREPARATION])
    assert signed_in(mentor).post(url).status_code == 403
    assert signed_in(other_mentee).post(url).status_code == 404
    assert signed_in(mentee).post(url).status_code == 302

    assert WORDS not in read(mentor, seat, signed_in)
    with acting_as(mentor), transaction.atomic():
        assert list(Text.objects.all()) == list(Revision.objects.all()) == []
    with acting_as(mentee), transaction.atomic():
        assert [text.body for text in Text.objects.all()] == [WORDS]
        assert [one.body for one in Revision.objects.all()] == [WORDS]


@pytest.mark.django_db(transaction=True)
def test_what_only_lay_with_the_other_is_kept_when_taken_back(
    seat, mentee, given, signed_in
):
    """As texts of before were: there was no text of one's own beside it."""
    with acting_as(mentee), transaction.atomic():
        own = Text.objects.drafts().get()
    forget(own)
    write_text(by=mentee, kind=PREPARATION, key=seat.pk, body="Opnieuw begonnen")
    with acting_as(mentee), transaction.atomic():
        services.take_back_text(seat=seat, kind=PREPARATION, by=mentee)
        text = Text.objects.get()
        assert text.body == "Opnieuw begonnen"
        assert {one.body for one in text.revisions.all()} == {WORDS, text.body}
        assert not text.revisions.beside().exists()


def forget(text):
    """The database administrator deletes a text."""
    from tests.conftest import connect_as

    with connect_as("superuser") as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("DELETE FROM writing_revision WHERE text_id = %s", [text.pk])
        superuser.execute("DELETE FROM writing_text WHERE id = %s", [text.pk])


def test_a_text_of_ones_own_is_never_deleted(seat, mentee, given):
    with acting_as(mentee), transaction.atomic():
        assert Text.objects.drafts().delete()[0] == 0
        assert Text.objects.drafts().count() == 1


def test_nothing_and_two_versions_are_not_put(seat, mentee):
    with acting_as(mentee), pytest.raises(DomainError, match="Write something first"):
        services.put_text(seat=seat, kind=PREPARATION, by=mentee)
    for body in ("Hier", "Daar"):
        write_text(by=mentee, kind=PREPARATION, key=seat.pk, body=body)
    with acting_as(mentee), pytest.raises(DomainError, match="choose one first"):
        services.put_text(seat=seat, kind=PREPARATION, by=mentee)


def test_the_press_saves_what_the_page_sends_along(signed_in, seat, mentor, mentee):
    """Without JavaScript nothing was saved before."""
    url = reverse("intake:put", args=[seat.pk, PREPARATION])
    fields = {f"preparation-{name}": one for name, one in typed(mentee).items()}
    texts = {"texts": f"preparation preparation {seat.pk}"}

    assert signed_in(mentee).post(url, fields | texts).status_code == 302

    assert WORDS in read(mentor, seat, signed_in)


def test_only_its_writer_puts_a_text(signed_in, held, mentor, mentee, other_mentee):
    write_text(by=mentee, kind=PREPARATION, key=held.pk, body=WORDS)
    write_text(by=mentor, kind=REPORT, key=held.pk, body="Doel: rust")
    for kind, writer in ((PREPARATION, mentee), (REPORT, mentor)):
        url = reverse("intake:put", args=[held.pk, kind])
        other = mentor if writer == mentee else mentee
        assert signed_in(other).post(url).status_code == 403
        assert signed_in(other_mentee).post(url).status_code == 404
        assert signed_in(writer).get(url).status_code == 405
    # A judgement is put before nobody: it has no such address.
    assert (
        signed_in(mentor).post(f"/intake/{held.pk}/judgement/put/").status_code == 404
    )


def test_the_report_is_read_by_the_two(
    signed_in, held, mentor, mentee, other_mentee, coordinator
):
    write_text(by=mentor, kind=REPORT, key=held.pk, body="Doel: rust")
    put(held, REPORT, mentor)

    assert "Doel: rust" in read(mentee, held, signed_in)
    for person in (other_mentee, coordinator):
        with acting_as(person), transaction.atomic():
            assert list(Text.objects.all()) == []


def test_who_left_still_reads_the_own_words_and_what_was_put(
    signed_in, held, mentor, mentee, other_mentee
):
    write_text(by=mentee, kind=PREPARATION, key=held.pk, body="Blijft van mij")
    put(held, PREPARATION, mentee)
    write_text(by=mentor, kind=REPORT, key=held.pk, body="Doel: rust")
    put(held, REPORT, mentor)
    with acting_as(mentor):
        leave_seat(seat=held, by=mentor)

    page = read(mentee, held, signed_in)
    assert ("Blijft van mij" in page, "Doel: rust" in page) == (True, True)
    assert "<textarea" not in page
    url = reverse("intake:put", args=[held.pk, PREPARATION])
    assert signed_in(mentee).post(url).status_code == 404
    for person in (mentor, other_mentee):
        client = signed_in(person)
        assert client.get(held.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", "٣", "9" * 12, "0"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_address_of_nothing_saves_nothing(signed_in, mentee, kind, key):
    url = f"/writing/{kind}/{key}/save/"
    assert signed_in(mentee).post(url, typed(mentee)).status_code == 404


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_the_page_asks_no_more_than_twelve_times(
    signed_in, held, mentor, mentee, role, django_assert_max_num_queries
):
    for kind in KINDS:
        writer = writer_of(kind, mentor, mentee)
        write_text(by=writer, kind=kind, key=key_of(kind, held), body=WORDS)
        if kind != JUDGEMENT:
            put(held, kind, writer)
    client = signed_in(mentor if role == "mentor" else mentee)
    client.get(held.get_absolute_url())

    # Within the transaction of a test it is said twice who acts.
    with django_assert_max_num_queries(13):
        page = client.get(held.get_absolute_url())
    assert WORDS in page.text


def test_the_mentor_has_a_guide_and_notes_at_hand_before_it_is_held(
    signed_in, seat, mentor, mentee, coordinator
):
    write_text(by=mentor, kind=JUDGEMENT, key=seat.pk, body="Vroeg door over rust")

    page = read(mentor, seat, signed_in)
    assert "During the conversation" in page
    assert "Vroeg door over rust" in page
    page = read(mentee, seat, signed_in)
    assert "During the conversation" not in page
    assert "Vroeg door over rust" not in page
    for person in (mentee, coordinator):
        with acting_as(person), transaction.atomic():
            assert list(Text.objects.all()) == []
