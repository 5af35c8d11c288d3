from groups.stories.board import hindrances, tell, tell_group, tell_news
from groups.stories.card import explain_card, options_for, pins_of
from groups.stories.fit import FitStory
from groups.stories.now import elsewhere, groups_now
from groups.stories.run import RunStory
from groups.stories.scenario import Scenario, outlines, scenarios
from groups.stories.small import merging_of, small_group

__all__ = [
    "FitStory",
    "RunStory",
    "Scenario",
    "elsewhere",
    "explain_card",
    "groups_now",
    "hindrances",
    "merging_of",
    "options_for",
    "outlines",
    "pins_of",
    "scenarios",
    "small_group",
    "tell",
    "tell_group",
    "tell_news",
]
