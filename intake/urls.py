from django.urls import path, re_path

from intake.views import click, outcome, page, planning, texts

app_name = "intake"
urlpatterns = [
    path("", page.intake_list, name="intake_list"),
    path("<int:pk>/", page.intake_detail, name="intake_detail"),
    path("<int:pk>/plan/", planning.plan, name="plan"),
    path("<int:pk>/held/", planning.held, name="held"),
    path("<int:pk>/preparation/", texts.preparation, name="preparation"),
    re_path(
        r"^(?P<pk>\d+)/(?P<name>preparation|words)/show/$", texts.show_text, name="show"
    ),
    re_path(
        r"^(?P<pk>\d+)/(?P<name>preparation|words)/take-back/$",
        texts.take_back_text,
        name="take_back",
    ),
    path("<int:pk>/judgement/", texts.judgement, name="judgement"),
    path("<int:pk>/report/", texts.report, name="report"),
    path("<int:pk>/click/", click.click, name="click"),
    path("<int:pk>/outcome/", outcome.outcome, name="outcome"),
]
