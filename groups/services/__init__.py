from groups.services.availability import cannot, who_cannot
from groups.services.commands import (
    Made,
    Stale,
    add_column,
    give_reason,
    mark_away,
    mark_present,
    move_mentee,
    pin,
    redo,
    remove_column,
    undo,
    unpin,
)
from groups.services.compositions import (
    allow_together,
    copy_composition,
    delete_composition,
    keep_apart,
    open_composition,
    rename_composition,
)
from groups.services.ends import end_on, go_on
from groups.services.history import steps
from groups.services.leavers import choose_endings
from groups.services.mentors import replace_mentor
from groups.services.moves import dissolve_group, move_seat
from groups.services.parting import ask_to_part, parting_asked, stay_together
from groups.services.pausing import end_pause, pause_seat
from groups.services.proposals import (
    ask_proposal,
    run_proposal,
    search_times,
    stop_proposal,
    usual_time,
)
from groups.services.publishing import closed, publish, unpublish
from groups.services.seats import hold, join_group, leave_seat, rename_group
from groups.services.seeing import see_circle
from groups.services.sheets import (
    board_of,
    carry_out_sheet,
    discard_sheet,
    plan_sheet,
    take_in_sheet,
)
from groups.services.tolerances import go_on_small, keep_together
from groups.services.unseated import candidates, pool, successors
from groups.services.waits import wait_small

__all__ = [
    "Made",
    "Stale",
    "add_column",
    "allow_together",
    "ask_proposal",
    "ask_to_part",
    "board_of",
    "candidates",
    "cannot",
    "carry_out_sheet",
    "choose_endings",
    "closed",
    "copy_composition",
    "delete_composition",
    "discard_sheet",
    "dissolve_group",
    "end_on",
    "end_pause",
    "give_reason",
    "go_on",
    "go_on_small",
    "hold",
    "join_group",
    "keep_apart",
    "keep_together",
    "leave_seat",
    "mark_away",
    "mark_present",
    "move_mentee",
    "move_seat",
    "open_composition",
    "parting_asked",
    "pause_seat",
    "pin",
    "plan_sheet",
    "pool",
    "publish",
    "redo",
    "remove_column",
    "rename_composition",
    "rename_group",
    "replace_mentor",
    "run_proposal",
    "search_times",
    "see_circle",
    "stay_together",
    "steps",
    "stop_proposal",
    "successors",
    "take_in_sheet",
    "undo",
    "unpin",
    "unpublish",
    "usual_time",
    "wait_small",
    "who_cannot",
]
