"""Rounds of the compiled search: how long, from where, and when they end."""

from random import Random

import pytest

from boards.composing import Instance
from boards.composing.block import blocks
from boards.solving import rounds
from boards.solving.anneal import LOWEST
from boards.solving.front import Front, combine
from boards.solving.start import start
from tests.boards.composing.people import mentee, mentor

from .small import assert_valid


class PlainEngine:
    """In place of the compiled code: what it is asked is kept, and nothing changes."""

    def __init__(self):
        self.asked = []

    class Schedule:
        def __init__(self, **about):
            vars(self).update(about)

    def Tables(self, block):
        return block

    def anneal(self, block, tables, plan, schedule, should_stop):
        self.asked.append(("whole", schedule, should_stop()))
        return plan

    def anneal_halves(self, block, tables, plan, schedule, should_stop):
        self.asked.append(("halves", schedule, should_stop()))
        return plan


class Asker:
    """The search that the rounds work for."""

    def __init__(self, instance, fronts):
        self.instance, self.fronts = instance, fronts
        self.round, self.price = 1, 7
        self.ceiling = min((front.ceiling for front in fronts), default=0)
        self.choose_best()

    def choose_best(self):
        self.choice = combine(self.instance, self.fronts)
        return self.round


def work_on(*sizes, should_stop=lambda: False, remaining=lambda: 60.0):
    """Rounds over blocks of so many mentees."""
    people = []
    for part, size in enumerate(sizes):
        about = {"discipline": f"d{part}"}
        people += [
            mentee(f"e{part}-{n}", needs={"ab"[n % 2]: 1 + n % 3}, **about)
            for n in range(size)
        ]
        people += [
            mentor(f"m{part}-{n}", expertise={"ab"[n % 2]: 3}, **about)
            for n in range(size // 4)
        ]
    instance = Instance(id="rounds", people=tuple(people))
    fronts = [Front(block) for block in blocks(instance)]
    for front in fronts:
        front.offer(start(front.block, Random(1)))
    return rounds.CompiledRounds(
        Asker(instance, fronts),
        PlainEngine(),
        fronts=fronts,
        randoms=[Random(number) for number in range(len(fronts))],
        should_stop=should_stop,
        remaining=remaining,
    )


def test_rounds_that_are_counted_grow_up_to_a_last_length():
    work, found = work_on(9), []

    for _ in range(7):
        work.length = work._next_length([0], True)
        found.append(work.length)

    assert found == [500, 2_000, 8_000, 32_000, 128_000, 128_000, 128_000]


def test_a_round_that_would_take_too_much_of_the_time_takes_what_is_left():
    work = work_on(10, remaining=lambda: 100.0)
    work.length, work.rate = 500, 1_000.0
    copies = work._copies(0, [0])

    # Twenty thousand proposals are less than two fifths of a hundred seconds.
    assert work._next_length([0], False) == 2_000
    work.rate = 100.0
    left = int((1 - rounds.SPARE) * 100 * 100 / (10 * copies))
    assert work._next_length([0], False) == left


@pytest.mark.parametrize("left", [0.0, -5.0])
def test_a_round_has_some_length_though_no_time_is_left(left):
    work = work_on(10, remaining=lambda: left)
    work.length, work.rate = 500, 1_000.0

    assert work._next_length([0], False) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_a_small_block_that_is_alone_is_searched_by_all(monkeypatch, workers):
    monkeypatch.setattr(rounds, "WORKERS", workers)
    work = work_on(9, 9)

    assert len(work._jobs([1], LOWEST, 0)) == workers
    assert len(work._jobs([0, 1], LOWEST, 0)) == 2


@pytest.mark.parametrize(("workers", "halved"), [(1, False), (2, True)])
def test_a_block_that_is_most_of_all_is_shared(monkeypatch, workers, halved):
    monkeypatch.setattr(rounds, "WORKERS", workers)
    monkeypatch.setattr(rounds, "HALVED", 10)
    work = work_on(12, 8)

    assert [job.halved for job in work._jobs([0, 1], LOWEST, 0)] == [halved, False]
    # A block of ten is not larger than ten.
    assert not work_on(10, 8)._is_halved(0, [0, 1])


def test_the_largest_block_comes_first_and_small_ones_are_not_searched_too_long():
    work = work_on(8, 12)
    work.length = rounds.LAST_LENGTH

    jobs = work._jobs([0, 1], LOWEST, 3)

    assert [job.number for job in jobs] == [1, 0]
    assert [job.length for job in jobs] == [12 * 16_000, 8 * 16_000]
    assert {(job.floor, job.price) for job in jobs} == {(LOWEST, 3)}


def test_small_blocks_begin_anew_every_other_round():
    work = work_on(9)
    assert work._jobs([0], LOWEST, 0)[0].origin is not None

    work.client.round = 2

    assert work._jobs([0], LOWEST, 0)[0].origin is None


def test_while_somebody_is_left_out_it_begins_anew():
    work = work_on(9)
    front = work.fronts[0]
    front.entries = Front(front.block).entries

    assert work._jobs([0], LOWEST, 0)[0].origin is None


@pytest.mark.parametrize("anew", [False, True])
def test_a_job_gives_a_valid_plan_and_says_how_long_it_took(anew):
    work = work_on(9)
    work.client.round = 1 + anew
    job = work._jobs([0], 5, 3)[0]

    plan = work._do(job)

    assert_valid(job.front.block, plan)
    ((how, schedule, stopped),) = work.engine.asked
    assert (how, stopped) == ("whole", False)
    assert (schedule.floor, schedule.price, schedule.seed) == (5, 3, job.seed)
    assert job.seconds >= 0


@pytest.mark.parametrize("anew", [False, True])
def test_a_job_that_comes_too_late_is_not_done(anew):
    work = work_on(9)
    work.client.round = 1 + anew
    work.halt = True
    job = work._jobs([0], LOWEST, 0)[0]

    plan = work._do(job)

    assert work.engine.asked == []
    assert plan is job.origin or not plan.open_mentors()


def test_a_round_that_is_stopped_ends_with_what_there_is():
    work = work_on(9, 8, should_stop=lambda: True)
    before = work.client.choice.score

    for _ in work.round(fixed=True):
        pass

    assert work.client.choice.score >= before
    assert not work.halt


def test_a_job_that_fails_is_not_hidden(monkeypatch):
    work = work_on(9)

    def fail(job):
        raise MemoryError

    monkeypatch.setattr(work, "_do", fail)

    with pytest.raises(MemoryError):
        list(work.round(fixed=True))
    assert work.halt


def test_a_block_that_is_solved_is_left_alone():
    work = work_on(9, 8)
    work.fronts[0].complete = True

    assert list(work.round(fixed=True))

    assert {job.number for job in work._jobs([1], LOWEST, 0)} == {1}
    assert set(work.tables) == {1}


def test_the_worst_off_are_given_up_after_some_failures():
    work = work_on(9)
    work.length = 10
    worst = work.client.choice.worst
    work.client.ceiling = worst + 1_000_000

    list(work._lift())

    floors = [schedule.floor for _, schedule, _ in work.engine.asked]
    assert sorted(set(floors)) == [worst + 100_000, worst + 250_000]


def test_a_floor_that_is_reached_already_costs_nothing():
    work = work_on(9)
    work.client.ceiling = work.client.choice.worst
    (front,) = work.fronts
    front.pick = lambda floor: front.entries[0]

    list(work._lift())

    assert work.engine.asked == []
