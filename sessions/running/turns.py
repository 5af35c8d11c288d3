"""Whose turn it is for a job in a run: who did it longest ago, or never (A5)."""

from sessions.methods.models.run import Run

JOBS = ("timekeeper", "note_taker", "observer")


def turns(run, people) -> dict:
    """By job the one of `people` whose turn it is; {} for the first run of a circle.

    Who has a job in this one has had that turn: nobody is proposed for two.
    """
    before = Run.objects.in_circle(run.space_id).before(run).jobs_done()
    if not before:
        return {}
    busy = {getattr(run, f"{job}_id") for job in ("leader", "case_owner", *JOBS)}
    free = [person for person in people if person.pk not in busy]
    turns = {}
    for job in JOBS:
        last = {done[job]: done["started_at"] for done in before}
        rest = [person for person in free if person not in turns.values()]
        # The sort is stable: of who never did it, the first in the order of the people.
        rest.sort(key=lambda member: (member.pk in last, last.get(member.pk)))
        if rest and getattr(run, f"{job}_id") is None:
            turns[job] = rest[0]
    return turns
