"""A worker that kills itself at a named step of a delivery.

Reads steps from its input, one a line; for each it forks a worker that dies there (none:
does not die), and writes how that one ended.
"""

import os
import signal
import sys
from functools import wraps

STEPS = ["claiming", "claimed", "connected", "marked", "half", "taken", "recorded"]


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def before(function):
    return die


def after(function):
    @wraps(function)
    def run(*args, **kwargs):
        function(*args, **kwargs)
        die()

    return run


def half_a_message(conversation, message):
    conversation.putcmd("data")
    conversation.getreply()
    conversation.sock.sendall(message[: len(message) // 2])
    die()


def prepare(step):
    """Have this process die at `step`: patched here, unknown to the real code."""
    from reminders import delivery, smtp

    patches = {
        "claiming": (delivery, "claim", before),
        "claimed": (delivery, "deliver", before),
        "connected": (delivery, "hand_over", before),
        "marked": (delivery, "hand_over", after),
        "half": (smtp.SmtpConversation, "data", lambda data: half_a_message),
        "taken": (delivery, "record", before),
        "recorded": (delivery, "record", after),
    }
    if step in patches:
        place, name, patch = patches[step]
        setattr(place, name, patch(getattr(place, name)))


def main():
    import django

    django.setup()
    from django.db import connection

    from reminders import tasks

    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            prepare(line.strip())
            tasks.sweep.apply(throw=True)
            tasks.deliver.apply(throw=True)
            connection.close()
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
