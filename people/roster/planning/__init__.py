"""From sheets to a plan: what would be added, changed, left alone, refused, skipped."""

from people.roster.planning.plan import Plan, make_plan

__all__ = ["Plan", "make_plan"]
