from django.db import transaction
from django.utils.translation import gettext as _

from spaces.errors import DomainError
from writing import services as writing


@transaction.atomic
def put_line(*, line, by):
    """Put what `by`, who acts, typed before the circle of the meeting, as it reads now.

    Emptied, it is taken back: nobody is shown an empty line.
    """
    draft = writing.text_to_write(kind=line.kind, key=line.key, by=by)
    if draft is None:
        raise DomainError(_("Whom it is to is not in your group any more."))
    return writing.publish(draft=draft, space_id=line.lines.circle_id)
