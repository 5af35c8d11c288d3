"""Celery: rings the bell for what the database says is to be done.

A message holds primary keys only, may come twice and may get lost; sweeps find what
was missed.
"""

import os
import sys
from pathlib import Path

from celery import Celery
from celery.signals import beat_init, worker_init

# Before the settings: they give a worker another database role, and no master key.
if Path(sys.argv[0]).parent.name == "celery" or Path(sys.argv[0]).name == "celery":
    os.environ["CROSSMENTOR_PROCESS"] = "worker"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")


class Application(Celery):
    def _connection(self, *args, **kwargs):
        from django.conf import settings

        if not settings.REDIS_URL:
            from crossmentor.embedded import redis

            redis.ensure()
        return super()._connection(*args, **kwargs)

    def connection_for_write(self, *args, **kwargs):
        # Who hands a message over does not wait for a broker that does not answer; who
        # listens does, and has checks of its own.
        options = {"socket_timeout": 2} | (kwargs.pop("transport_options", None) or {})
        return super().connection_for_write(*args, transport_options=options, **kwargs)


def defaults() -> dict:
    """The configuration that CELERY_* settings may override."""
    from django.conf import settings

    from crossmentor.embedded import redis

    return {
        "broker_url": settings.REDIS_URL or redis.broker_url(),
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {
            # Longer than any task may take: a message is not given out twice at once.
            "visibility_timeout": 900,
            "socket_connect_timeout": 1,
        },
        "task_time_limit": 600,
        "task_soft_time_limit": 540,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_concurrency": int(os.environ.get("WORKER_CONCURRENCY", "2")),
        "worker_prefetch_multiplier": 1,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "worker_hijack_root_logger": False,
        "task_ignore_result": True,
        "task_serializer": "json",
        "accept_content": ["json"],
        # The caller is a person waiting for a page: try once more, then leave it
        # to the sweeps.
        "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0},
        "timezone": "UTC",
        "beat_schedule_filename": str(settings.VAR / "beat"),
        "beat_scheduler": "crossmentor.health.beats:Scheduler",
    }


@worker_init.connect
@beat_init.connect
def refuse_power(**kwargs):
    """End here when the database role is more than the worker's (invariant 3)."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connection

    from spaces.startup import refuse_powerful_role

    settings.VAR.mkdir(parents=True, exist_ok=True)
    try:
        refuse_powerful_role()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
    # The workers' processes are forked from here: each makes its own.
    connection.close()


app = Application("crossmentor")
app.add_defaults(defaults)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("crossmentor.health.beats:Pulse")
