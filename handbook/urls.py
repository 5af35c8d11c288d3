from django.urls import path

from handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.text, name="text"),
]
