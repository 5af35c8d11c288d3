import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from handbook.stance.map import HIGHEST, StancePlace
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential


class StanceDotQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(author=person)

    visible_to = of

    def standing(self):
        return self.filter(dropped_at=None)

    def dropped(self):
        return self.exclude(dropped_at=None)

    def about(self, number):
        """Put for the meeting of that number."""
        return self.filter(about=str(number))

    def latest_first(self):
        return self.order_by("-on", "-made_at")


class StanceDot(Confidential):
    """Where a mentor saw themselves stand one day (2.2): the own space, and for nobody else.

    `about` is the meeting that it was put after, if it was. Where it lies, the answers
    that brought it there and the words beside it are in `said`.
    """

    class Kind(models.TextChoices):
        TEST = "test", pgettext_lazy("a dot", "self-test")
        FELT = "felt", pgettext_lazy("a dot", "by feeling")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    about = models.CharField(max_length=36, blank=True)
    said = SealedTextField(word="said", also=("made_at",))
    # Changes with each writing, so that none of before is put back unnoticed.
    made_at = models.DateTimeField(default=timezone.now)
    # Taken off the map; gone for good with the next one that is put or taken off.
    dropped_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "stance dot"
    web_grants = "SELECT, INSERT, DELETE, UPDATE (said, made_at, dropped_at)"
    may_add = (
        "author_id = spaces_person() AND space_id IN (SELECT own.id "
        "FROM spaces_space own WHERE own.kind = 'own' "
        "AND own.owner_id = spaces_person())"
    )
    may_change = "author_id = spaces_person()"
    erased = [ErasedRows()]
    objects = StanceDotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "author",
                "about",
                condition=~Q(about="") & Q(dropped_at=None),
                name="handbook_stance_dot_once_a_meeting",
            )
        ]

    def __str__(self):
        return f"dot {self.pk}"

    @property
    def place(self) -> StancePlace | None:
        """None when it cannot be read."""
        kept = self._read()
        values = kept.get("relation"), kept.get("content")
        whole = all(type(value) is int and 0 <= value <= HIGHEST for value in values)
        return StancePlace(*values) if whole else None

    @property
    def words(self) -> str:
        return str(self._read().get("words", ""))

    @property
    def answers(self) -> dict:
        return self._read().get("answers", {})

    def say(self, place: StancePlace, words="", answers=None):
        values = {"relation": place.relation, "content": place.content}
        if words:
            values["words"] = words
        if answers:
            values["answers"] = answers
        self.said = json.dumps(values, ensure_ascii=False)

    def _read(self) -> dict:
        try:
            values = json.loads(str(self.said))
        except ValueError:
            return {}
        return values if isinstance(values, dict) else {}
