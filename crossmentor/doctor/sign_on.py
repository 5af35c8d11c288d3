"""Single sign-on: whether the provider says where to sign in."""

import json
import urllib.request
from http.client import HTTPException

from django.conf import settings

from crossmentor.doctor.address import parted, without_password
from crossmentor.doctor.finding import fail, ok
from crossmentor.doctor.sight import Sight
from people.accounts.services.single_sign_on import spoken_for

SECONDS = 5
DISCOVERY = "/.well-known/openid-configuration"
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
GIVEN = {"client_id": "OIDC_CLIENT_ID", "secret": "OIDC_CLIENT_SECRET"}
CURE = "Mend OIDC_SERVER_URL, or ask who runs the provider."


def findings(sight: Sight):
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    if not apps:
        yield ok("Not in use.")
    for app in apps:
        finding, issuer = discovered(app["settings"]["server_url"])
        yield finding
        if issuer:
            yield connected(spoken_for(app["provider_id"]), issuer)
        for name, variable in GIVEN.items():
            if not app.get(name):
                yield fail(f"No {name} is given.", f"Set {variable}.")


def connected(sign_on, issuer):
    if sign_on is None:
        return fail(
            "The provider speaks for no organisation: nobody comes in by it.",
            "manage.py connect_single_sign_on SLUG, as the owner.",
        )
    if sign_on.issuer != issuer:
        return fail(
            f"{sign_on.issuer} speaks for {sign_on.organisation}, and the provider "
            f"calls itself {issuer}: nobody comes in by it.",
            "Mend OIDC_SERVER_URL; or disconnect_single_sign_on, and connect anew.",
        )
    return ok(f"{issuer} speaks for {sign_on.organisation}.")


def discovered(server_url):
    """How it is, and the issuer where all is well."""
    url = server_url.rstrip("/")
    url = url if "/.well-known/" in url else url + DISCOVERY
    parts = parted(url)
    if parts is None or "@" in parts.netloc:
        return fail(f"{without_password(server_url)!r} is no address.", CURE), None
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310
            provider = json.load(answer)
        missing = [name for name in NEEDED if not is_named(provider.get(name))]
    except (OSError, ValueError, AttributeError, HTTPException) as error:
        return fail(
            f"{url} does not answer as it should: {type(error).__name__}.", CURE
        ), None
    if missing:
        return fail(f"{url} names no {', '.join(missing)}.", CURE), None
    addresses = [url, *(provider[name] for name in NEEDED[1:])]
    clear = any(address.startswith("http://") for address in addresses)
    if clear and not settings.DEBUG:
        return fail("Signing in at the provider goes in clear.", CURE), None
    return ok(f"The provider {provider['issuer']} answers."), provider["issuer"]


def is_named(value) -> bool:
    return isinstance(value, str) and bool(value)
