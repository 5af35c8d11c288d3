"""The address people type, and the proxy in front, as far as both show."""

import json
import re
import ssl
import urllib.error
import urllib.request
from http.client import HTTPException
from pickle import UnpicklingError
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db import ProgrammingError
from django.http.request import validate_host

from crossmentor.doctor.finding import fail, ok, or_well, warn
from crossmentor.doctor.sight import Sight
from people.web import proxies

SECONDS = 5
HERE = {"localhost", "127.0.0.1", "::1"}


def findings(sight: Sight):
    parts = parted(settings.BASE_URL)
    if parts is None:
        shown = without_password(settings.BASE_URL)
        yield fail(f"BASE_URL is no address: {shown!r}.", "Mend BASE_URL.")
    elif "@" in parts.netloc:
        yield fail(
            "BASE_URL holds a name or a password, and stands in every mail.",
            f"Set BASE_URL={parts.scheme}://{parts.netloc.rpartition('@')[2]}.",
        )
    else:
        yield from or_well([*configured(parts)], f"People type {settings.BASE_URL}.")
        yield fetched()
    yield from proxy()


def parted(url: str) -> SplitResult | None:
    """The parts of the address of a page, or None where it is none."""
    try:
        parts = urlsplit(url)
        # Of a port that is no number, the port is asked for in vain.
        named = parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if named and parts.scheme in ("http", "https") else None


def without_password(url: str) -> str:
    """An address as it may be printed, also one that is written wrong."""
    before, at, after = url.rpartition("@")
    scheme = re.match(r"\w+://", before)
    return f"{scheme[0] if scheme else ''}…@{after}" if at else url


def configured(parts):
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
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            why = error.reason.verify_message.rstrip(".")
            return fail(
                f"The certificate of {url} does not hold: {why}.",
                "Have one for this name, from an authority that everybody's device "
                "knows, and renew it in time.",
            )
        return warn(f"{url} cannot be reached from here.", cure)
    except (OSError, ValueError, HTTPException):
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
