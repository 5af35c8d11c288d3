from django.urls import path

from workbook.views import chapters, exercises, goals, showing

app_name = "workbook"
urlpatterns = [
    path("", chapters.home, name="home"),
    path("chapters/<slug:slug>/", chapters.chapter, name="chapter"),
    path("chapters/<slug:slug>/then-and-now/", chapters.overview, name="overview"),
    path("earlier/", chapters.earlier_list, name="earlier"),
    path("earlier/<str:key>/move/", chapters.move, name="move_answer"),
    path("exercises/<slug:slug>/", exercises.exercise, name="exercise"),
    path("exercises/<slug:slug>/goal/", goals.from_exercise, name="goal_from_exercise"),
    path("goals/", goals.goal_list, name="goal_list"),
    path("goals/new/", goals.new, name="new_goal"),
    path("goals/<uuid:pk>/", goals.goal, name="goal"),
    path("goals/<uuid:pk>/reach/", goals.reach, name="reach"),
    path("goals/<uuid:pk>/unreach/", goals.unreach, name="unreach"),
    path("goals/<uuid:pk>/put-away/", goals.put_away, name="put_away"),
    path("goals/<uuid:pk>/bring-back/", goals.bring_back, name="bring_back"),
    path("goals/<uuid:pk>/show/<uuid:space>/", showing.show, name="show"),
    path(
        "goals/<uuid:pk>/take-back/<uuid:space>/", showing.take_back, name="take_back"
    ),
    path("shown/", showing.shown_list, name="shown"),
    path("shown/<uuid:pk>/", showing.shown_goal, name="shown_goal"),
]
