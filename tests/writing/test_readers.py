"""To whom a text is given: who is found, until when, and what is asked once more."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from people.services.departures import mark_left
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import PersonFactory, TeamFactory, write_text
from writing import readers
from writing.models import Snapshot

pytestmark = pytest.mark.django_db
# A Saturday.
TODAY = dt.date(2026, 2, 28)
GOAL = "c7b2a1d0-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 2, 28, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def text(mentee):
    return write_text(by=mentee, kind="goal", key=GOAL, title="Nee", body="Zeggen").text


@pytest.fixture
def anna(organisation):
    return PersonFactory(
        organisation=organisation,
        given_name="Anna",
        family_name="Berg",
        email="anna@firm.example",
    )


@pytest.fixture
def ask(signed_in, mentee, text):
    """Posts the form that asks for a reader."""

    def ask(who, until=TODAY, **more):
        url = reverse("writing:give", args=[text.pk])
        typed = {"who": who, "until": until.isoformat()} | more
        return signed_in(mentee).post(url, typed)

    return ask


@pytest.fixture
def give(signed_in, mentee, text):
    """Says yes to what the page shows."""

    def give(reader, head=None, until=TODAY):
        url = reverse("writing:give_sure", args=[text.pk])
        typed = {"reader": reader.pk, "until": until, "head": head or text.head}
        return signed_in(mentee).post(url, typed, follow=True)

    return give


def given(mentee):
    with acting_as(mentee), transaction.atomic():
        return Snapshot.objects.count()


@pytest.mark.parametrize(
    "who",
    [
        *("anna@firm.example", " ANNA@Firm.example ", "anna\uff20firm.example"),
        *("Anna Berg", "anna berg"),
    ],
)
def test_a_colleague_is_found_by_name_or_address(anna, mentee, who):
    assert readers.readers_named(who, mentee) == [anna]


@pytest.mark.parametrize("who", ["nobody@firm.example", "anna@firm", "Xanthippe", "@"])
def test_and_nobody_by_what_is_neither(anna, mentee, who):
    assert readers.readers_named(who, mentee) == []


def test_nobody_is_found_elsewhere_or_after_leaving_or_in_oneself(
    anna, mentee, coordinator
):
    stranger = PersonFactory(email="vera@other.example", given_name="Vera")
    mark_left(person=anna, by=coordinator)

    for who in (stranger.email, "Vera", anna.email, "Anna Berg", mentee.email):
        assert readers.readers_named(who, mentee) == [], who


def test_so_many_of_one_name_are_shown(anna, mentee, organisation):
    PersonFactory.create_batch(
        readers.AT_MOST + 2,
        organisation=organisation,
        given_name="Anna",
        family_name="Berg",
    )

    assert len(readers.readers_named("Anna Berg", mentee)) == readers.AT_MOST


def test_of_two_of_one_name_one_is_chosen_by_team(anna, ask, organisation, mentee):
    team = TeamFactory(organisation=organisation, name="Havens")
    other = PersonFactory(
        organisation=organisation, given_name="Anna", family_name="Berg", team=team
    )

    page = ask("Anna Berg")
    assert set(page.context["found"]) == {anna, other}
    assert "Anna Berg, Havens" in page.text
    # Whom nobody asked for is not taken.
    assert "found" in ask("Anna Berg", reader=str(mentee.pk)).context

    page = ask("Anna Berg", reader=str(other.pk))
    assert page.context["reader"] == other
    assert given(mentee) == 0


@pytest.mark.parametrize(
    ("until", "may"),
    [
        (TODAY - dt.timedelta(1), False),
        (TODAY, True),
        (TODAY + readers.LONGEST, True),
        (TODAY + readers.LONGEST + dt.timedelta(1), False),
    ],
)
def test_from_today_until_a_year_ahead(anna, ask, give, mentee, until, may):
    page = ask(anna.email, until)
    assert ("reader" in page.context) == may
    assert ("at most a year ahead" in page.text) != may

    answer = give(anna, until=until)

    assert given(mentee) == may
    assert ("at most a year ahead" in answer.text) != may


@pytest.mark.parametrize("until", ["", "soon", "2026-02-30", "0000-00-00"])
def test_a_day_that_there_is_not_is_told(anna, signed_in, mentee, text, until):
    url = reverse("writing:give", args=[text.pk])

    page = signed_in(mentee).post(url, {"who": anna.email, "until": until})

    assert list(page.context["form"].errors) == ["until"]
    assert 'value="anna@firm.example"' in page.text


def test_four_weeks_are_proposed(signed_in, mentee, text):
    page = signed_in(mentee).get(reverse("writing:give", args=[text.pk]))

    assert page.context["form"]["until"].value() == TODAY + dt.timedelta(weeks=4)


def test_what_changed_since_is_looked_at_again(anna, give, mentee, text):
    """Another window went on writing: what goes away is what was seen."""
    seen = text.head
    write_text(by=mentee, kind="goal", key=GOAL, body="Anders", based_on=seen)

    page = give(anna, head=seen)

    assert "Your text has changed meanwhile." in page.text
    assert page.redirect_chain[-1][0] == reverse("writing:give", args=[text.pk])
    assert given(mentee) == 0


def test_who_left_meanwhile_is_not_found(anna, give, mentee, coordinator):
    mark_left(person=anna, by=coordinator)

    assert give(anna).status_code == 404
    assert given(mentee) == 0


def test_nobody_of_elsewhere_is_given_anything(give, mentee, text):
    stranger = PersonFactory()

    assert give(stranger).status_code == 404
    with pytest.raises(DomainError, match="of your own organisation"):
        readers.check_reader(stranger, mentee)
    with pytest.raises(DomainError, match="of your own organisation"):
        readers.check_reader(mentee, mentee)


@pytest.mark.parametrize("missing", ["reader", "until", "head"])
def test_a_yes_without_what_it_is_to_begins_again(
    anna, signed_in, mentee, text, missing
):
    typed = {"reader": anna.pk, "until": TODAY, "head": text.head}
    typed.pop(missing)

    answer = signed_in(mentee).post(reverse("writing:give_sure", args=[text.pk]), typed)

    assert answer.url == reverse("writing:give", args=[text.pk])
    assert given(mentee) == 0


def test_what_is_given_twice_is_two_copies_with_two_ends(anna, give, mentee):
    give(anna)
    give(anna, until=TODAY + dt.timedelta(7))

    with acting_as(mentee), transaction.atomic():
        until = set(Snapshot.objects.values_list("space__until", flat=True))
    assert until == {TODAY, TODAY + dt.timedelta(7)}
