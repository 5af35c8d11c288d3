"""Model fields whose values are sealed before they reach the database."""

from django import forms
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from spaces.keys import data_key
from spaces.sealing import Sealed, open_sealed, seal


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
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.Field):
    """A text kept as ciphertext, bound to its space, table, row and field.

    Only instances of `spaces.models.Confidential` can have one. It cannot be searched,
    sorted or written by `QuerySet.update`: assign it on the instance and save.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def get_internal_type(self):
        return "BinaryField"

    def bound_to(self, instance) -> str:
        table = instance._meta.db_table
        return f"{table}|{instance.pk}|{self.column}|{instance.space_id}"

    def open(self, instance, sealed) -> str:
        key = data_key(instance.space_id)
        return open_sealed(key, sealed, bound_to=self.bound_to(instance)).decode()

    def pre_save(self, instance, add):
        # Reading through the attribute opens what came from the database: a row whose
        # space was changed without `move_to` fails here instead of becoming unreadable.
        text = getattr(instance, self.attname)
        if text is None:
            return None
        key = data_key(instance.space_id)
        return seal(key, str(text).encode(), bound_to=self.bound_to(instance))

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
