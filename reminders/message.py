"""Makes the message of a mail in the ledger."""

from collections.abc import Sequence
from email.header import Header
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from reminders import letters, links, stopping
from reminders.models import Mail


def make_message(mail: Mail, mails: Sequence[Mail] = ()) -> EmailMultiAlternatives:
    """The mail in the person's language, as text and as HTML, with one link.

    That of the day tells `mails`; where it is one thing only, as its own letter.
    """
    person = mail.person
    shown = mails[0] if len(mails) == 1 else mail
    letter = letters.letter_for(shown.kind)
    with translation.override(person.reads_in):
        stop_url = letter.stoppable and stopping.address(person.pk, shown.kind)
        words = parts(shown, letter, {"count": len(mails)}) | {
            "name": person.called,
            "items": [parts(told_mail) for told_mail in mails] if shown is mail else [],
            "stop_url": stop_url,
            "stop_label": letter.name,
        }
        to = mail.address or person.email
        message = EmailMultiAlternatives(
            subject=words["title"],
            body=render_to_string("reminders/letter.txt", words),
            to=[to],
            headers=headers(mail, stop_url) | {"To": named(person.bare_name, to)},
        )
        message.attach_alternative(
            render_to_string("reminders/letter.html", words), "text/html"
        )
    for name, content, media_type in letter.attach(shown) if letter.attach else []:
        attach(message, name, content, media_type)
    return message


def parts(mail: Mail, letter=None, more=None) -> dict:
    """What one letter says, in the active language, and where it leads."""
    letter = letter or letters.letter_for(mail.kind)
    context = mail.context | {"person": mail.person} | (more or {})
    with timezone.override(mail.local_zone):
        link = address_of(mail, letter)
        return {
            "title": letter.say("subject", context),
            "preheader": letter.say("line", context),
            "paragraphs": letters.paragraphs(letter.say("body", context)),
            "link": link and settings.BASE_URL + link,
            "link_label": letter.say("button", context),
        }


def address_of(mail: Mail, letter: letters.Letter) -> str:
    """The path that the mail leads to."""
    if mail.way_in:
        return links.open_way_in(mail.way_in, to=mail.person.email)
    return letter.link(mail) if letter.link else mail.link


def named(name: str, address: str) -> str:
    """A name of any script and length and the address, as a header has them.

    In words of at most 75 signs (RFC 2047): those who fold the line break between them.
    """
    name = " ".join(name.split())
    if name.isascii():
        return formataddr((name, address))
    words = Header(name, "utf-8").encode(linesep="\n").split("\n")
    return f"{' '.join(word.strip() for word in words)} <{address}>"


def headers(mail: Mail, stop_url: str | bool) -> dict[str, str]:
    host = urlsplit(settings.BASE_URL).hostname
    headers = {
        # The same at every attempt: a mailbox can tell a second copy.
        "Message-ID": f"<{mail.message_id}@{host}>",
        "Auto-Submitted": "auto-generated",
        # The same for Exchange: nobody's absence answers us.
        "X-Auto-Response-Suppress": "All",
    }
    if stop_url:
        # One click in the mail program stops the kind (RFC 8058).
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def attach(message, name: str, content: bytes, media_type: str) -> None:
    if media_type.startswith("text/calendar"):
        # An invitation is one among the alternatives; the file is for who saves it.
        message.attach_alternative(content.decode(), media_type)
        media_type = "application/ics"
    message.attach(name, content, media_type)
