"""Who sits where in one block, while it is being searched."""

from dataclasses import dataclass

from boards.composing.block import Block

NOWHERE = -1


@dataclass(frozen=True, order=True)
class Merit:
    """A plan's standing within its block, compared in this order."""

    locked: int
    placed: int
    value: int
    worst: int


class Plan:
    """`seats` lists the mentees of each mentor, empty when the mentor leads none."""

    def __init__(self, block: Block):
        self.seats: list[list[int]] = [[] for _ in block.mentors]
        self.bits = [0] * len(block.mentors)
        self.group_of = [NOWHERE] * len(block.mentees)

    def copy(self) -> "Plan":
        twin = object.__new__(Plan)
        twin.seats = [list(members) for members in self.seats]
        twin.bits = list(self.bits)
        twin.group_of = list(self.group_of)
        return twin

    def become(self, other: "Plan") -> None:
        self.seats, self.bits, self.group_of = other.seats, other.bits, other.group_of

    def seat(self, mentee: int, mentor: int) -> None:
        """Put a mentee with a mentor, out of where it sat."""
        self.lift(mentee)
        self.seats[mentor].append(mentee)
        self.bits[mentor] |= 1 << mentee
        self.group_of[mentee] = mentor

    def lift(self, mentee: int) -> None:
        mentor = self.group_of[mentee]
        if mentor != NOWHERE:
            self.seats[mentor].remove(mentee)
            self.bits[mentor] ^= 1 << mentee
            self.group_of[mentee] = NOWHERE

    def dissolve(self, mentor: int) -> list[int]:
        members = list(self.seats[mentor])
        for mentee in members:
            self.lift(mentee)
        return members

    def trade(self, a: int, b: int) -> None:
        """Two mentors take over each other's mentees."""
        self.seats[a], self.seats[b] = self.seats[b], self.seats[a]
        self.bits[a], self.bits[b] = self.bits[b], self.bits[a]
        for mentor in (a, b):
            for mentee in self.seats[mentor]:
                self.group_of[mentee] = mentor

    def open_mentors(self) -> list[int]:
        return [mentor for mentor, members in enumerate(self.seats) if members]

    def idle_mentors(self) -> list[int]:
        return [mentor for mentor, members in enumerate(self.seats) if not members]

    def unplaced(self) -> list[int]:
        return [
            mentee for mentee, mentor in enumerate(self.group_of) if mentor == NOWHERE
        ]

    def merit(self, block: Block) -> Merit:
        fits = [
            fit
            for mentor in self.open_mentors()
            for fit in block.fits(mentor, self.seats[mentor])
        ]
        costs = sum(block.size_costs[len(members)] for members in self.seats if members)
        return Merit(*self.counts(block), sum(fits) - costs, min(fits, default=0))

    def counts(self, block: Block) -> tuple[int, int]:
        """How many locks are honoured, and how many mentees are placed."""
        placed = [mentee for mentee, at in enumerate(self.group_of) if at != NOWHERE]
        return sum(block.locked[mentee] for mentee in placed), len(placed)
