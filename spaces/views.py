from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from spaces import selfcheck
from spaces.audience import own_space_of, readers_of
from spaces.models import Space
from spaces.reasons import reasons


@require_GET
@never_cache
def own_readers(request):
    """Of what lies in the own space of the person, which may not be there yet."""
    return _readers(request, own_space_of(request.user), [request.user])


@require_GET
@never_cache
def readers(request, pk):
    """Of a space of the person; those of others are not found."""
    space = get_object_or_404(Space, pk=pk)
    return _readers(request, space, readers_of(space))


def _readers(request, space, people):
    """Who reads what is there, and why nobody else does, as the database stands now."""
    result = selfcheck.check()
    context = {
        "space": space,
        "people": people,
        "reasons": reasons(
            kind=space.kind if space else Space.Kind.OWN, readers=people, result=result
        ),
        "result": result,
    }
    return render(request, "spaces/readers.html", context)
