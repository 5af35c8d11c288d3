"""Model fields whose values are sealed before they reach the database."""

import datetime as dt
import logging
from operator import attrgetter
from uuid import UUID

from django import forms
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from spaces.keys import NobodyActs, data_key, is_of_before
from spaces.sealing import CannotOpen, Sealed, keyed_digest, open_sealed, seal
from spaces.unopened import Erased, NotSaved, Unopened, refuse_while_erased

logger = logging.getLogger(__name__)
# What is written as it is; without asking further, as each text asks for five.
PLAIN = (UUID, int)


class SealedAttribute(DeferredAttribute):
    """Opens the sealed value when it is first read."""

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.open(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        # A data descriptor, else Python reads the sealed value past __get__.
        name = self.field.attname
        known = instance.__dict__.get(name)
        if isinstance(known, (Sealed, Unopened)):
            instance._state.written_over = {name: known} | written_over(instance)
        instance.__dict__[name] = value


def written_over(instance) -> dict:
    """The values that were assigned over before anybody could read them, by field."""
    return getattr(instance._state, "written_over", {})


def written(value) -> str:
    """A value of a row, as a text is bound to it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return str(value)


def _key_to_seal(instance) -> bytes:
    refuse_while_erased()
    try:
        return data_key(instance.space_id)
    except NobodyActs:
        raise
    except CannotOpen as error:
        words = _("What you write here cannot be sealed, so nothing was saved.")
        raise NotSaved(words) from error


class SealedTextField(models.Field):
    """A text kept as ciphertext, bound to its place: model, field, row, space, author.

    `word` names the field in that place, for good: it stays when the field is renamed.
    `also` are fields of the row that it is bound to besides those of the whole model.
    `is_copy`: the text is kept elsewhere too, and may be written over unread.

    Only instances of `spaces.models.Confidential` can have one. It cannot be searched,
    sorted or written by `QuerySet.update`: assign it on the instance and save.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def __init__(self, *args, word="", also=(), is_copy=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.word, self.also, self.is_copy = word, also, is_copy

    def get_internal_type(self):
        return "BinaryField"

    @cached_property
    def bound_fields(self) -> list[str]:
        """The columns by name, as Python has them, whose values it is bound to."""
        names = (*self.model.sealed_with, *self.also)
        fields = [self.model._meta.get_field(name).attname for name in names]
        return ["id", "space_id", *fields]

    @cached_property
    def _values(self):
        return attrgetter(*self.bound_fields)

    def bound_to(self, instance, as_read=False) -> str:
        """The place of the text: neither a table's nor a column's name is in it.

        `as_read`: as the row came from the database, whatever was assigned since.
        """
        values = self._values(instance)
        if as_read and (read := getattr(instance._state, "read", None)):
            known = zip(self.bound_fields, values, strict=True)
            values = [read.get(name, value) for name, value in known]
        place = "|".join(
            [
                str(value) if value.__class__ in PLAIN else written(value)
                for value in values
            ]
        )
        return f"2|{self.model.sealed_as}|{self.word}|{place}"

    def bound_before(self, instance) -> str:
        """The same, as the first version had it."""
        read = getattr(instance._state, "read", {})
        space_id = read.get("space_id", instance.space_id)
        table = instance.first_table or instance._meta.db_table
        return f"{table}|{instance.pk}|{self.column}|{space_id}"

    def open(self, instance, sealed):
        """The text, or what stands in its place; raises NobodyActs."""
        read = getattr(instance._state, "read", {})
        space_id = read.get("space_id", instance.space_id)
        try:
            key, before = data_key(space_id), is_of_before(space_id)
            return self.open_with(key, instance, sealed, before)
        except NobodyActs:
            raise
        except CannotOpen as error:
            logger.warning("A text does not open: %s", error)
            return Unopened(sealed, self.bound_to(instance, as_read=True))

    def open_with(self, key, instance, sealed, before) -> str:
        """Raises CannotOpen. `before`: whether the first version is taken too."""
        if not sealed:
            return Erased()
        return open_sealed(
            key,
            sealed,
            bound_to=self.bound_to(instance, as_read=True),
            before=self.bound_before(instance) if before else None,
        ).decode()

    def seal_with(self, key, instance, text) -> Sealed:
        return seal(key, str(text).encode(), bound_to=self.bound_to(instance))

    def pre_save(self, instance, add):
        self._refuse_to_lose(instance)
        text = getattr(instance, self.attname)
        if text is None:
            return None
        if isinstance(text, Unopened):
            return self._as_it_was(instance, text)
        if isinstance(text, Erased):
            return Sealed(b"")
        return self.seal_with(_key_to_seal(instance), instance, text)

    def _refuse_to_lose(self, instance):
        """Nothing is written over a text that cannot be read now: it may be later."""
        known = written_over(instance).get(self.attname)
        if isinstance(known, Sealed) and not self.is_copy:
            known = self.open(instance, known)
        if isinstance(known, Unopened) and not self.is_copy:
            raise NotSaved(
                _("A text here cannot be opened, so nothing is saved over it.")
            )

    def _as_it_was(self, instance, text) -> Sealed:
        if text.bound_to != self.bound_to(instance):
            raise NotSaved(_("A text here cannot be opened, so it stays as it is."))
        return text.raw

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None or isinstance(value, Sealed):
            return None if value is None else connection.Database.Binary(value)
        raise TypeError(f"{self} is sealed: assign it on the instance and save that.")

    def get_lookup(self, name):
        return super().get_lookup(name) if name == "isnull" else None

    def value_to_string(self, instance):
        raise TypeError(f"{self} is sealed and is not serialised.")

    def formfield(self, **kwargs):
        defaults = {"form_class": forms.CharField, "widget": forms.Textarea}
        return super().formfield(**(defaults | kwargs))


def sealed_fields(model) -> list[SealedTextField]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField)
    ]


class KeyedDigestField(models.CharField):
    """The digest of the texts `of` a row, under the key of its space and bound to the row.

    Equal texts have other digests in another row, so that it tells nobody else anything.
    """

    def __init__(self, *args, of=(), **kwargs):
        super().__init__(*args, **kwargs | {"max_length": 64, "editable": False})
        self.of = of

    def digest_with(self, key, instance, texts) -> str:
        place = ["digest", self.model.sealed_as, instance.pk, instance.space_id]
        return keyed_digest(key, *texts, bound_to="|".join(map(written, place)))

    def pre_save(self, instance, add):
        texts = [getattr(instance, name) for name in self.of]
        if not any(isinstance(text, Unopened) for text in texts):
            digest = self.digest_with(_key_to_seal(instance), instance, texts)
            setattr(instance, self.attname, digest)
        return getattr(instance, self.attname)
