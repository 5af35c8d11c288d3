"""The plain data of a programme as it is composed, and the rows behind it."""

from dataclasses import dataclass, replace
from functools import cached_property

from boards import composing
from people.models import Project
from programmes.models import Participation, Role, Topic


@dataclass(frozen=True)
class Loaded:
    """An instance whose ids are those of participations, and the rows behind them."""

    instance: composing.Instance
    participations: dict[str, Participation]
    absent: frozenset[str] = frozenset()
    # Pairs of whom one led the other in a group, until that seat ended.
    met: frozenset[frozenset[str]] = frozenset()

    @cached_property
    def present(self) -> "Loaded":
        """Only those who can be seated."""
        if not self.absent:
            return self
        people = (
            person for person in self.instance.people if person.id not in self.absent
        )
        instance = replace(self.instance, people=tuple(people))
        return replace(self, instance=instance, absent=frozenset())

    def name(self, key) -> str:
        return self.participations[str(key)].person.full_name

    def place(self, key) -> str:
        """Where somebody stands among others, by name."""
        return self.participations[str(key)].person.sort_key

    def given_name(self, key) -> str:
        return self.participations[str(key)].person.called

    def needs(self, key) -> tuple[str, ...]:
        """The topics a mentee needs, the heaviest first."""
        return self._named(self.instance.by_id[key].needs)

    def expertise(self, key) -> tuple[str, ...]:
        """What a mentor is good at, the best first."""
        return self._named(self.instance.by_id[key].expertise)

    def _named(self, weights) -> tuple[str, ...]:
        heaviest = sorted(weights, key=lambda topic: -weights[topic])
        return tuple(self.topics[topic] for topic in heaviest)

    def about(self, key) -> tuple[str, ...]:
        """Keys of the topics that somebody needs or is good at."""
        person = self.instance.by_id[key]
        return (*person.needs, *person.expertise)

    @cached_property
    def topics(self) -> dict[str, str]:
        """By key all that anybody named, as the reader calls them; a query."""
        people = self.instance.people
        named = {
            topic for person in people for topic in (*person.needs, *person.expertise)
        }
        return {
            str(topic.pk): str(topic) for topic in Topic.objects.filter(pk__in=named)
        }

    @cached_property
    def projects(self) -> dict[str, str]:
        """Names by key, of all that anybody works or worked on; a query."""
        keys = {person.project for p in self.instance.people for person in p.projects}
        return {str(p.pk): str(p) for p in Project.objects.filter(pk__in=keys)}

    def mentors(self) -> list[Participation]:
        return [p for p in self.participations.values() if p.role == Role.MENTOR]
