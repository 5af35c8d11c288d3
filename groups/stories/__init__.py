from groups.stories.board import hindrances, tell, tell_news
from groups.stories.card import options_for, pins_of
from groups.stories.fit import FitStory
from groups.stories.now import groups_now

__all__ = [
    "FitStory",
    "groups_now",
    "hindrances",
    "options_for",
    "pins_of",
    "tell",
    "tell_news",
]
