"""A night of the worker that kills itself at a named step, or goes through.

`python -m tests.crossmentor.backups.nights STEP`; ERASURES_FILE says where it writes.
"""

import os
import signal
import sys
import time

STEPS = ["before the line", "the line is written", "committed", "half a line"]


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def prepare(step):
    """Have this process die there: patched here, unknown to the real code."""
    from groups.services import retention
    from spaces import erasures

    written, erased = erasures.add_lines, retention.erase

    def write(path, word, spaces):
        mine = word == erasures.ERASING
        if mine and step == "before the line":
            die()
        if mine and step == "half a line":
            half = erasures.line(word, spaces[0], "2030")[:30]
            with open(path, "a") as file:
                file.write(half)
            die()
        written(path, word, spaces)
        if mine and step == "the line is written":
            die()
        if mine and step == "slowly":
            time.sleep(0.05)

    def erase(space_id):
        done = erased(space_id)
        if step == "committed":
            die()
        return done

    erasures.add_lines, retention.erase = write, erase


def main():
    import django

    django.setup()
    from django.conf import settings

    from groups import tasks

    settings.ERASING = True
    prepare(sys.argv[1])
    tasks.retain.apply(throw=True)


if __name__ == "__main__":
    main()
