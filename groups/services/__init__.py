"""Every write of this room; views, tasks and commands call them."""

from groups.services.apart import allow_together, keep_apart
from groups.services.availability import cannot, who_cannot
from groups.services.ends import end_on
from groups.services.leavers import choose_endings
from groups.services.mentors import replace_mentor
from groups.services.moves import dissolve_group, move_seat
from groups.services.parting import ask_to_part, parting_asked, stay_together
from groups.services.pausing import end_pause, pause_seat
from groups.services.seats import hold, join_group, leave_seat, rename_group
from groups.services.seeing import see_circle
from groups.services.tolerances import go_on_small, keep_together
from groups.services.unseated import candidates, pool, successors
from groups.services.waits import wait_small

__all__ = [
    "allow_together",
    "ask_to_part",
    "candidates",
    "cannot",
    "choose_endings",
    "dissolve_group",
    "end_on",
    "end_pause",
    "go_on_small",
    "hold",
    "join_group",
    "keep_apart",
    "keep_together",
    "leave_seat",
    "move_seat",
    "parting_asked",
    "pause_seat",
    "pool",
    "rename_group",
    "replace_mentor",
    "see_circle",
    "stay_together",
    "successors",
    "wait_small",
    "who_cannot",
]
