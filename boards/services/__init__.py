"""Every write of this room; views, tasks and commands call them."""

from boards.services.compositions import (
    copy_composition,
    delete_composition,
    open_composition,
    rename_composition,
)
from boards.services.history import undo_and_redo
from boards.services.proposals import (
    ask_proposal,
    run_proposal,
    search_times,
    stop_proposal,
    usual_time,
)
from boards.services.publishing import closed, publish, unpublish
from boards.services.steps import (
    Made,
    StaleBoard,
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

__all__ = [
    "Made",
    "StaleBoard",
    "add_column",
    "ask_proposal",
    "closed",
    "copy_composition",
    "delete_composition",
    "give_reason",
    "mark_away",
    "mark_present",
    "move_mentee",
    "open_composition",
    "pin",
    "publish",
    "redo",
    "remove_column",
    "rename_composition",
    "run_proposal",
    "search_times",
    "stop_proposal",
    "undo",
    "undo_and_redo",
    "unpin",
    "unpublish",
    "usual_time",
]
