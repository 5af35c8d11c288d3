"""What a mentee prepares in four questions, and gives to the mentor by one press."""

import pytest
from django.db import transaction
from django.urls import reverse

from intake import services
from intake.models import FEAR, FIRST_GOAL, HOPE, PREPARATION, PREPARATIONS
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import write_text
from workbook.models import GOAL
from writing.models import Text

pytestmark = pytest.mark.usefixtures("db", "clock")
WORDS = {
    PREPARATION: "Ik loop vast",
    FIRST_GOAL: "Leren kiezen",
    HOPE: "Op rust",
    FEAR: "Dat het rondgaat",
}


@pytest.fixture
def prepared(seat, mentee):
    for kind, body in WORDS.items():
        write_text(by=mentee, kind=kind, key=seat.pk, body=body)
    return seat


def press(client, name, seat):
    return client.post(reverse(f"intake:{name}", args=[seat.pk, PREPARATION]))


def read_by(person):
    with acting_as(person), transaction.atomic():
        return {text.kind: text.body for text in Text.objects.all()}


def test_it_is_ones_own_until_one_press_gives_the_four(
    signed_in, prepared, mentor, mentee, other_mentee, outsider, coordinator
):
    others = (mentor, other_mentee, outsider, coordinator)
    assert [read_by(person) for person in others] == [{}, {}, {}, {}]
    page = signed_in(mentee).get(prepared.get_absolute_url())
    assert [box.kind.name for box in page.context["questions"]] == list(PREPARATIONS)
    assert "Only you" in page.text

    press(signed_in(mentee), "put", prepared)

    assert [read_by(person) for person in others] == [WORDS, {}, {}, {}]
    page = signed_in(mentor).get(prepared.get_absolute_url())
    read = [(one["label"], one["text"].body) for one in page.context["prepared"]]
    assert read == [
        ("What brings you here?", "Ik loop vast"),
        ("A first goal", "Leren kiezen"),
        ("What do you hope for?", "Op rust"),
        ("What do you fear?", "Dat het rondgaat"),
    ]


def test_one_press_takes_the_four_back(signed_in, prepared, mentor, mentee):
    press(signed_in(mentee), "put", prepared)
    press(signed_in(mentee), "take_back", prepared)

    assert read_by(mentor) == {}
    assert read_by(mentee) == WORDS


def test_what_is_emptied_is_not_read_any_more(signed_in, prepared, mentor, mentee):
    press(signed_in(mentee), "put", prepared)
    with acting_as(mentee), transaction.atomic():
        head = Text.objects.drafts().of_kind(FEAR).get().head
    write_text(by=mentee, kind=FEAR, key=prepared.pk, body=" ", based_on=head)
    press(signed_in(mentee), "put", prepared)

    assert read_by(mentor) == {kind: WORDS[kind] for kind in WORDS if kind != FEAR}


def test_two_versions_of_one_are_looked_at_before_any_is_given(
    prepared, mentor, mentee
):
    write_text(by=mentee, kind=HOPE, key=prepared.pk, body="Elders getypt")

    with acting_as(mentee), pytest.raises(DomainError, match="two versions"):
        services.put_text(seat=prepared, kind=PREPARATION, by=mentee)
    assert read_by(mentor) == {}


def test_the_goal_begins_with_one_of_the_workbook(signed_in, seat, mentor, mentee):
    key = "3c0b7a5e-0d4c-4f7e-9f5e-0123456789ab"
    write_text(by=mentee, kind=GOAL, key=key, body="Nee leren zeggen")

    page = signed_in(mentee).get(seat.get_absolute_url())
    (box,) = [one for one in page.context["questions"] if one.kind.name == FIRST_GOAL]
    assert box.form["body"].value() == "Nee leren zeggen"
    assert read_by(mentor) == {}
    assert "Nee leren zeggen" not in signed_in(mentor).get(seat.get_absolute_url()).text

    write_text(by=mentee, kind=FIRST_GOAL, key=seat.pk, body="Anders")
    page = signed_in(mentee).get(seat.get_absolute_url())
    (box,) = [one for one in page.context["questions"] if one.kind.name == FIRST_GOAL]
    assert box.form["body"].value() == "Anders"


@pytest.mark.parametrize("name", ["put", "take_back"])
def test_who_gives_it_is_the_mentee(
    signed_in, prepared, mentor, other_mentee, outsider, coordinator, name
):
    people = (mentor, other_mentee, outsider, coordinator)
    found = [press(signed_in(one), name, prepared).status_code for one in people]
    assert found == [403, 404, 404, 404]
    url = reverse(f"intake:{name}", args=[prepared.pk, PREPARATION])
    assert signed_in(mentor).get(url).status_code == 405
    assert read_by(mentor) == {}
