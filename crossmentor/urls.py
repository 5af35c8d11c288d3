from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("crossmentor.today")),
    path("account/", include("allauth.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("", include("crossmentor.style"))]
