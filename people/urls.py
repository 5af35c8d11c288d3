from django.urls import path

from people.accounts.views import addresses, invitations, standing, step_resets, ways
from people.roster.views import rosters, strangers
from people.views import account, advisers, departures, people

app_name = "people"
urlpatterns = [
    path("", people.person_list, name="person_list"),
    path("<int:pk>/", people.person_detail, name="person"),
    path("adviser/", advisers.adviser, name="adviser"),
    path("adviser/none/", advisers.nobody, name="adviser_none"),
    path("leaving/", departures.leaving, name="leaving"),
    path("<int:pk>/back/", departures.back, name="back"),
    path("roster/", rosters.roster_list, name="roster_list"),
    path("roster/<int:pk>/", rosters.roster_detail, name="roster"),
    path("roster/<int:pk>/columns/", rosters.roster_columns, name="roster_columns"),
    path("roster/<int:pk>/missing/", strangers.missing, name="roster_missing"),
    path("roster/<int:pk>/rows/<int:number>/", strangers.row, name="roster_row"),
    path(
        "roster/<int:pk>/rows/<int:number>/same/",
        strangers.row_same,
        name="roster_row_same",
    ),
    path(
        "roster/<int:pk>/rows/<int:number>/another/",
        strangers.row_another,
        name="roster_row_another",
    ),
    path("roster/<int:pk>/commit/", rosters.roster_commit, name="roster_commit"),
    path(
        "roster/<int:pk>/discipline/",
        rosters.roster_discipline,
        name="roster_discipline",
    ),
    path("roster/<int:pk>/replan/", rosters.roster_replan, name="roster_replan"),
    path("roster/<int:pk>/discard/", rosters.roster_discard, name="roster_discard"),
    path("roster/<int:pk>/progress/", rosters.roster_progress, name="roster_progress"),
    path("invitation/<str:key>/", invitations.invitation, name="invitation"),
    path(
        "invitation/<str:key>/passkey/",
        invitations.invitation_passkey,
        name="invitation_passkey",
    ),
    path("enter/<str:key>/", invitations.demo_entrance, name="demo_entrance"),
    path("account/", account.account, name="account"),
    path("account/standing/", standing.standing, name="standing"),
    path("account/beside/", standing.beside, name="beside"),
    path("address/<str:key>/", addresses.by_link, name="address"),
    path(
        "address/<str:key>/decline/",
        addresses.decline_by_link,
        name="address_decline_by_link",
    ),
    path("account/ways-in/address/<int:pk>/", addresses.agree, name="address_agree"),
    path(
        "account/ways-in/address/<int:pk>/decline/",
        addresses.decline,
        name="address_decline",
    ),
    path("second-step/<str:key>/", step_resets.step_reset, name="step_reset"),
    path(
        "account/ways-in/second-step/keep/",
        step_resets.withdraw,
        name="step_reset_withdraw",
    ),
    path("account/ways-in/", ways.ways_in, name="ways_in"),
    path(
        "account/ways-in/password/remove/",
        ways.password_remove,
        name="password_remove",
    ),
    path(
        "account/ways-in/single-sign-on/<int:pk>/remove/",
        ways.single_sign_on_remove,
        name="single_sign_on_remove",
    ),
    path("account/sign-ins/<str:key>/end/", ways.end_sign_in, name="sign_in_end"),
    path(
        "account/sign-out-elsewhere/",
        ways.sign_out_elsewhere,
        name="sign_out_elsewhere",
    ),
]
