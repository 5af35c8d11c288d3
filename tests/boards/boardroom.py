"""Coordinators at one board, as a machine that hypothesis drives.

Beside the board in the database stands a model of it: plain dictionaries, and stacks of
what was done and taken back. After each step they are the same, and the plain rules of
`boards.composing`, on everybody, find nothing that should have been refused.
"""

import random
from dataclasses import replace
from unittest import mock

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from boards import board, composing, services, solving
from boards.composing import rules
from boards.loading import count_left
from boards.models import Proposal, Step
from boards.news import since
from boards.presenters import board_story
from boards.reading import read_board
from boards.services.steps import take_over
from groups import services as groups
from groups.loading import load
from people.models import Stint
from programmes.models import Participation, Role
from spaces.errors import DomainError
from tests.factories import (
    DisciplineFactory,
    ParticipationFactory,
    ProjectFactory,
    coordinator_of,
)

MENTEES, MENTORS, COORDINATORS = 14, 4, 3
SOMEBODY = st.integers(0, MENTEES - 1)
LEAD = st.integers(0, MENTORS - 1)
# Who makes the step, and whether on the board as it is or as this person saw it last.
WHO = st.tuples(st.integers(0, COORDINATORS - 1), st.sampled_from([1, 1, 1, 0]))


class World:
    """A programme with something of every rule in it."""

    def __init__(self, programme):
        self.programme = programme
        firm = programme.organisation
        self.fields = [DisciplineFactory(organisation=firm) for _ in range(2)]
        self.coordinators = [coordinator_of(programme) for _ in range(COORDINATORS)]
        self.mentors = [
            self._enrol(Role.MENTOR, n == 3, max_group=4 if n == 1 else 6)
            for n in range(MENTORS)
        ]
        self.mentees = [self._enrol(Role.MENTEE, n >= 10) for n in range(MENTEES)]
        mentors, mentees = self.mentors, self.mentees
        self._change(mentees[1], team=mentees[0].person.team)
        self._change(mentees[2], team=mentors[0].person.team)
        self._change(mentees[3], manager=mentors[1].person)
        self._change(mentees[4], manager=mentees[5].person)
        project = ProjectFactory(organisation=firm)
        for part in mentees[6:8]:
            Stint.objects.create(
                person=part.person, project=project, starts_on="2025-01-01", hours=16
            )
        self.apart(mentees[8], mentees[9])

    def _enrol(self, role, second, **options):
        return ParticipationFactory(
            programme=self.programme,
            role=role,
            person__organisation=self.programme.organisation,
            person__discipline=self.fields[second],
            **options,
        )

    def _change(self, part, **values):
        type(part.person).objects.filter(pk=part.person_id).update(**values)

    def apart(self, one, other):
        groups.keep_apart(programme=self.programme, one=one, other=other)

    def join_team(self, one, other):
        team = type(one.person).objects.get(pk=other.person_id).team
        self._change(one, team=team)

    def join_discipline(self, one, number):
        self._change(one, discipline=self.fields[number])

    def enrolled(self, part, *, yes):
        states = Participation.State
        Participation.objects.filter(pk=part.pk).update(
            state=states.ENROLLED if yes else states.WITHDRAWN
        )

    def enrolled_mentees(self):
        parts = self.programme.participations.enrolled().mentees()
        return {str(pk) for pk in parts.values_list("pk", flat=True)}


def groups_at_random(instance, seed):
    """Groups without any break, each filled with whoever still fits."""
    dice = random.Random(seed)
    left = [person.id for person in instance.mentees]
    dice.shuffle(left)
    groups = []
    for mentor in dice.sample(instance.mentors, len(instance.mentors)):
        taken = []
        for mentee in left:
            if not composing.breaks(instance, mentee, mentor.id, taken):
                taken.append(mentee)
        if len(taken) >= instance.params.min_size:
            groups.append(composing.Group(mentor.id, tuple(taken)))
            left = [mentee for mentee in left if mentee not in taken]
    return tuple(groups)


class Boardroom(RuleBasedStateMachine):
    """The steps are made by calling the services."""

    world = None

    def __init__(self):
        super().__init__()
        self.undo_everything = transaction.atomic()
        self.undo_everything.__enter__()
        self.composition = services.open_composition(
            programme=self.world.programme, name="Try", by=self.world.coordinators[0]
        )
        self.boards = [board.Board()]  # by version
        self.seen = [0] * COORDINATORS
        # Of each coordinator, when and between which boards: (time, before, after).
        self.done = [[] for _ in self.world.coordinators]
        self.undone = [[] for _ in self.world.coordinators]
        self.tolerated = set()  # what the roster broke afterwards
        self.proposal = None
        self.kinds = []
        self.people = None

    def teardown(self):
        transaction.set_rollback(True)
        self.undo_everything.__exit__(None, None, None)

    @property
    def board(self):
        return self.boards[-1]

    def perform(self, who, name, options):
        """Answers the refusal, if any."""
        try:
            getattr(services, name)(
                composition=self.composition,
                version=self.seen[who],
                by=self.world.coordinators[who],
                **options,
            )
        except DomainError as error:
            return error

    def step(self, who, name, edit, **options):
        """`edit` makes the same step on the model, or raises KeyError."""
        number, up_to_date = who
        if up_to_date:
            self.seen[number] = len(self.boards) - 1
        late = self.seen[number] != len(self.boards) - 1
        refusal = self.perform(number, name, options)
        if late:
            assert isinstance(refusal, services.StaleBoard)
            for made in self.steps().filter(version__gt=self.seen[number]):
                assert f"{made.by} {made.get_kind_display()}" in str(refusal)
        else:
            assert not isinstance(refusal, services.StaleBoard)
            self.expect(edit, refusal)
        done = board.difference(self.board, self.read())
        assert done == {} if refusal else True
        self.seen[number] = len(self.boards) - 1
        return refusal is None

    def expect(self, edit, refusal):
        """The step was made as on the model, or refused for a reason."""
        wanted = self.board.copy()
        try:
            edit(wanted)
        except KeyError:
            assert refusal, "this cannot be done on such a board"
            return
        if self.proposal or self.blame(wanted):
            assert refusal, self.blame(wanted)
            return
        assert refusal is None, refusal
        if wanted != self.board:
            self.boards.append(wanted)
        assert self.read() == wanted

    def made(self, name, edit, who, **options):
        """A step that can be taken back."""
        before = self.board
        if self.step(who, name, edit, **options) and self.board is not before:
            self.keep(who[0], name, before)

    def keep(self, number, name, before):
        self.done[number].append((len(self.boards), before, self.board))
        self.undone[number].clear()
        self.kinds.append(name)

    def read(self):
        return read_board(self.composition)

    def steps(self):
        return Step.objects.filter(composition=self.composition)

    def instance(self, at):
        """Everybody, as the roster is now, with the pins of this board."""
        if self.people is None:
            parts = (*self.world.mentees, *self.world.mentors)
            found = load(self.world.programme, only=[part.pk for part in parts])
            self.people = found.instance
        pins = [composing.Pin(*pair.split(":"), kind) for pair, kind in at.pins.items()]
        return replace(self.people, pins=tuple(pins))

    def broken(self, at):
        """(mentor, rule, who) of all that is broken and not relaxed by a reason."""
        instance = self.instance(at)
        for mentor, reason in at.columns.items():
            mentees = at.mentees_of(mentor)
            for mentee, one in composing.group_breaks(instance, mentor, mentees):
                if one.rule == rules.SIZE:
                    limit = instance.limit(instance.by_id[mentor])
                    if len(mentees) > limit:
                        yield mentor, one.rule, frozenset(mentees)
                elif not (reason and one.rule == rules.DISCIPLINE):
                    yield mentor, one.rule, frozenset((mentee, one.other))

    def blame(self, wanted):
        """What a step to this board would break: by whom it moves or without reason."""
        change = board.difference(self.board, wanted)
        moved = set(change.get("seats", ())) & set(wanted.seats)
        told = set(change.get("columns", ())) & set(self.board.columns)
        return {
            (mentor, one, who)
            for mentor, one, who in self.broken(wanted)
            if who & moved or (one == rules.DISCIPLINE and mentor in told)
        }

    # What coordinators do.

    def mentee(self, number):
        part = self.world.mentees[number]
        return part, str(part.pk)

    def lead(self, number):
        part = self.world.mentors[number]
        return part, str(part.pk)

    @initialize(seed=st.integers(0, 99))
    def begin_with_a_proposal(self, seed):
        self.propose((0, 1), seed)

    @rule(who=WHO, mentee=SOMEBODY, mentor=st.none() | LEAD)
    def move(self, who, mentee, mentor):
        part, key = self.mentee(mentee)
        lead, at = (None, None) if mentor is None else self.lead(mentor)

        def edit(wanted):
            if at is None:
                wanted.seats.pop(key, None)
            else:
                wanted.columns[at]
                wanted.seats[key] = at

        self.made("move_mentee", edit, who, mentee=part, mentor=lead)

    @rule(
        who=WHO, mentee=SOMEBODY, mentor=LEAD, kind=st.sampled_from(["lock", "forbid"])
    )
    def pin(self, who, mentee, mentor, kind):
        (part, key), (lead, at) = self.mentee(mentee), self.lead(mentor)

        def edit(wanted):
            if kind == "lock":
                wanted.columns[at]
                wanted.seats[key] = at
                for pair in [*wanted.pins]:
                    if pair.split(":")[0] == key and wanted.pins[pair] == "lock":
                        del wanted.pins[pair]
            elif wanted.seats.get(key) == at:
                del wanted.seats[key]
            wanted.pins[f"{key}:{at}"] = kind

        self.made("pin", edit, who, mentee=part, mentor=lead, kind=kind)

    @rule(who=WHO, data=st.data())
    def unpin(self, who, data):
        pins = sorted(self.board.pins) or ["0:0"]
        mentee, mentor = data.draw(st.sampled_from(pins)).split(":")
        part = next((p for p in self.world.mentees if str(p.pk) == mentee), None)
        lead = next((p for p in self.world.mentors if str(p.pk) == mentor), None)
        if part:

            def edit(wanted):
                wanted.pins.pop(f"{mentee}:{mentor}", None)

            self.made("unpin", edit, who, mentee=part, mentor=lead)

    @rule(who=WHO, mentor=LEAD)
    def add(self, who, mentor):
        lead, at = self.lead(mentor)

        def edit(wanted):
            if at in wanted.columns or at in wanted.away:
                raise KeyError
            wanted.columns[at] = ""

        self.made("add_column", edit, who, mentor=lead)

    @rule(who=WHO, mentor=LEAD, name=st.sampled_from(["remove_column", "mark_away"]))
    def take_off(self, who, mentor, name):
        lead, at = self.lead(mentor)

        def edit(wanted):
            if name == "remove_column":
                wanted.columns[at]
            else:
                wanted.away[at] = board.AWAY
            wanted.columns.pop(at, None)
            for mentee in wanted.mentees_of(at):
                del wanted.seats[mentee]

        self.made(name, edit, who, mentor=lead)

    @rule(who=WHO, mentor=LEAD)
    def come_back(self, who, mentor):
        lead, at = self.lead(mentor)
        self.made("mark_present", lambda w: w.away.pop(at, None), who, mentor=lead)

    @rule(who=WHO, mentor=LEAD, reason=st.sampled_from(["", " ", "Both build dikes"]))
    def say_why(self, who, mentor, reason):
        lead, at = self.lead(mentor)

        def edit(wanted):
            wanted.columns[at]
            wanted.columns[at] = reason.strip()

        self.made("give_reason", edit, who, mentor=lead, reason=reason)

    @rule(who=WHO)
    def undo(self, who):
        self.back(who, "undo")

    @rule(who=WHO)
    def redo(self, who):
        self.back(who, "redo")

    def back(self, who, name):
        """All that one's own last step changed is as before it, or as after it."""
        source, target = self.done[who[0]], self.undone[who[0]]
        if name == "redo":
            source, target = target, source

        def edit(wanted):
            if not source:
                raise KeyError
            _time, before, after = source[-1]
            boards = (after, before) if name == "undo" else (before, after)
            for part in board.PARTS:
                put_back(*(getattr(one, part) for one in (wanted, *boards)))
            for mentor in wanted.seats.values():
                wanted.columns[mentor]
            if wanted.columns.keys() & wanted.away.keys():
                raise KeyError

        if self.step(who, name, edit):
            target.append((len(self.boards), *source.pop()[1:]))
            self.kinds.append(name)
            return True
        return False

    @rule()
    def all_the_way_back_and_forth(self):
        end, count = self.board, sum(map(len, self.done))
        while any(self.done) and self.back((last(self.done), 1), "undo"):
            pass
        if not any(self.done):
            assert self.read() == board.Board()
        while sum(map(len, self.done)) < count and self.back(
            (last(self.undone), 1), "redo"
        ):
            pass
        if sum(map(len, self.done)) == count:
            assert self.read() == end

    # What the solver does, and what people do meanwhile.

    @rule(who=WHO, seed=st.integers(0, 99))
    def propose(self, who, seed):
        """A proposal that is taken over late: on the board as somebody saw it."""
        at = self.board
        found = load(self.world.programme, pins=at.pins, away=at.away)
        self._take_over(who, groups_at_random(found.instance, seed))

    @rule(who=WHO, seed=st.integers(0, 99))
    def propose_nonsense(self, who, seed):
        dice = random.Random(seed)
        crowd = dice.sample(self.world.mentees, 8)
        leads = dice.sample(self.world.mentors, 2)
        parts = zip(leads, (crowd[:4], crowd[4:]), strict=True)
        self._take_over(
            who,
            [
                composing.Group(str(lead.pk), tuple(str(part.pk) for part in four))
                for lead, four in parts
            ],
        )

    def _take_over(self, who, groups):
        running, self.proposal = self.proposal, None  # a proposal waits for none
        with mock.patch.object(services, "take_over", take_over, create=True):
            self.made("take_over", taking_over(groups), who, groups=groups)
        self.proposal = running

    @precondition(lambda self: not self.proposal)
    @rule(who=st.integers(0, COORDINATORS - 1))
    def ask_for_a_proposal(self, who):
        self.proposal = services.ask_proposal(
            composition=self.composition, by=self.world.coordinators[who]
        )

    @precondition(lambda self: self.proposal)
    @rule(seed=st.integers(0, 99))
    def run_the_proposal(self, seed):
        def solve(instance, **_options):
            groups.extend(groups_at_random(instance, seed))
            return composing.Solution(instance.id, tuple(groups))

        groups = []
        with mock.patch.object(solving, "solve", solve):
            services.run_proposal(self.proposal.pk)
        self.proposal.refresh_from_db()
        assert self.proposal.state == Proposal.State.DONE
        number = self.world.coordinators.index(self.proposal.requested_by)
        self.proposal, before, wanted = None, self.board, self.board.copy()
        taking_over(groups)(wanted)
        if wanted != before:
            self.boards.append(wanted)
            self.keep(number, "take_over", before)

    @rule(
        one=SOMEBODY,
        other=SOMEBODY,
        how=st.sampled_from(["apart", "join_team", "join_discipline", "enrolled"]),
        what=st.booleans(),
    )
    def change_the_roster(self, one, other, how, what):
        """What breaks by it on the board stays there, and is nobody's step."""
        part, peer = self.world.mentees[one], self.world.mentees[other]
        if how in ("apart", "join_team"):
            if one != other:
                getattr(self.world, how)(part, peer)
        elif how == "enrolled":
            self.world.enrolled(part, yes=what)
        else:
            self.world.join_discipline(part, what)
        self.people = None
        self.tolerated |= set(self.broken(self.board))

    # What holds at any time.

    @invariant()
    def the_board_is_the_one_expected(self):
        self.composition.refresh_from_db()
        assert self.read() == self.board
        assert self.composition.version == len(self.boards) - 1

    @invariant()
    def no_rule_is_broken_by_a_step(self):
        found = set(self.broken(self.board))
        assert found <= self.tolerated
        self.tolerated = found

    @invariant()
    def nobody_is_lost_or_doubled(self):
        at = self.board
        loaded = load(self.world.programme, pins=at.pins, also=at.keys(), away=at.away)
        story = board_story(loaded, at)
        seated = [card.key for group in story.groups for card in group.cards]
        left = [card.key for card in story.unplaced]
        assert sorted(seated) == sorted(self.board.seats)
        assert sorted(seated + left) == sorted(
            self.world.enrolled_mentees() | set(self.board.seats)
        )
        assert count_left(self.composition) == len(left)

    @invariant()
    def the_history_tells_every_change(self):
        seen = board.Board()
        told = list(self.steps().values_list("version", "change"))
        assert [version for version, _change in told] == [*range(1, len(self.boards))]
        for version, change in told:
            back = self.boards[version].copy()
            board.carry_out(back, board.inverse(change))
            assert back == seen
            board.carry_out(seen, change)
            assert seen == self.boards[version]

    @invariant()
    def undo_and_redo_are_offered_when_they_can_be(self):
        for number, person in enumerate(self.world.coordinators):
            undo, redo = services.undo_and_redo(self.composition, person)
            known = bool(self.done[number]), bool(self.undone[number])
            assert (bool(undo), bool(redo)) == known

    @invariant()
    def everybody_is_sent_what_changed(self):
        for version in set(self.seen):
            news = since(self.composition, self.board, version)
            if news is not None:
                assert_tells(news, self.boards[version], self.board)


def put_back(wanted, was, comes):
    """From what was to what comes, where the two differ; KeyError: changed since."""
    for key in was.keys() | comes.keys():
        if was.get(key) == comes.get(key):
            continue
        if wanted.get(key) != was.get(key):
            raise KeyError(key)
        wanted.pop(key, None)
        if key in comes:
            wanted[key] = comes[key]


def last(stacks) -> int:
    """Whose last step is the last of all."""
    return max(range(len(stacks)), key=lambda who: [one[0] for one in stacks[who]][-1:])


def taking_over(groups):
    def edit(wanted):
        wanted.columns = {
            one.mentor: wanted.columns.get(one.mentor, "") for one in groups
        }
        wanted.seats = {mentee: one.mentor for one in groups for mentee in one.mentees}

    return edit


def assert_tells(news, was, now):
    """The news lead from the one board to the other."""
    assert set(news.gone) == set(was.columns) - set(now.columns)
    assert set(now.columns) - set(was.columns) <= set(news.added)
    assert set(news.left) == set(was.seats) - set(now.seats)
    assert set(news.placed) == set(now.seats) - set(was.seats)
    assert news.away or was.away == now.away

    def shown(at, mentor):
        pinned = {key for key, kind in at.pins.items() if kind == "lock"}
        mentees = set(at.mentees_of(mentor))
        return (
            at.columns[mentor],
            mentees,
            {k for k in pinned if k.split(":")[0] in mentees},
        )

    for mentor in set(was.columns) & set(now.columns):
        assert mentor in news.columns or shown(was, mentor) == shown(now, mentor)
