from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from boards.models.composition import Composition
from programmes.models import Programme
from spaces.models import Open


class SheetImportQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(programme__coordinators__person=person)

    def for_page(self):
        return self.select_related("programme__organisation", "onto", "made")

    def left_lying(self, since):
        return self.filter(uploaded_at__lt=since)


class SheetImport(Open):
    """A hand-made composition on its way from spreadsheet to board."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=255)
    content = models.JSONField(
        default=dict, help_text="What was read; emptied once carried out."
    )
    onto = models.ForeignKey(
        Composition,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The board to be replaced; none: a new composition.",
    )
    made = models.ForeignKey(
        Composition, models.CASCADE, null=True, blank=True, related_name="+"
    )

    worker_grants = "SELECT, DELETE"
    objects = SheetImportQuerySet.as_manager()

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("boards:sheet_preview", args=[self.pk])
