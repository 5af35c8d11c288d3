"""The page of an intake of which what lay in the pair was erased."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from groups.retention import REMINDER, object_of
from groups.services import end_on, retention
from intake import services
from intake.models import JUDGEMENT, PREPARATION, REPORT, Judgement
from reminders.models import Mail
from spaces.acting import acting_as
from tests.factories import write_text
from tests.roles import worker

pytestmark = pytest.mark.usefixtures("at_work", "db", "clock")
# Long ago by whichever clock: the database's own is not set back.
ENDED = dt.date(2020, 1, 31)
SENT = dt.datetime(2020, 7, 1, 6, tzinfo=dt.UTC)


@pytest.fixture
def erased(held, group, mentor, mentee, settings, tmp_path):
    write_text(by=mentee, kind=PREPARATION, key=held.pk, body="Van mij alleen")
    write_text(by=mentor, kind=JUDGEMENT, key=held.pk, body="Een eerste indruk")
    write_text(by=mentor, kind=REPORT, key=held.pk, body="Wat we afspraken")
    with acting_as(mentor):
        services.put_text(seat=held, kind=REPORT, by=mentor)
    for person, words in ((mentor, "Goed gesprek"), (mentee, "Fijn begin")):
        with acting_as(person):
            services.answer_click(seat=held, by=person, answer="yes", words=words)
    settings.ERASURES_FILE, settings.ERASING = tmp_path / "erasures", True
    end_on(group=group, last_day=ENDED)
    group.refresh_from_db()
    for seat in group.seats.select_related("person"):
        Mail.objects.create(
            key=uuid4(),
            person=seat.person,
            kind=REMINDER,
            object_id=object_of(group, group.readable_until),
            programme_id=group.programme_id,
            zone="Europe/Amsterdam",
            link="/",
            state=Mail.State.SENT,
            sent_at=SENT,
        )
    with worker():
        retention.go_through()
    return held


def addresses(page) -> set[str]:
    """Where the page can send something about this intake."""
    parts = page.text.split('action="/intake/')[1:]
    return {part.split('"')[0].split("/", 1)[1] for part in parts}


def test_the_mentee_reads_the_own_words_and_is_asked_nothing(signed_in, erased, mentee):
    page = signed_in(mentee).get(erased.get_absolute_url())
    assert "Van mij alleen" in page.text
    for words in ("Wat we afspraken", "Goed gesprek", "Fijn begin", "I want another"):
        assert words not in page.text
    assert addresses(page) == set()
    assert "was deleted on" in page.text


def test_the_mentor_keeps_the_own_judgement_and_no_more(signed_in, erased, mentor):
    client = signed_in(mentor)
    page = client.get(erased.get_absolute_url())
    assert "Een eerste indruk" in page.text
    # The own text; the version that both read is gone.
    assert page.text.count("Wat we afspraken") == 1
    assert addresses(page) == {"judgement/"}

    url = reverse("intake:judgement", args=[erased.pk])
    assert client.post(url, {"teachable": "yes"}).status_code == 302
    with acting_as(mentor):
        assert Judgement.objects.get().teachable == "yes"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("name", "who"),
    [
        *[(name, "mentor") for name in ("times", "refer")],
        ("another_group", "mentee"),
    ],
)
def test_what_is_asked_for_there_is_not_there(
    request, signed_in, erased, name, who, method
):
    client = signed_in(request.getfixturevalue(who))
    url = reverse(f"intake:{name}", args=[erased.pk])
    assert getattr(client, method)(url).status_code == 404


@pytest.mark.parametrize("name", ["click", "click_anew", "outcome", "held", "plan"])
def test_nothing_is_sent_there(signed_in, erased, mentor, name):
    url = reverse(f"intake:{name}", args=[erased.pk])
    assert signed_in(mentor).post(url, {"answer": "yes"}).status_code == 404
