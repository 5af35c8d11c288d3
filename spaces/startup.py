"""What a process must show before it does anything (design, invariants 3 and 4).

One with too much power over the database does not start, nor does one that seals with
other keys than the database knows.
"""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection

POWERS = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
                 AND pg_has_role(current_user, c.relowner, 'USAGE')),
       EXISTS (SELECT FROM pg_policies p
               WHERE p.policyname = 'mine'
                 AND has_table_privilege(quote_ident(p.tablename), 'SELECT'))
FROM pg_roles WHERE rolname = current_user
"""


def check():
    """Raise ImproperlyConfigured when this process may not go on."""
    # The models are there by the time of a connection, not yet as this is imported.
    from spaces.marks import prove_keys

    refuse_powerful_role()
    if settings.MASTER_KEYS:
        try:
            prove_keys()
        except ProgrammingError as error:
            raise ImproperlyConfigured(
                "The tables are not those of this version: run `manage.py migrate` first."
            ) from error


def refuse_powerful_role():
    """Raise ImproperlyConfigured when the role of this process can pass the policies."""
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        superuser, bypasses, owns, reads = cursor.fetchone()
    role = connection.settings_dict["USER"]
    if superuser:
        raise ImproperlyConfigured(
            f"{role} is a superuser: use the web or worker role."
        )
    if bypasses:
        raise ImproperlyConfigured(f"{role} bypasses row-level security.")
    if owns:
        raise ImproperlyConfigured(f"{role} owns tables: use the web or worker role.")
    if settings.PROCESS == "worker" and reads:
        raise ImproperlyConfigured(f"{role} may read confidential tables.")
    if settings.PROCESS == "worker" and (settings.MASTER_KEYS or _has_keys()):
        raise ImproperlyConfigured("The worker holds a master key: give it none.")
    if settings.PROCESS == "worker" and _signs():
        raise ImproperlyConfigured(
            "The worker holds SECRET_KEY and could sign a way in for anybody: "
            "give it MAIL_KEY alone."
        )


def _signs():
    return os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FALLBACKS")


def _has_keys():
    return os.environ.get("MASTER_KEYS") or os.environ.get("MASTER_KEYS_FILE")
