"""Single sign-on: whether the provider says where to sign in."""

import json
import urllib.request

from django.conf import settings

from crossmentor.doctor.finding import fail, ok
from crossmentor.doctor.sight import Sight
from people.accounts.services.single_sign_on import spoken_for

SECONDS = 5
DISCOVERY = "/.well-known/openid-configuration"
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
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
        for name in ("client_id", "secret"):
            if not app.get(name):
                yield fail(
                    f"No {name} is given.", f"Set OIDC_CLIENT_{name[-6:].upper()}."
                )


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
    if not url.startswith(("https://", "http://")):
        return fail(f"{server_url!r} is no address.", CURE), None
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310
            provider = json.load(answer)
        missing = [name for name in NEEDED if not provider.get(name)]
    except (OSError, ValueError, AttributeError) as error:
        return fail(
            f"{url} does not answer as it should: {type(error).__name__}.", CURE
        ), None
    if missing:
        return fail(f"{url} names no {', '.join(missing)}.", CURE), None
    clear = any(provider[name].startswith("http://") for name in NEEDED[1:])
    if clear and not settings.DEBUG:
        return fail("Signing in at the provider goes in clear.", CURE), None
    return ok(f"The provider {provider['issuer']} answers."), provider["issuer"]
