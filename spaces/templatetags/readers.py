from django import template

from spaces import selfcheck
from spaces.reasons import reasons

register = template.Library()


@register.inclusion_tag("spaces/_who_reads.html")
def who_reads(audience):
    """Who reads the texts of a page, who cannot, and because of what.

    Put `{% who_reads audience %}` in the aside of every page with confidential texts,
    with an `Audience` of `spaces.audience`. Each sentence is one of "The promise kept":
    where a grant or policy was not as it was made when this process last looked, on the
    day that stands there, a warning takes its place. One query, for who coordinates.
    """
    result = selfcheck.last() or selfcheck.check()
    return {
        "audience": audience,
        "reasons": reasons(kind=audience.kind, readers=audience.people, result=result),
        "result": result,
    }
