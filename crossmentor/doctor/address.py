"""The address people type, and the proxy in front, as far as both show."""

import json
import urllib.error
import urllib.request
from pickle import UnpicklingError
from urllib.parse import urlsplit

from django.conf import settings
from django.db import ProgrammingError
from django.http.request import validate_host

from crossmentor.doctor.finding import fail, ok, or_well, warn
from crossmentor.doctor.sight import Sight
from people.web import proxies

SECONDS = 5
HERE = {"localhost", "127.0.0.1", "::1"}


def findings(sight: Sight):
    parts = urlsplit(settings.BASE_URL)
    yield from or_well([*configured(parts)], f"People type {settings.BASE_URL}.")
    yield fetched()
    yield from proxy()


def configured(parts):
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield fail(f"BASE_URL is no address: {settings.BASE_URL!r}.", "Mend BASE_URL.")
        return
    if not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        yield fail(
            f"No page answers to {parts.hostname}.",
            f"Add it to ALLOWED_HOSTS, which is {' '.join(settings.ALLOWED_HOSTS)!r}.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield fail("Pages answer to any name.", "Name yours in ALLOWED_HOSTS.")
    if parts.scheme == "http" and parts.hostname not in HERE:
        yield fail(
            "Passwords and texts travel in clear.",
            "Put a proxy with TLS in front, and set BASE_URL=https://….",
        )
    if settings.DEBUG and not settings.EMBEDDED:
        yield fail("DEBUG is on.", "Take DEBUG away.")


def fetched():
    url = f"{settings.BASE_URL}/health/live"
    cure = "If people reach it, all is well; else see the proxy and the web process."
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310
            alive = json.load(answer) == {"status": "live"}
    except urllib.error.HTTPError as error:
        return fail(f"{url} answers {error.code}.", "See the proxy in front.")
    except urllib.error.URLError as error:
        if "CERTIFICATE" in str(error.reason):
            return fail(f"The certificate of {url} does not hold.", "Renew it.")
        return warn(f"{url} cannot be reached from here.", cure)
    except (OSError, ValueError):
        alive = False
    if alive:
        return ok(f"{url} answers.")
    return fail(f"At {url} something else answers.", "See BASE_URL and the proxy.")


def proxy():
    try:
        noted = proxies.seen()
    except ProgrammingError:
        yield warn(
            "This role does not see by how many proxies requests come.",
            "Run it where the pages run.",
        )
        return
    except UnpicklingError:
        yield fail(
            "What is noted of the proxies was not written by the pages.",
            "Somebody else writes in the database: find out who.",
        )
        return
    if noted is None:
        for warning in proxies.check_trusted_proxies():
            yield warn(warning.msg, warning.hint)
        yield ok("No request came in the last day by which to know the proxies.")
    elif noted.problem:
        yield fail(noted.problem, "")
    else:
        yield ok(f"Requests come by {noted.proxies} proxies, as configured.")
