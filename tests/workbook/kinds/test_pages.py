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
from writing.models import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_kind")]

BODY, _TOLD = ANSWERS["scale"]


def write(person, name, body, based_on=None):
    with transaction.atomic(), acting_as(person):
        return services.write_text(
            kind=EXERCISE,
            key=f"kind-{name}.{name}",
            by=person,
            client_id=uuid4(),
            based_on=based_on,
            body=body,
        )


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2027-03-01T12:00:00Z")
    return time_machine


@pytest.fixture
def browser(clock, signed_in, mentee):
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
        snapshot = services.give_text(
            text=saved.text,
            head=saved.text.head,
            reader=mentor,
            until=timezone.localdate() + timedelta(days=9),
        )
        assert "hinders" not in snapshot.body
        assert "decides on my hours" in snapshot.body


def page_of(browser, name):
    return browser.get(reverse("workbook:exercise", args=[f"kind-{name}"]))


def posted(browser, name, **fields):
    """Send the page as a browser without a script does, with these fields of the kind."""
    (item, *_) = page_of(browser, name).context["prompts"]
    sent = {"texts": f"{name} exercise {item.key}", f"{name}-fields": "1"}
    sent |= {one.html_name: one.value() or "" for one in item.form}
    sent |= {f"{name}-{field}": value for field, value in fields.items()}
    return browser.post(reverse("writing:write"), sent)


@pytest.mark.parametrize(
    ("name", "fields", "body", "shown"),
    [
        ("scale", {"at-before": "11"}, "before: 11", "before: 11"),
        ("choice", {"chosen": ["silent", "shout"]}, "silent\nshout", "shout"),
        ("one", {"chosen": ["silent", "ask"]}, "silent\nask", "ask"),
        ("date", {"day": "31-02-2027"}, "31-02-2027", "31-02-2027"),
        (
            "table",
            {"columns": "day\tdid\tfelt", "row": "", "cell-day": "2027-02-31"},
            "day\tdid\tfelt\n2027-02-31",
            "2027-02-31",
        ),
        (
            "circle",
            {"letter": "K", "side": "above", "ring": "near", "word": ""},
            "K\tabove\tnear",
            "above",
        ),
        (
            "days",
            {"now": "2027-03-01", "in-source": "always"},
            "\t2027-03-01\nsource\talways",
            "always",
        ),
    ],
)
def test_what_cannot_be_is_kept_and_shown(browser, mentee, name, fields, body, shown):
    answer = posted(browser, name, **fields)

    assert answer.status_code == 302
    with transaction.atomic(), acting_as(mentee):
        assert Text.objects.get().body == body
    page = page_of(browser, name).text
    assert shown in page
    assert "kept as it stands" in page or f'value="{shown}"' in page


def test_what_came_from_a_page_without_its_fields_is_the_text_itself(browser, mentee):
    """A script of before, or a page that was open when the kind of a prompt changed."""
    (item, *_) = page_of(browser, "scale").context["prompts"]
    sent = {"texts": f"scale exercise {item.key}"}
    sent |= {one.html_name: one.value() or "" for one in item.form}
    sent["scale-body"] = "about a four"
    browser.post(reverse("writing:write"), sent)

    with transaction.atomic(), acting_as(mentee):
        assert Text.objects.get().body == "about a four"
    assert "about a four" in page_of(browser, "scale").text


def test_a_closed_letter_is_not_on_the_page(browser, mentee, clock):
    write(mentee, "letter", "What I hope")
    with transaction.atomic(), acting_as(mentee):
        services.write_text(
            kind=EXERCISE,
            key="kind-letter.date",
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            body="2027-03-02",
        )
    url = reverse("workbook:exercise", args=["kind-letter"])

    assert "What I hope" not in browser.get(url).text
    assert "It opens on 2 March 2027." in browser.get(url).text
    assert "What I hope" in browser.get(url, {"open": "letter"}).text
    assert "What I hope" not in browser.get(url, {"open": "other"}).text
    clock.move_to("2027-03-02T12:00:00Z")
    assert "What I hope" in browser.get(url).text
