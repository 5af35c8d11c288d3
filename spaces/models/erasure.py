from django.db import models

from spaces.models.open import Open
from spaces.models.space import Space


class Erasure(Open):
    """That all which lay in a space is gone, and its key: of which kind, which group, when.

    Written by the database function `spaces_erase` alone, and never changed. Of the space
    itself there is the bare row left, to which no key and nobody belongs.
    """

    space = models.OneToOneField(
        Space, models.PROTECT, primary_key=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Space.Kind)
    # Not a foreign key: this room lies below the groups.
    group_id = models.BigIntegerField(null=True)
    # By the clock of its programme.
    on = models.DateField()

    web_grants = worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["pair", "circle"]),
                name="spaces_erasure_of_pair_or_circle",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.space_id} erased on {self.on}"
