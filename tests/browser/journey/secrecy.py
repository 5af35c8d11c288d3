"""What was written in a space is nowhere to be read outside it."""

import base64
import re
import subprocess
import sys
import threading

import redis
from django.conf import settings

from crossmentor.embedded import postgres

# As many as the story writes.
SENTENCES = 19


def place(stack, function: str) -> str:
    """Where a server of the stack listens, as its own processes compute it."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            f"from crossmentor.embedded import postgres, redis; print({function})",
        ],
        cwd=settings.ROOT,
        env=stack.environment | {"DJANGO_SETTINGS_MODULE": "crossmentor.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def listen(stack, heard: list) -> None:
    """Write down every command that Redis is given, for as long as it runs."""
    client = redis.Redis.from_url(place(stack, "redis.url()"))

    def monitor():
        try:
            with client.monitor() as commands:
                heard.extend(said["command"] for said in commands.listen())
        except (redis.RedisError, ValueError, OSError):
            """The day is over: the server has stopped."""

    threading.Thread(target=monitor, daemon=True).start()


def unpacked(commands) -> str:
    """The commands, and what Celery's messages in them hold."""
    text = "\n".join(commands)
    bodies = re.findall(r'body[\\"]+: [\\"]+([A-Za-z0-9+/=]+)', text)
    return text + "".join(base64.b64decode(body).decode() for body in bodies)


def dump(stack) -> str:
    """The whole database, as its superuser takes it along."""
    return subprocess.run(
        [
            *(postgres.binary("pg_dump"), "--column-inserts"),
            *("--dbname", place(stack, "postgres.conninfo('superuser')")),
        ],
        env=stack.environment,
        check=True,
        capture_output=True,
    ).stdout.decode()


def mails(stack) -> str:
    """Every mail as it came over the wire, and every part of it decoded."""
    text = []
    for message in stack.mails():
        text.append(message.as_string())
        for piece in message.walk():
            if not piece.is_multipart():
                text.append(piece.get_payload(decode=True).decode(errors="replace"))
    return "\n".join(text)


def search(story):
    stack = story.stack
    places = {
        "mails": (mails(stack), "Kamer 2.14"),
        "log": (stack.said(), "reminders.sweep"),
        "redis": (unpacked(story.heard), "reminders.deliver"),
        "dump": (dump(stack), "Kamer 2.14"),
    }
    assert len(set(story.secrets)) == SENTENCES
    for name, (text, open_words) in places.items():
        # What may be read there is found: the search is not blind.
        assert open_words in text, name
        for secret in story.secrets:
            # The middle as well: a text may be shown shortened.
            for words in (secret, secret[5:25]):
                assert words not in text, f"{name} holds {words!r}"
