from django.urls import path

from handbook import texts, views

app_name = "handbook"
urlpatterns = [
    path("", views.home, name="home"),
    path(f"{texts.METHODS}/", views.method_list, name="methods"),
    path(f"{texts.METHODS}/<slug:slug>/", views.method, name="method"),
    path(f"{texts.ROLES}/", views.role_list, name="roles"),
    path("<slug:slug>/", views.text, name="text"),
]
