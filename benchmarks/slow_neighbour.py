"""What others wait while one person keeps the pages busy: `python benchmarks/slow_neighbour.py`.

Starts the pages as a host does, on the embedded servers with the example organisation,
and asks for Today as a mentor: alone, while a mentee sends searches of 5 kB, and while a
coordinator sends statements that the database cuts off. The issue asks for under 1 s.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8971
BASE = f"http://localhost:{PORT}"
WORDS = "anna " * 1000


class Person:
    """Somebody of the example organisation, signed in."""

    def __init__(self, link: str):
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        self.open(urllib.parse.urlsplit(link).path)

    def open(self, path, data=None) -> tuple[int, str]:
        body = data and urllib.parse.urlencode(data).encode()
        try:
            with self.opener.open(BASE + path, body, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""


def environment() -> dict:
    return os.environ | {"DEBUG": "1", "PORT": str(PORT), "BASE_URL": BASE}


def command(*words) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def waits(person: Person, seconds: float) -> list[float]:
    """How long each page took, in seconds, one after another."""
    durations, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.perf_counter()
        status, _page = person.open("/")
        durations.append(time.perf_counter() - started)
        if status != 200:
            raise SystemExit(f"Today answered {status}")
    return durations


def beside(person: Person, seconds: float, ask, clients: int):
    """The same, while `ask` is called again and again by so many at once."""
    stop, asked = threading.Event(), []

    def again():
        while not stop.is_set():
            started = time.perf_counter()
            asked.append((ask(), time.perf_counter() - started))

    threads = [threading.Thread(target=again) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        durations = waits(person, seconds)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return durations, asked


def tell(name: str, durations: list[float], asked=()):
    ordered = sorted(durations)
    worst, median = ordered[-1], statistics.median(ordered)
    words = f"{name:<34} {len(durations):4d} pages, median {median:5.2f} s, worst {worst:5.2f} s"
    if asked:
        slow = statistics.median(took for _status, took in asked)
        statuses = sorted({status for status, _took in asked})
        words += f"; {len(asked)} beside it, {slow:.2f} s each, {statuses}"
    print(words, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=2)
    asked = parser.parse_args()
    command("migrate", "-v0")
    links = re.findall(r"(\w+) .*(http\S+)", command("sign_in_links"))
    if not links:
        command("load_demo")
        links = re.findall(r"(\w+) .*(http\S+)", command("sign_in_links"))
    links = dict(reversed(links))
    web = [sys.executable, "-m", "gunicorn", "--config", "python:crossmentor.gunicorn"]
    with subprocess.Popen(  # noqa: S603 - our own command
        [*web, "crossmentor.wsgi"],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            measure(links, asked.seconds, asked.clients)
        finally:
            server.terminate()


def measure(links, seconds, clients):
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{BASE}/health/live", timeout=5).close()  # noqa: S310
            break
        except OSError:
            time.sleep(0.2)
    mentor, mentee = Person(links["mentor"]), Person(links["mentee"])
    coordinator = Person(links["coordinator"])
    tell("alone", waits(mentor, seconds))
    _status, page = mentee.open("/workbook/goals/")
    goal = re.search(r"/workbook/goals/[0-9a-f-]{36}/", page)
    if goal:
        address = goal[0] + "give/"
        _status, page = mentee.open(address)
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
        sent = {"csrfmiddlewaretoken": token, "who": WORDS, "until": "2030-01-01"}
        tell(
            "beside a name of 5 kB",
            *beside(mentor, seconds, lambda: mentee.open(address, sent)[0], clients),
        )
    search = "/people/?" + urllib.parse.urlencode({"q": WORDS[:3500]})
    tell(
        "beside a search of 3.5 kB",
        *beside(mentor, seconds, lambda: coordinator.open(search)[0], clients),
    )


if __name__ == "__main__":
    main()
