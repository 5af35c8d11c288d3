"""Dataclasses that templates draw, made of sentences; views and sheets call them.

Publishing does as well: what hinders it is what the board says.
"""

from boards.presenters.board import board_story, hindrances, tell_group, tell_news
from boards.presenters.card import explain_card, pins_of
from boards.presenters.run import RunStory
from boards.presenters.scenario import Scenario, outlines, scenarios

__all__ = [
    "RunStory",
    "Scenario",
    "board_story",
    "explain_card",
    "hindrances",
    "outlines",
    "pins_of",
    "scenarios",
    "tell_group",
    "tell_news",
]
