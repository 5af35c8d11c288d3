"""The search for good groups: plain data in, groups out; no database.

Called by the worker that runs a proposal, and by the command `compose`.
"""

from .solve import Progress, solve

__all__ = ["Progress", "solve"]
