from django.db import models

# Of a row with a person: those of who acts.
OWN_ROWS = "person_id = spaces_person()"


class Open(models.Model):
    """A row that is not confidential; who sees it is decided by the pages.

    `web_grants` and `worker_grants` are what the two database roles may do with it.
    `web_rows` is a condition in SQL on the rows that the web role sees and writes, such
    as `OWN_ROWS`; None: all. The worker is not held by it, nor is the owner. Of those
    rows `may_add` says in SQL which it adds, `may_change` which it changes or deletes;
    None: all.
    """

    web_grants = "SELECT, INSERT, UPDATE, DELETE"
    worker_grants = "SELECT, INSERT, UPDATE, DELETE"
    web_rows: str | None = None
    may_add: str | None = None
    may_change: str | None = None

    class Meta:
        abstract = True
