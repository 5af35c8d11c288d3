"""Every write of a text."""

from writing.services.erasing import (
    carry_out,
    erase,
    erase_all,
    erase_left,
    settle_erasures,
)
from writing.services.giving import expire, give_text, give_words, revoke
from writing.services.publishing import publish
from writing.services.saving import (
    ErasedMeanwhile,
    Saved,
    is_typed,
    refuse_erasing,
    restore,
    save,
    settle_versions,
    write_text,
)
from writing.services.showing import show_text, take_back_all, take_back_copy
from writing.services.taking_back import take_back_everything
from writing.services.texts import start_text, text_to_write
from writing.services.turning import turn_over
from writing.services.unpublishing import unpublish

__all__ = [
    "ErasedMeanwhile",
    "Saved",
    "carry_out",
    "erase",
    "erase_all",
    "erase_left",
    "expire",
    "give_text",
    "give_words",
    "is_typed",
    "publish",
    "refuse_erasing",
    "restore",
    "revoke",
    "save",
    "settle_erasures",
    "settle_versions",
    "show_text",
    "start_text",
    "take_back_all",
    "take_back_copy",
    "take_back_everything",
    "text_to_write",
    "turn_over",
    "unpublish",
    "write_text",
]
