from django.views.decorators.http import require_GET

from calendars.file import MEDIA_TYPE, calendar_file
from people.downloads import download, file_name
from sessions.services.calendar import session_entry
from sessions.views.entrance import session_of_member


@require_GET
def session_file(request, pk):
    session = session_of_member(request, pk)
    content = calendar_file([session_entry(session)])
    return download(content, MEDIA_TYPE, file_name(str(session.on), "ics"))
