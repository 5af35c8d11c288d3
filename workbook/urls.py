from django.urls import path

from workbook.views import (
    changes,
    chapters,
    checkins,
    exercises,
    goals,
    paper,
    showing,
)

app_name = "workbook"
urlpatterns = [
    path("", chapters.home, name="home"),
    path("chapters/<slug:slug>/", chapters.chapter, name="chapter"),
    path("chapters/<slug:slug>/then-and-now/", chapters.overview, name="overview"),
    path("earlier/", chapters.earlier_list, name="earlier"),
    path("earlier/<str:key>/move/", chapters.move, name="move_answer"),
    path("exercises/<slug:slug>/", exercises.exercise, name="exercise"),
    path("exercises/<slug:slug>/goal/", goals.from_exercise, name="goal_from_exercise"),
    path("paper/", paper.paper, name="paper"),
    path("paper/file/", paper.paper_file, name="paper_file"),
    path("paper/<slug:slug>/", paper.paper, name="paper_chapter"),
    path("paper/<slug:slug>/file/", paper.paper_file, name="paper_chapter_file"),
    path("goals/", goals.goal_list, name="goal_list"),
    path("goals/new/", goals.new, name="new_goal"),
    path("goals/<uuid:pk>/", goals.goal, name="goal"),
    path("goals/<uuid:pk>/check-in/", checkins.check_in, name="check_in"),
    path("goals/<uuid:pk>/look/", goals.look, name="look"),
    path("goals/<uuid:pk>/reword/", changes.reword, name="reword"),
    path("goals/<uuid:pk>/split/", changes.split, name="split"),
    path("goals/<uuid:pk>/pause/", changes.pause, name="pause"),
    path("goals/<uuid:pk>/resume/", changes.resume, name="resume"),
    path("goals/<uuid:pk>/let-go/", changes.let_go, name="let_go"),
    path("goals/<uuid:pk>/bring-back/", changes.bring_back, name="bring_back"),
    path("goals/<uuid:pk>/reach/", changes.reach, name="reach"),
    path("goals/<uuid:pk>/unreach/", changes.unreach, name="unreach"),
    path("goals/<uuid:pk>/show/<uuid:space>/", showing.show_goal, name="show"),
    path(
        "goals/<uuid:pk>/take-back/<uuid:space>/", showing.take_back, name="take_back"
    ),
    path("check-in/", checkins.check_in_list, name="check_in_list"),
    path("check-in/rhythm/", checkins.rhythm, name="rhythm"),
    path("check-ins/<uuid:pk>/drop/", checkins.check_in_drop, name="check_in_drop"),
    path("shown/", showing.shown_list, name="shown"),
    path("shown/<uuid:pk>/", showing.shown_goal, name="shown_goal"),
]
