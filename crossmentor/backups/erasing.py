"""What was erased after a backup is erased again, before anybody can read it."""

from pathlib import Path

import psycopg
from django.conf import settings

from crossmentor.backups.errors import Refused
from spaces import erasures

# The file is lost for good: the host says so.
LOST = erasures.ErasureRecord()
WITHOUT = "--without-erasures restores without it, and with it what was erased since."
OF_GROUP = """
SELECT id FROM groups_mentorgroup WHERE circle_id = %(space)s
UNION SELECT group_id FROM groups_formercircle WHERE space_id = %(space)s
UNION SELECT group_id FROM groups_seat WHERE pair_id = %(space)s
"""

# What another request of the backup waits for, of the same.
WAITING = """
SELECT id FROM spaces_ownerasure
WHERE done_at IS NULL AND person_id = %(person)s AND kind = %(kind)s
  AND text_id IS NOT DISTINCT FROM %(text)s AND id <> %(id)s
"""


def asked_for(path: Path | None = None) -> erasures.ErasureRecord:
    """What the file says, `settings.ERASURES_FILE` or another; Refused unless it is whole."""
    path = path or settings.ERASURES_FILE
    try:
        record = erasures.read_record(path)
    except FileNotFoundError:
        raise Refused(
            f"There is no {path}: it knows which spaces were erased. Name it by "
            f"ERASURES_FILE or --erasures; the worker makes one each night. {WITHOUT}"
        ) from None
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    if record.faults:
        lines = ", ".join(map(str, record.faults))
        raise Refused(
            f"{path} is not whole, see line {lines}: it was cut off or changed. Look for "
            "another copy of it; where there is none, take that line away."
        )
    return record


def carry_out(record: erasures.ErasureRecord, inside: psycopg.Connection) -> list[str]:
    """Erase again what the backup still holds; answers that in words.

    Refused where the file is that of another installation, or older than the backup.
    """
    if record is LOST:
        return []
    # The owner's functions are held by its policies, and say so otherwise.
    inside.execute("SET row_security = on")
    known = {
        space_id
        for (space_id,) in inside.execute("SELECT space_id FROM spaces_erasure")
    }
    query = "SELECT id FROM spaces_ownerasure WHERE done_at IS NOT NULL"
    own = {pk for (pk,) in inside.execute(query)}
    if missing := (known - record.gone) | (
        own - {erasure.id for erasure in record.own}
    ):
        raise Refused(
            f"This backup knows of {len(missing)} erasures that the file of erasures "
            f"does not name: take the newest one of this installation. {WITHOUT}"
        )
    query = "SELECT space_id FROM spaces_usedspace WHERE space_id = ANY (%s)"
    if record.gone and not inside.execute(query, [list(record.gone)]).fetchone():
        raise Refused(
            f"The file of erasures names {len(record.gone)} spaces, of which this backup "
            f"knows none: it is of another installation, or the backup is older than all "
            f"of them. {WITHOUT}"
        )
    query = "SELECT spaces_not_erased(%s)"
    back = inside.execute(query, [list(record.gone)]).fetchall()
    with inside.transaction():
        for (space_id,) in back:
            _erase(space_id, record.on[space_id], inside)
        inside.execute("SELECT spaces_delete_late()")
        own = sum(
            _erase_own(erasure, record.own_at[erasure], inside)
            for erasure in record.own
        )
    words = []
    if back:
        words.append(f"{len(back)} spaces that were erased since are erased again.")
    if own:
        words.append(f"{own} times what somebody wrote and erased is erased again.")
    return words


def _erase(space_id, day, inside):
    group = inside.execute(OF_GROUP, {"space": space_id}).fetchone()
    gone = inside.execute(
        "SELECT spaces_erase(%s, %s, %s)", [space_id, group and group[0], day]
    )
    rows = [row for (row,) in gone.fetchall() if row]
    inside.execute("DELETE FROM reminders_standing WHERE object_id = ANY (%s)", [rows])


def _erase_own(erasure: erasures.Own, moment, inside) -> bool:
    """What a person erased after the backup; False where it knows of that already.

    It was asked for, whatever word a crash left on it. The same that waits in the backup
    is carried out before it: only one can wait.
    """
    values = {
        "id": erasure.id,
        "kind": erasure.kind,
        "text": erasure.text_id,
        "at": moment,
        "person": erasure.person_id,
    }
    for (waiting,) in inside.execute(WAITING, values).fetchall():
        inside.execute("SELECT writing_erase(%s)", [waiting])
    made = inside.execute(
        """
        INSERT INTO spaces_ownerasure (id, person_id, kind, text_id, asked_at)
        SELECT %(id)s, person.id, %(kind)s, %(text)s, %(at)s
        FROM people_person person WHERE person.id = %(person)s
        ON CONFLICT DO NOTHING
        """,
        values,
    )
    known = "SELECT FROM spaces_ownerasure WHERE id = %s"
    # A row without columns: () where it is known.
    if not made.rowcount and inside.execute(known, [erasure.id]).fetchone() is None:
        return False
    return inside.execute("SELECT writing_erase(%s)", [erasure.id]).fetchone()[0]
