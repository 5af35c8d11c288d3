from django.urls import path, re_path

from intake.views import click, outcome, page, planning, referral, texts, times

app_name = "intake"
# The kinds of text that are put before the other.
KINDS = "|".join(texts.WRITERS)
urlpatterns = [
    path("", page.intake_list, name="intake_list"),
    path("<int:pk>/", page.intake_detail, name="intake_detail"),
    path("<int:pk>/plan/", planning.plan, name="plan"),
    path("<int:pk>/times/", times.times, name="times"),
    path("<int:pk>/pick/", times.pick, name="pick"),
    path("<int:pk>/others/", times.others, name="others"),
    path("<int:pk>/held/", planning.held, name="held"),
    re_path(rf"^(?P<pk>\d+)/(?P<kind>{KINDS})/put/$", texts.put, name="put"),
    re_path(
        rf"^(?P<pk>\d+)/(?P<kind>{KINDS})/take-back/$",
        texts.take_back,
        name="take_back",
    ),
    path("<int:pk>/judgement/", texts.judgement, name="judgement"),
    path("<int:pk>/click/", click.click, name="click"),
    path("<int:pk>/click/anew/", click.click_anew, name="click_anew"),
    path("<int:pk>/outcome/", outcome.outcome, name="outcome"),
    path("<int:pk>/refer/", referral.refer, name="refer"),
    path("<int:pk>/another-group/", outcome.another_group, name="another_group"),
    path("<int:pk>/back/", outcome.back, name="back"),
    path("<int:pk>/keep/", outcome.keep_seat, name="keep"),
]
