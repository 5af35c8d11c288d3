"""Sessions in the database under a digest of their key, with whose they are.

The key in the cookie opens what its person may read: whoever holds a copy of the
database must not find it there (design, "Spaces").
"""

import datetime as dt
import hashlib
from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.module_loading import import_string

from people.web.prepared import prepared

# In a session: when, and with which device, its person signed in.
SIGNED_IN = "signed_in"


@cache
def zone_of():
    """The zone of somebody, as the room that knows of it asks in a query."""
    return import_string(settings.ZONE)


def digest(session_key: str) -> str:
    # The key is random and long: nothing slower is needed. 40 is the column's length.
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


@prepared
def sign_in_of(key, now):
    """The row of a sign-in that counts, with whose it is and where they live."""
    # By name: the model answers with the store below, and neither imports the other.
    rows = apps.get_model("people.SignIn").objects
    sign_ins = rows.filter(session_key=key, expire_date__gt=now)
    return sign_ins.select_related("person").annotate(zone=zone_of()("person"))


class SessionStore(db.SessionStore):
    # When its row was last seen to be used, whose it is and where they live: as read.
    seen_at = person = zone = None

    @classmethod
    def get_model_class(cls):
        # By name, for the same reason.
        return apps.get_model("people.SignIn")

    def _get_session_from_db(self):
        key = self.session_key
        sign_in = key and sign_in_of(digest(key), timezone.now())
        if not sign_in:
            self._session_key = None
            return None
        self.seen_at, self.person = sign_in.seen_at, sign_in.person
        self.zone = sign_in.zone
        return sign_in

    def exists(self, session_key):
        return super().exists(digest(session_key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = digest(row.session_key)
        row.person_id = data.get(SESSION_KEY)
        if signed_in := data.get(SIGNED_IN):
            row.signed_in_at = dt.datetime.fromisoformat(signed_in["at"])
            row.browser, row.system = signed_in["browser"], signed_in["system"]
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            super().delete(digest(key))
