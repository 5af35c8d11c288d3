"""The page `/mail/`, in development only: what the mail catcher has caught."""

import re
from datetime import datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

SHOWN = 200
# A mail is shown without any power: no script, no picture from elsewhere, no form.
HTML_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


def folder():
    """Where the catcher keeps mails (crossmentor/embedded/mail.py)."""
    return settings.VAR / "mail"


def read_mail(name: str):
    file = folder() / f"{name}.eml"
    if not re.fullmatch(r"[\w-]+", name) or not file.is_file():
        raise Http404
    return BytesParser(policy=policy.default).parsebytes(file.read_bytes())


def when(message) -> datetime | None:
    try:
        return parsedate_to_datetime(message["Date"])
    except (TypeError, ValueError):
        return None


def text_of(message, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


@login_not_required  # development only: these mails are how one signs in
@require_GET
def mail_list(request):
    names = sorted(file.stem for file in folder().glob("*.eml"))[::-1][:SHOWN]
    mails = []
    for name in names:
        message = read_mail(name)
        mails.append({"name": name, "message": message, "at": when(message)})
    return render(request, "crossmentor/pages/mail_list.html", {"mails": mails})


@login_not_required  # as above
@require_GET
def mail_detail(request, name):
    message = read_mail(name)
    context = {
        "name": name,
        "message": message,
        "at": when(message),
        "text": text_of(message, "plain"),
        "html": text_of(message, "html"),
        "attachments": [part.get_filename() for part in message.iter_attachments()],
    }
    return render(request, "crossmentor/pages/mail_detail.html", context)


@login_not_required  # as above
@require_GET
@xframe_options_sameorigin
@csp_replace(HTML_POLICY)
def mail_html(request, name):
    # A link of the mail leaves the frame that shows it.
    return HttpResponse('<base target="_top">' + text_of(read_mail(name), "html"))


urlpatterns = [
    path("mail/", mail_list, name="mail"),
    path("mail/<slug:name>/", mail_detail, name="mail_detail"),
    path("mail/<slug:name>/html/", mail_html, name="mail_html"),
]
