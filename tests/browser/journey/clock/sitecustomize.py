"""Sets the clock of every Python process of a running stack, tests only.

On the PYTHONPATH of `manage.py run`, so that web, worker and beat live in the same day.
"""

import os
import time

import time_machine

if seconds := float(os.environ.get("CLOCK_OFFSET", "0")):
    clock = time_machine.travel(time.time() + seconds, tick=True).start()
    # Starting takes a moment, longer in one process than in another.
    clock.shift(seconds - (time.time() - time_machine.escape_hatch.time.time()))
