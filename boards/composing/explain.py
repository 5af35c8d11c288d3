"""What the board tells a coordinator about a composition, as numbers and codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .model import Group, Instance
from .rules import Break, breaks, group_breaks
from .scoring import Fit, fit_of, fits


@dataclass(frozen=True)
class ExplainedMentee:
    """Why a mentee sits well here: own needs the mentor covers, and those shared."""

    mentee: str
    fit: Fit
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True)
class ExplainedGroup:
    """Why these people: topics by how many mentees bring them, most first."""

    mentor: str
    mentees: tuple[ExplainedMentee, ...]
    covered: tuple[str, ...]
    shared: tuple[str, ...]
    locations: tuple[str, ...]
    languages: tuple[str, ...]
    broken: tuple[tuple[str | None, Break], ...]

    @cached_property
    def points(self) -> int:
        """The mean fit, 0..1000."""
        return sum(story.fit.points for story in self.mentees) // max(
            1, len(self.mentees)
        )


def explain_group(instance: Instance, group: Group) -> ExplainedGroup:
    """Also of a group that a hand made, whatever it breaks."""
    lead = instance.by_id[group.mentor]
    people = [instance.by_id[mentee] for mentee in group.mentees]
    wanted: dict[str, int] = {}
    for person in people:
        for topic in person.needs:
            wanted[topic] = wanted.get(topic, 0) + 1
    topics = sorted(wanted, key=lambda topic: (-wanted[topic], topic))
    group_fits = fits(instance, group.mentor, group.mentees)
    stories = []
    for person in people:
        own = sorted(person.needs, key=lambda topic: (-person.needs[topic], topic))
        stories.append(
            ExplainedMentee(
                mentee=person.id,
                fit=group_fits[person.id],
                covered=tuple(t for t in own if lead.expertise.get(t, 0)),
                uncovered=tuple(t for t in own if not lead.expertise.get(t, 0)),
                shared=tuple(t for t in own if wanted[t] > 1),
            )
        )
    spoken = [person.languages for person in [lead, *people]]
    return ExplainedGroup(
        mentor=group.mentor,
        mentees=tuple(stories),
        covered=tuple(t for t in topics if lead.expertise.get(t, 0)),
        shared=tuple(t for t in topics if wanted[t] > 1),
        locations=tuple(sorted({p.location for p in [lead, *people] if p.location})),
        languages=tuple(sorted(frozenset.intersection(*spoken))),
        broken=tuple(group_breaks(instance, group.mentor, group.mentees)),
    )


@dataclass(frozen=True)
class Option:
    """What it would mean if a mentee sat with a mentor."""

    mentor: str
    broken: tuple[Break, ...]
    points: int


def options(instance: Instance, groups: Sequence[Group], mentee: str) -> list[Option]:
    """For a mentee in the hand: each group, what would break, and the fit there."""
    choices = []
    for group in groups:
        others = tuple(other for other in group.mentees if other != mentee)
        fit = fit_of(instance, group.mentor, mentee, others)
        broken = tuple(breaks(instance, mentee, group.mentor, others))
        choices.append(Option(group.mentor, broken, fit.points))
    return choices
