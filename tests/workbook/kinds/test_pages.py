"""An answer of each kind on the pages of its text: told with labels, kept as it is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from spaces.acting import acting_as
from tests.workbook.kinds.prompts import ANSWERS
from workbook.models import EXERCISE
from writing import services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]

BODY, _TOLD = ANSWERS["scale"]


def write(person, name, body, based_on=None):
    with transaction.atomic(), acting_as(person):
        return services.write(
            kind=EXERCISE,
            key=f"kind-{name}.{name}",
            by=person,
            client_id=uuid4(),
            based_on=based_on,
            body=body,
        )


@pytest.fixture
def browser(signed_in, mentee):
    return signed_in(mentee)


def test_history_and_versions_say_the_labels(browser, mentee):
    first = write(mentee, "scale", "before: 4")
    write(mentee, "scale", BODY, first.based_on)
    write(mentee, "scale", "before: 5", first.based_on)

    history = browser.get(reverse("writing:history", args=[first.text.pk])).text
    versions = browser.get(reverse("writing:versions", args=[first.text.pk])).text
    for page in (history, versions):
        assert "At the beginning: 4\nAt the end: 7" in page
        assert '<p class="written">before:' not in page
    assert "Or make one of them yourself" not in versions


def test_words_are_made_into_one_by_hand(browser, mentee):
    first = write(mentee, "long", "One")
    write(mentee, "long", "Two", first.based_on)
    write(mentee, "long", "Three", first.based_on)

    page = browser.get(reverse("writing:versions", args=[first.text.pk])).text
    assert "Or make one of them yourself" in page


def test_a_copy_that_is_given_reads_without_the_keys(browser, mentee, mentor, group):
    saved = write(mentee, "circle", ANSWERS["circle"][0])
    with transaction.atomic(), acting_as(mentee):
        snapshot = services.give(
            text=saved.text,
            head=saved.text.head,
            reader=mentor,
            until=timezone.localdate() + timedelta(days=9),
        )
        assert "hinders" not in snapshot.body
        assert "decides on my hours" in snapshot.body
