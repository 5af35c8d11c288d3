"""The whole product as `make run` starts it, on a day of the test's choice."""

import datetime as dt
import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from crossmentor.running import child

CLOCK = Path(__file__).parent / "clock"
HOME = ZoneInfo("Europe/Amsterdam")
# A loaded machine is slow; nothing here waits longer than it must.
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def told(message) -> list[str]:
    """The subject of a mail, and of one of a day that of each thing it tells."""
    body = message.get_body(("plain",)).get_content()
    things = re.findall(r"^\* ([^\r\n]+)", body, re.MULTILINE)
    return [str(message["Subject"]), *things]


class Stack:
    """PostgreSQL, Redis, web, worker, beat and mail catcher, with data of their own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.log = folder / "run.log"
        self.port = free_port()
        self.base = f"http://localhost:{self.port}"
        self.process = None
        # Nothing of whoever runs the tests: no other database, no other mail server.
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "CROSSMENTOR_VAR": str(folder / "var"),
            "CROSSMENTOR_EMBEDDED_FAST": "1",
            "DEBUG": "1",
            "PORT": str(self.port),
            "BASE_URL": self.base,
            "PYTHONPATH": str(CLOCK),
            # The story jumps by months, and nobody signs in anew for each.
            "SIGN_IN_DAYS": "1000",
        }

    def start(self, moment: dt.datetime):
        """Start everything, with clocks that say `moment` now and run on from there."""
        offset = moment.replace(tzinfo=HOME) - dt.datetime.now(dt.UTC)
        self.environment["CLOCK_OFFSET"] = str(offset.total_seconds())
        with self.log.open("ab") as log:
            begin = log.tell()
            self.process = subprocess.Popen(
                [
                    *(sys.executable, child.__file__, str(os.getpid())),
                    *(sys.executable, "manage.py", "run", "--empty"),
                ],
                cwd=settings.ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait_until(
            lambda: b"Ctrl-C stops" in self.log.read_bytes()[begin:], "the start"
        )

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.process = None

    def restart(self, moment: dt.datetime):
        self.stop()
        self.start(moment)

    def manage(self, *arguments) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def mails(self, to: str = "") -> list[email.message.EmailMessage]:
        """What arrived by SMTP (for this address), oldest first."""
        found = []
        for path in sorted((self.folder / "var" / "mail").glob("*.eml")):
            message = email.message_from_bytes(
                path.read_bytes(), policy=email.policy.default
            )
            if to in str(message["To"]):
                found.append(message)
        return found

    def subjects(self, to: str) -> list[str]:
        """What mails to this address are about, each thing that one of a day tells."""
        return [words for message in self.mails(to) for words in told(message)]

    def mail(self, to: str, subject: str):
        """The latest mail to this address that tells of it; waits for it."""

        def latest():
            found = [
                message
                for message in self.mails(to)
                if any(re.search(subject, words) for words in told(message))
            ]
            return found[-1] if found else None

        return self.wait_until(latest, lambda: f"{subject!r} in {self.subjects(to)}")

    def link(self, to: str, subject: str) -> str:
        text = self.mail(to, subject).get_body(("plain",)).get_content()
        return re.search(re.escape(self.base) + r"\S+", text).group()

    def wait_until(self, answer, what, seconds=PATIENCE):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := answer():
                return found
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"The stack ended.\n{self.tail()}")
            time.sleep(0.2)
        what = what() if callable(what) else what
        raise AssertionError(f"Waited in vain for {what}.\n{self.tail()}")

    def said(self) -> str:
        """What was said on the screen, and what was kept of the processes' logs."""
        logs = (self.folder / "var" / "log").iterdir()
        return "\n".join(path.read_text(errors="replace") for path in (self.log, *logs))

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-4000:]
