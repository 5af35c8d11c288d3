from django.urls import path

from programmes.views import delivery, enrolment, programmes, team

app_name = "programmes"
urlpatterns = [
    path("", programmes.programme_list, name="programme_list"),
    path("new/", programmes.programme_new, name="programme_new"),
    path("<int:pk>/", programmes.programme_detail, name="programme_detail"),
    path("<int:pk>/edit/", programmes.programme_edit, name="programme_edit"),
    path("<int:pk>/people/", programmes.participation_list, name="participation_list"),
    path("<int:pk>/invite/", programmes.invite, name="invite"),
    path("<int:pk>/coordinators/", team.coordinator_list, name="coordinator_list"),
    path(
        "<int:pk>/coordinators/<int:coordinator>/remove/",
        team.coordinator_remove,
        name="coordinator_remove",
    ),
    path("<int:pk>/delivery/", delivery.delivery, name="delivery"),
    path("<int:pk>/topics/", team.topic_list, name="topic_list"),
    path("<int:pk>/topics/<int:topic>/retire/", team.topic_retire, name="topic_retire"),
    path("people/<int:pk>/again/", programmes.invite_again, name="invite_again"),
    path("people/<int:pk>/withdraw/", programmes.withdraw, name="withdraw"),
    path("enrolment/<int:pk>/", enrolment.enrolment, name="enrolment"),
    path("enrolment/<int:pk>/decline/", enrolment.decline, name="decline"),
]
