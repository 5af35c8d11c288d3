"""The one way of writing against a model of it: nothing acknowledged is ever lost.

Windows type, and their saves go through a network that delays, repeats, reorders and
loses, as far as a window can notice; people sign out, restore, settle and put before
others. After each step the database is compared with what was acknowledged.
"""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from spaces.acting import acting_as
from writing import services
from writing.kinds import TextPlace
from writing.models import Revision, Text, Writers

pytestmark = pytest.mark.usefixtures("more_kinds")


@dataclass
class Window:
    """A page with the text on it, as `static/js/autosave-keeper.js` keeps it."""

    person: object
    based_on: UUID | None = None
    typed: str = ""
    kept: str = ""
    attempt: dict | None = None


@dataclass
class Model:
    people: list
    outsider: object
    circle_id: UUID
    windows: list = field(default_factory=list)
    # What was sent and never answered: it may arrive at any moment, more than once.
    under_way: list = field(default_factory=list)
    acknowledged: list = field(default_factory=list)
    put: list = field(default_factory=list)


class Writing(RuleBasedStateMachine):
    """Of a text that the group writes together, or of a letter that the mentor puts."""

    model: Model
    shared, alone = True, False

    @initialize()
    def begin(self):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        mine = self.model.people if self.shared else self.model.people[:1]
        self.model.windows = [Window(mine[0])]
        self.key = str(self.model.circle_id if self.shared else 1)
        self.model.under_way, self.model.acknowledged = [], []
        self.model.put = []

    def teardown(self):
        if hasattr(self, "transaction"):
            connection.needs_rollback = True
            self.transaction.__exit__(None, None, None)

    @property
    def writers(self):
        return self.model.people if self.shared else self.model.people[:1]

    def text(self, person):
        kind = "board" if self.shared else "letter"
        place = (
            TextPlace(self.model.circle_id, writers=Writers.MEMBERS)
            if self.shared
            else TextPlace()
        )
        texts = Text.objects.of_kind(kind).about(self.key)
        return texts.in_place(place, person).first()

    def arrive(self, sent):
        """The server takes a save; what it answers may get lost on the way back."""
        with acting_as(sent["by"]):
            done = services.write_text(
                kind="board" if self.shared else "letter", key=self.key, **sent
            )
            assert done.revision.body == sent["body"]
            self.model.acknowledged.append((sent["by"].pk, sent["body"]))
        return done

    @precondition(lambda self: not self.alone and len(self.model.windows) < 4)
    @rule(number=st.integers(0, 2))
    def open(self, number):
        person = self.writers[number % len(self.writers)]
        with acting_as(person):
            text = self.text(person)
            body = str(text.body) if text else ""
            base = text.head if text else None
        self.model.windows.append(Window(person, base, body, body))

    def window(self, number):
        return self.model.windows[number % len(self.model.windows)]

    @precondition(lambda self: self.model.windows)
    @rule(number=st.integers(0, 3), letter=st.sampled_from("abcd"))
    def type(self, number, letter):
        self.window(number).typed += letter

    @precondition(lambda self: self.model.windows)
    @rule(
        number=st.integers(0, 3),
        fate=st.sampled_from(["answered", "lost", "unanswered", "delayed"]),
    )
    def send(self, number, fate):
        """The save of a window, once more as it was where nobody answered the last."""
        window = self.window(number)
        if window.attempt is None and window.typed == window.kept:
            return
        window.attempt = window.attempt or {
            "by": window.person,
            "client_id": uuid4(),
            "based_on": window.based_on,
            "body": window.typed,
        }
        if fate == "delayed":
            self.model.under_way.append(window.attempt)
        if fate in ("answered", "unanswered"):
            done = self.arrive(window.attempt)
        if fate == "answered":
            window.based_on, window.kept = done.based_on, window.attempt["body"]
            window.attempt = None

    @precondition(lambda self: self.model.under_way)
    @rule(number=st.integers(0, 9), again=st.booleans())
    def arrive_late(self, number, again):
        under_way = self.model.under_way
        sent = under_way[number % len(under_way)]
        if not again:
            under_way.remove(sent)
        self.arrive(sent)

    @precondition(lambda self: self.model.windows)
    @rule(number=st.integers(0, 3), arrives=st.booleans())
    def close(self, number, arrives):
        """The last words leave with the window, whatever is under way."""
        window = self.window(number)
        if window.typed != window.kept and window.attempt is None:
            last = {"after": None}
        elif window.attempt and window.typed != window.attempt["body"]:
            last = {"after": window.attempt["client_id"]}
        else:
            last = None
        if last:
            last |= {
                "by": window.person,
                "client_id": uuid4(),
                "based_on": window.based_on,
                "body": window.typed,
            }
            if arrives:
                self.arrive(last)
            else:
                self.model.under_way.append(last)
        self.model.windows.remove(window)

    @precondition(lambda self: not self.alone)
    @rule(number=st.integers(0, 2), index=st.integers(0, 20))
    def restore(self, number, index):
        person = self.writers[number % len(self.writers)]
        with acting_as(person):
            text = self.text(person)
            revisions = list(text.revisions.order_by("saved_at", "pk")) if text else []
            if revisions:
                chosen = revisions[index % len(revisions)]
                services.restore(text=text, by=person, revision=chosen)

    @precondition(lambda self: not self.alone)
    @rule(number=st.integers(0, 2))
    def settle(self, number):
        person = self.writers[number % len(self.writers)]
        with acting_as(person):
            text = self.text(person)
            beside = list(text.revisions.beside()) if text else []
            if beside:
                services.settle_versions(
                    text=text,
                    by=person,
                    chosen=[one.pk for one in beside],
                    client_id=uuid4(),
                    based_on=text.head,
                    title="",
                    body=text.body + beside[0].body,
                )
                assert not text.revisions.beside().exists()

    @precondition(lambda self: not self.shared)
    @rule()
    def publish(self):
        mentor = self.model.people[0]
        with acting_as(mentor):
            draft = self.text(mentor)
            if draft:
                services.publish(draft=draft, space_id=self.model.circle_id)
                if self.model.put[-1:] != [draft.body]:
                    self.model.put.append(str(draft.body))

    @rule(number=st.integers(0, 2))
    def write_what_is_not_theirs(self, number):
        """An outsider saves to the same address, and finds nothing there."""
        typed = {"client_id": uuid4(), "based_on": None, "body": "x"}
        with acting_as(self.model.outsider):
            kind = "board" if self.shared else "letter"
            assert (
                services.write_text(
                    kind=kind, key=self.key, by=self.model.outsider, **typed
                )
                is None
            )

    @invariant()
    def nothing_acknowledged_is_lost(self):
        if not hasattr(self, "key"):
            return
        for person in self.writers:
            with acting_as(person):
                text = self.text(person)
                found = (
                    {(one.author_id, one.body) for one in text.revisions.all()}
                    if text
                    else set()
                )
            mine = [
                one
                for one in self.model.acknowledged
                if self.shared or one[0] == person.pk
            ]
            assert set(mine) <= found

    @invariant()
    def there_is_one_head(self):
        if not hasattr(self, "key"):
            return
        person = self.writers[0]
        with acting_as(person):
            text = self.text(person)
            if text is None or text.head is None:
                return
            head = text.revisions.get(pk=text.head)
            assert (head.title, head.body) == (text.title, text.body)
            assert not head.second_version or head.settled_at is None
            assert not text.revisions.beside().filter(pk=text.head).exists()

    @invariant()
    def one_window_alone_never_quarrels_with_itself(self):
        if not (hasattr(self, "key") and self.alone):
            return
        with acting_as(self.writers[0]):
            text = self.text(self.writers[0])
            assert text is None or not text.revisions.beside().exists()

    @invariant()
    def nobody_reads_what_is_not_theirs(self):
        if not hasattr(self, "key"):
            return
        with acting_as(self.model.outsider):
            assert not Text.objects.exists()
            assert not Revision.objects.exists()
        if not self.shared:
            with acting_as(self.model.people[1]):
                put = Revision.objects.order_by("saved_at", "pk")
                assert [one.body for one in put] == self.model.put


class Letter(Writing):
    shared = False


class Alone(Writing):
    """One window, and whatever the network does to what it sends."""

    shared, alone = False, True


def run(machine, group, people, outsider, **options):
    class Bound(machine):
        model = Model(people, outsider, group.circle_id)

    run_state_machine_as_test(
        Bound,
        settings=settings(
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            **options,
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [Writing, Letter, Alone])
def test_nothing_is_lost(machine, group, mentor, mentee, other_mentee, outsider):
    people = [mentor, mentee, other_mentee]
    run(machine, group, people, outsider, max_examples=6, stateful_step_count=25)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("machine", [Writing, Letter, Alone])
def test_nothing_is_lost_in_the_long_run(
    machine, group, mentor, mentee, other_mentee, outsider
):
    people = [mentor, mentee, other_mentee]
    run(machine, group, people, outsider, max_examples=300, stateful_step_count=60)
