"""Whether something is kept of a group, asked for with its rows."""

from django.db.models import Exists, OuterRef

from sessions.session.models.kept import Kept


def with_kept(rows, person):
    """Rows of groups that know whether something is kept of their group."""
    return rows.annotate(has_kept=Exists(Kept.objects.of(OuterRef("group"), person)))
