"""What a mail about an account says as it leaves, and when it says nothing any more."""

from types import SimpleNamespace

import pytest
from django.template.defaultfilters import date
from django.utils import timezone, translation

from people.accounts.services.invitations import invitation_path, invite
from people.letters import LETTERS, is_adviser, is_back, is_gone, way_in
from people.models import Adviser, Departure, Person
from people.services.departures import mark_left, put_on_hold, take_back_departure
from reminders.letters import letter_for
from tests.factories import PersonFactory


def mail(person, object_id="", **context):
    """A mail as it lies in the ledger."""
    return SimpleNamespace(
        person=person,
        person_id=person.pk,
        object_id=str(object_id),
        context=context,
        link="/there/",
    )


@pytest.fixture
def leaver(organisation):
    return PersonFactory(organisation=organisation, email="anna@firm.example")


@pytest.mark.django_db
def test_who_left_is_told_who_said_so_as_long_as_it_stands(leaver, coordinator):
    departure = mark_left(person=leaver, by=coordinator)
    waiting = mail(leaver, departure.pk, by="As it was", organisation="Firm")
    Person.objects.filter(pk=coordinator.pk).update(email="new@firm.example")
    name = coordinator.full_name

    # As it is now: to whom one can write.
    assert is_gone(waiting) == {
        "by": name,
        "by_email": "new@firm.example",
        "organisation": "Firm",
    }
    assert is_back(waiting) is None

    take_back_departure(person=leaver, by=coordinator)

    assert is_gone(waiting) is None
    assert is_back(waiting)["by"] == name


@pytest.mark.django_db
def test_of_an_earlier_time_nobody_is_told_who_left_again(leaver, coordinator):
    first = mark_left(person=leaver, by=coordinator)
    take_back_departure(person=leaver, by=coordinator)
    second = mark_left(person=leaver, by=coordinator)

    assert is_gone(mail(leaver, first.pk)) is None
    assert is_back(mail(leaver, first.pk)) is None
    assert is_gone(mail(leaver, second.pk))["by"] == coordinator.full_name
    assert Departure.objects.standing().get() == second


@pytest.mark.django_db
@pytest.mark.parametrize("given_on", ["email", "employee_number"])
def test_until_when_their_own_words_are_kept(
    leaver, coordinator, settings, given_on, mailoutbox
):
    settings.LEFT_KEPT_DAYS = 30
    departure = put_on_hold(person=leaver, by=coordinator, given_on=given_on)

    kept = leaver.mails.get(kind="people.has_left").context["until"]

    days = (timezone.datetime.fromisoformat(kept).date() - timezone.localdate()).days
    assert days == 30
    assert departure.address == "anna@firm.example"


@pytest.mark.django_db
def test_only_who_is_the_adviser_is_told_so(leaver, coordinator):
    waiting = mail(leaver, by="Eva")
    assert is_adviser(waiting) is None
    adviser = Adviser.objects.create(
        organisation=leaver.organisation,
        name="Anna",
        email="ANNA@firm.example",
        named_by=coordinator,
    )
    assert is_adviser(waiting) == {"by": "Eva"}

    adviser.email = ""
    adviser.telephone = "1"
    adviser.save()

    assert is_adviser(waiting) is None


@pytest.mark.django_db
def test_who_cannot_come_in_yet_gets_the_invitation(leaver, coordinator):
    assert way_in(mail(leaver)) == "/there/"
    invitation = invite(person=leaver, by=coordinator)

    assert way_in(mail(leaver)) == invitation_path(invitation)

    leaver.set_password("een zin die niemand raadt")
    leaver.save()
    leaver.refresh_from_db()
    assert way_in(mail(leaver)) == "/there/"


FACTS = {
    "by": "Eva Smit",
    "by_email": "eva@firm.example",
    "organisation": "Firma",
    "until": timezone.datetime(2026, 3, 1).date(),
}


@pytest.mark.parametrize(
    ("kind", "language", "line"),
    [
        (
            "people.has_left",
            "nl",
            "Eva Smit heeft genoteerd dat je weg bent bij Firma; je account is gesloten",
        ),
        ("people.is_back", "nl", "Eva Smit heeft je account weer geopend"),
        ("people.is_back", "en", "Eva Smit has opened your account again"),
        (
            "people.adviser",
            "en",
            "Eva Smit named you as confidential adviser",
        ),
    ],
)
def test_each_says_it_in_the_language_of_its_reader(kind, language, line):
    with translation.override(language):
        assert letter_for(kind).say("line", FACTS) == line


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_left_reads_until_when_and_to_whom_to_write(language):
    with translation.override(language):
        body = letter_for("people.has_left").say("body", FACTS)
        day = date(FACTS["until"], "j F Y")
        without = letter_for("people.has_left").say("body", FACTS | {"until": None})

    assert day in body
    assert "Eva Smit (eva@firm.example)" in body
    # The words of its own paragraph, and no gap where it was.
    assert day not in without
    assert "\n\n\n" not in without


@pytest.mark.parametrize(("language", "count"), [("nl", 1), ("nl", 3), ("en", 1)])
def test_rows_set_aside_are_counted(language, count):
    with translation.override(language):
        line = letter_for("people.set_aside").say("line", {"count": count})

    words = {
        ("nl", 1): "1 rij",
        ("nl", 3): "3 rijen",
        ("en", 1): "1 row of",
    }
    assert line.startswith(words[language, count])


def test_what_closes_an_account_cannot_be_stopped_and_leaves_alone():
    kinds = {letter.kind: letter for letter in LETTERS}

    assert len(kinds) == len(LETTERS)
    for kind in ("people.has_left", "people.is_back", "people.adviser"):
        assert (kinds[kind].stoppable, kinds[kind].alone) == (False, True)
    # To who has left one mail goes, and no other.
    assert [one.kind for one in LETTERS if one.to_closed] == ["people.has_left"]
