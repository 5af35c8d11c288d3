"""Makes the tables' grants and row policies equal to the models' classification."""

from django.apps import apps
from django.db import connection, transaction

from spaces import erasers
from spaces.classification import grants, is_confidential
from spaces.erasing import ErasedRows, ErasedWords
from spaces.fields import KeyedDigestField, sealed_fields
from spaces.models import Confidential, DataKey

WEB, WORKER, OWNER = "crossmentor_web", "crossmentor_worker", "crossmentor_owner"
# What Django keeps without a model.
UNMODELLED = {
    "django_migrations": ("SELECT", "SELECT"),
    "crossmentor_cache": ("SELECT, INSERT, UPDATE, DELETE", ""),
}

# A foreign key by which rows go along. To look at what is there already, the owner has to
# see it, and does so only while nothing is forced upon it.
GOES_ALONG = """
DO $$
DECLARE
  the_table regclass := '"{table}"';
  the_other regclass := '"{to}"';
  known record;
BEGIN
  SELECT c.conname, a.attname INTO STRICT known
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.conrelid = the_table AND c.confrelid = the_other
      AND a.attname = '{column}';
  IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = the_table
             AND c.conname = known.conname AND c.confdeltype = 'c') THEN
    RETURN;
  END IF;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', the_table, known.conname);
  EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', the_table);
  EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', the_other);
  EXECUTE format(
    'ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES %s '
    'ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
    the_table, known.conname, known.attname, the_other);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', the_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', the_other);
END
$$
"""


@transaction.atomic
def apply():
    """Run as the owner once functions are there; running it again changes nothing."""
    with connection.cursor() as cursor:
        make(cursor, set(connection.introspection.table_names(cursor)))
        # Each id is given out by its table: by a sequence one could count rows of others.
        cursor.execute(
            f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {WEB}, {WORKER}"
        )
        _have_all_go_along(cursor)


def _have_all_go_along(cursor):
    """What refers to a row that may be erased goes with it, whoever wrote it."""
    for model in erasers.models():
        for field in model._meta.concrete_fields:
            if _goes_along(field):
                to = field.related_model._meta.db_table
                names = {"table": model._meta.db_table, "to": to}
                cursor.execute(GOES_ALONG.format(**names, column=field.column))


def _goes_along(field) -> bool:
    to = field.related_model
    if not (to and issubclass(to, Confidential) and field.db_constraint):
        return False
    return any(isinstance(rule, ErasedRows) for rule in to.erased)


def make(cursor, tables: set[str]):
    """Give those of `tables` that are ours their grants and policies."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model._meta.db_table in tables:
            _grant(cursor, model._meta.db_table, *grants(model))
            if is_confidential(model):
                _confide(cursor, model)
                _keep_sealed(cursor, model)
            elif getattr(model, "web_rows", None):
                _keep_to(cursor, model)
    for table, allowed in UNMODELLED.items():
        if table in tables:
            _grant(cursor, table, *allowed)


def _grant(cursor, table, web, worker):
    cursor.execute(f'REVOKE ALL ON "{table}" FROM PUBLIC, {WEB}, {WORKER}')
    for role, allowed in ((WEB, web), (WORKER, worker)):
        if allowed:
            cursor.execute(f'GRANT {allowed} ON "{table}" TO {role}')


def _confide(cursor, model):
    table = model._meta.db_table
    mine = f"{model.space_column} IN (SELECT spaces_mine())"
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    _drop_policies(cursor, table)
    cursor.execute(
        f'CREATE POLICY mine ON "{table}" TO {WEB} USING ({mine}) WITH CHECK ({mine})'
    )
    for name, condition in getattr(model, "further_policies", {}).items():
        cursor.execute(
            f'CREATE POLICY "{name}" ON "{table}" AS RESTRICTIVE FOR SELECT TO {WEB} '
            f"USING ({condition})"
        )
    _restrict_writing(cursor, model)
    if table in ("spaces_space", "spaces_member", "spaces_datakey"):
        # The functions that open and close spaces run as the owner; these three hold
        # no texts, and the owner has no such policy on any table that does.
        cursor.execute(
            f'CREATE POLICY keeper ON "{table}" TO {OWNER} '
            "USING (true) WITH CHECK (true)"
        )
    else:
        _let_erase(cursor, model)


def _let_erase(cursor, model):
    """Whoever erases sees what is to go, and that only once it is written down."""
    table = model._meta.db_table
    gone = erasers.condition(erasers.eraser(model))
    cursor.execute(
        f'CREATE POLICY eraser ON "{table}" TO {OWNER} '
        f"USING ({gone}) WITH CHECK (false)"
    )
    if words := erasers.condition(erasers.erasing_columns(model, ErasedWords)):
        cursor.execute(
            f'CREATE POLICY eraser_of_words ON "{table}" FOR UPDATE TO {OWNER} '
            f"USING ({words}) WITH CHECK (true)"
        )


def _keep_to(cursor, model):
    """The web role sees some of the rows of an open table; the worker sees them all."""
    table, rows = model._meta.db_table, model.web_rows
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    _drop_policies(cursor, table)
    for name, role, which in (("some", WEB, rows), ("every", WORKER, "true")):
        cursor.execute(
            f'CREATE POLICY "{name}" ON "{table}" TO {role} '
            f"USING ({which}) WITH CHECK ({which})"
        )
    _restrict_writing(cursor, model)


def _restrict_writing(cursor, model):
    for action, clauses in _writing(model):
        cursor.execute(
            f'CREATE POLICY "may_{action.lower()}" ON "{model._meta.db_table}" '
            f"AS RESTRICTIVE FOR {action} TO {WEB} {clauses}"
        )


def _writing(model):
    """Who of those who see a row writes it: what nobody does in another's name."""
    add, change = getattr(model, "may_add", None), getattr(model, "may_change", None)
    if add:
        yield "INSERT", f"WITH CHECK ({add})"
    if change:
        # Who may hand a row on is not the one who may have it afterwards.
        after = change if change == add else "true"
        yield "UPDATE", f"USING ({change}) WITH CHECK ({after})"
    if delete := getattr(model, "may_delete", None) or change:
        yield "DELETE", f"USING ({delete})"


def _keep_sealed(cursor, model):
    """What nobody does to a sealed value, in whichever role (`spaces_keep_sealed`)."""
    sealed, digests, free = _sealed_columns(model)
    if not sealed:
        return
    arguments = ", ".join(
        f"'{','.join(columns)}'" for columns in (sealed, digests, free)
    )
    cursor.execute(
        f"CREATE OR REPLACE TRIGGER spaces_keep_sealed BEFORE INSERT OR UPDATE "
        f'ON "{model._meta.db_table}" FOR EACH ROW '
        f"EXECUTE FUNCTION spaces_keep_sealed({arguments})"
    )


def _sealed_columns(model) -> tuple[list, list, list]:
    """The columns that are sealed, those with a digest, those that rows may change.

    A table that the web role may not update is append-only for everybody; `*` stands
    for all columns.
    """
    if model is DataKey:
        return ["wrapped"], [], ["*"]
    sealed = [field.column for field in sealed_fields(model)]
    digests = [
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, KeyedDigestField)
    ]
    _before, update, columns = model.web_grants.partition("UPDATE")
    if update and not columns.strip().startswith("("):
        return sealed, digests, ["*"]
    named = columns.partition("(")[2].partition(")")[0]
    free = [column.strip(' "') for column in named.split(",") if column.strip()]
    return sealed, digests, free


def _drop_policies(cursor, table):
    cursor.execute(
        "SELECT policyname FROM pg_policies "
        "WHERE schemaname = current_schema() AND tablename = %s",
        [table],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
