"""Every sealed text is bound to words of its own, by which no other place is called."""

from collections import Counter

from django.core.checks import Error
from django.core.exceptions import FieldDoesNotExist

from spaces.fields import sealed_fields
from spaces.models import Confidential


def check_every_text_has_its_place(app_configs, **kwargs):
    from django.apps import apps

    models = [model for model in apps.get_models() if issubclass(model, Confidential)]
    return faults([model for model in models if sealed_fields(model)])


def faults(models) -> list[Error]:
    """What is wrong with the words of these models, which have sealed fields."""
    used = Counter(model.sealed_as for model in models)
    return [
        Error(words, obj=model, id="spaces.E002")
        for model in models
        for words in _of_model(model, used)
    ]


def _of_model(model, used):
    if not _is_word(model.sealed_as) or used[model.sealed_as] > 1:
        yield f"sealed_as is {model.sealed_as!r}: it needs a word of its own, for good."
    fields = sealed_fields(model)
    words = Counter(field.word for field in fields)
    for field in fields:
        if not _is_word(field.word) or words[field.word] > 1:
            yield f"{field.name} has the word {field.word!r}: it needs one of its own."
        if field.null:
            yield f"{field.name} may be NULL, which tells that nothing was written."
        for name in (*model.sealed_with, *field.also):
            try:
                model._meta.get_field(name)
            except FieldDoesNotExist:
                yield f"{field.name} is bound to {name}, which is no field."


def _is_word(word) -> bool:
    """Not empty, and without the sign that stands between words."""
    return bool(word) and "|" not in word
