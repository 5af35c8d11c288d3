"""For pages that stay open while a sign-in ends, and another one begins beside them."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def standing(request):
    """Who is signed in now, and the token that counts; 401 where nobody is."""
    return JsonResponse({"person": request.user.pk, "token": get_token(request)})


@require_GET
def beside(request):
    """Where a sign-in in another window ends: the first one goes on by itself."""
    return render(request, "people/accounts/beside.html")
