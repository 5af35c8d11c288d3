from groups.services.commands import (
    Stale,
    add_column,
    give_reason,
    mark_away,
    mark_present,
    move_mentee,
    pin,
    redo,
    remove_column,
    steps,
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
from groups.services.proposals import ask_proposal, run_proposal, stop_proposal
from groups.services.publishing import publish
from groups.services.seats import candidates, form_group, join_group, leave_seat

__all__ = [
    "Stale",
    "add_column",
    "allow_together",
    "ask_proposal",
    "candidates",
    "copy_composition",
    "delete_composition",
    "form_group",
    "give_reason",
    "join_group",
    "keep_apart",
    "leave_seat",
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
    "steps",
    "stop_proposal",
    "undo",
    "unpin",
]
