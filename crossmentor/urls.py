from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("crossmentor.today")),
]
