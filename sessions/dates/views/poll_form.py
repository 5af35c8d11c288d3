from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from calendars.offering import OfferForm
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals
from programmes import clock
from sessions.dates.forms.poll import DateRows, PeriodForm, PollForm
from sessions.dates.services.offers import offer_dates
from sessions.dates.services.polls import propose_dates
from sessions.session.views.entrance import group_of_mentor, session_of_mentor
from sessions.session.views.rows import next_row

# Minutes of a meeting, where the page does not say; and at most.
USUAL, MOST = 120, 480


@require_http_methods(["GET", "POST"])
@once
def poll_form(request, pk):
    """For the first meeting, or when that is planned for one more."""
    group = group_of_mentor(request, pk)
    first = group.sessions.first_meetings().exists()
    return propose(request, group, about="more" if first else "first")


@require_http_methods(["GET", "POST"])
@once
def session_poll(request, pk):
    """For another date of a meeting."""
    session = session_of_mentor(request, pk)
    return propose(request, session.group, about="move", session=session)


def propose(request, group, *, about, session=None):
    posted = request.POST if request.method == "POST" else None
    form = PollForm(posted, about=about, initial=last_place(group))
    offer, rows = OfferForm(posted), DateRows(posted, prefix="dates")
    if posted is not None and all([form.is_valid(), offer.is_valid(), rows.is_valid()]):
        with refusals(form):
            poll = propose_dates(
                group=group,
                by=request.user,
                dates=[*offer.dates(), *rows.dates()],
                session=session,
                **form.cleaned_data,
            )
            messages.success(request, _("The group is asked to vote on these dates."))
            return redirect("sessions:poll", poll.pk)
    context = {"group": group, "session": session, "about": about}
    context |= {"form": form, "offer": offer, "rows": rows}
    context["period"] = offered(request, group, session, offer)
    template = "sessions/dates/poll_form.html" + ("#offered" if request.htmx else "")
    return render(request, template, context)


def last_place(group) -> dict:
    """Where the group met last, or is to meet: as a rule it does so again."""
    session = group.sessions.standing().last()
    return {"place": session.place if session else ""}


def offered(request, group, session, offer) -> PeriodForm:
    """The period that was asked for; dates of it join those to tick."""
    data = request.POST if request.method == "POST" else request.GET
    period = PeriodForm(data, today=clock.today_in(group.programme))
    minutes = session.minutes if session else bounded.number(data, "minutes") or USUAL
    if days := period.days():
        offer.add(
            offer_dates(
                group=group, session=session, minutes=min(minutes, MOST), **days
            )
        )
    return period


@require_GET
def poll_row(request, pk):
    group = group_of_mentor(request, pk)
    rows = DateRows(prefix="dates")
    context = next_row(request, rows) | {"group": group}
    return render(request, "sessions/dates/poll_form.html#row", context)
