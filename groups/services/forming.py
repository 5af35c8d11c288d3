"""Many groups at once, from the people who are to sit in them."""

from dataclasses import dataclass

from django.db import transaction

from groups.models import MentorGroup, Seat
from groups.presenters.introductions import introduce_all
from groups.refusals import said_in_words
from groups.services.seats import seat_of
from programmes.models import Participation
from reminders.services import Posting, post_all
from spaces.models import Space
from spaces.services import open_spaces


@dataclass(frozen=True)
class GroupPlan:
    """Participations that are to be one group, and why it crosses disciplines (R2)."""

    mentor: Participation
    mentees: list[Participation]
    reason: str = ""

    @property
    def everybody(self) -> list[Participation]:
        return [self.mentor, *self.mentees]


@transaction.atomic
def form_groups(*, plans) -> list[MentorGroup]:
    """Seat a mentor and four to six mentees each, and open their spaces (R1 to R3).

    Takes plans of one programme; tells the members. In a constant number of queries,
    however many groups. Raises DomainError.
    """
    circles = open_spaces(
        (Space.Kind.CIRCLE, [part.person for part in plan.everybody]) for plan in plans
    )
    with said_in_words():
        groups = MentorGroup.objects.bulk_create(
            MentorGroup(
                programme=plan.mentor.programme,
                mentor=plan.mentor.person,
                cross_discipline_reason=plan.reason,
                circle=circle,
            )
            for plan, circle in zip(plans, circles, strict=True)
        )
        _seat_all(groups, plans)
    _tell_published(groups, plans)
    return groups


def _seat_all(groups, plans):
    led = [(plan.mentor.person, part) for plan in plans for part in plan.mentees]
    pairs = open_spaces(
        (Space.Kind.PAIR, [mentor, part.person]) for mentor, part in led
    )
    pair_of = {part.pk: pair for (_mentor, part), pair in zip(led, pairs, strict=True)}
    Seat.objects.bulk_create(
        seat_of(group, part, pair_of.get(part.pk))
        for group, plan in zip(groups, plans, strict=True)
        for part in plan.everybody
    )


def _tell_published(groups, plans):
    people = [[part.person for part in plan.everybody] for plan in plans]
    post_all(
        _published(group, part, plan, introduced)
        for group, plan, introduced in zip(
            groups, plans, introduce_all(people), strict=True
        )
        for part in plan.everybody
    )


def _published(group, part, plan, introduced) -> Posting:
    return Posting(
        person=part.person,
        kind="groups.published",
        programme_id=group.programme_id,
        zone=group.programme.time_zone,
        object_id=group.pk,
        link=group.get_absolute_url(),
        context={
            "programme": str(group.programme),
            "mentor": plan.mentor.person.full_name,
            "others": [
                other.person.full_name for other in plan.mentees if other != part
            ],
            "leads": part == plan.mentor,
            "people": [
                introduced[other.person_id] for other in plan.everybody if other != part
            ],
        },
    )
