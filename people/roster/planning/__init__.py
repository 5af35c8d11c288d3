"""From sheets to a plan: what would be added, changed, left alone, refused, skipped."""

from people.roster.planning.plan import RosterPlan, make_plan

__all__ = ["RosterPlan", "make_plan"]
