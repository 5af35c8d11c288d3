from django.urls import path

from spaces import views

app_name = "spaces"
urlpatterns = [
    path("own/readers/", views.own_readers, name="own_readers"),
    path("<uuid:pk>/readers/", views.readers, name="readers"),
]
