"""Sessions in the database under a digest of their key.

The key in the cookie opens what its person may read: whoever holds a copy of the
database must not find it there (design, "Spaces").
"""

import hashlib

from django.contrib.sessions.backends import db
from django.utils import timezone


def digest(session_key: str) -> str:
    # The key is random and long: nothing slower is needed. 40 is the column's length.
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        key = self.session_key
        found = (
            key
            and self.model.objects.filter(
                session_key=digest(key), expire_date__gt=timezone.now()
            ).first()
        )
        if not found:
            self._session_key = None
        return found or None

    def exists(self, session_key):
        return super().exists(digest(session_key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = digest(row.session_key)
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            super().delete(digest(key))
