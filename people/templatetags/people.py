from django import template
from django.utils import timezone
from django.utils.html import format_html

from people.models import Adviser
from people.web import isolating
from people.web.once import FIELD

register = template.Library()


@register.filter
def isolated(name):
    """For a name that comes as bare letters (`people.web.isolating`)."""
    return isolating.isolated(name or "")


@register.simple_tag
def once():
    """In a form that makes something: sent twice, it does so once (`people.web.once`)."""
    made = int(timezone.now().timestamp() * 1_000_000)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, made)


@register.inclusion_tag("people/_adviser.html", takes_context=True)
def adviser(context):
    """Whom to go to when something is wrong, on a page of people in a group."""
    reader = context["request"].user
    adviser = Adviser.objects.of(reader).first()
    return {"adviser": adviser, "is_you": adviser and adviser.email == reader.email}
