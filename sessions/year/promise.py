"""Who has given the promise, asked for with seats."""

from django.db.models import Exists, OuterRef, Subquery

from sessions.year.models.promise import Signature


def with_signatures(seats):
    """Seats with `signed_at` in the circle of now, and `signed_ever`: in any."""
    own = Signature.objects.filter(seat=OuterRef("pk"))
    return seats.annotate(
        signed_at=Subquery(own.of_now().values("signed_at")), signed_ever=Exists(own)
    )
