"""What waits: mails, sweeps, silent processes and migrations, each at its edge."""

import datetime as dt
from types import SimpleNamespace

import pytest

from crossmentor.doctor import ledger, migrations, processes
from crossmentor.doctor.finding import FAIL, OK, WARN, Finding

NOW = dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-90, "0 seconds"),
        (0, "0 seconds"),
        (119.9, "119 seconds"),
        (120, "2 minutes"),
        (7199, "119 minutes"),
        (7200, "2 hours"),
        (172799, "47 hours"),
        (172800, "2 days"),
        (86400 * 366, "366 days"),
    ],
)
def test_how_long_ago(seconds, words):
    assert ledger.ago(dt.timedelta(seconds=seconds)) == words


@pytest.fixture
def swept(monkeypatch):
    """What is said when the last sweep was so many seconds ago, or never."""

    def swept(before, failed=""):
        at = before is not None and NOW - dt.timedelta(seconds=before)
        last = SimpleNamespace(at=at, failed=failed) if at else None
        sweeps = SimpleNamespace(objects=SimpleNamespace(first=lambda: last))
        monkeypatch.setattr(ledger, "Sweep", sweeps)
        return list(ledger.swept(NOW))

    return swept


@pytest.mark.parametrize(
    ("before", "words"),
    [(0, "0 seconds"), (-30, "0 seconds"), (70, "70 seconds"), (300, "5 minutes")],
)
def test_a_sweep_in_time(swept, before, words):
    assert swept(before) == [Finding(OK, f"The ledger was looked through {words} ago.")]


@pytest.mark.parametrize(
    ("before", "when"),
    [(301, "5 minutes ago"), (90000, "25 hours ago"), (None, "never")],
)
def test_a_sweep_too_long_ago(swept, before, when):
    assert swept(before, failed="intake.due") == [
        Finding(
            FAIL,
            f"The ledger of mails was last looked through: {when}.",
            "See that worker and beat run, and that Redis answers.",
        )
    ]


def test_a_sweep_yet_to_come_hides_that_none_comes(swept):
    assert swept(-7200) == [
        Finding(
            FAIL,
            "The ledger was looked through 2 hours from now.",
            "Have the machines of worker and pages keep time by NTP.",
        )
    ]


def test_a_sweep_that_a_room_failed_came_in_time_all_the_same(swept):
    assert swept(10, failed="intake.due")[1:] == [
        Finding(
            FAIL,
            "What is due could not be said by intake.due.",
            "The worker's log names the place.",
        )
    ]


class Rows(list):
    """As the rows of a kind are asked for, the newest first."""

    def of(self, name):
        return Rows(one for one in self if one.name.startswith(f"{name}@"))

    def newest_first(self):
        return Rows(sorted(self, key=lambda one: one.silence))

    def annotate(self, silence):
        return self


@pytest.fixture
def silent(monkeypatch):
    """What is said of a kind, of which processes were silent for so many seconds."""

    def silent(kind, name, **seconds):
        rows = Rows(
            SimpleNamespace(
                name=f"{name}@{host}", silence=dt.timedelta(seconds=silence)
            )
            for host, silence in seconds.items()
        )
        monkeypatch.setattr(processes, "Beat", SimpleNamespace(objects=rows))
        return list(processes.beats(kind, name))

    return silent


def test_two_workers_are_at_work(silent):
    assert silent("worker", "celery", b=59.9, a=3) == [
        Finding(OK, "The worker is at work on a, b.")
    ]


def test_one_that_fell_silent_is_not_missed_while_another_works(silent):
    assert silent("worker", "celery", a=3, b=60) == [
        Finding(OK, "The worker is at work on a.")
    ]


@pytest.mark.parametrize(
    ("kind", "without"),
    [
        ("worker", "no mail leaves"),
        ("composer", "no groups are proposed"),
        ("beat", "nothing is looked after by itself"),
    ],
)
def test_silence_says_what_goes_without(silent, kind, without):
    cure = f"Start the {kind}, or see its log."
    words = f"The {kind} is silent for 60 seconds: {without}."
    assert silent(kind, kind, a=60, b=7200) == [Finding(FAIL, words, cure)]

    words = f"The {kind} is never heard of: {without}."
    assert silent(kind, kind) == [Finding(FAIL, words, cure)]


def test_of_beats_one_is_enough(silent):
    assert silent("beat", "beat", a=1, b=2)[1:] == [
        Finding(WARN, "Two beats run, which is one too many.", "Stop one of them.")
    ]
    assert len(silent("beat", "beat", a=1, b=90)) == 1


@pytest.fixture
def migrated(monkeypatch):
    """What is said of a plan of two, of which those and others have run."""
    plan = [("goals", "0001_first"), ("goals", "0002_second")]
    graph = SimpleNamespace(
        leaf_nodes=lambda: [plan[-1]], forwards_plan=lambda leaf: plan
    )

    def migrated(*done):
        loader = SimpleNamespace(graph=graph, applied_migrations=dict.fromkeys(done))
        executor = SimpleNamespace(loader=loader)
        monkeypatch.setattr(migrations, "MigrationExecutor", lambda _: executor)
        return list(migrations.findings(None))

    return migrated


FIRST, SECOND = ("goals", "0001_first"), ("goals", "0002_second")
RUN = "Run `manage.py migrate`."


def test_all_have_run(migrated):
    assert migrated(FIRST, SECOND) == [Finding(OK, "All 2 migrations have run.")]


def test_those_that_have_not_are_told_in_their_order(migrated):
    assert migrated(FIRST) == [Finding(FAIL, "goals.0002_second has not run.", RUN)]
    assert [one.what for one in migrated()] == [
        "goals.0001_first has not run.",
        "goals.0002_second has not run.",
    ]


def test_a_newer_version_is_told_by_its_last(migrated):
    newer = [("goals", "0003_third"), ("goals", "0004_fourth")]

    assert migrated(FIRST, SECOND, *newer) == [
        Finding(
            WARN,
            "The database has seen a newer version: goals.0004_fourth.",
            "Start the version that made it, or put back a backup.",
        )
    ]


def test_what_an_app_left_that_is_gone_says_nothing(migrated):
    assert migrated(FIRST, SECOND, ("gone", "0001_first"))[0].level == OK
