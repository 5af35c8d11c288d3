from celery import shared_task

from sessions.models import Series
from sessions.services import series


@shared_task(name="sessions.plan_series")
def plan_series(series_id):
    series.plan_series(series_id=series_id)


@shared_task(name="sessions.plan_waiting")
def plan_waiting():
    """Plan the series whose message got lost."""
    for series_id in Series.objects.being_planned().values_list("pk", flat=True):
        series.plan_series(series_id=series_id)
