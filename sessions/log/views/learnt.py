"""What I take along, and what I learnt from you: typed alone, then read by the group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from people.web import bounded
from people.web.refusals import refusals_told
from sessions.log.learnt import LearntLine, left_of
from sessions.log.services.learnt import put_line
from sessions.log.texts import EVERYBODY, LEARNT_FROM, TAKEN
from sessions.log.views.actions import sent_with
from sessions.session.faces import Face, face_of
from sessions.session.views.entrance import members_here, session_of_member
from spaces.audience import audience_of
from writing.posted import save_posted, to_choose_from


@require_GET
def taken(request, pk):
    return render_line(request, line_of(request, pk))


@require_POST
def taken_put(request, pk):
    return put(request, line_of(request, pk))


@require_GET
def learnt(request, pk, to):
    return render_line(request, line_of(request, pk, to))


@require_POST
def learnt_put(request, pk, to):
    return put(request, line_of(request, pk, to))


def line_of(request, pk, to=None) -> LearntLine:
    """Of a meeting that began; with `to` what was learnt from that person, or from all."""
    session = session_of_member(request, pk)
    if face_of(session) not in (Face.DURING, Face.AFTER):
        raise Http404
    _note, lines = left_of(session, request.user, members_here(session.group))
    readers = audience_of(lines.circle_id, request.user)
    if to is None:
        return LearntLine(lines, TAKEN, None, lines.key, readers)
    other = lines.other(to)
    if other is None and to != EVERYBODY:
        raise Http404
    return LearntLine(lines, LEARNT_FROM, other, lines.key_to(to), readers)


def render_line(request, line):
    context = {
        "session": line.lines.session,
        "group": line.lines.session.group,
        "line": line,
        "box": line.box,
        "back": back_to(request, line),
    }
    return render(request, "sessions/log/learnt_form.html", context)


def put(request, line):
    posted = save_posted(request.POST, request.user)
    if beside := to_choose_from(posted):
        messages.warning(request, _("Not put before your group yet: choose first."))
        return redirect("writing:versions", pk=beside.pk)
    with refusals_told(request):
        put_line(line=line, by=request.user)
        messages.success(request, _("Your group reads it."))
    return redirect(back_to(request, line))


def back_to(request, line) -> str:
    """The run in which it is asked, or else the page of the meeting."""
    there = bounded.path(sent_with(request), "back")
    return there or line.lines.session.get_absolute_url()
