"""How often something may be tried, over all processes together."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.web.models.allowance import Allowance

TAKE = """
INSERT INTO people_allowance AS kept (key, whole_at) VALUES (%(key)s, %(now)s + %(each)s)
ON CONFLICT (key) DO UPDATE
SET whole_at = greatest(kept.whole_at, %(now)s) + %(each)s
WHERE greatest(kept.whole_at, %(now)s) + %(each)s <= %(now)s + %(period)s
RETURNING whole_at
"""


@dataclass(frozen=True)
class Limit:
    """So many at once; they come back one by one, all of them in a period."""

    name: str
    amount: int
    period: dt.timedelta

    @property
    def each(self) -> dt.timedelta:
        return self.period / self.amount

    def key(self, whose) -> str:
        # A digest: a dump does not say from where somebody signed in.
        salt = f"people.limits.{self.name}"
        return salted_hmac(salt, str(whose), algorithm="sha256").hexdigest()


def take_uses(uses: list[tuple[Limit, object]]) -> dt.datetime | None:
    """Take one of each limit; or of none, and return when to try again.

    Each is one statement. Outside a transaction (as `people.accounts.attempts` calls it) nobody
    waits for another's request, and what was taken stays so when a request breaks off.
    """
    taken: list[tuple[Limit, object]] = []
    for limit, whose in uses:
        if again := _take(limit, whose):
            give_back_uses(taken)
            return again
        taken.append((limit, whose))
    return None


def _take(limit: Limit, whose) -> dt.datetime | None:
    key, now = limit.key(whose), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE, {"key": key, "now": now, "each": limit.each, "period": limit.period}
        )
        if cursor.fetchone():
            return None
    kept = Allowance.objects.filter(pk=key).first()
    # Swept away between the two statements: it may be tried at once.
    return max(now, kept.whole_at + limit.each - limit.period) if kept else now


def give_back_uses(uses: list[tuple[Limit, object]]) -> None:
    """What was taken did no harm: it counts no more."""
    for limit, whose in uses:
        Allowance.objects.filter(pk=limit.key(whose)).update(
            whole_at=F("whole_at") - limit.each
        )
