"""Whether this process lives, and whether it can do what it is for.

`/health/live` is the process alone. `/health/ready` is the database and the keys; without
a broker it stays ready, since writing goes on and what waits is sent later, and says
`degraded`. `/health/` is the same. Anybody may ask: the answer is one word, and which part
is missing stands in the log and in `manage.py doctor`.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from redis import Redis, RedisError

from crossmentor.embedded import redis as embedded
from spaces import marks

logger = logging.getLogger(__name__)

LIVE = {"/health/live", "/health/live/"}
READY = {"/health/", "/health/ready", "/health/ready/"}
# For so long an answer holds: asking again and again costs nothing.
SECONDS = 2
BROKER_SECONDS = 0.5


class HealthMiddleware:
    """Answers before anything else does: a probe knows neither our name nor TLS."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path in LIVE:
            return JsonResponse({"status": "live"})
        if request.path in READY:
            return ready()
        return self.get_response(request)


def ready() -> JsonResponse:
    status = state()
    code = 503 if status == "unready" else 200
    return JsonResponse({"status": status}, status=code)


_known: tuple[float, str] = (0.0, "unready")
_looking = threading.Lock()


def state() -> str:
    """`ready`, `degraded` or `unready`, as it was at most a moment ago."""
    global _known
    # One thread looks; the others do not wait with it for what does not answer.
    if time.monotonic() >= _known[0] and _looking.acquire(blocking=_known[0] == 0.0):
        try:
            status = look()
            _known = (time.monotonic() + SECONDS, status)
        finally:
            _looking.release()
    return _known[1]


def look() -> str:
    missing = [
        name
        for name, answers in {
            "database": database_answers,
            "keys": keys_open,
            "broker": broker_answers,
        }.items()
        if not answers()
    ]
    if missing:
        logger.warning("Does not answer: %s.", ", ".join(missing))
    if not missing:
        return "ready"
    return "degraded" if missing == ["broker"] else "unready"


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def keys_open() -> bool:
    try:
        return bool(settings.MASTER_KEYS) and marks.all_open()
    except Error:
        return False


def broker_answers(seconds: float = BROKER_SECONDS) -> bool:
    try:
        if not settings.REDIS_URL:
            embedded.ensure()
        url = settings.REDIS_URL or embedded.url()
        limits = {"socket_timeout": seconds, "socket_connect_timeout": seconds}
        if url.startswith("unix:"):
            del limits["socket_connect_timeout"]
        with Redis.from_url(url, retry=None, **limits) as client:
            return client.ping()
    except (RedisError, OSError, RuntimeError, ValueError):
        # A ValueError: REDIS_URL is no address.
        return False
