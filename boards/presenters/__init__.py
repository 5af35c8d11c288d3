"""Dataclasses that templates draw, made of sentences; views call them."""

from boards.presenters.board import hindrances, tell, tell_group, tell_news
from boards.presenters.card import explain_card, pins_of
from boards.presenters.run import RunStory
from boards.presenters.scenario import Scenario, outlines, scenarios

__all__ = [
    "RunStory",
    "Scenario",
    "explain_card",
    "hindrances",
    "outlines",
    "pins_of",
    "scenarios",
    "tell",
    "tell_group",
    "tell_news",
]
