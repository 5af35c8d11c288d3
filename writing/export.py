"""What people wrote, whole: each text as it reads now, and every version of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spaces.taking import AT_ONCE, ExportPage, ExportRows, Record
from spaces.values import NO_WORDS, absences, absent, plain, words_of
from writing.kinds import kinds
from writing.models import Revision, Shown, Snapshot, Text, Turned
from writing.writers import Writers

# Texts of which the versions are asked for at once.
TEXTS_AT_ONCE = 50
VERSIONS = "-versions"


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The texts of some kinds, by those who wrote them; or given to who reads them.

    `modules` list the kinds, as in `settings.TEXTS`; `narrowed` takes those that belong
    here out of a queryset, and `order` says in which order they read; `note` is what
    there is to say beside one. Of texts of others no version is taken along but the last.
    """

    name: str
    heading: str
    modules: tuple[str, ...] = ()
    narrowed: Callable = lambda texts: texts
    are_given: bool = False
    note: Callable = lambda text: ""
    order: tuple = ("kind", "key")

    def records(self, taker) -> Iterator[Record]:
        rows = taker.narrowed(self._texts(taker.person)).iterator(chunk_size=AT_ONCE)
        while texts := list(islice(rows, TEXTS_AT_ONCE)):
            for text in texts:
                yield self._head(text, taker)
            if not self.are_given:
                yield from self._versions(texts, taker.person)

    def forms(self) -> dict:
        heads = {
            "id": ("id", _("Its id"), {}),
            "kind": ("text", _("What it is, for a program"), {}),
            "key": ("text", _("What it belongs to, for a program"), {}),
            "called": ("text", _("What it is called"), {}),
            "by": ("text", _("Written by"), {}),
            "readers": ("text", _("Who can read it"), {}),
            **_words(),
            "begun": ("moment", _("Begun"), {}),
            "changed": ("moment", _("Last changed"), {}),
        }
        versions = {
            "text": ("id", _("The id of the text"), {}),
            "called": ("text", _("What it is called"), {}),
            **_words(),
            "saved": ("moment", _("Saved"), {}),
            "is_current": ("yes or no", _("What the text says now"), {}),
            "is_second": ("yes or no", _("A second version, kept beside it"), {}),
        }
        forms = {self.name: (str(self.heading), heads)}
        if not self.are_given:
            heading = _("%(what)s: every version") % {"what": self.heading}
            forms[self.name + VERSIONS] = (heading, versions)
        return forms

    def models(self):
        return [Text] if self.are_given else [Text, Revision]

    @cached_property
    def _kinds(self) -> list[str]:
        return [
            kind.name for module in self.modules for kind in import_module(module).KINDS
        ]

    def _texts(self, person):
        texts = self.narrowed(Text.objects.all())
        if self.modules:
            texts = texts.of_kinds(self._kinds)
        texts = texts.select_related("author")
        theirs = given(texts, person) if self.are_given else own(texts, person)
        return theirs.order_by(*self.order, "created_at", "pk")

    def _head(self, text, taker) -> Record:
        readers = taker.readers(text.space_id)
        data, lines = _said(text, text)
        # Where it is the heading already.
        lines = [line for line in lines if line[1] != heading_of(text) or not line[0]]
        lines.append((_("Who can read it"), readers))
        if self.are_given or text.is_shared:
            lines.append((_("Written by"), written_by(text)))
        lines.append((_("Last changed"), words_of(text.changed_at)))
        if note := self.note(text):
            lines.append(("", note))
        return Record(
            file=self.name,
            heading=str(self.heading),
            title=heading_of(text),
            lines=lines,
            data={
                "id": str(text.pk),
                "kind": text.kind,
                "key": text.key,
                "called": heading_of(text),
                "by": written_by(text),
                "readers": readers,
                **data,
                "begun": plain(text.created_at),
                "changed": plain(text.changed_at),
            },
        )

    def _versions(self, texts, person) -> Iterator[Record]:
        known = {text.pk: text for text in texts}
        revisions = Revision.objects.filter(text__in=known, author=person)
        revisions = revisions.order_by("text", "saved_at", "pk")
        for revision in revisions.iterator(chunk_size=AT_ONCE):
            yield self._version(revision, known[revision.text_id])

    def _version(self, revision, text) -> Record:
        data, lines = _said(revision, text)
        is_current = revision.pk == text.head
        if is_current:
            lines.append((_("Which one"), _("What the text says now")))
        if revision.second_version:
            lines.append((_("Which one"), _("A second version, kept beside it")))
        lines.append((_("Saved"), words_of(revision.saved_at)))
        return Record(
            file=self.name + VERSIONS,
            heading=heading_of(text),
            title=words_of(revision.saved_at),
            lines=lines,
            data={
                "text": str(text.pk),
                "called": heading_of(text),
                **data,
                "saved": plain(revision.saved_at),
                "is_current": is_current,
                "is_second": revision.second_version,
            },
            is_earlier=True,
        )


def own(texts, person):
    """What the person wrote, also on a page of several."""
    by_them = Revision.objects.filter(text=OuterRef("pk"), author=person)
    together = Q(writers=Writers.MEMBERS) & Exists(by_them)
    return texts.filter(Q(author=person) | together)


def given(texts, person):
    """What others put before them, as long as they may read it."""
    by_them = Revision.objects.filter(text=OuterRef("pk"), author=person)
    return texts.exclude(author=person).exclude(
        Q(writers=Writers.MEMBERS) & Exists(by_them)
    )


def heading_of(text) -> str:
    kind = kinds().get(text.kind)
    return str(kind.heading(text)) if kind else _("A text of before")


def written_by(text) -> str:
    return _("all who read it") if text.is_shared else str(text.author)


def _words():
    return {
        "title": ("text", _("Title"), {}),
        "body": ("text", _("Text"), {}),
        "reads": ("text", _("How it reads, where that is another matter"), {}),
        **absences(),
    }


def _said(row, text) -> tuple[dict, list]:
    """Title and body of a text or a version: for programs, and for people."""
    data = {"title": plain(row.title), "body": plain(row.body)}
    kind, body = kinds().get(text.kind), row.body
    if kind and not isinstance(body, NO_WORDS):
        body = kind.told(text.key, row.body)
    if body != row.body:
        data["reads"] = body
    lines = [(_("Title"), words_of(row.title)), ("", words_of(body))]
    data |= absent({"title": row.title, "body": row.body})
    return data, [(label, words) for label, words in lines if words]


def pages() -> list[ExportPage]:
    """What rooms do not list by themselves."""
    return [
        ExportPage(
            name="texts-of-before",
            title=_("Texts of before"),
            parts=[
                Texts(
                    name="texts-of-before",
                    heading=_("Texts that have no page by now"),
                    narrowed=lambda texts: texts.exclude(kind__in=kinds()),
                )
            ],
        ),
        ExportPage(name="given", title=_("Given away, and given to me"), parts=GIVEN),
    ]


GIVEN = [
    Texts(
        name="put-before-me",
        heading=gettext_lazy("What others put before me"),
        are_given=True,
    ),
    ExportRows(
        model=Shown,
        name="goals-of-others",
        heading=gettext_lazy("Goals that others let me read"),
        mine=lambda person: Shown.objects.visible_to(person),
        fields={
            "title": gettext_lazy("Title"),
            "body": gettext_lazy("Text"),
            "author": gettext_lazy("Written by"),
            "space": gettext_lazy("Who can read it"),
            "shown_at": gettext_lazy("Shown on"),
            "changed_at": gettext_lazy("Last changed"),
            "reached_at": gettext_lazy("Reached on"),
        },
        without=("text", "part"),
    ),
    ExportRows(
        model=Shown,
        name="goals-shown",
        heading=gettext_lazy("What I let others read"),
        mine=lambda person: Shown.objects.by(person),
        fields={
            "title": gettext_lazy("Title"),
            "body": gettext_lazy("Text"),
            "space": gettext_lazy("Who can read it"),
            "part": gettext_lazy("Which part"),
            "shown_at": gettext_lazy("Shown on"),
            "changed_at": gettext_lazy("Last changed"),
            "reached_at": gettext_lazy("Reached on"),
        },
        without=("text", "author"),
    ),
    ExportRows(
        model=Snapshot,
        name="copies-given-to-me",
        heading=gettext_lazy("Copies that others gave me"),
        mine=lambda person: Snapshot.objects.received_by(person),
        fields={
            "title": gettext_lazy("Title"),
            "body": gettext_lazy("Text"),
            "author": gettext_lazy("Written by"),
            "created_at": gettext_lazy("Given on"),
            "space__until": gettext_lazy("Until and including"),
        },
    ),
    ExportRows(
        model=Snapshot,
        name="copies-given",
        heading=gettext_lazy("Copies that I gave"),
        mine=lambda person: Snapshot.objects.filter(author=person),
        fields={
            "title": gettext_lazy("Title"),
            "body": gettext_lazy("Text"),
            "space": gettext_lazy("Who can read it"),
            "created_at": gettext_lazy("Given on"),
            "space__until": gettext_lazy("Until and including"),
        },
        without=("author",),
    ),
]

LEFT_OUT = {
    Turned._meta.label: "says that texts were turned over; those are taken along",
    "writing.Waiting": "counts rows that wait for an upgrade, of nobody",
}
