"""Django's PostgreSQL backend, plus the current person of each transaction."""

from django.conf import settings
from django.db.backends.postgresql import base

from spaces import startup
from spaces.acting import current_person_id

# The roles in which this process may go on: neither too powerful nor with wrong keys.
judged: set[str] = set()


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells PostgreSQL who acts, at the start of each outermost transaction.

    The setting is local to the transaction: it cannot outlive it on a pooled
    connection, and without a transaction there is no person and there are no rows.
    """

    def get_connection_params(self):
        if self.settings_dict.get("EMBEDDED"):
            from crossmentor.embedded import postgres, schema

            postgres.ensure()
            if settings.PROCESS != "owner":
                schema.ensure(self.settings_dict["NAME"])
            self.settings_dict.update(
                postgres.parameters(
                    self.settings_dict["USER"].removeprefix("crossmentor_"),
                    self.settings_dict["NAME"],
                )
            )
        return super().get_connection_params()

    def init_connection_state(self):
        super().init_connection_state()
        if settings.PROCESS != "owner" and self.settings_dict["USER"] not in judged:
            startup.check()
            judged.add(self.settings_dict["USER"])

    def set_autocommit(self, autocommit, *args, **kwargs):
        super().set_autocommit(autocommit, *args, **kwargs)
        if not autocommit and current_person_id() is not None:
            self.set_person(current_person_id())

    def set_person(self, person_id):
        """Make `person_id` (None: nobody) the person of the running transaction."""
        with self.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('crossmentor.person', %s, true)",
                ["" if person_id is None else str(person_id)],
            )
