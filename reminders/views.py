from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from reminders import letters, services, stopping
from reminders.forms import PreferencesForm
from reminders.models import Mail, Preference

A_PAGE = 25


@require_GET
def inbox(request):
    mails = Mail.objects.inbox_of(request.user).newest_first()
    page = Paginator(mails, A_PAGE).get_page(request.GET.get("page"))
    for mail in page:
        mail.line, mail.button = words_of(mail, request.user)
        mail.again = again_of(mail)
    context = {"page": page, "unread": services.unread_count(request.user)}
    return render(request, "reminders/mail_list.html", context)


def words_of(mail, person):
    """What it is about and what its link says, in the language of the page."""
    try:
        letter = letters.letter_for(mail.kind)
    except LookupError:
        # Of a kind that this version does not know any more.
        return _("Message"), pgettext("button", "Open")
    context = mail.context | {"person": person}
    with timezone.override(mail.local_zone):
        return letter.say("line", context), letter.say("button", context)


def again_of(mail) -> str:
    """Where its reader has it sent once more; empty when there is no doubt, or no way."""
    if mail.state not in Mail.NOT_ARRIVED:
        return ""
    try:
        return letters.letter_for(mail.kind).again
    except LookupError:
        return ""


@require_POST
def open_mail(request, pk):
    mail = get_object_or_404(Mail.objects.inbox_of(request.user), pk=pk)
    services.mark_read(mail=mail)
    return redirect(mail.link or "reminders:inbox")


@require_POST
def mark_all_read(request):
    count = services.mark_all_read(person=request.user)
    messages.success(
        request,
        ngettext("%d message marked as read.", "%d messages marked as read.", count)
        % count,
    )
    return redirect("reminders:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    form = PreferencesForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        services.choose(person=request.user, wanted=form.wanted())
        messages.success(request, _("Your choice is kept."))
        return redirect("reminders:preferences")
    # Several letters go by one name, as one thing takes several mails.
    always = dict.fromkeys(
        str(letter.name)
        for letter in letters.letters_to(request.user)
        if not letter.stoppable
    )
    context = {"form": form, "always": [*always]}
    return render(request, "reminders/preferences_form.html", context)


# One click in a mail program posts here without a cookie: the signed token is the proof.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Asks on GET, stops on POST and undoes it on POST with `again`."""
    person, letter = stoppable(token)
    resumed = "again" in request.POST
    if request.method == "POST":
        write = services.resume if resumed else services.stop
        write(person_id=person.pk, kind=letter.kind)
    context = {
        "letter": letter,
        "stopped": Preference.objects.stopped(person.pk, letter.kind),
        "resumed": resumed,
    }
    with translation.override(person.reads_in):
        return render(request, "reminders/stop.html", context)


def stoppable(token):
    signed = stopping.parse(token)
    if signed is None:
        raise Http404
    person_id, kind = signed
    people = get_user_model().objects.select_related("organisation")
    person = get_object_or_404(people, pk=person_id, is_active=True)
    try:
        letter = letters.letter_for(kind)
    except LookupError:
        raise Http404 from None
    if not letter.stoppable:
        raise Http404
    return person, letter
