import logging

from celery import shared_task

from writing import services

logger = logging.getLogger(__name__)


@shared_task(name="writing.expire")
def expire():
    """Delete what was given away until a day that has passed (R7)."""
    if gone := services.expire():
        logger.info("%s given texts ended.", gone)


@shared_task(name="writing.erase")
def erase():
    """What people asked to have erased."""
    services.carry_out()


@shared_task(name="writing.settle_erasures")
def settle_erasures():
    """Have the file of erasures say what is done, also after a crash."""
    services.settle_erasures()


@shared_task(name="writing.erase_left")
def erase_left():
    """What those who left the organisation wrote for themselves, when its time is over."""
    services.erase_left()
