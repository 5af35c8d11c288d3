"""Mails as bytes, as delivery hands them to a mail server, and as one receives them."""

import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from django.test import override_settings

from reminders import smtp

# To whom, and the message, in the order in which they left.
left: list[tuple[str, bytes]] = []


class Line:
    """Where a mail server would listen."""

    def sendmail(self, _sender, recipients, message):
        left.extend((recipient, message) for recipient in recipients)

    def quit(self):
        pass


class EmailBackend(smtp.EmailBackend):
    """Does all that the real one does but for the network."""

    def open(self):
        self.connection = Line()
        return True


@contextmanager
def without_network():
    with override_settings(EMAIL_BACKEND=f"{__name__}.EmailBackend"):
        yield


class Server:
    async def handle_DATA(self, _server, _session, envelope):
        left.extend((recipient, envelope.content) for recipient in envelope.rcpt_tos)
        return "250 taken"


@contextmanager
def at_a_port():
    """Through a mail server that listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Server(), hostname="127.0.0.1", port=port)
    controller.start()
    real = {"EMAIL_BACKEND": "reminders.smtp.EmailBackend", "EMAIL_PORT": port}
    try:
        with override_settings(EMAIL_HOST="127.0.0.1", **real):
            yield
    finally:
        controller.stop()
