from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
)

from groups.even_so import gives_pause
from groups.models import Seat
from groups.services.times_for_two import times_for_two
from people.namesakes import tell_apart
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from programmes import clock
from sessions.one_on_ones.forms.one_on_one import (
    OneOnOneAskForm,
    OneOnOneLogForm,
    OneOnOnePlanForm,
)
from sessions.one_on_ones.keys import question_key
from sessions.one_on_ones.models.one_on_one import QUESTION, OneOnOne
from sessions.one_on_ones.services.one_on_ones import (
    ask_one_on_one,
    log_one_on_one,
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.one_on_ones.views.entrance import one_on_one_of, one_on_one_of_mentor
from spaces.audience import audience_of
from writing.boxes import box_of
from writing.models import Text
from writing.posted import save_posted, to_choose_from

# So many of the past on a page.
PAST = 25


def pair_seats(person):
    seats = Seat.objects.paired_with(person).with_group()
    seats = seats.select_related("person__team", "person__discipline")
    return seats.order_by("person__sort_key")


@require_GET
def one_on_one_list(request):
    one_on_ones, seats = with_the_other(request.user)
    context = {
        "seats": seats,
        "led": [seat for seat in seats if seat.person_id != request.user.pk],
        "before": list(Seat.objects.of(request.user).mentees().departed()),
        "own_seat": next(
            (seat for seat in seats if seat.person_id == request.user.pk), None
        ),
        "now": [one_on_one for one_on_one in one_on_ones if one_on_one.is_open],
        "page": bounded.paged(
            [one_on_one for one_on_one in one_on_ones if not one_on_one.is_open],
            request.GET,
            PAST,
        ),
    }
    return render(request, "sessions/one_on_ones/one_on_one_list.html", context)


def with_the_other(person) -> tuple[list[OneOnOne], list[Seat]]:
    """The one-on-ones of a person and the seats of their pairs, each with the other."""
    one_on_ones = list(OneOnOne.objects.visible_to(person).with_people().defer_words())
    for one_on_one in one_on_ones:
        mine = one_on_one.mentor_id == person.pk
        one_on_one.other = one_on_one.mentee if mine else one_on_one.mentor
    seats = list(pair_seats(person))
    for seat in seats:
        mine = seat.person_id == person.pk
        seat.other = seat.group.mentor if mine else seat.person
    tell_apart(
        [one_on_one.other for one_on_one in one_on_ones]
        + [seat.person for seat in seats]
    )
    return one_on_ones, seats


def asked_words(one_on_one, by, *, added: bool) -> str:
    if added and one_on_one.asked_by_id != by.pk:
        words = _("%(name)s had asked for one already: it is one conversation.")
        return words % {"name": one_on_one.asked_by.called}
    if added:
        return _("Added to what you asked before. It is one conversation.")
    name = {"name": one_on_one.was_asked.called}
    return _("%(name)s gets a mail that you would like to talk.") % name


@require_http_methods(["GET", "POST"])
@once
def ask(request, seat):
    seat = get_object_or_404(pair_seats(request.user), pk=seat)
    form = OneOnOneAskForm(request.POST if request.method == "POST" else None)
    requests = list(OneOnOne.objects.of_pair(seat.pair_id).defer_words())
    waiting = [each for each in requests if each.state == OneOnOne.State.ASKED]
    asked = waiting[0] if waiting else None
    key = question_key(seat, sum(one_on_one != asked for one_on_one in requests))
    if form.is_valid():
        posted = save_posted(request.POST, request.user)
        if beside := to_choose_from(posted):
            return redirect("writing:versions", pk=beside.pk)
        with refusals(form):
            return asked_for(request, seat, key, bool(asked), form.cleaned_data)
    context = {
        "seat": seat,
        "asked": asked,
        "form": form,
        "box": question_box(request.user, key, asked),
        "for_mentor": seat.person_id != request.user.pk,
        "other": seat.group.mentor if seat.person == request.user else seat.person,
    }
    return render(request, "sessions/one_on_ones/one_on_one_ask.html", context)


def question_box(person, key, asked):
    """What the person asks now; it begins with what they put before the other."""
    keys = [key, str(asked.pk)] if asked else [key]
    mine = Text.objects.written_by(person).of_kind(QUESTION).about_any(keys)
    by_key = {text.key: text for text in mine.with_beside()}
    put = asked and by_key.get(str(asked.pk))
    text = by_key.get(key)
    return box_of(
        kind=QUESTION, key=key, person=person, text=text, put=put, prefix="own"
    )


def asked_for(request, seat, key, added, asked):
    """Ask with what the person wrote, and say so; a mentor may go on to a date."""
    plans = "plan" in request.POST and seat.person_id != request.user.pk
    mine = Text.objects.drafts().written_by(request.user).of_kind(QUESTION)
    one_on_one = ask_one_on_one(
        seat=seat,
        by=request.user,
        draft=mine.about(key).first(),
        tells=not plans,
        **asked,
    )
    if plans:
        return redirect("sessions:one_on_one_plan", one_on_one.pk)
    messages.success(request, asked_words(one_on_one, request.user, added=added))
    return redirect(one_on_one)


@require_http_methods(["GET", "POST"])
def plan(request, pk):
    one_on_one = one_on_one_of_mentor(request, pk)
    names = ["on", "at", "minutes", "place"]
    initial = {name: getattr(one_on_one, name) for name in names}
    # A time that suits both, chosen from those below.
    chosen = {name: bounded.text(request.GET, name) for name in ("on", "at")}
    initial |= {name: text for name, text in chosen.items() if text}
    form = OneOnOnePlanForm(request.POST or None, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    mentee, group = one_on_one.mentee, one_on_one.seat.group
    cannot = sent and gives_pause(form=form, group=group, person=mentee)
    if sent and not cannot:
        with refusals(form):
            plan_one_on_one(one_on_one=one_on_one, **form.cleaned_data)
            messages.success(request, _("Planned. You both get an invitation."))
            return redirect(one_on_one)
    asks = request.method == "GET" and bool(bounded.text(request.GET, "times"))
    context = {
        "one_on_one": one_on_one,
        "form": form,
        "cannot": cannot,
        "asks": asks,
        "times": suiting(one_on_one, request.user) if asks else [],
    }
    return render(request, "sessions/one_on_ones/one_on_one_plan.html", context)


def suiting(one_on_one, by) -> list:
    return times_for_two(seat=one_on_one.seat, by=by, minutes=one_on_one.minutes)


@require_http_methods(["GET", "POST"])
def log(request, pk):
    one_on_one = one_on_one_of_mentor(request, pk)
    today = clock.today_in(one_on_one.seat.group.programme)
    names = ["support", "theme"]
    initial = {name: getattr(one_on_one, name) for name in names}
    form = OneOnOneLogForm(
        request.POST or None, initial=initial | {"on": one_on_one.on or today}
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            log_one_on_one(one_on_one=one_on_one, **form.cleaned_data)
            messages.success(request, _("Noted, for the two of you."))
            return redirect(one_on_one)
    context = {
        "one_on_one": one_on_one,
        "form": form,
        "audience": audience_of(one_on_one.space_id, request.user),
    }
    return render(request, "sessions/one_on_ones/one_on_one_log.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    one_on_one = one_on_one_of(request, pk)
    if request.method == "POST":
        with refusals_told(request):
            withdraw_one_on_one(one_on_one=one_on_one)
            messages.success(request, _("Withdrawn."))
        return redirect(one_on_one)
    context = {"one_on_one": one_on_one}
    return render(request, "sessions/one_on_ones/one_on_one_withdraw.html", context)
