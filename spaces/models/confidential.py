from uuid import uuid4

from django.db import models
from django.db.models.base import ModelState

from spaces.fields import sealed_fields
from spaces.models.space import Space
from spaces.sealing import Sealed
from spaces.unopened import Erased, Unopened


class Confidential(models.Model):
    """The one base of every confidential model: a row in exactly one space.

    PostgreSQL shows and takes it only while a member of the space acts.
    `sealed_as` names the model in the place that its texts are bound to, for good, also
    when model or table are renamed; `sealed_with` are fields that they are bound to as
    well: who wrote it, what it is about, and what changes with each writing. A text is
    written together with them, or nobody opens it again. `first_table` is what the table
    was called in the first version of sealing, where it is called otherwise by now.
    `web_grants` can be narrowed (append-only tables). In SQL: `further_policies` are
    restrictive conditions on reading, by name; `may_add` says in whose name a member
    adds a row, `may_change` who of the members changes or deletes it; None: each.
    `may_delete` says who deletes it, where that is another matter. `erased` says what
    becomes of a row when the person who wrote it erases what they wrote. `listed_as` is
    the column by which it stands among what others can read of its author.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")

    sealed_as = ""
    sealed_with: tuple[str, ...] = ("author",)
    first_table = ""
    space_column = "space_id"
    web_grants = "SELECT, INSERT, UPDATE, DELETE"
    further_policies: dict[str, str] = {}
    may_add: str | None = "author_id = spaces_person()"
    may_change: str | None = may_add
    may_delete: str | None = None
    erased: list = []
    listed_as = "id"

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        # What its texts were bound to, whatever is assigned to the row from here on.
        row._state.read = {
            name: value
            for name, value in row.__dict__.items()
            if not isinstance(value, (Sealed, ModelState))
        }
        return row

    @property
    def unopened(self) -> bool:
        """Whether one of its texts does not open."""
        texts = (getattr(self, field.attname) for field in sealed_fields(type(self)))
        return any(isinstance(text, Unopened) for text in texts)

    @property
    def is_erased(self) -> bool:
        """Whether who wrote in it erased what they wrote."""
        texts = (getattr(self, field.attname) for field in sealed_fields(type(self)))
        return any(isinstance(text, Erased) for text in texts)
