import logging

from celery import shared_task

from writing import services

logger = logging.getLogger(__name__)


@shared_task(name="writing.expire")
def expire():
    """Delete what was given away until a day that has passed (R7)."""
    if gone := services.expire():
        logger.info("%s given texts ended.", gone)
