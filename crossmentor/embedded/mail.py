"""A mail server that delivers to nobody: each mail becomes a file under `var/mail`.

Run as `python -m crossmentor.embedded.mail PORT`.
"""

import signal
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller

from crossmentor.embedded import paths


def folder() -> Path:
    return paths.var() / "mail"


class Catcher:
    """Writes what arrives, in the order of arrival."""

    def __init__(self, into: Path):
        self.into = into
        self.number = 0

    async def handle_DATA(self, server, session, envelope):
        self.number += 1
        name = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        path = self.into / f"{name}-{time.time_ns() % 10**9:09}-{self.number}.eml"
        recipients = "".join(f"X-Recipient: {name}\r\n" for name in envelope.rcpt_tos)
        # A reader never sees half a mail.
        fresh = path.with_suffix(".new")
        fresh.write_bytes(recipients.encode() + envelope.original_content)
        fresh.rename(path)
        return "250 kept"


def controller(port: int, into: Path) -> Controller:
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Controller(Catcher(into), hostname="127.0.0.1", port=port)


def main(port: int) -> None:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    catching = controller(port, folder())
    catching.start()
    ended.wait()
    catching.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]))
