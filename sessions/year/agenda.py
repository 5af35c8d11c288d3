"""The agenda of a first meeting as its group made it: how long, who leads, which way."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from people.models import Person
from sessions.year.models.agenda import AgendaChoice, Item, Way

Part = AgendaChoice.Part
# What the items take of two hours, in five minutes; shorter and longer in proportion.
SHARES = {
    Item.WELCOME: 2,
    Item.ACQUAINTANCE: 6,
    Item.QUESTIONS: 7,
    Item.TREATMENT: 4,
    Item.WORKING: 3,
    Item.TASKS: 2,
}
STEP = 5
USUAL = 120
# Of each way: minutes for all together, and for each person.
TAKES = {
    Way.OBJECT: (0, 5),
    Way.PAIRS: (10, 3),
    Way.ROUND: (0, 4),
    Way.LINE: (5, 5),
    Way.PICTURE: (5, 3),
}


@dataclass(frozen=True)
class AgendaLine:
    """An item, as it stands; `starts` and `ends` by the clock, where a date is known.

    `changes` are the choices that made it so, each with the one `before` it.
    """

    item: Item
    minutes: int
    leader: Person
    starts: time | None
    ends: time | None
    changes: list[AgendaChoice]

    @property
    def page(self) -> str:
        """What the item is about."""
        return f"sessions/year/agenda/{self.item.name.lower()}.html"

    @property
    def offered(self) -> list[int]:
        """The minutes to choose from, those of now among them."""
        return sorted({*range(STEP, 65, STEP), self.minutes})


@dataclass(frozen=True)
class Offered:
    """A way of getting acquainted, and how long it takes this group."""

    way: Way
    minutes: int
    is_chosen: bool

    @property
    def name(self) -> str:
        return self.way.value

    @property
    def label(self) -> str:
        return self.way.label

    @property
    def page(self) -> str:
        """How to do it."""
        return f"sessions/year/ways/{self.way}.html"


@dataclass(frozen=True)
class Agenda:
    """`minutes` that the meeting lasts; None while there is no date for it."""

    lines: list[AgendaLine]
    way: Way | None
    ways: list[Offered]
    minutes: int | None

    @property
    def total(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def spare(self) -> int:
        """How many minutes of the meeting are left; below nothing: too many."""
        return (self.minutes or self.total) - self.total

    @property
    def over(self) -> int:
        return max(-self.spare, 0)


def proposed(length: int) -> dict[Item, int]:
    """The minutes of each item in a meeting of that length, in steps of five."""
    steps, whole, taken = length // STEP, sum(SHARES.values()), 0
    minutes, before = {}, 0
    for item, share in SHARES.items():
        taken += share
        until = round(steps * taken / whole)
        minutes[item], before = (until - before) * STEP, until
    return minutes


def takes(way: Way, people: int) -> int:
    """How long getting acquainted so takes with that many, in steps of five."""
    together, each = TAKES[way]
    return -(-(together + each * people) // STEP) * STEP


def agenda_of(group, *, session, people: int) -> Agenda:
    """Of the circle of now, for a member who acts; `people` are in it. One query."""
    choices = AgendaChoice.objects.in_circle(group.circle_id).latest_two()
    chosen = _with_before(choices.with_people())
    way = chosen.get((Item.ACQUAINTANCE, Part.WAY))
    way = Way(way.way) if way and way.way else None
    minutes = proposed(session.minutes if session else USUAL)
    if way:
        minutes[Item.ACQUAINTANCE] = takes(way, people)
    clock = datetime.combine(date.min, session.at) if session else None
    lines = []
    for item in Item:
        line = _line(item, chosen, minutes[item], group.mentor, clock)
        clock = clock and clock + timedelta(minutes=line.minutes)
        lines.append(line)
    ways = [Offered(choice, takes(choice, people), choice == way) for choice in Way]
    return Agenda(lines, way, ways, session and session.minutes)


def _with_before(choices) -> dict:
    """What holds, by item and part; each with the one `before` it, or None."""
    latest = {}
    for choice in choices:
        key = (Item(choice.item), Part(choice.part))
        if key in latest:
            latest[key].before = choice
        else:
            latest[key], choice.before = choice, None
    return latest


def _line(item, latest, minutes, mentor, clock) -> AgendaLine:
    chosen, led = latest.get((item, Part.MINUTES)), latest.get((item, Part.LEADER))
    if chosen and chosen.minutes is not None:
        minutes = chosen.minutes
    ends = clock and clock + timedelta(minutes=minutes)
    return AgendaLine(
        item=item,
        minutes=minutes,
        leader=(led and led.leader) or mentor,
        starts=clock and clock.time(),
        ends=ends and ends.time(),
        changes=[choice for choice in (chosen, led) if choice],
    )
