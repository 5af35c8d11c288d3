from django.db import models

from people.sorting import person_key
from people.web.addresses import AddressInput, one_address
from spaces.policies import WORKER


class AddressField(models.EmailField):
    """An address that is one, whatever its capitals: as written and as looked up.

    Django asks `to_python` for both.
    """

    def to_python(self, value):
        value = super().to_python(value)
        return value and one_address(value)

    def pre_save(self, instance, add):
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(form_class=AddressInput, **kwargs)


class SortKeyField(models.TextField):
    """Where a person stands among others by name, made as the row is written.

    Not by `update` and `bulk_update`: who changes names so, calls
    `people.services.sorting.sort_anew`.
    """

    def __init__(self, **kwargs):
        super().__init__(
            **kwargs
            | {"db_collation": "C", "editable": False, "blank": True, "default": ""}
        )

    def pre_save(self, instance, add):
        key = person_key(
            instance.given_name,
            instance.infix,
            instance.family_name,
            instance.organisation.country,
        )
        setattr(instance, self.attname, key)
        return key


class OneForm(models.Func):
    """Whether a text is in the form in which equal signs are one (NFKC)."""

    template = "%(expressions)s IS NFKC NORMALIZED"
    arity = 1
    output_field = models.BooleanField()


class PasswordField(models.CharField):
    """How a person signs in; the worker's role has no right to read it.

    Its queries ask for nothing here, so that they need not leave it out one by one.
    """

    def select_format(self, compiler, sql, params):
        if compiler.connection.settings_dict["USER"] == WORKER:
            return "NULL", []
        return super().select_format(compiler, sql, params)


class PasswordMark(models.Func):
    """A digest that changes with the password; empty where that lets nobody in."""

    template = (
        "CASE WHEN %(expressions)s = '' OR %(expressions)s LIKE '!%%' THEN '' "
        "ELSE encode(sha256(decode(%(expressions)s, 'escape')), 'hex') END"
    )
    arity = 1
    output_field = models.CharField(max_length=64)
