"""Work visits and guests (R10): chosen, and written around by the circle alone."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reminders import sweeping
from reminders.models import Mail
from sessions.dates.services.planning import plan_series
from sessions.dates.services.series import agree_on_series, may_be_moved_with_the_rest
from sessions.models import Kept, Session
from sessions.session.appointments import of_session
from sessions.session.keys import log_key
from sessions.session.services.kinds import set_kind
from sessions.session.services.sessions import move_session, plan_session
from sessions.session.texts import OF_VISIT, QUESTION
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import write_text
from tests.roles import worker
from tests.sessions.year.test_group import renew
from tests.writing.pages import typed
from writing.models import Text

WORDS = "Mevrouw De Wit vertelt wat er misging met de brug"


@pytest.fixture
def visit(group):
    return plan_session(
        group=group,
        kind="work_visit",
        on=dt.date(2026, 12, 3),
        at=dt.time(14),
        minutes=120,
        place="Scheepswerf Zuid",
    )


@pytest.fixture
def url(visit):
    return reverse("sessions:visit", args=[visit.pk])


def write(person, session, kind, body=WORDS):
    key = log_key(session, session.group.circle_id)
    return write_text(by=person, kind=kind, key=key, body=body)


def test_the_mentor_makes_another_kind_of_a_meeting(signed_in, mentor, series):
    meeting = series.group.sessions.of_series().last()
    before = (meeting.on, meeting.at, meeting.place, meeting.uid)
    mails = Mail.objects.count()

    answer = signed_in(mentor).post(
        reverse("sessions:session_kind", args=[meeting.pk]), {"kind": "guest"}
    )

    meeting.refresh_from_db()
    assert answer.url == reverse("sessions:visit", args=[meeting.pk])
    assert meeting.kind == "guest"
    assert (meeting.on, meeting.at, meeting.place, meeting.uid) == before
    assert Mail.objects.count() == mails


def test_a_visit_keeps_its_place_when_the_rest_of_the_series_moves(
    series, group, mentor
):
    third = group.sessions.of_series().order_by("on")[2]
    move_session(
        session=third,
        on=third.on + dt.timedelta(1),
        at=dt.time(13),
        minutes=90,
        place="Scheepswerf Zuid",
    )
    set_kind(session=third, kind="work_visit")
    before = (third.on + dt.timedelta(1), dt.time(13), "Scheepswerf Zuid")
    count = group.sessions.standing().count()

    agreed = agree_on_series(
        group=group,
        by=mentor,
        every_weeks=6,
        weekday=3,
        at=dt.time(10),
        minutes=60,
        place="Delft",
    )
    plan_series(series_id=agreed.pk)

    third.refresh_from_db()
    assert (third.on, third.at, third.place) == before
    assert third.is_planned
    others = group.sessions.of_series().exclude(pk=third.pk)
    assert {one.place for one in others} == {"Delft"}
    # No other meeting comes where it stands for one.
    assert group.sessions.standing().count() == count
    assert not may_be_moved_with_the_rest(third)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_stays_the_kind_it_was(visit, state):
    Session.objects.filter(pk=visit.pk).update(state=state)

    with pytest.raises(DomainError, match="held or cancelled already"):
        set_kind(session=visit, kind="guest")


def test_the_first_meeting_stays_one(first, visit):
    for session, kind in [(first, "guest"), (visit, "first")]:
        with pytest.raises(DomainError, match="The first meeting stays one"):
            set_kind(session=session, kind=kind)


def test_the_page_of_a_meeting_leads_to_that_of_a_visit(signed_in, visit, mentee, url):
    assert f'href="{url}"' in signed_in(mentee).get(visit.get_absolute_url()).text


@pytest.mark.parametrize("kind", [kind for kind in OF_VISIT if kind != QUESTION])
def test_all_write_it_together(signed_in, visit, url, mentor, mentee, kind, now):
    now.move_to(dt.datetime(2026, 12, 4, 9, tzinfo=dt.UTC))
    name = kind.partition("-")[2]
    for person, words in [(mentee, "Iets"), (mentor, WORDS)]:
        client = signed_in(person)
        box = getattr(client.get(url).context["visit"], name)
        client.post(url, typed(box, **{kind.replace("-", "_"): words}))

    assert signed_in(mentee).get(url).text.count(WORDS) == 1
    with acting_as(mentee):
        [text] = Text.objects.of_kind(kind)
        assert [one.author for one in text.revisions.all()] == [mentee, mentor]


def test_each_asks_a_question_and_all_read_them(
    signed_in, visit, url, mentee, other_mentee
):
    write(mentee, visit, QUESTION, "Wie beslist hier?")
    write(other_mentee, visit, QUESTION, "Wat ging er mis?")

    found = signed_in(mentee).get(url).context["visit"]

    assert found.question.text.body == "Wie beslist hier?"
    assert [(one.author, one.body) for one in found.questions] == [
        (other_mentee, "Wat ging er mis?")
    ]


def test_thanks_are_written_from_the_day_on(signed_in, visit, url, mentee, now):
    assert "A line of thanks" not in signed_in(mentee).get(url).text

    now.move_to(dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC))
    assert "A line of thanks" in signed_in(mentee).get(url).text


@pytest.mark.parametrize("kind", OF_VISIT)
@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_else_reads_or_writes_it(
    visit, url, mentee, signed_in, request, who, kind
):
    write(mentee, visit, kind)
    person = request.getfixturevalue(who)

    assert signed_in(person).get(url).status_code == 404
    assert write(person, visit, kind) is None
    with acting_as(person), transaction.atomic():
        assert not Text._base_manager.exists()


@pytest.mark.parametrize("kind", OF_VISIT)
def test_a_text_is_of_a_meeting_of_that_very_circle(visit, outsider, kind):
    """Else a member of one circle would write under a meeting of another's."""
    circle = outsider.seats.get().group.circle_id
    key = log_key(visit, circle)

    assert write_text(by=outsider, kind=kind, key=key, body=WORDS) is None


def test_a_newcomer_does_not_read_what_was_written_before(
    signed_in, visit, url, mentee
):
    for kind in OF_VISIT:
        write(mentee, visit, kind, f"{WORDS} {kind}")
    _group, newcomer = renew(visit.group)

    page = signed_in(mentee).get(url)
    # All of one moment: none of them is the first.
    former = {text.body for text in page.context["visit"].former}
    assert former == {f"{WORDS} {kind}" for kind in OF_VISIT}
    assert page.context["visit"].agreed.text is None
    assert WORDS not in signed_in(newcomer).get(url).text


@pytest.mark.parametrize("name", ["agreed", "tasks", "question"])
def test_what_is_typed_for_a_circle_of_before_is_kept(
    signed_in, visit, url, mentee, name
):
    client = signed_in(mentee)
    box = getattr(client.get(url).context["visit"], name)
    sent = typed(box, **{box.kind.name.replace("-", "_"): WORDS})
    renew(visit.group, seen=False)

    client.post(url, sent | {"circle": "x"})

    with acting_as(mentee):
        assert [one.words for one in Kept.objects.all()] == [WORDS]
        assert not Text.objects.exists()


def test_nothing_of_it_stands_in_mails_and_calendars(visit, mentee, now):
    for kind in OF_VISIT:
        write(mentee, visit, kind)
    now.move_to(dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC))

    with worker():
        appointment = str(of_session(visit, mentee))
        sweeping.write_due(timezone.now())
    mails = Mail.objects.filter(kind="sessions.tomorrow")
    told = [appointment, *map(str, mails.values_list("context", flat=True))]

    assert len(told) == 6
    assert [words for words in told if "De Wit" in words] == []
    assert [words for words in told if "Scheepswerf Zuid" not in words] == []


def test_a_meeting_that_is_no_visit_has_no_such_page(signed_in, visit, url, mentee):
    set_kind(session=visit, kind="intervision")
    assert signed_in(mentee).get(url).status_code == 404

    # What was written stays to be read.
    write(mentee, visit, QUESTION)
    assert WORDS in signed_in(mentee).get(url).text


def test_its_page_costs_the_same_whatever_was_written(
    questions, visit, url, mentee, other_mentee
):
    write(mentee, visit, QUESTION)
    before = questions(mentee, url)
    for person in (other_mentee, visit.group.mentor):
        write(person, visit, QUESTION)
    write(mentee, visit, "visit-agreed")

    assert questions(mentee, url) == before <= 12
