"""Those who are to look at the pages of the firm, and what their addresses name."""

from django.db import transaction

from handbook.texts import texts
from people.models import Organisation, RosterImport
from programmes.models import Programme
from sessions.methods.files import methods
from sessions.models import Action, DatePoll, OneOnOne
from spaces.acting import acting_as
from spaces.models import Space
from workbook.chapters import chapters
from writing.models import Snapshot, Text


class Firm:
    """Those who are to look, and what their pages name."""

    def __init__(self, slug: str):
        firm = Organisation.objects.get(slug=slug)
        self.coordinator = firm.coordinators.get().person
        self.running = firm.programmes.get(state=Programme.State.RUNNING)
        self.enrolling = firm.programmes.get(state=Programme.State.ENROLLING)
        # The one that lived its months: the first.
        self.group = self.running.mentor_groups.order_by("pk").first()
        self.mentor = self.group.mentor
        self.seats = list(self.group.seats.mentees().order_by("pk"))
        self.mentee = self.seats[0].person

    def choices(self, reader) -> dict[str, list]:
        """By kind of part what an address may name, as `reader` finds it."""
        boards = self.enrolling.compositions.order_by("pk")
        numbers = [
            *(self.group, self.running, self.enrolling, *boards[:1]),
            *(self.mentor, self.mentee, *self.seats[:2]),
            *self.running.participations.order_by("pk")[:1],
            *self.enrolling.participations.order_by("pk")[:1],
            *self.enrolling.participations.mentees().order_by("pk")[:1],
            *self.running.participations.filter(person=self.mentee),
            *RosterImport.objects.filter(organisation=self.mentor.organisation)[:1],
            *self.group.sessions.order_by("on")[:2],
            *self.group.sessions.order_by("-on")[:2],
            *DatePoll.objects.filter(group=self.group),
        ]
        with acting_as(reader), transaction.atomic():
            ids = [
                row.pk
                for model in (Text, OneOnOne, Action, Snapshot, Space)
                for row in model._base_manager.only("pk")[:6]
            ]
        return {
            "IntConverter": sorted({row.pk for row in numbers}),
            "UUIDConverter": ids,
            "SlugConverter": [*slugs()],
        }


def slugs():
    """Of the first text of the handbook, method, chapter and exercise."""
    yield texts("nl")[0].slug
    yield methods("nl")[0].slug
    yield chapters("nl")[0].slug
    yield chapters("nl")[0].exercises[0].slug


def is_there(slug: str) -> bool:
    return Organisation.objects.filter(slug=slug).exists()
