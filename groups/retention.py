"""What the reminder is called that what a group wrote goes, and what it is about.

The database looks for mails by these words (`groups_readers`).
"""

from datetime import date

REMINDER = "groups.readable"


def object_of(group, until: date) -> str:
    """Another day is another reminder."""
    return f"{group.pk}.{until.isoformat()}"
