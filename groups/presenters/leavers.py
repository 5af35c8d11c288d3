"""The seats of somebody who has left, for the page that asks which of them end."""

from dataclasses import dataclass
from datetime import datetime

from groups.models import MentorGroup, Seat, SeatEnding
from groups.presenters.readers import ReadersChange, on_leaving
from programmes.models import ProgrammeCoordinator, Role


@dataclass(frozen=True)
class SeatLeft:
    """A seat, with its group's size (R1) and who reads what, now and after.

    `may_end`: the reader coordinates the programme and the seat is a mentee's.
    """

    seat: Seat
    runs: bool
    size: int
    least: int
    coordinators: tuple[str, ...]
    readings: tuple[ReadersChange, ...] = ()
    due_at: datetime | None = None

    @property
    def leads(self) -> bool:
        return self.seat.role == Role.MENTOR

    @property
    def may_end(self) -> bool:
        return self.runs and not self.leads

    @property
    def size_after(self) -> int:
        return self.size if self.leads else self.size - 1

    @property
    def too_small(self) -> bool:
        return self.size_after < self.least


def seats_left(seats, reader) -> list[SeatLeft]:
    """Takes held seats of one person; a constant number of queries."""
    seats = list(seats.with_group().select_related("person"))
    groups = MentorGroup.objects.with_people().in_bulk(
        [seat.group_id for seat in seats]
    )
    runs = ProgrammeCoordinator.objects.with_person().order_by("pk")
    runs = list(runs.filter(programme__in={seat.group.programme_id for seat in seats}))
    due = dict(
        SeatEnding.objects.open()
        .of_leavers()
        .filter(participation__in={seat.participation_id for seat in seats})
        .values_list("participation", "due_at")
    )
    left = []
    for seat in seats:
        group = groups[seat.group_id]
        those = [run for run in runs if run.programme_id == seat.group.programme_id]
        mine = reader.pk in {run.person_id for run in those}
        mentees = [seat for seat in group.held_seats if seat.role == Role.MENTEE]
        left.append(
            SeatLeft(
                seat=seat,
                runs=mine,
                size=len(mentees),
                least=seat.group.programme.min_size,
                coordinators=tuple(run.person.full_name for run in those),
                readings=tuple(on_leaving(group, seat.person))
                if mine and seat.role == Role.MENTEE
                else (),
                due_at=due.get(seat.participation_id),
            )
        )
    return left
