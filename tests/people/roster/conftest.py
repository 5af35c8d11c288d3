import pytest

from people.roster.problems import FileRefused, file_sentence
from people.roster.services import rosters
from people.roster.words import as_answer, as_refusal


@pytest.fixture
def look(organisation):
    """What a file would do, as `import_roster --json` says it."""

    def answer(content):
        try:
            plan = rosters.plan_file(organisation=organisation, content=content)
        except FileRefused as refusal:
            return as_refusal(file_sentence(refusal.problem)) | {
                "code": refusal.problem.code
            }
        return as_answer(plan)

    return answer


@pytest.fixture
def bring(organisation):
    """Import a file and answer the roster import."""

    def carry_out(content):
        roster = rosters.take_in_roster(
            organisation=organisation,
            uploaded_by=None,
            file_name="r.xlsx",
            content=content,
        )
        roster.state = rosters.State.COMMITTING
        roster.save()
        return rosters.carry_out_roster(roster_id=roster.pk)

    return carry_out
