"""What there is to say about a board: its groups, what hinders publishing, who is left."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups import composing
from groups.board import Board, pair
from groups.loading import Loaded
from groups.models import Pin
from groups.stories.fit import FitStory
from groups.stories.obstacles import obstacles
from groups.words import Reason, in_sentences, relaxed, unplaced_words
from programmes.models import Participation


@dataclass(frozen=True)
class Card:
    """A mentee on the board."""

    key: str
    participation: Participation
    needs: tuple[str, ...]
    fit: FitStory | None = None
    broken: tuple[str, ...] = ()
    reason: Reason | None = None
    locked: bool = False
    absent: bool = False


@dataclass(frozen=True)
class GroupStory:
    """A group on the board."""

    key: str
    mentor: Participation
    reason: str
    cards: tuple[Card, ...]
    fit: FitStory | None
    broken: tuple[str, ...]
    covered: tuple[str, ...]
    limit: int
    mixed: bool

    @property
    def size(self) -> int:
        return len(self.cards)


@dataclass(frozen=True)
class BoardStory:
    groups: tuple[GroupStory, ...]
    unplaced: tuple[Card, ...]
    obstacles: tuple[str, ...]
    idle: tuple[Participation, ...]

    @property
    def placed(self) -> int:
        return sum(group.size for group in self.groups)

    @property
    def breaks(self) -> int:
        return sum(bool(group.broken) for group in self.groups)


def tell(loaded: Loaded, seen: Board, unplaced=()) -> BoardStory:
    """The whole board; `unplaced` are the reasons of the last proposal, as stored."""
    reasons = {one["mentee"]: one for one in unplaced}
    left = [
        mentee.id
        for mentee in loaded.instance.mentees
        if mentee.id not in seen.seats and mentee.id not in loaded.absent
    ]
    left.sort(key=lambda key: loaded.name(key))
    return BoardStory(
        groups=tuple(_group(loaded, seen, mentor) for mentor in seen.columns),
        unplaced=tuple(_left(loaded, key, reasons.get(key)) for key in left),
        obstacles=tuple(obstacles(loaded)),
        idle=tuple(
            loaded.participations[mentor.id]
            for mentor in loaded.instance.mentors
            if mentor.id not in seen.columns and mentor.id not in loaded.absent
        ),
    )


@dataclass(frozen=True)
class NewsStory:
    """What changed on a board: its groups, and who came to be without one."""

    groups: tuple[GroupStory, ...]
    left: tuple[Card, ...]


def tell_news(loaded: Loaded, seen: Board, news, unplaced=()) -> NewsStory:
    """Takes no more people than `news.people(seen)`."""
    reasons = {one["mentee"]: one for one in unplaced}
    return NewsStory(
        groups=tuple(_group(loaded, seen, mentor) for mentor in news.columns),
        left=tuple(
            _left(loaded, key, reasons.get(key))
            for key in news.left
            if key not in loaded.absent
        ),
    )


def _group(loaded, seen, mentor) -> GroupStory:
    mentees = tuple(seen.mentees_of(mentor))
    story = composing.explain_group(loaded.instance, composing.Group(mentor, mentees))
    by_mentee = defaultdict(list)
    for mentee, broken in story.broken:
        by_mentee[mentee].append(broken)
    reason = seen.columns[mentor]

    def sentences(mentee):
        found = relaxed(by_mentee[mentee], reason)
        return tuple(in_sentences(loaded, mentor, mentee, found))

    cards = tuple(
        Card(
            key=one.mentee,
            participation=loaded.participations[one.mentee],
            needs=loaded.needs(one.mentee),
            fit=FitStory(one.fit.points, _why(loaded, mentor, one)),
            broken=sentences(one.mentee),
            locked=seen.pins.get(pair(one.mentee, mentor)) == Pin.Kind.LOCK,
            absent=one.mentee in loaded.absent,
        )
        for one in story.mentees
    )
    lead = loaded.instance.by_id[mentor]
    return GroupStory(
        key=mentor,
        mentor=loaded.participations[mentor],
        reason=reason,
        cards=sorted_by_name(cards),
        fit=FitStory(story.points) if cards else None,
        broken=(*sentences(None), *_unreasoned(loaded, mentor, mentees, reason)),
        covered=tuple(str(loaded.topics[topic]) for topic in story.covered[:4]),
        limit=loaded.instance.limit(lead),
        mixed=_crosses(loaded, mentor, mentees),
    )


def sorted_by_name(cards) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: card.participation.person.full_name))


def _left(loaded, key, stored) -> Card:
    reason = None
    if stored:
        reason = unplaced_words(loaded, key, stored["reason"], stored["evidence"])
    return Card(key, loaded.participations[key], loaded.needs(key), reason=reason)


def _why(loaded, mentor, story) -> str:
    name = loaded.given_name(mentor)
    if not story.covered and not story.uncovered:
        return _("No needs are known.")
    if not story.covered:
        return _("%(mentor)s covers none of these needs.") % {"mentor": name}
    topics = ", ".join(str(loaded.topics[topic]) for topic in story.covered)
    return _("%(mentor)s helps with: %(topics)s.") % {"mentor": name, "topics": topics}


def _crosses(loaded, mentor, mentees) -> bool:
    people = [loaded.instance.by_id[key] for key in (mentor, *mentees)]
    return len({person.discipline for person in people}) > 1


def _unreasoned(loaded, mentor, mentees, reason) -> list[str]:
    """A programme may cross disciplines; each group that does still says why (R2)."""
    crosses = loaded.instance.params.cross_discipline
    if reason or not crosses or not _crosses(loaded, mentor, mentees):
        return []
    return [_("This group crosses disciplines: write down the reason (R2).")]


def hindrances(loaded: Loaded, seen: Board) -> list[str]:
    """Why this board cannot be published, in sentences; empty when it can."""
    gone = [key for key in seen.keys() if key in loaded.absent]  # noqa: SIM118
    if gone:
        return [absence(loaded, key) for key in gone]
    return [
        _("Group of %(mentor)s: %(broken)s")
        % {"mentor": loaded.name(mentor), "broken": broken}
        for mentor in seen.columns
        for broken in _all_broken(_group(loaded, seen, mentor))
    ]


def absence(loaded, key) -> str:
    words = _(
        "%(name)s cannot be seated: not enrolled any more, in a group already, or a "
        "coordinator of the programme."
    )
    return words % {"name": loaded.name(key)}


def _all_broken(group: GroupStory) -> list[str]:
    return [*group.broken, *(words for card in group.cards for words in card.broken)]
