from celery import shared_task

from sessions.dates.services import attempts, poll_settling
from sessions.year.services import extending


@shared_task(name="sessions.plan_series")
def plan_series(series_id):
    attempts.try_to_plan(series_id=series_id)


@shared_task(name="sessions.plan_waiting")
def plan_waiting():
    attempts.plan_waiting()


@shared_task(name="sessions.settle_polls")
def settle_polls():
    poll_settling.settle_polls()


@shared_task(name="sessions.vote_on_extensions")
def vote_on_extensions():
    extending.close_extensions()
    extending.open_extensions()
