"""Django's PostgreSQL backend, plus the current person of each transaction."""

import select
import time

from django.conf import settings
from django.db.backends.postgresql import base

from spaces import startup
from spaces.acting import current_actor, current_person_id

# The roles in which this process may go on: neither too powerful nor with wrong keys.
judged: set[str] = set()

ACTS = "SELECT set_config('crossmentor.person', %s, true)"
WRITES = f"{ACTS}, spaces_may_write(%s)"
# For so long after an answer a connection is believed to give the next one.
BELIEVED = 5.0


class DatabaseOperations(base.DatabaseOperations):
    def last_executed_query(self, cursor, sql, params):
        # Of a statement that the server keeps, the cursor does not know the words.
        return super().last_executed_query(cursor, sql, params) or sql


class DatabaseWrapper(base.DatabaseWrapper):
    """Tells PostgreSQL who acts, at the start of each outermost transaction.

    The setting is local to the transaction: it cannot outlive it on a pooled
    connection, and without a transaction there is no person and there are no rows.
    """

    ops_class = DatabaseOperations
    # When it was last asked whether it answers, and did.
    answered_at = float("-inf")

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
        actor = current_actor()
        with self.cursor() as cursor:
            if actor and actor.writes and actor.person_id == person_id:
                cursor.execute(WRITES, [str(person_id), person_id])
                _said, actor.may_write = cursor.fetchone()
            else:
                value = "" if person_id is None else str(person_id)
                cursor.execute(ACTS, [value])

    def is_usable(self):
        """Asks only who was not heard of for a while, or has something to say.

        A server that ends a connection says so on it: the next request opens another.
        """
        now = time.monotonic()
        if self.errors_occurred or now - self.answered_at > BELIEVED or self.is_told():
            if not super().is_usable():
                return False
            self.answered_at = now
        return True

    def is_told(self) -> bool:
        """Whether the server said something unasked, such as that it closes."""
        if self.connection.closed:
            return True
        looked = select.poll()
        looked.register(self.connection.fileno(), select.POLLIN)
        return bool(looked.poll(0))

    def planned_cursor(self):
        """A cursor of which the server keeps the plans of what is asked often."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(base.ServerBindingCursor(self.connection))
