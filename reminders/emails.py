"""Makes the message of a mail in the ledger."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils import timezone, translation

from reminders import letters, links, stopping
from reminders.models import Mail


def compose(mail: Mail) -> EmailMultiAlternatives:
    """The mail in the person's language, as text and as HTML, with one link."""
    letter = letters.letter_for(mail.kind)
    person = mail.person
    to = mail.address or person.email
    with (
        translation.override(person.language or person.organisation.language),
        timezone.override(mail.local_zone),
    ):
        said = mail.context | {"person": person}
        link = address_of(mail, letter)
        stop_url = letter.stoppable and stopping.address(person.pk, mail.kind)
        words = {
            "title": letter.say("subject", said),
            "preheader": letter.say("line", said),
            "name": person.given_name,
            "paragraphs": letters.paragraphs(letter.say("body", said)),
            "link": link and settings.BASE_URL + link,
            "link_label": letter.say("button", said),
            "stop_url": stop_url,
            "stop_label": letter.name,
        }
        message = EmailMultiAlternatives(
            subject=words["title"],
            body=render_to_string("reminders/letter.txt", words),
            to=[sanitize_address((one_line(person.full_name), to), "utf-8")],
            headers=headers(mail, stop_url),
        )
        message.attach_alternative(
            render_to_string("reminders/letter.html", words), "text/html"
        )
    for name, content, media_type in letter.attach(mail) if letter.attach else []:
        attach(message, name, content, media_type)
    return message


def address_of(mail: Mail, letter: letters.Letter) -> str:
    """The path that the mail leads to."""
    if mail.way_in:
        return links.open_way_in(mail.way_in, to=mail.person.email)
    return letter.link(mail) if letter.link else mail.link


def one_line(text: str) -> str:
    return " ".join(text.split())


def headers(mail: Mail, stop_url: str | bool) -> dict[str, str]:
    host = urlsplit(settings.BASE_URL).hostname
    found = {
        # The same at every attempt: a mailbox can tell a second copy.
        "Message-ID": f"<{mail.message_id}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if stop_url:
        # One click in the mail program stops the kind (RFC 8058).
        found["List-Unsubscribe"] = f"<{stop_url}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def attach(message, name: str, content: bytes, media_type: str) -> None:
    if media_type.startswith("text/calendar"):
        # An invitation is one among the alternatives; the file is for who saves it.
        message.attach_alternative(content.decode(), media_type)
        media_type = "application/ics"
    message.attach(name, content, media_type)
