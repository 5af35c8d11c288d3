from django.db import models

from spaces.policies import WORKER


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
