from django import template
from django.utils import timezone
from django.utils.html import format_html

from people import isolating
from people.once import FIELD

register = template.Library()


@register.filter
def isolated(name):
    """For a name that comes as bare letters (`people.isolating`)."""
    return isolating.isolated(name or "")


@register.simple_tag
def once():
    """In a form that makes something: sent twice, it does so once (`people.once`)."""
    made = int(timezone.now().timestamp() * 1_000_000)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, made)
