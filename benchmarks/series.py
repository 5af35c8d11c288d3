"""How long the series of 500 groups take to plan: `python benchmarks/series.py`.

Each group of the firm of `benchmarks/pages.py` has a first meeting and agrees on a rhythm
of six weeks. Timed is what two workers then do, each with half of the messages: the
meetings, the entries of everybody's calendar and the mails that tell of them: by the
clock, and what workers and database took of the cores. Compared with the 60 seconds that
it may take on two cores, and with copying the bare rows. Then both look for what waits,
at once, and again after every series was agreed on anew: nothing is there twice. In a
database that is thrown away afterwards.
"""

import argparse
import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAY_TAKE = 60
WORKERS = 2
# A day of which the rhythm does not depend on when this runs.
FIRST_IN = dt.timedelta(10)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--groups", type=int, default=500)
    parser.add_argument("--keep", action="store_true", help="the database")
    parser.add_argument("--work", choices=["messages", "sweep"], help="be a worker")
    parser.add_argument("--part", type=int, default=0)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    if options.work:
        work(options)
        return
    from benchmarks.large import throwaway

    with throwaway.database(keep=options.keep):
        run(options)


# What there is, as the superuser counts it.
COUNTED = {
    "meetings": "SELECT count(*) FROM mentoring_sessions_session WHERE from_series "
    "AND state <> 'cancelled'",
    "of people": "SELECT count(*) FROM mentoring_sessions_session session "
    "JOIN groups_seat seat USING (group_id) WHERE from_series "
    "AND state <> 'cancelled' AND left_at IS NULL",
    "calendar entries": "SELECT count(*) FROM calendars_told WHERE told IS NOT NULL",
    "mails": "SELECT count(*) FROM reminders_mail WHERE kind LIKE 'calendars.%'",
}
DOUBLES = """
SELECT (SELECT count(*) - count(DISTINCT (group_id, "on"))
        FROM mentoring_sessions_session WHERE state <> 'cancelled')
     + (SELECT count(*) - count(DISTINCT (person_id, object_id)) FROM reminders_mail
        WHERE kind LIKE 'calendars.%' AND state <> 'dropped')
"""
COPIED = ("mentoring_sessions_session", "calendars_told", "reminders_mail")


def run(options):
    from benchmarks.large import throwaway
    from groups.models import MentorGroup

    form(options)
    throwaway.tell("ANALYZE")
    groups = list(MentorGroup.objects.select_related("programme", "mentor"))
    agree(groups, weekday=1)
    took = workers("messages")
    before = counts()
    print(f"{took}  {WORKERS} workers plan and tell; it may take {MAY_TAKE} s")
    print("        " + ", ".join(f"{count} {name}" for name, count in before.items()))
    print(f"{copies():6.1f} s  to copy those bare rows")
    took = workers("sweep")
    same = "nothing more" if counts() == before else f"now {counts()}"
    print(f"{took}  {WORKERS} sweeps at once find what is left: {same}")
    agree(groups, weekday=3)
    took = workers("sweep")
    print(f"{took}  {WORKERS} sweeps at once plan all that was agreed on anew")
    print(f"        {throwaway.ask(DOUBLES)} doubles, {counts()['meetings']} meetings")


def form(options):
    """A firm of which everybody is in a group, or is in none."""
    from django.utils import timezone

    from benchmarks.large import firm
    from crossmentor.demo import days
    from groups.services.forming import GroupPlan, form_groups
    from people.models import Organisation
    from programmes.topics import ensure_topics
    from spaces.acting import acting_as

    made = Organisation.objects.create(name="Series", slug="series")
    ensure_topics(made)
    count, mentees = options.groups, firm.MENTEES
    everybody = firm.employ(made, count * (mentees + 1) + 1, count)
    coordinator, today = everybody.pop(), timezone.localdate()
    _running, parts = firm.programme(made, coordinator, today, everybody, count)
    seated = [parts[count + n * mentees :][:mentees] for n in range(count)]
    plans = [GroupPlan(*pair) for pair in zip(parts, seated, strict=False)]
    with days.at(today), acting_as(coordinator):
        form_groups(plans=plans)


def agree(groups, weekday):
    """As the mentors' pages do it; no message goes out."""
    from django.utils import timezone

    from reminders import bell
    from sessions import services
    from sessions.models import Session

    bell.ring_on_commit = lambda *_call: None
    first_on = timezone.localdate() + FIRST_IN
    known = set(Session.objects.values_list("group", flat=True))
    Session.objects.bulk_create(
        Session(group=group, kind="first", on=first_on, at=dt.time(16))
        for group in groups
        if group.pk not in known
    )
    began = time.perf_counter()
    for group in groups:
        services.agree_on_series(
            group=group,
            by=group.mentor,
            every_weeks=6,
            weekday=weekday,
            at=dt.time(16),
            minutes=120,
            place="Utrecht",
        )
    took = time.perf_counter() - began
    print(f"{took:6.1f} s  {len(groups)} pages agree on a series, one after another")


def workers(how) -> str:
    """How long the longer of both worked by the clock.

    And what they and the database took of the cores: another machine is as busy.
    """
    from benchmarks.large import throwaway

    environment = os.environ | {"CROSSMENTOR_PROCESS": "worker"}
    served = of_the_database()
    running = [
        subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, __file__, "--work", how, "--part", str(part)],
            env=environment,
            stdout=subprocess.PIPE,
        )
        for part in range(WORKERS)
    ]
    outputs = [process.communicate()[0] for process in running]
    failed = (
        "SELECT count(*) FROM mentoring_sessions_series WHERE failed_at IS NOT NULL"
    )
    if any(process.returncode for process in running) or throwaway.ask(failed):
        raise SystemExit("A worker failed.")
    took, busy = zip(*(map(float, line.split()) for line in outputs), strict=True)
    served = of_the_database() - served
    return f"{max(took):6.1f} s ({sum(busy):.1f} and {served:.1f} of a core)"


def of_the_database() -> float:
    """The seconds of a core that its processes took so far, ended ones too."""
    import psutil
    from django.db import connection

    connection.ensure_connection()
    server = psutil.Process(connection.connection.info.backend_pid).parent()
    times = [server.cpu_times(), *(child.cpu_times() for child in server.children())]
    return sum(spent.user + spent.system for spent in times) + (
        times[0].children_user + times[0].children_system
    )


def work(options):
    """Prints the seconds: by the clock, and of a core."""
    import django

    django.setup()
    began, busy = time.perf_counter(), time.process_time()
    sweep() if options.work == "sweep" else take_messages(options.part)
    print(time.perf_counter() - began, time.process_time() - busy)


def sweep():
    from calendars import tasks as calendars
    from sessions import tasks

    tasks.plan_waiting()
    calendars.sweep()


def take_messages(part):
    """Each message is taken by one of the workers; what it rings for is done at once."""
    from calendars import tasks as calendars
    from reminders import bell
    from sessions import tasks
    from sessions.models import Series

    bell.ring_on_commit = lambda *_call: None
    series = Series.objects.being_planned().order_by("pk")
    for series_id, group_id in list(series.values_list("pk", "group_id"))[
        part::WORKERS
    ]:
        tasks.plan_series(series_id)
        calendars.bring_in_line(group_id)


def counts() -> dict:
    from benchmarks.large import throwaway

    return {name: throwaway.ask(question) for name, question in COUNTED.items()}


def copies() -> float:
    from benchmarks.large import throwaway

    began = time.perf_counter()
    for table in COPIED:
        throwaway.tell(f"CREATE TABLE copy_of_{table} AS TABLE {table}")
        throwaway.tell(f"DROP TABLE copy_of_{table}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
