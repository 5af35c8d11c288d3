"""Every write of the workbook."""

from workbook.services.goals import (
    bring_back,
    make_goal,
    put_away,
    reach,
    unreach,
)
from workbook.services.saving import Saved, restore, save, settle, write
from workbook.services.showing import give, show, take_back

__all__ = [
    "Saved",
    "bring_back",
    "give",
    "make_goal",
    "put_away",
    "reach",
    "restore",
    "save",
    "settle",
    "show",
    "take_back",
    "unreach",
    "write",
]
