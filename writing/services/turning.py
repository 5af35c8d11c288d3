"""Texts that lie face down, each its author's alone, are turned over for all."""

from writing.models import Turned


def turn_over(*, space_id, key: str, by) -> None:
    """Show the texts of `key` to all members of the space; again changes nothing."""
    Turned.objects.bulk_create(
        [Turned(space_id=space_id, key=key, author=by)], ignore_conflicts=True
    )
