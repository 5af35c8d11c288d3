"""Celery carries keys only, may lose or double a message, and has no power."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from boards.tasks import propose
from crossmentor import celery
from crossmentor import settings as server
from crossmentor.running import processes

ASK = """
import sys
sys.argv[0] = {program!r}
import crossmentor
from django.conf import settings
print(settings.PROCESS, settings.DATABASES["default"]["USER"], len(settings.MASTER_KEYS))
"""


def asked(program):
    """What a process of `program` finds in its settings."""
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(program=program)],
        cwd=settings.ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "crossmentor.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    "program", ["/somewhere/bin/celery", "/lib/celery/__main__.py"]
)
def test_a_worker_has_its_own_role_and_no_key(program, monkeypatch):
    # Also when it was started from a process that serves pages.
    monkeypatch.setenv("CROSSMENTOR_PROCESS", "web")

    assert asked(program) == ["worker", "crossmentor_worker", "0"]


def test_a_process_that_serves_pages_has_the_key(monkeypatch):
    monkeypatch.delenv("CROSSMENTOR_PROCESS", raising=False)

    assert asked("/somewhere/bin/gunicorn") == ["web", "crossmentor_web", "1"]


def test_a_worker_with_too_much_power_ends(monkeypatch):
    def refuse():
        raise ImproperlyConfigured("crossmentor_owner owns tables.")

    monkeypatch.setattr("spaces.startup.refuse_powerful_role", refuse)

    with pytest.raises(SystemExit, match="owns tables"):
        celery.refuse_power()


def test_a_message_is_kept_until_its_work_is_done():
    conf = celery.app.conf

    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.broker_transport_options["visibility_timeout"] > conf.task_time_limit


def test_messages_are_json_and_answers_are_not_kept():
    conf = celery.app.conf

    assert conf.accept_content == ["json"]
    assert conf.task_serializer == "json"
    assert conf.result_backend is None
    assert conf.task_ignore_result


def test_a_search_for_groups_keeps_no_mail_waiting():
    # Those of a server: the tests have one queue for each process.
    queue = server.CELERY_TASK_ROUTES[propose.name]["queue"]

    assert processes.COMPOSER[-4:-2] == ("--queues", queue)
    assert "--queues" not in processes.WORKER
