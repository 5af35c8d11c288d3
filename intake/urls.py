from django.urls import path, re_path

from intake import views

app_name = "intake"
urlpatterns = [
    path("", views.intake_list, name="intake_list"),
    path("<int:pk>/", views.intake_detail, name="intake_detail"),
    path("<int:pk>/plan/", views.plan, name="plan"),
    path("<int:pk>/held/", views.held, name="held"),
    path("<int:pk>/preparation/", views.preparation, name="preparation"),
    re_path(
        r"^(?P<pk>\d+)/(?P<name>preparation|words)/show/$", views.show_text, name="show"
    ),
    re_path(
        r"^(?P<pk>\d+)/(?P<name>preparation|words)/take-back/$",
        views.take_back_text,
        name="take_back",
    ),
    path("<int:pk>/judgement/", views.judgement, name="judgement"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/click/", views.click, name="click"),
    path("<int:pk>/outcome/", views.outcome, name="outcome"),
]
