"""The demonstration organisation: a made-up firm, from the files under `examples/`."""

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from io import StringIO

from django.conf import settings
from django.contrib.auth.models import update_last_login
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from boards.models import Proposal
from boards.services import open_composition, publish, run_proposal
from boards.solving import engine
from crossmentor.demo import (
    afterwards,
    ahead,
    care,
    days,
    ended,
    intakes,
    meeting,
    pairs,
    stance,
    workbooks,
    year,
)
from people.models import Coordinator, Organisation, Person
from programmes.models import (
    OWN_WORDS,
    Participation,
    Programme,
    ProgrammeCoordinator,
    Role,
)
from programmes.services import participations
from programmes.services.programmes import open_programme
from programmes.topics import ensure_topics, standard_topics
from reminders.models import Mail
from sessions.year.ending import end_of
from spaces.acting import acting_as

EXAMPLES = settings.ROOT / "examples"
WEEKS_TO_ENROL = 5
# Days: longer than any programme of the example runs.
ON_THE_ROSTER = 480
# How many answers take as long as the months of one group.
GROUP = 25


@cache
def example(name: str) -> dict:
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


class Steps:
    """How far the loading is, told to whoever waits for it."""

    def __init__(self, programmes, tell: Callable[[int, int], None]):
        self.tell = tell
        self.done = 0
        self.all = sum(
            len(programme["mentors"])
            + len(programme["mentees"])
            + GROUP * number_of_groups(programme)
            for programme in programmes
        )

    def take(self, number=1):
        self.done += number
        self.tell(min(self.done, self.all), self.all)


def number_of_groups(programme) -> int:
    """About: a group for each mentor who takes part."""
    if programme["state"] != "running":
        return 0
    return sum(mentor["state"] == "enrolled" for mentor in programme["mentors"])


def tell_nobody(done: int, steps: int):
    """Where nobody waits."""


def load(today: dt.date | None = None, tell=tell_nobody) -> Organisation:
    """Load the firm as if its people had worked with the product for months.

    Everything goes through the same services as the pages, each as the person who does
    it, with the clock set to the day on which it happened. Raises what they raise.
    `tell` is called with the steps done and all of them.
    """
    today = today or timezone.localdate()
    wanted = example("programmes")
    steps = Steps(wanted["programmes"], tell)
    call_command(
        "import_roster",
        str(EXAMPLES / "roster.xlsx"),
        organisation=wanted["organisation"]["slug"],
        create=True,
        name=wanted["organisation"]["name"],
        commit=True,
        stdout=StringIO(),
    )
    organisation = Organisation.objects.get(slug=wanted["organisation"]["slug"])
    # The roster itself is read by today's clock, for its dates.
    with days.at(today - dt.timedelta(ON_THE_ROSTER)):
        organisation.people.update(joined_at=timezone.now())
    ensure_topics(organisation)
    people = {person.email: person for person in organisation.people.with_work()}
    for email in wanted["coordinators"]:
        Coordinator.objects.create(organisation=organisation, person=people[email])
    for programme in wanted["programmes"]:
        with days.at(
            today + dt.timedelta(programme["starts_in_days"] - 7 * WEEKS_TO_ENROL)
        ):
            opened = enrol_everybody(programme, people, today, steps)
        if programme["state"] == "running":
            start_groups(opened, people[programme["coordinators"][0]], today, steps)
    care.name_an_adviser(organisation, people[wanted["coordinators"][0]], today)
    file_old_mails(today)
    return organisation


def file_old_mails(today: dt.date):
    """What would have been mailed before this week stands in the inboxes as read."""
    Mail.objects.filter(
        not_before__date__lt=today - dt.timedelta(7), state=Mail.State.WAITING
    ).update(state=Mail.State.SENT, sent_at=F("not_before"), read_at=F("not_before"))


def enrol_everybody(wanted, people, today, steps) -> Programme:
    by = people[wanted["coordinators"][0]]
    programme = Programme(
        name=wanted["name"],
        starts_on=today + dt.timedelta(wanted["starts_in_days"]),
    )
    with acting_as(by), transaction.atomic():
        programme = open_programme(programme=programme, by=by)
        for email in wanted["coordinators"][1:]:
            ProgrammeCoordinator.objects.create(
                programme=programme, person=people[email]
            )
        for role, key in ((Role.MENTOR, "mentors"), (Role.MENTEE, "mentees")):
            participations.invite_people(
                programme=programme,
                people=[people[entry["email"]] for entry in wanted[key]],
                role=role,
                by=by,
            )
    for entry in [*wanted["mentors"], *wanted["mentees"]]:
        answer(programme, people[entry["email"]], entry)
        steps.take()
    return programme


def answer(programme, person: Person, wanted: dict):
    part = Participation.objects.select_related("programme", "person").get(
        programme=programme, person=person
    )
    by_name = {topic.name_nl: topic for topic in programme.organisation.topics.all()}
    topics = {slug: by_name[dutch] for slug, (dutch, _) in standard_topics().items()}
    with acting_as(person), transaction.atomic():
        # Whoever answers has signed in.
        update_last_login(None, person)
        if wanted["state"] == "declined":
            participations.decline(participation=part)
        elif wanted["state"] == "enrolled" and part.role == Role.MENTOR:
            participations.enrol_mentor(
                participation=part,
                expertise={
                    topics[slug]: level for slug, level in wanted["expertise"].items()
                },
                max_group=wanted["max_group"],
                motivation=wanted["motivation"],
            )
        elif wanted["state"] == "enrolled":
            needs = wanted["needs"]
            first = max(needs, key=needs.get)
            words = example("texts")["need_words"][first]
            participations.enrol_mentee(
                participation=part,
                needs={topics[slug]: weight for slug, weight in needs.items()},
            )
            words = words if isinstance(words, str) else words[0]
            days.write_text(person, OWN_WORDS, part.pk, words)


def start_groups(programme, by: Person, today: dt.date, steps):
    """Compose and publish the groups, and let each of them live its months."""
    # Proposed by today's clock: the database, whose clock nobody sets, counts projects
    # that still go on until today.
    with acting_as(by):
        composition = open_composition(
            programme=programme, name="Eerste voorstel", by=by
        )
        # Compiled, as it is a minute later: a plain search finds worse groups.
        engine.compile_now()
        proposal = Proposal.objects.create(composition=composition, requested_by=by)
        run_proposal(proposal.pk)
    with days.at(programme.starts_on), acting_as(by):
        groups = publish(composition=composition)
    for number, group in enumerate(groups):
        year.live(group, number, example("texts"), today)
        steps.take(GROUP)
    if len(groups) == 1:
        # Of one that is towards its end nothing more is planned.
        if end_of(groups[0]) < today:
            ended.end(groups[0], today)
        return
    # Where a mentor and a mentee look in first (cast.py).
    looked_at, *_others, small, last = sorted(
        groups, key=lambda group: group.mentor.sort_key
    )
    # Where nobody looks in first: the coordinator is told of it.
    care.leave_three(small, by, today)
    year.vote_on_a_guest(looked_at, today)
    intakes.talk_once_more(looked_at, today)
    ahead.days_ahead(looked_at, example("texts"), today)
    seat = looked_at.seats.held().mentees().with_group().order_by("pk").first()
    pairs.prepare(seat, looked_at.mentor, example("texts")["pair"], today)
    workbooks.write_in(seat.person, example("workbook")["mentee"], today)
    workbooks.write_in(looked_at.mentor, example("workbook")["mentor"], today)
    intakes.pause_one(looked_at, today)
    ended.end(last, today)
    stance.stand(looked_at, today)
    afterwards.look_back(looked_at, example("texts")["lines"])
    meeting.go_through(looked_at, example("texts")["questions_alone"])
