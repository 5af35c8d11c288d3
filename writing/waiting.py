"""For migrations: that the rows of a table wait to be brought over."""

from django.db.migrations import RunSQL

# The owner sees no row of a confidential table but while it is not forced upon it.
COUNT = """
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
INSERT INTO writing_waiting (model, rows)
  SELECT '{model}', count(*) FROM {table} HAVING count(*) > 0;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
"""


def wait_for(table: str, model: str) -> RunSQL:
    """Note how many rows `model`, such as "intake.Judgement", has in `table`."""
    return RunSQL(COUNT.format(table=table, model=model), RunSQL.noop)
