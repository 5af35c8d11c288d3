"""`/health/`: whether this process reaches its database and its broker."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from redis import Redis, RedisError

from crossmentor.embedded import redis as embedded

PATH = "/health/"


class HealthMiddleware:
    """Answers before anything else does: a probe knows neither our name nor TLS."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == PATH:
            return health()
        return self.get_response(request)


def health() -> JsonResponse:
    found = {"database": database_answers(), "broker": broker_answers()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    if not settings.REDIS_URL:
        embedded.ensure()
    url = settings.REDIS_URL or embedded.url()
    limits = {"socket_timeout": 3, "retry": None}
    try:
        with Redis.from_url(url, **limits) as client:
            return client.ping()
    except RedisError:
        return False
