"""What somebody had typed when it could not be taken: it goes back to them, and no further."""

from django.conf import settings
from django.shortcuts import render

# What people type where they sign in, or come in first, stands on no page.
SECRET = (
    "account_",
    "mfa_",
    "openid_connect_",
    "socialaccount_",
    "people:invitation",
    "people:step_reset",
)


def kept_fields(request) -> list[tuple[str, str]]:
    """What was typed, to be sent again; but nothing that may stand on no page."""
    match = request.resolver_match
    if request.method != "POST" or not match or match.view_name.startswith(SECRET):
        return []
    if not sent_from_here(request):
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def sent_from_here(request) -> bool:
    """Whether a page of ours sent this: by its token, else by the word of the browser.

    Nobody is asked to send again, in their name, what another's page made up.
    """
    if getattr(request, "csrf_processing_done", False):
        return True
    if origin := request.headers.get("Origin"):
        ours = {f"{request.scheme}://{request.get_host()}"}
        return origin in ours.union(settings.CSRF_TRUSTED_ORIGINS)
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def not_sent(request, *, status: int):
    """The answer to a form whose sign-in has ended, or with the token of another one."""
    context = {"fields": kept_fields(request)}
    response = render(request, "people/web/not_sent.html", context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response
