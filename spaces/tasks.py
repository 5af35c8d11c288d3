import logging

from celery import shared_task

from spaces.services import expire_shared

logger = logging.getLogger(__name__)


@shared_task(name="spaces.expire")
def expire():
    """Delete what was given away until a day that has passed (R7)."""
    if gone := expire_shared():
        logger.info("%s given texts ended.", gone)
