"""A mail server that counts what arrived."""

import asyncio
import socket
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller


class Caught:
    """What the server took, by Message-ID; `answer` and `wait` change how."""

    def __init__(self):
        self.messages = []
        self.answer = "250 taken"
        self.wait = 0

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.wait)
        if self.answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content))
        return self.answer

    @property
    def counts(self):
        """How often each Message-ID arrived, without its brackets and host."""
        return Counter(
            message["Message-ID"].strip(" <>").partition("@")[0]
            for message in self.messages
        )


@contextmanager
def catching():
    """The port, and what is caught there."""
    caught = Caught()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(caught, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, caught
    finally:
        controller.stop()
