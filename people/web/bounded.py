"""What was sent, as long as it can be meant, and nothing that a database refuses.

Views read what an address asks for through this or through a form; a test holds that.
"""

from django.core.paginator import Page, Paginator
from django.utils.http import url_has_allowed_host_and_scheme

from people.web.typed import one_line

LONGEST = 100
# Of any file that a page takes.
MAX_BYTES = 20 * 1024 * 1024
# Any key of ours has fewer digits.
DIGITS = 18


def text(sent, name: str) -> str:
    return one_line(sent.get(name, "")[:LONGEST])


def number(sent, name: str) -> int | None:
    """Return the whole number that stands there, or None."""
    typed = text(sent, name)
    # Not isdigit: "²" is a digit, and no number.
    whole = typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS
    return int(typed) if whole else None


def page(sent) -> str:
    """For `Paginator.get_page`, which knows what to do with any text."""
    return text(sent, "page")


def length_of(request) -> int:
    """What the request says of its length; without one nothing of it is ever read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdecimal() else 0


def paged(rows, sent, size: int) -> Page:
    """The page of `rows` that the address asks for, of so many each."""
    return Paginator(rows, size).get_page(page(sent))


def takes(most: int):
    """Decorate a view that takes so many bytes, more than others do: a file."""

    def marked(view):
        view.most_bytes = most
        return view

    return marked


def path(sent, name: str) -> str:
    """Return the page of ours that stands there, or "": never another's, nor a view."""
    address = sent.get(name, "")[:2000]
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if ours else ""
