from django.urls import path

from groups.views import groups

app_name = "groups"
urlpatterns = [
    path("", groups.group_list, name="group_list"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/join/", groups.join, name="join"),
    path("seats/<int:pk>/leave/", groups.leave, name="leave"),
]
