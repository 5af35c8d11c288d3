from django.urls import path, re_path

from groups.views import apart, groups, leavers, moves, small, tolerances

app_name = "groups"
urlpatterns = [
    path("", groups.group_list, name="group_list"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/name/", groups.rename, name="rename"),
    path("<int:pk>/join/", groups.join, name="join"),
    path("<int:pk>/mentor/", groups.mentor, name="mentor"),
    path("<int:pk>/small/", small.small, name="small"),
    path("<int:pk>/go-on/", tolerances.go_on, name="go_on"),
    path("<int:pk>/dissolve/", moves.dissolve, name="dissolve"),
    re_path(r"^breaches/(?P<pk>[\w.]+)/keep/$", tolerances.keep_together, name="keep"),
    path("leavers/<int:pk>/", leavers.leaver, name="leaver"),
    path("seats/<int:pk>/leave/", groups.leave, name="leave"),
    path("seats/<int:pk>/move/", moves.move, name="seat_move"),
    path("programme/<int:pk>/apart/", apart.apart, name="apart"),
    path("apart/<int:pk>/together/", apart.together, name="together"),
]
