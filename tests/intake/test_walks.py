"""Random walks of two people through their intake: every rule holds at each step.

As the web role with the policies in force, and as the worker for the morning.
"""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from groups.models import Seat, SeatEnding
from groups.services.leavers import end_due_seats
from intake import services
from intake.due import waiting
from intake.models import (
    PREPARATION,
    ClickAnswer,
    Conversation,
    Intake,
    Judgement,
    MenteeSeat,
    OfferedTime,
    Round,
)
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import Member
from tests.factories import write_text
from tests.roles import worker
from writing.models import Text

pytestmark = pytest.mark.usefixtures("at_work", "db")
DAY = dt.timedelta(days=1)
# Who has to act for there to be a time.
OF_A_TIME = {
    *("intake.to_plan", "intake.to_pick", "intake.other_times", "intake.to_decide")
}
MENTOR = ["plan", "offer", "hold", "judge", "continue", "again", "pause", "end"]
MENTEE = ["pick", "others", "prepare", "take_back", "another_group", "back"]
BOTH = ["answer", "anew", "keep"]
PRESSES = st.lists(
    st.one_of(
        st.tuples(st.just("mentor"), st.sampled_from([*MENTOR, *BOTH])),
        st.tuples(st.just("mentee"), st.sampled_from([*MENTEE, *BOTH])),
        # What decides how a walk goes on comes often.
        st.tuples(st.sampled_from(["mentor", "mentee"]), st.just("answer")),
        st.tuples(st.just("mentor"), st.just("hold")),
        st.tuples(st.just("worker"), st.just("morning")),
    ),
    max_size=14,
)

ENDED_TWICE = ["hold", "answer", "end", "keep", "again", "end"]
LEFT_BETWEEN = [("mentee", "another_group"), ("worker", "morning")]


@pytest.fixture(autouse=True)
def two_days_ago():
    """The database looks at its own clock: the morning after this day has passed."""
    with time_machine.travel(timezone.now() - 2 * DAY, tick=False) as clock:
        yield clock


class Walk:
    """The two, who looks on, and what is known of what they pressed."""

    def __init__(self, seat, people):
        self.seat, self.people = seat, people
        self.today = timezone.localdate()
        # By round: whose answer is in it, with its words.
        self.rounds = [{}]
        # Who has asked that it ends, and takes it back still.
        self.asked, self.ended = set(), False
        self.presses = Counter()
        self.given = False
        self.members = self.members_now()

    def members_now(self):
        with self.acting("mentee"):
            return Member.objects.filter(left_at=None).count()

    def acting(self, who):
        return acting_as(self.people[who])

    def press(self, who, what):
        if what == "morning":
            with worker():
                end_due_seats()
            self.ended |= bool(self.asked)
            self.asked = set()
            return
        before = self.state()
        try:
            with transaction.atomic(), self.acting(who):
                seat = MenteeSeat.objects.with_intake().get(pk=self.seat.pk)
                getattr(self, what)(who, seat)
        except DomainError:
            assert self.state() == before, f"a refused {what} changed something"
        else:
            self.known(who, what)

    def known(self, who, what):
        """What follows from a press that was not refused."""
        if what in ("answer", "anew"):
            if len(self.rounds[-1]) == 2:
                assert what == "anew"
                self.rounds.append({})
            assert who not in self.rounds[-1]
            self.rounds[-1][who] = self.words(who)
        elif what == "hold":
            if self.number > self.opened:
                self.rounds.append({})
            self.opened = self.number
        elif what in ("end", "another_group"):
            self.asked.add(who)
        elif what == "keep":
            self.asked.discard(who)
        elif what in ("prepare", "take_back"):
            self.given = what == "prepare"

    # What is pressed.
    opened = 1

    @property
    def number(self):
        return Intake.objects.values_list("number", flat=True).get()

    def words(self, who):
        return f"{who} {len(self.rounds)}"

    def plan(self, who, seat):
        self.presses[who] += 1
        on = self.today + (1 + self.presses[who] % 3) * DAY
        services.plan_intake(seat=seat, on=on, at=dt.time(9), minutes=45, place="")

    def offer(self, who, seat):
        self.presses[who] += 1
        days = (self.today + (2 + self.presses[who] + n) * DAY for n in range(2))
        times = [(day, dt.time(9)) for day in days]
        services.offer_times(seat=seat, times=times, minutes=30, place="")

    def pick(self, who, seat):
        offered = services.offered_times(seat)
        services.pick_time(seat=seat, time=offered[0].pk if offered else 0)

    def others(self, who, seat):
        services.ask_other_times(seat=seat)

    def hold(self, who, seat):
        services.hold_intake(seat=seat, on=self.today)

    def judge(self, who, seat):
        answers = {"teachable": "no", "kind": "wont"}
        by = self.people[who]
        services.write_judgement(seat=seat, by=by, answers=answers)

    def decide(self, seat, outcome):
        services.decide_outcome(
            seat=seat,
            by=self.people["mentor"],
            outcome=outcome,
            until=self.today + 9 * DAY,
        )

    def again(self, who, seat):
        self.decide(seat, "again")

    def pause(self, who, seat):
        self.decide(seat, "paused")

    def back(self, who, seat):
        services.come_back(seat=seat)

    def end(self, who, seat):
        self.decide(seat, "ended")

    def another_group(self, who, seat):
        services.ask_another_group(seat=seat, by=self.people[who])

    def keep(self, who, seat):
        services.keep_seat(seat=seat, by=self.people[who])

    def prepare(self, who, seat):
        services.put_text(seat=seat, kind=PREPARATION, by=self.people[who])

    def take_back(self, who, seat):
        services.take_back_text(seat=seat, kind=PREPARATION, by=self.people[who])

    def answer(self, who, seat, act=services.answer_click):
        # Which round it belongs to is known once it is in.
        opens = act == services.change_mind and len(self.rounds[-1]) == 2
        words = f"{who} {len(self.rounds) + opens}"
        act(seat=seat, by=self.people[who], answer="no", words=words)

    def anew(self, who, seat):
        self.answer(who, seat, services.change_mind)

    # What can be seen.
    def state(self):
        """All that anybody of the room's rows could notice; of what is hidden a count."""
        found = [list(Intake.objects.values()), self.offered("mentor")]
        found += [list(Round.objects.values()), list(Conversation.objects.values())]
        for who in ("mentor", "mentee"):
            with self.acting(who), transaction.atomic():
                found.append(ClickAnswer.objects.count())
                found.append(list(SeatEnding.objects.values()))
                found.append(Text.objects.count())
        return found

    def offered(self, who):
        with self.acting(who):
            return list(OfferedTime.objects.values())

    def look(self):
        self.look_at_answers()
        self.look_at_the_seat()
        self.look_at_the_time()
        self.look_at_what_is_private()

    def look_at_answers(self):
        for who, person in self.people.items():
            with acting_as(person), transaction.atomic():
                read = {(one.round, one.words) for one in ClickAnswer.objects.all()}
            assert read == {
                (number, words)
                for number, answers in enumerate(self.rounds, 1)
                for writer, words in answers.items()
                if who in ("mentor", "mentee")
                # Who leaves keeps the pair; the mentor leaves it that moment.
                and not (self.ended and who == "mentor")
                and (writer == who or len(answers) == 2)
            }, who
        intake = Intake.objects.first()
        if intake:
            assert intake.round == len(self.rounds)
            assert Round.objects.count() == len(self.rounds)

    def look_at_the_seat(self):
        left_at = Seat.objects.values_list("left_at", flat=True).get(pk=self.seat.pk)
        assert (left_at is not None) == self.ended
        if not self.ended:
            assert self.members_now() == self.members
        for who, person in self.people.items():
            with acting_as(person):
                read = list(
                    SeatEnding.objects.open().values_list("asked_by", flat=True)
                )
            # Each sees that they asked themselves, and nobody else's asking.
            mine = [person.pk] if who in self.asked else []
            assert read == mine, who

    def look_at_the_time(self):
        intake = Intake.objects.first()
        if intake is None:
            return
        offered = [self.offered(who) for who in self.people]
        assert bool(intake.offered_at) == bool(offered[0])
        # The two see the same, nobody else anything.
        assert offered == [offered[0]] * 2 + [[]] * 3
        assert not (intake.offered_at and intake.others_asked_at)
        assert intake.state != "planned" or (intake.on and intake.at)
        assert not (intake.is_held and intake.is_being_agreed)
        assert Conversation.objects.count() == intake.number - 1
        assert intake.outcome not in ("again", "paused") or intake.until
        found = [
            (one.kind, one.person)
            for one in waiting(now=timezone.now())
            if one.kind in OF_A_TIME and f"/{self.seat.pk}/" in str(one.link)
        ]
        assert len(found) <= 1
        assert not (self.ended and found)

    def look_at_what_is_private(self):
        for who, person in self.people.items():
            with acting_as(person), transaction.atomic():
                assert who == "mentor" or not Judgement.objects.exists(), who
                bodies = {text.space.kind for text in Text.objects.all()}
            if who == "mentee":
                continue
            reads = self.given and who == "mentor" and not self.ended
            assert bodies == ({"pair"} if reads else set()), who
        assert not list(waiting(now=timezone.now(), person=self.people["coordinator"]))


# `continue` is a word of the language.
setattr(Walk, "continue", lambda self, who, seat: self.decide(seat, "continues"))


@pytest.fixture
def pressed(seat, mentor, mentee, other_mentee, outsider, coordinator):
    """Presses one after the other, looks at all after each, and takes it all back."""
    people = {"mentor": mentor, "mentee": mentee, "other_mentee": other_mentee}
    people |= {"outsider": outsider, "coordinator": coordinator}

    def press(presses):
        with transaction.atomic():
            write_text(by=mentee, kind=PREPARATION, key=seat.pk, body="Van mij")
            walk = Walk(seat, people)
            for who, what in presses:
                walk.press(who, what)
                walk.look()
            transaction.set_rollback(True)

    return press


ANY = {
    "deadline": None,
    "suppress_health_check": [
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
}


@settings(max_examples=2, **ANY)
@given(presses=PRESSES)
@example(presses=[("mentee", "another_group"), ("worker", "morning")])
@example(presses=[("mentor", what) for what in ENDED_TWICE] + [("worker", "morning")])
@example(presses=[("mentor", "hold"), *LEFT_BETWEEN, ("mentor", "pause")])
def test_every_rule_holds_whatever_is_pressed(pressed, presses):
    pressed(presses)


@pytest.mark.walk
@settings(max_examples=30, **ANY)
@given(presses=PRESSES)
def test_every_rule_holds_in_many_walks(pressed, presses):
    pressed(presses)
