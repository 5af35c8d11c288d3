from django.urls import path

from handbook.texts import METHODS, ROLES
from handbook.views import confrontation, pictures, questions, stance, texts

app_name = "handbook"
urlpatterns = [
    path("", texts.home, name="home"),
    path(f"{METHODS}/", texts.method_list, name="methods"),
    path(f"{METHODS}/<slug:slug>/", texts.method, name="method"),
    path(f"{ROLES}/", texts.role_list, name="roles"),
    path("pictures/", pictures.picture_list, name="pictures"),
    path("pictures/<slug:slug>/", pictures.picture, name="picture"),
    path("pictures/<slug:slug>/keep/", pictures.picture_keep, name="picture_keep"),
    path(
        "pictures/<slug:slug>/<uuid:note>/",
        pictures.picture_note,
        name="picture_note",
    ),
    path("stance/path/", stance.stance, name="stance"),
    path("stance/test/", stance.stance_test, name="stance_test"),
    path("stance/test/keep/", stance.stance_keep, name="stance_keep"),
    path("stance/dot/", stance.stance_dot, name="stance_dot"),
    path("stance/dot/<int:pk>/", stance.stance_dot, name="stance_dot"),
    path("stance/dots/<uuid:pk>/drop/", stance.stance_drop, name="stance_drop"),
    path("stance/dots/<uuid:pk>/back/", stance.stance_put_back, name="stance_back"),
    path("questions/coach/", questions.coach, name="coach"),
    path("questions/coach/keep/", questions.questions_keep, name="questions_keep"),
    path("questions/coach/<uuid:pk>/", questions.questions_kept, name="questions_kept"),
    path("confrontations/", confrontation.confrontations, name="confrontations"),
    path(
        "confrontations/<uuid:pk>/", confrontation.confrontation, name="confrontation"
    ),
    path("<slug:slug>/", texts.text_detail, name="text"),
]
