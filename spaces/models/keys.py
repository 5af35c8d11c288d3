from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Substr
from django.utils import timezone

from spaces.models.open import Open
from spaces.models.space import Space
from spaces.sealing import BEFORE


class DataKeyQuerySet(models.QuerySet):
    def of_before(self):
        """Wrapped in the first version, which `seal_anew` replaces."""
        version = Substr("wrapped", 1, 1, output_field=models.BinaryField())
        return self.alias(version=version).filter(version=BEFORE)


class DataKey(models.Model):
    """The key that seals a space's texts, wrapped by a master key."""

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True)
    master = models.CharField(max_length=60)
    wrapped = models.BinaryField()

    space_column = "space_id"
    web_grants = "SELECT"
    objects = DataKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(master=""), name="spaces_datakey_names_its_master"
            ),
        ]
        indexes = [models.Index("master", name="spaces_datakey_master")]

    def __str__(self):
        return f"key of {self.space_id}"


class MasterKeyMark(Open):
    """By what this database knows a master key again: something sealed under it.

    Neither it nor the fingerprint tells anything of the key. The owner writes it; the
    web role does by `spaces_mark_first` alone.
    """

    name = models.CharField(max_length=60, primary_key=True)
    fingerprint = models.CharField(max_length=19, unique=True)
    sealed = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now, db_default=Now())

    web_grants = "SELECT"
    worker_grants = ""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="spaces_masterkeymark_has_a_name"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.fingerprint})"
