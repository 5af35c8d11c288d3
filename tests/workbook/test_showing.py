"""Who reads a goal, who no longer does, and what leaving a group does to it."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from reminders.asking import Asking, why_not
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import AuditEvent
from workbook import services
from workbook.due import waiting
from writing import services as writing
from writing.models import Part, Revision, Shown, Snapshot, Text

pytestmark = pytest.mark.django_db

BODY = "Ik zeg nee voor ik ja zeg"


def read_by(person):
    with acting_as(person):
        return [(one.title, one.body) for one in Shown.objects.visible_to(person)]


def test_a_goal_is_shown_to_nobody_at_first(
    goal, mentor, other_mentee, outsider, coordinator
):
    for person in (mentor, other_mentee, outsider, coordinator):
        assert read_by(person) == []
        with acting_as(person):
            assert list(Text.objects.all()) == []


def test_a_goal_shown_to_the_pair(
    shown_to_pair, mentor, other_mentee, outsider, coordinator
):
    assert read_by(mentor) == [("Nee zeggen", BODY)]
    for person in (other_mentee, outsider, coordinator):
        assert read_by(person) == []


def test_a_goal_shown_to_the_circle(
    shown_to_circle, mentor, other_mentee, outsider, coordinator
):
    for person in (mentor, other_mentee):
        assert read_by(person) == [("Nee zeggen", BODY)]
    for person in (outsider, coordinator):
        assert read_by(person) == []


def test_who_reads_a_goal_does_not_read_how_it_came_about(shown_to_pair, mentor):
    with acting_as(mentor):
        assert list(Text.objects.all()) == []
        assert list(Revision.objects.all()) == []


def test_a_shown_goal_follows_each_save(shown_to_pair, goal, mentee, mentor):
    with acting_as(mentee):
        head = Text.objects.get(pk=goal.pk).head
        writing.save(
            text=goal.text,
            by=mentee,
            client_id=uuid4(),
            based_on=head,
            title="Nee",
            body="Anders",
        )
    assert read_by(mentor) == [("Nee", "Anders")]


def test_a_second_version_is_not_shown(shown_to_pair, goal, mentee, mentor):
    with acting_as(mentee):
        writing.save(
            text=goal.text,
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            title="Nee",
            body="Elders",
        )
    assert read_by(mentor) == [("Nee zeggen", BODY)]


def by_title(goal, mentee, group, part=Part.TITLE):
    with transaction.atomic(), acting_as(mentee):
        return services.show_goal(goal=goal, space_id=group.circle_id, part=part)


def test_the_title_alone_is_all_that_lies_there(
    goal, mentee, group, mentor, other_mentee, outsider, coordinator
):
    by_title(goal, mentee, group)

    for person in (mentor, other_mentee):
        assert read_by(person) == [("Nee zeggen", "")]
    for person in (outsider, coordinator):
        assert read_by(person) == []
    with acting_as(mentee):
        text = Text.objects.get(pk=goal.pk)
        typed = {"client_id": uuid4(), "based_on": text.head}
        writing.save(text=text, by=mentee, title="Nee", body="Geheim", **typed)
    assert read_by(mentor) == [("Nee", "")]


def test_what_is_read_becomes_more_and_less_again(goal, mentee, group, mentor):
    by_title(goal, mentee, group)
    by_title(goal, mentee, group, part=Part.WORDS)
    assert read_by(mentor) == [("Nee zeggen", BODY)]
    assert by_title(goal, mentee, group) == Shown(pk=goal_copy(mentee))

    assert read_by(mentor) == [("Nee zeggen", "")]
    events = AuditEvent.objects.filter(space_id=group.circle_id, actor=mentee)
    verbs = [event.verb for event in events.order_by("pk")]
    assert verbs.count(AuditEvent.Verb.MOVED_IN) == 2


def goal_copy(author):
    with acting_as(author):
        return Shown.objects.get().pk


def test_no_title_is_no_part_to_show(written, mentee, group, mentor):
    with pytest.raises(DomainError, match="no title yet"):
        by_title(written(mentee, title=""), mentee, group)

    assert read_by(mentor) == []


def test_the_page_of_a_goal_says_how_much_is_read(
    goal, mentee, group, mentor, signed_in
):
    by_title(goal, mentee, group)
    url = reverse("workbook:goal", args=[goal.pk])
    page = signed_in(mentee).get(url).text
    assert "They read its title since" in page
    show = reverse("workbook:show", args=[goal.pk, group.circle_id])

    assert signed_in(mentee).post(show, {"part": "half"}).status_code == 400
    assert read_by(mentor) == [("Nee zeggen", "")]
    done = signed_in(mentee).post(show, {"part": "words"})
    assert done["Location"] == f"{url}#readers"
    assert read_by(mentor) == [("Nee zeggen", BODY)]


def test_taking_back_is_said_once(goal, mentee, group, mentor, signed_in):
    by_title(goal, mentee, group)
    show = reverse("workbook:show", args=[goal.pk, group.circle_id])
    client = signed_in(mentee)

    said = [client.post(show, {"part": ""}, follow=True).text for _twice in range(2)]

    assert ["They no longer see it." in page for page in said] == [True, False]
    assert read_by(mentor) == []


def test_taking_back_leaves_nothing_there(shown_to_pair, goal, mentee, mentor):
    with acting_as(mentee):
        writing.take_back_copy(shown=Shown.objects.get())
        assert Text.objects.get(pk=goal.pk).body == BODY
        assert not Shown.objects.exists()
    assert read_by(mentor) == []


def test_showing_twice_is_showing_once(shown_to_pair, goal, mentee):
    with acting_as(mentee):
        again = services.show_goal(goal=goal, space_id=shown_to_pair.space_id)
    assert again == shown_to_pair


def test_a_goal_goes_nowhere_else(goal, mentee, other_mentee, group):
    with acting_as(mentee):
        for space_id in (group.seats.get(person=other_mentee).pair_id, uuid4()):
            with pytest.raises(DomainError):
                services.show_goal(goal=goal, space_id=space_id)


def test_letting_go_takes_back(shown_to_pair, shown_to_circle, goal, mentee, mentor):
    with acting_as(mentee):
        services.let_go(goal=goal)
        with pytest.raises(DomainError, match="Bring the goal back"):
            services.show_goal(goal=goal, space_id=shown_to_pair.space_id)
    assert read_by(mentor) == []


def test_the_mentor_cannot_write_what_is_shown(shown_to_pair, mentor, mentee):
    with acting_as(mentor):
        shown = Shown.objects.get()
        shown.body = "verzonnen"
        with pytest.raises(DatabaseError, match="did not affect any rows"):
            with transaction.atomic():
                shown.save(update_fields=["body"])
        with pytest.raises(DatabaseError, match="row-level security"):
            with transaction.atomic():
                Shown.objects.create(space=shown.space, text_id=uuid4(), author=mentee)
        assert Shown.objects.all().delete()[0] == 0
    assert read_by(mentor) == [("Nee zeggen", BODY)]


def test_leaving_the_group_keeps_the_text_and_shows_it_to_nobody(
    shown_to_pair, shown_to_circle, goal, group, mentee, mentor, other_mentee
):
    """The mentor ends it, who cannot write in the mentee's own space."""
    with acting_as(mentor):
        leave_seat(seat=group.seats.get(person=mentee), by=mentor)

    assert read_by(mentor) == []
    assert read_by(other_mentee) == []
    with acting_as(mentee):
        page = Text.objects.of_kind("goal").with_shown().get()
        assert page.body == BODY
        assert page.revisions.get().body == BODY
        # And goes on being written.
        writing.save(
            text=page,
            by=mentee,
            client_id=uuid4(),
            based_on=page.head,
            title="",
            body="Verder",
        )
        assert Text.objects.get().body == "Verder"


def test_after_leaving_the_page_still_works(
    shown_to_pair, shown_to_circle, goal, group, mentee, mentor, signed_in
):
    with acting_as(mentor):
        leave_seat(seat=group.seats.get(person=mentee), by=mentor)
    page = signed_in(mentee).get(reverse("workbook:goal", args=[goal.pk]))

    assert page.status_code == 200
    assert str(page.context["audience"]) == "Only you"


def test_the_page_says_who_reads_along(
    shown_to_pair, goal, signed_in, mentee, mentor, group
):
    client = signed_in(mentee)
    url = reverse("workbook:goal", args=[goal.pk])
    assert str(client.get(url).context["audience"]) == f"You and {mentor.given_name}"
    circle = reverse("workbook:show", args=[goal.pk, group.circle_id])
    page = client.post(circle, {"part": "words"}, follow=True)
    assert "Your group, 5 people" in str(page.context["audience"])
    for space in (group.circle_id, shown_to_pair.space_id):
        client.post(reverse("workbook:take_back", args=[goal.pk, space]))
    assert str(client.get(url).context["audience"]) == "Only you"


def test_the_mentor_reads_it_on_a_page(
    shown_to_pair, signed_in, mentor, other_mentee, coordinator, mentee
):
    url = reverse("workbook:shown_goal", args=[shown_to_pair.pk])
    client = signed_in(mentor)
    assert "Nee zeggen" in client.get(reverse("workbook:shown")).content.decode()
    page = client.get(url)
    assert BODY in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert client.post(url).status_code == 405
    for person in (other_mentee, coordinator, mentee):
        client = signed_in(person)
        assert client.get(url).status_code == 404
        assert BODY not in client.get(reverse("workbook:shown")).content.decode()


def test_a_mentor_shows_a_goal_of_their_own(signed_in, written, mentor, mentee, group):
    goal = written(mentor, "Luisteren", "Stil zijn")
    url = reverse(
        "workbook:show", args=[goal.pk, group.seats.get(person=mentee).pair_id]
    )
    assert signed_in(mentor).post(url, {"part": "words"}).status_code == 302

    assert read_by(mentee) == [("Luisteren", "Stil zijn")]


def test_showing_and_taking_back_are_in_the_trail(shown_to_pair, mentee, signed_in):
    with acting_as(mentee):
        writing.take_back_copy(shown=Shown.objects.get())
    events = AuditEvent.objects.filter(space_id=shown_to_pair.space_id, actor=mentee)

    assert [event.verb for event in events] == ["moved_out", "moved_in"]


def give_to(client, goal, **more):
    url = reverse("writing:give", args=[goal.pk])
    until = (timezone.localdate() + dt.timedelta(days=7)).isoformat()
    return client.post(url, {"until": until} | more)


def test_a_copy_is_given_to_one_reader(
    goal, signed_in, mentee, coordinator, mentor, outsider
):
    client = signed_in(mentee)
    asked = give_to(client, goal, who=coordinator.email.upper())
    assert BODY in asked.content.decode()
    assert coordinator.full_name in asked.content.decode()
    with acting_as(mentee):
        assert not Snapshot.objects.exists()
    sure = {field.name: field.value() for field in asked.context["form"]}
    done = client.post(reverse("writing:give_sure", args=[goal.pk]), sure)

    assert done.url == reverse("writing:given")
    with acting_as(coordinator):
        copy = Snapshot.objects.get()
        assert (copy.title, copy.body) == ("Nee zeggen", BODY)
    for person in (mentor, outsider):
        with acting_as(person):
            assert not Snapshot.objects.exists()
    mail = Mail.objects.get(kind="writing.given")
    assert mail.person == coordinator
    assert set(mail.context) == {"author", "until"}
    assert mail.context["author"] == mentee.full_name


@pytest.fixture
def copy(goal, mentee, coordinator):
    until = timezone.localdate() + dt.timedelta(days=7)
    with transaction.atomic(), acting_as(mentee):
        head = Text.objects.get(pk=goal.pk).head
        return writing.give_text(
            text=goal.text, head=head, reader=coordinator, until=until
        )


def test_the_reader_reads_the_copy_and_not_what_comes_later(
    copy, goal, mentee, coordinator, signed_in
):
    with acting_as(mentee):
        page = Text.objects.get(pk=goal.pk)
        writing.save(
            text=page,
            by=mentee,
            client_id=uuid4(),
            based_on=page.head,
            title="",
            body="Later",
        )
    client = signed_in(coordinator)
    assert "Nee zeggen" in client.get(reverse("writing:received")).content.decode()
    assert BODY in client.get(copy.get_absolute_url()).content.decode()
    assert client.post(copy.get_absolute_url()).status_code == 405


def test_a_copy_is_found_by_its_two_people_only(
    copy, signed_in, mentee, mentor, other_mentee
):
    for person in (mentor, other_mentee):
        assert signed_in(person).get(copy.get_absolute_url()).status_code == 404
    assert signed_in(mentee).get(copy.get_absolute_url()).status_code == 200


def test_a_copy_is_taken_back_by_its_giver_only(copy, signed_in, mentee, coordinator):
    url = reverse("writing:take_back", args=[copy.pk])
    assert signed_in(coordinator).post(url).status_code == 404
    client = signed_in(mentee)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302

    assert signed_in(coordinator).get(copy.get_absolute_url()).status_code == 404
    mail = Mail.objects.get(kind="writing.given")
    assert why_not(mail, Asking()) == Mail.State.DROPPED
    with acting_as(mentee):
        assert not Snapshot.objects.exists()


def test_of_several_of_one_name_one_is_chosen(
    goal, signed_in, mentee, mentor, outsider
):
    for person in (mentor, outsider):
        person.family_name = "De Zelfde"
        person.save(update_fields=["family_name"])
    client = signed_in(mentee)
    asked = give_to(client, goal, who="zelfde")
    assert {one.pk for one in asked.context["found"]} == {mentor.pk, outsider.pk}
    asked = give_to(client, goal, who="zelfde", reader=outsider.pk)
    assert asked.context["reader"] == outsider


@pytest.mark.parametrize("days", [-1, 400])
def test_a_date_that_cannot_be(goal, signed_in, mentee, coordinator, days):
    until = (timezone.localdate() + dt.timedelta(days=days)).isoformat()
    asked = give_to(signed_in(mentee), goal, who=coordinator.email, until=until)
    assert "at most a year ahead" in asked.content.decode()


def test_nobody_elsewhere_is_found(goal, signed_in, mentee):
    from tests.factories import PersonFactory

    stranger = PersonFactory()
    for who in (stranger.email, stranger.full_name, mentee.email):
        asked = give_to(signed_in(mentee), goal, who=who)
        assert "Nobody of your organisation" in asked.content.decode()


def test_what_is_given_is_what_was_looked_at(goal, mentee, coordinator):
    with acting_as(mentee):
        page = Text.objects.get(pk=goal.pk)
        writing.save(
            text=page,
            by=mentee,
            client_id=uuid4(),
            based_on=page.head,
            title="",
            body="Later",
        )
        with pytest.raises(DomainError, match="changed meanwhile"):
            writing.give_text(
                text=goal.text,
                head=page.head,
                reader=coordinator,
                until=timezone.localdate(),
            )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries", "giver"),
    [("writing:given", 11, True), ("writing:received", 9, False)],
)
def test_copies_cost_no_query_each(
    written,
    signed_in,
    mentee,
    coordinator,
    django_assert_num_queries,
    count,
    name,
    queries,
    giver,
):
    for _number in range(count):
        goal = written(mentee)
        with acting_as(mentee):
            head = Text.objects.get(pk=goal.pk).head
            writing.give_text(
                text=goal.text,
                head=head,
                reader=coordinator,
                until=timezone.localdate(),
            )
    client = signed_in(mentee if giver else coordinator)

    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_the_first_goal_waits_for_a_mentee(mentee, mentor, written):
    now = timezone.now()
    with acting_as(mentee):
        (due,) = waiting(now=now, person=mentee)
        assert due.line == "Set your first learning goal"
        assert not due.mail
    with acting_as(mentor):
        assert list(waiting(now=now, person=mentor)) == []
    assert list(waiting(now=now)) == []
    written(mentee)
    with acting_as(mentee):
        assert list(waiting(now=now, person=mentee)) == []


@pytest.mark.django_db(transaction=True)
def test_a_dump_holds_nothing_of_a_goal(shown_to_pair, shown_to_circle, copy):
    from tests.spaces.test_database import dump_of_the_test_database

    dump = dump_of_the_test_database()
    assert b"COPY public.writing_shown" in dump
    for text in (BODY, "Nee zeggen"):
        assert text.encode() not in dump
        assert text.encode().hex().encode() not in dump


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("writing:trail", 11), ("history", 11), ("versions", 11)]
)
def test_long_lists_cost_no_query_each(
    goal, group, mentee, signed_in, django_assert_num_queries, count, name, queries
):
    with acting_as(mentee):
        for number in range(count):
            writing.save(
                text=goal.text,
                by=mentee,
                client_id=uuid4(),
                based_on=None,
                body=f"Versie {number}",
            )
            shown = services.show_goal(goal=goal, space_id=group.circle_id)
            writing.take_back_copy(shown=shown)
    client = signed_in(mentee)
    url = reverse(name) if ":" in name else reverse(f"writing:{name}", args=[goal.pk])

    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200
