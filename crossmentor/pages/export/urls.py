from django.urls import path

from crossmentor.pages.export import views

urlpatterns = [
    path("take-along/", views.taking_along, name="taking_along"),
    path("take-along/left/", views.left, name="left"),
    path("take-along/file/", views.taken_along, name="taken_along"),
]
