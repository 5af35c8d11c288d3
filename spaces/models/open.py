from django.db import models


class Open(models.Model):
    """A row that is not confidential; who sees it is decided by the pages.

    `web_grants` and `worker_grants` are what the two database roles may do with it.
    """

    web_grants = "SELECT, INSERT, UPDATE, DELETE"
    worker_grants = "SELECT, INSERT, UPDATE, DELETE"

    class Meta:
        abstract = True
