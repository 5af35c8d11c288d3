"""Dataclasses that templates draw, made of sentences; views call them.

Services do for what a mail says of people, and for what of a circle was looked at.
"""

from groups.presenters.fit import FitStory
from groups.presenters.now import elsewhere, groups_now
from groups.presenters.options import GroupOption, options_for
from groups.presenters.small import merging_of, small_group

__all__ = [
    "FitStory",
    "GroupOption",
    "elsewhere",
    "groups_now",
    "merging_of",
    "options_for",
    "small_group",
]
