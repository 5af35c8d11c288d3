"""What it costs that 60 groups go through a meeting at once: `python benchmarks/running.py`.

Each of 60 groups of seven has a run open on seven telephones, which ask what is new every
3 s: 140 polls a second, of two processes of gunicorn. First alone, which tells what an
unchanged poll takes of a processor, the database's part in it; then beside 5 pages a
second of meetings and the workbook, while in every group somebody goes on a step now and
then. The processor time is that of the servers' own processes: what the telephones take,
which are a process of their own, is printed apart. The goals: at most 4 ms a poll, p95 at
most 100 ms, a step seen everywhere within 4 s. In a database that is thrown away
afterwards.
"""

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8972
HOST = f"localhost:{PORT}"
EVERY = 3.0
PAGES_A_SECOND = 5
MENTEES = 6
MAY_COST, MAY_WAIT, MAY_TAKE = 4.0, 0.100, 4.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--groups", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--telephones", type=Path, help="be them, as this file says")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    if options.telephones:
        orders = json.loads(options.telephones.read_text())
        print(json.dumps(asyncio.run(Telephones(orders).hold())))
        return
    from benchmarks.large import throwaway

    with throwaway.database(keep=False):
        run(options)


def run(options):
    began = time.perf_counter()
    groups = firm(options.groups)
    took = time.perf_counter() - began
    print(f"{len(groups)} groups of {MENTEES + 1} (made in {took:.0f} s)", flush=True)
    with served() as server:
        alone = hold(server, groups, options.seconds, pages=0, steps=False)
        beside = hold(server, groups, options.seconds, pages=PAGES_A_SECOND, steps=True)
    tell("alone", alone)
    poll = 1000 * alone["served"] / alone["polls"]
    print(f"        {poll:.2f} ms of a processor a poll; it may take {MAY_COST:.0f}")
    tell("beside pages and steps", beside)
    waits = statistics.quantiles(beside["waits"], n=20)[-1]
    print(f"        p95 {1000 * waits:.0f} ms; it may be {1000 * MAY_WAIT:.0f}")
    seen = beside["seen"]
    print(
        f"        {len(seen)} times a step was seen by another telephone, the last after "
        f"{max(seen):.1f} s; it may take {MAY_TAKE:.0f}"
    )
    if alone["polls"] + beside["polls"] != sum(alone["right"] + beside["right"]):
        raise SystemExit(f"Wrong answers: {alone['wrong']} {beside['wrong']}")


def tell(name, measured):
    pages = f" and {len(measured['pages'])} pages" if measured["pages"] else ""
    print(
        f"{name}: {measured['polls']} polls{pages} in {measured['seconds']:.0f} s, "
        f"median {1000 * statistics.median(measured['waits']):.1f} ms; of a processor: "
        f"servers {measured['served']:.1f} s, telephones {measured['own']:.1f} s",
        flush=True,
    )


def firm(count: int) -> list[dict]:
    """Groups in the middle of their method; of each its run and who is signed in."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from benchmarks.large import firm, throwaway
    from crossmentor.demo import days
    from groups.models import MentorGroup
    from groups.services.forming import GroupPlan, form_groups
    from people.models import Organisation
    from programmes.topics import ensure_topics
    from sessions import services
    from sessions.models import Session
    from spaces.acting import acting_as

    made = Organisation.objects.create(name="Running", slug="running")
    ensure_topics(made)
    everybody = firm.employ(made, count * (MENTEES + 1) + 1, count)
    # Groups of another size than the firm's: each of one discipline all the same.
    made.people.update(discipline=everybody[0].discipline)
    coordinator, today = everybody.pop(), timezone.localdate()
    _running, parts = firm.programme(made, coordinator, today, everybody, count)
    seated = [parts[count + n * MENTEES :][:MENTEES] for n in range(count)]
    plans = [GroupPlan(*pair) for pair in zip(parts, seated, strict=False)]
    with days.at(today), acting_as(coordinator):
        form_groups(plans=plans)
    firm.look_around()
    runs = []
    for group in MentorGroup.objects.select_related("programme", "mentor"):
        session = Session.objects.create(
            group=group, kind="intervision", on=today, at=dt.time(16)
        )
        with acting_as(group.mentor):
            run = services.start_run(
                session=session, by=group.mentor, method="five-step", minutes=60
            )
        seats = group.seats.select_related("person")
        people = [group.mentor, *(seat.person for seat in seats.mentees())]
        group_page = reverse("sessions:group", args=[group.pk])
        pages = [session.get_absolute_url(), group_page, reverse("workbook:home")]
        facts = {"run": run.get_absolute_url(), "version": run.version, "pages": pages}
        runs.append(
            facts | {"cookies": [cookie(Client(), person) for person in people]}
        )
    throwaway.tell("ANALYZE")
    return runs


def cookie(client, person) -> str:
    from django.conf import settings

    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class served:
    """The pages as a host serves them, on the database of the measurement."""

    def __enter__(self):
        environment = os.environ | {"PORT": str(PORT), "BASE_URL": f"http://{HOST}"}
        environment["CROSSMENTOR_PROCESS"] = "web"
        files = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(files, env=environment, check=True)  # noqa: S603 - our own
        web = ["gunicorn", "--config", "python:crossmentor.gunicorn"]
        self.process = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", *web, "crossmentor.wsgi"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        asyncio.run(self.ready())
        return self.process

    async def ready(self):
        for _ in range(300):
            try:
                if (await ask("GET", "/health/live"))[0] == 200:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.1)
        raise SystemExit("The pages did not come up.")

    def __exit__(self, *_error):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def hold(server, groups, seconds, *, pages, steps) -> dict:
    """Have the telephones ask for so long; answers what they saw, and what it took."""
    orders = {"groups": groups, "seconds": seconds, "pages": pages, "steps": steps}
    file = ROOT / "var" / "running.json"
    file.write_text(json.dumps(orders))
    before = busy(server)
    telephones = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, "--telephones", file],
        stdout=subprocess.PIPE,
        check=True,
    )
    measured = json.loads(telephones.stdout)
    file.unlink()
    for group, version in zip(groups, measured["versions"], strict=True):
        group["version"] = version
    return measured | {"served": busy(server) - before}


def busy(server) -> float:
    """The seconds of a processor that pages and database took so far."""
    import psutil
    from django.db import connection

    connection.ensure_connection()
    database = psutil.Process(connection.connection.info.backend_pid).parent()
    total = 0.0
    for parent in (psutil.Process(server.pid), database):
        times = parent.cpu_times()
        total += times.children_user + times.children_system
        for process in (parent, *parent.children(recursive=True)):
            took = process.cpu_times()
            total += took.user + took.system
    return total


async def ask(method, path, headers=(), body=b"") -> tuple[int, dict, bytes]:
    """One request on a connection of its own, as a proxy in front of gunicorn asks."""
    reader, writer = await asyncio.open_connection("localhost", PORT)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close"]
    lines += [*headers, f"Content-Length: {len(body)}", "", ""]
    writer.write("\r\n".join(lines).encode() + body)
    answer = await reader.read(-1)
    writer.close()
    head, _, rest = answer.partition(b"\r\n\r\n")
    first, *others = head.decode().split("\r\n")
    named = (line.partition(": ") for line in others)
    return int(first.split()[1]), {key.lower(): value for key, _, value in named}, rest


@dataclass
class Telephones:
    """Those of all groups; each asks in turn, at a moment of its own in three seconds."""

    said: dict
    waits: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    seen: list = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    # Of each group: its version, and when it was begun.
    now: dict = field(default_factory=dict)

    async def hold(self) -> dict:
        groups = self.said["groups"]
        self.now = {n: (group["version"], 0.0) for n, group in enumerate(groups)}
        began = time.monotonic()
        self.until = began + self.said["seconds"]
        work = [
            self.telephone(n, group, cookie)
            for n, group in enumerate(groups)
            for cookie in group["cookies"]
        ]
        if self.said["pages"]:
            work.append(self.reader())
        if self.said["steps"]:
            work.append(self.leaders())
        own = time.process_time()
        await asyncio.gather(*work)
        polls = sum(self.statuses.values())
        right = [self.statuses[200], self.statuses[304]]
        return {
            "polls": polls,
            "right": right,
            "wrong": dict(self.statuses),
            "waits": self.waits,
            "pages": self.pages,
            "seen": self.seen,
            "versions": [version for version, _at in self.now.values()],
            "seconds": time.monotonic() - began,
            "own": time.process_time() - own,
        }

    async def telephone(self, number, group, cookie):
        tag = f'"{group["version"]}.0"'
        at = time.monotonic() + random.random() * EVERY  # noqa: S311 - no secret
        while at < self.until:
            await asyncio.sleep(at - time.monotonic())
            asked = time.monotonic()
            headers = [f"Cookie: sessionid={cookie}", f"If-None-Match: {tag}"]
            status, named, _ = await ask("GET", f"{group['run']}news/", headers)
            self.waits.append(time.monotonic() - asked)
            self.statuses[status] += 1
            if status == 200:
                tag = named["etag"]
                reached, begun = self.now[number]
                if tag.startswith(f'"{reached}.'):
                    self.seen.append(time.monotonic() - begun)
            at += EVERY

    async def reader(self):
        """Pages of groups in turn, each asked whether or not the last one came."""
        asked, at = [], time.monotonic()
        while at < self.until:
            group = self.said["groups"][len(asked) % len(self.said["groups"])]
            asked.append(asyncio.create_task(self.page(group, len(asked))))
            at += 1 / self.said["pages"]
            await asyncio.sleep(at - time.monotonic())
        await asyncio.gather(*asked)

    async def page(self, group, number):
        began = time.monotonic()
        path = group["pages"][number % len(group["pages"])]
        cookie = group["cookies"][number % len(group["cookies"])]
        status, _, _ = await ask("GET", path, [f"Cookie: sessionid={cookie}"])
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        self.pages.append(time.monotonic() - began)

    async def leaders(self):
        """A step in one group after another, as long as all can still see it."""
        groups = self.said["groups"]
        number = 0
        while time.monotonic() + MAY_TAKE + 1 < self.until:
            await self.step(number % len(groups), groups[number % len(groups)])
            number += 1
            await asyncio.sleep(1)

    async def step(self, number, group):
        token = "t" * 32
        cookies = f"Cookie: sessionid={group['cookies'][0]}; csrftoken={token}"
        form = f"csrfmiddlewaretoken={token}&version={self.now[number][0]}".encode()
        kind = "Content-Type: application/x-www-form-urlencoded"
        path = f"{group['run']}on/"
        begun = time.monotonic()
        # Before the answer: others may see it sooner than this one hears of it.
        self.now[number] = (self.now[number][0] + 1, begun)
        status, _, _ = await ask("POST", path, [cookies, kind], form)
        if status != 302:
            raise SystemExit(f"A step was answered with {status}")


if __name__ == "__main__":
    main()
