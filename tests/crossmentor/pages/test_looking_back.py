"""Looking back: what one wrote, month by month, and nothing of anybody else."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crossmentor.pages.looking_back import written
from spaces.acting import acting_as
from workbook import services as goals
from workbook.chapters import chapters
from workbook.models import Goal
from writing import services

pytestmark = pytest.mark.django_db
BACK = reverse("looking_back")


@pytest.fixture
def save(time_machine):
    """Writes as a person on a day."""

    def save(person, on, kind="goal", key=None, title="", body="Woorden", minute=0):
        time_machine.move_to(dt.datetime(*on, 12, minute, tzinfo=dt.UTC))
        with transaction.atomic(), acting_as(person):
            given = {"title": title} if kind == "goal" else {}
            return services.write_text(
                kind=kind,
                key=key or str(uuid4()),
                by=person,
                client_id=uuid4(),
                based_on=None,
                body=body,
                **given,
            ).text

    return save


@pytest.fixture
def note(time_machine):
    """Notes how it goes with a goal, as its author, on a day."""

    def note(person, text, on, said, **more):
        time_machine.move_to(dt.datetime(*on, 12, tzinfo=dt.UTC))
        with transaction.atomic(), acting_as(person):
            goal = Goal.objects.get(pk=text.pk)
            goals.check_in(goal=goal, check_in_id=uuid4(), said=said, **more)

    return note


def exercise():
    return next(
        one
        for chapter in chapters("en")
        for one in chapter.exercises
        if len(one.prompts) > 1 and not chapter.is_for_mentors
    )


def seen(client, address=BACK):
    return client.get(address).content.decode()


def test_months_stand_the_latest_first_with_what_was_begun(signed_in, mentee, save):
    one = exercise()
    save(mentee, (2026, 9, 3), title="Nee zeggen")
    for prompt in one.prompts:
        save(mentee, (2026, 10, 5), "exercise", f"{one.slug}.{prompt.name}")
    save(mentee, (2026, 11, 2), title="Vragen stellen")

    page = seen(signed_in(mentee))

    places = [
        page.index(words)
        for words in (
            *("November 2026", "Vragen stellen", "October 2026", one.title),
            *("September 2026", "Nee zeggen"),
        )
    ]
    assert places == sorted(places)
    # An exercise of several questions is begun once.
    assert page.count(f">{one.title}</a>") == 1
    assert "December 2026" not in page


def test_nothing_of_another_stands_there(
    signed_in, mentee, mentor, other_mentee, save, group
):
    save(mentor, (2026, 9, 3), title="Doel van de mentor")
    save(other_mentee, (2026, 9, 3), title="Doel van de ander")
    # Where all of them write and read.
    save(mentor, (2026, 9, 3), "agreement", str(group.circle_id))
    save(mentee, (2026, 9, 3), title="Mijn doel")

    response = signed_in(mentee).get(BACK)
    page = response.text
    month = seen(signed_in(mentee), reverse("looking_back_month", args=[SEPTEMBER]))

    [line] = response.context["months"][0].lines
    assert line.title == "Mijn doel"

    for text in (page, month):
        assert "Mijn doel" in text
        assert "Doel van de" not in text
    assert "Doel van de mentor" in seen(signed_in(mentor))


SEPTEMBER = dt.date(2026, 9, 1)


def test_a_full_month_has_a_page_of_its_own(signed_in, mentee, save):
    for number in range(60):
        save(mentee, (2026, 9, 3), title=f"Doel {number:02}.", minute=number)
    client = signed_in(mentee)

    page = seen(client)
    address = reverse("looking_back_month", args=[SEPTEMBER])
    first, second = seen(client, address), seen(client, address + "?page=2")

    assert [n for n in range(60) if f"Doel {n:02}." in page] == [*range(8)]
    assert address in page
    assert [n for n in range(60) if f"Doel {n:02}." in first] == [*range(50)]
    assert [n for n in range(60) if f"Doel {n:02}." in second] == [*range(50, 60)]


def test_a_month_of_nothing_is_no_page(signed_in, mentee, mentor, save):
    save(mentor, (2026, 9, 3), title="Van de mentor")
    client = signed_in(mentee)

    assert client.get("/looking-back/2026-09/").status_code == 404
    assert client.get("/looking-back/2026-13/").status_code == 404
    assert client.get("/looking-back/0000-01/").status_code == 404


def test_who_wrote_nothing_is_told_so_kindly(signed_in, mentee):
    assert "There is nothing to look back on yet." in seen(signed_in(mentee))


def test_every_line_leads_somewhere(signed_in, mentee, save):
    one = exercise()
    save(mentee, (2026, 9, 3), title="Nee zeggen")
    save(mentee, (2026, 9, 4), "exercise", f"{one.slug}.{one.prompts[0].name}")
    client = signed_in(mentee)

    response = client.get(BACK)

    addresses = [
        line.address for one in response.context["months"] for line in one.lines
    ]
    assert len(addresses) == 2
    assert {client.get(address).status_code for address in addresses} == {200}


def test_that_it_was_noted_how_a_goal_goes_stands_there(
    signed_in, mentee, mentor, save, note
):
    goal = save(mentee, (2026, 9, 3), title="Nee zeggen")
    theirs = save(mentor, (2026, 9, 3), title="Van de mentor")
    note(mentee, goal, (2026, 10, 5), "7", happened="In overleg")
    note(mentor, theirs, (2026, 10, 5), "3")
    # A month in which nothing else was done.
    october = reverse("looking_back_month", args=[dt.date(2026, 10, 1)])
    client = signed_in(mentee)

    response, month = client.get(BACK), client.get(october)

    for months in (response.context["months"][:1], [month.context["month"]]):
        (line,) = months[0].lines
        assert (line.what, line.title) == ("You noted how it goes", "Nee zeggen")
        assert line.address == reverse("workbook:goal", args=[goal.pk])
    assert [one.first.month for one in response.context["months"]] == [10, 9]
    for text in (response.text, month.text):
        assert "In overleg" not in text
        assert "Van de mentor" not in text
    mentors = seen(signed_in(mentor))
    assert mentors.count("You noted how it goes") == 1
    assert "Nee zeggen" not in mentors


def test_all_that_was_noted_stands_on_the_page_of_its_month(
    signed_in, mentee, save, note, monkeypatch
):
    monkeypatch.setattr(written, "OF_EACH", 2)
    goal = save(mentee, (2026, 8, 3), title="Nee zeggen")
    for day in (4, 11, 18, 25):
        note(mentee, goal, (2026, 9, day), "7")
    client = signed_in(mentee)

    several = client.get(BACK).context["months"][0]
    own = client.get(reverse("looking_back_month", args=[SEPTEMBER])).context["month"]

    # Where it is one of several the first are looked at.
    assert [line.at.day for line in several.lines] == [4, 11]
    assert [line.at.day for line in own.lines] == [4, 11, 18, 25]


def test_queries_do_not_grow(signed_in, mentee, save, note):
    goal = save(mentee, (2026, 9, 3), title="Een")
    note(mentee, goal, (2026, 9, 4), "4")
    client = signed_in(mentee)
    client.get(BACK)
    with CaptureQueriesContext(connection) as few:
        client.get(BACK)
    for number in range(30):
        other = save(mentee, (2026, 1 + number % 8, 4), title=f"Doel {number}")
        note(mentee, other, (2026, 1 + number % 8, 5), "4")
    client = signed_in(mentee)
    client.get(BACK)
    with CaptureQueriesContext(connection) as many:
        client.get(BACK)

    assert len(many) == len(few)
