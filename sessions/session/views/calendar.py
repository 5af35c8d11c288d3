from django.http import Http404
from django.views.decorators.http import require_GET

from calendars.file import MEDIA_TYPE, REQUEST
from calendars.services import invitation
from people.web.downloads import download, file_name
from sessions.session.appointments import of_session
from sessions.session.views.entrance import session_of_member


@require_GET
def session_file(request, pk):
    """The invitation that was mailed, once more: for the whole series, if it is of one."""
    session = session_of_member(request, pk)
    appointment = of_session(session, request.user)
    if appointment is None:
        raise Http404
    content = invitation(person=request.user, appointment=appointment)
    name = file_name(str(session.on), "ics")
    return download(content, f"{MEDIA_TYPE}; method={REQUEST}", name)
