from django.db import models

from spaces.models import Open


class Waiting(Open):
    """That rows of a model of before wait to be brought over (`writing.bringing`).

    Written by the migration that found them, and taken away by `manage.py seal_anew`.
    """

    model = models.CharField(max_length=80, primary_key=True)
    rows = models.PositiveIntegerField()

    web_grants = "SELECT"
    worker_grants = ""

    def __str__(self):
        return f"{self.rows} of {self.model}"
