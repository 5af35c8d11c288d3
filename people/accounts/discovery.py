"""What an identity provider publishes about itself (OpenID Connect Discovery)."""

from urllib.parse import urlsplit

import requests

from spaces.errors import DomainError

WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
HERE = {"localhost", "127.0.0.1", "::1"}
TIMEOUT = 10


def discover(server_url: str) -> dict:
    """The provider's own description; DomainError, for the host, when it will not do."""
    where = server_url if "/.well-known/" in server_url else server_url + WELL_KNOWN
    try:
        answer = requests.get(where, timeout=TIMEOUT)
        answer.raise_for_status()
        description = answer.json()
    except requests.RequestException as error:
        raise DomainError(f"{where} does not answer: {error}") from error
    if missing := [
        name for name in NEEDED if not isinstance(description.get(name), str)
    ]:
        raise DomainError(f"{where} does not say {', '.join(missing)}.")
    # Who could listen in between would speak for the provider.
    for url in (where, *(description[name] for name in NEEDED)):
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in HERE:
            raise DomainError(f"{url} is no https:// address.")
    if "{" in description["issuer"]:
        raise DomainError(
            f"{where} is for the people of every organisation: set OIDC_SERVER_URL to "
            "the address of this one's own tenant."
        )
    return description
