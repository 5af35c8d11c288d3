from django.urls import path

from handbook.texts import METHODS, ROLES
from handbook.views import texts

app_name = "handbook"
urlpatterns = [
    path("", texts.home, name="home"),
    path(f"{METHODS}/", texts.method_list, name="methods"),
    path(f"{METHODS}/<slug:slug>/", texts.method, name="method"),
    path(f"{ROLES}/", texts.role_list, name="roles"),
    path("<slug:slug>/", texts.text, name="text"),
]
