from django.db import transaction

from sessions.log.models.attendance import CameLate
from spaces.services import own_space


@transaction.atomic
def note_late(*, session, by, people: list) -> None:
    """Who came late, by their ids, for `by` alone, who leads the group: these alone."""
    noted = CameLate.objects.of_session(session)
    noted.other_than(people).delete()
    space = own_space(by)
    rows = [
        CameLate(session=session, author=by, person_id=person, space=space)
        for person in people
    ]
    # Noted already, also by another press of the same moment: once is enough.
    CameLate.objects.bulk_create(rows, ignore_conflicts=True)
