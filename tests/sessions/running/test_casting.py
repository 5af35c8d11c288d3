"""What each would bring (A8): one's own until offered, wished for, asked for in time."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from people.services.departures import mark_left
from reminders import delivery, sweeping
from reminders.models import Mail
from sessions.due import waiting
from sessions.models import Case, Kept, Pressing, Session, Wish
from sessions.running.casting import casting_of
from sessions.running.services.casting import (
    offer_case,
    take_back_case,
    wish_for,
    write_case,
)
from sessions.session.services.sessions import plan_session
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import AuditEvent, Space
from tests.conftest import connect_as
from tests.roles import worker
from tests.sessions.conftest import FIRST
from tests.sessions.year.test_group import renew

WORDS = "Mijn leidinggevende wil dat ik zwijg over de brug"
CASTING = "sessions.casting"


@pytest.fixture
def meeting(group):
    return Session.objects.create(group=group, on=FIRST, at=dt.time(16))


@pytest.fixture
def url(meeting):
    return reverse("sessions:casting", args=[meeting.pk])


def say(person, session, line=WORDS, pressing=Pressing.NOW):
    with acting_as(person), transaction.atomic():
        return write_case(session=session, by=person, line=line, pressing=pressing)


def offer(person, session, line=WORDS, pressing=Pressing.NOW):
    say(person, session, line, pressing)
    with acting_as(person), transaction.atomic():
        return offer_case(session=session, by=person)


def wish(person, session, whose):
    with acting_as(person), transaction.atomic():
        return wish_for(session=session, by=person, whose=whose)


def rows(person, model=Case):
    """What the database shows to `person`, past every filter of a view."""
    with acting_as(person), transaction.atomic():
        return list(model._base_manager.values_list("author", flat=True))


def own(person, session):
    with acting_as(person), transaction.atomic():
        casting = casting_of(session, person)
        return (casting.own.line, casting.own.pressing), casting.is_as_offered


def offers(person, session):
    """Of each offer the line, how pressing it is, and who would like it."""
    people = session.group.seats.held().people()
    with acting_as(person), transaction.atomic():
        return [
            (one.case.line, one.case.pressing, one.wishers)
            for one in casting_of(session, person, people).offers
        ]


def test_a_line_is_ones_own_until_it_is_offered(
    meeting, url, mentor, mentee, other_mentee, outsider, coordinator, signed_in
):
    others = [mentor, other_mentee, outsider, coordinator]
    signed_in(mentee).post(url, {"line": WORDS, "pressing": "3"})

    assert rows(mentee) == [mentee.pk]
    assert [rows(person) for person in others] == [[], [], [], []]
    for person in (mentor, other_mentee):
        assert WORDS not in signed_in(person).get(meeting.get_absolute_url()).text

    signed_in(mentee).post(
        reverse("sessions:casting_offer", args=[meeting.pk]),
        {"line": WORDS, "pressing": "3"},
    )

    assert [rows(person) for person in others] == [[mentee.pk], [mentee.pk], [], []]
    for person in (mentor, other_mentee):
        shown = signed_in(person).get(meeting.get_absolute_url()).text
        # Among what is brought, and as what is proposed.
        assert shown.count(WORDS) == 2
        assert "Your group, 5 people" in shown


def test_the_press_offers_what_was_typed(meeting, signed_in, mentee, other_mentee):
    say(mentee, meeting, "Iets anders")

    signed_in(mentee).post(
        reverse("sessions:casting_offer", args=[meeting.pk]),
        {"line": WORDS, "pressing": "1"},
    )

    assert offers(other_mentee, meeting) == [(WORDS, Pressing.CAN_WAIT, [])]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [("What do you want to learn?", ["open"]), ("Saying no", [])],
    ids=["a question", "none"],
)
def test_its_questions_are_looked_at_once_it_is_kept(
    meeting, url, signed_in, mentee, other_mentee, line, kinds
):
    client = signed_in(mentee)
    look = reverse("sessions:casting_look", args=[meeting.pk])
    assert f'formaction="{look}"' in client.get(url).text

    sent = {"line": line, "pressing": "1", "look-at": "line"}
    answer = client.post(look, sent)
    coach = client.post(answer.url, sent)

    # By POST: no word of it stands in an address.
    assert (answer.status_code, answer.url) == (307, reverse("handbook:coach"))
    assert own(mentee, meeting) == ((line, Pressing.CAN_WAIT), False)
    assert rows(other_mentee) == []
    assert [one.kind for one in coach.context["looked"]] == kinds
    assert client.get(look).status_code == 405


def test_sent_twice_it_is_kept_once_and_goes_on_both_times(
    meeting, signed_in, mentee, other_mentee
):
    client = signed_in(mentee)
    look = reverse("sessions:casting_look", args=[meeting.pk])
    sent = {"line": "Wat wil je?", "pressing": "1", "look-at": "line"}

    answers = [client.post(look, sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [307, 307]
    assert len(rows(mentee)) == 1
    assert rows(other_mentee) == []


def test_what_cannot_be_kept_is_not_looked_at(meeting, signed_in, mentee):
    look = reverse("sessions:casting_look", args=[meeting.pk])

    page = signed_in(mentee).post(look, {"line": "Wat wil je?", "look-at": "line"})

    assert (page.status_code, "Wat wil je?" in page.text) == (200, True)
    assert rows(mentee) == []


def test_the_key_enter_shows_nothing_to_others(url, signed_in, mentee):
    """A browser takes the first button of a form for it."""
    page = signed_in(mentee).get(url).text
    form = page.partition('<form class="form"')[2].partition("</form>")[0]

    assert form.find("<button") < form.find("formaction")
    assert "formaction" not in form.partition("<button")[2].partition("</button>")[0]


def test_who_changes_a_line_changes_nothing_for_the_others(
    meeting, url, signed_in, mentee, other_mentee
):
    offer(mentee, meeting)

    answer = signed_in(mentee).post(
        url, {"line": "Toch iets anders", "pressing": "2"}, follow=True
    )

    assert "Your group reads what you offered before" in answer.text
    assert offers(other_mentee, meeting) == [(WORDS, Pressing.NOW, [])]
    assert own(mentee, meeting) == (("Toch iets anders", Pressing.NOW), False)


def test_taken_back_nobody_reads_it_any_more(meeting, signed_in, mentee, other_mentee):
    offer(mentee, meeting)

    signed_in(mentee).post(reverse("sessions:casting_take_back", args=[meeting.pk]))

    assert rows(other_mentee) == []
    assert own(mentee, meeting) == ((WORDS, Pressing.NOW), False)


def test_the_trail_says_that_it_was_offered_and_taken_back(meeting, mentee):
    offer(mentee, meeting)
    with acting_as(mentee), transaction.atomic():
        take_back_case(session=meeting, by=mentee)
        take_back_case(session=meeting, by=mentee)
        events = AuditEvent.objects.filter(
            space_id=meeting.group.circle_id, actor=mentee
        )
        verbs = [one.verb for one in events.order_by("at", "pk")]

    assert verbs[-2:] == ["moved_in", "moved_out"]


def test_nothing_this_time_takes_back_what_was_offered(meeting, mentee, other_mentee):
    offer(mentee, meeting)

    say(mentee, meeting, "", Pressing.NOTHING)

    assert rows(other_mentee) == []
    assert own(mentee, meeting) == (("", Pressing.NOTHING), False)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"line": "", "pressing": "2"}, "line"),
        ({"line": WORDS}, "pressing"),
        ({"line": WORDS, "pressing": "9"}, "pressing"),
        ({"line": "x" * 301, "pressing": "2"}, "line"),
        ({"line": WORDS, "pressing": "0"}, "__all__"),
    ],
)
def test_what_is_refused_stays_typed(meeting, signed_in, mentee, sent, field):
    url = reverse("sessions:casting_offer", args=[meeting.pk])

    page = signed_in(mentee).post(url, sent)

    assert list(page.context["form"].errors) == [field]
    assert sent["line"] in page.text
    assert rows(mentee) == []


def test_nobody_writes_for_another_or_elsewhere(
    meeting, mentee, other_mentee, outsider
):
    """Past the services: the database itself refuses."""
    circle, mentor = meeting.group.circle_id, meeting.group.mentor
    theirs = outsider.seats.get().group.circle_id
    pair = meeting.group.seats.get(person=mentee).pair_id
    for person, author, space in [
        (other_mentee, mentee, circle),
        (outsider, outsider, theirs),
        (mentee, mentee, pair),
    ]:
        of = {"session": meeting, "author": author, "space_id": space}
        for model, said in [
            (Case, {"pressing": 2, "line": WORDS}),
            (Wish, {"whose": mentor}),
        ]:
            with pytest.raises(DatabaseError, match="policy"):
                with acting_as(person), transaction.atomic():
                    model.objects.create(**of, **said)


def test_nobody_changes_or_takes_back_anothers(meeting, mentee, other_mentee):
    offer(mentee, meeting)

    with acting_as(other_mentee), transaction.atomic():
        assert Case._base_manager.update(pressing=1) == 0
        assert Case._base_manager.all().delete()[0] == 0
    assert offers(mentee, meeting) == [(WORDS, Pressing.NOW, [])]


def test_the_worker_may_look_at_none_of_it():
    with connect_as("worker") as connection:
        for model in (Case, Wish):
            with pytest.raises(Exception, match="permission denied"):
                connection.execute(f"SELECT FROM {model._meta.db_table}")


def test_a_newcomer_reads_nothing_that_was_offered_before(
    meeting, signed_in, mentee, other_mentee
):
    offer(mentee, meeting)
    _group, newcomer = renew(meeting.group)
    meeting = Session.objects.get(pk=meeting.pk)

    assert rows(newcomer) == []
    assert offers(other_mentee, meeting) == []
    # The owner puts it before the group as it is now.
    offer(mentee, meeting)
    assert rows(newcomer) == [mentee.pk]
    assert offers(newcomer, meeting) == [(WORDS, Pressing.NOW, [])]


def test_what_is_typed_for_a_circle_of_before_is_kept(meeting, url, signed_in, mentee):
    client = signed_in(mentee)
    circle = client.get(url).context["group"].circle_id
    renew(meeting.group)

    client.post(f"{url}offer/", {"line": WORDS, "pressing": "2", "circle": circle})

    assert rows(mentee) == []
    with acting_as(mentee), transaction.atomic():
        assert [one.words for one in Kept.objects.all()] == [WORDS]


def test_one_wish_each_and_by_name(meeting, signed_in, mentor, mentee, other_mentee):
    offer(mentee, meeting)
    offer(mentor, meeting, "Iets van de mentor")
    for whose in (mentor, mentee, mentee):
        signed_in(other_mentee).post(
            reverse("sessions:wish", args=[meeting.pk, whose.pk])
        )

    wished = {line: wishers for line, _pressing, wishers in offers(mentor, meeting)}
    assert wished == {WORDS: [other_mentee], "Iets van de mentor": []}
    page = signed_in(other_mentee).get(meeting.get_absolute_url()).text
    section = page.partition('id="casting"')[2].partition("</section>")[0]
    assert section.count('aria-pressed="true"') == 1

    signed_in(other_mentee).post(reverse("sessions:wish_drop", args=[meeting.pk]))
    assert rows(mentor, Wish) == []


def test_a_wish_is_for_what_somebody_else_offered(meeting, mentee, other_mentee):
    say(mentee, meeting)
    offer(other_mentee, meeting)

    for person, whose in [(other_mentee, mentee), (other_mentee, other_mentee)]:
        with pytest.raises(DomainError, match="somebody else has offered"):
            wish(person, meeting, whose)


def test_what_is_no_intervision_or_over_takes_no_case(meeting, mentee, now):
    visit = plan_session(
        group=meeting.group, kind="guest", on=dt.date(2026, 12, 3), at=dt.time(16),
        minutes=60,
    )  # fmt: skip
    now.move_to(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))
    for session in (visit, meeting):
        with pytest.raises(DomainError, match="no case is brought"):
            say(mentee, session)


def asked(now, person=None):
    """Who is asked, and whether a mail goes."""
    with acting_as(person), transaction.atomic():
        dues = [one for one in waiting(now=now, person=person) if one.kind == CASTING]
    return {(one.person.pk, one.mail) for one in dues}


def at(day, hour=9):
    return dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)


def test_mentees_are_asked_two_days_ahead(meeting, group, mentee, mentor):
    mentees = set(group.seats.mentees().values_list("person", flat=True))

    assert asked(at(16)) == set()
    assert asked(at(17)) == asked(at(18)) == {(one, True) for one in mentees}
    # On the day itself on Today alone.
    assert asked(at(19)) == {(one, False) for one in mentees}
    assert asked(at(20)) == set()
    assert asked(at(17), mentee) == {(mentee.pk, True)}
    assert asked(at(17), mentor) == set()


def test_a_visit_and_a_first_meeting_ask_for_no_case(meeting):
    for kind in ("first", "work_visit", "guest"):
        Session.objects.filter(pk=meeting.pk).update(kind=kind)
        assert asked(at(17)) == set()


def test_only_who_said_nothing_is_reminded_and_once(
    meeting, group, mentee, other_mentee, now, mailoutbox
):
    """By the sweep and the delivery of the real worker."""
    told = []
    for day, hour in [(17, 4), (17, 9), (17, 15), (18, 4), (18, 9), (19, 9)]:
        now.move_to(at(day, hour))
        with worker():
            sweeping.write_due(timezone.now())
            delivery.deliver_ready()
        told.append(Mail.objects.filter(kind=CASTING, state="sent").count())
        if (day, hour) == (17, 15):
            say(mentee, meeting)
            say(other_mentee, meeting, "", Pressing.NOTHING)

    # Four mentees were asked, two have not said anything the day after.
    assert told == [0, 4, 4, 4, 6, 6]
    mails = Mail.objects.filter(kind=CASTING)
    often = [mails.filter(person=one).count() for one in (mentee, other_mentee)]
    assert often == [1, 1]


def test_no_word_of_it_lies_openly_or_goes_by_mail(meeting, mentee, now, mailoutbox):
    offer(mentee, meeting)
    for hour in (4, 9):
        now.move_to(at(17, hour))
        with worker():
            sweeping.write_due(timezone.now())
            delivery.deliver_ready()

    assert len(mailoutbox) > 0
    assert [one for one in mailoutbox if "leidinggevende" in str(one.message())] == []
    with connect_as("superuser") as superuser:
        for table in ("reminders_standing", "reminders_mail"):
            told = superuser.execute(f"SELECT one::text FROM {table} one").fetchall()
            assert [row for row in told if "zwijg" in row[0]] == []


def test_who_left_the_organisation_is_not_asked(meeting, coordinator, other_mentee):
    mark_left(person=other_mentee, by=coordinator)

    assert other_mentee.pk not in {pk for pk, _mail in asked(at(17))}


def test_a_moved_meeting_asks_for_its_new_date(meeting, mentee):
    say(mentee, meeting)
    Session.objects.filter(pk=meeting.pk).update(on=dt.date(2026, 11, 25))

    assert asked(at(17)) == set()
    assert len(asked(at(23))) == 3


def test_an_own_space_is_opened_by_the_first_line(meeting, mentee):
    case = say(mentee, meeting)

    with acting_as(mentee), transaction.atomic():
        assert Space.objects.get(pk=case.space_id).kind == "own"


def test_the_pages_cost_the_same_however_much_is_offered(
    questions, meeting, group, url, mentee
):
    pages = (url, meeting.get_absolute_url())
    offer(mentee, meeting)
    before = [questions(mentee, page) for page in pages]
    for seat in group.seats.exclude(person=mentee).select_related("person"):
        offer(seat.person, meeting)
        wish(seat.person, meeting, mentee)

    assert [questions(mentee, page) for page in pages] == before
