"""Erasing and writing at the same moment, over real connections, in either order."""

import datetime as dt
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spaces.acting import acting_as
from spaces.models import OwnErasure
from tests.conftest import connect_as
from workbook import services as workbook
from workbook.models import CheckIn, Goal
from writing import services
from writing.models import Snapshot, Text

pytestmark = pytest.mark.django_db(transaction=True)
WORDS, TYPED = "Ik slaap slecht", "En nu nog iets"
# Where words of a person may lie.
TABLES = [
    *("writing_text", "writing_revision", "writing_shown", "writing_snapshot"),
    *("workbook_goal", "workbook_checkin", "workbook_goalchange", "workbook_shownline"),
]


@pytest.fixture
def seat(mentee):
    return mentee.seats.get()


@pytest.fixture
def goal(mentee, mentor, seat):
    """With a note, shown to the mentor, and a copy given."""
    key = uuid4()
    with acting_as(mentee), transaction.atomic():
        text = services.write_text(
            kind="goal",
            key=str(key),
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            title="Slapen",
            body=WORDS,
        ).text
        goal = Goal.objects.get(text=text)
        workbook.check_in(goal=goal, check_in_id=uuid4(), said="7")
        workbook.show_goal(goal=goal, space_id=seat.pair_id)
        services.give_text(
            text=text,
            head=text.head,
            reader=mentor,
            until=timezone.localdate() + dt.timedelta(9),
        )
    return Text(pk=text.pk, key=text.key, head=text.head)


class Race:
    """A person who writes in one window while a worker erases what they wrote."""

    def __init__(self, person, goal, seat, mentor):
        self.person, self.goal, self.seat, self.mentor = person, goal, seat, mentor

    def ask(self, kind):
        with acting_as(self.person), transaction.atomic():
            if kind == "all":
                services.erase_all(by=self.person)
            else:
                services.erase(text=Text.objects.get(pk=self.goal.pk), by=self.person)
            return OwnErasure.objects.get().pk

    def left(self):
        """What is found of the person, by table."""
        with connect_as("superuser") as superuser:
            count = "SELECT count(*) FROM {} WHERE author_id = %s"
            found = {
                table: superuser.execute(
                    count.format(table), [self.person.pk]
                ).fetchone()[0]
                for table in TABLES
            }
        return {table: rows for table, rows in found.items() if rows}

    def save(self, client):
        return client.post(*self.saving(self.goal.key, based_on=self.goal.head))

    def new(self, client):
        return client.post(*self.saving(uuid4()))

    def saving(self, key, **more):
        typed = {"author": self.person.pk, "client_id": uuid4(), "body": TYPED}
        return reverse("writing:save", args=["goal", key]), typed | more

    def page(self, client):
        key = self.goal.key
        _url, sent = self.saving(key, based_on=self.goal.head)
        sent = {f"goal-{name}": value for name, value in sent.items()}
        sent |= {"texts": f"goal goal {key}"}
        return client.post(reverse("writing:write"), sent)

    def note(self, client):
        url = reverse("workbook:check_in", args=[self.goal.pk])
        sent = {"check_in": uuid4(), "said": "7", "happened": TYPED}
        return client.post(url, sent)

    def show(self, client):
        circle = self.seat.group.circle_id
        url = reverse("workbook:show", args=[self.goal.pk, circle])
        return client.post(url, {"part": "both"})

    def give(self, client):
        until = timezone.localdate() + dt.timedelta(3)
        sent = {"reader": self.mentor.pk, "until": until, "head": self.goal.head}
        return client.post(reverse("writing:give_sure", args=[self.goal.pk]), sent)

    def pause(self, client):
        url = reverse("workbook:pause", args=[self.goal.pk])
        return client.post(url, {"words": TYPED})

    def reword(self, client):
        url = reverse("workbook:reword", args=[self.goal.pk])
        return client.post(url, {"title": TYPED})

    def drop(self, client):
        with acting_as(self.person), transaction.atomic():
            notes = [note.pk for note in CheckIn.objects.all()]
        return client.post(
            reverse("workbook:check_in_drop", args=[*notes, uuid4()][:1])
        )

    def take_back(self, client):
        with acting_as(self.person), transaction.atomic():
            copies = [copy.pk for copy in Snapshot.objects.all()]
        return client.post(reverse("writing:take_back", args=[*copies, uuid4()][:1]))

    def take_back_all(self, client):
        return client.post(reverse("writing:take_back_all"))


TYPING = ["save", "new", "page", "note"]
CHANGES = ["pause", "reword", "drop"]
ACTS = [*TYPING, *CHANGES, "show", "give", "take_back", "take_back_all"]


@pytest.fixture
def race(mentee, goal, seat, mentor, settings, tmp_path):
    settings.ERASURES_FILE = tmp_path / "erasures"
    settings.BRAKES = {}
    return Race(mentee, goal, seat, mentor)


class Window(Thread):
    """Sends one thing on a connection of its own; stops before it writes, if told so."""

    def __init__(self, act, person, stops=False):
        super().__init__()
        self.client = Client(raise_request_exception=False)
        self.client.force_login(person)
        self.act, self.answer = act, None
        self.stops, self.at_it, self.go_on = stops, Event(), Event()
        self.start()

    def run(self):
        try:
            with connection.execute_wrapper(self.stop):
                self.answer = self.act(self.client)
        finally:
            self.at_it.set()
            connection.close()

    def stop(self, execute, sql, *more):
        writes = sql.startswith(("INSERT", "UPDATE", "DELETE", "SELECT spaces_revoke"))
        ours = any(name in sql for name in ("writing_", "workbook_", "spaces_revoke"))
        if self.stops and writes and ours and not self.at_it.is_set():
            self.at_it.set()
            self.go_on.wait(10)
        return execute(sql, *more)

    def ends(self):
        self.go_on.set()
        self.join(15)
        return self.answer


class Worker(Thread):
    """Carries out one request, and commits when told so."""

    def __init__(self, erasure, commits=True):
        super().__init__()
        self.erasure, self.done, self.commit = erasure, Event(), Event()
        self.failed = None
        if commits:
            self.commit.set()
        self.start()

    def run(self):
        try:
            with connect_as("worker") as worker, worker.transaction():
                worker.execute("SELECT writing_erase(%s)", [self.erasure])
                self.done.set()
                self.commit.wait(10)
        except Exception as error:
            self.failed = error
            self.done.set()

    def ends(self):
        self.commit.set()
        self.join(15)
        assert self.failed is None


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", ["all", "text"])
def test_what_was_begun_before_is_found_and_goes(race, kind, act):
    """It has read the words by then, and writes them after it was asked for."""
    window = Window(getattr(race, act), race.person, stops=True)
    assert window.at_it.wait(10)
    worker = Worker(race.ask(kind))
    assert not worker.done.wait(0.3)

    answer = window.ends()
    worker.ends()

    assert answer.status_code in (200, 302)
    if kind == "all" or act != "new":
        assert race.left() == {}
    else:
        # Another text than the one that goes.
        tables = {"writing_text", "writing_revision", "workbook_goal"}
        assert set(race.left()) == tables


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", ["all", "text"])
def test_what_comes_while_it_is_done_is_refused_in_words(race, kind, act):
    """Nothing stays of it, and who typed has what they typed before them."""
    send = getattr(race, act)
    worker = Worker(race.ask(kind), commits=False)
    assert worker.done.wait(10)
    window = Window(send, race.person)
    window.join(0.3)

    worker.ends()
    answer = window.ends()

    assert race.left() == {}
    assert answer.status_code in (200, 302, 404, 409, 503)
    if act in ("save", "new"):
        assert (answer.status_code, "problem" in answer.json()) == (503, True)
    elif act in TYPING:
        assert TYPED in answer.content.decode()


@pytest.mark.parametrize("act", TYPING)
def test_while_all_waits_nothing_is_saved_that_would_go_along(race, act):
    before = race.left()
    race.ask("all")

    answer = Window(getattr(race, act), race.person).ends()

    assert race.left() == before
    if act in ("save", "new"):
        assert answer.status_code == 503
    else:
        assert TYPED in answer.content.decode()


@pytest.mark.parametrize(("act", "status"), [("save", 410), ("page", 409)])
def test_while_a_text_waits_nothing_is_added_to_it(race, act, status):
    before = race.left()
    race.ask("text")

    answer = Window(getattr(race, act), race.person).ends()

    assert (answer.status_code, race.left()) == (status, before)
    if act == "page":
        assert TYPED in answer.content.decode()


def test_another_text_is_written_while_one_waits(race):
    race.ask("text")

    assert Window(race.new, race.person).ends().status_code == 200


@pytest.mark.parametrize("kind", ["all", "text"])
def test_all_at_once_leaves_nothing_behind(race, kind):
    """However they come to lie: each is refused, or goes along, or is new."""
    send = [getattr(race, act) for act in ACTS if act != "new"] * 2
    erasure = race.ask(kind)

    windows = [Window(one, race.person) for one in send]
    worker = Worker(erasure)
    answers = [window.ends() for window in windows]
    worker.ends()

    assert race.left() == {}
    assert [one.status_code for one in answers if one.status_code == 500] == []
