"""The page that somebody has before them, whichever request it makes."""

from urllib.parse import urlsplit

from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

LONGEST = 2000


def page_of(request) -> str:
    """The address of that page: to come back to, where a fragment's or a form's may not do.

    A page that is opened is itself that. Of the rest the browser says it: believed as
    far as it is a page of ours, else it is the address that was asked for.
    """
    asked = request.get_full_path()
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        return asked
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    host, https = request.get_host(), request.is_secure()
    if not url_has_allowed_host_and_scheme(page, {host}, https) or len(page) > LONGEST:
        return asked
    parts = urlsplit(page)
    path = escape_leading_slashes(parts.path) or "/"
    return f"{path}?{parts.query}" if parts.query else path


def in_background(request) -> bool:
    """Whether a script of a page asks, and no window opens what is answered."""
    headers = request.headers
    if "HX-Request" in headers or headers.get("Sec-Fetch-Mode") == "cors":
        return True
    return headers.get("Accept", "").startswith("application/json")


def there(request) -> dict:
    """Context processor, for what leads back to the same page."""
    return {"there": lambda: page_of(request)}
