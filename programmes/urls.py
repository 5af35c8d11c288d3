from django.urls import path

from programmes.views import enrolment, programmes

app_name = "programmes"
urlpatterns = [
    path("", programmes.programme_list, name="programme_list"),
    path("new/", programmes.programme_new, name="programme_new"),
    path("<int:pk>/", programmes.programme_detail, name="programme_detail"),
    path("<int:pk>/edit/", programmes.programme_edit, name="programme_edit"),
    path("<int:pk>/people/", programmes.participation_list, name="participation_list"),
    path("<int:pk>/invite/", programmes.invite, name="invite"),
    path("enrolment/<int:pk>/", enrolment.enrolment, name="enrolment"),
    path("enrolment/<int:pk>/decline/", enrolment.decline, name="decline"),
]
