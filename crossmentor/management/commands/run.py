import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from crossmentor import catalogues
from crossmentor.embedded import postgres, redis
from crossmentor.running import loading, migrated, processes
from crossmentor.running.stopping import Stop
from crossmentor.running.supervisor import Failed, Supervisor, free_port, is_free
from writing.models import Waiting


class Command(BaseCommand):
    help = (
        "Runs everything on this machine: the embedded servers, the pages, the workers, "
        "the clock and a mail catcher. For a look and for development."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--empty", action="store_true", help="Load no example organisation."
        )

    def handle(self, empty, **options):
        self.port = self.wanted_port()
        self.refuse_taken(self.port)
        self.logs = settings.VAR / "log"
        self.environment = self.children_environment()
        stop = Stop()
        stop.listen()
        supervisor = Supervisor(
            settings.ROOT, self.environment, self.logs, self.stdout, stop.not_now
        )
        try:
            self.start(supervisor, empty)
            while True:
                supervisor.look_after()
                time.sleep(0.5)
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
        except (Failed, subprocess.CalledProcessError) as error:
            raise CommandError(f"{error} Everything is stopped.") from error
        finally:
            stop.ignore()
            supervisor.stop()
            redis.release()
            postgres.release()
        self.stdout.write("Stopped.")

    def start(self, supervisor, empty):
        self.say("Starting.")
        catalogues.compile_all(settings.ROOT)
        self.was_broken_off = loading.progress() is not None
        # Otherwise the pages would go on waiting for what nobody loads.
        loading.end()
        is_migrated = settings.EMBEDDED and migrated.is_so()
        if is_migrated:
            # They load for as long as the servers take to start.
            self.start_pages(supervisor)
        self.prepare(is_migrated)
        has_example = not empty and self.begin_example()
        if not is_migrated:
            self.start_pages(supervisor)
        self.wait_until_it_answers(supervisor)
        self.welcome()
        supervisor.start("search", processes.COMPILE_SEARCH, once=True)
        if has_example:
            self.load_example(supervisor)
        self.start_workers(supervisor)
        self.tell_links()
        self.say("\n  Ctrl-C stops everything.\n\n")

    def wanted_port(self):
        word = os.environ.get("PORT") or "8000"
        if not (word.isdecimal() and 0 < int(word) < 65536):
            raise CommandError(
                f"PORT={word} is no port. Choose a number below 65536: "
                "PORT=8001 make run"
            )
        return int(word)

    def refuse_taken(self, port):
        if not is_free(port):
            raise CommandError(
                f"Port {port} is taken: by another program, or by a `make run` in "
                "another window. Stop that one, or choose another port: "
                f"PORT={free_port(port + 1)} make run"
            )

    def children_environment(self):
        programs = str(Path(sys.executable).parent)
        defaults = {"BASE_URL": f"http://localhost:{self.port}", "DEBUG": "1"}
        return {
            **defaults,
            **os.environ,
            "PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)]),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            # Celery's advice against root is for servers.
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
        }

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()

    def prepare(self, is_migrated):
        if settings.EMBEDDED:
            postgres.ensure()
        if not settings.REDIS_URL:
            redis.ensure()
        if is_migrated:
            return
        self.call(*processes.MIGRATE[2:], "--verbosity", "0")
        if Waiting.objects.exists():
            self.say("Bringing over the texts of an earlier version.")
            self.call("seal_anew")
        if settings.EMBEDDED:
            migrated.note()

    def begin_example(self) -> bool:
        """Whether it is to be loaded; then the pages say so from the start."""
        if self.was_broken_off:
            self.say(
                "Last time the example organisation was not loaded to its end: remove "
                f"{settings.VAR} to start afresh."
            )
        if get_user_model().objects.exists():
            return False
        loading.begin()
        return True

    def load_example(self, supervisor):
        """Before anything works by the clock: months go by in it within a minute."""
        self.say("Loading the example organisation; the pages say how far it is.")
        example = supervisor.start("example", processes.LOAD_DEMO, once=True)
        while (code := supervisor.ended(example)) is None:
            supervisor.look_after()
            time.sleep(0.2)
        if code:
            raise Failed("The example organisation could not be loaded.")
        loading.end()

    def call(self, *arguments):
        """Run a management command as a process of its own, with its own role."""
        environment = self.environment.copy()
        environment.pop("CROSSMENTOR_PROCESS", None)
        subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *arguments],
            cwd=settings.ROOT,
            env=environment,
            check=True,
        )

    def start_pages(self, supervisor):
        self.mail_port = None
        if settings.EMBEDDED and "EMAIL_PORT" not in os.environ:
            # Only now, and taken at once: migrating took a while, and an example does,
            # in which others may take a port.
            self.mail_port = free_port(settings.EMAIL_PORT)
            self.environment["EMAIL_PORT"] = str(self.mail_port)
            supervisor.start("mail", (*processes.MAIL_CATCHER, str(self.mail_port)))
        supervisor.start("web", processes.WEB)

    def start_workers(self, supervisor):
        keys = frozenset(
            {"MASTER_KEYS", "MASTER_KEYS_FILE", "SECRET_KEY", "SECRET_KEY_FALLBACKS"}
        )
        supervisor.start("worker", processes.WORKER, without=keys)
        supervisor.start("composer", processes.COMPOSER, without=keys)
        supervisor.start("beat", processes.BEAT, without=keys)

    def wait_until_it_answers(self, supervisor):
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            supervisor.look_after()
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{self.port}/health/", timeout=5
                ):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise Failed("The pages do not answer.")

    def welcome(self):
        base = self.environment["BASE_URL"].rstrip("/")
        self.stdout.write(f"\n  Crossmentor  {base}/")
        if self.mail_port:
            self.stdout.write(f"  Mail         {base}/mail/")
        self.say(f"  Log          {self.logs}\n\n")

    def tell_links(self):
        if settings.EMBEDDED:
            self.call("sign_in_links")
