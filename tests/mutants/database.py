"""The walls in the database: each policy, trigger and refused grant, from the registry."""

from django.apps import apps

from spaces.models import Confidential, DataKey, Member, Space
from spaces.policies import WORKER
from tests.mutants.running import Mutant

TEXTS = [model for model in apps.get_models() if issubclass(model, Confidential)]
EVERY_MODEL = "tests/spaces/test_every_model.py"
READING = f"{EVERY_MODEL}::test_only_members_find_a_row"
WRITING = {
    "insert": f"{EVERY_MODEL}::test_nobody_adds_a_row_in_the_name_of_another_member",
    "update": f"{EVERY_MODEL}::test_other_members_change_nothing",
    "delete": f"{EVERY_MODEL}::test_other_members_delete_nothing",
}
ASKED_BY_THE_WORKER = f"{EVERY_MODEL}::test_the_worker_does_nothing_with_a_row"


def database_mutants() -> list[Mutant]:
    found = []
    for model in TEXTS:
        found += [_open_to_all(model), *_written_by_all(model), *_further(model)]
    for model in (*TEXTS, Space, Member, DataKey):
        found.append(_granted(model))
    return found


def _open_to_all(model) -> Mutant:
    table = model._meta.db_table
    return Mutant(
        name=f"{model._meta.label}: rows are of one's own spaces",
        sql=f'ALTER POLICY mine ON "{table}" USING (true) WITH CHECK (true)',
        tests=(READING,),
        only=model._meta.label,
    )


def _written_by_all(model) -> list[Mutant]:
    rules = {
        "insert": model.may_add,
        "update": model.may_change and "UPDATE" in model.web_grants,
        "delete": model.may_change and "DELETE" in model.web_grants,
    }
    return [
        Mutant(
            name=f"{model._meta.label}: who may {action}",
            sql=f'DROP POLICY may_{action} ON "{model._meta.db_table}"',
            tests=(WRITING[action],),
            only=model._meta.label,
        )
        for action, rule in rules.items()
        if rule
    ]


def _further(model) -> list[Mutant]:
    noticed_by = {
        "after_the_end": "tests/intake/test_referral.py",
        "author_is_there": "tests/workbook/test_showing.py",
        "both_answered": READING,
    }
    return [
        Mutant(
            name=f"{model._meta.label}: {policy}",
            sql=f'DROP POLICY "{policy}" ON "{model._meta.db_table}"',
            tests=(noticed_by.get(policy, "tests/spaces"),),
        )
        for policy in model.further_policies
    ]


def _granted(model) -> Mutant:
    return Mutant(
        name=f"{model._meta.label}: nothing for the worker",
        sql=f'GRANT SELECT ON "{model._meta.db_table}" TO {WORKER}',
        tests=(ASKED_BY_THE_WORKER,),
        only=model._meta.label,
    )
