"""Every page that somebody can look at, with something to name in its address."""

from itertools import product

from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern, URLPattern

# Of an address that names two things: so many of each are tried.
FEW = 8
# Of others: how people sign in.
NOT_OURS = ("account_", "mfa_", "socialaccount_", "openid_connect_")
# What a page asks with: a board nobody worked on is at its first version.
ASKED = {"boards:news": "?version=0"}


def routes(resolver=None, spaces=()):
    """The name of each address of ours, and of what kind its parts are."""
    for entry in (resolver or get_resolver()).url_patterns:
        if not isinstance(entry.pattern, RoutePattern):
            continue
        if not isinstance(entry, URLPattern):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry, inner)
        elif entry.name and not entry.name.startswith(NOT_OURS):
            kinds = {
                name: type(kind).__name__
                for name, kind in entry.pattern.converters.items()
            }
            yield ":".join([*spaces, entry.name]), kinds


def is_page(answer) -> bool:
    """Also where there are no news for it."""
    is_html = answer.status_code == 200 and "html" in answer.get("Content-Type", "")
    return is_html or answer.status_code == 204


def pages_of(client, choices, weigh, only="") -> dict[str, str]:
    """Of each address that answers with a page, or with no news, one such; by its name.

    `choices` are the values to try for each kind of part, as "IntConverter"; `weigh`
    asks for a path and answers what it weighs, None without a page, False where there
    is none at whatever path. `only` those with this in their name.
    """
    paths = {}
    for name, kinds in routes():
        if only not in name:
            continue
        values = [choices.get(kind, []) for kind in kinds.values()]
        if len(values) > 1:
            values = [chosen[:FEW] for chosen in values]
        for chosen in product(*values):
            path = reverse(name, kwargs=dict(zip(kinds, chosen, strict=True)))
            path += ASKED.get(name, "")
            weight = weigh(client, path)
            if weight:
                paths[name] = path
            if weight or weight is False:
                break
    return paths
