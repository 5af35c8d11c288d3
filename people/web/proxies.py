"""From which address a request comes, with the host's proxies in front of us."""

import base64
import io
import ipaddress
import logging
import pickle
import time
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.checks import Warning as Warn
from django.db import connection

logger = logging.getLogger(__name__)
KEPT_AS = "people.proxies.seen"
# Noted again so often, for `doctor`, which looks back a day.
EVERY = 10 * 60
KEPT = 24 * 3600


def way_of(request) -> list[str]:
    """The addresses a request came along, the farthest first, the nearest last.

    Each proxy adds to X-Forwarded-For the address before it; what stands further to
    the left anybody may have made up. The nearest is empty behind a Unix socket.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    before = [part for part in map(str.strip, forwarded) if part]
    return [*before, request.META.get("REMOTE_ADDR", "")]


def client_address(request) -> str:
    """The address before the trusted proxies, or "" when nobody says."""
    way = way_of(request)
    # Fewer than there should be: all of them are by proxies, so the farthest counts.
    return cleaned(way[-1 - settings.TRUSTED_PROXIES :][0])


def cleaned(text: str) -> str:
    """The address without a port, an IPv4 one always in its own form; "" if none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def network_of(address: str) -> str:
    """What one connection has to itself: an IPv4 address, or 64 bits of an IPv6 one."""
    if ":" not in address:
        return address
    plain = address.partition("%")[0]
    return str(ipaddress.ip_network(f"{plain}/64", strict=False).network_address)


@dataclass(frozen=True)
class SeenProxies:
    """The last that was seen of the proxies: when, from where, and of how many."""

    at: float
    nearest: str
    proxies: int

    @property
    def trusted(self) -> int:
        return settings.TRUSTED_PROXIES

    @property
    def problem(self) -> str:
        """What is amiss and its mend, for the host; "" when all is well."""
        if self.proxies == self.trusted:
            return ""
        words = (
            f"Requests come from {self.nearest or 'a Unix socket'} with "
            f"{self.proxies} addresses in X-Forwarded-For, and TRUSTED_PROXIES is "
            f"{self.trusted}: "
        )
        if self.proxies > self.trusted:
            return words + (
                "limits on signing in go by the address of a proxy, for everybody "
                f"together. Set TRUSTED_PROXIES={self.proxies}."
            )
        return words + (
            "let the proxy add to X-Forwarded-For, and let nothing but the proxy reach "
            f"this port; or set TRUSTED_PROXIES={self.proxies}."
        )


def seen() -> SeenProxies | None:
    """What the web processes saw in the last day, or None: no request came yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value FROM crossmentor_cache "
            "WHERE cache_key = %s AND expires > CURRENT_TIMESTAMP",
            [cache.make_key(KEPT_AS)],
        )
        row = cursor.fetchone()
    return noted(row[0]) if row else None


def noted(kept: str) -> SeenProxies:
    """What the pages keep in the cache; raises pickle.UnpicklingError of anything else."""
    try:
        values = plainly(kept)
        nearest, proxies = cleaned(values["nearest"]), int(values["proxies"])
        return SeenProxies(float(values["at"]), nearest, proxies)
    except Exception as error:
        # Of what is made up, reading may raise anything.
        raise pickle.UnpicklingError("That was not kept by the pages.") from error


class PlainUnpickler(pickle.Unpickler):
    """Reads words and numbers; whatever names code is refused."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} is no word or number.")


def plainly(kept: str) -> dict:
    """What Django's cache keeps, which it would itself read with any code in it.

    Who can write in the database, but has no key, would have `doctor` carry that out
    where the keys are. Raises pickle.UnpicklingError.
    """
    return PlainUnpickler(io.BytesIO(base64.b64decode(kept))).load()


class ProxiesMiddleware:
    """Notes by how many proxies requests come, and says in the log if that is wrong.

    The fewest of a while count: a visitor can make up more, never fewer.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.noted: SeenProxies | None = None
        for warning in check_trusted_proxies():
            logger.warning("%s %s", warning.msg, warning.hint)

    def __call__(self, request):
        way = way_of(request)
        now = SeenProxies(time.time(), cleaned(way[-1]), len(way) - 1)
        if (
            self.noted is None
            or now.proxies < self.noted.proxies
            or now.at - self.noted.at > EVERY
        ):
            self.noted = now
            cache.set(KEPT_AS, asdict(now), KEPT)
            if now.problem:
                logger.warning(now.problem)
        return self.get_response(request)


def check_trusted_proxies(app_configs=None, **options):
    """What can be known before a request came."""
    if settings.TRUSTED_PROXIES or not settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Warn(
            "TRUSTED_PROXIES is 0 behind a proxy: limits on signing in go by its "
            "address, for everybody together.",
            hint="Set TRUSTED_PROXIES to how many proxies add to X-Forwarded-For.",
            id="people.W001",
        )
    ]
