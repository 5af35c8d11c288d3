"""What there is to say about a board: its groups, what hinders publishing, who is left."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups import composing
from groups.board import Board, pair
from groups.loading import Loaded, load
from groups.models import MentorGroup, Pin, Seat
from groups.words import Reason, in_sentences, relaxed, unplaced_words
from programmes.models import Participation, Role

# The least fit, in thousandths of the best imaginable, for so many of five dots. Even
# in the best composition few come near to the best imaginable: a mentor for everything.
FITS = (
    (600, 5, gettext_lazy("fits very well")),
    (450, 4, gettext_lazy("fits well")),
    (300, 3, gettext_lazy("fits fairly")),
    (150, 2, gettext_lazy("fits poorly")),
    (0, 1, gettext_lazy("hardly fits")),
)
DOTS = 5


@dataclass(frozen=True)
class FitStory:
    """A fit for people: `dots` of five, `words`, and why."""

    points: int
    why: str = ""

    @property
    def dots(self) -> list[bool]:
        filled = next(dots for least, dots, _words in FITS if self.points >= least)
        return [dot < filled for dot in range(DOTS)]

    @property
    def words(self) -> str:
        return next(words for least, _dots, words in FITS if self.points >= least)


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


def obstacles(loaded: Loaded) -> list[str]:
    """What stands in the way of any composition at all, and what would help."""
    params = loaded.instance.params
    present = [p for p in loaded.instance.people if p.id not in loaded.absent]
    mentees = [person for person in present if person.role == Role.MENTEE]
    mentors = [person for person in present if person not in mentees]
    about = {"count": len(mentees), "least": params.min_size}
    if not mentors:
        return [_("No mentor is enrolled yet: invite mentors to the programme.")]
    if len(mentees) < params.min_size:
        return [
            _(
                "Mentees enrolled: %(count)d. A group has at least %(least)d: invite "
                "more mentees."
            )
            % about
        ]
    found = [
        _("%(name)s has not said yet what to help with: ask for it.")
        % {"name": loaded.name(mentor.id)}
        for mentor in mentors
        if not mentor.expertise
    ]
    parts = {"": mentees} if params.cross_discipline else _by_discipline(mentees)
    for part in parts:
        leads = [m for m in mentors if params.cross_discipline or m.discipline == part]
        found += _obstacles_of(loaded, parts[part], leads, params)
    return found


def _by_discipline(people) -> dict:
    parts = defaultdict(list)
    for person in people:
        parts[person.discipline].append(person)
    return parts


def _obstacles_of(loaded, mentees, mentors, params) -> list[str]:
    teams = Counter(person.team or person.id for person in mentees)
    about = {
        "field": loaded.participations[mentees[0].id].person.discipline
        or _("no discipline"),
        "count": len(mentees),
        "least": params.min_size,
        "teams": len(teams),
    }
    if not mentors:
        words = _(
            "%(field)s has mentees (%(count)d) and no mentor: find one, or cross "
            "disciplines with a reason (R2)."
        )
    elif len(mentees) < params.min_size:
        words = _(
            "%(field)s has too few mentees (%(count)d) for a group of at least %(least)d: "
            "invite more, or cross disciplines with a reason (R2)."
        )
    elif len(teams) < params.min_size:
        words = _(
            "The mentees in %(field)s come from too few teams (%(teams)d): in a group "
            "everybody is from another team (R3). Invite mentees of other teams."
        )
    else:
        return []
    return [words % about]


@dataclass(frozen=True)
class Option:
    """A group that a mentee could go to; `key` is empty for no group at all."""

    key: str
    mentor: Participation | None = None
    size: int = 0
    limit: int = 0
    fit: FitStory | None = None
    broken: tuple[str, ...] = ()
    here: bool = False

    def as_hint(self) -> dict:
        """What a column says while the card is in the hand."""
        if self.here or not self.key:
            return {"words": "", "broken": False}
        words = " ".join(self.broken) or self.fit.words
        return {"words": words, "broken": bool(self.broken)}


def options_for(loaded: Loaded, seen: Board, mentee) -> list[Option]:
    """Every group of the board for one mentee, the best fit first."""
    groups = [composing.Group(m, tuple(seen.mentees_of(m))) for m in seen.columns]
    found = [
        _option(loaded, seen, mentee, one)
        for one in composing.options(loaded.instance, groups, mentee)
    ]
    found.sort(key=lambda option: (bool(option.broken), -option.fit.points))
    return [*found, Option("", here=mentee not in seen.seats)]


def _option(loaded, seen, mentee, one) -> Option:
    broken = relaxed(one.broken, seen.columns[one.mentor])
    return Option(
        key=one.mentor,
        mentor=loaded.participations[one.mentor],
        size=len(seen.mentees_of(one.mentor)),
        limit=loaded.instance.limit(loaded.instance.by_id[one.mentor]),
        fit=FitStory(one.points),
        broken=tuple(in_sentences(loaded, one.mentor, mentee, broken)),
        here=seen.seats.get(mentee) == one.mentor,
    )


@dataclass(frozen=True)
class PinStory:
    mentor: Participation
    locked: bool


def pins_of(loaded: Loaded, seen: Board, mentee) -> list[PinStory]:
    """Whom a mentee is pinned to or kept from."""
    found = []
    for key, kind in seen.pins.items():
        whose, mentor = key.split(":")
        if whose == mentee and mentor in loaded.participations:
            found.append(PinStory(loaded.participations[mentor], kind == Pin.Kind.LOCK))
    return found


@dataclass(frozen=True)
class GroupNow:
    """A group that is under way, against the rules as the roster is today."""

    group: MentorGroup
    mentor: Seat | None
    mentees: tuple[Seat, ...]
    broken: tuple[str, ...]

    @property
    def missing(self) -> int:
        return max(0, self.group.programme.min_size - len(self.mentees))

    @property
    def places(self) -> int:
        return max(0, self.group.programme.max_size - len(self.mentees))


def groups_now(programme, groups) -> list[GroupNow]:
    """Takes groups `with_people`; says what they break now, and changes nothing."""
    seats = [seat.participation_id for group in groups for seat in group.held_seats]
    loaded = load(programme, only=seats) if seats else None
    for group in groups:
        group.programme = programme
    return [_group_now(loaded, group) for group in groups]


def _group_now(loaded, group) -> GroupNow:
    mentor = next((s for s in group.held_seats if s.role == Role.MENTOR), None)
    mentees = tuple(s for s in group.held_seats if s.role == Role.MENTEE)
    broken = []
    if mentor is not None:
        lead = str(mentor.participation_id)
        keys = [str(seat.participation_id) for seat in mentees]
        for mentee, one in composing.group_breaks(loaded.instance, lead, keys):
            if mentee is not None:
                found = relaxed([one], group.cross_discipline_reason)
                broken += in_sentences(loaded, lead, mentee, found)
    return GroupNow(group, mentor, mentees, tuple(dict.fromkeys(broken)))
