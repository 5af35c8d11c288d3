"""The page every role lands on: what waits, the next date, one clear next step."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from crossmentor.pages.dates import next_dates
from crossmentor.pages.rail import reader_of
from groups.models import Seat
from intake.due import READ_WITHIN
from intake.models import MenteeSeat, Referral
from people.models import Person
from programmes import clock
from programmes.models import Participation, Programme
from reminders.due import waiting
from sessions.at_hand import NOTHING, of_person
from sessions.running.due import UNDER_WAY
from workbook.models import CheckInRhythm, Goal

MEMBERS = {"mentor", "mentee"}
READER = OuterRef("pk")
# Put together once: of a page it would be a good part of what it costs.
MARKS = {
    "invited": Exists(Participation.objects.unanswered().filter(person=READER)),
    "shut_out": Exists(Seat.objects.held().of(READER).closed()),
    "referred": Exists(Referral.objects.read_by(READER, Now() - READ_WITHIN)),
    "has_goal": Exists(Goal.objects.written_by(READER).at_hand()),
    "asks": Exists(CheckInRhythm.objects.asking().of(READER)),
}
# The rooms that have at hand what more than one thing on the page is told of.
PROGRAMMES, BOARDS, PAIRS, GROUPS = (
    f"{room}.due.waiting" for room in ("programmes", "boards", "intake", "sessions")
)


@require_GET
def today(request):
    now = timezone.now()
    roles = reader_of(request).roles
    at_hand = at_hand_of(request.user, now, roles)
    known = {*roles, *marks_of(request.user, roles)}
    waits = waiting(now=now, person=request.user, roles=known, at_hand=at_hand)
    dates = next_dates(request.user, now, at_hand[PAIRS], at_hand[GROUPS])
    context = {
        "due": sorted(waits, key=lambda due: (due.kind != UNDER_WAY, due.since)),
        "next_date": dates[0] if dates else None,
        "later_dates": dates[1:],
        "today": clock.day_in(request.session.zone or settings.TIME_ZONE, now),
        "programmes": at_hand[PROGRAMMES],
    }
    return render(request, "crossmentor/pages/today.html", context)


def at_hand_of(person, now, roles) -> dict:
    """By room what it has at hand of the person; of what they are not, nothing is asked.

    What waits is told of it, and the dates and programmes of the page.
    """
    at_hand = {PROGRAMMES: [], BOARDS: [], PAIRS: [], GROUPS: NOTHING}
    if "programme coordinator" in roles:
        run = Programme.objects.coordinated_by(person)
        at_hand[PROGRAMMES] = at_hand[BOARDS] = list(run.in_progress())
    if not MEMBERS.isdisjoint(roles):
        at_hand[GROUPS] = of_person(person, now)
        at_hand[PAIRS] = MenteeSeat.objects.beside(at_hand[GROUPS].seats)
    return at_hand


def marks_of(person, roles) -> set[str]:
    """What seldom waits, as `reminders.due.waiting` takes it beside the roles."""
    if MEMBERS.isdisjoint(roles):
        return set()
    row = Person.objects.filter(pk=person.pk).annotate(**MARKS).values(*MARKS).get()
    there = {
        "invited": row["invited"],
        "shut out": row["shut_out"],
        "referred": row["referred"],
        "asks to be asked": row["asks"],
        "without goal": not row["has_goal"] and "mentee" in roles,
    }
    return {mark for mark, is_there in there.items() if is_there}


urlpatterns = [path("", today, name="today")]
