"""Whether the database keeps what is promised, as any of the roles can see it.

The page "Who can read this" looks for itself, each web process once an hour for the line
above every text, and `manage.py doctor`. One statement, of the catalogs alone. What was
found is written nowhere: nobody can have said that all is well but the one who looked.
"""

import datetime as dt
import logging
import threading
from dataclasses import dataclass

from django.apps import apps
from django.db import Error, connection
from django.utils import timezone

from spaces import erasers
from spaces.classification import is_confidential
from spaces.erasing import ErasedWords
from spaces.models import Confidential
from spaces.policies import OWNER, WEB, WORKER

logger = logging.getLogger(__name__)
# A warning stands above every text within the hour, as README says.
SECONDS = 3600
# The owner opens and closes spaces; these three hold no texts.
KEPT_BY_OWNER = ("spaces_space", "spaces_member", "spaces_datakey")

LOOK = """
WITH RECURSIVE confidential AS (
  SELECT c.oid, c.relname::text AS name, c.relowner, c.relacl, wanted.mine,
         wanted.gone, wanted.words,
         c.relrowsecurity AND c.relforcerowsecurity AS secured
  FROM unnest(%(tables)s::text[], %(mine)s::text[], %(gone)s::text[], %(words)s::text[])
    AS wanted (name, mine, gone, words)
  JOIN pg_class c ON c.relname = wanted.name AND c.relkind IN ('r', 'p')
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
), seen AS (
  SELECT oid FROM confidential
  UNION
  SELECT r.ev_class FROM seen s
  JOIN pg_depend d ON d.refobjid = s.oid AND d.classid = 'pg_rewrite'::regclass
  JOIN pg_rewrite r ON r.oid = d.objid
)
SELECT 'open', name, '' FROM confidential WHERE NOT secured
UNION ALL
SELECT 'policy', p.tablename::text, p.policyname::text
FROM pg_policies p JOIN confidential t ON t.name = p.tablename
WHERE p.schemaname = 'public' AND p.permissive = 'PERMISSIVE'
  AND NOT (p.policyname = 'mine' AND p.roles::text[] = ARRAY[%(web)s]
           AND p.qual = t.mine AND p.with_check = t.mine)
  AND NOT (p.policyname = 'keeper' AND p.roles::text[] = ARRAY[%(owner)s]
           AND p.tablename::text = ANY (%(kept)s))
  AND NOT (p.policyname = 'eraser' AND p.roles::text[] = ARRAY[%(owner)s]
           AND p.tablename::text <> ALL (%(kept)s)
           AND p.qual = t.gone AND p.with_check = 'false')
  AND NOT (p.policyname = 'eraser_of_words' AND p.roles::text[] = ARRAY[%(owner)s]
           AND p.cmd = 'UPDATE' AND p.qual = t.words AND p.with_check = 'true')
UNION ALL
SELECT 'worker', name, '' FROM confidential
WHERE has_table_privilege(%(worker)s, oid,
        'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
   OR has_any_column_privilege(%(worker)s, oid, 'SELECT, INSERT, UPDATE, REFERENCES')
UNION ALL
SELECT 'granted', name, coalesce(r.rolname::text, 'PUBLIC')
FROM confidential t, aclexplode(t.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE a.grantee <> t.relowner
  AND coalesce(r.rolname::text, '') NOT IN (%(web)s, %(worker)s)
UNION ALL
SELECT 'granted', name, coalesce(r.rolname::text, 'PUBLIC')
FROM confidential t JOIN pg_attribute c ON c.attrelid = t.oid AND NOT c.attisdropped,
     aclexplode(c.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE a.grantee <> t.relowner
  AND coalesce(r.rolname::text, '') NOT IN (%(web)s, %(worker)s)
UNION ALL
SELECT 'power', rolname::text, '' FROM pg_roles
WHERE rolname::text IN (%(web)s, %(worker)s, %(owner)s) AND (rolsuper OR rolbypassrls)
UNION ALL
SELECT 'member', m.rolname::text, r.rolname::text FROM pg_auth_members a
JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
WHERE r.rolname::text IN (%(web)s, %(owner)s)
   OR m.rolname::text IN (%(web)s, %(worker)s)
UNION ALL
SELECT 'view', c.relname::text, '' FROM seen s JOIN pg_class c USING (oid)
WHERE c.relkind IN ('v', 'm')
"""
WORDS = {
    "open": "{0}: row-level security is not in force.",
    "policy": "{0}: the policy {1} is not the one that was made.",
    "worker": "{0}: the worker has been granted it.",
    "granted": "{0}: granted to {1}.",
    "power": "{0} passes every policy.",
    "member": "{0} may do what {1} may.",
    "view": "{0}: a view, which shows rows past the policies.",
}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is not as it was made: its `kind`, where, and who gains."""

    kind: str
    where: str
    who: str = ""

    @property
    def words(self) -> str:
        return WORDS[self.kind].format(self.where, self.who)


def look(over=connection) -> list[Fault]:
    """All faults that show `over` a connection in any role; none: all is as made."""
    with over.cursor() as cursor:
        cursor.execute(LOOK, _wanted())
        return sorted({Fault(*row) for row in cursor.fetchall()})


def _wanted() -> dict:
    models = [
        model
        for model in apps.get_models()
        if model._meta.managed and is_confidential(model)
    ]
    return {
        "tables": [model._meta.db_table for model in models],
        # As PostgreSQL writes the condition of the policy `mine`.
        "mine": [
            f"({model.space_column} IN ( SELECT spaces_mine() AS spaces_mine))"
            for model in models
        ],
        # And that of those by which the owner erases.
        "gone": [_gone(model) for model in models],
        "words": [_words(model) for model in models],
        "kept": list(KEPT_BY_OWNER),
        "web": WEB,
        "worker": WORKER,
        "owner": OWNER,
    }


def _gone(model) -> str | None:
    if model._meta.db_table in KEPT_BY_OWNER:
        return None
    return erasers.as_kept(erasers.eraser(model))


def _words(model) -> str | None:
    pairs = (
        erasers.erasing_columns(model, ErasedWords)
        if issubclass(model, Confidential)
        else []
    )
    return erasers.as_kept(pairs) if pairs else None


@dataclass(frozen=True)
class CheckResult:
    """What was found, and when."""

    at: dt.datetime
    faults: tuple[Fault, ...]


_last: CheckResult | None = None


def last() -> CheckResult | None:
    """What this process found when it last looked; None when it has not yet."""
    return _last


def in_doubt() -> bool:
    return bool(_last and _last.faults)


def check() -> CheckResult:
    """Look now, and remember it for this process."""
    global _last
    known = _last.faults if _last else ()
    _last = CheckResult(timezone.now(), tuple(look()))
    for fault in _last.faults:
        # Once, not with every page that is looked at.
        if fault not in known:
            logger.error("%s Run `manage.py doctor`.", fault.words)
    return _last


def keep_checking() -> None:
    """From now on look once an hour, aside of the requests of this process."""
    threading.Thread(target=_check_for_ever, name="selfcheck", daemon=True).start()


def _check_for_ever():
    pause = threading.Event()
    while True:
        try:
            check()
        except Error as error:
            logger.warning("The self-check failed: %s.", type(error).__name__)
        finally:
            connection.close()
        pause.wait(SECONDS)
