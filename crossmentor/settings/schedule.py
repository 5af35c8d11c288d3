"""What workers are asked to do by the clock, and over which broker."""

from celery.schedules import crontab

from crossmentor import environment

REDIS_URL = environment.text("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
# What takes minutes has workers of its own (crossmentor/running/processes.py).
CELERY_TASK_ROUTES = {"boards.propose": {"queue": "composing"}}
CELERY_BEAT_SCHEDULE = {
    "reminders.sweep": {"task": "reminders.sweep", "schedule": 60.0},
    "writing.expire": {"task": "writing.expire", "schedule": 3600.0},
    "writing.erase": {"task": "writing.erase", "schedule": 60.0},
    "writing.erase_left": {"task": "writing.erase_left", "schedule": 86_400.0},
    "writing.settle_erasures": {
        "task": "writing.settle_erasures",
        "schedule": 86_400.0,
    },
    "calendars.sweep": {"task": "calendars.sweep", "schedule": 60.0},
    # A change that nobody noted is found within a day.
    "groups.follow_all": {"task": "groups.follow_all", "schedule": 86_400.0},
    "sessions.plan_waiting": {"task": "sessions.plan_waiting", "schedule": 60.0},
    "sessions.settle_polls": {"task": "sessions.settle_polls", "schedule": 60.0},
    "sessions.vote_on_extensions": {
        "task": "sessions.vote_on_extensions",
        "schedule": 60.0,
    },
    "groups.end_seats": {"task": "groups.end_seats", "schedule": 60.0},
    "boards.propose_waiting": {"task": "boards.propose_waiting", "schedule": 60.0},
    "boards.forget_sheets": {"task": "boards.forget_sheets", "schedule": 3600.0},
    "people.sweep_rosters": {"task": "people.sweep_rosters", "schedule": 60.0},
    "people.forget_allowances": {
        "task": "people.forget_allowances",
        "schedule": 3600.0,
    },
    "calendars.forget_past": {"task": "calendars.forget_past", "schedule": 3600.0},
    "people.finish_addresses": {"task": "people.finish_addresses", "schedule": 300.0},
    "groups.retain": {"task": "groups.retain", "schedule": crontab(hour=2, minute=30)},
}
