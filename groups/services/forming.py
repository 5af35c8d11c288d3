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
class Crew:
    """Participations that are to be one group, and why it crosses disciplines (R2)."""

    mentor: Participation
    mentees: list[Participation]
    reason: str = ""

    @property
    def everybody(self) -> list[Participation]:
        return [self.mentor, *self.mentees]


@transaction.atomic
def form_groups(*, crews) -> list[MentorGroup]:
    """Seat a mentor and four to six mentees each, and open their spaces (R1 to R3).

    Takes crews of one programme; tells the members. In a constant number of queries,
    however many groups. Raises DomainError.
    """
    circles = open_spaces(
        (Space.Kind.CIRCLE, [part.person for part in crew.everybody]) for crew in crews
    )
    with said_in_words():
        groups = MentorGroup.objects.bulk_create(
            MentorGroup(
                programme=crew.mentor.programme,
                mentor=crew.mentor.person,
                cross_discipline_reason=crew.reason,
                circle=circle,
            )
            for crew, circle in zip(crews, circles, strict=True)
        )
        _seat_all(groups, crews)
    _tell_published(groups, crews)
    return groups


def _seat_all(groups, crews):
    led = [(crew.mentor.person, part) for crew in crews for part in crew.mentees]
    pairs = open_spaces(
        (Space.Kind.PAIR, [mentor, part.person]) for mentor, part in led
    )
    pair_of = {part.pk: pair for (_mentor, part), pair in zip(led, pairs, strict=True)}
    Seat.objects.bulk_create(
        seat_of(group, part, pair_of.get(part.pk))
        for group, crew in zip(groups, crews, strict=True)
        for part in crew.everybody
    )


def _tell_published(groups, crews):
    people = [[part.person for part in crew.everybody] for crew in crews]
    post_all(
        _published(group, part, crew, about)
        for group, crew, about in zip(groups, crews, introduce_all(people), strict=True)
        for part in crew.everybody
    )


def _published(group, part, crew, about) -> Posting:
    return Posting(
        person=part.person,
        kind="groups.published",
        programme_id=group.programme_id,
        zone=group.programme.time_zone,
        object_id=group.pk,
        link=group.get_absolute_url(),
        context={
            "programme": str(group.programme),
            "mentor": crew.mentor.person.full_name,
            "others": [
                other.person.full_name for other in crew.mentees if other != part
            ],
            "leads": part == crew.mentor,
            "people": [
                about[other.person_id] for other in crew.everybody if other != part
            ],
        },
    )
