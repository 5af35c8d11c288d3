"""Dataclasses that templates draw, made of sentences; views and sheets call them.

Publishing does as well: what hinders it is what the board says.
"""

from boards.presenters.board import board_story, hindrances, tell_group, tell_news
from boards.presenters.card import explain_card, pins_of
from boards.presenters.composition import (
    CompositionStory,
    composition_stories,
    outlines,
)
from boards.presenters.proposal import ProposalStory

__all__ = [
    "CompositionStory",
    "ProposalStory",
    "board_story",
    "composition_stories",
    "explain_card",
    "hindrances",
    "outlines",
    "pins_of",
    "tell_group",
    "tell_news",
]
