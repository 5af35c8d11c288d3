"""What is on in a group of the example today: in the middle of a meeting, and a vote."""

import datetime as dt

from crossmentor.demo import care, days, meeting, year
from crossmentor.demo.cast import cast as roles_of
from crossmentor.demo.ended import end
from groups.models import MentorGroup, Seat
from people.models import Adviser
from sessions.dates.models.poll import DatePoll, PollDate, Vote
from sessions.methods.models.ready import Ready
from sessions.methods.models.run import Run
from sessions.methods.texts import ALONE
from sessions.models import Session
from tests.crossmentor.demo.cast import CIRCLE, STARTS, TODAY, only
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    formed_group,
)
from writing.models import Text

LEFT = TODAY - dt.timedelta(2)


def live(cast):
    year.see_each_other(cast.group, STARTS)
    meeting.go_through(cast.group, cast.texts["questions_alone"])
    year.vote_on_a_guest(cast.group, TODAY)
    coordinator = cast.people["coordinator"]
    free = PersonFactory(organisation=cast.programme.organisation, family_name="Aaa")
    care.name_an_adviser(cast.programme.organisation, coordinator, TODAY)
    with days.at(STARTS):
        small = formed_group(cast.programme, mentees=6)
        over = formed_group(cast.programme)
    care.leave_three(small, coordinator, TODAY)
    for later in (-120, -30, 12, 54):
        on = TODAY + dt.timedelta(later)
        kind = "intervision" if later > -120 else "first"
        Session.objects.create(group=over, on=on, at=dt.time(16), kind=kind)
    end(over, TODAY)
    here = {"organisation": cast.programme.organisation, "state": "enrolling"}
    invited = ParticipationFactory(programme=ProgrammeFactory(**here), state="invited")
    votes = Vote.objects.order_by("pk").select_related("date")
    return {
        "texts": cast.texts,
        "session": cast.group.sessions.get(),
        "run": cast.read(Run, "step", "leader_id", "case_owner_id", "ended_at"),
        "alone": cast.read(Text, "author_id", "body", order="pk", kind=ALONE),
        "ready": cast.read(Ready, "author_id"),
        "poll": DatePoll.objects.get(group=cast.group),
        "days": list(PollDate.objects.values_list("on", "at").order_by("on")),
        "votes": [(cast.names[one.person_id], one.answer) for one in votes],
        "free": free,
        "coordinator": coordinator,
        "adviser": Adviser.objects.get(),
        "small": list(Seat.objects.filter(group=small).values_list("role", "left_at")),
        "over": MentorGroup.objects.get(pk=over.pk),
        "meetings": list(over.sessions.order_by("on").values_list("on", "state")),
        "roles": {role: person.pk for role, person in roles_of().items()},
        "people": {name: person.pk for name, person in cast.people.items()},
        "invited": invited.person_id,
        "of the end": over.seats.mentees().earliest("pk").person_id,
    }


def test_the_group_is_in_its_meeting_of_today(noted):
    assert noted["session"].on == TODAY
    run = (meeting.WRITES, "mentor", "second", None)
    assert noted["run"] == only(*CIRCLE, of=[run])


def test_what_is_written_alone_lies_face_down(noted):
    words = noted["texts"]["questions_alone"]

    assert noted["alone"] == only(of=[]) | {
        "third": [("third", words[0])],
        "fourth": [("fourth", words[1])],
    }


def test_one_of_them_is_ready(noted):
    assert noted["ready"]["mentor"] == ["third"]


def test_dates_for_a_guest_are_workdays_and_the_first_has_not_answered(noted):
    assert noted["poll"].kind == "guest"
    assert noted["poll"].closed_at is None
    days = [on for on, _at in noted["days"]]
    assert all(on.weekday() < 5 and on > TODAY + dt.timedelta(9) for on in days)
    assert len(set(days)) == 3
    assert noted["votes"] == [
        *(("second", answer) for answer in ("yes", "no", "if_need_be")),
        *(("third", answer) for answer in ("yes", "yes", "yes")),
        *(("fourth", answer) for answer in ("no", "yes", "yes")),
    ]


def test_an_adviser_is_somebody_who_takes_part_in_nothing(noted):
    adviser = noted["adviser"]

    assert (adviser.name, adviser.email) == (
        noted["free"].full_name,
        noted["free"].email,
    )
    assert adviser.named_by_id == noted["coordinator"].pk
    assert adviser.named_at.date() == TODAY - dt.timedelta(60)


def test_a_group_became_small(noted):
    mentees = [left for role, left in noted["small"] if role == "mentee"]

    assert sorted(left is None for left in mentees) == [False] * 3 + [True] * 3
    assert {left.date() for left in mentees if left} == {LEFT}
    assert [left for role, left in noted["small"] if role == "mentor"] == [None]


def test_a_group_that_ended_calls_off_what_was_planned(noted):
    assert noted["over"].ended_on == TODAY - dt.timedelta(30)
    assert noted["meetings"] == [
        (TODAY - dt.timedelta(120), "planned"),
        (TODAY - dt.timedelta(30), "planned"),
        (TODAY + dt.timedelta(12), "cancelled"),
        (TODAY + dt.timedelta(54), "cancelled"),
    ]


def test_somebody_in_each_role_to_look_as(noted):
    people = noted["people"]

    assert noted["roles"] == {
        "coordinator": people["coordinator"],
        "mentor": people["mentor"],
        "mentee": people["first"],
        "invited": noted["invited"],
        "mentee at the end": noted["of the end"],
    }
