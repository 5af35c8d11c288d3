from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spaces.erasing import ErasedRows, ErasedWords
from spaces.fields import SealedTextField
from spaces.models import Confidential, Member, OwnErasure, Space
from spaces.unopened import Erased, Unopened
from writing.kinds import kinds
from writing.models.revision import Revision
from writing.models.turned import Turned
from writing.writers import Writers

# Where others can read a text, as `shown_now`.
SHOWN = models.Prefetch("shown", to_attr="shown_now")


class TextQuerySet(models.QuerySet):
    def written_by(self, person):
        return self.filter(author=person)

    def visible_to(self, person):
        """What lies in the spaces of `person`, who acts."""
        mine = Member.objects.filter(person=person, left_at=None)
        return self.filter(space__in=mine.values("space"))

    def in_place(self, place, person):
        """Of `person` there; of all who read it, where they write it together."""
        if place.is_shared:
            return self.filter(space=place.space_id, writers=Writers.MEMBERS)
        own = Q(space__kind=Space.Kind.OWN, space__owner=person)
        here = own if place.space_id is None else Q(space=place.space_id)
        return self.filter(here, author=person, writers=Writers.AUTHOR)

    def in_space(self, space_id):
        return self.filter(space=space_id)

    def shared(self):
        """Written by all members of their space."""
        return self.filter(writers=Writers.MEMBERS)

    def with_revision_by(self, person):
        saved = Revision.objects.by(person).filter(text=models.OuterRef("pk"))
        return self.filter(models.Exists(saved))

    def number_to_erase(self, person) -> int:
        """How many texts go with all of `person`, who acts, as `writing_erase` counts.

        One that was put before others is one; of what all members wrote it is each that
        `person` saved a version of.
        """
        own = self.written_by(person).filter(writers=Writers.AUTHOR)
        saved = Revision.objects.by(person).not_erased().filter(text__in=self.shared())
        return (
            own.values("kind", "key").distinct().count()
            + saved.values("text").distinct().count()
        )

    def drafts(self):
        """In the own space of their author."""
        return self.filter(space__kind=Space.Kind.OWN)

    def published(self):
        """Put before others, or written with them."""
        return self.exclude(space__kind=Space.Kind.OWN)

    def at(self, pk):
        """The one of that id; None where there is none."""
        return self.filter(pk=pk).first() if pk else None

    def at_any(self, pks):
        return self.filter(pk__in=pks)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def of_kinds(self, kinds):
        return self.filter(kind__in=kinds)

    def about(self, key: str):
        return self.filter(key=key)

    def about_any(self, keys):
        return self.filter(key__in=keys)

    def latest_first(self):
        return self.order_by("-changed_at", "pk")

    def with_author(self):
        """With whether second versions wait, too."""
        return self.with_beside().select_related("author")

    def with_turned(self):
        """With `turned_at`: when they were turned over, in their space; None: not yet."""
        turned = Turned.objects.about(models.OuterRef("key"))
        turned = turned.filter(space=models.OuterRef("space"))
        return self.annotate(turned_at=models.Subquery(turned.values("at")))

    def named(self, keys: dict):
        """The one of each kind with this key, wherever it lies: {kind: key}."""
        wanted = Q()
        for kind, key in keys.items():
            wanted |= Q(kind=kind, key=key)
        return self.filter(wanted).select_related("space", "author")

    def under(self, start: str):
        """Of which the keys begin so."""
        return self.filter(key__startswith=start)

    def with_beside(self):
        """With `has_versions`: whether second versions wait to be looked at.

        And `with_erasing`: where it is not to be written.
        """
        beside = Revision.objects.beside().filter(text=models.OuterRef("pk"))
        return self.with_erasing().annotate(has_versions=models.Exists(beside))

    def with_erasing(self):
        """With `erasing_at`: when its reader asked to have it erased; None: not, or done."""
        of_one = Text.objects.filter(
            pk=models.OuterRef("text_id"),
            author=models.OuterRef(models.OuterRef("author")),
            kind=models.OuterRef(models.OuterRef("kind")),
            key=models.OuterRef(models.OuterRef("key")),
        )
        saved = Revision.objects.filter(
            author=models.OuterRef("person"),
            text=models.OuterRef(models.OuterRef("pk")),
        )
        of_all = Q(kind=OwnErasure.Kind.ALL) & models.Exists(saved)
        waiting = OwnErasure.objects.waiting().filter(of_all | models.Exists(of_one))
        return self.annotate(erasing_at=models.Subquery(waiting.values("asked_at")[:1]))

    def with_shown(self):
        """With `shown_now`: where others can read it."""
        return self.prefetch_related(SHOWN)


class Text(Confidential):
    """Something a person writes, as it reads now.

    It and the way it came about (`Revision`) never leave their space. What it belongs
    to is told by its kind and its `key`, of which the room of that kind knows.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    writers = models.CharField(max_length=10, choices=Writers, default=Writers.AUTHOR)
    # Nobody else finds it in its space until its key is turned over.
    face_down = models.BooleanField(default=False, editable=False)
    # The text of the revision `head`, which keeps it too.
    title = SealedTextField(_("title"), word="title", is_copy=True, blank=True)
    body = SealedTextField(_("text"), word="body", is_copy=True, blank=True)
    head = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # `with_erasing`.
    erasing_at = None

    sealed_as = "text"
    sealed_with = ("author", "head")
    first_table = "workbook_page"
    # What a text belongs to, and its space, stay: nobody changes them.
    web_grants = "SELECT, INSERT, DELETE, UPDATE (title, body, head, changed_at)"
    may_change = "author_id = spaces_person() OR writers = 'members'"
    # What was put before the other of a pair is taken back; nothing else is deleted.
    may_delete = (
        "author_id = spaces_person() AND writers = 'author' AND space_id IN "
        "(SELECT pair.id FROM spaces_space pair WHERE pair.kind = 'pair')"
    )
    further_policies = {
        "face_up": "NOT face_down OR author_id = spaces_person() OR EXISTS (SELECT "
        "FROM writing_turned turned WHERE turned.space_id = writing_text.space_id "
        "AND turned.key = writing_text.key)"
    }
    erased = [
        ErasedRows(only="writers = 'author'"),
        # A page of all members stays; of what its last writer wrote nothing does.
        ErasedWords(
            by="head", among="writing_erased_heads", only="writers = 'members'"
        ),
    ]
    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                "space",
                "kind",
                "key",
                "author",
                condition=Q(writers=Writers.AUTHOR),
                name="writing_text_once_an_author",
            ),
            models.UniqueConstraint(
                "space",
                "kind",
                "key",
                condition=Q(writers=Writers.MEMBERS),
                name="writing_text_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(key=""), name="writing_text_of_something"
            ),
            models.CheckConstraint(
                condition=Q(writers__in=Writers.values), name="writing_text_writers"
            ),
            models.CheckConstraint(
                condition=Q(face_down=False) | Q(writers=Writers.AUTHOR),
                name="writing_text_face_down_is_authors",
            ),
        ]

    def __str__(self):
        return f"text {self.pk}"

    def get_absolute_url(self):
        """Where its author writes it, or reads what became of it."""
        return kinds()[self.kind].address(self.key)

    def address_for(self, person, *, writes=None) -> str:
        """The page on which `person` finds it.

        `writes`: whether they write it, where that is known; else its author does, and
        of a text of all members each of them.
        """
        kind = kinds()[self.kind]
        if writes is None:
            writes = self.is_shared or person.pk == self.author_id
        return (kind.address if writes else kind.read_at or kind.address)(self.key)

    def is_in(self, place, person) -> bool:
        """As `in_place`, of this text."""
        if place.is_shared:
            return self.is_shared and self.space_id == place.space_id
        here = self.space_id == place.space_id if place.space_id else self.is_draft
        return here and self.author_id == person.pk and not self.is_shared

    @property
    def is_draft(self) -> bool:
        """In the own space of its author."""
        return self.space.kind == Space.Kind.OWN

    @property
    def is_shared(self) -> bool:
        """Whether several write it, and read along as it is typed."""
        return self.writers == Writers.MEMBERS

    @property
    def heading(self) -> str:
        """What it is called above its versions and its history."""
        return kinds()[self.kind].heading(self)

    @property
    def told(self) -> str:
        """The body as a person reads it."""
        return self.telling(self.body)

    def telling(self, body) -> str:
        """A body of it, of now or of before, as a person reads it."""
        if isinstance(body, (Unopened, Erased)):
            return body
        return kinds()[self.kind].told(self.key, body)
