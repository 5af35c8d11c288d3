"""What is refused, and how a page shows it."""

from contextlib import contextmanager

from django.contrib import messages

from spaces.errors import DomainError


@contextmanager
def refusals(form, at=None):
    """Have what a service refuses in the block stand in the form, at a field or above.

    The block ends with the answer that is given when nothing was refused; after it
    comes the page with the form, which keeps what was typed.
    """
    try:
        yield
    except DomainError as error:
        form.add_error(at, str(error))


@contextmanager
def refusals_told(request):
    """The same for a press of a button: the words stand above the page that comes."""
    try:
        yield
    except DomainError as error:
        messages.error(request, str(error))
