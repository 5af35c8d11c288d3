from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET


@require_GET
def today(request):
    """What waits for the person who looks, and their next date."""
    return render(request, "crossmentor/today.html", {})


urlpatterns = [path("", today, name="today")]
