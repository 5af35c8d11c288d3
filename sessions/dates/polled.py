"""How a poll stands, of one that came `with_votes`: no further query."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programmes import clock
from reminders.letters import called
from sessions.dates.models.poll import PollDate
from sessions.dates.tally import Tally, tally

# So long after the last answer a date that suits all is picked; a change begins it anew.
HOUR = timedelta(hours=1)
# Of a poll of before, that names no last day to answer.
PATIENCE = timedelta(days=12)


@dataclass(frozen=True)
class PollStanding:
    """What was answered, by the keys of people, and until when is asked."""

    tally: Tally
    # The last day to answer, and whether it is over.
    until: date
    late: bool
    # When the latest answer of who is still there was given; None: nobody answered.
    answered_at: datetime | None
    # By whom their answers were written down, of each whose own word is still to come.
    entered: dict[int, int]

    @property
    def picked_at(self) -> datetime | None:
        """When the date that suits all is picked by itself, if nobody changes a word."""
        if self.tally.decided is None or self.answered_at is None:
            return None
        return self.answered_at + HOUR

    def is_ripe(self, now: datetime) -> bool:
        return self.picked_at is not None and self.picked_at <= now


def standing_of(poll, programme, now: datetime, people=None) -> PollStanding:
    """Of a poll of the programme; `people`: its members in another order."""
    members = set(poll.members)
    ordered = (
        poll.members
        if people is None
        else [member for member in people if member in members]
    )
    cast = [vote for vote in poll.cast if vote["person"] in members]
    dates = [_date(offered) for offered in poll.offered]
    today = clock.today_in(programme, now)
    until = poll.answer_by or clock.day_of(programme, poll.asked_at) + PATIENCE
    return PollStanding(
        tally=tally(
            dates,
            ordered,
            {(vote["date"], vote["person"]): vote["answer"] for vote in cast},
            proposer=poll.asked_by_id,
            past=[
                poll_date
                for poll_date in dates
                if clock.wall_clock(programme, poll_date.on, poll_date.at) <= now
            ],
            taken=[poll_date for poll_date in dates if poll_date.on in set(poll.taken)],
        ),
        until=until,
        late=until < today,
        answered_at=max(map(_moment, cast), default=None),
        entered={
            vote["person"]: vote["entered_by"] for vote in cast if vote["entered_by"]
        },
    )


def _date(offered) -> PollDate:
    on, at = date.fromisoformat(offered["on"]), time.fromisoformat(offered["at"])
    return PollDate(pk=offered["pk"], on=on, at=at)


def _moment(vote) -> datetime:
    return datetime.fromisoformat(vote["answered_at"])


def said_of(poll, group) -> dict:
    """What mails and Today say of a poll: who asks, and what it is about."""
    context = {"asked_by": poll.asked_by.full_name, "about": poll.about}
    context |= {"group": called(group)}
    return context | ({"was_on": poll.was_on.isoformat()} if poll.session_id else {})
