"""Nine methods from their first step to the last, with three members at once.

On the way one comes late, one loses the network, and the leader's browser is killed.
"""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import transaction
from playwright.sync_api import Error, expect

from sessions import services
from sessions.methods.course import Course
from sessions.methods.files import methods
from sessions.methods.method import Job, Stage, StepKind
from sessions.methods.texts import ALONE
from sessions.models import Run, Session
from spaces.acting import acting_as
from tests.browser.test_saving import cookie_of
from writing.models import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = dt.date(2040, 1, 5)
# The closing session is one as well: of the end of the year.
SLUGS = [one.slug for one in methods("en", Stage.METHOD) if one.slug != "looking-back"]
LATE, OFFLINE, KILLED = "incident", "ten-step", "socratic"


@pytest.fixture
def begin(group, mentor, mentee):
    def begin(slug) -> Run:
        session = Session.objects.create(group=group, on=ON, at=dt.time(16))
        start = {"session": session, "by": mentor, "method": slug, "minutes": 90}
        with transaction.atomic(), acting_as(mentor):
            return services.start_run(**start, case_owner=mentee)

    return begin


class Member:
    """Somebody who has the page of the run open, once it was opened."""

    def __init__(self, window, server, run, person):
        self.window, self.server, self.run, self.person = window, server, run, person

    def open(self):
        self.page = self.window(width=360, locale="en")
        self.page.context.add_cookies([cookie_of(self.person, self.server.url)])
        self.page.goto(self.server.url + self.run.get_absolute_url())

    def is_at(self, number, title):
        """Within some seconds by itself; whoever looks at the page again, at once."""
        head = self.page.get_by_role("heading", level=1)
        words = f"{number}. {title}"
        for _again in range(20):
            # The page may be on its way there.
            with suppress(Error):
                self.page.evaluate("window.dispatchEvent(new Event('focus'))")
            with suppress(AssertionError):
                expect(head).to_have_text(words, timeout=500)
                break
        expect(head).to_have_text(words)

    def write(self, words):
        self.page.get_by_label("Write, alone and in silence").fill(words)

    def is_saved(self):
        self.page.get_by_label("Write, alone and in silence").blur()
        expect(self.page.locator(".save-state")).to_have_text("Saved")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()


class Meeting:
    """Three members go through a run; `on_the_way` is what befalls them at a step."""

    def __init__(self, window, server, run, people):
        self.run, self.slots = run, Course(run).slots
        self.members = [Member(window, server, run, person) for person in people]
        self.leads, self.case_owner, self.writes = self.members
        self.away, self.written = [], {}

    def go(self, on_the_way=None):
        for member in self.members:
            if member not in self.away:
                member.open()
        for number, slot in enumerate(self.slots, start=1):
            if on_the_way:
                on_the_way(number, slot)
            self.is_at(number, slot)
            if number < len(self.slots):
                self.leads.press("Next step")
        self.leads.page.get_by_role("button", name="End it for all of us").click()
        dialog = self.leads.page.get_by_role("dialog")
        dialog.get_by_role("button", name="End it for all of us").click()
        expect(self.leads.page.get_by_text("This meeting was ended.")).to_be_visible()

    def is_at(self, number, slot):
        for member in self.members:
            if member not in self.away:
                member.is_at(number, slot.step.title)
        if slot.step.kind == StepKind.WRITE:
            self.written[slot.step.key] = f"Alone in step {number}"
            if self.writes not in self.away:
                self.writes.write(self.written[slot.step.key])
                self.writes.is_saved()
        if slot.step.turns:
            for member in (self.leads, self.case_owner):
                words = self.written[slot.step.turns]
                expect(member.page.get_by_text(words)).to_be_visible()
        if Job.CASE_OWNER in slot.step.silent:
            writes = slot.step.kind == StepKind.WRITE
            words = "You write for yourself now." if writes else "You listen now."
            listens = self.case_owner.page.get_by_text(words)
            expect(listens).to_be_visible()


@pytest.fixture
def meeting(begin, window, live_server, mentor, mentee, other_mentee):
    def meeting(slug):
        people = (mentor, mentee, other_mentee)
        return Meeting(window, live_server, begin(slug), people)

    return meeting


@pytest.mark.parametrize("slug", sorted({*SLUGS} - {LATE, OFFLINE, KILLED}))
@pytest.mark.sample(1)
def test_a_method_from_its_first_step_to_its_last(meeting, slug):
    meeting(slug).go()


def test_one_comes_late(meeting):
    meeting = meeting(LATE)
    late = meeting.writes
    meeting.away = [late]

    def comes(number, slot):
        if number == 3:
            meeting.away = []
            late.open()

    meeting.go(comes)


def test_one_loses_the_network_for_a_while(meeting, mentor):
    meeting = meeting(OFFLINE)
    lost = meeting.writes
    loses = [slot.step.kind for slot in meeting.slots].index(StepKind.WRITE) + 1

    def loses_it(number, slot):
        if number == loses:
            lost.is_at(number, slot.step.title)
            lost.page.context.set_offline(True)
            lost.write(f"Alone in step {number}")
            meeting.away = [lost]
        if number == loses + 1:
            lost.page.context.set_offline(False)
            # Whoever writes is not taken away: the text goes first.
            saved = lost.page.locator(".save-state")
            expect(saved).to_have_text("Saved")
            lost.page.get_by_label("Write, alone and in silence").blur()
            lost.is_at(number, slot.step.title)
            meeting.away = []
            for member in (meeting.leads, meeting.case_owner):
                member.is_at(number, slot.step.title)
                member.page.reload()

    meeting.go(loses_it)

    with acting_as(mentor), transaction.atomic():
        first = Text.objects.of_kind(ALONE).earliest("created_at")
    assert first.key == f"{meeting.run.pk}.{meeting.slots[loses - 1].key}"


def test_the_browser_of_who_leads_is_killed(meeting, mentor, other_mentee):
    meeting = meeting(KILLED)
    killed, takes_over = meeting.leads, meeting.writes

    def is_killed(number, slot):
        if number != 4:
            return
        killed.is_at(number, slot.step.title)
        killed.page.context.close()
        stood = now_of(mentor)
        takes_over.is_at(number, slot.step.title)
        takes_over.page.get_by_text(f"{mentor.full_name} leads").click()
        takes_over.press("Take over the lead")
        takes_over.page.get_by_role("button", name="Next step").wait_for()
        taken = now_of(mentor)
        assert (taken.step, taken.ends_at) == (stood.step, stood.ends_at)
        assert (stood.leader, taken.leader) == (mentor, other_mentee)
        meeting.leads, meeting.writes = takes_over, killed
        killed.open()
        expect(killed.page.get_by_role("button", name="Next step")).to_have_count(0)

    meeting.go(is_killed)


def now_of(person) -> Run:
    with acting_as(person), transaction.atomic():
        return Run.objects.get()


def test_there_are_nine():
    assert len(SLUGS) == 9
