from django import template
from django.utils import timezone
from django.utils.html import format_html

from people.once import FIELD

register = template.Library()


@register.simple_tag
def once():
    """In a form that makes something: sent twice, it does so once (`people.once`)."""
    made = int(timezone.now().timestamp() * 1_000_000)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, made)
