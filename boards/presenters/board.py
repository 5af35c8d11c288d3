"""What there is to say about a board: its groups, what hinders publishing, who is left."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards import composing
from boards.board import Board, pair
from boards.models import Pin
from boards.presenters.obstacles import obstacles
from boards.presenters.why import why_here, why_these
from boards.sentences import WhyUnplaced, unplaced_words
from groups.loaded import Loaded
from groups.presenters.fit import FitStory
from groups.sentences import in_sentences, relaxed
from programmes.models import Participation

# From so many on, a reason that they share is said once.
MANY = 3


@dataclass(frozen=True)
class BoardCard:
    """A mentee on the board."""

    key: str
    participation: Participation
    needs: tuple[str, ...]
    topics: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    fit: FitStory | None = None
    broken: tuple[str, ...] = ()
    reason: WhyUnplaced | None = None
    locked: bool = False
    absent: bool = False


@dataclass(frozen=True)
class GroupStory:
    """A group on the board."""

    key: str
    mentor: Participation
    reason: str
    cards: tuple[BoardCard, ...]
    fit: FitStory | None
    broken: tuple[str, ...]
    why: tuple[str, ...]
    limit: int
    mixed: bool
    topics: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.cards)


@dataclass(frozen=True)
class BoardStory:
    groups: tuple[GroupStory, ...]
    unplaced: tuple[BoardCard, ...]
    shared: tuple["SharedReason", ...]
    obstacles: tuple[str, ...]
    idle: tuple[Participation, ...]

    @property
    def placed(self) -> int:
        return sum(group.size for group in self.groups)

    @property
    def breaks(self) -> int:
        return sum(bool(group.broken) for group in self.groups)


@dataclass(frozen=True)
class SharedReason:
    """The same for so many without a group: said once, not on each card."""

    count: int
    reason: WhyUnplaced


def board_story(loaded: Loaded, board: Board, *, tried=True, many=MANY) -> BoardStory:
    """The whole board; with why somebody has no group, once that was `tried`.

    A reason of so `many` or more is said once, not on each card.
    """
    left = [
        mentee.id
        for mentee in loaded.instance.mentees
        if mentee.id not in board.seats and mentee.id not in loaded.absent
    ]
    left.sort(key=loaded.place)
    reasons = reasons_of(loaded, board, left) if left and tried else {}
    shared = [item for item in Counter(reasons.values()).items() if item[1] >= many]
    own = {key: reason for key, reason in reasons.items() if reason not in dict(shared)}
    return BoardStory(
        groups=tuple(_groups(loaded, board, board.columns)),
        unplaced=tuple(_left(loaded, key, own.get(key)) for key in left),
        shared=tuple(SharedReason(count, reason) for reason, count in shared),
        obstacles=tuple(obstacles(loaded)),
        idle=tuple(
            loaded.participations[mentor.id]
            for mentor in loaded.instance.mentors
            if mentor.id not in board.columns and mentor.id not in loaded.absent
        ),
    )


@dataclass(frozen=True)
class NewsStory:
    """What changed on a board: its groups, and who came to be without one."""

    groups: tuple[GroupStory, ...]
    left: tuple[BoardCard, ...]


def tell_news(loaded: Loaded, board: Board, news) -> NewsStory:
    """Takes no more people than `news.people(board)`: too few for reasons."""
    return NewsStory(
        groups=tuple(_groups(loaded, board, news.columns)),
        left=tuple(_left(loaded, key) for key in news.left if key not in loaded.absent),
    )


def tell_group(loaded, board, mentor) -> GroupStory:
    return next(_groups(loaded, board, [mentor]))


def _groups(loaded, board, mentors) -> Iterator[GroupStory]:
    seated = board.by_mentor()
    for mentor in mentors:
        yield _group(loaded, board, mentor, tuple(seated[mentor]))


def _group(loaded, board, mentor, mentees) -> GroupStory:
    story = composing.explain_group(loaded.instance, composing.Group(mentor, mentees))
    by_mentee = defaultdict(list)
    for mentee, broken in story.broken:
        by_mentee[mentee].append(broken)
    reason = board.columns[mentor]
    asked = Counter(
        topic for mentee in mentees for topic in loaded.instance.by_id[mentee].needs
    )

    def sentences(mentee):
        breaks = relaxed(by_mentee[mentee], reason)
        return tuple(in_sentences(loaded, mentor, mentee, breaks))

    cards = tuple(
        BoardCard(
            key=explained.mentee,
            participation=loaded.participations[explained.mentee],
            needs=loaded.needs(explained.mentee),
            topics=loaded.about(explained.mentee),
            covered=tuple(loaded.topics[topic] for topic in explained.covered),
            fit=FitStory(explained.fit.points, why_here(loaded, explained, asked)),
            broken=sentences(explained.mentee),
            locked=board.pins.get(pair(explained.mentee, mentor)) == Pin.Kind.LOCK,
            absent=explained.mentee in loaded.absent,
        )
        for explained in story.mentees
    )
    lead = loaded.instance.by_id[mentor]
    return GroupStory(
        key=mentor,
        mentor=loaded.participations[mentor],
        reason=reason,
        cards=sorted_by_name(cards),
        fit=FitStory(story.points) if cards else None,
        broken=(*sentences(None), *_unreasoned(loaded, mentor, mentees, reason)),
        why=why_these(loaded, mentor, story, asked) if cards else (),
        limit=loaded.instance.limit(lead),
        mixed=_crosses(loaded, mentor, mentees),
        topics=loaded.about(mentor),
    )


def sorted_by_name(cards) -> tuple[BoardCard, ...]:
    return tuple(sorted(cards, key=lambda card: card.participation.person.sort_key))


def _left(loaded, key, reason=None) -> BoardCard:
    wanted = loaded.needs(key), loaded.about(key)
    return BoardCard(key, loaded.participations[key], *wanted, reason=reason)


def reasons_of(loaded: Loaded, board: Board, left) -> dict[str, WhyUnplaced]:
    """Why these have no group as the board is now, and what would help."""
    present = loaded.present
    known = present.instance.by_id
    groups = [
        composing.Group(mentor, tuple(m for m in mentees if m in known))
        for mentor, mentees in board.by_mentor().items()
        if mentor in known
    ]
    unplaced = composing.explain_unplaced(present.instance, groups, left)
    reasons = {
        why.mentee: unplaced_words(present, why.mentee, why.reason, why.evidence)
        for why in unplaced
    }
    for group in groups:
        # A reason to cross disciplines is more than the solver knows of (R2).
        if reason := board.columns[group.mentor]:
            reasons |= _open_to(present, group, reason, left)
    return reasons


def _open_to(loaded, group, reason, left) -> dict[str, WhyUnplaced]:
    values = {"mentors": loaded.name(group.mentor)}
    room = WhyUnplaced("", _("There is room with %(mentors)s.") % values)
    return {
        mentee: room
        for mentee in left
        if not relaxed(
            composing.breaks(loaded.instance, mentee, group.mentor, group.mentees),
            reason,
        )
    }


def _crosses(loaded, mentor, mentees) -> bool:
    people = [loaded.instance.by_id[key] for key in (mentor, *mentees)]
    return len({person.discipline for person in people}) > 1


def _unreasoned(loaded, mentor, mentees, reason) -> list[str]:
    """A programme may cross disciplines; each group that does still says why (R2)."""
    crosses = loaded.instance.params.cross_discipline
    if reason or not crosses or not _crosses(loaded, mentor, mentees):
        return []
    return [_("This group crosses disciplines: write down the reason (R2).")]


def hindrances(loaded: Loaded, board: Board) -> list[str]:
    """Why this board cannot be published, in sentences; empty when it can."""
    gone = [key for key in (*board.columns, *board.seats) if key in loaded.absent]
    if gone:
        return [absence(loaded, key) for key in gone]
    return [
        _("Group of %(mentor)s: %(broken)s")
        % {"mentor": loaded.name(group.key), "broken": broken}
        for group in _groups(loaded, board, board.columns)
        for broken in _all_broken(group)
    ]


def absence(loaded, key) -> str:
    words = _(
        "%(name)s cannot be seated: not enrolled any more, in a group already, or a "
        "coordinator of the programme."
    )
    return words % {"name": loaded.name(key)}


def _all_broken(group: GroupStory) -> list[str]:
    return [*group.broken, *(words for card in group.cards for words in card.broken)]
