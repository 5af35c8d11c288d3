"""Being told to stop, by Ctrl-C or `kill`, only where nothing is half done."""

import signal
from contextlib import contextmanager


class Stop:
    """Raises KeyboardInterrupt when told so; within `not_now`, at its end."""

    def __init__(self):
        self.asked = False
        self.waits = False

    def listen(self):
        # By Ctrl-C also where a script started us in the background, which has it pass
        # over.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.hear)

    def hear(self, *_signal):
        self.asked = True
        if not self.waits:
            raise KeyboardInterrupt

    @contextmanager
    def not_now(self):
        """While a child is looked after: a lock of `subprocess` that an interruption
        leaves held is waited for without end."""
        self.waits = True
        try:
            yield
        finally:
            self.waits = False
        if self.asked:
            raise KeyboardInterrupt

    @staticmethod
    def ignore():
        """Whoever is impatient now does not leave anything behind."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
