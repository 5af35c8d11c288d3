from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from calendars import services
from calendars.file import MEDIA_TYPE, calendar_file
from calendars.models import Feed, Told
from people.accounts.reauthentication import shown_again
from reminders.letters import letter_for
from spaces.acting import acting_as


@require_GET
def calendar(request):
    """How to have the meetings in one's own calendar."""
    return show_calendar(request)


@require_POST
@shown_again
def feed_make(request):
    """The new address is on this page only: afterwards nobody knows it."""
    token = services.make_feed(person=request.user)
    address = settings.BASE_URL + reverse("calendars:feed", args=[token])
    return show_calendar(request, address)


def show_calendar(request, address=""):
    context = {
        "in_doubt": [
            (told, line_of(told.mail, request.user))
            for told in services.in_doubt(person=request.user)
        ],
        "feed": Feed.objects.of(request.user).first(),
        "address": address,
        # What a device opens in its own calendar program.
        "webcal": f"webcal://{address.partition('://')[2]}",
    }
    response = render(request, "calendars/calendar_detail.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def line_of(mail, person):
    """What a mail of this room says in one sentence, in the language of the page."""
    context = mail.context | {"person": person}
    with timezone.override(mail.local_zone):
        return letter_for(mail.kind).say("line", context)


@require_POST
def told_again(request, pk):
    told = get_object_or_404(
        Told.objects.of(request.user).select_related("mail"), pk=pk
    )
    if services.send_again(told=told):
        messages.success(request, _("It is on its way once more."))
    else:
        messages.info(request, _("It was sent once more already."))
    return redirect("calendars:calendar")


@require_POST
def feed_withdraw(request):
    services.withdraw_feed(person=request.user)
    messages.success(request, _("The address no longer works."))
    return redirect("calendars:calendar")


@login_not_required  # the secret address is the key; a calendar cannot sign in
@require_safe
def feed(request, token):
    person = services.person_of_feed(token)
    if person is None:
        raise Http404
    with acting_as(person), translation.override(person.reads_in):
        content = calendar_file(services.feed_entries(person), name="Crossmentor")
    etag = f'"{sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, max-age=900"
    return get_conditional_response(request, etag=etag, response=response)
