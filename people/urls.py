from django.urls import path

from people.views import entrance

app_name = "people"
urlpatterns = [
    path("invitation/<str:key>/", entrance.invitation, name="invitation"),
    path("enter/<str:key>/", entrance.demo_entrance, name="demo_entrance"),
    path("account/", entrance.account, name="account"),
]
