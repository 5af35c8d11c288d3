"""Makes the tables' grants and row policies equal to the models' classification."""

from django.apps import apps
from django.db import connection, transaction

from spaces.classification import grants, is_confidential
from spaces.fields import KeyedDigestField, sealed_fields
from spaces.models import DataKey

WEB, WORKER, OWNER = "crossmentor_web", "crossmentor_worker", "crossmentor_owner"
# What Django keeps without a model.
UNMODELLED = {
    "django_migrations": ("SELECT", "SELECT"),
    "crossmentor_cache": ("SELECT, INSERT, UPDATE, DELETE", ""),
}


@transaction.atomic
def apply():
    """Run as the owner after each migration; running it again changes nothing."""
    with connection.cursor() as cursor:
        make(cursor, set(connection.introspection.table_names(cursor)))
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WORKER}")


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
        # Whoever erases sees what is to go, and that only once it is written down.
        gone = f"{model.space_column} IN (SELECT spaces_erased())"
        cursor.execute(
            f'CREATE POLICY eraser ON "{table}" TO {OWNER} '
            f"USING ({gone}) WITH CHECK (false)"
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
    told = ", ".join(f"'{','.join(columns)}'" for columns in (sealed, digests, free))
    cursor.execute(
        f"CREATE OR REPLACE TRIGGER spaces_keep_sealed BEFORE INSERT OR UPDATE "
        f'ON "{model._meta.db_table}" FOR EACH ROW '
        f"EXECUTE FUNCTION spaces_keep_sealed({told})"
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
