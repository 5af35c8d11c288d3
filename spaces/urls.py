from django.urls import path

from spaces import views

app_name = "spaces"
urlpatterns = [
    path("given/", views.given, name="given"),
    path("given/<uuid:pk>/take-back/", views.take_back, name="take_back"),
    path("received/", views.received, name="received"),
    path("received/<uuid:pk>/", views.snapshot, name="snapshot"),
    path("own/readers/", views.own_readers, name="own_readers"),
    path("<uuid:pk>/readers/", views.readers, name="readers"),
]
