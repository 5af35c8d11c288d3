"""How fast the board answers, and how much it sends: `python benchmarks/board.py`.

A programme of 250 groups and 1,200 mentees is made in an organisation of its own, which
is removed afterwards. Printed: the median of so many moves as a browser sends them, from the
request to the last byte, with its queries; beside it the whole board, which each step
would send without swapping only what changed. The issue asks for under 100 ms. Sizes are
those of the page and of what goes over the line.
"""

import argparse
import datetime as dt
import gzip
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = {"Accept-Encoding": "gzip"}
HTMX = {**PAGE, "HX-Request": "true"}
SLUG = "benchmark-board"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--groups", type=int, default=250)
    parser.add_argument("--mentees", type=int, default=1200)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, check=True)  # noqa: S603 - this very project
    import django

    django.setup()
    import crossmentor.wsgi  # noqa: F401 - as a server starts

    remove()
    try:
        run(options)
    finally:
        remove()


def analyse():
    """Let the database know how many rows there are, as it finds out by itself later."""
    words = "from django.db import connection as c; c.cursor().execute('ANALYZE')"
    as_owner = {**os.environ, "CROSSMENTOR_PROCESS": "owner"}
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", words]
    subprocess.run(command, check=True, env=as_owner)  # noqa: S603


def remove():
    from people.models import (
        Coordinator,
        Discipline,
        Location,
        Organisation,
        Person,
        Project,
        Team,
    )
    from programmes.models import Participation, Programme, Topic

    Participation.objects.filter(programme__organisation__slug=SLUG).delete()
    Coordinator.objects.filter(organisation__slug=SLUG).delete()
    for model in (Programme, Person, Team, Discipline, Location, Project, Topic):
        model.objects.filter(organisation__slug=SLUG).delete()
    Organisation.objects.filter(slug=SLUG).delete()


def run(options):
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    settings.DEBUG = False
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.ALLOWED_HOSTS = ["*"]
    composition, mentees, mentors = furnish(options.groups, options.mentees)
    analyse()
    client = Client()
    client.force_login(composition.created_by)
    names = ("board", "move", "undo", "news", "options")
    where = {
        name: reverse(f"boards:{name}", args=[composition.pk])
        for name in names
        if name != "options"
    }
    where["options"] = reverse("boards:options", args=[composition.pk, mentees[0].pk])
    client.get(where["board"])
    print(f"{options.groups} groups, {options.mentees} mentees, {options.steps} moves")
    whole = [clock(client.get, where["board"], headers=PAGE) for _ in range(5)]
    tell("the whole board (what a step sent before)", whole)
    version, moves, polls, undone = 0, [], [], []
    dice = random.Random(7)  # noqa: S311 - which card moves is no secret
    while len(moves) < options.steps:
        data = {
            "version": version,
            "mentee": dice.choice(mentees).pk,
            "mentor": "" if len(moves) % 3 == 0 else dice.choice(mentors).pk,
        }
        taken = clock(client.post, where["move"], data, headers=HTMX)
        composition.refresh_from_db()
        if composition.version == version:
            continue  # refused by a rule
        moves.append(taken)
        asked = {"version": version}
        polls.append(clock(client.get, where["news"], asked, headers=HTMX))
        version = composition.version
    tell("a move", moves)
    tell("the same, come to the other coordinator", polls)
    for _ in range(options.steps // 2):
        data = {"version": version}
        undone.append(clock(client.post, where["undo"], data, headers=HTMX))
        version += 1
    tell("a step taken back", undone)
    data = {"version": version}
    idle = [clock(client.get, where["news"], data, headers=HTMX) for _ in range(20)]
    tell("a poll without news", idle)
    hints = [clock(client.get, where["options"], headers=PAGE) for _ in range(20)]
    tell("what a card in the hand would break", hints)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.post(where["undo"], {"version": version}, headers=HTMX)
    print(f"queries of one step: {len(caught)}")
    client.logout()


def clock(send, *arguments, **options):
    began, worked = time.perf_counter(), time.process_time()
    answer = send(*arguments, **options)
    taken, worked = time.perf_counter() - began, time.process_time() - worked
    if answer.status_code not in (200, 204):
        raise SystemExit(f"{arguments[0]} answered {answer.status_code}")
    sent = page = answer.content
    if answer.get("Content-Encoding") == "gzip":
        page = gzip.decompress(sent)
    return taken * 1000, worked * 1000, len(page), len(sent)


def tell(what, measured):
    times = sorted(taken for taken, *_rest in measured)
    worked, page, sent = (
        statistics.median(one[part] for one in measured) for part in (1, 2, 3)
    )
    most = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(
        f"{what:43} {statistics.median(times):7.1f} ms at the median "
        f"({worked:6.1f} ms own work), {most:7.1f} ms at 95 %, "
        f"{page / 1000:7.1f} kB, sent as {sent / 1000:6.1f}",
        flush=True,
    )


def furnish(groups, mentees):
    """A composition of these sizes; five disciplines, everybody in a team of their own."""
    from boards import board
    from boards.services import open_composition
    from boards.services.boards import write_board
    from people.models import (
        Coordinator,
        Discipline,
        Location,
        Organisation,
        Person,
        Project,
        Stint,
        Team,
    )
    from programmes.models import (
        Expertise,
        Need,
        Participation,
        Programme,
        ProgrammeCoordinator,
        Topic,
    )

    firm = Organisation.objects.create(name="Benchmark", slug=SLUG)
    fields = Discipline.objects.bulk_create(
        Discipline(organisation=firm, name=f"Discipline {n}") for n in range(5)
    )
    teams = Team.objects.bulk_create(
        Team(organisation=firm, name=f"Team {n}") for n in range(400)
    )
    places = Location.objects.bulk_create(
        Location(organisation=firm, name=f"Place {n}", region=f"Region {n % 3}")
        for n in range(9)
    )
    projects = Project.objects.bulk_create(
        Project(organisation=firm, name=f"Project {n}") for n in range(500)
    )
    topics = Topic.objects.bulk_create(
        Topic(organisation=firm, name_nl=f"Onderwerp {n}", name_en=f"Topic {n}")
        for n in range(30)
    )
    programme = Programme.objects.create(
        organisation=firm, name="Benchmark", starts_on=dt.date(2027, 1, 1)
    )
    people = Person.objects.bulk_create(
        Person(
            organisation=firm,
            email=f"board{n}@benchmark.example",
            given_name=f"Voornaam{n}",
            family_name="Achternaam",
            team=teams[n % 400],
            discipline=fields[n % 5],
            location=places[n % 9],
            languages=["nl", "en"][: 1 + n % 2],
            years_experience=20 if n < groups else n % 12,
        )
        for n in range(groups + mentees + 1)
    )
    coordinator = people.pop()
    Coordinator.objects.create(organisation=firm, person=coordinator)
    ProgrammeCoordinator.objects.create(programme=programme, person=coordinator)
    # Nobody of one discipline worked long with another: the board breaks no rule.
    Stint.objects.bulk_create(
        Stint(
            person=person,
            project=projects[number % 499],
            starts_on=dt.date(2024, hours, 1),
            ends_on=dt.date(2025, 6, 1),
            hours=hours,
        )
        for n, person in enumerate(people)
        for number, hours in ((n, 12), (n * 3 + 250, 8))
    )
    parts = Participation.objects.bulk_create(
        Participation(
            programme=programme,
            person=person,
            role="mentor" if n < groups else "mentee",
            state="enrolled",
        )
        for n, person in enumerate(people)
    )
    leads, rest = parts[:groups], parts[groups:]
    Expertise.objects.bulk_create(
        Expertise(participation=part, topic=topics[(n * 3 + m) % 30], level=3 - m)
        for n, part in enumerate(leads)
        for m in range(3)
    )
    Need.objects.bulk_create(
        Need(participation=part, topic=topics[(n * 7 + m) % 30], weight=3 - m)
        for n, part in enumerate(rest)
        for m in range(3)
    )
    composition = open_composition(programme=programme, name="Large", by=coordinator)
    seen = board.Board({str(lead.pk): "" for lead in leads})
    by_field = {n: leads[n::5] for n in range(5)}
    for n, part in enumerate(rest):
        own = by_field[(n + groups) % 5]
        seen.seats[str(part.pk)] = str(own[n // 5 % len(own)].pk)
    write_board(composition, board.difference(board.Board(), seen))
    return composition, rest, leads


if __name__ == "__main__":
    main()
