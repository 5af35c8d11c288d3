from django.urls import include, path

urlpatterns = [
    path("", include("crossmentor.today")),
    path("account/", include("allauth.urls")),
]
