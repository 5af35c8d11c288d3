"""The mail server: it answers, over TLS, and lets us in."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from crossmentor.doctor.finding import fail, ok, warn
from crossmentor.doctor.sight import Sight

SECONDS = 10
# A ValueError: a name, password or address that no mail server can be told.
REFUSALS = (smtplib.SMTPException, OSError, ValueError)
HERE = {"localhost", "127.0.0.1", "::1"}
WHERE = "EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS"


def findings(sight: Sight, send_to=""):
    there = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection(timeout=SECONDS)
    try:
        server.open()
        yield ok(f"The mail server at {there} answers and lets us in.")
        yield from secured(server.connection)
        if send_to:
            yield sent(server, send_to)
    except REFUSALS as error:
        yield fail(f"No mail server at {there}: {reason(error)}.", f"Mend {WHERE}.")
    finally:
        server.close()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if sender.endswith("@localhost") and settings.EMAIL_HOST not in HERE:
        yield fail("Mails come from an address at localhost.", "Set EMAIL_FROM.")


def secured(conversation):
    if settings.EMAIL_USE_TLS or settings.EMAIL_HOST in HERE:
        return
    conversation.ehlo_or_helo_if_needed()
    if conversation.has_extn("starttls"):
        yield fail(
            "Mails with links to sign in go there in clear, though it offers TLS.",
            "Set EMAIL_USE_TLS=1.",
        )
    else:
        yield warn(
            "Mails with links to sign in go there in clear.",
            "Take a server that offers TLS, or one in your own network.",
        )


def sent(server, address):
    message = EmailMessage(
        "Crossmentor",
        "This mail was sent by manage.py doctor.",
        to=[address],
        connection=server,
    )
    try:
        message.send()
    except REFUSALS as error:
        return fail(
            f"The mail server took no mail to {address}: {reason(error)}.",
            "See its log; mend EMAIL_FROM, or ask who runs it.",
        )
    return ok(f"It took a mail to {address}: see whether it arrives.")


def reason(error) -> str:
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
