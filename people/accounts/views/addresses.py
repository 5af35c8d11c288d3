"""Whether another e-mail address is somebody's: by a link, or signed in."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.accounts.reauthentication import shown_again
from people.accounts.services import addresses
from people.accounts.services.notes import zone_of
from people.models import AddressChange
from people.web.refusals import refusals_told
from spaces.errors import DomainError


def linked(view):
    """Gives the view what its key stands for, or says that the link has ended."""

    @wraps(view)
    def inner(request, key):
        try:
            change, end = addresses.find_change(key)
            with timezone.override(zone_of(change.person)):
                return view(request, key, change, end)
        except DomainError as error:
            context = {"reason": error}
            return render(
                request, "people/accounts/address_ended.html", context, status=404
            )

    return inner


@login_not_required  # signed link in a mail to the old or the new address
@require_http_methods(["GET", "POST"])
@linked
def by_link(request, key, change, end):
    """At the old address the person agrees; the new one shows that it is read."""
    if request.method == "POST":
        answer = addresses.agree if end == addresses.OLD else addresses.prove
        change = answer(change=change)
        context = {"change": change}
        return render(request, "people/accounts/address_answered.html", context)
    context = {"change": change, "key": key, "is_old": end == addresses.OLD}
    return render(request, "people/accounts/address_asked.html", context)


@login_not_required  # signed link in a mail to the old address
@require_POST
@linked
def decline_by_link(request, key, change, end):
    if end != addresses.OLD:
        raise DomainError(_("This link has ended: nothing waits for you here."))
    addresses.decline(change=change)
    return render(request, "people/accounts/address_answered.html", {"change": None})


def own(request, pk) -> AddressChange:
    changes = AddressChange.objects.standing().of_person(request.user)
    return get_object_or_404(changes, pk=pk)


@require_http_methods(["GET", "POST"])
@shown_again
def agree(request, pk):
    change = own(request, pk)
    if request.method == "POST":
        with refusals_told(request):
            change = addresses.agree(change=change)
            messages.success(request, said_of(change))
        return redirect("people:ways_in")
    return render(request, "people/accounts/address_agree.html", {"change": change})


def said_of(change: AddressChange) -> str:
    if change.done_at:
        return _("%(new)s is your address now.") % {"new": change.new_address}
    if change.withdrawn_at:
        return _("%(new)s belongs to somebody else by now: nothing has changed.") % {
            "new": change.new_address
        }
    return _("A link is on its way to %(new)s: open it there.") % {
        "new": change.new_address
    }


@require_POST
def decline(request, pk):
    change = own(request, pk)
    with refusals_told(request):
        addresses.decline(change=change)
        messages.success(request, _("Your address stays as it is."))
    return redirect("people:ways_in")
