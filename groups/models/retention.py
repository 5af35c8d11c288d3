from django.db import models

from spaces.models import Open


class RetentionRound(Open):
    """The last night's look at what groups that ended left; there is one such row.

    Ids of spaces alone: those whose time is over, of whose readers each was reminded
    (`ripe`) or not yet; and those that went.
    """

    at = models.DateTimeField()
    is_erasing = models.BooleanField(help_text="False: it only lists what would go.")
    ripe = models.JSONField(default=list)
    not_reminded = models.JSONField(default=list)
    erased = models.JSONField(default=list)

    web_grants = "SELECT"
    worker_grants = "SELECT, INSERT, UPDATE"

    def __str__(self):
        return f"round of {self.at}"
